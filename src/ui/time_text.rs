//! A point in time, relative to now, with the exact time for whoever wants it.

use super::reactive::memo;
use crate::clock;
use crosslink_protocol::Timestamp;
use leptos::prelude::*;

/// A point in time in words, such as "12 seconds ago".
#[component]
pub fn TimeText(
    /// When.
    time: Timestamp,
    /// The time now, as far as it matters here.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// Puts the words into a sentence.
    #[prop(optional)]
    sentence: Option<fn(String) -> String>,
) -> impl IntoView {
    // Only a changed text touches the page.
    let words = memo(move || {
        let words = clock::relative_text(time, now.get());
        match sentence {
            Some(sentence) => sentence(words),
            None => words,
        }
    });
    view! {
        <time datetime=time.to_string() title=clock::exact(time)>{words}</time>
    }
}
