//! **Activity**: who did what with a connection, and when.

use crate::Timestamp;
use crate::text_enum::text_enum;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Who did something.
    ActorKind {
        /// Somebody of this side; their name is told.
        Person = "person",
        /// The other side.
        OtherSide = "other-side",
        /// The node by itself.
        Node = "node",
    }
}

text_enum! {
    /// What was done.
    ActivityKind {
        /// The connection was initiated.
        Initiated = "initiated",
        /// The invitation was accepted; by the other side on the source, by a person on the destination.
        Accepted = "accepted",
        /// Both sides have agreed, and know it.
        Connected = "connected",
        /// The acceptance was refused for good; `detail` is the code of the reason.
        Refused = "refused",
        /// Names or description were changed; `changes` says how.
        Edited = "edited",
        /// It was activated again.
        Activated = "activated",
        /// It was deactivated.
        Deactivated = "deactivated",
        /// The other side has deleted it.
        Removed = "removed",
        /// A new invitation was made.
        InvitationReissued = "invitation-reissued",
        /// The invitation was withdrawn.
        InvitationRevoked = "invitation-revoked",
        /// The invitation expired.
        InvitationExpired = "invitation-expired",
        /// Sync rules, or the configuration of the sync, were saved; `detail` is the version.
        RulesSaved = "rules-saved",
        /// A version of them was restored; `detail` is the version that came of it.
        RulesRestored = "rules-restored",
    }
}

/// A value that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The field, as in `EditRequest`.
    pub field: String,
    /// What it was.
    pub before: String,
    /// What it became.
    pub after: String,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivityEntry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: ActorKind,
    /// The person's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What.
    pub kind: ActivityKind,
    /// More about it; see the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What was changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// A page of the activity, newest first (`GET /connections/{id}/activity?cursor=`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ActivityPage {
    /// The entries of this page.
    pub items: Vec<ActivityEntry>,
    /// What to send for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}
