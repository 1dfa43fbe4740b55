//! The versions of sync rules.

use super::Shared;
use super::auth::Caller;
use super::input::QueryInput;
use super::problem::Refusal;
use super::rules::{of_id, told, with_etag};
use crate::store::RulesVersions as Store;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::rules::{Rules, RulesVersions};
use serde::Deserialize;
use utoipa::IntoParams;

/// Versions a page.
const PAGE: usize = 50;

/// From where on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct VersionQuery {
    /// The `nextCursor` of the page before.
    cursor: Option<String>,
}

/// The versions, newest first.
#[utoipa::path(get, path = "/api/v1/connections/{id}/rules/versions", tag = "rules", operation_id = "list_rules_versions",
    params(("id" = ConnectionId, Path), VersionQuery), responses((status = 200, body = RulesVersions)))]
pub(crate) async fn list(
    State(app): State<Shared>,
    _: Caller,
    Path(id): Path<String>,
    QueryInput(query): QueryInput<VersionQuery>,
) -> Result<Json<RulesVersions>, Refusal> {
    let connection = of_id(&app, id).await?;
    let before = match query.cursor {
        None => None,
        Some(cursor) => Some(
            cursor
                .parse()
                .map_err(|_| Refusal::from(ErrorCode::MalformedRequest))?,
        ),
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut items =
        Store::page(&mut *app.store.read().await?, &connection.id, before, limit).await?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let last = items.last().filter(|_| more);
    Ok(Json(RulesVersions {
        next_cursor: last.map(|last| last.version.to_string()),
        items,
    }))
}

/// One version.
#[utoipa::path(get, path = "/api/v1/connections/{id}/rules/versions/{version}", tag = "rules",
    operation_id = "get_rules_version", params(("id" = ConnectionId, Path), ("version" = u32, Path)),
    responses((status = 200, body = Rules)))]
pub(crate) async fn get(
    State(app): State<Shared>,
    _: Caller,
    Path((id, version)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let connection = of_id(&app, id).await?;
    let version: u32 = version.parse().map_err(|_| ErrorCode::NotFound)?;
    let found = match version {
        0 => None,
        version => {
            Store::find(&mut *app.store.read().await?, &connection.id, Some(version)).await?
        }
    };
    Ok(with_etag(told(
        Some(found.ok_or(ErrorCode::NotFound)?),
        None,
    )))
}
