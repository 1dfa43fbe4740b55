//! The connection as it is now: asked for again and again while somebody looks at it.

use crate::backend::ApiError;
use crate::connections::Rhythm;
use crate::connections::status::{health, lifecycle_word, tells_health};
use crate::pages::Surroundings;
use crate::text;
use crate::ui::Scope;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Connection;
use crosslink_protocol::id::ConnectionId;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A connection that is watched.
#[derive(Clone, Copy)]
pub struct Watch {
    around: Surroundings,
    id: StoredValue<ConnectionId>,
    /// The newest that is known of it.
    pub connection: RwSignal<Option<Connection>>,
    /// Why the node gave no answer last time.
    pub failure: RwSignal<Option<ApiError>>,
    calls: Scope,
    rhythm: Rhythm,
}

impl Watch {
    /// Watches as long as the current owner lives.
    pub fn new(around: Surroundings, id: ConnectionId) -> Self {
        let watch = Self {
            around,
            id: StoredValue::new(id),
            connection: RwSignal::new(None),
            failure: RwSignal::new(None),
            calls: Scope::new(),
            rhythm: Rhythm::new(),
        };
        watch.rhythm.begin(Callback::new(move |()| watch.ask()));
        watch.ask();
        watch
    }

    /// Which connection.
    pub fn id(self) -> ConnectionId {
        self.id.get_value()
    }

    /// Whether its page is still open.
    pub fn is_shown(self) -> bool {
        self.id.try_get_value().is_some()
    }

    /// Asks at once.
    pub fn ask(self) {
        self.rhythm.hold();
        let (Some(api), Some(ticket)) = (self.around.api(), self.calls.begin()) else {
            return;
        };
        let id = self.id();
        spawn_local(async move {
            let answer = api.one_connection(&id, Some(&ticket.abort)).await;
            if ticket.is_current() {
                self.answered(answer);
            }
        });
    }

    fn answered(self, answer: Result<Connection, ApiError>) {
        let failure = match answer {
            Ok(connection) => {
                self.show(connection);
                None
            }
            // The page is about to go, or says already that nobody is signed in.
            Err(ApiError::Cancelled | ApiError::SignedOut(_)) => return,
            Err(error) => Some(error),
        };
        let gone = failure
            .as_ref()
            .is_some_and(|error| error.code() == ErrorCode::NotFound);
        if !gone {
            self.rhythm.answered(failure.as_ref());
        }
        if self.failure.with_untracked(|shown| *shown != failure) {
            self.failure.set(failure);
        }
        self.around.loaded();
    }

    /// Whether an action failed because there is no such connection any more. The page says so then, in place of everything
    /// else; the next answer of the node confirms it.
    pub fn is_gone(self, error: &ApiError) -> bool {
        let gone = error.code() == ErrorCode::NotFound;
        if gone {
            self.failure.try_set(Some(error.clone()));
        }
        gone
    }

    /// Shows what an action has made of it. An answer that is on its way may be older, and is not waited for.
    pub fn take(self, connection: Connection) {
        self.show(connection);
        self.ask();
    }

    fn show(self, now: Connection) {
        let seen = self.connection.try_with_untracked(|shown| {
            let news = shown.as_ref().and_then(|shown| news(shown, &now));
            (news, shown.as_ref() != Some(&now))
        });
        // Somebody may have gone to another page while an action ran.
        let Some((news, changed)) = seen else { return };
        if changed {
            self.connection.set(Some(now));
        }
        if let Some(news) = news {
            self.around.announce(&news);
        }
    }
}

/// What those have to hear who don't see it.
fn news(before: &Connection, now: &Connection) -> Option<String> {
    let word = if before.lifecycle != now.lifecycle {
        lifecycle_word(now.lifecycle)
    } else if tells_health(now.lifecycle) && before.health != now.health {
        health(now.health).0
    } else {
        return None;
    };
    Some(text::status_changed(&now.name, word))
}
