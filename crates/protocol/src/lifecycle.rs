//! What can be done with a connection, and when. The console offers exactly what the node allows, because both ask here.

use crate::ErrorCode;
use crate::connection::{Connection, Lifecycle, Side};
use crate::mode::Mode;
use crate::text_enum::text_enum;

text_enum! {
    /// Something an administrator can do with a connection.
    Action {
        /// Takes back this side's deactivation.
        Activate = "activate",
        /// Pauses it, on both sides, until this side activates it again.
        Deactivate = "deactivate",
        /// Makes a new invitation; the one before is withdrawn.
        Reissue = "reissue",
        /// Withdraws the invitation.
        Revoke = "revoke",
        /// Changes names and description.
        Edit = "edit",
        /// Changes the sync rules, or the configuration of the sync.
        EditRules = "edit-rules",
        /// Tests both ways.
        Check = "check",
        /// Removes it here; the other side learns of it.
        Delete = "delete",
    }
}

/// Why this can't be done with this connection now; `None` when it can.
pub fn refusal(action: Action, connection: &Connection) -> Option<ErrorCode> {
    use Lifecycle as L;
    let agreed = match connection.lifecycle {
        L::Active | L::Deactivated => Ok(()),
        L::RemoteRemoved => Err(ErrorCode::RemovedByOtherSide),
        L::Pending | L::Expired | L::Revoked => Err(ErrorCode::NotAgreedYet),
    };
    let refused = match action {
        Action::Delete => Ok(()),
        Action::Check => agreed,
        Action::Edit if connection.lifecycle == L::RemoteRemoved => agreed,
        Action::Edit => Ok(()),
        Action::EditRules => match (connection.mode, connection.side) {
            (Mode::Basic, _) => Err(ErrorCode::RulesFixed),
            (Mode::Visual, Side::Destination) => Err(ErrorCode::RulesElsewhere),
            (Mode::Visual, Side::Source) => agreed,
            (Mode::Script, _) if connection.lifecycle == L::RemoteRemoved => agreed,
            (Mode::Script, _) => Ok(()),
        },
        Action::Deactivate => agreed.and(match connection.paused_here {
            false => Ok(()),
            true => Err(ErrorCode::AlreadyDeactivated),
        }),
        Action::Activate => agreed.and(match (connection.paused_here, connection.paused_there) {
            (true, _) => Ok(()),
            (false, true) => Err(ErrorCode::PausedByOtherSide),
            (false, false) => Err(ErrorCode::AlreadyActive),
        }),
        Action::Reissue | Action::Revoke if connection.side == Side::Destination => {
            Err(ErrorCode::InvitationNotYours)
        }
        Action::Reissue => match connection.lifecycle {
            L::Pending | L::Expired | L::Revoked => Ok(()),
            L::Active | L::Deactivated => Err(ErrorCode::InvitationNotNeeded),
            L::RemoteRemoved => agreed,
        },
        Action::Revoke => match connection.lifecycle {
            L::Pending => Ok(()),
            L::Expired | L::Revoked => Err(ErrorCode::InvitationEnded),
            L::Active | L::Deactivated => Err(ErrorCode::InvitationNotNeeded),
            L::RemoteRemoved => agreed,
        },
    };
    refused.err()
}

/// What can be done with this connection now, in the order in which it is offered.
pub fn offered(connection: &Connection) -> Vec<Action> {
    let possible = |action: &Action| refusal(*action, connection).is_none();
    Action::ALL.iter().copied().filter(possible).collect()
}

/// What both sides' decisions make of a connection that was agreed on.
pub fn agreed(paused_here: bool, paused_there: bool) -> Lifecycle {
    if paused_here || paused_there {
        Lifecycle::Deactivated
    } else {
        Lifecycle::Active
    }
}

#[cfg(test)]
#[path = "lifecycle_tests.rs"]
mod tests;
