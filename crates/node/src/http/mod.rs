//! HTTP: routes, and handlers that parse and authorise. Nothing is decided here.
//!
//! | path | for |
//! |---|---|
//! | `/api/v1` | the console; bearer token of a session |
//! | `/peer/v1` | other nodes; signed requests |
//! | `/healthz` | whoever watches the service |
//! | everything else | the built console, when the node serves it |

mod accept;
mod activity;
mod auth;
mod change;
mod check;
mod connections;
mod console;
mod cors;
mod delete;
mod destinations;
mod detached;
mod grants;
mod hand_over;
mod headers;
mod if_match;
mod initiate;
mod input;
mod instance;
mod licence;
mod limits;
mod making;
mod peer;
mod peer_call;
mod peer_connection;
mod peer_lifecycle;
mod peer_verification;
mod peer_visual;
mod problem;
mod projects;
mod reissue;
mod remote;
mod replay;
mod request_id;
mod rules;
mod rules_versions;
mod session;
mod verifications;

pub(crate) use limits::Limits;
pub(crate) use session::new_sign_in_link;

use crate::app::App;
use crate::config::{ConsoleOrigins, PublicUrl};
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::routing::get;
use axum::{Json, Router, middleware};
use cors::Cors;
use crosslink_protocol::{ErrorCode, Problem};
use problem::{Problems, Refusal};
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The largest request body, in bytes.
pub(crate) const BODY_MAX: usize = 64 * 1024;
/// The largest body with sync rules, in bytes.
const RULES_MAX: usize = 512 * 1024;
/// How long a request may take in all.
const REQUEST_MAX: Duration = Duration::from_secs(60);

/// The state that handlers see.
pub(crate) type Shared = Arc<App>;

/// The document of the API. The calls are added from the handlers themselves.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Crosslink node",
        description = "The console API (`/api/v1`) and the API between nodes (`/peer/v1`)."
    ),
    components(schemas(Problem))
)]
struct ApiDocument;

/// All routes of a node.
pub(crate) fn router(app: Shared) -> Router {
    let (api, mut document) = api().split_for_parts();
    // Now that all calls are in it: how each of them fails.
    Problems.modify(&mut document);
    let document = Json(document);
    let api = api
        .route("/api/v1/openapi.json", get(async move || document))
        .route("/healthz", get(async || StatusCode::NO_CONTENT))
        .method_not_allowed_fallback(async || Refusal::from(ErrorCode::MethodNotAllowed))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ));
    let routes = console::serve(within(api, REQUEST_MAX), &app);
    let https =
        matches!(&app.config.public_url, Some(PublicUrl::At(url)) if url.starts_with("https:"));
    edge(routes, &app.config.console_origins, https)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            request_id::layer,
        ))
        .with_state(app)
}

/// Limits of time and size.
fn within<S: Clone + Send + Sync + 'static>(routes: Router<S>, time: Duration) -> Router<S> {
    routes
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            time,
        ))
        .layer(DefaultBodyLimit::max(BODY_MAX))
}

/// What surrounds all routes. In this order, so that a console elsewhere can read failures of every kind, and each answer
/// has the headers that protect it.
fn edge<S: Clone + Send + Sync + 'static>(
    routes: Router<S>,
    origins: &ConsoleOrigins,
    https: bool,
) -> Router<S> {
    let routes = routes
        .layer(CatchPanicLayer::custom(problem::after_panic))
        .layer(middleware::from_fn_with_state(
            Cors::new(origins),
            cors::layer,
        ));
    headers::secured(routes, https)
}

fn api() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(ApiDocument::openapi())
        .routes(routes!(session::create, session::end))
        .routes(routes!(instance::get))
        .routes(routes!(licence::put))
        .routes(routes!(destinations::probe))
        .routes(routes!(projects::list))
        .routes(routes!(connections::list, initiate::initiate))
        .routes(routes!(connections::get, change::edit, delete::delete))
        .routes(routes!(change::activate))
        .routes(routes!(change::deactivate))
        .routes(routes!(check::check))
        .routes(routes!(check::reachability))
        .routes(routes!(reissue::reissue, change::revoke))
        .routes(routes!(activity::list))
        .routes(routes!(accept::preview))
        .routes(routes!(accept::accept))
        .routes(routes!(peer::node))
        .routes(routes!(peer::preview))
        .routes(routes!(peer::acceptance))
        .routes(routes!(peer::heartbeat))
        .routes(routes!(peer_lifecycle::removal))
        .routes(routes!(peer_lifecycle::withdrawal))
        .routes(routes!(peer_lifecycle::callback))
        .routes(routes!(rules_versions::list))
        .routes(routes!(rules_versions::get))
        .routes(routes!(remote::fields))
        .routes(routes!(remote::remote_projects))
        .routes(routes!(remote::remote_fields))
        .routes(routes!(verifications::create))
        .routes(routes!(verifications::get))
        .routes(routes!(grants::preview))
        .routes(routes!(grants::grant))
        .routes(routes!(grants::decline))
        .routes(routes!(peer_verification::preview))
        .routes(routes!(peer_verification::answer))
        .routes(routes!(peer_verification::invitation))
        .routes(routes!(peer_visual::projects))
        .routes(routes!(peer_visual::fields))
        .merge(large())
}

/// The calls whose bodies can be larger than others.
fn large() -> OpenApiRouter<Shared> {
    let rules = OpenApiRouter::new()
        .routes(routes!(rules::get, rules::put))
        .layer(DefaultBodyLimit::max(RULES_MAX));
    // Whatever one node has taken, the other one takes as well, with what is said about it.
    OpenApiRouter::new()
        .routes(routes!(peer_visual::configuration))
        .layer(DefaultBodyLimit::max(RULES_MAX + BODY_MAX))
        .merge(rules)
}

#[cfg(test)]
#[path = "edge_tests.rs"]
mod tests;
