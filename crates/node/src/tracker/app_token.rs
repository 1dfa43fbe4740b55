//! The app token of the Azure DevOps extension: a JWT that Azure DevOps signs for the page, with the extension's secret
//! (<https://learn.microsoft.com/azure/devops/extend/develop/auth>).

use super::SignInRefusal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Who signs app tokens.
const ISSUER: &str = "app.vstoken.visualstudio.com";
/// How far Azure DevOps' clock and ours may be apart, in seconds.
const LEEWAY_S: i64 = 60;
/// The secrets that one extension can have at a time: the present one, and the one that replaces it.
const SECRETS_MAX: usize = 2;

/// The extension's secrets. An audience may stand here twice while its secret is being changed.
#[derive(Clone, Default)]
pub struct AppTokenKeys(Vec<(String, String)>);

/// The header, as far as it is looked at. Whatever else it says, of which key to use for instance, is ignored: the keys are
/// those that the operator configured.
#[derive(Deserialize)]
struct SaidHeader {
    alg: String,
    crit: Option<Value>,
}

/// The claims, as they are said.
#[derive(Deserialize)]
struct SaidClaims {
    iss: Option<Value>,
    aud: Option<Value>,
    nbf: Option<Value>,
    exp: Option<Value>,
}

/// The claims that are needed. Times are in seconds since 1970.
struct Claims {
    iss: String,
    aud: String,
    nbf: i64,
    exp: i64,
}

impl AppTokenKeys {
    /// Reads `audience=secret,audience=secret`. The audience is the extension's GUID.
    ///
    /// # Errors
    /// The part that is no pair, or an audience's third secret; without any secret.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut keys: Vec<(String, String)> = Vec::new();
        let pairs = text
            .split(',')
            .map(str::trim)
            .filter(|pair| !pair.is_empty());
        for (at, pair) in pairs.enumerate() {
            let pair = pair
                .split_once('=')
                .map(|(audience, secret)| (audience.trim(), secret.trim()));
            let Some((audience, secret)) = pair.filter(|(a, s)| !a.is_empty() && !s.is_empty())
            else {
                return Err(format!(
                    "entry {} is not of the form AUDIENCE=SECRET",
                    at + 1
                ));
            };
            if secrets(&keys, audience).count() == SECRETS_MAX {
                return Err(format!(
                    "entry {} is its audience's third secret; there can be the present one and the next one",
                    at + 1
                ));
            }
            keys.push((audience.to_owned(), secret.to_owned()));
        }
        Ok(Self(keys))
    }

    /// Checks an app token: algorithm, claims, audience, issuer, signature, times; in this order. What it says is read
    /// first, to name what is wrong; nothing of it is believed before the signature.
    pub(crate) fn verify(&self, token: &str, now: Timestamp) -> Result<(), SignInRefusal> {
        if self.0.is_empty() {
            return Err(SignInRefusal::NoKeys);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(SignInRefusal::Malformed)?;
        let claims = said(message)?;
        let mut secrets = secrets(&self.0, &claims.aud).peekable();
        if secrets.peek().is_none() {
            return Err(SignInRefusal::UnknownAudience);
        }
        if claims.iss != ISSUER {
            return Err(SignInRefusal::Issuer);
        }
        let signed = secrets.any(|secret| {
            // The whole text of the secret is the key; it looks like a JWT itself and is not to be decoded.
            let key = DecodingKey::from_secret(secret.as_bytes());
            crypto::verify(signature, message.as_bytes(), &key, Algorithm::HS256).unwrap_or(false)
        });
        if !signed {
            return Err(SignInRefusal::Signature);
        }
        in_time(&claims, now)
    }
}

/// The secrets of this audience.
fn secrets<'a>(keys: &'a [(String, String)], audience: &str) -> impl Iterator<Item = &'a str> {
    keys.iter()
        .filter(move |(known, _)| known.eq_ignore_ascii_case(audience))
        .map(|(_, secret)| secret.as_str())
}

/// What header and claims say, if they are of the form that app tokens have.
fn said(message: &str) -> Result<Claims, SignInRefusal> {
    let (header, claims) = message.split_once('.').ok_or(SignInRefusal::Malformed)?;
    let header: SaidHeader = part(header)?;
    if header.alg.eq_ignore_ascii_case("none") {
        return Err(SignInRefusal::Unsigned);
    }
    if header.alg != "HS256" {
        return Err(SignInRefusal::Algorithm);
    }
    if header.crit.is_some() {
        return Err(SignInRefusal::Critical);
    }
    let claims: SaidClaims = part(claims)?;
    Ok(Claims {
        iss: claim("iss", claims.iss, |value| Some(value.as_str()?.to_owned()))?,
        aud: claim("aud", claims.aud, |value| Some(value.as_str()?.to_owned()))?,
        nbf: claim("nbf", claims.nbf, Value::as_i64)?,
        exp: claim("exp", claims.exp, Value::as_i64)?,
    })
}

/// One part of a JWT.
fn part<T: DeserializeOwned>(text: &str) -> Result<T, SignInRefusal> {
    let json = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| SignInRefusal::Malformed)?;
    serde_json::from_slice(&json).map_err(|_| SignInRefusal::Malformed)
}

fn claim<T>(
    name: &'static str,
    value: Option<Value>,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<T, SignInRefusal> {
    let value = value.ok_or(SignInRefusal::MissingClaim(name))?;
    read(&value).ok_or(SignInRefusal::StrangeClaim(name))
}

/// Whether the token's time has come, and is not over. Saturating, for the numbers are somebody else's.
fn in_time(claims: &Claims, now: Timestamp) -> Result<(), SignInRefusal> {
    let seconds = now.0 / 1000;
    if claims.exp.saturating_add(LEEWAY_S) < seconds {
        return Err(SignInRefusal::Expired);
    }
    if claims.nbf.saturating_sub(LEEWAY_S) > seconds {
        return Err(SignInRefusal::NotYetValid);
    }
    Ok(())
}

#[cfg(test)]
#[path = "app_token_tests.rs"]
mod tests;
