//! The tabs: links, each with its own address.

use crate::host::location::{self, Leaving, Location};
use crate::host::{Host, navigation};
use crate::routes::Route;
use crate::text;
use crate::ui::{derived, effect};
use leptos::prelude::*;
use web_sys::MouseEvent;

/// The tabs of the page.
#[component]
pub fn Tabs(
    /// Where the page runs.
    host: Host,
    /// The page's address.
    location: Location,
) -> impl IntoView {
    let route = location.route();
    effect(move || {
        let page = match route.get() {
            Route::Connections => text::CONNECTIONS,
            Route::Settings => text::GENERAL_SETTINGS,
        };
        navigation::title(&text::document_title(page));
    });
    let tab = move |to: Route, label: &'static str| {
        view! {
            <a
                class="tab" href=format!("{}{}", location::base(), to.path())
                aria-current=derived(move || (route.get() == to).then_some("page"))
                on:click=move |event| follow(&event, host, location, to)
            >
                // The bold text of the selected tab must not push the next one aside.
                <span class="tab__label" data-label=label>{label}</span>
            </a>
        }
    };
    view! {
        <header class="page-head">
            <p class="page-head__product">{text::PRODUCT}</p>
            <nav class="tabs" aria-label=text::SECTIONS>
                {tab(Route::Connections, text::CONNECTIONS)}
                {tab(Route::Settings, text::GENERAL_SETTINGS)}
            </nav>
        </header>
    }
}

/// A plain press changes the page; with a key held, or another button, the browser opens it elsewhere.
fn follow(event: &MouseEvent, host: Host, location: Location, to: Route) {
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if plain {
        event.prevent_default();
        location.go(to.path(), Leaving::by_press(host));
    }
}
