//! What heartbeats show.

use crate::support::{
    Database, Loss, Lossy, Options, Tap, TestNode, eventually, on_each_database, pair,
};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

async fn connection(node: &TestNode) -> Value {
    node.connections().await.remove(0)
}

on_each_database! {
    async fn both_sides_hear_of_each_other_and_notice_when_one_has_gone(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        assert_eq!(connection(&a).await["health"], "unknown");
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
        for node in [&a, &b] {
            let connection = connection(node).await;
            assert_eq!(connection["health"], "up", "{connection}");
            assert!(connection["lastContactAt"].is_string());
        }
        b.stop().await;
        let down = eventually("A notices that B has gone", async || {
            let seen = connection(&a).await;
            (seen["health"] == "down").then_some(seen)
        })
        .await;
        assert_eq!(down["healthReason"], "destination_refused");
        assert_eq!(down["lifecycle"], "active", "what was agreed is another matter");
    }

    async fn a_side_that_can_not_be_called_is_known_by_its_own_calls(database) {
        // B has an address of its own, but one that A doesn't call.
        let a = TestNode::start(&database, Options { private: vec![], ..Options::of("company-a") }).await;
        let b = TestNode::start(&database, Options::of("company-b")).await;
        let code = a.invite(None, "a_to_b").await;
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
        let before = connection(&a).await["lastContactAt"].clone();
        for node in [&a, &b] {
            node.clock.advance(Duration::from_secs(60));
        }
        let seen = eventually("A hears of B again", async || {
            let seen = connection(&a).await;
            (seen["lastContactAt"] != before).then_some(seen)
        })
        .await;
        assert_eq!(seen["health"], "up", "{seen}");
    }

    async fn a_heartbeat_that_brings_no_news_changes_no_list(database) {
        let (a, b) = pair(&database).await;
        let tap = Tap::before(&b).await;
        let code = a.invite(Some(&tap.url), "a_to_b").await;
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
        let etag = async || {
            let list = a.raw(Method::GET, "/api/v1/connections", Some(a.admin()), &[], None).await;
            list.headers()["etag"].to_str().unwrap().to_owned()
        };
        // A machine under load may answer slowly, which is news; sooner or later several beats bring none.
        eventually("several heartbeats go by without news", async || {
            let (before, beats) = (etag().await, tap.count("/heartbeat"));
            eventually("A asks three times", async || (tap.count("/heartbeat") >= beats + 3).then_some(())).await;
            (etag().await == before).then_some(())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_heartbeat_that_fails_after_the_other_side_has_gone_for_good_says_nothing_of_it() {
    let (a, b) = pair(&Database::Sqlite).await;
    let way = Lossy::before(&b).await;
    let code = a.invite(Some(&way.url), "a_to_b").await;
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
    // Another connection, whose heartbeats show that those of before have ended: they go in rounds.
    let tap = Tap::before(&b).await;
    let code = a.invite(Some(&tap.url), "z").await;
    assert_eq!(b.accept(&code, "z").await.0, 201);
    way.lose(Loss::Silence);
    eventually("a heartbeat is under way", async || {
        (way.waiting() > 0).then_some(())
    })
    .await;
    let gone = connection(&b).await;
    let path = format!("/api/v1/connections/{}", gone["id"].as_str().unwrap());
    let (status, _) = b
        .change(Method::DELETE, &path, &gone["version"], None)
        .await;
    assert_eq!(status, 204);
    let unknown = async || {
        let seen = connection(&a).await;
        assert_eq!(
            (&seen["health"], seen.get("healthReason")),
            (&json!("unknown"), None),
            "{seen}"
        );
    };
    eventually("A learns of it", async || {
        (connection(&a).await["lifecycle"] == "remote-removed").then_some(())
    })
    .await;
    unknown().await;
    eventually("the heartbeat has failed", async || {
        (way.waiting() == 0).then_some(())
    })
    .await;
    let beats = tap.count("/heartbeat");
    eventually("the next round begins", async || {
        (tap.count("/heartbeat") > beats).then_some(())
    })
    .await;
    unknown().await;
}
