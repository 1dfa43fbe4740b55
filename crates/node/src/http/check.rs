//! **Check now**, and whether the own URL leads here.

use super::Shared;
use super::auth::Admin;
use super::connections::one;
use super::destinations::Counted;
use super::detached::detached;
use super::problem::Refusal;
use crate::check;
use crate::reach;
use crate::store::Connections;
use axum::Json;
use axum::extract::{Path, State};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::check::CheckReport;
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::instance::Reachability;
use crosslink_protocol::lifecycle::{Action, refusal};

/// Tests both ways of a connection, step by step.
#[utoipa::path(post, path = "/api/v1/connections/{id}/check", tag = "connections", operation_id = "check_connection",
    params(("id" = ConnectionId, Path)), responses((status = 200, body = CheckReport)))]
pub(crate) async fn check(
    State(app): State<Shared>,
    _: Admin,
    _: Counted,
    Path(id): Path<String>,
) -> Result<Json<CheckReport>, Refusal> {
    let id = one(id)?;
    let report = detached(async move {
        let found = Connections::find(&mut *app.store.read().await?, &id).await?;
        let connection = found.ok_or(ErrorCode::NotFound)?;
        match refusal(Action::Check, &connection.to_dto()) {
            Some(code) => Err(code.into()),
            None => check::check(&app, &connection).await,
        }
    });
    Ok(Json(report.await?))
}

/// Tries again whether the own URL leads to this node.
#[utoipa::path(post, path = "/api/v1/instance/reachability", tag = "instance", operation_id = "check_reachability",
    responses((status = 200, body = Reachability)))]
pub(crate) async fn reachability(
    State(app): State<Shared>,
    _: Admin,
    _: Counted,
) -> Result<Json<Reachability>, Refusal> {
    Ok(Json(
        detached(async move { reach::check(&app).await }).await?,
    ))
}
