//! What nodes say to each other (`/peer/v1`). The node's `peer` folder says how it is signed.

use crate::Timestamp;
use crate::id::{AcceptanceId, ConnectionId, NodeUid};
use crate::mode::Mode;
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
}
