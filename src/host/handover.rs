//! What a link from the other side's console brings over. It is taken out of the address at once, and kept until it was
//! used or given up: over a sign-in in the same tab, too.

use super::{Host, storage, tab};
use crosslink_protocol::handover::Handover;
use leptos::prelude::*;

const KEY: &str = "handover";

/// What was brought over was used: after a reload it isn't there any more. A dialog says so, whose module shares the storage
/// with the page, but not its [`Incoming`].
pub fn used(code: &str) {
    // Another link may have brought something since; that still has its turn.
    let kept = storage::kept(KEY).and_then(|text| Handover::read(&text));
    if kept.is_some_and(|kept| kept.code() == code) {
        storage::forget(KEY);
    }
}

/// What was brought over and not used yet.
#[derive(Clone, Copy)]
pub struct Incoming(RwSignal<Option<Handover>>);

impl Incoming {
    /// What was kept, or stands in the address of this tab, now or later. Inside Azure DevOps it comes through
    /// [`Incoming::take`].
    pub fn new(host: Host) -> Self {
        let kept = storage::kept(KEY).and_then(|text| Handover::read(&text));
        let incoming = Self(RwSignal::new(kept));
        if host == Host::Tab {
            let look = move || {
                if let Some(fragment) = tab::take_fragment(|hash| Handover::read(hash).is_some()) {
                    incoming.take(&fragment);
                }
            };
            look();
            // The page needs this until it is closed, so the listener is never removed.
            let _listener = window_event_listener_untyped("hashchange", move |_| look());
        }
        incoming
    }

    /// Takes what a fragment brings. False when it brings nothing; then it is somebody else's.
    pub fn take(self, fragment: &str) -> bool {
        let Some(handover) = Handover::read(fragment) else {
            return false;
        };
        storage::keep(KEY, fragment);
        self.0.set(Some(handover));
        true
    }

    /// What was brought over.
    pub fn get(self) -> Option<Handover> {
        self.0.get()
    }

    /// Whether nothing was brought over.
    pub fn none(self) -> bool {
        self.0.with_untracked(Option::is_none)
    }

    /// What this code is of was used or given up. What was brought over since still has its turn.
    pub fn done(self, code: &str) {
        used(code);
        let is_this = |brought: &Handover| brought.code() == code;
        if self
            .0
            .with_untracked(|brought| brought.as_ref().is_some_and(is_this))
        {
            self.0.set(None);
        }
    }
}
