//! What stays of a connection that was deleted here.

use super::ConnectionRecord;
use crosslink_protocol::id::ConnectionId;

/// How long the other side can learn that a connection was deleted, in milliseconds: 90 days.
pub(crate) const FAREWELL_MS: i64 = 90 * 24 * 3_600_000;

/// A connection that was deleted here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Farewell {
    /// Its id, as it was here.
    pub(crate) id: ConnectionId,
    pub(crate) remote_url: Option<String>,
    /// The other side's Ed25519 public key, base64url; absent when nothing was agreed.
    pub(crate) remote_key: Option<String>,
    /// The connection's id over there.
    pub(crate) remote_id: Option<ConnectionId>,
    pub(crate) attempts: i64,
}

impl Farewell {
    /// What stays of this connection.
    pub(crate) fn of(connection: &ConnectionRecord) -> Self {
        let remote = &connection.remote;
        Self {
            id: connection.id.clone(),
            remote_url: remote.node_url.clone(),
            remote_key: remote.public_key.clone(),
            remote_id: remote.connection_id.clone(),
            attempts: 0,
        }
    }
}
