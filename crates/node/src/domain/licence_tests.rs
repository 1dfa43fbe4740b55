use super::*;
use crate::peer::Identity;
use serde_json::json;

const ORGANIZATION: &str = "https://dev.azure.com/Contoso";

fn signer(seed: u8) -> Identity {
    Identity::from_seed(&[seed; 32]).expect("a key")
}

fn paid() -> Paid {
    Paid {
        holder: "Contoso".into(),
        ends_at: Timestamp(2_000_000_000_000),
    }
}

fn key(organization: Option<&str>) -> String {
    write_key(&paid(), organization, &signer(1).signing).expect("signs")
}

fn read(text: &str) -> Result<Paid, ErrorCode> {
    read_key(text, &signer(1).public_key, ORGANIZATION)
}

fn signed(claims: &serde_json::Value) -> String {
    encode(&Header::new(Algorithm::EdDSA), claims, &signer(1).signing).expect("signs")
}

/// The same claims under another header; its signature is made with `secret`, or there is none.
fn under(algorithm: &str, secret: Option<&[u8]>) -> String {
    let header = URL_SAFE_NO_PAD.encode(json!({"alg": algorithm, "typ": "JWT"}).to_string());
    let good = key(None);
    let mut parts = good.split('.');
    let payload = parts.nth(1).unwrap_or_default();
    match secret {
        Some(secret) => {
            let claims = URL_SAFE_NO_PAD.decode(payload).expect("decodes");
            let claims: serde_json::Value = serde_json::from_slice(&claims).expect("reads");
            encode(
                &Header::new(Algorithm::HS256),
                &claims,
                &EncodingKey::from_secret(secret),
            )
            .expect("signs")
        }
        None => format!("{header}.{payload}.{}", parts.next().unwrap_or_default()),
    }
}

#[test]
fn a_key_is_read_however_it_was_wrapped() {
    let key = key(Some("https://DEV.azure.com/contoso/"));
    assert_eq!(read(&key), Ok(paid()));
    let (start, end) = key.split_at(50);
    assert_eq!(read(&format!("  {start}\r\n\t{end} \n")), Ok(paid()));
}

#[test]
fn each_key_that_is_no_good_is_refused_for_its_reason() {
    let good = key(None);
    let parts: Vec<&str> = good.split('.').collect();
    let other = json!({"iss": "crosslink-licence", "sub": "Other", "exp": 9_000_000_000_i64});
    let changed = URL_SAFE_NO_PAD.encode(other.to_string());
    let changed = format!("{}.{changed}.{}", parts[0], parts[2]);
    let public = URL_SAFE_NO_PAD
        .decode(signer(1).public_key)
        .expect("decodes");
    let foreign = write_key(&paid(), None, &signer(2).signing).expect("signs");
    let unnamed = json!({"iss": "crosslink-licence", "sub": " ", "exp": 9_000_000_000_i64});
    let elsewhere = json!({"iss": "crosslink-invitation", "sub": "C", "exp": 9_000_000_000_i64});
    let endless = json!({"iss": "crosslink-licence", "sub": "C"});
    for (what, text) in [
        ("nothing", String::new()),
        ("rubbish", "hello".into()),
        ("too long", "x".repeat(KEY_MAX + 1)),
        ("cut", good[..good.len() - 2].to_owned()),
        ("no algorithm", under("none", None)),
        (
            "no algorithm, no signature",
            format!(
                "{}.{}.",
                under("none", None).split('.').next().unwrap_or_default(),
                parts[1]
            ),
        ),
        ("another algorithm", under("RS256", None)),
        ("the public key as a secret", under("HS256", Some(&public))),
        ("another signer", foreign),
        ("changed", changed),
        ("no holder", signed(&unnamed)),
        ("another issuer", signed(&elsewhere)),
        ("no end", signed(&endless)),
    ] {
        assert_eq!(read(&text), Err(ErrorCode::LicenceKeyInvalid), "{what}");
    }
    let for_other = key(Some("https://dev.azure.com/fabrikam"));
    assert_eq!(read(&for_other), Err(ErrorCode::LicenceKeyForOther));
}

#[test]
fn the_better_of_evaluation_and_paid_licence_counts() {
    let evaluation_end = 1000;
    let ends = |at| Paid {
        holder: "C".into(),
        ends_at: Timestamp(at),
    };
    use LicenceKind::{Evaluation, Paid as Bought};
    for (paid, now, kind, ended) in [
        (None, 0, Evaluation, false),
        (None, evaluation_end - 1, Evaluation, false),
        (None, evaluation_end, Evaluation, true),
        (Some(ends(10)), 9, Bought, false),
        (Some(ends(10)), 10, Evaluation, false),
        (Some(ends(10)), evaluation_end, Bought, true),
        (
            Some(ends(evaluation_end + 9)),
            evaluation_end,
            Bought,
            false,
        ),
    ] {
        let licence = licence(Timestamp(evaluation_end), paid.as_ref(), Timestamp(now));
        assert_eq!(
            (licence.kind, licence.ended),
            (kind, ended),
            "{paid:?} {now}"
        );
    }
}
