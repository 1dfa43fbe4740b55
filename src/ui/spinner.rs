//! A turning ring: something is being done.

use leptos::prelude::*;

/// A turning ring. It says nothing to a screen reader: the words beside it do.
#[component]
pub fn Spinner() -> impl IntoView {
    view! { <span class="spinner" aria-hidden="true"></span> }
}
