//! Says to a screen reader what changed on its own.

use leptos::prelude::*;

/// Says something, politely: after what is being read.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// An announcer; its [`LiveRegion`] has to be in the page.
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// Says it.
    pub fn say(self, text: &str) {
        self.0.try_update(|said| {
            // The same text again would be no change, and nothing would be said.
            let again = said.as_str() == text;
            text.clone_into(said);
            if again {
                said.push('\u{a0}');
            }
        });
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}

/// Where an announcer's texts are read from; not seen.
#[component]
pub fn LiveRegion(
    /// Whose texts.
    announcer: Announcer,
) -> impl IntoView {
    view! { <div class="visually-hidden" role="status" aria-live="polite">{announcer.0}</div> }
}
