//! The built console, as the node serves it.

use crate::support::{Database, Options, TestNode};
use reqwest::{Method, Response};

async fn node() -> (TestNode, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("index.html", "<!doctype html><title>Crosslink</title>");
    write("boot.js", "boot");
    write("app-0123456789abcdef_bg.wasm", "wasm");
    write("app-0123456789abcdef_bg.wasm.br", "compressed");
    let options = Options {
        console_dir: Some(folder.path().to_owned()),
        ..Options::of("company-a")
    };
    (TestNode::start(&Database::Sqlite, options).await, folder)
}

async fn get(node: &TestNode, path: &str) -> Response {
    node.raw(Method::GET, path, None, &[("accept-encoding", "br")], None)
        .await
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_console_are_its_index_with_a_strict_policy() {
    let (node, _folder) = node().await;
    for path in [
        "/",
        "/index.html",
        "/settings",
        "/connections/0193a5c0-7b1e-7c3d-9f00-0123456789ab",
    ] {
        let response = get(&node, path).await;
        assert_eq!(
            (
                response.status().as_u16(),
                header(&response, "cache-control")
            ),
            (200, "no-cache"),
            "{path}"
        );
        let policy = header(&response, "content-security-policy").to_owned();
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval'")
                && !policy.contains("script-src 'self' 'unsafe")
        );
        assert!(
            policy.contains("frame-ancestors 'self' http://127.0.0.1:"),
            "{policy}"
        );
        assert!(
            response
                .text()
                .await
                .unwrap()
                .contains("<title>Crosslink</title>"),
            "{path}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_have_their_type_their_compression_and_their_time() {
    let (node, _folder) = node().await;
    let wasm = get(&node, "/app-0123456789abcdef_bg.wasm").await;
    assert_eq!(header(&wasm, "content-type"), "application/wasm");
    assert_eq!(header(&wasm, "content-encoding"), "br");
    assert_eq!(header(&wasm, "x-content-type-options"), "nosniff");
    assert!(header(&wasm, "cache-control").contains("immutable"));
    assert_eq!(wasm.text().await.unwrap(), "compressed");
    assert_eq!(
        header(&get(&node, "/boot.js").await, "cache-control"),
        "no-cache"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_no_page() {
    let (node, _folder) = node().await;
    for path in [
        "/missing.js",
        "/api/v1/missing",
        "/peer/v1/missing",
        "/..%2f..%2fetc/passwd.txt",
    ] {
        let response = get(&node, path).await;
        assert_eq!(response.status(), 404, "{path}");
    }
}
