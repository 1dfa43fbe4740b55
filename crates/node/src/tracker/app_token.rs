//! The app token of the Azure DevOps extension: a JWT that Azure DevOps signs for the page, with the extension's secret
//! (<https://learn.microsoft.com/azure/devops/extend/develop/auth>).

use crosslink_protocol::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;
use std::collections::HashSet;

/// Who signs app tokens.
const ISSUER: &str = "app.vstoken.visualstudio.com";
/// How far Azure DevOps' clock and ours may be apart, in seconds.
const LEEWAY_S: i64 = 60;

/// The extension's secrets. An audience may stand here twice while its secret is being changed.
#[derive(Clone, Default)]
pub struct AppTokenKeys(Vec<(String, String)>);

/// Why an app token is not believed. It goes to the log; the caller is told only that it isn't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AppTokenRefusal {
    /// Nobody configured a secret.
    #[error("no app token key is configured (--app-token-keys)")]
    NoKeys,
    /// Not a JWT with HS256.
    #[error("the app token is no JWT signed with HS256")]
    Malformed,
    /// Of an extension that is not configured.
    #[error("the app token is for another extension")]
    UnknownAudience,
    /// Not by Azure DevOps.
    #[error("the app token has another issuer")]
    Issuer,
    /// Not signed with the configured secret.
    #[error("the app token's signature does not verify")]
    Signature,
    /// Its time is over.
    #[error("the app token has expired")]
    Expired,
    /// Its time has not come.
    #[error("the app token is not valid yet")]
    NotYetValid,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    nbf: i64,
    exp: i64,
}

impl AppTokenKeys {
    /// Reads `audience=secret,audience=secret`.
    ///
    /// # Errors
    /// The part that is no pair, without its secret.
    pub fn parse(text: &str) -> Result<Self, String> {
        let pairs = text
            .split(',')
            .map(str::trim)
            .filter(|pair| !pair.is_empty())
            .enumerate();
        pairs
            .map(|(at, pair)| match pair.split_once('=') {
                Some((audience, secret)) if !audience.is_empty() && !secret.is_empty() => {
                    Ok((audience.to_owned(), secret.to_owned()))
                }
                _ => Err(format!(
                    "entry {} is not of the form AUDIENCE=SECRET",
                    at + 1
                )),
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Checks an app token: algorithm, audience, issuer, signature, times; in this order.
    pub(crate) fn verify(&self, token: &str, now: Timestamp) -> Result<(), AppTokenRefusal> {
        if self.0.is_empty() {
            return Err(AppTokenRefusal::NoKeys);
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| AppTokenRefusal::Malformed)?;
        if header.alg != Algorithm::HS256 {
            return Err(AppTokenRefusal::Malformed);
        }
        // What is said is looked at first, to name what is wrong; nothing of it is believed before the signature.
        let said = jsonwebtoken::dangerous::insecure_decode::<Claims>(token)
            .map_err(|_| AppTokenRefusal::Malformed)?;
        let mut secrets = self
            .0
            .iter()
            .filter(|(audience, _)| *audience == said.claims.aud)
            .peekable();
        if secrets.peek().is_none() {
            return Err(AppTokenRefusal::UnknownAudience);
        }
        if said.claims.iss != ISSUER {
            return Err(AppTokenRefusal::Issuer);
        }
        let rules = rules();
        let claims = secrets
            // The whole text of the secret is the key; it looks like a JWT itself and is not to be decoded.
            .find_map(|(_, secret)| {
                decode::<Claims>(token, &DecodingKey::from_secret(secret.as_bytes()), &rules).ok()
            })
            .ok_or(AppTokenRefusal::Signature)?
            .claims;
        let seconds = now.0 / 1000;
        if claims.exp + LEEWAY_S < seconds {
            return Err(AppTokenRefusal::Expired);
        }
        if claims.nbf - LEEWAY_S > seconds {
            return Err(AppTokenRefusal::NotYetValid);
        }
        Ok(())
    }
}

/// Only the algorithm and the signature; the rest is checked by name, against the node's own clock.
fn rules() -> Validation {
    let mut rules = Validation::new(Algorithm::HS256);
    rules.required_spec_claims = HashSet::new();
    rules.validate_exp = false;
    rules.validate_aud = false;
    rules
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::{EncodingKey, Header, encode};
    use serde_json::{Value, json};

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn good() -> Value {
        json!({"nameid": "u", "tid": "t", "jti": "j", "iss": ISSUER, "aud": "ext",
               "nbf": NOW.0 / 1000 - 10, "exp": NOW.0 / 1000 + 4190})
    }

    fn with(key: &str, value: impl Into<Value>) -> Value {
        let mut claims = good();
        claims[key] = value.into();
        claims
    }

    fn token(claims: &Value, algorithm: Algorithm, secret: &str) -> String {
        encode(
            &Header::new(algorithm),
            claims,
            &EncodingKey::from_secret(secret.as_bytes()),
        )
        .expect("signs")
    }

    fn verdict(token: &str) -> Result<(), AppTokenRefusal> {
        AppTokenKeys::parse("ext=old,ext=new,other=x")
            .expect("keys")
            .verify(token, NOW)
    }

    #[test]
    fn a_token_under_either_secret_is_believed() {
        assert_eq!(verdict(&token(&good(), Algorithm::HS256, "old")), Ok(()));
        assert_eq!(verdict(&token(&good(), Algorithm::HS256, "new")), Ok(()));
    }

    #[test]
    fn each_other_token_is_refused_for_its_own_reason() {
        let seconds = NOW.0 / 1000;
        let none = "eyJhbGciOiJub25lIn0.e30.";
        for (token, expected) in [
            (none.to_owned(), AppTokenRefusal::Malformed),
            ("rubbish".to_owned(), AppTokenRefusal::Malformed),
            (
                token(&good(), Algorithm::HS512, "new"),
                AppTokenRefusal::Malformed,
            ),
            (
                token(&with("aud", "unknown"), Algorithm::HS256, "new"),
                AppTokenRefusal::UnknownAudience,
            ),
            (
                token(&with("iss", "evil"), Algorithm::HS256, "new"),
                AppTokenRefusal::Issuer,
            ),
            (
                token(&good(), Algorithm::HS256, "wrong"),
                AppTokenRefusal::Signature,
            ),
            (
                token(&good(), Algorithm::HS256, "x"),
                AppTokenRefusal::Signature,
            ),
            (
                token(
                    &with("exp", seconds - LEEWAY_S - 1),
                    Algorithm::HS256,
                    "new",
                ),
                AppTokenRefusal::Expired,
            ),
            (
                token(
                    &with("nbf", seconds + LEEWAY_S + 1),
                    Algorithm::HS256,
                    "new",
                ),
                AppTokenRefusal::NotYetValid,
            ),
        ] {
            assert_eq!(verdict(&token), Err(expected), "{token}");
        }
    }

    #[test]
    fn clocks_may_differ_by_the_leeway() {
        let seconds = NOW.0 / 1000;
        assert_eq!(
            verdict(&token(
                &with("exp", seconds - LEEWAY_S),
                Algorithm::HS256,
                "new"
            )),
            Ok(())
        );
        assert_eq!(
            verdict(&token(
                &with("nbf", seconds + LEEWAY_S),
                Algorithm::HS256,
                "new"
            )),
            Ok(())
        );
    }

    #[test]
    fn without_a_secret_no_token_is_believed() {
        let refused = AppTokenKeys::default().verify(&token(&good(), Algorithm::HS256, ""), NOW);
        assert_eq!(refused, Err(AppTokenRefusal::NoKeys));
    }

    #[test]
    fn what_is_no_pair_is_named_without_its_secret() {
        let error = AppTokenKeys::parse("ext=secret,hush")
            .err()
            .expect("refused");
        assert!(error.contains("entry 2") && !error.contains("hush"));
    }
}
