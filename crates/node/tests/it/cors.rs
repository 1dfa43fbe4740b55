//! A console at another origin, as a browser lets it talk to the node.

use crate::support::{Database, Options, TestNode, new_key};
use crosslink_node::config::ConsoleOrigins;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const CONSOLE: &str = "https://publisher.gallerycdn.vsassets.io";
const LOCAL: &str = "http://localhost:8080";

async fn node() -> TestNode {
    TestNode::start_with(&Database::Sqlite, Options::of("company-a"), |config| {
        let origins = format!("{CONSOLE},{LOCAL}");
        config.console_origins = ConsoleOrigins::parse(&origins).unwrap();
    })
    .await
}

/// The names of all CORS headers of an answer.
fn cors_headers(response: &Response) -> BTreeSet<String> {
    let names = response.headers().keys().map(|name| name.as_str());
    names
        .filter(|name| name.starts_with("access-control-"))
        .map(str::to_owned)
        .collect()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

fn listed(response: &Response, name: &str) -> BTreeSet<String> {
    let items = header(response, name).split(',').map(str::trim);
    items.map(str::to_ascii_lowercase).collect()
}

/// What a browser asks before it sends a request with these properties.
async fn preflight(node: &TestNode, origin: &str, path: &str, method: &str) -> Response {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", method),
        (
            "access-control-request-headers",
            "authorization,content-type,idempotency-key",
        ),
    ];
    node.raw(Method::OPTIONS, path, None, &headers, None).await
}

/// Every path of the node's document, with one of its methods.
async fn paths(node: &TestNode) -> Vec<(Method, String)> {
    let (_, document) = node.get("/api/v1/openapi.json").await;
    let paths = document["paths"].as_object().unwrap();
    let calls = paths.iter().flat_map(|(path, item)| {
        let path = path.replace("{id}", &new_key()).replace("{version}", "1");
        let methods = item.as_object().unwrap().keys();
        methods.map(move |method| (method.to_uppercase().parse().unwrap(), path.clone()))
    });
    calls.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listed_console_may_send_what_it_sends_and_read_what_it_reads() {
    let node = node().await;
    for origin in [CONSOLE, LOCAL] {
        let answer = preflight(&node, origin, "/api/v1/connections", "POST").await;
        assert!(answer.status().is_success(), "{}", answer.status());
        assert_eq!(header(&answer, "access-control-allow-origin"), origin);
        assert_eq!(header(&answer, "access-control-max-age"), "3600");
        let methods = ["get", "post", "put", "patch", "delete"].map(str::to_owned);
        assert_eq!(
            listed(&answer, "access-control-allow-methods"),
            methods.into()
        );
        let headers = [
            "authorization",
            "content-type",
            "if-match",
            "if-none-match",
            "idempotency-key",
        ];
        assert_eq!(
            listed(&answer, "access-control-allow-headers"),
            headers.map(str::to_owned).into()
        );
        assert!(listed(&answer, "vary").contains("origin"));
        assert_eq!(header(&answer, "access-control-allow-credentials"), "");

        let answer = node
            .raw(
                Method::GET,
                "/api/v1/connections",
                Some(node.admin()),
                &[("origin", origin)],
                None,
            )
            .await;
        assert_eq!(answer.status(), 200);
        assert_eq!(header(&answer, "access-control-allow-origin"), origin);
        let exposed = ["etag", "retry-after"].map(str::to_owned);
        assert_eq!(
            listed(&answer, "access-control-expose-headers"),
            exposed.into()
        );
        assert!(listed(&answer, "vary").contains("origin"));
        assert_eq!(header(&answer, "access-control-allow-credentials"), "");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_method_of_the_console_api_may_be_used_and_no_other_call_be_read() {
    let node = node().await;
    for (method, path) in paths(&node).await {
        let answer = preflight(&node, CONSOLE, &path, method.as_str()).await;
        if !path.starts_with("/api/v1/") {
            assert_eq!(cors_headers(&answer), BTreeSet::new(), "{method} {path}");
            continue;
        }
        assert_eq!(
            header(&answer, "access-control-allow-origin"),
            CONSOLE,
            "{path}"
        );
        let methods = listed(&answer, "access-control-allow-methods");
        assert!(
            methods.contains(&method.as_str().to_lowercase()),
            "{method} {path}"
        );
    }
    for path in ["/peer/v1/node", "/healthz", "/", "/api/v2/x", "/api/v1"] {
        let headers = [("origin", CONSOLE)];
        let answer = node.raw(Method::GET, path, None, &headers, None).await;
        assert_eq!(cors_headers(&answer), BTreeSet::new(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn origins_that_are_not_listed_get_no_header_at_all() {
    let node = node().await;
    for origin in [
        "https://evil.example",
        "https://evil.gallerycdn.vsassets.io",
        "https://publisher.gallerycdn.vsassets.io.evil.example",
        "https://publisher.gallerycdn.vsassets.io:8443",
        "http://publisher.gallerycdn.vsassets.io",
        "https://publisher.gallerycdn.vsassets.io/",
        "http://localhost:8081",
        "null",
        "*",
        "",
    ] {
        let asked = preflight(&node, origin, "/api/v1/connections", "POST").await;
        assert_eq!(cors_headers(&asked), BTreeSet::new(), "{origin}");
        let headers = [("origin", origin)];
        for token in [None, Some(node.admin())] {
            let answer = node
                .raw(Method::GET, "/api/v1/instance", token, &headers, None)
                .await;
            assert_eq!(cors_headers(&answer), BTreeSet::new(), "{origin}");
            assert!(listed(&answer, "vary").contains("origin"), "{origin}");
        }
    }
    let without = node
        .raw(Method::GET, "/api/v1/instance", None, &[], None)
        .await;
    assert_eq!(cors_headers(&without), BTreeSet::new());
    assert!(listed(&without, "vary").contains("origin"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_setting_nobody_elsewhere_may_read_anything() {
    let node = TestNode::start(&Database::Sqlite, Options::of("company-a")).await;
    let asked = preflight(&node, CONSOLE, "/api/v1/connections", "POST").await;
    assert_eq!(
        (asked.status().as_u16(), cors_headers(&asked)),
        (405, BTreeSet::new())
    );
    let headers = [("origin", CONSOLE)];
    let answer = node
        .raw(Method::GET, "/api/v1/instance", None, &headers, None)
        .await;
    assert_eq!(cors_headers(&answer), BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_console_elsewhere_can_read_every_refusal() {
    let node = node().await;
    let large = json!({"url": "x".repeat(100_000)});
    let no_good = json!({"kind": "personalAccessToken", "token": "no-good"});
    for (method, path, token, body, status) in [
        (Method::GET, "/api/v1/instance", None, None, 401),
        (Method::POST, "/api/v1/session", None, Some(no_good), 401),
        (
            Method::GET,
            "/api/v1/nothing",
            Some(node.admin()),
            None,
            404,
        ),
        (Method::PATCH, "/api/v1/instance", None, None, 405),
        (
            Method::POST,
            "/api/v1/destinations/probe",
            Some(node.admin()),
            Some(large),
            413,
        ),
        (
            Method::POST,
            "/api/v1/connections",
            Some(node.admin()),
            Some(json!({})),
            400,
        ),
    ] {
        let headers = [("origin", CONSOLE)];
        let answer = node.raw(method.clone(), path, token, &headers, body).await;
        assert_eq!(answer.status(), status, "{method} {path}");
        assert_eq!(
            header(&answer, "access-control-allow-origin"),
            CONSOLE,
            "{method} {path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn preflights_count_for_no_limit_and_a_refusal_for_too_many_requests_can_be_read() {
    let node = node().await;
    for _ in 0..200 {
        let answer = preflight(&node, CONSOLE, "/api/v1/session", "POST").await;
        assert!(answer.status().is_success(), "{}", answer.status());
    }
    let unread = json!({"kind": "signInLink", "token": "unknown"});
    let mut statuses = Vec::new();
    let refused = loop {
        let headers = [("origin", CONSOLE)];
        let body: Option<Value> = Some(unread.clone());
        let answer = node
            .raw(Method::POST, "/api/v1/session", None, &headers, body)
            .await;
        match answer.status().as_u16() {
            401 if statuses.len() < 1000 => statuses.push(401),
            _ => break answer,
        }
    };
    assert_eq!(refused.status(), 429);
    assert!(statuses.len() > 50, "{}", statuses.len());
    assert_eq!(header(&refused, "access-control-allow-origin"), CONSOLE);
    assert!(header(&refused, "retry-after").parse::<u32>().is_ok());
    // Whoever has to wait may still ask whether they may ask.
    let answer = preflight(&node, CONSOLE, "/api/v1/session", "POST").await;
    assert!(answer.status().is_success(), "{}", answer.status());
}
