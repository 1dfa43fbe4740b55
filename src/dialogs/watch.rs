//! Asking again and again, in step with what people look at, until something is settled.

use super::pace::{Next, next};
use super::surroundings::Surroundings;
use crate::backend::ApiError;
use crate::ui::Scope;
use crosslink_protocol::connection::{Connection, Lifecycle};
use crosslink_protocol::id::ConnectionId;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;
use web_sys::AbortSignal;

/// Milliseconds between two looks at a connection that waits for the other side.
const CONNECTION_EVERY_MS: u32 = 3_000;

/// Asks, and takes the answer: whether it was the last one that is waited for.
pub type Ask = Rc<dyn Fn(AbortSignal) -> Pin<Box<dyn Future<Output = Result<bool, ApiError>>>>>;

/// Asks at once and then again and again, as long as the current owner lives. Nobody is asked while the page is hidden;
/// who comes back sees the newest.
pub fn watch(every_ms: u32, ask: Ask) {
    let watch = Watch {
        every_ms,
        ask: StoredValue::new_local(ask),
        failures: StoredValue::new(0),
        settled: StoredValue::new(false),
        calls: Scope::new(),
        timer: StoredValue::new(None),
    };
    let attention = move |_| {
        if document().hidden() {
            watch.stop_timer();
        } else {
            watch.ask();
        }
    };
    let visibility = window_event_listener_untyped("visibilitychange", attention);
    let online = window_event_listener_untyped("online", attention);
    on_cleanup(move || {
        watch.stop_timer();
        visibility.remove();
        online.remove();
    });
    watch.ask();
}

/// Follows a connection until the other side has accepted, or can't any more.
pub fn watch_connection(around: Surroundings, id: ConnectionId, on_change: Callback<Connection>) {
    let ask: Ask = Rc::new(move |abort| {
        let (api, id) = (around.api(), id.clone());
        Box::pin(async move {
            let connection = api
                .ok_or(ApiError::Cancelled)?
                .connection(&id, &abort)
                .await?;
            let settled = connection.lifecycle != Lifecycle::Pending;
            on_change.try_run(connection);
            Ok(settled)
        })
    });
    watch(CONNECTION_EVERY_MS, ask);
}

#[derive(Clone, Copy)]
struct Watch {
    every_ms: u32,
    ask: StoredValue<Ask, LocalStorage>,
    failures: StoredValue<u32>,
    settled: StoredValue<bool>,
    calls: Scope,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Watch {
    fn stop_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn ask(self) {
        self.stop_timer();
        if self.settled.try_get_value() != Some(false) {
            return;
        }
        let (Some(ask), Some(ticket)) = (self.ask.try_get_value(), self.calls.begin()) else {
            return;
        };
        let asked = ask(ticket.abort.clone());
        spawn_local(async move {
            let outcome = asked.await;
            // A call that another one has replaced has nothing to say.
            if ticket.is_current() {
                self.go_on(outcome.as_ref().copied());
            }
        });
    }

    fn go_on(self, outcome: Result<bool, &ApiError>) {
        let failures = match outcome {
            Ok(_) => 0,
            Err(_) => self.failures.get_value().saturating_add(1),
        };
        self.failures.set_value(failures);
        match next(outcome, self.every_ms, failures) {
            Next::Stop => self.settled.set_value(true),
            Next::After(_) if document().hidden() => {}
            Next::After(delay) => {
                let ask = move || self.ask();
                let timer = set_timeout_with_handle(ask, Duration::from_millis(delay.into()));
                self.timer.set_value(timer.ok());
            }
        }
    }
}
