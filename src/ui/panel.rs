//! A part of a page, on its own surface, named by its heading.

use super::unique_id;
use leptos::prelude::*;

/// A part of a page.
#[component]
pub fn Panel(
    /// Its heading.
    title: &'static str,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let id = unique_id("panel");
    let labelled_by = id.clone();
    view! {
        <section class="panel" aria-labelledby=labelled_by>
            <h2 class="panel__title" id=id>{title}</h2>
            {children()}
        </section>
    }
    .into_any()
}
