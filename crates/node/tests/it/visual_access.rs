//! Whom a node grants admin access, and what it lets be asked of it.

use crate::support::{Database, Tap, field_errors, new_key, on_each_database, signed};
use crate::visual::{granted, node, state, verification, visual};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

fn at(field: &str, code: &str) -> (u16, Vec<(String, String)>) {
    (422, vec![(field.into(), code.into())])
}

async fn initiate(a: &crate::support::TestNode, request: Value) -> (u16, Vec<(String, String)>) {
    let (status, problem) = a
        .post_once("/api/v1/connections", &new_key(), request)
        .await;
    (status, field_errors(&problem))
}

on_each_database! {
    async fn only_confirmed_access_to_this_very_node_will_do(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let c = node(&database, "company-b").await;
        let needed = at("verification", "verification_needed");
        assert_eq!(initiate(&a, visual(&b.url, None)).await, needed);
        assert_eq!(initiate(&a, visual(&b.url, Some(&new_key()))).await, needed);
        let (waiting, code) = verification(&a, &b.url).await;
        assert_eq!(initiate(&a, visual(&b.url, Some(&waiting))).await, needed);

        let refused = |(status, problem): (u16, Value)| (status, field_errors(&problem));
        let request = json!({"code": code});
        for path in ["/api/v1/grants/preview", "/api/v1/grants", "/api/v1/grants/decline"] {
            let answer = c.post(path, request.clone()).await;
            assert_eq!(refused(answer), at("code", "verification_for_other"), "{path}");
        }
        assert_eq!(b.post("/api/v1/grants/decline", request.clone()).await.0, 204);
        assert_eq!(state(&a, &waiting).await, "declined");
        assert_eq!(b.post("/api/v1/grants/decline", request.clone()).await.0, 204, "repeated, it is the same");
        assert_eq!(refused(b.post("/api/v1/grants", request).await), at("code", "verification_decided"));
        assert_eq!(initiate(&a, visual(&b.url, Some(&waiting))).await, at("verification", "verification_declined"));

        let for_c = granted(&a, &c, &c.url).await;
        assert_eq!(initiate(&a, visual(&b.url, Some(&for_c))).await, at("verification", "verification_for_other"));
        assert!(a.connections().await.is_empty());
    }

    async fn who_asks_again_waits_for_the_newer_request_only(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let (first, old_code) = verification(&a, &b.url).await;
        let (second, code) = verification(&a, &b.url).await;
        assert_eq!(state(&a, &first).await, "expired");
        let (_, problem) = b.post("/api/v1/grants", json!({"code": old_code})).await;
        assert_eq!(field_errors(&problem), at("code", "verification_expired").1);
        assert_eq!(b.post("/api/v1/grants", json!({"code": code})).await.0, 204);
        assert_eq!(state(&a, &second).await, "confirmed");
    }

    async fn access_that_nobody_granted_or_used_in_time_is_gone(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let used_late = granted(&a, &b, &b.url).await;
        let (answered_late, code) = verification(&a, &b.url).await;
        for node in [&a, &b] {
            node.clock.advance(Duration::from_secs(16 * 60));
        }
        assert_eq!(state(&a, &answered_late).await, "expired");
        let (_, problem) = b.post("/api/v1/grants", json!({"code": code})).await;
        assert_eq!(field_errors(&problem), at("code", "verification_expired").1);
        assert_eq!(state(&a, &used_late).await, "confirmed");
        for node in [&a, &b] {
            node.clock.advance(Duration::from_secs(45 * 60));
        }
        assert_eq!(state(&a, &used_late).await, "expired");
        for late in [&used_late, &answered_late] {
            assert_eq!(initiate(&a, visual(&b.url, Some(late))).await, at("verification", "verification_expired"));
        }
    }

    async fn a_source_that_is_gone_is_told_and_nothing_is_granted(database) {
        let (a, b) = (node(&database, "company-a").await, node(&database, "company-b").await);
        let (_, code) = verification(&a, &b.url).await;
        a.stop().await;
        let (_, problem) = b.post("/api/v1/grants", json!({"code": code})).await;
        assert_eq!(field_errors(&problem), at("code", "source_unreachable").1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_destination_that_does_not_say_where_its_console_is_is_named() {
    let a = node(&Database::Sqlite, "company-a").await;
    let options = crate::support::Options::of("company-b");
    let b = crate::support::TestNode::start(&Database::Sqlite, options).await;
    for (url, code) in [(&b.url, "console_unknown"), (&a.url, "destination_is_self")] {
        let (status, problem) = a
            .post("/api/v1/verifications", json!({"destinationUrl": url}))
            .await;
        assert_eq!((status, field_errors(&problem)), at("destinationUrl", code));
    }
    let (_, problem) = b.post("/api/v1/grants", json!({"code": "hello"})).await;
    assert_eq!(
        field_errors(&problem),
        at("code", "code_not_an_invitation").1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_a_side_are_for_the_source_of_a_visual_connection_only() {
    let (a, b) = (
        node(&Database::Sqlite, "company-a").await,
        node(&Database::Sqlite, "company-b").await,
    );
    let code = a.invite(Some(&b.url), "script").await;
    assert_eq!(b.accept(&code, "script").await.0, 201);
    let script = a.connections().await[0]["id"].clone();
    let tap = Tap::before(&b).await;
    let id = granted(&a, &b, &tap.url).await;
    let (_, initiated) = a
        .post_once(
            "/api/v1/connections",
            &new_key(),
            visual(&tap.url, Some(&id)),
        )
        .await;
    let own = initiated["connection"]["id"].clone();
    let theirs = b
        .connections()
        .await
        .into_iter()
        .find(|c| c["mode"] == "visual");
    let theirs = theirs.unwrap()["id"].clone();
    for list in ["projects?", "fields?project=x&"] {
        let path =
            |id: &Value| format!("/api/v1/connections/{}/remote/{list}", id.as_str().unwrap());
        assert_eq!(a.get(&path(&script)).await.0, 404);
        let (status, problem) = b.get(&path(&theirs)).await;
        assert_eq!((status, &problem["code"]), (409, &json!("rules_elsewhere")));
    }
    let path = format!(
        "/api/v1/connections/{}/remote/projects",
        own.as_str().unwrap()
    );
    let (status, page) = a.get(&path).await;
    assert_eq!((status, &page["total"]), (200, &json!(12)), "{page}");
    let searched = page["items"][3]["name"]
        .as_str()
        .unwrap()
        .to_lowercase()
        .replace(' ', "%20");
    let (_, found) = a.get(&format!("{path}?search={searched}")).await;
    assert_eq!(found["items"][0], page["items"][3]);

    // What was overheard is good for nothing, neither as it is, nor for another connection, nor at another node.
    let answer = tap.again(&b, "/projects", |request| request).await;
    assert!(answer.contains("peer_replayed"), "{answer}");
    let answer = tap
        .again(&b, "/projects", |request| {
            request.replace("/projects", "/fields")
        })
        .await;
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    let answer = tap.again(&b, "/peer/v1/grants/", |request| request).await;
    assert!(answer.contains("peer_replayed"), "{answer}");
    for path in [
        "connections/{id}/projects",
        "connections/{id}/fields",
        "connections/{id}/configuration",
        "verifications/{id}/preview",
        "verifications/{id}/answer",
        "grants/{id}/invitation",
    ] {
        let path = format!(
            "/peer/v1/{}",
            path.replace("{id}", theirs.as_str().unwrap())
        );
        let (status, problem) = b
            .send(Method::POST, &path, None, None, Some(json!({})))
            .await;
        assert_eq!(
            (status, &problem["code"]),
            (401, &json!("peer_signature_invalid")),
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_genuine_node_may_not_ask_is_refused() {
    let (a, b) = (
        node(&Database::Sqlite, "company-a").await,
        node(&Database::Sqlite, "company-b").await,
    );
    let c = node(&Database::Sqlite, "company-a").await;
    let code = a.invite(Some(&b.url), "script").await;
    assert_eq!(b.accept(&code, "script").await.0, 201);
    let script = b.connections().await[0]["id"].clone();
    let grant = granted(&a, &b, &b.url).await;
    let request = visual(&b.url, Some(&grant));
    let (_, initiated) = a
        .post_once("/api/v1/connections", &new_key(), request)
        .await;
    let own = initiated["connection"]["id"].clone();
    let theirs = b
        .connections()
        .await
        .into_iter()
        .find(|c| c["mode"] == "visual");
    let theirs = theirs.unwrap()["id"].clone();
    let project = b.project().await;
    let side =
        |id: &str| json!({"project": {"id": id, "name": "P"}, "method": "off", "filters": []});
    let config = |version: u32, there: &str| json!({"version": version, "savedAt": "2026-01-01T00:00:00.000Z", "savedBy": "Mina", "config": {"source": side("x"), "destination": side(there), "mappings": []}});
    let unknown = "00000000-0000-0000-0000-000000000000";
    for (from, to, id, call, message, status, answer) in [
        (
            &c,
            &b,
            &theirs,
            "projects",
            json!({"search": ""}),
            401,
            "peer_signature_invalid",
        ),
        (
            &c,
            &b,
            &theirs,
            "fields",
            json!({"projectId": project}),
            401,
            "peer_signature_invalid",
        ),
        (
            &c,
            &b,
            &theirs,
            "configuration",
            config(1, &project),
            401,
            "peer_signature_invalid",
        ),
        (
            &a,
            &b,
            &script,
            "projects",
            json!({"search": ""}),
            404,
            "peer_connection_unknown",
        ),
        (
            &a,
            &b,
            &script,
            "configuration",
            config(1, &project),
            404,
            "peer_connection_unknown",
        ),
        (
            &b,
            &a,
            &own,
            "projects",
            json!({"search": ""}),
            404,
            "peer_connection_unknown",
        ),
        (
            &b,
            &a,
            &own,
            "configuration",
            config(1, &project),
            404,
            "peer_connection_unknown",
        ),
        (
            &a,
            &b,
            &theirs,
            "fields",
            json!({"projectId": unknown}),
            422,
            "project_unknown",
        ),
        (
            &a,
            &b,
            &theirs,
            "configuration",
            config(1, unknown),
            422,
            "project_unknown",
        ),
        (
            &a,
            &b,
            &theirs,
            "configuration",
            config(0, &project),
            400,
            "malformed_request",
        ),
        (
            &a,
            &b,
            &theirs,
            "configuration",
            config(1, ""),
            400,
            "malformed_request",
        ),
    ] {
        let path = format!("/peer/v1/connections/{}/{call}", id.as_str().unwrap());
        let (answered, problem) = signed(from, to, &path, message).await;
        assert_eq!(
            (answered, &problem["code"]),
            (status, &json!(answer)),
            "{path}: {problem}"
        );
    }
    let path = format!(
        "/peer/v1/connections/{}/configuration",
        theirs.as_str().unwrap()
    );
    for (version, kept) in [(3, 3), (2, 3), (3, 3)] {
        let (status, answer) = signed(&a, &b, &path, config(version, &project)).await;
        assert_eq!(
            (status, &answer["version"]),
            (200, &json!(kept)),
            "{answer}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_is_for_one_node_and_one_invitation() {
    let (a, b) = (
        node(&Database::Sqlite, "company-a").await,
        node(&Database::Sqlite, "company-b").await,
    );
    let c = node(&Database::Sqlite, "company-a").await;
    let grant = granted(&a, &b, &b.url).await;
    let path = format!("/peer/v1/grants/{grant}/invitation");
    let details = json!({"localShortName": "B", "remoteShortName": "A", "name": "n"});
    let message = |code: &str| json!({"code": code, "details": details});
    let (of_a, of_c) = (
        a.invite(Some(&b.url), "script").await,
        c.invite(Some(&b.url), "script").await,
    );
    for (from, code, why) in [
        (&c, &of_c, "granted to another node"),
        (&c, &of_a, "another node's invitation"),
        (&a, &of_c, "another node's invitation"),
        (&a, &of_a, "an invitation of another mode"),
    ] {
        let (status, problem) = signed(from, &b, &path, message(code)).await;
        assert_eq!(
            (status, &problem["code"]),
            (403, &json!("grant_missing")),
            "{why}: {problem}"
        );
    }
    let other = a.invite(Some(&b.url), "another").await;
    let (status, _) = signed(&a, &b, &path, message(&other)).await;
    assert_eq!(status, 403, "it was used for the one before");
    let strange = path.replace(&grant, &new_key());
    assert_eq!(signed(&a, &b, &strange, message(&of_a)).await.0, 403);
    assert!(b.connections().await.is_empty());
}
