//! What a node lets another node do, and what not.

use crate::support::{Database, Tap, pair};
use crosslink_protocol::peer::PROTOCOL;
use reqwest::Method;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_node_tells_everybody_who_it_is_and_no_more() {
    let (a, _) = pair(&Database::Sqlite).await;
    let (status, info) = a.send(Method::GET, "/peer/v1/node", None, None, None).await;
    assert_eq!(
        (status, &info["protocol"], &info["url"]),
        (200, &json!(PROTOCOL), &json!(a.url)),
        "{info}"
    );
    let mut keys: Vec<_> = info
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "modes",
            "name",
            "protocol",
            "publicKey",
            "tracker",
            "uid",
            "url",
            "version"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsigned_request_is_refused() {
    let (a, b) = pair(&Database::Sqlite).await;
    a.invite(Some(&b.url), "a_to_b").await;
    let id = crate::support::new_key();
    for path in [
        format!("/peer/v1/invitations/{id}/preview"),
        format!("/peer/v1/invitations/{id}/acceptance"),
        format!("/peer/v1/invitations/{id}/withdrawal"),
        format!("/peer/v1/connections/{id}/heartbeat"),
        format!("/peer/v1/connections/{id}/removal"),
        format!("/peer/v1/connections/{id}/callback"),
    ] {
        let (status, problem) = a
            .send(Method::POST, &path, None, None, Some(json!({})))
            .await;
        assert_eq!(
            (status, &problem["code"]),
            (401, &json!("peer_signature_invalid")),
            "{path}: {problem}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_was_overheard_is_good_for_nothing() {
    let (a, b) = pair(&Database::Sqlite).await;
    let tap = Tap::before(&a).await;
    let code = a.invite(Some(&b.url), "a_to_b").await;
    let mut through_tap =
        crosslink_protocol::invitation_code::InvitationCode::decode(&code).unwrap();
    through_tap.source_url.clone_from(&tap.url);
    let code = through_tap.encode().unwrap();
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);

    let answer = tap.again(&a, "/acceptance", |request| request).await;
    assert!(
        answer.starts_with("HTTP/1.1 409") && answer.contains("peer_replayed"),
        "{answer}"
    );
    let answer = tap
        .again(&a, "/acceptance", |request| {
            request.replace("Company B", "Company X")
        })
        .await;
    assert!(
        answer.starts_with("HTTP/1.1 401") && answer.contains("peer_signature_invalid"),
        "{answer}"
    );
    let answer = tap
        .again(&a, "/preview", |request| {
            request.replace("/preview", "/acceptance")
        })
        .await;
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    let answer = tap.again(&b, "/acceptance", |request| request).await;
    assert!(
        answer.starts_with("HTTP/1.1 401"),
        "a message for A is none for B: {answer}"
    );
}
