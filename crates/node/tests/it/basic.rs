//! Basic mode: the node finds the names, and the rules stay as they are generated.

use crate::support::{TestNode, new_key, on_each_database, pair};
use futures_util::future::join_all;
use serde_json::{Value, json};

async fn basic(node: &TestNode, destination: Option<&str>) -> Value {
    let mut request = json!({
        "mode": "basic", "localShortName": "", "remoteShortName": "", "name": "", "projectId": node.project().await,
    });
    if let Some(destination) = destination {
        request["destinationUrl"] = destination.into();
    }
    request
}

async fn initiate(node: &TestNode, destination: Option<&str>) -> Value {
    let request = basic(node, destination).await;
    let (status, answer) = node
        .post_once("/api/v1/connections", &new_key(), request)
        .await;
    assert_eq!(status, 201, "{answer}");
    answer
}

fn names(connection: &Value) -> [&str; 3] {
    ["localShortName", "remoteShortName", "name"].map(|field| connection[field].as_str().unwrap())
}

on_each_database! {
    async fn names_are_found_and_free(database) {
        let (a, b) = pair(&database).await;
        let first = initiate(&a, Some(&b.url)).await;
        assert_eq!(names(&first["connection"]), ["Company A", "Company B", "Company A_to_Company B"]);
        let second = initiate(&a, Some(&b.url)).await;
        assert_eq!(names(&second["connection"])[2], "Company A_to_Company B 2");
        let unknown = initiate(&a, None).await;
        assert_eq!(names(&unknown["connection"]), ["Company A", "unknown", "Company A_to_unknown"]);

        let code = &second["invitationCode"];
        let accept = json!({"code": code, "localShortName": "", "remoteShortName": "", "name": "", "projectId": b.project().await});
        let (status, connection) = b.post_once("/api/v1/invitations/accept", &new_key(), accept).await;
        assert_eq!((status, &connection["lifecycle"]), (201, &json!("active")), "{connection}");
        assert_eq!(names(&connection), ["Company B", "Company A", "Company B_to_Company A"]);
    }

    async fn many_at_once_find_a_name_each(database) {
        let (a, b) = pair(&database).await;
        let all = join_all((0..6).map(|_| initiate(&a, Some(&b.url)))).await;
        let mut found: Vec<_> = all.iter().map(|one| names(&one["connection"])[2].to_owned()).collect();
        found.sort();
        let mut expected: Vec<_> = (2..=6).map(|n| format!("Company A_to_Company B {n}")).collect();
        expected.insert(0, "Company A_to_Company B".to_owned());
        assert_eq!(found, expected);
    }

    async fn the_rules_are_generated_and_stay(database) {
        let (a, b) = pair(&database).await;
        let initiated = initiate(&a, Some(&b.url)).await;
        let path = format!("/api/v1/connections/{}/rules", initiated["connection"]["id"].as_str().unwrap());
        let (status, rules) = a.get(&path).await;
        assert_eq!((status, &rules["version"], &rules["content"]["kind"]), (200, &json!(1), &json!("script")), "{rules}");
        assert!(rules.get("savedBy").is_none(), "nobody saved them");
        let body = json!({"content": {"kind": "script", "outgoing": "", "incoming": ""}});
        let response = a.raw(reqwest::Method::PUT, &path, Some(a.admin()), &[("if-match", "\"1\"")], Some(body)).await;
        let status = response.status().as_u16();
        let problem: Value = response.json().await.unwrap();
        assert_eq!((status, &problem["code"]), (409, &json!("rules_fixed")));
    }
}
