//! How messages between nodes are signed: JWTs (RFC 7519) with EdDSA over Ed25519 (RFC 8037), bound to one message.
//!
//! | header | signed with | says |
//! |---|---|---|
//! | `Authorization: Bearer`, `Crosslink-Key` | the sender's key | who sends this, to whom, about what |
//! | `Crosslink-Invitation` | the invitation's one-time key | the sender has the code |
//! | `Crosslink-Signature`, `Crosslink-Key` | the answering node's key | this is the answer to that request |

use crate::peer::Identity;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// The header with the proof that the sender has the invitation code.
pub(crate) const PROOF: &str = "crosslink-invitation";
/// The header with the signature of an answer.
pub(crate) const ANSWER_SIGNATURE: &str = "crosslink-signature";
/// The header with the public key of who signs. It proves nothing: whose key it must be, the receiver knows.
pub(crate) const KEY: &str = "crosslink-key";

/// How long a signature is good for, in milliseconds.
const LIFE_MS: i64 = 60_000;
/// How far two nodes' clocks may be apart, in milliseconds.
const SKEW_MS: i64 = 30_000;

/// What a signature says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// The node that signs, or the invitation for a [`PROOF`].
    pub(crate) iss: String,
    /// The fingerprint of the node that it is for.
    pub(crate) aud: String,
    /// What it is about: a connection or an invitation, as the receiver calls it.
    pub(crate) sub: String,
    /// When it was signed, in seconds.
    pub(crate) iat: i64,
    /// When it ends, in seconds.
    pub(crate) exp: i64,
    /// Unique; an answer repeats the id of its request.
    pub(crate) jti: String,
    /// SHA-256 of the message, base64url.
    pub(crate) bh: String,
}

/// Who signs for whom, about what.
pub(crate) struct Purpose<'a> {
    pub(crate) issuer: &'a str,
    /// Fingerprint, base64url.
    pub(crate) audience: &'a str,
    pub(crate) subject: &'a str,
    /// The message's unique id.
    pub(crate) id: &'a str,
}

/// The message that is signed.
pub(crate) enum Signed<'a> {
    /// A request: method, path with query, body.
    Request(&'a str, &'a str, &'a [u8]),
    /// An answer: status, body.
    Answer(u16, &'a [u8]),
}

impl Signed<'_> {
    fn digest(&self) -> String {
        let mut hash = Sha256::new();
        match self {
            Self::Request(method, path, body) => {
                hash.update(format!("request\n{method}\n{path}\n"));
                hash.update(body);
            }
            Self::Answer(status, body) => {
                hash.update(format!("answer\n{status}\n"));
                hash.update(body);
            }
        }
        URL_SAFE_NO_PAD.encode(hash.finalize())
    }
}

/// Why a signature is not believed. The other side is told only that it isn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SignatureError {
    /// Not a JWT, another algorithm, another key, or changed.
    #[error("the signature does not verify")]
    DoesNotVerify,
    /// Signed for another node.
    #[error("the signature is for another node")]
    Audience,
    /// Signed about something else.
    #[error("the signature is about something else")]
    Subject,
    /// Signed over another message.
    #[error("the signature is over another message")]
    Message,
    /// Too old, or from the future.
    #[error("the signature is too old, or the clocks of the two nodes differ")]
    Time,
    /// It can't be made.
    #[error("the signature can't be made")]
    Signing,
}

/// Signs `message` with `key`.
pub(crate) fn sign(
    key: &Identity,
    purpose: &Purpose<'_>,
    message: &Signed<'_>,
    now: Timestamp,
) -> Result<String, SignatureError> {
    let claims = Claims {
        iss: purpose.issuer.to_owned(),
        aud: purpose.audience.to_owned(),
        sub: purpose.subject.to_owned(),
        iat: now.0 / 1000,
        exp: (now.0 + LIFE_MS) / 1000,
        jti: purpose.id.to_owned(),
        bh: message.digest(),
    };
    encode(&Header::new(Algorithm::EdDSA), &claims, &key.signing)
        .map_err(|_| SignatureError::Signing)
}

/// Checks that `token` is `public_key`'s signature over `message`, for `audience` and about `subject`, made just now.
///
/// The signer's name and the uniqueness of the id are for the caller to check.
pub(crate) fn verify(
    token: &str,
    public_key: &str,
    audience: &str,
    subject: &str,
    message: &Signed<'_>,
    now: Timestamp,
) -> Result<Claims, SignatureError> {
    let key = URL_SAFE_NO_PAD
        .decode(public_key)
        .map_err(|_| SignatureError::DoesNotVerify)?;
    if key.len() != 32 {
        return Err(SignatureError::DoesNotVerify);
    }
    let mut rules = Validation::new(Algorithm::EdDSA);
    // Times are checked below against the node's own clock, names against what this message needs.
    rules.required_spec_claims = HashSet::new();
    rules.validate_exp = false;
    rules.validate_aud = false;
    let claims = decode::<Claims>(token, &DecodingKey::from_ed_der(&key), &rules)
        .map_err(|_| SignatureError::DoesNotVerify)?
        .claims;
    if claims.aud != audience {
        return Err(SignatureError::Audience);
    }
    if claims.sub != subject {
        return Err(SignatureError::Subject);
    }
    if claims.bh != message.digest() {
        return Err(SignatureError::Message);
    }
    let too_long = claims.exp.saturating_sub(claims.iat).saturating_mul(1000) > LIFE_MS;
    let ended = claims.exp.saturating_mul(1000).saturating_add(SKEW_MS) < now.0;
    let future = claims.iat.saturating_mul(1000) > now.0.saturating_add(SKEW_MS);
    if too_long || ended || future {
        return Err(SignatureError::Time);
    }
    Ok(claims)
}

impl Claims {
    /// Until when a repetition of this message could still be believed.
    pub(crate) fn replayable_until(&self) -> Timestamp {
        Timestamp(self.exp.saturating_mul(1000).saturating_add(SKEW_MS + 1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::EncodingKey;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);
    const BODY: Signed<'_> = Signed::Request("POST", "/peer/v1/x", b"{}");

    fn key(seed: u8) -> Identity {
        Identity::from_seed(&[seed; 32]).expect("a key")
    }

    fn token(at: Timestamp) -> String {
        let purpose = Purpose {
            issuer: "a",
            audience: "b",
            subject: "c",
            id: "1",
        };
        sign(&key(1), &purpose, &BODY, at).expect("signs")
    }

    fn check(
        token: &str,
        audience: &str,
        subject: &str,
        message: &Signed<'_>,
        now: Timestamp,
    ) -> Result<String, SignatureError> {
        verify(token, &key(1).public_key, audience, subject, message, now).map(|claims| claims.jti)
    }

    #[test]
    fn a_signature_is_good_for_its_message() {
        assert_eq!(check(&token(NOW), "b", "c", &BODY, NOW), Ok("1".to_owned()));
    }

    #[test]
    fn it_is_good_for_nothing_else() {
        let token = token(NOW);
        for (result, expected) in [
            (
                check(&token, "x", "c", &BODY, NOW),
                SignatureError::Audience,
            ),
            (check(&token, "b", "x", &BODY, NOW), SignatureError::Subject),
            (
                check(
                    &token,
                    "b",
                    "c",
                    &Signed::Request("POST", "/peer/v1/x", b"{ }"),
                    NOW,
                ),
                SignatureError::Message,
            ),
            (
                check(
                    &token,
                    "b",
                    "c",
                    &Signed::Request("PUT", "/peer/v1/x", b"{}"),
                    NOW,
                ),
                SignatureError::Message,
            ),
            (
                check(
                    &token,
                    "b",
                    "c",
                    &Signed::Request("POST", "/peer/v1/y", b"{}"),
                    NOW,
                ),
                SignatureError::Message,
            ),
            (
                check(&token, "b", "c", &Signed::Answer(200, b"{}"), NOW),
                SignatureError::Message,
            ),
            (
                check("rubbish", "b", "c", &BODY, NOW),
                SignatureError::DoesNotVerify,
            ),
        ] {
            assert_eq!(result, Err(expected));
        }
        let other =
            verify(&token, &key(2).public_key, "b", "c", &BODY, NOW).map(|claims| claims.jti);
        assert_eq!(other, Err(SignatureError::DoesNotVerify));
    }

    #[test]
    fn it_is_good_for_a_minute_and_the_skew_of_clocks() {
        let token = token(NOW);
        assert!(check(&token, "b", "c", &BODY, NOW.plus_ms(LIFE_MS + SKEW_MS)).is_ok());
        assert_eq!(
            check(&token, "b", "c", &BODY, NOW.plus_ms(LIFE_MS + SKEW_MS + 1)),
            Err(SignatureError::Time)
        );
        assert!(check(&token, "b", "c", &BODY, NOW.plus_ms(-SKEW_MS)).is_ok());
        assert_eq!(
            check(&token, "b", "c", &BODY, NOW.plus_ms(-SKEW_MS - 1000)),
            Err(SignatureError::Time)
        );
    }

    #[test]
    fn other_algorithms_and_long_lives_are_refused() {
        let claims = Claims {
            iss: "a".into(),
            aud: "b".into(),
            sub: "c".into(),
            iat: NOW.0 / 1000,
            exp: NOW.0 / 1000 + 3600,
            jti: "1".into(),
            bh: BODY.digest(),
        };
        let long = encode(&Header::new(Algorithm::EdDSA), &claims, &key(1).signing).expect("signs");
        assert_eq!(
            check(&long, "b", "c", &BODY, NOW),
            Err(SignatureError::Time)
        );
        let public = URL_SAFE_NO_PAD.decode(key(1).public_key).expect("decodes");
        let confused = encode(
            &Header::new(Algorithm::HS256),
            &claims,
            &EncodingKey::from_secret(&public),
        )
        .expect("signs");
        assert_eq!(
            check(&confused, "b", "c", &BODY, NOW),
            Err(SignatureError::DoesNotVerify)
        );
    }
}
