//! Consoles that the node does not serve itself, such as the packaged extension's: which of them a browser lets read the
//! console API's answers (CORS, <https://fetch.spec.whatwg.org/#http-cors-protocol>).
//!
//! Exact origins only, and nothing but what the console sends and reads. There are no cookies, so there is nothing that a
//! browser could add by itself; whoever calls needs the session's token. Origins that are not listed get no CORS header at
//! all, and neither does anybody outside `/api/v1`.

use crate::config::ConsoleOrigins;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;
use std::time::Duration;
use tower::{Layer, ServiceExt};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// What the console calls.
const CONSOLE_API: &str = "/api/v1/";
/// How long a browser need not ask again whether it may send a request.
const PREFLIGHT_MAX: Duration = Duration::from_secs(3600);

/// Who may read the answers, and how they are told.
pub(crate) struct Cors {
    origins: ConsoleOrigins,
    layer: CorsLayer,
}

impl Cors {
    /// These origins may.
    pub(crate) fn new(origins: &ConsoleOrigins) -> Arc<Self> {
        let layer = CorsLayer::new()
            .allow_origin(AllowOrigin::list(origins.iter().cloned()))
            .allow_methods([
                Method::GET,
                Method::POST,
                Method::PUT,
                Method::PATCH,
                Method::DELETE,
            ])
            .allow_headers([
                header::AUTHORIZATION,
                header::CONTENT_TYPE,
                header::IF_MATCH,
                header::IF_NONE_MATCH,
                HeaderName::from_static("idempotency-key"),
            ])
            .expose_headers([header::ETAG, header::RETRY_AFTER])
            .max_age(PREFLIGHT_MAX)
            // Written below, for everybody: an answer to one origin is none to another.
            .vary(Vec::<HeaderName>::new());
        Arc::new(Self {
            origins: origins.clone(),
            layer,
        })
    }

    fn allows(&self, request: &Request) -> bool {
        let origin = request.headers().get(header::ORIGIN);
        origin.is_some_and(|origin| self.origins.iter().any(|allowed| allowed == origin))
    }
}

/// Answers preflights of consoles elsewhere, and lets them read the other answers, failures included.
pub(crate) async fn layer(State(cors): State<Arc<Cors>>, request: Request, next: Next) -> Response {
    if cors.origins.is_empty() || !request.uri().path().starts_with(CONSOLE_API) {
        return next.run(request).await;
    }
    let mut response = if cors.allows(&request) {
        match cors.layer.layer(next).oneshot(request).await {
            Ok(response) => response,
            Err(impossible) => match impossible {},
        }
    } else {
        next.run(request).await
    };
    response
        .headers_mut()
        .append(header::VARY, HeaderValue::from_static("origin"));
    response
}
