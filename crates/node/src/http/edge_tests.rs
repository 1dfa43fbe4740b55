//! What surrounds the routes, around routes that fail.

use super::*;
use reqwest::Method;
use std::net::SocketAddr;
use tokio::net::TcpListener;

const CONSOLE: &str = "https://publisher.gallerycdn.vsassets.io";

/// A server whose handlers panic, hang, or read a body.
async fn serve(https: bool) -> SocketAddr {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let routes = Router::<()>::new()
        .route("/api/v1/panic", get(panics))
        .route("/api/v1/hang", get(std::future::pending::<()>))
        .route("/peer/v1/panic", get(panics));
    let routes = within(routes, Duration::from_millis(50));
    let origins = ConsoleOrigins::parse(CONSOLE).expect("an origin");
    let service = edge(routes, &origins, https);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}

async fn panics() {
    panic!("as the test wants it");
}

async fn get_from(address: SocketAddr, path: &str, origin: &str) -> reqwest::Response {
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let request = client.request(Method::GET, format!("http://{address}{path}"));
    request
        .header("origin", origin)
        .send()
        .await
        .expect("an answer")
}

fn header<'a>(response: &'a reqwest::Response, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

#[tokio::test]
async fn a_console_elsewhere_can_read_that_a_handler_panicked_or_took_too_long() {
    let address = serve(false).await;
    for (path, status) in [("/api/v1/panic", 500), ("/api/v1/hang", 504)] {
        let answer = get_from(address, path, CONSOLE).await;
        assert_eq!(answer.status(), status, "{path}");
        let allowed = header(&answer, "access-control-allow-origin");
        assert_eq!(allowed, Some(CONSOLE), "{path}");
        assert_eq!(header(&answer, "vary"), Some("origin"), "{path}");
        assert_eq!(header(&answer, "x-content-type-options"), Some("nosniff"));

        let answer = get_from(address, path, "https://evil.example").await;
        let allowed = header(&answer, "access-control-allow-origin");
        assert_eq!(
            (answer.status().as_u16(), allowed),
            (status, None),
            "{path}"
        );
    }
    let answer = get_from(address, "/peer/v1/panic", CONSOLE).await;
    assert_eq!(header(&answer, "access-control-allow-origin"), None);
}

#[tokio::test]
async fn browsers_remember_https_only_where_the_public_url_is_https() {
    for (https, expected) in [(true, Some("max-age=31536000")), (false, None)] {
        let answer = get_from(serve(https).await, "/api/v1/panic", CONSOLE).await;
        assert_eq!(header(&answer, "strict-transport-security"), expected);
    }
}
