//! What nodes say to each other (`/peer/v1`). The node's `peer` folder says how it is signed.

use crate::connection::ConnectionDetails;
use crate::id::{AcceptanceId, ConnectionId, NodeUid, ProjectId};
use crate::mode::Mode;
use crate::visual::{Field, VisualConfig};
use crate::{ErrorCode, Timestamp};
use serde::{Deserialize, Serialize};

/// The version of this protocol. A node refuses to talk to one with another version.
pub const PROTOCOL: u32 = 1;

/// `GET /peer/v1/node`: what a node tells everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NodeInfo {
    /// The version of the peer protocol: [`PROTOCOL`].
    pub protocol: u32,
    /// The node's id.
    pub uid: NodeUid,
    /// Its Ed25519 public key, base64url.
    pub public_key: String,
    /// What its instance is called.
    pub name: String,
    /// Where it is called; `null` when it can't be called.
    pub url: Option<String>,
    /// Its tracker.
    pub tracker: Tracker,
    /// The version of its software.
    pub version: String,
    /// The modes it offers.
    pub modes: Vec<Mode>,
    /// Where its console is; absent when nobody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub console_url: Option<String>,
}

/// A tracker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tracker {
    /// What it is; `azureDevOps` is the one kind so far.
    pub kind: String,
    /// Its address.
    pub url: String,
}

/// `POST /peer/v1/invitations/{id}/preview`: asks what an invitation offers, without taking it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeerPreviewRequest {
    /// The node that asks.
    pub node: NodeInfo,
}

/// What an invitation offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PeerPreview {
    /// The node that invites.
    pub node: NodeInfo,
    /// How the connection is configured.
    pub mode: Mode,
    /// The connection's name on the inviting side.
    pub connection_name: String,
    /// What the inviting side calls itself.
    pub inviter_short_name: String,
    /// What the inviting side calls the other one.
    pub invited_short_name: String,
    /// Until when the invitation can be accepted.
    pub expires_at: Timestamp,
}

/// `POST /peer/v1/invitations/{id}/acceptance`: takes the invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AcceptanceRequest {
    /// The attempt. Repeated with the same id, it gets the same answer.
    pub acceptance_id: AcceptanceId,
    /// The node that accepts; its public key is pinned from now on.
    pub node: NodeInfo,
    /// The connection's id on the accepting side.
    pub connection_id: ConnectionId,
}

/// The answer to an acceptance: the connection is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AcceptanceAnswer {
    /// The attempt that was answered.
    pub acceptance_id: AcceptanceId,
    /// The node that invited; its public key matches the code's fingerprint.
    pub node: NodeInfo,
    /// The connection's id on the inviting side.
    pub connection_id: ConnectionId,
}

/// `POST /peer/v1/connections/{id}/heartbeat`: are you there, and do you know me?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Heartbeat {
    /// When it was sent, by the sender's clock.
    pub sent_at: Timestamp,
    /// The sender's part of the connection; absent when it is older than 0.2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<SideState>,
}

/// What one side has decided about a connection. Each side decides its own part only and tells it to the other, which
/// keeps the newest that it heard: whatever is lost or overtaken on the way, both end with the same two parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SideState {
    /// Goes up with each decision.
    pub revision: i64,
    /// It has deactivated the connection.
    pub paused: bool,
}

/// `POST /peer/v1/connections/{id}/removal`: the sender has deleted the connection. Also its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Removal {}

/// `POST /peer/v1/invitations/{id}/withdrawal`: the sender no longer wants what it tried to accept. If that attempt was
/// recorded, the connection counts as removed by the sender; if not, it never will be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Withdrawal {
    /// The attempt.
    pub acceptance_id: AcceptanceId,
    /// The node that made it.
    pub node: NodeInfo,
}

/// `POST /peer/v1/connections/{id}/callback`: call me back, and say how it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallbackRequest {
    /// The sender's own URL; absent when it can't be called.
    pub url: Option<String>,
}

/// How calling back went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallbackReport {
    /// Whether the URL leads to the sender: the time in milliseconds, or why not.
    pub reach: StepReport,
    /// Whether the sender recognises this node; absent when it was not reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognised: Option<StepReport>,
}

/// How one step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StepReport {
    /// Why it failed; absent when it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<ErrorCode>,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
}

/// `POST /peer/v1/verifications/{id}/preview`: asks who wants admin access, with the code of the verification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VerificationPreview {
    /// The node that asks for it.
    pub node: NodeInfo,
    /// Until when it can be answered.
    pub expires_at: Timestamp,
}

/// `POST /peer/v1/verifications/{id}/answer`: an administrator of the destination has decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VerificationAnswer {
    /// The destination's node.
    pub node: NodeInfo,
    /// Whether the access is granted.
    pub granted: bool,
    /// Who decided, for people.
    pub decided_by: String,
}

/// `POST /peer/v1/grants/{id}/invitation`: uses granted access, to have an invitation accepted there.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GrantedInvitation {
    /// The invitation code.
    pub code: String,
    /// What the destination calls things.
    pub details: ConnectionDetails,
}

/// The answer: the connection is there, and active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GrantedConnection {
    /// Its id on the accepting side.
    pub connection_id: ConnectionId,
}

/// `POST /peer/v1/connections/{id}/projects`: the receiver's projects, for the screen that configures both sides. Answered
/// with a `ProjectPage`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeerProjectsRequest {
    /// A part of the name; empty for all.
    pub search: String,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// `POST /peer/v1/connections/{id}/fields`: the fields of one of the receiver's projects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PeerFieldsRequest {
    /// The project.
    pub project_id: ProjectId,
}

/// The fields of a project (also `GET /fields` and `GET /connections/{id}/remote/fields`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldList {
    /// The fields, by name.
    pub items: Vec<Field>,
}

/// `POST /peer/v1/connections/{id}/configuration`: how the source configured the sync. A version that the receiver has
/// already, or a newer one, leaves it as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Configuration {
    /// The version, as the source counts.
    pub version: u32,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Who saved it, for people.
    pub saved_by: String,
    /// The configuration.
    pub config: VisualConfig,
}

/// The answer: the version that the receiver has now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Configured {
    /// The version.
    pub version: u32,
}
