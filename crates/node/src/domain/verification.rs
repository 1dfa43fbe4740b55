//! Admin access that was asked for, on the source, and that was granted, on the destination.

use crosslink_protocol::id::{InvitationId, NodeUid, VerificationId};
use crosslink_protocol::verification::{GRANT_MS, VerificationState};
use crosslink_protocol::{ErrorCode, Timestamp};

/// What was decided about a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) granted: bool,
    pub(crate) by: String,
    pub(crate) at: Timestamp,
}

/// A verification as the source keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verification {
    pub(crate) id: VerificationId,
    /// The public half of the code's one-time key, base64url.
    pub(crate) proof_key: String,
    /// The node that was found at the destination, with its key: only that one may answer.
    pub(crate) node_uid: NodeUid,
    pub(crate) node_key: String,
    pub(crate) node_name: String,
    pub(crate) expires_at: Timestamp,
    pub(crate) decision: Option<Decision>,
    pub(crate) used_at: Option<Timestamp>,
}

impl Verification {
    /// How far it has come.
    pub(crate) fn state(&self, now: Timestamp) -> VerificationState {
        match &self.decision {
            _ if self.used_at.is_some() => VerificationState::Used,
            Some(decision) if !decision.granted => VerificationState::Declined,
            _ if self.ends_at() <= now => VerificationState::Expired,
            Some(_) => VerificationState::Confirmed,
            None => VerificationState::Waiting,
        }
    }

    /// Until when it can be answered; after it was granted, until when it can be used.
    pub(crate) fn ends_at(&self) -> Timestamp {
        match &self.decision {
            Some(decision) if decision.granted => decision.at.plus_ms(GRANT_MS),
            _ => self.expires_at,
        }
    }

    /// Whether the node with this key may ask about it, or answer. Who has answered may ask again what it was about.
    pub(crate) fn refuses_caller(&self, key: &str, now: Timestamp) -> Option<ErrorCode> {
        if self.node_key != key {
            return Some(ErrorCode::VerificationForOther);
        }
        (self.decision.is_none() && self.expires_at <= now)
            .then_some(ErrorCode::VerificationExpired)
    }

    /// Why a connection to `node` can't be initiated with it; `None` when it can.
    pub(crate) fn refuses_use(&self, node: &NodeUid, now: Timestamp) -> Option<ErrorCode> {
        if self.node_uid != *node {
            return Some(ErrorCode::VerificationForOther);
        }
        match self.state(now) {
            VerificationState::Confirmed => None,
            VerificationState::Expired => Some(ErrorCode::VerificationExpired),
            VerificationState::Declined => Some(ErrorCode::VerificationDeclined),
            VerificationState::Waiting | VerificationState::Used => {
                Some(ErrorCode::VerificationNeeded)
            }
        }
    }
}

/// Access as the destination has granted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) id: VerificationId,
    /// The public key of the node that may use it.
    pub(crate) asker_key: String,
    pub(crate) granted_by: String,
    pub(crate) granted_at: Timestamp,
    /// The one invitation that it was used for.
    pub(crate) invitation: Option<InvitationId>,
}

/// Whether the node with this key may have this invitation accepted. An invitation that was begun can be finished
/// afterwards, too: its answer may have been lost.
pub(crate) fn usable(
    grant: Option<&Grant>,
    key: &str,
    invitation: &InvitationId,
    now: Timestamp,
) -> bool {
    grant.is_some_and(|grant| {
        let for_this = match &grant.invitation {
            Some(used) => used == invitation,
            None => grant.granted_at.plus_ms(GRANT_MS) > now,
        };
        grant.asker_key == key && for_this
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(granted: Option<bool>) -> Verification {
        Verification {
            id: VerificationId::new("v"),
            proof_key: String::new(),
            node_uid: NodeUid::new("b"),
            node_key: "key-b".into(),
            node_name: "B".into(),
            expires_at: Timestamp(100),
            decision: granted.map(|granted| Decision {
                granted,
                by: "Somebody".into(),
                at: Timestamp(50),
            }),
            used_at: None,
        }
    }

    #[test]
    fn the_state_follows_from_what_happened_and_the_time() {
        use VerificationState as S;
        let used = Verification {
            used_at: Some(Timestamp(60)),
            ..asked(Some(true))
        };
        for (verification, now, state) in [
            (asked(None), 99, S::Waiting),
            (asked(None), 100, S::Expired),
            (asked(Some(true)), 100, S::Confirmed),
            (asked(Some(true)), 50 + GRANT_MS, S::Expired),
            (asked(Some(false)), 50 + GRANT_MS, S::Declined),
            (used, 50 + GRANT_MS, S::Used),
        ] {
            assert_eq!(verification.state(Timestamp(now)), state);
        }
    }

    #[test]
    fn each_verification_that_is_no_good_is_refused_for_its_reason() {
        let (b, c) = (NodeUid::new("b"), NodeUid::new("c"));
        let now = Timestamp(60);
        assert_eq!(asked(Some(true)).refuses_use(&b, now), None);
        for (granted, node, now, reason) in [
            (Some(true), &c, 60, ErrorCode::VerificationForOther),
            (None, &b, 60, ErrorCode::VerificationNeeded),
            (None, &b, 100, ErrorCode::VerificationExpired),
            (Some(false), &b, 60, ErrorCode::VerificationDeclined),
            (
                Some(true),
                &b,
                50 + GRANT_MS,
                ErrorCode::VerificationExpired,
            ),
        ] {
            let refused = asked(granted).refuses_use(node, Timestamp(now));
            assert_eq!(refused, Some(reason));
        }
    }

    #[test]
    fn only_the_node_that_was_probed_answers_and_only_in_time() {
        let caller = |granted, key, now| asked(granted).refuses_caller(key, Timestamp(now));
        assert_eq!(caller(None, "key-b", 99), None);
        assert_eq!(
            caller(None, "key-c", 99),
            Some(ErrorCode::VerificationForOther)
        );
        assert_eq!(
            caller(None, "key-b", 100),
            Some(ErrorCode::VerificationExpired)
        );
        assert_eq!(
            caller(Some(true), "key-b", 500),
            None,
            "it hears the same again"
        );
    }

    #[test]
    fn granted_access_is_good_for_one_invitation_of_one_node() {
        let (one, two) = (InvitationId::new("1"), InvitationId::new("2"));
        let grant = Grant {
            id: VerificationId::new("v"),
            asker_key: "a".into(),
            granted_by: "Somebody".into(),
            granted_at: Timestamp(0),
            invitation: None,
        };
        let used = Grant {
            invitation: Some(one.clone()),
            ..grant.clone()
        };
        for (grant, key, invitation, now, good) in [
            (Some(&grant), "a", &one, GRANT_MS - 1, true),
            (Some(&grant), "a", &one, GRANT_MS, false),
            (Some(&grant), "x", &one, 0, false),
            (Some(&used), "a", &one, GRANT_MS, true),
            (Some(&used), "a", &two, 0, false),
            (None, "a", &one, 0, false),
        ] {
            assert_eq!(usable(grant, key, invitation, Timestamp(now)), good);
        }
    }
}
