//! A link to another page of the console.

use super::Attr;
use crate::host::location;
use leptos::prelude::*;
use web_sys::MouseEvent;

/// A link to another page of the console. A plain press goes there without loading anything anew; with a key held, or with
/// another button, the browser opens it elsewhere.
#[component]
pub fn PageLink(
    /// Path and query below the base.
    #[prop(into)]
    address: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    class: &'static str,
    /// Its `aria-current`.
    #[prop(optional, into)]
    current: Attr,
    /// The key that presses it, one of [`crate::shortcuts`].
    #[prop(optional_no_strip)]
    shortcut: Option<&'static str>,
    /// Goes there.
    on_go: Callback<String>,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let press = move |event: MouseEvent| {
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if plain {
            event.prevent_default();
            on_go.run(address.get_untracked());
        }
    };
    let href = move || location::href(&address.get());
    view! {
        <a class=class href=href aria-current=current aria-keyshortcuts=shortcut on:click=press>
            {children()}
        </a>
    }
    .into_any()
}

/// Whether an address from elsewhere may become a link.
pub fn leads_to_a_page(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
