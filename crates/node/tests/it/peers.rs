//! What a node lets another node do, and what not.

use crate::support::{Database, Options, Tap, TestNode, pair, signed};
use crosslink_protocol::peer::PROTOCOL;
use reqwest::Method;
use serde_json::{Value, json};

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

#[tokio::test(flavor = "multi_thread")]
async fn only_the_other_side_of_a_connection_can_speak_of_it() {
    let (a, b) = pair(&Database::Sqlite).await;
    let c = TestNode::start(&Database::Sqlite, Options::of("company-b")).await;
    let code = a.invite(Some(&b.url), "a_to_b").await;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    let connection = async || a.connections().await.remove(0);
    let id = connection().await["id"].as_str().unwrap().to_owned();
    let beat =
        json!({"sentAt": "2026-01-01T00:00:00.000Z", "state": {"revision": 9, "paused": true}});
    for (call, message) in [
        ("removal", json!({})),
        ("callback", json!({"url": c.url})),
        ("heartbeat", beat),
    ] {
        let path = format!("/peer/v1/connections/{id}/{call}");
        let (status, problem) = signed(&c, &a, &path, message).await;
        assert_eq!(
            (status, &problem["code"]),
            (401, &json!("peer_signature_invalid")),
            "{call}: {problem}"
        );
    }
    assert_eq!(connection().await["lifecycle"], "active");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_other_side_has_decided_is_what_it_said_last_and_an_older_node_says_nothing() {
    let (a, b) = pair(&Database::Sqlite).await;
    let code = a.invite(Some(&b.url), "a_to_b").await;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    let connection = async || a.connections().await.remove(0);
    let id = connection().await["id"].as_str().unwrap().to_owned();
    let path = format!("/peer/v1/connections/{id}/heartbeat");
    let beat = async |state: Value| {
        let mut message = json!({"sentAt": "2026-01-01T00:00:00.000Z"});
        if !state.is_null() {
            message["state"] = state;
        }
        let (status, answer) = signed(&b, &a, &path, message).await;
        assert_eq!(
            (status, &answer["state"]),
            (200, &json!({"revision": 0, "paused": false})),
            "{answer}"
        );
        connection().await["lifecycle"].clone()
    };
    assert_eq!(beat(Value::Null).await, "active");
    // B itself goes on saying that it has decided nothing, which is older than all this.
    let paused = |revision: i64, paused: bool| json!({"revision": revision, "paused": paused});
    assert_eq!(beat(paused(2, true)).await, "deactivated");
    for old in [Value::Null, paused(1, false), paused(2, false)] {
        assert_eq!(beat(old.clone()).await, "deactivated", "{old}");
    }
    assert_eq!(beat(paused(3, false)).await, "active");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_address_inside_is_called_for_the_other_side() {
    let (a, b) = pair(&Database::Sqlite).await;
    let code = a.invite(Some(&b.url), "a_to_b").await;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    let id = a.connections().await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/peer/v1/connections/{id}/callback");
    for (url, reason) in [
        ("https://169.254.169.254/metadata", "destination_private"),
        ("http://10.1.2.3:7101", "destination_private"),
        ("https://8.8.8.8:22", "url_port_not_allowed"),
        ("file:///etc/passwd", "destination_not_https"),
        ("rubbish", "url_not_understood"),
    ] {
        let (status, report) = signed(&b, &a, &path, json!({"url": url})).await;
        assert_eq!(
            (status, &report["reach"]["failed"]),
            (200, &json!(reason)),
            "{url}: {report}"
        );
        assert!(report.get("recognised").is_none(), "{report}");
    }
    assert_eq!(
        a.connections().await[0]["health"],
        "up",
        "nothing was learnt of B"
    );
}
