//! The area as a whole.

use crate::backend::Api;
use crosslink_protocol::connection::Connection;
use leptos::prelude::*;

/// The sync rules of a connection.
#[component]
pub fn SyncRules(
    /// The node.
    api: Api,
    /// The connection.
    #[prop(into)]
    connection: Signal<Connection>,
    /// Whether the one who is signed in may change things.
    #[prop(into)]
    may_change: Signal<bool>,
    /// Says something to those who can't see it.
    announce: Callback<String>,
) -> impl IntoView {
    let _ = (api, connection, may_change, announce);
}
