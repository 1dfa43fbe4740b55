//! Who may do what. The list of calls is the node's own document, so that no new call is forgotten.

use crate::support::{Database, Options, TestNode, azure, new_key};
use local_azure_devops::Role;
use reqwest::Method;
use serde_json::{Value, json};

async fn node() -> TestNode {
    TestNode::start(&Database::Sqlite, Options::of("company-a")).await
}

/// Every call of the console API: method and path.
async fn calls(node: &TestNode) -> Vec<(Method, String)> {
    let (status, document) = node
        .send(Method::GET, "/api/v1/openapi.json", None, None, None)
        .await;
    assert_eq!(status, 200, "{document}");
    let mut calls = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| ["get", "post", "put", "patch", "delete"].contains(&key.as_str()))
        {
            let path = path.replace("{id}", &new_key());
            calls.push((method.to_uppercase().parse().unwrap(), path));
        }
    }
    calls
}

async fn sign_in(node: &TestNode, proof: Value) -> (u16, Value) {
    node.send(Method::POST, "/api/v1/session", None, None, Some(proof))
        .await
}

fn proof(organization: &str, role: Role) -> Value {
    json!({
        "kind": "azureDevOps",
        "appToken": azure().app_token("company-a", role).unwrap(),
        "accessToken": azure().access_token(organization, role).unwrap(),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_but_the_sign_in_needs_a_session() {
    let node = node().await;
    let calls = calls(&node).await;
    assert!(calls.len() > 10, "{calls:?}");
    for (method, path) in calls.iter().filter(|(_, path)| path.starts_with("/api/")) {
        if (method, path.as_str()) == (&Method::POST, "/api/v1/session") {
            continue;
        }
        for (token, code) in [
            (None, "unauthenticated"),
            (Some("rubbish"), "session_expired"),
        ] {
            let body = (*method != Method::GET).then(|| json!({}));
            let (status, problem) = node
                .send(method.clone(), path, token, Some(&new_key()), body)
                .await;
            assert_eq!(
                (status, &problem["code"]),
                (401, &json!(code)),
                "{method} {path}: {problem}"
            );
            assert!(problem["requestId"].is_string());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_lists_every_call_and_how_it_fails() {
    let node = node().await;
    let (_, document) = node
        .send(Method::GET, "/api/v1/openapi.json", None, None, None)
        .await;
    let mut listed = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            listed.push(format!("{method} {path}"));
            let failure = &operation["responses"]["default"]["content"]["application/problem+json"]
                ["schema"]["$ref"];
            assert_eq!(failure, "#/components/schemas/Problem", "{method} {path}");
        }
    }
    listed.sort();
    assert_eq!(
        listed,
        [
            "delete /api/v1/connections/{id}",
            "delete /api/v1/connections/{id}/invitation",
            "delete /api/v1/session",
            "get /api/v1/connections",
            "get /api/v1/connections/{id}",
            "get /api/v1/connections/{id}/activity",
            "get /api/v1/connections/{id}/remote/fields",
            "get /api/v1/connections/{id}/remote/projects",
            "get /api/v1/connections/{id}/rules",
            "get /api/v1/connections/{id}/rules/versions",
            "get /api/v1/connections/{id}/rules/versions/{version}",
            "get /api/v1/fields",
            "get /api/v1/instance",
            "get /api/v1/projects",
            "get /api/v1/verifications/{id}",
            "get /peer/v1/node",
            "patch /api/v1/connections/{id}",
            "post /api/v1/connections",
            "post /api/v1/connections/{id}/activate",
            "post /api/v1/connections/{id}/check",
            "post /api/v1/connections/{id}/deactivate",
            "post /api/v1/connections/{id}/invitation",
            "post /api/v1/destinations/probe",
            "post /api/v1/grants",
            "post /api/v1/grants/decline",
            "post /api/v1/grants/preview",
            "post /api/v1/instance/reachability",
            "post /api/v1/invitations/accept",
            "post /api/v1/invitations/preview",
            "post /api/v1/session",
            "post /api/v1/verifications",
            "post /peer/v1/connections/{id}/callback",
            "post /peer/v1/connections/{id}/configuration",
            "post /peer/v1/connections/{id}/fields",
            "post /peer/v1/connections/{id}/heartbeat",
            "post /peer/v1/connections/{id}/projects",
            "post /peer/v1/connections/{id}/removal",
            "post /peer/v1/grants/{id}/invitation",
            "post /peer/v1/invitations/{id}/acceptance",
            "post /peer/v1/invitations/{id}/preview",
            "post /peer/v1/invitations/{id}/withdrawal",
            "post /peer/v1/verifications/{id}/answer",
            "post /peer/v1/verifications/{id}/preview",
            "put /api/v1/connections/{id}/rules",
            "put /api/v1/instance/licence",
        ]
    );
    let schemas = document["components"]["schemas"].as_object().unwrap();
    assert!(
        ["Problem", "Connection", "ErrorCode", "NodeInfo"]
            .iter()
            .all(|name| schemas.contains_key(*name))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_may_look_and_change_nothing() {
    let node = node().await;
    let (status, session) = sign_in(&node, proof("company-a", Role::Reader)).await;
    assert_eq!(
        (status, &session["user"]["role"]),
        (200, &json!("reader")),
        "{session}"
    );
    let token = session["token"].as_str().unwrap();
    for (method, path) in calls(&node).await {
        if !path.starts_with("/api/") || path == "/api/v1/session" {
            continue;
        }
        let body = (method != Method::GET).then(|| json!({}));
        let (status, answer) = node
            .send(method.clone(), &path, Some(token), Some(&new_key()), body)
            .await;
        match method {
            // Part of setting a connection up.
            Method::GET if path.starts_with("/api/v1/verifications/") => assert_eq!(status, 403),
            // What the other side has is shown to whom it was granted.
            Method::GET if path.contains("/remote/") => assert_eq!(status, 403, "{path}: {answer}"),
            Method::GET => assert_ne!(status, 403, "{path}: {answer}"),
            _ => assert_eq!(
                (status, &answer["code"]),
                (403, &json!("forbidden")),
                "{method} {path}: {answer}"
            ),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_signs_in_from_azure_devops_and_out_again() {
    let node = node().await;
    let (status, session) = sign_in(&node, proof("company-a", Role::Administrator)).await;
    assert_eq!(
        (status, &session["user"]["role"]),
        (200, &json!("admin")),
        "{session}"
    );
    let token = session["token"].as_str().unwrap();
    let (_, instance) = node
        .send(Method::GET, "/api/v1/instance", Some(token), None, None)
        .await;
    assert_eq!(instance["user"], session["user"]);
    assert_eq!(
        node.send(Method::DELETE, "/api/v1/session", Some(token), None, None)
            .await
            .0,
        204
    );
    assert_eq!(
        node.send(Method::GET, "/api/v1/instance", Some(token), None, None)
            .await
            .0,
        401
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_another_organisation_is_refused_without_a_reason() {
    let node = node().await;
    let good = proof("company-a", Role::Administrator);
    let mut other_app = good.clone();
    other_app["appToken"] = json!(azure().app_token("company-b", Role::Administrator).unwrap());
    let mut swapped = good.clone();
    swapped["appToken"] = good["accessToken"].clone();
    for proof in [proof("company-b", Role::Administrator), other_app, swapped] {
        let (status, problem) = sign_in(&node, proof).await;
        assert_eq!(
            (status, &problem["code"]),
            (401, &json!("sign_in_refused")),
            "{problem}"
        );
        assert!(problem.get("detail").is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_link_is_good_once() {
    let node = node().await;
    let proof = json!({"kind": "signInLink", "token": node.new_link().await});
    assert_eq!(sign_in(&node, proof.clone()).await.0, 200);
    let (status, problem) = sign_in(&node, proof).await;
    assert_eq!(
        (status, &problem["code"]),
        (401, &json!("sign_in_link_used")),
        "{problem}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_read_is_refused_with_a_clear_problem() {
    let node = node().await;
    let client = crate::support::client();
    let post = |path: &str| {
        client
            .post(format!("{}{path}", node.url))
            .bearer_auth(node.admin())
    };
    let json = "application/json";
    let large = format!("{{\"url\":\"{}\"}}", "x".repeat(100_000));
    for (kind, body, status, code) in [
        ("text/plain", "{}", 415, "unsupported_media_type"),
        (json, "{", 400, "malformed_request"),
        (json, "{\"url\": 7}", 400, "malformed_request"),
        (json, large.as_str(), 413, "payload_too_large"),
    ] {
        let request = post("/api/v1/destinations/probe")
            .header("content-type", kind)
            .body(body.to_owned());
        let response = request.send().await.unwrap();
        assert_eq!(
            response.headers()["content-type"],
            "application/problem+json"
        );
        let problem: Value = response.json().await.unwrap();
        assert_eq!(
            (&problem["status"], &problem["code"]),
            (&json!(status), &json!(code)),
            "{problem}"
        );
    }
    for (method, path, status, code) in [
        (Method::GET, "/api/v1/nothing", 404, "not_found"),
        (
            Method::DELETE,
            "/api/v1/instance",
            405,
            "method_not_allowed",
        ),
        (
            Method::GET,
            "/api/v1/connections/not-an-id",
            404,
            "not_found",
        ),
        (
            Method::GET,
            &format!("/api/v1/connections/{}", new_key()),
            404,
            "not_found",
        ),
        (
            Method::POST,
            "/api/v1/connections",
            400,
            "idempotency_key_missing",
        ),
    ] {
        let (answered, problem) = node
            .send(method, path, Some(node.admin()), None, Some(json!({})))
            .await;
        assert_eq!(
            (answered, &problem["code"]),
            (status, &json!(code)),
            "{path}: {problem}"
        );
    }
}
