//! A question mark that opens an explanation.

use super::{Glyph, Icon, true_or_false};
use leptos::prelude::*;

/// The question mark. The explanation is the caller's, shown while `open` is true.
#[component]
pub fn HelpButton(
    /// What it explains, as a question.
    label: &'static str,
    /// Whether the explanation is shown.
    open: RwSignal<bool>,
    /// The explanation's id.
    controls: String,
) -> impl IntoView {
    let expanded = true_or_false(move || open.get());
    view! {
        <button
            type="button" class="icon-button icon-button--small" aria-label=label title=label aria-expanded=expanded
            aria-controls=controls on:click=move |_| open.update(|open| *open = !*open)
        >
            <Icon glyph=Glyph::Help />
        </button>
    }
}
