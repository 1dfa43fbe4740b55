//! Invitations, as the accepting side's console sees them.

use crate::Timestamp;
use crate::connection::ConnectionDetails;
use crate::mode::Mode;
use serde::{Deserialize, Serialize};

/// `POST /invitations/preview`. The code is in the body: never in a URL, never in a log.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewRequest {
    /// The invitation code, as pasted.
    pub code: String,
}

/// Who invites, and to what. The other side vouches for it with its signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct InvitationPreview {
    /// What the inviting instance is called.
    pub inviter_name: String,
    /// The inviting instance's tracker.
    pub inviter_tracker_url: String,
    /// The inviting instance's node.
    pub inviter_node_url: String,
    /// How the connection is configured; the inviting side chose it.
    pub mode: Mode,
    /// The connection's name on the inviting side.
    pub connection_name: String,
    /// What the inviting side calls itself.
    pub inviter_short_name: String,
    /// What the inviting side calls this side.
    pub invited_short_name: String,
    /// Until when the invitation can be accepted.
    pub expires_at: Timestamp,
}

/// `POST /invitations/accept`.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptRequest {
    /// The invitation code, as pasted.
    pub code: String,
    /// This side's names and project.
    #[serde(flatten)]
    pub details: ConnectionDetails,
}
