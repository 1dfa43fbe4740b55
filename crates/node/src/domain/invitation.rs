//! Invitations on the source, and whether one may be accepted.

use crosslink_protocol::id::{AcceptanceId, ConnectionId, InvitationId, NodeUid};
use crosslink_protocol::{ErrorCode, Timestamp};

/// An invitation as the source keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invitation {
    pub(crate) id: InvitationId,
    pub(crate) connection_id: ConnectionId,
    /// The public half of the one-time key, base64url.
    pub(crate) proof_key: String,
    /// The node it was made for, when that was known.
    pub(crate) bound_node: Option<NodeUid>,
    pub(crate) expires_at: Timestamp,
    pub(crate) revoked_at: Option<Timestamp>,
    /// Which acceptance used it, and which node sent that.
    pub(crate) used: Option<(AcceptanceId, NodeUid)>,
}

/// What becomes of an attempt to accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It may be accepted.
    Open,
    /// This very acceptance was recorded before: it gets the same answer again.
    Repeat,
    /// It may not, for this reason.
    Refused(ErrorCode),
}

/// Decides on an attempt of `node`. `acceptance` is absent when it only asks what is offered; then a node that
/// has accepted already may ask again, because the answer may have been lost on its way.
///
/// The order matters: who has used it must hear the same answer even after it expired or was withdrawn.
pub(crate) fn judge(
    invitation: &Invitation,
    node: &NodeUid,
    acceptance: Option<&AcceptanceId>,
    now: Timestamp,
) -> Verdict {
    if let Some((used_in, used_by)) = &invitation.used {
        let same = used_by == node && acceptance.is_none_or(|acceptance| acceptance == used_in);
        return if same {
            Verdict::Repeat
        } else {
            Verdict::Refused(ErrorCode::InvitationUsed)
        };
    }
    if invitation.revoked_at.is_some() {
        return Verdict::Refused(ErrorCode::InvitationRevoked);
    }
    if invitation.expires_at <= now {
        return Verdict::Refused(ErrorCode::InvitationExpired);
    }
    if invitation
        .bound_node
        .as_ref()
        .is_some_and(|bound| bound != node)
    {
        return Verdict::Refused(ErrorCode::InvitationForOtherNode);
    }
    Verdict::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitation() -> Invitation {
        Invitation {
            id: InvitationId::new("i"),
            connection_id: ConnectionId::new("c"),
            proof_key: String::new(),
            bound_node: None,
            expires_at: Timestamp(100),
            revoked_at: None,
            used: None,
        }
    }

    fn verdict(invitation: &Invitation, node: &str, acceptance: &str, now: i64) -> Verdict {
        judge(
            invitation,
            &NodeUid::new(node),
            Some(&AcceptanceId::new(acceptance)),
            Timestamp(now),
        )
    }

    #[test]
    fn an_invitation_is_open_until_the_moment_it_expires() {
        assert_eq!(verdict(&invitation(), "b", "1", 99), Verdict::Open);
        assert_eq!(
            verdict(&invitation(), "b", "1", 100),
            Verdict::Refused(ErrorCode::InvitationExpired)
        );
    }

    #[test]
    fn a_revoked_invitation_is_told_apart_from_an_expired_one() {
        let revoked = Invitation {
            revoked_at: Some(Timestamp(1)),
            ..invitation()
        };
        assert_eq!(
            verdict(&revoked, "b", "1", 200),
            Verdict::Refused(ErrorCode::InvitationRevoked)
        );
    }

    #[test]
    fn a_bound_invitation_is_for_its_node_only() {
        let bound = Invitation {
            bound_node: Some(NodeUid::new("b")),
            ..invitation()
        };
        assert_eq!(verdict(&bound, "b", "1", 0), Verdict::Open);
        assert_eq!(
            verdict(&bound, "c", "1", 0),
            Verdict::Refused(ErrorCode::InvitationForOtherNode)
        );
    }

    #[test]
    fn the_same_acceptance_is_repeated_even_when_the_invitation_has_ended() {
        let used = Invitation {
            used: Some((AcceptanceId::new("1"), NodeUid::new("b"))),
            revoked_at: Some(Timestamp(1)),
            ..invitation()
        };
        assert_eq!(verdict(&used, "b", "1", 500), Verdict::Repeat);
        assert_eq!(
            verdict(&used, "b", "2", 0),
            Verdict::Refused(ErrorCode::InvitationUsed)
        );
        assert_eq!(
            verdict(&used, "c", "1", 0),
            Verdict::Refused(ErrorCode::InvitationUsed)
        );
    }

    #[test]
    fn who_accepted_may_ask_again_what_was_offered() {
        let used = Invitation {
            used: Some((AcceptanceId::new("1"), NodeUid::new("b"))),
            ..invitation()
        };
        assert_eq!(
            judge(&used, &NodeUid::new("b"), None, Timestamp(0)),
            Verdict::Repeat
        );
        assert_eq!(
            judge(&used, &NodeUid::new("c"), None, Timestamp(0)),
            Verdict::Refused(ErrorCode::InvitationUsed)
        );
    }
}
