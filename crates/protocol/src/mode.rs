//! The modes of a connection, and which of them a destination can have.

use crate::ErrorCode;
use serde::{Deserialize, Serialize};

/// How a connection is configured. Chosen once, never changed afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Basic fields, configured automatically; rules can't be edited.
    Basic,
    /// Both sides from one low-code interface.
    Visual,
    /// Groovy-based sync rules, each side its own.
    Script,
}

impl Mode {
    /// All modes, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Basic, Self::Visual, Self::Script];

    /// The mode as on the wire and in storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Visual => "visual",
            Self::Script => "script",
        }
    }

    /// Reads what [`Mode::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text)
    }
}

/// A mode, and whether it can be chosen for a destination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ModeOffer {
    /// The mode.
    pub mode: Mode,
    /// Why it can't be chosen; `null` when it can.
    pub refused: Option<ErrorCode>,
}

impl ModeOffer {
    /// Whether the mode can be chosen.
    pub fn available(&self) -> bool {
        self.refused.is_none()
    }
}

/// What decides which modes can be chosen.
#[derive(Clone, Debug)]
pub struct ModeFacts {
    /// Whether the own node has a URL at which the other side can call it.
    pub own_url_known: bool,
    /// The modes that the destination's node offers; `None` when the destination has no URL.
    pub destination_modes: Option<Vec<Mode>>,
}

/// The modes this version of Crosslink can set up.
pub const IMPLEMENTED: &[Mode] = &[Mode::Script];

/// Which modes can be chosen, and why the others can't.
///
/// The reason that nothing can mend comes first, so that nobody mends one thing to meet the next.
pub fn offers(facts: &ModeFacts) -> Vec<ModeOffer> {
    Mode::ALL
        .into_iter()
        .map(|mode| ModeOffer {
            mode,
            refused: refusal(mode, facts),
        })
        .collect()
}

fn refusal(mode: Mode, facts: &ModeFacts) -> Option<ErrorCode> {
    if !IMPLEMENTED.contains(&mode) {
        return Some(ErrorCode::ModeNotInThisVersion);
    }
    if !facts.own_url_known {
        return Some(ErrorCode::OwnUrlMissing);
    }
    match &facts.destination_modes {
        None if mode == Mode::Visual => Some(ErrorCode::ModeNeedsUrl),
        Some(offered) if !offered.contains(&mode) => Some(ErrorCode::ModeUnsupportedByDestination),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(own_url_known: bool, destination_modes: Option<Vec<Mode>>) -> Option<ErrorCode> {
        refusal(
            Mode::Script,
            &ModeFacts {
                own_url_known,
                destination_modes,
            },
        )
    }

    #[test]
    fn script_is_offered_with_and_without_a_url() {
        assert_eq!(script(true, None), None);
        assert_eq!(script(true, Some(vec![Mode::Script])), None);
    }

    #[test]
    fn a_refused_mode_says_why() {
        assert_eq!(script(false, None), Some(ErrorCode::OwnUrlMissing));
        assert_eq!(
            script(true, Some(vec![Mode::Basic])),
            Some(ErrorCode::ModeUnsupportedByDestination)
        );
    }

    #[test]
    fn modes_to_come_are_shown_and_refused() {
        let facts = ModeFacts {
            own_url_known: true,
            destination_modes: Some(Mode::ALL.to_vec()),
        };
        let offers = offers(&facts);
        assert_eq!(offers.len(), 3);
        for offer in offers.iter().filter(|offer| offer.mode != Mode::Script) {
            assert_eq!(offer.refused, Some(ErrorCode::ModeNotInThisVersion));
        }
    }

    #[test]
    fn modes_survive_text() {
        for mode in Mode::ALL {
            assert_eq!(Mode::parse(mode.as_str()), Some(mode));
        }
        assert_eq!(Mode::parse("Script"), None);
    }
}
