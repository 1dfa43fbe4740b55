//! **Sync rules**, and their versions. Each save is a version; none is ever changed or lost.

use crate::visual::VisualConfig;
use crate::{ErrorCode, FieldError, Timestamp};
use serde::{Deserialize, Serialize};

/// Longest script, in characters.
pub const SCRIPT_MAX: usize = 50_000;

/// What the rules say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum RulesContent {
    /// Groovy scripts: of Script mode, and, generated and fixed, of Basic mode.
    Script {
        /// What this side sends.
        outgoing: String,
        /// What this side does with what it receives.
        incoming: String,
    },
    /// The configuration of Visual mode.
    Visual {
        /// The configuration, as the source sees it.
        config: VisualConfig,
    },
}

impl RulesContent {
    /// Checks what can be checked without asking anybody. Line breaks become `\n`.
    ///
    /// # Errors
    /// What is wrong, at the fields `outgoing`, `incoming`, and those of [`VisualConfig::checked`].
    pub fn checked(self) -> Result<Self, Vec<FieldError>> {
        match self {
            Self::Script { outgoing, incoming } => {
                let mut errors = Vec::new();
                let mut take = |field: &str, text: String| {
                    script(&text).unwrap_or_else(|code| {
                        errors.push(FieldError::new(field, code));
                        String::new()
                    })
                };
                let checked = Self::Script {
                    outgoing: take("outgoing", outgoing),
                    incoming: take("incoming", incoming),
                };
                if errors.is_empty() {
                    Ok(checked)
                } else {
                    Err(errors)
                }
            }
            Self::Visual { config } => Ok(Self::Visual {
                config: config.checked()?,
            }),
        }
    }
}

fn script(text: &str) -> Result<String, ErrorCode> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().count() > SCRIPT_MAX {
        return Err(ErrorCode::TooLong);
    }
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
    {
        return Err(ErrorCode::InvalidCharacters);
    }
    Ok(text)
}

/// The rules of a connection (`GET /connections/{id}/rules`), or one version of them (`.../rules/versions/{version}`). The
/// `ETag` is the version in quotes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    /// Counted from 1; 0 when nothing has been configured yet.
    pub version: u32,
    /// What they say; absent when nothing has been configured yet, in Visual mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<RulesContent>,
    /// When they were saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_at: Option<Timestamp>,
    /// Who saved them; absent when the node generated them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_by: Option<String>,
    /// Visual mode, on the source: the version that the other side has; behind `version` while it can't be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<u32>,
}

/// `PUT /connections/{id}/rules`, with `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SaveRules {
    /// The new rules.
    pub content: RulesContent,
    /// The version that is restored with this, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored_from: Option<u32>,
}

/// A version in the list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RulesVersion {
    /// Which.
    pub version: u32,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Who saved it; absent when the node generated it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved_by: Option<String>,
    /// The version that was restored with it, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored_from: Option<u32>,
}

/// The versions, newest first (`GET /connections/{id}/rules/versions?cursor=`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RulesVersions {
    /// The versions of this page.
    pub items: Vec<RulesVersion>,
    /// What to send for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(outgoing: &str, incoming: &str) -> RulesContent {
        RulesContent::Script {
            outgoing: outgoing.into(),
            incoming: incoming.into(),
        }
    }

    #[test]
    fn line_breaks_of_every_system_become_the_same() {
        assert_eq!(
            content("a\r\nb\rc", "\t").checked(),
            Ok(content("a\nb\nc", "\t"))
        );
    }

    #[test]
    fn what_is_wrong_with_a_script_is_told_at_that_script() {
        let errors = content(&"x".repeat(SCRIPT_MAX + 1), "a\u{0}").checked();
        let expected = vec![
            FieldError::new("outgoing", ErrorCode::TooLong),
            FieldError::new("incoming", ErrorCode::InvalidCharacters),
        ];
        assert_eq!(errors, Err(expected));
    }

    #[test]
    fn the_kind_tells_scripts_from_configurations() {
        let json = serde_json::to_value(content("o", "i")).expect("serialises");
        assert_eq!(json["kind"], "script");
    }
}
