//! Asks again and again, in step with what people look at: at the usual pace while the node answers, more slowly while it
//! doesn't, and not at all while nobody sees the page.

use super::refresh;
use crate::backend::ApiError;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// When to ask.
#[derive(Clone, Copy)]
pub struct Rhythm {
    ask: StoredValue<Option<Callback<()>>>,
    failures: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Rhythm {
    /// A rhythm that ends with the current owner, and rests until [`Rhythm::begin`].
    pub fn new() -> Self {
        let rhythm = Self {
            ask: StoredValue::new(None),
            failures: StoredValue::new(0),
            timer: StoredValue::new(None),
        };
        on_cleanup(move || rhythm.hold());
        rhythm
    }

    /// Calls `ask` whenever it is time. After each answer it is told when to go on, by [`Rhythm::answered`].
    pub fn begin(self, ask: Callback<()>) {
        self.ask.set_value(Some(ask));
        // Nobody is asked for what nobody sees; who comes back sees the newest.
        let visibility = window_event_listener_untyped("visibilitychange", move |_| {
            if document().hidden() {
                self.hold();
            } else {
                ask.run(());
            }
        });
        // Back on the network, there is news; off it, that is the news, and said at once.
        let network = ["online", "offline"]
            .map(|event| window_event_listener_untyped(event, move |_| ask.run(())));
        on_cleanup(move || {
            visibility.remove();
            for listener in network {
                listener.remove();
            }
        });
    }

    /// Waits for an answer.
    pub fn hold(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    /// There was an answer, or a failure. Returns the milliseconds until the next question.
    pub fn answered(self, failure: Option<&ApiError>) -> u32 {
        let failures = match failure {
            Some(_) => self.failures.get_value().saturating_add(1),
            None => 0,
        };
        self.failures.set_value(failures);
        let delay = refresh::delay_ms(failures, failure.and_then(ApiError::retry_after_s));
        if let Some(ask) = self.ask.get_value().filter(|_| !document().hidden()) {
            let ask = move || ask.run(());
            let timer = set_timeout_with_handle(ask, Duration::from_millis(delay.into()));
            self.timer.set_value(timer.ok());
        }
        delay
    }
}

impl Default for Rhythm {
    fn default() -> Self {
        Self::new()
    }
}
