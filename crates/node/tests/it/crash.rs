//! Kill -9 of either node at every step: after a restart and a retry both sides are active, or both are pending.

use crate::support::{Database, NodeProcess, eventually, new_key, on_each_database};
use serde_json::{Value, json};

/// Every point of the acceptance on the accepting node, in the order of the steps.
const ACCEPTOR: &[&str] = &[
    "acceptor-before-store",
    "acceptor-after-store",
    "acceptor-before-send",
    "acceptor-after-answer",
    "acceptor-before-commit",
    "acceptor-after-commit",
];
/// Every point of the acceptance on the inviting node.
const SOURCE: &[&str] = &[
    "source-before-store",
    "source-before-commit",
    "source-after-commit",
];

async fn project(node: &NodeProcess) -> Value {
    node.get("/api/v1/projects").await.unwrap()["items"][0]["id"].clone()
}

async fn initiation(a: &NodeProcess, b: &NodeProcess) -> Value {
    json!({"destinationUrl": b.url, "mode": "script", "localShortName": "A", "remoteShortName": "B",
           "name": "a_to_b", "projectId": project(a).await})
}

async fn agree(a: &NodeProcess, b: &NodeProcess) -> Vec<String> {
    let (at_a, at_b) = (a.lifecycles().await, b.lifecycles().await);
    // Before the acceptance is stored, the destination has no connection yet: that is its way to be pending.
    let at_b = if at_b.is_empty() {
        vec!["pending".to_owned()]
    } else {
        at_b
    };
    vec![at_a.concat(), at_b.concat()]
}

/// Kills a node at `point` during the acceptance, restarts it, and looks at both sides, before and after a retry.
async fn survives(database: &Database, point: &str) {
    let on_a = SOURCE.contains(&point).then_some(point);
    let on_b = ACCEPTOR.contains(&point).then_some(point);
    let mut a = NodeProcess::start(database, "company-a", on_a).await;
    let mut b = NodeProcess::start(database, "company-b", on_b).await;
    let request = initiation(&a, &b).await;
    let (status, initiated) = a
        .post("/api/v1/connections", Some(&new_key()), &request)
        .await
        .unwrap();
    assert_eq!(status, 201, "{initiated}");
    let acceptance = json!({"code": initiated["invitationCode"], "localShortName": "B", "remoteShortName": "A",
                            "name": "b_to_a", "projectId": project(&b).await});
    let key = new_key();
    let _ = b
        .post("/api/v1/invitations/accept", Some(&key), &acceptance)
        .await;
    let killed = if on_a.is_some() { &mut a } else { &mut b };
    killed.ends().await;
    killed.restart();

    let agreed = eventually(
        &format!("both sides agree after a kill at {point}"),
        async || {
            let states = agree(&a, &b).await;
            (states[0] == states[1]).then(|| states[0].clone())
        },
    )
    .await;
    assert!(
        ["active", "pending"].contains(&agreed.as_str()),
        "{point}: {agreed}"
    );

    let (status, retried) = b
        .post("/api/v1/invitations/accept", Some(&key), &acceptance)
        .await
        .unwrap();
    assert!([201, 202].contains(&status), "{point}: {retried}");
    eventually(
        &format!("both sides are active after a kill at {point} and a retry"),
        async || (agree(&a, &b).await == ["active", "active"]).then_some(()),
    )
    .await;
}

on_each_database! {
    async fn a_kill_of_the_accepting_node_at_any_step_leaves_both_sides_alike(database) {
        for point in ACCEPTOR {
            survives(&database, point).await;
        }
    }

    async fn a_kill_of_the_inviting_node_at_any_step_leaves_both_sides_alike(database) {
        for point in SOURCE {
            survives(&database, point).await;
        }
    }

    async fn a_kill_while_initiating_leaves_nothing_and_the_retry_makes_one_connection(database) {
        let mut a = NodeProcess::start(&database, "company-a", Some("initiator-before-commit")).await;
        let b = NodeProcess::start(&database, "company-b", None).await;
        let (request, key) = (initiation(&a, &b).await, new_key());
        assert!(a.post("/api/v1/connections", Some(&key), &request).await.is_none());
        a.ends().await;
        a.restart();
        assert_eq!(a.lifecycles().await, [] as [&str; 0]);
        for _ in 0..2 {
            let (status, answer) = a.post("/api/v1/connections", Some(&key), &request).await.unwrap();
            assert_eq!(status, 201, "{answer}");
        }
        assert_eq!(a.lifecycles().await, ["pending"]);
    }
}
