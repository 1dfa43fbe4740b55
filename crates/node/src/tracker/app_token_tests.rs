//! The table of app tokens: what each is, and why it is refused.

use super::*;
use crate::tracker::SignInRefusal as R;
use jsonwebtoken::{EncodingKey, Header, encode};
use serde_json::json;

/// The node's clock, in seconds.
const NOW: i64 = 1_800_000_000;

/// The claims of a real app token.
fn good() -> Value {
    json!({"nameid": "u", "tid": "t", "jti": "j", "iss": ISSUER, "aud": "ext", "nbf": NOW - 10, "exp": NOW + 4190})
}

/// The same with one claim changed.
fn with(name: &str, value: impl Into<Value>) -> Value {
    let mut claims = good();
    claims[name] = value.into();
    claims
}

/// The same without one claim.
fn without(name: &str) -> Value {
    let mut claims = good();
    claims.as_object_mut().expect("an object").remove(name);
    claims
}

/// Signed as Azure DevOps does it, with this secret.
fn signed(claims: &Value, secret: &str) -> String {
    under(&json!({"alg": "HS256", "typ": "JWT"}), claims, secret)
}

/// A token with any header, under an HS256 signature that fits.
fn under(header: &Value, claims: &Value, secret: &str) -> String {
    raw(&header.to_string(), &claims.to_string(), secret)
}

fn raw(header: &str, claims: &str, secret: &str) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let message = format!("{}.{}", part(header), part(claims));
    let key = EncodingKey::from_secret(secret.as_bytes());
    let signature = crypto::sign(message.as_bytes(), &key, Algorithm::HS256).expect("signs");
    format!("{message}.{signature}")
}

/// What a node says that knows two secrets of `ext`, and one of another extension.
fn verdict(token: &str) -> Result<(), R> {
    AppTokenKeys::parse("ext=old,ext=new,other=third")
        .expect("keys")
        .verify(token, Timestamp(NOW * 1000 + 999))
}

#[test]
fn good_tokens_are_believed() {
    for (what, token) in [
        ("the old secret", signed(&good(), "old")),
        ("the new secret", signed(&good(), "new")),
        ("another extension", signed(&with("aud", "other"), "third")),
        (
            "an audience in capitals",
            signed(&with("aud", "EXT"), "new"),
        ),
        (
            "expired, and just within the leeway",
            signed(&with("exp", NOW - 60), "new"),
        ),
        (
            "not yet valid, and just within the leeway",
            signed(&with("nbf", NOW + 60), "new"),
        ),
        (
            "the last second there is",
            signed(&with("exp", i64::MAX), "new"),
        ),
        (
            // .NET writes one, and it names no key of ours.
            "a key id, which is ignored",
            under(
                &json!({"alg": "HS256", "kid": "../../etc/passwd"}),
                &good(),
                "new",
            ),
        ),
        (
            "an address of a key, which is never looked up",
            under(
                &json!({"alg": "HS256", "jku": "https://evil.example"}),
                &good(),
                "new",
            ),
        ),
        (
            "as a library writes it",
            encode(
                &Header::default(),
                &good(),
                &EncodingKey::from_secret(b"new"),
            )
            .expect("signs"),
        ),
    ] {
        assert_eq!(verdict(&token), Ok(()), "{what}");
    }
}

#[test]
fn each_other_token_is_refused_for_its_own_reason() {
    let alg = |alg: &str| under(&json!({"alg": alg}), &good(), "new");
    let unsigned = |token: String| format!("{}.", token.rsplit_once('.').expect("a token").0);
    let twice = r#"{"alg":"none","alg":"HS256"}"#;
    for (what, token, reason) in [
        ("rubbish", "rubbish".to_owned(), R::Malformed),
        ("nothing", String::new(), R::Malformed),
        ("dots", "..".to_owned(), R::Malformed),
        (
            "four parts",
            format!("{}.x", signed(&good(), "new")),
            R::Malformed,
        ),
        ("no JSON", raw("{", "{}", "new"), R::Malformed),
        (
            "a list",
            raw(r#"{"alg":"HS256"}"#, "[]", "new"),
            R::Malformed,
        ),
        (
            "no algorithm",
            raw("{}", &good().to_string(), "new"),
            R::Malformed,
        ),
        (
            "two algorithms",
            raw(twice, &good().to_string(), "new"),
            R::Malformed,
        ),
        ("alg none, unsigned", unsigned(alg("none")), R::Unsigned),
        ("alg none, signed", alg("none"), R::Unsigned),
        ("alg None", alg("None"), R::Unsigned),
        ("alg RS256", alg("RS256"), R::Algorithm),
        ("alg ES256", alg("ES256"), R::Algorithm),
        ("alg HS512", alg("HS512"), R::Algorithm),
        ("alg hs256", alg("hs256"), R::Algorithm),
        (
            "crit",
            under(
                &json!({"alg": "HS256", "crit": ["b64"], "b64": false}),
                &good(),
                "new",
            ),
            R::Critical,
        ),
        (
            "no iss",
            signed(&without("iss"), "new"),
            R::MissingClaim("iss"),
        ),
        (
            "no aud",
            signed(&without("aud"), "new"),
            R::MissingClaim("aud"),
        ),
        (
            "no nbf",
            signed(&without("nbf"), "new"),
            R::MissingClaim("nbf"),
        ),
        (
            "no exp",
            signed(&without("exp"), "new"),
            R::MissingClaim("exp"),
        ),
        (
            "exp null",
            signed(&with("exp", Value::Null), "new"),
            R::MissingClaim("exp"),
        ),
        (
            "exp a text",
            signed(&with("exp", "9999999999"), "new"),
            R::StrangeClaim("exp"),
        ),
        (
            "exp a fraction",
            signed(&with("exp", 1.9e9), "new"),
            R::StrangeClaim("exp"),
        ),
        (
            "exp beyond numbers",
            signed(&with("exp", u64::MAX), "new"),
            R::StrangeClaim("exp"),
        ),
        (
            "nbf a fraction",
            signed(&with("nbf", 0.5), "new"),
            R::StrangeClaim("nbf"),
        ),
        (
            "aud a list",
            signed(&with("aud", json!(["ext"])), "new"),
            R::StrangeClaim("aud"),
        ),
        (
            "iss a list",
            signed(&with("iss", json!([ISSUER])), "new"),
            R::StrangeClaim("iss"),
        ),
        (
            "unknown audience",
            signed(&with("aud", "unknown"), "new"),
            R::UnknownAudience,
        ),
        (
            "empty audience",
            signed(&with("aud", ""), "new"),
            R::UnknownAudience,
        ),
        (
            "another issuer",
            signed(&with("iss", "evil"), "new"),
            R::Issuer,
        ),
        (
            "issuer with a scheme",
            signed(&with("iss", format!("https://{ISSUER}")), "new"),
            R::Issuer,
        ),
        ("a secret of nobody", signed(&good(), "wrong"), R::Signature),
        (
            "another audience's secret",
            signed(&good(), "third"),
            R::Signature,
        ),
        (
            "an audience with another's secret",
            signed(&with("aud", "other"), "new"),
            R::Signature,
        ),
        (
            "no signature",
            unsigned(signed(&good(), "new")),
            R::Signature,
        ),
        ("expired", signed(&with("exp", NOW - 61), "new"), R::Expired),
        (
            "expired before 1970",
            signed(&with("exp", -1), "new"),
            R::Expired,
        ),
        (
            "expired, the least number",
            signed(&with("exp", i64::MIN), "new"),
            R::Expired,
        ),
        (
            "not valid yet",
            signed(&with("nbf", NOW + 61), "new"),
            R::NotYetValid,
        ),
        (
            "never valid",
            signed(&with("nbf", i64::MAX), "new"),
            R::NotYetValid,
        ),
    ] {
        assert_eq!(verdict(&token), Err(reason), "{what}: {token}");
    }
}

#[test]
fn a_changed_token_is_refused_wherever_it_was_changed() {
    let token = signed(&good(), "new");
    let (message, signature) = token.rsplit_once('.').expect("a token");
    let other = signed(&with("nameid", "somebody-else"), "new");
    let (other_message, _) = other.rsplit_once('.').expect("a token");
    assert_eq!(
        verdict(&format!("{other_message}.{signature}")),
        Err(R::Signature)
    );
    let cut = &signature[..signature.len() - 4];
    assert_eq!(verdict(&format!("{message}.{cut}")), Err(R::Signature));
}

#[test]
fn without_a_secret_no_token_is_believed() {
    let refused = AppTokenKeys::default().verify(&signed(&good(), ""), Timestamp(NOW * 1000));
    assert_eq!(refused, Err(R::NoKeys));
}

#[test]
fn white_space_around_keys_is_forgiven() {
    let keys = AppTokenKeys::parse(" ext = new ,\n").expect("keys");
    let now = Timestamp(NOW * 1000);
    assert_eq!(keys.verify(&signed(&good(), "new"), now), Ok(()));
}

#[test]
fn keys_that_can_not_be_meant_are_named_without_their_secret() {
    for (text, told) in [
        ("ext=secret,hush", "entry 2"),
        ("=hush", "entry 1"),
        ("ext=", "entry 1"),
        ("ext=hush,EXT=hush2,ext=hush3", "third secret"),
    ] {
        let error = AppTokenKeys::parse(text).err().expect(text);
        assert!(error.contains(told) && !error.contains("hush"), "{error}");
    }
}
