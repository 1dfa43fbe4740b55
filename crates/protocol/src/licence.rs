//! What a node may be used for: an evaluation of 30 days from its first start, or a paid licence; Basic mode always.

use crate::mode::Mode;
use crate::text_enum::text_enum;
use crate::{ErrorCode, Timestamp};
use serde::{Deserialize, Serialize};

/// How long the evaluation lasts, in days.
pub const EVALUATION_DAYS: u8 = 30;
/// A licence key is no longer than this, in characters.
pub const KEY_MAX: usize = 4000;

text_enum! {
    /// What entitles the node.
    LicenceKind {
        /// Everybody may try everything.
        Evaluation = "evaluation",
        /// Somebody has paid.
        Paid = "paid",
    }
}

/// The node's licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Licence {
    /// What it is.
    pub kind: LicenceKind,
    /// Whom a paid licence was issued to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// When it ends or ended.
    pub ends_at: Timestamp,
    /// Whether it has ended, by the node's clock. Connections that are there go on; new ones can be Basic only.
    pub ended: bool,
}

impl Licence {
    /// Why no connection of this mode can be made under this licence; `None` when one can.
    pub fn refusal(&self, mode: Mode) -> Option<ErrorCode> {
        match (mode, self.ended, self.kind) {
            (Mode::Basic, ..) | (_, false, _) => None,
            (_, true, LicenceKind::Evaluation) => Some(ErrorCode::EvaluationOver),
            (_, true, LicenceKind::Paid) => Some(ErrorCode::LicenceOver),
        }
    }

    /// The modes of which connections can be made under this licence.
    pub fn modes(&self) -> Vec<Mode> {
        let allowed = |mode: &Mode| self.refusal(*mode).is_none();
        Mode::ALL.into_iter().filter(allowed).collect()
    }
}

/// `PUT /instance/licence`: enters a licence key.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LicenceKeyRequest {
    /// The key, as pasted.
    pub key: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_the_end_only_basic_remains() {
        let licence = |kind, ended| Licence {
            kind,
            holder: None,
            ends_at: Timestamp(0),
            ended,
        };
        assert_eq!(licence(LicenceKind::Evaluation, false).modes(), Mode::ALL);
        assert_eq!(licence(LicenceKind::Paid, false).modes(), Mode::ALL);
        for (kind, reason) in [
            (LicenceKind::Evaluation, ErrorCode::EvaluationOver),
            (LicenceKind::Paid, ErrorCode::LicenceOver),
        ] {
            let ended = licence(kind, true);
            assert_eq!(ended.modes(), [Mode::Basic]);
            assert_eq!(ended.refusal(Mode::Visual), Some(reason));
            assert_eq!(ended.refusal(Mode::Script), Some(reason));
        }
    }
}
