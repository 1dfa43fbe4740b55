//! Stands between the browser and a node, and loses answers as networks do.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::{Router, body::to_bytes};
use futures_util::StreamExt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

/// A proxy in front of a node.
pub struct Proxy {
    /// Its address.
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    target: String,
    client: reqwest::Client,
    to_lose: AtomicUsize,
    initiations: AtomicUsize,
    missing: Mutex<Option<&'static str>>,
    instead: Mutex<Option<(&'static str, String)>>,
}

impl Proxy {
    /// A proxy in front of the node at `target`. It ends with the test's runtime.
    pub async fn before(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("an address");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let client = reqwest::Client::builder()
            .no_proxy()
            .build()
            .expect("a client");
        let shared = Arc::new(Shared {
            target: target.to_owned(),
            client,
            to_lose: AtomicUsize::new(0),
            initiations: AtomicUsize::new(0),
            missing: Mutex::default(),
            instead: Mutex::default(),
        });
        let routes = Router::new()
            .fallback(hand_on)
            .with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { url, shared }
    }

    /// Loses the answers to the next `count` requests that initiate a connection: the node has done it, nobody hears.
    pub fn lose_answers(&self, count: usize) {
        self.shared.to_lose.store(count, Ordering::SeqCst);
    }

    /// From now on there is no file of this name.
    pub fn hide(&self, name: &'static str) {
        *self.shared.missing.lock().expect("not poisoned") = Some(name);
    }

    /// From now on the script of this name is another one.
    pub fn replace(&self, name: &'static str, script: String) {
        *self.shared.instead.lock().expect("not poisoned") = Some((name, script));
    }

    /// How many requests to initiate a connection have passed.
    pub fn initiations(&self) -> usize {
        self.shared.initiations.load(Ordering::SeqCst)
    }
}

/// Serves one page, and returns its address. It ends with the test's runtime.
pub async fn page_at_an_address(html: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("an address");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let page = move || async move { ([("content-type", "text/html")], html) };
    let routes = Router::new().fallback(page);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    url
}

async fn hand_on(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let missing = *shared.missing.lock().expect("not poisoned");
    if missing.is_some_and(|name| parts.uri.path().ends_with(name)) {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    }
    let instead = shared.instead.lock().expect("not poisoned").clone();
    if let Some((_, script)) = instead.filter(|(name, _)| parts.uri.path().ends_with(name)) {
        let mut response = Response::new(Body::from(script));
        let javascript = axum::http::HeaderValue::from_static("text/javascript");
        response.headers_mut().insert("content-type", javascript);
        return response;
    }
    let initiates = parts.method == Method::POST && parts.uri.path() == "/api/v1/connections";
    let body: Bytes = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut headers = parts.headers;
    headers.remove("host");
    let sent = shared
        .client
        .request(parts.method, format!("{}{path}", shared.target))
        .headers(headers)
        .body(body);
    let answer = sent.send().await;
    if initiates {
        shared.initiations.fetch_add(1, Ordering::SeqCst);
        let lost = shared
            .to_lose
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            });
        if lost.is_ok() {
            // The connection breaks in the middle of the answer's body. What was written before has to leave first: a
            // connection that breaks before any byte is tried again by the browser itself.
            let broken = futures_util::stream::once(async { Ok(Bytes::from("{")) }).chain(
                futures_util::stream::once(async {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    Err(std::io::Error::other("lost"))
                }),
            );
            return Response::new(Body::from_stream(broken));
        }
    }
    let mut response = Response::new(Body::empty());
    match answer {
        Ok(answer) => {
            *response.status_mut() = answer.status();
            *response.headers_mut() = answer.headers().clone();
            response.headers_mut().remove("transfer-encoding");
            *response.body_mut() = Body::from(answer.bytes().await.unwrap_or_default());
        }
        Err(_) => *response.status_mut() = StatusCode::BAD_GATEWAY,
    }
    response
}
