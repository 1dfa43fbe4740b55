//! **Check now**, and whether the own URL leads to the node.

use crate::support::{
    Database, Loss, Lossy, Options, TestNode, eventually, field_errors, new_key, on_each_database,
    pair,
};
use crosslink_node::config::PublicUrl;
use serde_json::{Value, json};

/// Checks a node's only connection: direction, kind, outcome and reason of each step.
async fn checked(node: &TestNode) -> Vec<String> {
    let connection = node.connections().await.remove(0);
    let path = format!(
        "/api/v1/connections/{}/check",
        connection["id"].as_str().unwrap()
    );
    let (status, report) = node.post(&path, json!({})).await;
    assert_eq!(status, 200, "{report}");
    let text = |step: &Value, field: &str| step[field].as_str().unwrap_or("-").to_owned();
    let steps = report["steps"].as_array().unwrap();
    steps
        .iter()
        .map(|step| {
            assert_eq!(
                step["outcome"] == "passed",
                step.get("reason").is_none(),
                "{step}"
            );
            ["direction", "kind", "outcome", "reason"]
                .map(|field| text(step, field))
                .join(" ")
        })
        .collect()
}

/// A connection whose destination is behind a way that can be led elsewhere.
async fn connected(database: &Database) -> (TestNode, TestNode, Lossy) {
    let (a, b) = pair(database).await;
    let way = Lossy::before(&b).await;
    let code = a.invite(Some(&way.url), "a_to_b").await;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    (a, b, way)
}

const OWN: &str = "own tracker passed -";

on_each_database! {
    async fn each_step_of_both_directions_is_told(database) {
        let (a, b, _way) = connected(&database).await;
        for node in [&a, &b] {
            assert_eq!(checked(node).await, [
                OWN,
                "outgoing reach passed -",
                "outgoing identity passed -",
                "outgoing recognised passed -",
                "incoming reach passed -",
                "incoming recognised passed -",
            ]);
        }
    }

    async fn after_a_failed_step_the_rest_is_skipped(database) {
        let (a, b, way) = connected(&database).await;
        way.lose(Loss::Everything);
        assert_eq!(checked(&a).await, [
            OWN,
            "outgoing reach failed destination_broken",
            "outgoing identity skipped check_stopped_earlier",
            "outgoing recognised skipped check_stopped_earlier",
            "incoming reach skipped check_stopped_earlier",
            "incoming recognised skipped check_stopped_earlier",
        ]);
        eventually("what was found is written down", async || {
            (a.connections().await[0]["health"] == "down").then_some(())
        })
        .await;
        way.lose(Loss::Nothing);
        let c = TestNode::start(&database, Options::of("company-b")).await;
        way.lead_to(&c);
        assert_eq!(checked(&a).await[1..4], [
            "outgoing reach passed -",
            "outgoing identity failed other_node_answers",
            "outgoing recognised skipped check_stopped_earlier",
        ]);
        drop(b);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_that_can_not_be_called_is_judged_by_its_last_call() {
    let database = Database::Sqlite;
    let a = TestNode::start(&database, Options::of("company-a")).await;
    let b = TestNode::start(
        &database,
        Options {
            public_url: None,
            ..Options::of("company-b")
        },
    )
    .await;
    let code = a.invite(None, "a_to_b").await;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    let skipped = ["reach", "identity", "recognised"]
        .map(|kind| format!("outgoing {kind} skipped peer_cannot_be_called"));
    let seen = checked(&a).await;
    assert_eq!(seen[1..4], skipped);
    assert_eq!(seen[4..], ["incoming recognised passed -"]);
    assert_eq!(
        checked(&b).await[4..],
        ["reach", "recognised"].map(|kind| format!("incoming {kind} skipped own_url_missing"))
    );
    b.stop().await;
    a.clock.advance(std::time::Duration::from_secs(120));
    assert_eq!(
        checked(&a).await[4..],
        ["incoming recognised failed peer_silent"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_is_not_agreed_on_is_not_checked() {
    let (a, b) = pair(&Database::Sqlite).await;
    a.invite(Some(&b.url), "a_to_b").await;
    let id = a.connections().await[0]["id"].as_str().unwrap().to_owned();
    let (status, problem) = a
        .post(&format!("/api/v1/connections/{id}/check"), json!({}))
        .await;
    assert_eq!(
        (status, &problem["code"]),
        (409, &json!("not_agreed_yet")),
        "{problem}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_url_is_tried_by_another_node_first_and_by_the_node_itself_otherwise() {
    let (a, b) = pair(&Database::Sqlite).await;
    let tries = async || a.post("/api/v1/instance/reachability", json!({})).await.1;
    let alone = tries().await;
    assert_eq!(
        (&alone["state"], alone.get("checkedBy")),
        (&json!("reachable"), None),
        "{alone}"
    );
    let code = a.invite(Some(&b.url), "a_to_b").await;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    let together = tries().await;
    assert_eq!(
        (&together["state"], &together["checkedBy"]),
        (&json!("reachable"), &json!("B")),
        "{together}"
    );
    let (_, instance) = a.get("/api/v1/instance").await;
    assert_eq!(instance["reachability"], together, "and is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_node_that_reaches_the_own_url_is_enough() {
    let (a, c) = pair(&Database::Sqlite).await;
    let code = a.invite(Some(&c.url), "a_to_c").await;
    assert_eq!(c.accept(&code, "c_to_a").await.0, 201);
    // B, which A hears of last, is called by A and calls nobody in a private network itself.
    let options = Options {
        private: vec![],
        ..Options::of("company-b")
    };
    let b = TestNode::start(&Database::Sqlite, options).await;
    let code = b.invite(None, "b_to_a").await;
    assert_eq!(a.accept(&code, "a_to_b").await.0, 201);
    let tries = async || a.post("/api/v1/instance/reachability", json!({})).await.1;
    let by_both = tries().await;
    assert_eq!(
        (&by_both["state"], &by_both["checkedBy"]),
        (&json!("reachable"), &json!("B")),
        "{by_both}"
    );
    c.stop().await;
    let by_b = tries().await;
    assert_eq!(
        (&by_b["state"], &by_b["reason"], &by_b["checkedBy"]),
        (
            &json!("unreachable"),
            &json!("destination_private"),
            &json!("A")
        ),
        "{by_b}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_not_reached_refuses_to_invite_until_it_is() {
    let way = Lossy::new().await;
    let public_url = Some(PublicUrl::At(way.url.clone()));
    let options = Options {
        public_url,
        ..Options::of("company-a")
    };
    let a = TestNode::start(&Database::Sqlite, options).await;
    way.lead_to(&a);
    way.lose(Loss::Everything);
    let (_, found) = a.post("/api/v1/instance/reachability", json!({})).await;
    assert_eq!(
        (&found["state"], &found["reason"]),
        (&json!("unreachable"), &json!("destination_broken")),
        "{found}"
    );
    let request = a.initiation(None, "a_to_b").await;
    let initiate = async || {
        a.post_once("/api/v1/connections", &new_key(), request.clone())
            .await
    };
    let (status, problem) = initiate().await;
    assert_eq!(
        (status, field_errors(&problem)),
        (422, vec![("mode".into(), "own_url_unreachable".into())])
    );
    way.lose(Loss::Nothing);
    assert_eq!(
        initiate().await.0,
        201,
        "it is tried again before it is refused"
    );

    let b = TestNode::start(&Database::Sqlite, Options::of("company-b")).await;
    way.lead_to(&b);
    let (_, found) = a.post("/api/v1/instance/reachability", json!({})).await;
    assert_eq!(found["reason"], "other_node_answers", "{found}");

    let without = Options {
        public_url: None,
        ..Options::of("company-a")
    };
    let c = TestNode::start(&Database::Sqlite, without).await;
    let (_, found) = c.post("/api/v1/instance/reachability", json!({})).await;
    assert_eq!(found, json!({"state": "no-url"}));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_invited_without_a_url_is_not_called_at_one_that_it_names_itself() {
    let (a, b) = pair(&Database::Sqlite).await;
    let code = a.invite(None, "a_to_b").await;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    let skipped = ["reach", "identity", "recognised"]
        .map(|kind| format!("outgoing {kind} skipped peer_cannot_be_called"));
    assert_eq!(checked(&a).await[1..4], skipped);
}
