//! The tabs: links, each with its own address.

use super::Shell;
use crate::dialogs::Dialog;
use crate::host::navigation;
use crate::pages::prefetch;
use crate::routes::Route;
use crate::shortcuts;
use crate::text;
use crate::ui::{Glyph, Icon, PageLink, derived, effect, memo};
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
            Route::Connections => text::connections(),
            // Until its name is known.
            Route::Connection(_) => text::connection(),
            Route::Settings => text::general_settings(),
        };
        navigation::title(&text::document_title(page));
    });
    let section = memo(move || route.with(Route::section));
    let go = Callback::new(move |address: String| shell.go(&address));
    let tab = move |to: Route, label: &'static str, key: &'static str| {
        let path = to.path();
        let current = derived(move || (section.get() == to).then_some("page"));
        view! {
            <PageLink address=path class="tab" current=current shortcut=Some(key) on_go=go>
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
                class="tabs" aria-label=text::sections() on:pointerenter=move |_| prefetch()
                on:focusin=move |_| prefetch()
            >
                {tab(Route::Connections, text::connections(), shortcuts::CONNECTIONS)}
                {tab(Route::Settings, text::general_settings(), shortcuts::SETTINGS)}
            </nav>
            <button
                type="button" class="icon-button page-head__help" aria-label=text::shortcuts() title=text::shortcuts()
                aria-keyshortcuts=shortcuts::HELP on:click=move |_| shell.dialog.set(Some(Dialog::Shortcuts.into()))
            >
                <Icon glyph=Glyph::Help />
            </button>
        </header>
    }
}
