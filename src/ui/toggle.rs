//! A switch that is on or off.

use super::{true_or_false, unique_id};
use leptos::prelude::*;

/// A switch.
#[component]
pub fn Toggle(
    /// What it is called.
    label: &'static str,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Somebody switched it.
    on_switch: Callback<bool>,
) -> impl IntoView {
    let id = unique_id("toggle");
    let state = true_or_false(move || on.get());
    view! {
        <div class="toggle">
            <button
                type="button" role="switch" class="toggle__switch" aria-checked=state aria-labelledby=id.clone()
                on:click=move |_| on_switch.run(!on.get_untracked())
            >
                <span class="toggle__knob"></span>
            </button>
            // A second way to press it; the keyboard has the first.
            <span class="toggle__label" id=id on:click=move |_| on_switch.run(!on.get_untracked())>{label}</span>
        </div>
    }
}
