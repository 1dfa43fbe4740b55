//! The modes of a connection, and which of them a destination can have.

use crate::ErrorCode;
use crate::licence::Licence;
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

    /// The first version of Crosslink that has this mode.
    fn since(self) -> [u32; 3] {
        match self {
            Self::Script => [0, 1, 0],
            Self::Basic | Self::Visual => [0, 2, 0],
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
    /// Whether the other side can call this node.
    pub own_url: OwnUrl,
    /// The own licence.
    pub licence: Licence,
    /// What the probe found.
    pub destination: DestinationFacts,
}

/// Whether the other side can call this node: it has to, for every acceptance is brought to the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnUrl {
    /// It has no URL.
    Missing,
    /// It has one, at which it doesn't answer.
    Unreachable,
    /// It has one.
    Known,
}

/// What a probe found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DestinationFacts {
    /// **I don't have a URL**: nothing is known.
    NoUrl,
    /// The own instance.
    Own,
    /// A node.
    Node {
        /// What its tracker is, as in [`crate::peer::Tracker`].
        tracker: String,
        /// The version of its software.
        version: String,
        /// The modes it offers, which depend on its own licence.
        modes: Vec<Mode>,
    },
}

/// The trackers whose fields a Visual connection can map.
const VISUAL_TRACKERS: [&str; 1] = ["azureDevOps"];

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

/// What is wrong with the destination whichever mode is chosen: it belongs to the field it was typed into.
pub fn refused_destination(offers: &[ModeOffer]) -> Option<ErrorCode> {
    let own = |offer: &ModeOffer| offer.refused == Some(ErrorCode::DestinationIsSelf);
    (!offers.is_empty() && offers.iter().all(own)).then_some(ErrorCode::DestinationIsSelf)
}

fn refusal(mode: Mode, facts: &ModeFacts) -> Option<ErrorCode> {
    let by_destination = match &facts.destination {
        DestinationFacts::Own => Some(ErrorCode::DestinationIsSelf),
        DestinationFacts::NoUrl => (mode == Mode::Visual).then_some(ErrorCode::ModeNeedsUrl),
        DestinationFacts::Node { tracker, .. }
            if mode == Mode::Visual && !VISUAL_TRACKERS.contains(&tracker.as_str()) =>
        {
            Some(ErrorCode::ModeUnsupportedByTracker)
        }
        DestinationFacts::Node { version, modes, .. } if !modes.contains(&mode) => {
            Some(if older(version, mode.since()) {
                ErrorCode::DestinationTooOldForMode
            } else {
                ErrorCode::ModeUnsupportedByDestination
            })
        }
        DestinationFacts::Node { .. } => None,
    };
    by_destination
        .or_else(|| facts.licence.refusal(mode))
        .or(match facts.own_url {
            OwnUrl::Missing => Some(ErrorCode::OwnUrlMissing),
            OwnUrl::Unreachable => Some(ErrorCode::OwnUrlUnreachable),
            OwnUrl::Known => None,
        })
}

/// Whether a version such as `0.1.4` is older than another. One that can't be read is taken to be new.
fn older(version: &str, than: [u32; 3]) -> bool {
    let mut parts = version
        .split(['.', '-', '+'])
        .map(|part| part.parse::<u32>().ok());
    let mut part = || parts.next().flatten();
    match (part(), part(), part()) {
        (Some(major), Some(minor), Some(patch)) => [major, minor, patch] < than,
        _ => false,
    }
}

#[cfg(test)]
#[path = "mode_tests.rs"]
mod tests;
