//! `If-Match`: a change names the version that it changes (RFC 9110, section 13.1.1).

use super::Shared;
use super::problem::Refusal;
use crate::failure::Failure;
use axum::extract::FromRequestParts;
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;
use crosslink_protocol::ErrorCode;

/// The version that a change names; `None` for what was never one of this node's, which matches nothing. Not even `*`: it
/// would let a change overwrite another one unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct IfMatch(Option<i64>);

impl FromRequestParts<Shared> for IfMatch {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Refusal> {
        let value = parts.headers.get(IF_MATCH);
        let value = value.ok_or(ErrorCode::PreconditionMissing)?;
        Ok(Self(value.to_str().ok().and_then(read)))
    }
}

/// Reads an ETag as this node writes them: the version in quotes.
fn read(text: &str) -> Option<i64> {
    let text = text.trim();
    text.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

impl IfMatch {
    /// Refuses when somebody else has changed it since.
    ///
    /// # Errors
    /// [`ErrorCode::ChangedMeanwhile`].
    pub(crate) fn is(self, version: i64) -> Result<(), Failure> {
        match self.0 == Some(version) {
            true => Ok(()),
            false => Err(ErrorCode::ChangedMeanwhile.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_version_in_quotes_is_read() {
        assert_eq!(read("\"7\""), Some(7));
        for text in ["7", "*", "\"\"", "W/\"7\"", "\"7\", \"8\"", "\"x\""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
