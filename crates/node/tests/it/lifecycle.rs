//! What a connection goes through after it was made, seen from both sides.

use crate::support::{
    Database, Loss, Lossy, Options, TestNode, eventually, field_errors, new_key, on_each_database,
    pair,
};
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// The only connection of a node.
async fn only(node: &TestNode) -> Value {
    let mut all = node.connections().await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn path(connection: &Value, rest: &str) -> String {
    format!(
        "/api/v1/connections/{}{rest}",
        connection["id"].as_str().unwrap()
    )
}

/// Changes a node's only connection; the status and the answer.
async fn act(node: &TestNode, method: Method, rest: &str) -> (u16, Value) {
    let connection = only(node).await;
    node.change(
        method,
        &path(&connection, rest),
        &connection["version"],
        None,
    )
    .await
}

/// Waits until a node's only connection has this lifecycle.
async fn becomes(node: &TestNode, lifecycle: &str) -> Value {
    eventually(&format!("the connection is {lifecycle}"), async || {
        let connection = only(node).await;
        (connection["lifecycle"] == lifecycle).then_some(connection)
    })
    .await
}

/// What was done with a node's only connection, newest first: who and what.
async fn activity(node: &TestNode) -> Vec<String> {
    let (status, page) = node.get(&path(&only(node).await, "/activity")).await;
    assert_eq!(status, 200, "{page}");
    let items = page["items"].as_array().unwrap();
    let told = |item: &Value| {
        format!(
            "{} {}",
            item["actor"].as_str().unwrap(),
            item["kind"].as_str().unwrap()
        )
    };
    items.iter().map(told).collect()
}

/// Two nodes with an active connection.
async fn connected(database: &Database) -> (TestNode, TestNode) {
    let (a, b) = pair(database).await;
    let code = a.invite(Some(&b.url), "a_to_b").await;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    (a, b)
}

/// A node behind a way on which messages can be lost, and another one.
async fn behind_a_lossy_way(database: &Database) -> (TestNode, TestNode, Lossy) {
    let way = Lossy::new().await;
    let public_url = Some(crosslink_node::config::PublicUrl::At(way.url.clone()));
    let a = TestNode::start(
        database,
        Options {
            public_url,
            ..Options::of("company-a")
        },
    )
    .await;
    way.lead_to(&a);
    (
        a,
        TestNode::start(database, Options::of("company-b")).await,
        way,
    )
}

fn code_of(made: &Value) -> String {
    made["invitationCode"]
        .as_str()
        .unwrap_or_else(|| panic!("a code in {made}"))
        .to_owned()
}

/// Why a code can't be accepted.
async fn why_not(node: &TestNode, code: &str) -> String {
    let (_, problem) = node
        .post("/api/v1/invitations/preview", json!({"code": code}))
        .await;
    field_errors(&problem)
        .first()
        .unwrap_or_else(|| panic!("{problem}"))
        .1
        .clone()
}

on_each_database! {
    async fn what_one_side_deactivates_is_deactivated_on_both_until_that_side_activates_it(database) {
        let (a, b) = connected(&database).await;
        let (status, paused) = act(&a, Method::POST, "/deactivate").await;
        assert_eq!((status, &paused["lifecycle"], &paused["pausedHere"]), (200, &json!("deactivated"), &json!(true)), "{paused}");
        let at_b = becomes(&b, "deactivated").await;
        assert_eq!((at_b.get("pausedHere"), &at_b["pausedThere"]), (None, &json!(true)), "{at_b}");

        let (status, problem) = act(&b, Method::POST, "/activate").await;
        assert_eq!((status, &problem["code"]), (409, &json!("paused_by_other_side")), "{problem}");
        assert_eq!(act(&b, Method::POST, "/deactivate").await.0, 200);
        eventually("A learns of it", async || (only(&a).await["pausedThere"] == true).then_some(())).await;
        assert_eq!(act(&a, Method::POST, "/activate").await.1["lifecycle"], "deactivated", "B has not agreed yet");
        eventually("B learns of it", async || only(&b).await.get("pausedThere").is_none().then_some(())).await;
        assert_eq!(act(&b, Method::POST, "/activate").await.0, 200);
        for node in [&a, &b] {
            let active = becomes(node, "active").await;
            assert!(active.get("pausedHere").is_none() && active.get("pausedThere").is_none(), "{active}");
        }
        let at_a = activity(&a).await;
        assert_eq!(at_a[at_a.len() - 3..], ["person deactivated", "other-side accepted", "person initiated"]);
        let at_b = activity(&b).await;
        assert_eq!(at_b[at_b.len() - 3..], ["other-side deactivated", "node connected", "person accepted"]);
    }

    async fn a_change_names_the_version_that_it_changes(database) {
        let (a, _b) = connected(&database).await;
        let before = only(&a).await;
        let deactivate = path(&before, "/deactivate");
        let (status, problem) = a.post(&deactivate, json!({})).await;
        assert_eq!((status, &problem["code"]), (428, &json!("precondition_missing")), "{problem}");
        assert_eq!(a.change(Method::POST, &deactivate, &before["version"], None).await.0, 200);
        let (status, again) = a.change(Method::POST, &deactivate, &before["version"], None).await;
        assert_eq!((status, &again["lifecycle"]), (200, &json!("deactivated")), "a repetition after a lost answer: {again}");
        for (method, rest, body) in [
            (Method::POST, "/activate", None),
            (Method::PATCH, "", Some(json!({"name": "other"}))),
            (Method::DELETE, "", None),
        ] {
            let (status, problem) = a.change(method, &path(&before, rest), &before["version"], body).await;
            assert_eq!((status, &problem["code"]), (412, &json!("changed_meanwhile")), "{rest}: {problem}");
        }
        assert_eq!(activity(&a).await[0], "person deactivated", "nothing else was done");
    }

    async fn names_are_edited_and_the_activity_says_how(database) {
        let (a, b) = connected(&database).await;
        a.invite(Some(&b.url), "taken").await;
        let (_, found) = a.get("/api/v1/connections?lifecycle=active").await;
        let before = found["items"][0].clone();
        let edit = async |version: &Value, body: Value| a.change(Method::PATCH, &path(&before, ""), version, Some(body)).await;
        for (body, field, code) in [
            (json!({"name": "Taken"}), "name", "name_taken"),
            (json!({"name": " "}), "name", "required"),
            (json!({"localShortName": "x".repeat(41)}), "localShortName", "too_long"),
        ] {
            let (status, problem) = edit(&before["version"], body).await;
            assert_eq!((status, field_errors(&problem)), (422, vec![(field.into(), code.into())]));
        }
        let wanted = json!({"name": " renamed ", "description": "why", "remoteShortName": "B"});
        let (status, after) = edit(&before["version"], wanted.clone()).await;
        assert_eq!((status, &after["name"], &after["description"]), (200, &json!("renamed"), &json!("why")), "{after}");
        assert_ne!(after["version"], before["version"]);
        let (status, same) = edit(&before["version"], wanted).await;
        assert_eq!((status, &same["version"]), (200, &after["version"]), "it says that already");
        let (_, page) = a.get(&path(&before, "/activity")).await;
        let entry = &page["items"][0];
        assert_eq!(entry["kind"], "edited");
        assert_eq!(entry["changes"], json!([
            {"field": "name", "before": "a_to_b", "after": "renamed"},
            {"field": "description", "before": "", "after": "why"},
        ]));
        let (_, page) = a.get("/api/v1/connections?search=why").await;
        assert_eq!(page["total"], 1);
    }

    async fn of_many_that_take_the_same_name_at_once_one_gets_it(database) {
        let (a, b) = pair(&database).await;
        for n in 0..6 {
            a.invite(Some(&b.url), &format!("name {n}")).await;
        }
        let all = a.connections().await;
        let taken = join_all(all.iter().map(async |connection| {
            let body = Some(json!({"name": "wanted"}));
            a.change(Method::PATCH, &path(connection, ""), &connection["version"], body).await
        }))
        .await;
        let (won, lost): (Vec<_>, Vec<_>) = taken.iter().partition(|(status, _)| *status == 200);
        assert_eq!((won.len(), lost.len()), (1, 5), "{taken:?}");
        for (status, problem) in lost {
            assert_eq!((*status, field_errors(problem)), (422, vec![("name".into(), "name_taken".into())]), "{problem}");
        }
    }

    async fn a_destination_without_url_learns_by_its_own_calls(database) {
        let a = TestNode::start(&database, Options::of("company-a")).await;
        let b = TestNode::start(&database, Options { public_url: None, ..Options::of("company-b") }).await;
        let code = a.invite(None, "a_to_b").await;
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
        assert_eq!(act(&a, Method::POST, "/deactivate").await.0, 200);
        becomes(&b, "deactivated").await;
        assert_eq!(act(&b, Method::POST, "/deactivate").await.0, 200);
        eventually("A learns that B has deactivated it, too", async || {
            (only(&a).await["pausedThere"] == true).then_some(())
        })
        .await;
        assert_eq!(act(&a, Method::DELETE, "").await.0, 204);
        becomes(&b, "remote-removed").await;
    }

    async fn what_one_side_deletes_the_other_shows_as_removed(database) {
        for from_a in [true, false] {
            let (a, b) = connected(&database).await;
            let (by, other) = if from_a { (&a, &b) } else { (&b, &a) };
            let gone = only(by).await;
            assert_eq!(act(by, Method::DELETE, "").await.0, 204);
            assert_eq!(by.get(&path(&gone, "")).await.0, 404);
            assert_eq!(by.change(Method::DELETE, &path(&gone, ""), &json!(1), None).await.0, 204, "again");
            let removed = becomes(other, "remote-removed").await;
            assert_eq!((&removed["health"], removed.get("healthReason")), (&json!("unknown"), None), "{removed}");
            assert_eq!(activity(other).await[0], "other-side removed");
            let (status, problem) = act(other, Method::POST, "/deactivate").await;
            assert_eq!((status, &problem["code"]), (409, &json!("removed_by_other_side")), "{problem}");
            assert_eq!(act(other, Method::DELETE, "").await.0, 204);
            // The names are free again.
            let code = a.invite(Some(&b.url), "a_to_b").await;
            assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
        }
    }

    async fn what_never_was_can_not_be_deleted(database) {
        let (a, _) = pair(&database).await;
        let (status, problem) = a.change(Method::DELETE, &format!("/api/v1/connections/{}", new_key()), &json!(1), None).await;
        assert_eq!((status, &problem["code"]), (404, &json!("not_found")), "{problem}");
    }

    async fn the_code_of_a_deleted_connection_is_told_to_be_withdrawn(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        assert_eq!(act(&a, Method::DELETE, "").await.0, 204);
        assert_eq!(why_not(&b, &code).await, "invitation_revoked");
        let (status, problem) = b.accept(&code, "b_to_a").await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("code".into(), "invitation_revoked".into())]));
        assert!(b.connections().await.is_empty());
    }

    async fn an_acceptance_that_was_recorded_and_given_up_is_removed_at_the_source(database) {
        let (a, b, way) = behind_a_lossy_way(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        way.lose(Loss::Answer("/acceptance"));
        let (status, pending) = b.accept(&code, "b_to_a").await;
        assert_eq!((status, &pending["lifecycle"]), (202, &json!("pending")), "{pending}");
        assert_eq!(pending["healthReason"], "destination_broken", "it says why it waits");
        way.lose(Loss::Everything);
        assert_eq!(act(&b, Method::DELETE, "").await.0, 204);
        becomes(&a, "active").await;
        way.lose(Loss::Nothing);
        becomes(&a, "remote-removed").await;
    }

    async fn an_acceptance_that_never_arrived_and_was_given_up_leaves_the_invitation_open(database) {
        let (a, b, way) = behind_a_lossy_way(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        way.lose(Loss::Request("/acceptance"));
        assert_eq!(b.accept(&code, "b_to_a").await.0, 202);
        assert_eq!(act(&b, Method::DELETE, "").await.0, 204);
        assert_eq!(only(&a).await["lifecycle"], "pending");
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
        for node in [&a, &b] {
            assert_eq!(only(node).await["lifecycle"], "active");
        }
    }

    async fn a_connection_that_the_source_deleted_before_its_answer_arrived_ends_here(database) {
        let (a, b, way) = behind_a_lossy_way(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        way.lose(Loss::Answer("/acceptance"));
        assert_eq!(b.accept(&code, "b_to_a").await.0, 202);
        way.lose(Loss::Everything);
        assert_eq!(act(&a, Method::DELETE, "").await.0, 204);
        // A calls B directly, so B hears of it although its own calls are lost.
        becomes(&b, "remote-removed").await;
    }

    async fn an_invitation_expires_and_is_made_anew(database) {
        let a = TestNode::start_with(&database, Options::of("company-a"), |config| {
            config.invitation_lifetime = Duration::from_secs(60);
        })
        .await;
        let b = TestNode::start(&database, Options::of("company-b")).await;
        let old = a.invite(Some(&b.url), "a_to_b").await;
        for node in [&a, &b] {
            node.clock.advance(Duration::from_secs(61));
        }
        becomes(&a, "expired").await;
        assert_eq!(activity(&a).await[0], "node invitation-expired");
        let (status, problem) = act(&a, Method::DELETE, "/invitation").await;
        assert_eq!((status, &problem["code"]), (409, &json!("invitation_ended")), "{problem}");
        let (status, made) = act(&a, Method::POST, "/invitation").await;
        assert_eq!((status, &made["connection"]["lifecycle"]), (201, &json!("pending")), "{made}");
        assert!(made["connection"]["invitationExpiresAt"].is_string());
        assert_eq!(why_not(&b, &old).await, "invitation_revoked");
        assert_eq!(b.accept(&code_of(&made), "b_to_a").await.0, 201);
        let (status, problem) = act(&a, Method::POST, "/invitation").await;
        assert_eq!((status, &problem["code"]), (409, &json!("invitation_not_needed")), "{problem}");
        let (status, problem) = act(&b, Method::POST, "/invitation").await;
        assert_eq!((status, &problem["code"]), (409, &json!("invitation_not_yours")), "{problem}");
    }

    async fn an_invitation_is_withdrawn_and_made_anew_once(database) {
        let (a, b) = pair(&database).await;
        let old = a.invite(Some(&b.url), "a_to_b").await;
        let before = only(&a).await;
        assert_eq!(act(&a, Method::DELETE, "/invitation").await.1["lifecycle"], "revoked");
        let revoke = path(&before, "/invitation");
        assert_eq!(a.change(Method::DELETE, &revoke, &before["version"], None).await.0, 200, "again");
        assert_eq!(why_not(&b, &old).await, "invitation_revoked");

        let (etag, key) = (format!("\"{}\"", only(&a).await["version"]), new_key());
        let headers = [("if-match", etag.as_str()), ("idempotency-key", &key)];
        let mut codes = Vec::new();
        for _ in 0..2 {
            let made = a.raw(Method::POST, &revoke, Some(a.admin()), &headers, None).await;
            assert_eq!(made.status(), 201);
            codes.push(code_of(&made.json().await.unwrap()));
        }
        assert_eq!(codes[0], codes[1], "a repetition makes no second one");
        assert_eq!(activity(&a).await[..2], ["person invitation-reissued", "person invitation-revoked"]);
        assert_eq!(b.accept(&codes[0], "b_to_a").await.0, 201);
    }

    async fn many_invitations_are_made_anew_at_once(database) {
        let (a, b) = pair(&database).await;
        // More than there are connections to the database.
        for n in 0..24 {
            a.invite(Some(&b.url), &format!("name {n}")).await;
        }
        let all = a.connections().await;
        let made = join_all(all.iter().map(async |connection| {
            a.change(Method::POST, &path(connection, "/invitation"), &connection["version"], None).await
        }))
        .await;
        assert!(made.iter().all(|(status, _)| *status == 201), "{made:?}");
    }

    async fn the_link_to_the_other_sides_console_carries_the_code(database) {
        let a = TestNode::start(&database, Options::of("company-a")).await;
        let b = TestNode::start_with(&database, Options::of("company-b"), |config| {
            config.console_url = Some("https://dev.azure.com/b/_settings/hub".to_owned());
        })
        .await;
        let request = a.initiation(Some(&b.url), "a_to_b").await;
        let (_, made) = a.post_once("/api/v1/connections", &new_key(), request).await;
        let link = |made: &Value| format!("https://dev.azure.com/b/_settings/hub#accept={}", code_of(made));
        assert_eq!(made["handoverUrl"], link(&made));
        let (_, again) = act(&a, Method::POST, "/invitation").await;
        assert_eq!(again["handoverUrl"], link(&again));
    }
}
