//! Who did what with a connection.

use super::Shared;
use super::auth::Caller;
use super::connections::one;
use super::input::QueryInput;
use super::problem::Refusal;
use crate::ports::is_id;
use crate::store::{Activity, Connections};
use axum::Json;
use axum::extract::{Path, State};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::ActivityPage;
use crosslink_protocol::id::ConnectionId;
use serde::Deserialize;
use utoipa::IntoParams;

/// Entries a page.
const PAGE: usize = 50;

/// From where on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ActivityQuery {
    /// The `nextCursor` of the page before.
    cursor: Option<String>,
}

/// A page of the activity of a connection, newest first.
#[utoipa::path(get, path = "/api/v1/connections/{id}/activity", tag = "connections", operation_id = "list_activity",
    params(("id" = ConnectionId, Path), ActivityQuery), responses((status = 200, body = ActivityPage)))]
pub(crate) async fn list(
    State(app): State<Shared>,
    _: Caller,
    Path(id): Path<String>,
    QueryInput(query): QueryInput<ActivityQuery>,
) -> Result<Json<ActivityPage>, Refusal> {
    let id = one(id)?;
    let before = query.cursor.unwrap_or_default();
    if !before.is_empty() && !is_id(&before) {
        return Err(ErrorCode::MalformedRequest.into());
    }
    let mut db = app.store.read().await?;
    Connections::find(&mut db, &id)
        .await?
        .ok_or(ErrorCode::NotFound)?;
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut found = Activity::page(&mut db, &id, &before, limit).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let last = found.last().filter(|_| more);
    Ok(Json(ActivityPage {
        next_cursor: last.map(|(id, _)| id.clone()),
        items: found.into_iter().map(|(_, entry)| entry).collect(),
    }))
}
