//! The tabs: links, each with its own address.

use super::Shell;
use crate::host::navigation;
use crate::pages::prefetch;
use crate::routes::Route;
use crate::text;
use crate::ui::{PageLink, derived, effect, memo};
use leptos::prelude::*;

/// The tabs of the page.
#[component]
pub fn Tabs(
    /// The page's surroundings.
    shell: Shell,
) -> impl IntoView {
    let route = shell.location.route();
    effect(move || {
        let page = match route.get() {
            Route::Connections => text::CONNECTIONS,
            // Until its name is known.
            Route::Connection(_) => text::CONNECTION,
            Route::Settings => text::GENERAL_SETTINGS,
        };
        navigation::title(&text::document_title(page));
    });
    let section = memo(move || route.with(Route::section));
    let go = Callback::new(move |address: String| shell.go(&address));
    let tab = move |to: Route, label: &'static str| {
        let path = to.path();
        let current = derived(move || (section.get() == to).then_some("page"));
        view! {
            <PageLink address=path class="tab" current=current on_go=go>
                // The bold text of the selected tab must not push the next one aside.
                <span class="tab__label" data-label=label>{label}</span>
            </PageLink>
        }
    };
    view! {
        <header class="page-head">
            <p class="page-head__product">{text::PRODUCT}</p>
            // Whoever comes near the tabs is about to open one.
            <nav
                class="tabs" aria-label=text::SECTIONS on:pointerenter=move |_| prefetch()
                on:focusin=move |_| prefetch()
            >
                {tab(Route::Connections, text::CONNECTIONS)}
                {tab(Route::Settings, text::GENERAL_SETTINGS)}
            </nav>
        </header>
    }
}
