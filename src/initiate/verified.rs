//! Admin access to the destination, as far as it has been verified.

use crate::form::kept::{Kept, Texts};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::VerificationId;
use crosslink_protocol::verification::{Verification, VerificationState};

/// A verification that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The destination that it is of, as it stood in the form.
    target: Option<String>,
    /// Its id.
    pub id: VerificationId,
    /// The link to the destination's console, which the node tells only once.
    pub link: Option<String>,
    /// What is known of it; nothing yet after a reload.
    pub known: Option<Verification>,
}

impl Verified {
    /// What the node answered for the destination that stood in the form.
    pub fn new(target: Option<String>, asked: Verification) -> Self {
        Self {
            target,
            id: asked.id.clone(),
            link: asked.link.clone(),
            known: Some(asked),
        }
    }

    /// Whether it is of this destination.
    pub fn is_of(&self, target: Option<&String>) -> bool {
        self.target.as_ref() == target
    }

    /// How far it has come; until the node has said, somebody is waited for.
    pub fn state(&self) -> VerificationState {
        self.known
            .as_ref()
            .map_or(VerificationState::Waiting, |known| known.state)
    }
}

/// Why no connection can be initiated with a verification; `None` when one can.
pub fn obstacle(verified: Option<&Verified>) -> Option<ErrorCode> {
    match verified.map(Verified::state) {
        Some(VerificationState::Confirmed) => None,
        Some(VerificationState::Declined) => Some(ErrorCode::VerificationDeclined),
        Some(VerificationState::Expired) => Some(ErrorCode::VerificationExpired),
        Some(VerificationState::Used) => Some(ErrorCode::GrantMissing),
        Some(VerificationState::Waiting) | None => Some(ErrorCode::VerificationNeeded),
    }
}

/// Whether a refusal is about the admin access: it is mended by verifying again.
pub fn is_about(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::VerificationNeeded
            | ErrorCode::VerificationUnknown
            | ErrorCode::VerificationExpired
            | ErrorCode::VerificationDecided
            | ErrorCode::VerificationDeclined
            | ErrorCode::VerificationForOther
            | ErrorCode::GrantMissing
    )
}

/// Whether nothing more is to be expected of it.
pub fn settled(state: VerificationState) -> bool {
    state != VerificationState::Waiting
}

/// How far it has come is not kept: the node is asked again.
impl Kept for Verified {
    fn write(&self, texts: &mut Texts) {
        texts.put_option(self.target.as_deref());
        texts.put(self.id.as_str());
        texts.put_option(self.link.as_deref());
    }

    fn read(texts: &mut Texts) -> Option<Self> {
        Some(Self {
            target: texts.take_option()?,
            id: VerificationId::new(texts.take()?),
            link: texts.take_option()?,
            known: None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crosslink_protocol::Timestamp;

    /// A verification that has come so far.
    pub fn verification(state: VerificationState) -> Verification {
        Verification {
            id: VerificationId::new("v"),
            state,
            destination_name: "Company B".into(),
            expires_at: Timestamp(0),
            decided_by: None,
            link: Some("https://b.example/#verify=xl1_c".into()),
        }
    }

    #[test]
    fn only_a_confirmed_one_will_do() {
        use VerificationState::{Confirmed, Declined, Expired, Used, Waiting};
        assert_eq!(obstacle(None), Some(ErrorCode::VerificationNeeded));
        for (state, expected) in [
            (Waiting, Some(ErrorCode::VerificationNeeded)),
            (Confirmed, None),
            (Declined, Some(ErrorCode::VerificationDeclined)),
            (Expired, Some(ErrorCode::VerificationExpired)),
            (Used, Some(ErrorCode::GrantMissing)),
        ] {
            let verified = Verified::new(None, verification(state));
            assert_eq!(obstacle(Some(&verified)), expected, "{state:?}");
            assert!(expected.is_none_or(is_about), "mended in the same place");
            assert_eq!(settled(state), state != Waiting);
        }
    }
}
