//! Signing in at a node.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// No app token or access token is longer than this, in bytes: real ones have 500 to 3000.
pub const TOKEN_MAX: usize = 16 * 1024;
/// No personal access token is longer than this, in bytes: real ones have 52 or 84.
pub const PERSONAL_ACCESS_TOKEN_MAX: usize = 256;

/// A personal access token as it was meant: without what copying has put around it.
pub fn personal_access_token(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    })
}

/// What somebody shows to get a session (`POST /session`).
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum SessionProof {
    /// Inside Azure DevOps: the extension's app token says who asks, the access token proves the organisation.
    AzureDevOps {
        /// The token of `SDK.getAppToken()`.
        app_token: String,
        /// The token of `SDK.getAccessToken()`; used once and forgotten.
        access_token: String,
    },
    /// In a browser tab: a personal access token of the organisation; used once and forgotten.
    PersonalAccessToken {
        /// The token; white space around it is forgiven.
        token: String,
    },
    /// The token of the one-time link that the node's operator asked for.
    SignInLink {
        /// The token, from the link's fragment.
        token: String,
    },
}

/// A session: who it is, what they may do, and the token that shows it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Goes with every further call as `Authorization: Bearer {token}`.
    pub token: String,
    /// When the token ends.
    pub expires_at: Timestamp,
    /// Who is signed in.
    pub user: User,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The name to show.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
}

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A Project Collection Administrator: may change things.
    Admin,
    /// Any other member of the organisation: may look.
    Reader,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personal_access_token_is_what_is_left_of_the_copied_text() {
        for text in ["abc", " abc\r\n", "\u{feff}abc\u{200b}", "\tabc\u{a0}"] {
            assert_eq!(personal_access_token(text), "abc", "{text:?}");
        }
        assert_eq!(personal_access_token("a bc"), "a bc");
        assert_eq!(personal_access_token(" \n"), "");
    }
}
