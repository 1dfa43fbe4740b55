//! Sync rules: generated, saved, in conflict, restored.

use crate::support::{TestNode, field_errors, on_each_database, pair};
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

/// A pending Script connection of A's: the path of its rules.
async fn rules_of(a: &TestNode) -> String {
    let id = a.connections().await[0]["id"].as_str().unwrap().to_owned();
    format!("/api/v1/connections/{id}/rules")
}

fn scripts(outgoing: &str, incoming: &str) -> Value {
    json!({"content": {"kind": "script", "outgoing": outgoing, "incoming": incoming}})
}

async fn save(node: &TestNode, path: &str, version: &str, body: Value) -> (u16, Value) {
    let headers = [("if-match", version)];
    let response = node
        .raw(Method::PUT, path, Some(node.admin()), &headers, Some(body))
        .await;
    (response.status().as_u16(), response.json().await.unwrap())
}

on_each_database! {
    async fn both_sides_begin_with_rules_for_their_projects(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
        for node in [&a, &b] {
            let project = node.connections().await[0]["project"]["name"].as_str().unwrap().to_owned();
            let path = rules_of(node).await;
            let response = node.raw(Method::GET, &path, Some(node.admin()), &[], None).await;
            assert_eq!(response.headers()["etag"], "\"1\"");
            let rules: Value = response.json().await.unwrap();
            assert_eq!(rules["version"], 1);
            let incoming = rules["content"]["incoming"].as_str().unwrap();
            assert!(incoming.contains(&format!("workItem.project = '{project}'")), "{incoming}");
            assert!(rules["content"]["outgoing"].as_str().unwrap().contains("workItem.comments"));
        }
    }

    async fn each_save_is_a_version_and_each_can_come_back(database) {
        let (a, b) = pair(&database).await;
        a.invite(Some(&b.url), "a_to_b").await;
        let path = rules_of(&a).await;
        let (_, generated) = a.get(&path).await;
        let (status, saved) = save(&a, &path, "\"1\"", scripts("one\r\n", "two")).await;
        assert_eq!((status, &saved["version"], &saved["content"]["outgoing"]), (200, &json!(2), &json!("one\n")), "{saved}");
        assert_eq!(saved["savedBy"], a.get("/api/v1/instance").await.1["user"]["displayName"]);
        let (status, again) = save(&a, &path, "\"1\"", scripts("one\n", "two")).await;
        assert_eq!((status, &again), (200, &saved), "the same again is no version, however often it is sent");
        let mut restored = json!({"content": generated["content"]});
        restored["restoredFrom"] = json!(1);
        let (status, back) = save(&a, &path, "\"2\"", restored).await;
        assert_eq!((status, &back["version"], &back["content"]), (200, &json!(3), &generated["content"]), "{back}");
        let (_, versions) = a.get(&format!("{path}/versions")).await;
        let listed: Vec<_> = versions["items"].as_array().unwrap().iter().map(|v| (v["version"].clone(), v["restoredFrom"].clone())).collect();
        assert_eq!(listed, [(json!(3), json!(1)), (json!(2), Value::Null), (json!(1), Value::Null)]);
        assert_eq!(a.get(&format!("{path}/versions/2")).await.1["content"], saved["content"]);
        for missing in ["0", "4", "x", "-1"] {
            assert_eq!(a.get(&format!("{path}/versions/{missing}")).await.0, 404, "{missing}");
        }
    }

    async fn two_who_save_at_once_do_not_overwrite_each_other(database) {
        let (a, b) = pair(&database).await;
        a.invite(Some(&b.url), "a_to_b").await;
        let path = rules_of(&a).await;
        let all = join_all((0..5).map(|n| save(&a, &path, "\"1\"", scripts(&format!("{n}"), "")))).await;
        let mut statuses: Vec<_> = all.iter().map(|(status, _)| *status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412, 412]);
        let (status, problem) = save(&a, &path, "\"1\"", scripts("late", "")).await;
        assert_eq!((status, &problem["code"]), (412, &json!("changed_meanwhile")));
        let response = a.raw(Method::PUT, &path, Some(a.admin()), &[], Some(scripts("", ""))).await;
        assert_eq!(response.status().as_u16(), 428);
    }

    async fn what_is_wrong_is_told_at_its_script(database) {
        let (a, b) = pair(&database).await;
        a.invite(Some(&b.url), "a_to_b").await;
        let path = rules_of(&a).await;
        let (status, problem) = save(&a, &path, "\"1\"", scripts(&"x".repeat(50_001), "a\u{0}")).await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("outgoing".into(), "too_long".into()), ("incoming".into(), "invalid_characters".into())]));
        let (status, saved) = save(&a, &path, "\"1\"", scripts(&"ü".repeat(50_000), &"x".repeat(50_000))).await;
        assert_eq!((status, &saved["version"]), (200, &json!(2)), "more than other calls may bring");
        let side = json!({"project": {"id": "p", "name": "P"}, "method": "off", "filters": []});
        let visual = json!({"content": {"kind": "visual", "config": {"source": side, "destination": side, "mappings": []}}});
        let (status, problem) = save(&a, &path, "\"2\"", visual).await;
        assert_eq!((status, &problem["code"]), (400, &json!("malformed_request")));
        let mut unknown = scripts("a", "b");
        unknown["restoredFrom"] = json!(9);
        let (status, problem) = save(&a, &path, "\"2\"", unknown).await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("restoredFrom".into(), "not_found".into())]));
        // What was changed on the way is no restored version.
        let mut changed = scripts("changed", "since");
        changed["restoredFrom"] = json!(1);
        assert_eq!(save(&a, &path, "\"2\"", changed).await.0, 200);
        let (_, versions) = a.get(&format!("{path}/versions")).await;
        assert_eq!(versions["items"][0]["restoredFrom"], Value::Null, "{versions}");
        for other in ["*", "W/\"3\"", "rubbish"] {
            assert_eq!(save(&a, &path, other, scripts("x", "")).await.0, 412, "{other}");
        }
    }
}
