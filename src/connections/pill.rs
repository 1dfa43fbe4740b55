//! A lifecycle in a pill, in the list and on the connection's page.

use super::status;
use crate::ui::{Glyph, StatusPill};
use crosslink_protocol::connection::Lifecycle;
use leptos::prelude::*;

/// The pill.
pub fn lifecycle_pill(lifecycle: Lifecycle) -> AnyView {
    let word = status::lifecycle_word(lifecycle);
    let tone = status::lifecycle_tone(lifecycle).as_str();
    view! { <StatusPill word=word glyph=glyph(lifecycle) tone=tone /> }.into_any()
}

fn glyph(lifecycle: Lifecycle) -> Glyph {
    match lifecycle {
        Lifecycle::Pending | Lifecycle::Expired => Glyph::Clock,
        Lifecycle::Active => Glyph::Success,
        Lifecycle::Deactivated => Glyph::Pause,
        Lifecycle::Revoked => Glyph::Close,
        Lifecycle::RemoteRemoved => Glyph::Broken,
    }
}
