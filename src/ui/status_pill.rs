//! A status: a word with a drawing in a pill, and a quieter word.

use super::reactive::optional;
use super::{Glyph, Icon};
use leptos::prelude::*;

/// A status in a pill.
#[component]
pub fn StatusPill(
    /// Its word.
    word: &'static str,
    /// Its drawing.
    glyph: Glyph,
    /// Its colour: `good`, `waiting`, `quiet`, `warning` or `bad`.
    tone: &'static str,
) -> impl IntoView {
    view! {
        <span class="pill" data-tone=tone>
            <Icon glyph=glyph />
            <span>{word}</span>
        </span>
    }
}

/// A quieter status: a dot and a word.
#[component]
pub fn StatusWord(
    /// Its word.
    word: &'static str,
    /// Its colour, as with the pill.
    tone: &'static str,
    /// Why it is so.
    #[prop(optional, into)]
    reason: Signal<Option<String>>,
) -> impl IntoView {
    let said = optional(move || {
        let reason = reason.get()?;
        Some(view! { <span class="visually-hidden">": "{reason}</span> }.into_any())
    });
    view! {
        <span class="health" data-tone=tone title=reason>
            <span class="health__dot" aria-hidden="true"></span>
            {word}
            {said}
        </span>
    }
}
