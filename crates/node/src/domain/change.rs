//! What becomes of a connection when an administrator of this side, or the other side, decides something.

use super::ConnectionRecord;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::{ActivityKind, Change};
use crosslink_protocol::connection::{EditRequest, Health, Lifecycle, Side};
use crosslink_protocol::lifecycle::{Action, agreed, refusal};
use crosslink_protocol::peer::SideState;

/// What an administrator of this side wants.
pub(crate) enum Wish {
    Activate,
    Deactivate,
    Revoke,
    /// Checked already.
    Edit(EditRequest),
}

/// What becomes of a connection.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Changed {
    pub(crate) connection: ConnectionRecord,
    /// What the activity says of it.
    pub(crate) kind: ActivityKind,
    /// For an edit: what was changed.
    pub(crate) changes: Vec<Change>,
}

/// Decides on a wish. `None` when everything is so already: a repetition after a lost answer does no harm.
///
/// # Errors
/// What [`refusal`] says.
pub(crate) fn decide(
    connection: &ConnectionRecord,
    wish: &Wish,
) -> Result<Option<Changed>, ErrorCode> {
    let action = match wish {
        Wish::Activate => Action::Activate,
        Wish::Deactivate => Action::Deactivate,
        Wish::Revoke => Action::Revoke,
        Wish::Edit(_) => Action::Edit,
    };
    let revoked = connection.lifecycle == Lifecycle::Revoked && connection.side == Side::Source;
    match refusal(action, &connection.to_dto()) {
        Some(ErrorCode::AlreadyActive | ErrorCode::AlreadyDeactivated) => return Ok(None),
        Some(ErrorCode::InvitationEnded) if revoked => return Ok(None),
        Some(code) => return Err(code),
        None => {}
    }
    Ok(match wish {
        Wish::Activate => Some(paused(connection, false, ActivityKind::Activated)),
        Wish::Deactivate => Some(paused(connection, true, ActivityKind::Deactivated)),
        Wish::Revoke => Some(Changed {
            connection: ConnectionRecord {
                lifecycle: Lifecycle::Revoked,
                ..connection.clone()
            },
            kind: ActivityKind::InvitationRevoked,
            changes: Vec::new(),
        }),
        Wish::Edit(edit) => edited(connection, edit),
    })
}

fn paused(connection: &ConnectionRecord, paused: bool, kind: ActivityKind) -> Changed {
    let own = SideState {
        revision: connection.own.revision + 1,
        paused,
    };
    Changed {
        connection: ConnectionRecord {
            own,
            lifecycle: agreed(paused, connection.remote_state.paused),
            ..connection.clone()
        },
        kind,
        changes: Vec::new(),
    }
}

fn edited(connection: &ConnectionRecord, edit: &EditRequest) -> Option<Changed> {
    let mut after = connection.clone();
    let mut changes = Vec::new();
    for (field, text, wanted) in [
        ("name", &mut after.name, &edit.name),
        ("description", &mut after.description, &edit.description),
        (
            "localShortName",
            &mut after.local_short_name,
            &edit.local_short_name,
        ),
        (
            "remoteShortName",
            &mut after.remote_short_name,
            &edit.remote_short_name,
        ),
    ] {
        if let Some(wanted) = wanted.as_ref().filter(|wanted| *wanted != text) {
            changes.push(Change {
                field: field.to_owned(),
                before: std::mem::replace(text, wanted.clone()),
                after: wanted.clone(),
            });
        }
    }
    (!changes.is_empty()).then_some(Changed {
        connection: after,
        kind: ActivityKind::Edited,
        changes,
    })
}

/// What the other side's part makes of a connection; `None` when it is no news. The second part is what the activity says.
pub(crate) fn told(
    connection: &ConnectionRecord,
    state: SideState,
) -> Option<(ConnectionRecord, Option<ActivityKind>)> {
    if !connection.is_agreed() || state.revision <= connection.remote_state.revision {
        return None;
    }
    let kind = match (connection.remote_state.paused, state.paused) {
        (false, true) => Some(ActivityKind::Deactivated),
        (true, false) => Some(ActivityKind::Activated),
        // It changed its mind twice while nobody listened.
        _ => None,
    };
    let after = ConnectionRecord {
        remote_state: state,
        lifecycle: agreed(connection.own.paused, state.paused),
        ..connection.clone()
    };
    Some((after, kind))
}

/// The other side has deleted the connection. `None` when that is no news.
pub(crate) fn removed(connection: &ConnectionRecord) -> Option<ConnectionRecord> {
    let open = connection.is_agreed() || connection.lifecycle == Lifecycle::Pending;
    open.then(|| ConnectionRecord {
        lifecycle: Lifecycle::RemoteRemoved,
        health: Health::Unknown,
        health_reason: None,
        ..connection.clone()
    })
}

#[cfg(test)]
#[path = "change_tests.rs"]
mod tests;
