//! The headers with which each kind of answer protects itself in a browser.

use crate::support::{Database, Options, TestNode, new_key};
use crosslink_node::config::{ConsoleOrigins, PublicUrl};
use reqwest::{Method, Response};
use serde_json::json;

const CONSOLE: &str = "https://publisher.gallerycdn.vsassets.io";
const API: &str = "default-src 'none'; frame-ancestors 'none'";

/// A node that serves a console, and lets another one call it.
async fn node(public_url: Option<PublicUrl>) -> (TestNode, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let page = "<!doctype html><title>Crosslink</title>";
    std::fs::write(folder.path().join("index.html"), page).unwrap();
    std::fs::write(folder.path().join("boot.js"), "boot").unwrap();
    let options = Options {
        console_dir: Some(folder.path().to_owned()),
        public_url,
        ..Options::of("company-a")
    };
    let node = TestNode::start_with(&Database::Sqlite, options, |config| {
        config.console_origins = ConsoleOrigins::parse(CONSOLE).unwrap();
    })
    .await;
    (node, folder)
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

/// One answer of each kind, and whether it is of the console's page.
async fn answers(node: &TestNode) -> Vec<(&'static str, Response, bool)> {
    let admin = Some(node.admin());
    let origin = [("origin", CONSOLE)];
    let preflight = [
        ("origin", CONSOLE),
        ("access-control-request-method", "GET"),
    ];
    let (get, post) = (Method::GET, Method::POST);
    let mut answers = Vec::new();
    for (what, method, path, token, headers, page) in [
        ("an answer", &get, "/api/v1/instance", admin, &[][..], false),
        (
            "one to a console elsewhere",
            &get,
            "/api/v1/instance",
            admin,
            &origin,
            false,
        ),
        (
            "a preflight",
            &Method::OPTIONS,
            "/api/v1/instance",
            None,
            &preflight,
            false,
        ),
        ("a refusal", &get, "/api/v1/instance", None, &[], false),
        ("no such call", &get, "/api/v1/nothing", admin, &[], false),
        (
            "no such method",
            &Method::DELETE,
            "/api/v1/instance",
            admin,
            &[],
            false,
        ),
        (
            "the API's document",
            &get,
            "/api/v1/openapi.json",
            None,
            &[],
            false,
        ),
        (
            "another node's answer",
            &get,
            "/peer/v1/node",
            None,
            &[],
            false,
        ),
        (
            "another node's refusal",
            &post,
            "/peer/v1/nothing",
            None,
            &[],
            false,
        ),
        ("the watcher's answer", &get, "/healthz", None, &[], false),
        ("a missing file", &get, "/missing.js", None, &[], false),
        ("a page", &get, "/", None, &[], true),
        ("another page", &get, "/settings", None, &[], true),
        ("a script", &get, "/boot.js", None, &[], true),
    ] {
        let answer = node.raw(method.clone(), path, token, headers, None).await;
        answers.push((what, answer, page));
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_answer_has_the_headers_that_protect_it() {
    let (node, _folder) = node(Some(PublicUrl::Listen)).await;
    for (what, answer, page) in answers(&node).await {
        for (name, expected) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            // Not reached by https: a browser must not remember that it is.
            ("strict-transport-security", ""),
        ] {
            assert_eq!(header(&answer, name), expected, "{what}: {name}");
        }
        let policy = header(&answer, "content-security-policy");
        assert_eq!(policy == API, !page, "{what}: {policy}");
        let opener = header(&answer, "cross-origin-opener-policy");
        assert_eq!(opener == "same-origin", page, "{what}: {opener}");
        let permissions = header(&answer, "permissions-policy");
        assert_eq!(permissions.contains("camera=()"), page, "{what}");
        if page {
            for part in [
                "default-src 'none'",
                "script-src 'self' 'wasm-unsafe-eval';",
                "connect-src 'self';",
                "base-uri 'self'",
                "form-action 'none'",
                "https://dev.azure.com https://*.visualstudio.com",
            ] {
                assert!(policy.contains(part), "{what}: {part} in {policy}");
            }
            // The page copies invitation codes.
            assert!(permissions.contains("clipboard-write=(self)"), "{what}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_https_every_answer_says_so() {
    let url = PublicUrl::At("https://crosslink.example.com".to_owned());
    let (node, _folder) = node(Some(url)).await;
    for (what, answer, _) in answers(&node).await {
        let remembered = header(&answer, "strict-transport-security");
        assert_eq!(remembered, "max-age=31536000", "{what}");
    }
}

/// A cookie would go along with requests of pages elsewhere, which the node relies on not to happen.
#[tokio::test(flavor = "multi_thread")]
async fn no_answer_sets_a_cookie() {
    let (node, _folder) = node(Some(PublicUrl::Listen)).await;
    for (what, answer, _) in answers(&node).await {
        assert!(!answer.headers().contains_key("set-cookie"), "{what}");
    }
    let link = json!({"kind": "signInLink", "token": node.new_link().await});
    let signed_in = node
        .raw(Method::POST, "/api/v1/session", None, &[], Some(link))
        .await;
    assert_eq!(signed_in.status(), 200);
    assert!(!signed_in.headers().contains_key("set-cookie"));
    let (_, document) = node.get("/api/v1/openapi.json").await;
    for (path, item) in document["paths"].as_object().unwrap() {
        let url = path.replace("{id}", &new_key()).replace("{version}", "1");
        for method in item.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            // The one that would end the session of the others.
            let token = (path != "/api/v1/session").then(|| node.admin());
            let body = (method != Method::GET).then(|| json!({}));
            let answer = node.raw(method.clone(), &url, token, &[], body).await;
            assert!(
                !answer.headers().contains_key("set-cookie"),
                "{method} {path}"
            );
        }
    }
}
