//! The REST calls that Crosslink makes, under `/{organization}/_apis`.

mod connection_data;
mod fields;
mod permissions;
mod problem;
mod projects;
mod sentinel;
mod version;

pub(crate) use problem::Failure;

use crate::app::App;
use crate::auth::Caller;
use axum::Router;
use axum::http::{HeaderName, HeaderValue, Method, Response, Uri};
use axum::middleware;
use axum::routing::{any, get};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use tower_http::cors::{AllowHeaders, Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use uuid::Uuid;

/// The envelope of every list.
#[derive(Serialize)]
struct List<T> {
    count: usize,
    value: Vec<T>,
}

impl<T> From<Vec<T>> for List<T> {
    fn from(value: Vec<T>) -> Self {
        Self {
            count: value.len(),
            value,
        }
    }
}

/// The routes.
pub(crate) fn router(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .route("/{organization}/_apis/projects", get(projects::list))
        .route(
            "/{organization}/_apis/projects/{project}",
            get(projects::get),
        )
        .route(
            "/{organization}/_apis/connectionData",
            get(connection_data::get),
        )
        .route(
            "/{organization}/_apis/permissions/{namespace}/{permissions}",
            get(permissions::has),
        )
        .route(
            "/{organization}/_apis/wit/fields",
            get(fields::of_organization),
        )
        .route(
            "/{organization}/{project}/_apis/wit/fields",
            get(fields::of_project),
        )
        .route("/{organization}/_apis/{*resource}", any(unknown_resource))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            sentinel::answer_for_sentinels,
        ))
        .layer(SetResponseHeaderLayer::overriding(
            HeaderName::from_static("activityid"),
            |_: &Response<_>| HeaderValue::from_str(&Uuid::new_v4().to_string()).ok(),
        ))
        .layer(cors())
}

/// Who may read the answers in a browser, as dev.azure.com says it: anybody, but of the headers only
/// these. `Retry-After` and the `X-RateLimit-*` headers are not among them.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([
            Method::OPTIONS,
            Method::GET,
            Method::POST,
            Method::PATCH,
            Method::PUT,
            Method::DELETE,
        ])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers(
            [
                "activityid",
                "etag",
                "request-context",
                "x-ms-continuationtoken",
                "x-tfs-session",
                "x-vss-globalmessage",
            ]
            .map(HeaderName::from_static),
        )
        .max_age(Duration::from_secs(3_600))
}

async fn unknown_resource(_caller: Caller, uri: Uri) -> Failure {
    Failure::UnknownResource(uri.path().to_owned())
}
