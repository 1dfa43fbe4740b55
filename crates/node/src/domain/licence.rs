//! Licence keys, and what a node may be used for.
//!
//! A key is a JWT (RFC 7519), signed with EdDSA over Ed25519 (RFC 8037) by whoever issues licences, and verified offline.
//!
//! | claim | says |
//! |---|---|
//! | `iss` | `crosslink-licence` |
//! | `sub` | the holder's name |
//! | `exp` | when the licence ends |
//! | `aud` | the organisation's URL, for a licence that is for one organisation only |

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::licence::{KEY_MAX, Licence, LicenceKind};
use crosslink_protocol::{ErrorCode, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

const ISSUER: &str = "crosslink-licence";
/// Longest name of a holder, in characters.
const HOLDER_MAX: usize = 200;

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    exp: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    aud: Option<String>,
}

/// A paid licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paid {
    pub(crate) holder: String,
    pub(crate) ends_at: Timestamp,
}

/// Reads a licence key, as pasted, for the organisation at this URL. Whether the licence has ended is for the caller to see.
///
/// # Errors
/// [`ErrorCode::LicenceKeyInvalid`], [`ErrorCode::LicenceKeyForOther`].
pub(crate) fn read_key(
    text: &str,
    public_key: &str,
    organization_url: &str,
) -> Result<Paid, ErrorCode> {
    let invalid = ErrorCode::LicenceKeyInvalid;
    if text.chars().count() > KEY_MAX {
        return Err(invalid);
    }
    let token: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let key = URL_SAFE_NO_PAD
        .decode(public_key)
        .ok()
        .filter(|key| key.len() == 32)
        .ok_or(invalid)?;
    let mut rules = Validation::new(Algorithm::EdDSA);
    // Time and organisation are compared below, so that each has its own answer.
    rules.required_spec_claims = HashSet::new();
    rules.validate_exp = false;
    rules.validate_aud = false;
    let claims = decode::<Claims>(&token, &DecodingKey::from_ed_der(&key), &rules)
        .map_err(|_| invalid)?
        .claims;
    let holder = claims.sub.trim();
    let sound = !holder.is_empty()
        && holder.chars().count() <= HOLDER_MAX
        && !holder.chars().any(char::is_control);
    if claims.iss != ISSUER || !sound {
        return Err(invalid);
    }
    if claims
        .aud
        .is_some_and(|url| normal(&url) != normal(organization_url))
    {
        return Err(ErrorCode::LicenceKeyForOther);
    }
    Ok(Paid {
        holder: holder.to_owned(),
        ends_at: Timestamp(claims.exp.saturating_mul(1000)),
    })
}

/// Makes a licence key; for whoever issues licences. `None` when it can't be signed.
pub(crate) fn write_key(
    paid: &Paid,
    organization_url: Option<&str>,
    key: &EncodingKey,
) -> Option<String> {
    let claims = Claims {
        iss: ISSUER.to_owned(),
        sub: paid.holder.clone(),
        exp: paid.ends_at.0 / 1000,
        aud: organization_url.map(normal),
    };
    encode(&Header::new(Algorithm::EdDSA), &claims, key).ok()
}

/// Addresses of organisations differ in case and in a slash at the end without being different.
fn normal(url: &str) -> String {
    url.trim().trim_end_matches('/').to_lowercase()
}

/// What the node may be used for now: of evaluation and paid licence the one that has not ended, the paid one first.
pub(crate) fn licence(evaluation_ends: Timestamp, paid: Option<&Paid>, now: Timestamp) -> Licence {
    match paid {
        // One that has ended matters only when the evaluation has ended as well.
        Some(paid) if paid.ends_at > now || evaluation_ends <= now => Licence {
            kind: LicenceKind::Paid,
            holder: Some(paid.holder.clone()),
            ends_at: paid.ends_at,
            ended: paid.ends_at <= now,
        },
        _ => Licence {
            kind: LicenceKind::Evaluation,
            holder: None,
            ends_at: evaluation_ends,
            ended: evaluation_ends <= now,
        },
    }
}

#[cfg(test)]
#[path = "licence_tests.rs"]
mod tests;
