//! A part of a form, named by its heading.

use super::unique_id;
use leptos::prelude::*;

/// A part of a form. A screen reader says its heading when the focus comes in.
#[component]
pub fn Section(
    /// Its heading.
    title: &'static str,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let id = unique_id("section");
    let labelled_by = id.clone();
    view! {
        <section class="section" role="group" aria-labelledby=labelled_by>
            <h3 class="section__title" id=id>{title}</h3>
            {children()}
        </section>
    }
}
