//! A native drop-down list.

use super::reactive::derived;
use leptos::prelude::*;

/// A native drop-down list.
#[component]
pub fn Select(
    /// What it is called; not seen, its values say it.
    label: &'static str,
    /// Values and their words, in order.
    options: Vec<(&'static str, &'static str)>,
    /// What is selected.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Somebody selected.
    on_select: Callback<String>,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(option, word)| {
            view! { <option value=option selected=derived(move || value.get() == option)>{word}</option> }
        })
        .collect_view();
    view! {
        <select
            class="select" aria-label=label prop:value=value
            on:change=move |event| on_select.run(event_target_value(&event))
        >
            {options}
        </select>
    }
}
