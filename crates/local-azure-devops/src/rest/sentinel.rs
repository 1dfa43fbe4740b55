//! Organisations that exist to fail: each answers every REST call with the failure that it is named after.

use super::Failure;
use crate::auth::organization_name;
use axum::Json;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Answers calls to these organisations; passes the others on.
pub(super) async fn answer_for_sentinels(request: Request, next: Next) -> Response {
    match organization_name(request.uri()) {
        "signed-out" => Failure::SignInPage.into_response(),
        "unauthorised" => Failure::Unauthorized.into_response(),
        "forbidden" => Failure::Forbidden.into_response(),
        "throttled" => Failure::Throttled.into_response(),
        "broken" => Failure::Broken.into_response(),
        "gibberish" => Json(json!({ "value": "none", "count": [] })).into_response(),
        _ => next.run(request).await,
    }
}
