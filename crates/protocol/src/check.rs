//! **Check now**: both ways tested, step by step.

use crate::text_enum::text_enum;
use crate::{ErrorCode, Timestamp};
use serde::{Deserialize, Serialize};

text_enum! {
    /// Which way a step tests.
    Direction {
        /// This side itself.
        Own = "own",
        /// From this side to the other.
        Outgoing = "outgoing",
        /// From the other side to this one.
        Incoming = "incoming",
    }
}

text_enum! {
    /// What a step tests.
    CheckKind {
        /// The own tracker answers, and still has the project.
        Tracker = "tracker",
        /// A node answers at the address.
        Reach = "reach",
        /// It is the node that the connection was agreed on with.
        Identity = "identity",
        /// It recognises the caller's signature for this connection.
        Recognised = "recognised",
    }
}

text_enum! {
    /// How a step went.
    CheckOutcome {
        /// As it should.
        Passed = "passed",
        /// It did not.
        Failed = "failed",
        /// It was not tried; the reason says why.
        Skipped = "skipped",
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CheckStep {
    /// Which way.
    pub direction: Direction,
    /// What.
    pub kind: CheckKind,
    /// How it went.
    pub outcome: CheckOutcome,
    /// Why it failed or was not tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ErrorCode>,
    /// How long it took, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took_ms: Option<u32>,
}

/// The answer to `POST /connections/{id}/check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CheckReport {
    /// When.
    pub checked_at: Timestamp,
    /// The steps, in the order in which they were made: own, outgoing, incoming.
    pub steps: Vec<CheckStep>,
}
