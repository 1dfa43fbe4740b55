//! How old the list is, and what is wrong when it is.

use super::live::Live;
use crate::clock;
use crate::text;
use crate::ui::{Button, Message, Severity};
use crate::ui::{derived, memo, optional};
use crosslink_protocol::Timestamp;
use leptos::prelude::*;

/// When the list was last refreshed.
#[component]
pub fn FreshnessLine(
    /// The list.
    live: Live,
    /// The time now.
    now: RwSignal<Timestamp>,
) -> impl IntoView {
    let words = memo(move || {
        live.freshness.with(|freshness| match freshness.updated_at {
            _ if freshness.busy => text::refreshing().to_owned(),
            Some(time) => text::updated(clock::relative_text(time.min(now.get()), now.get())),
            None => String::new(),
        })
    });
    view! { <p class="list-head__fresh">{words}</p> }
}

/// Why the node gave no answer, and when it is asked again. What was shown before stays below.
#[component]
pub fn FailureMessage(
    /// The list.
    live: Live,
    /// The time now.
    now: RwSignal<Timestamp>,
) -> impl IntoView {
    let sentence = memo(move || {
        live.freshness
            .with(|freshness| freshness.failure.as_ref().map(|error| error.sentence()))
    });
    let count_down = memo(move || {
        let next_at = live.freshness.with(|freshness| freshness.next_at);
        next_at.map_or_else(String::new, |next| {
            let left = next.since(now.get());
            text::retrying_in((left + 999).div_euclid(1000))
        })
    });
    let busy = derived(move || live.freshness.with(|freshness| freshness.busy));
    let retry = Callback::new(move |()| live.refresh());
    optional(move || {
        let severity = if live.rows.with_untracked(Vec::is_empty) {
            Severity::Error
        } else {
            Severity::Warning
        };
        let message = view! {
            <Message severity=severity text=sentence.get()?>
                // Counted for the eye only: each second read out would be noise.
                <span class="message__aside" aria-hidden="true">{count_down}</span>
                <Button label=text::retry() busy=busy on_press=retry />
            </Message>
        };
        Some(message.into_any())
    })
}
