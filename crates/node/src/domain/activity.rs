//! Entries of the activity of a connection.

use crosslink_protocol::activity::{ActivityEntry, ActivityKind, ActorKind};
use crosslink_protocol::{ErrorCode, Timestamp};

fn entry(at: Timestamp, actor: ActorKind, kind: ActivityKind) -> ActivityEntry {
    ActivityEntry {
        at,
        actor,
        name: None,
        kind,
        detail: None,
        changes: Vec::new(),
    }
}

/// Somebody of this side did it.
pub(crate) fn by_person(at: Timestamp, name: &str, kind: ActivityKind) -> ActivityEntry {
    ActivityEntry {
        name: Some(name.to_owned()),
        ..entry(at, ActorKind::Person, kind)
    }
}

/// The other side did it.
pub(crate) fn by_other_side(at: Timestamp, kind: ActivityKind) -> ActivityEntry {
    entry(at, ActorKind::OtherSide, kind)
}

/// The node found it by itself.
pub(crate) fn by_node(at: Timestamp, kind: ActivityKind) -> ActivityEntry {
    entry(at, ActorKind::Node, kind)
}

/// The other side refused the acceptance for good.
pub(crate) fn refused(at: Timestamp, reason: ErrorCode) -> ActivityEntry {
    ActivityEntry {
        detail: Some(reason.as_str().to_owned()),
        ..entry(at, ActorKind::OtherSide, ActivityKind::Refused)
    }
}
