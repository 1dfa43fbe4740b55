//! Changing a connection: activate, deactivate, names, and withdrawing its invitation.
//!
//! A change names the version that it changes. What is so already is answered as if it had been done, whatever the version:
//! so a repetition after a lost answer does no harm.

use super::Shared;
use super::auth::Admin;
use super::connections::{one, with_version};
use super::detached::detached;
use super::if_match::IfMatch;
use super::input::Input;
use super::problem::Refusal;
use crate::domain::{ConnectionRecord, Wish, by_person, decide};
use crate::failure::Failure;
use crate::heartbeats;
use crate::store::{Connections, Invitations, StoreError};
use axum::extract::{Path, State};
use axum::response::Response;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::ActivityEntry;
use crosslink_protocol::connection::{Connection, EditRequest};
use crosslink_protocol::id::ConnectionId;

/// Takes back this side's deactivation.
#[utoipa::path(post, path = "/api/v1/connections/{id}/activate", tag = "connections", operation_id = "activate_connection",
    params(("id" = ConnectionId, Path), ("If-Match" = String, Header)), responses((status = 200, body = Connection)))]
pub(crate) async fn activate(
    State(app): State<Shared>,
    Admin(caller): Admin,
    version: IfMatch,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    answer(app, caller.user.display_name, version, id, Wish::Activate).await
}

/// Pauses a connection, on both sides, until this side activates it again.
#[utoipa::path(post, path = "/api/v1/connections/{id}/deactivate", tag = "connections",
    operation_id = "deactivate_connection",
    params(("id" = ConnectionId, Path), ("If-Match" = String, Header)), responses((status = 200, body = Connection)))]
pub(crate) async fn deactivate(
    State(app): State<Shared>,
    Admin(caller): Admin,
    version: IfMatch,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    answer(app, caller.user.display_name, version, id, Wish::Deactivate).await
}

/// Changes names and description.
#[utoipa::path(patch, path = "/api/v1/connections/{id}", tag = "connections", operation_id = "edit_connection",
    params(("id" = ConnectionId, Path), ("If-Match" = String, Header)), request_body = EditRequest,
    responses((status = 200, body = Connection)))]
pub(crate) async fn edit(
    State(app): State<Shared>,
    Admin(caller): Admin,
    version: IfMatch,
    Path(id): Path<String>,
    Input(request): Input<EditRequest>,
) -> Result<Response, Refusal> {
    let edit = request.checked().map_err(Failure::Invalid)?;
    answer(app, caller.user.display_name, version, id, Wish::Edit(edit)).await
}

/// Withdraws the invitation.
#[utoipa::path(delete, path = "/api/v1/connections/{id}/invitation", tag = "connections", operation_id = "revoke_invitation",
    params(("id" = ConnectionId, Path), ("If-Match" = String, Header)), responses((status = 200, body = Connection)))]
pub(crate) async fn revoke(
    State(app): State<Shared>,
    Admin(caller): Admin,
    version: IfMatch,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    answer(app, caller.user.display_name, version, id, Wish::Revoke).await
}

async fn answer(
    app: Shared,
    by: String,
    version: IfMatch,
    id: String,
    wish: Wish,
) -> Result<Response, Refusal> {
    let id = one(id)?;
    let connection = detached(async move { change(&app, &by, version, &id, &wish).await }).await?;
    Ok(with_version(&connection.to_dto()))
}

async fn change(
    app: &Shared,
    by: &str,
    version: IfMatch,
    id: &ConnectionId,
    wish: &Wish,
) -> Result<ConnectionRecord, Failure> {
    let now = app.clock.now();
    let mut tx = app.store.begin().await?;
    Invitations::hold_of(&mut tx, id).await?;
    let found = Connections::held(&mut tx, id).await?;
    let before = found.ok_or(ErrorCode::NotFound)?;
    let Some(changed) = decide(&before, wish)? else {
        return Ok(before);
    };
    version.is(before.version)?;
    if matches!(wish, Wish::Revoke) {
        Invitations::revoke(&mut tx, id, now).await?;
    }
    let mut after = changed.connection;
    match Connections::update(&mut tx, &after).await {
        Err(StoreError::Duplicate(_)) => {
            return Err(Failure::field("name", ErrorCode::NameTaken));
        }
        done => done?,
    }
    let entry = ActivityEntry {
        changes: changed.changes,
        ..by_person(now, by, changed.kind)
    };
    app.note(&mut tx, id, &entry).await?;
    tx.commit().await?;
    after.version += 1;
    if after.own != before.own {
        heartbeats::soon(app, after.clone());
    }
    Ok(after)
}
