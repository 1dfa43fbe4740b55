//! **Verify admin access**: before a Visual connection is initiated, an administrator of the destination lets this side set
//! up both. The code of a verification has the form of an invitation code, and travels only in the fragment of the link to
//! the destination's console.

use crate::Timestamp;
use crate::id::VerificationId;
use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

/// How long a verification can be answered, in milliseconds: 15 minutes.
pub const VERIFICATION_MS: i64 = 15 * 60_000;
/// How long granted access can be used to initiate a connection, in milliseconds: an hour.
pub const GRANT_MS: i64 = 60 * 60_000;

text_enum! {
    /// How far a verification has come.
    VerificationState {
        /// Nobody has decided yet.
        Waiting = "waiting",
        /// **Verification confirmed**.
        Confirmed = "confirmed",
        /// The destination's administrator said no.
        Declined = "declined",
        /// Nobody decided in time, or the granted access was not used in time.
        Expired = "expired",
        /// A connection was initiated with it.
        Used = "used",
    }
}

/// `POST /verifications`, by the source's administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VerificationRequest {
    /// The destination.
    pub destination_url: String,
}

/// A verification (`GET /verifications/{id}`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Its id.
    pub id: VerificationId,
    /// How far it has come.
    pub state: VerificationState,
    /// What the destination's instance is called.
    pub destination_name: String,
    /// Until when it can be answered; after it was confirmed, until when it can be used.
    pub expires_at: Timestamp,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// The link to the destination's console. It contains the code, and is told only once, by the call that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// `POST /grants/preview`, `POST /grants` and `POST /grants/decline`, by the destination's administrator.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GrantRequest {
    /// The code from the link.
    pub code: String,
}

/// Who asks for admin access. The other node vouches for it with its signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GrantPreview {
    /// What the instance is called that asks.
    pub asker_name: String,
    /// Its tracker.
    pub asker_tracker_url: String,
    /// Its node.
    pub asker_node_url: String,
    /// Until when it can be answered.
    pub expires_at: Timestamp,
}
