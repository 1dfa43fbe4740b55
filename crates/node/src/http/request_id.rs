//! Each request has a number: in the log, in problems, and in the header `x-request-id`.

use super::Shared;
use crate::ports::new_id;
use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::Instrument;

tokio::task_local! {
    static CURRENT: String;
}

/// The number of the request that is being answered.
pub(crate) fn current() -> Option<String> {
    CURRENT.try_with(Clone::clone).ok()
}

/// Numbers the request, and writes one line about it: never its query, its headers or its body.
pub(crate) async fn layer(State(app): State<Shared>, request: Request, next: Next) -> Response {
    // Without randomness the request goes on under no number; it will fail by itself where it needs some.
    let id = new_id(&*app.clock, &*app.entropy).unwrap_or_default();
    let span = tracing::info_span!("request", id, method = %request.method());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let started = Instant::now();
    let mut response = CURRENT
        .scope(id.clone(), next.run(request).instrument(span.clone()))
        .await;
    if let Some(route) = route {
        let (status, took_ms) = (response.status().as_u16(), started.elapsed().as_millis());
        span.in_scope(|| tracing::debug!(route, status, took_ms, "answered"));
    }
    if let Ok(value) = HeaderValue::try_from(id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
