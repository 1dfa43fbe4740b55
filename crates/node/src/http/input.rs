//! JSON bodies and query strings, read with a clear answer to what can't be read.

use super::problem::Refusal;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use crosslink_protocol::ErrorCode;
use serde::de::DeserializeOwned;

/// A JSON body.
pub(crate) struct Input<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Input<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("application/json") {
            return Err(ErrorCode::UnsupportedMediaType.into());
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| Refusal::from(ErrorCode::PayloadTooLarge))?;
        let read = serde_json::from_slice(&body).map_err(|error| {
            // Only where it went wrong: the text itself could be a secret.
            let place = format!(
                "The JSON goes wrong at line {}, column {}.",
                error.line(),
                error.column()
            );
            Refusal::from(ErrorCode::MalformedRequest).with_detail(place)
        })?;
        Ok(Self(read))
    }
}

/// A query string.
pub(crate) struct QueryInput<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for QueryInput<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let read = Query::try_from_uri(&parts.uri).map_err(|rejection| {
            Refusal::from(ErrorCode::MalformedRequest).with_detail(rejection.body_text())
        })?;
        let Query(read) = read;
        Ok(Self(read))
    }
}

/// The longest search text, in characters; more is cut, for nothing has a longer name.
pub(crate) const SEARCH_MAX: usize = 200;

/// A search text as it is used: no NUL, which PostgreSQL refuses, and not too long.
pub(crate) fn search(text: Option<String>) -> String {
    text.unwrap_or_default()
        .chars()
        .filter(|c| *c != '\0')
        .take(SEARCH_MAX)
        .collect()
}
