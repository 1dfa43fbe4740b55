//! Making a new invitation for a connection that is not agreed on yet.

use super::Shared;
use super::auth::Admin;
use super::connections::one;
use super::detached::detached;
use super::if_match::IfMatch;
use super::making::{initiated, invitation};
use super::problem::Refusal;
use super::replay::IdempotencyKey;
use crate::app::App;
use crate::domain::by_person;
use crate::failure::Failure;
use crate::reach;
use crate::store::{Connections, Invitations};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::ActivityKind;
use crosslink_protocol::connection::{Health, Initiated, Lifecycle};
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::lifecycle::{Action, refusal};
use crosslink_protocol::mode::OwnUrl;

/// Makes a new invitation; the one before is withdrawn. Sent again with the same `Idempotency-Key`, it answers the same.
#[utoipa::path(post, path = "/api/v1/connections/{id}/invitation", tag = "connections", operation_id = "reissue_invitation",
    params(("id" = ConnectionId, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Initiated)))]
pub(crate) async fn reissue(
    State(app): State<Shared>,
    Admin(caller): Admin,
    version: IfMatch,
    key: IdempotencyKey,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Initiated>), Refusal> {
    let id = one(id)?;
    let by = caller.user.display_name;
    let made = detached(async move { once(&app, &by, version, &key, &id).await }).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

async fn once(
    app: &App,
    by: &str,
    version: IfMatch,
    key: &IdempotencyKey,
    id: &ConnectionId,
) -> Result<Initiated, Failure> {
    if let Some(answer) = key.answer(app, &()).await? {
        return Ok(answer);
    }
    // Before the transaction: it may have to be tried, which takes a call.
    let own_url = reach::own_url(app).await;
    let now = app.clock.now();
    let mut tx = app.store.begin().await?;
    Invitations::hold_of(&mut tx, id).await?;
    let found = Connections::held(&mut tx, id).await?;
    let mut connection = found.ok_or(ErrorCode::NotFound)?;
    // The same request, sent at the same time, may have been quicker.
    if let Some(answer) = key.answer_in(&mut tx, app, &()).await? {
        return Ok(answer);
    }
    if let Some(code) = refusal(Action::Reissue, &connection.to_dto()) {
        return Err(code.into());
    }
    version.is(connection.version)?;
    match own_url {
        OwnUrl::Known => {}
        OwnUrl::Missing => return Err(ErrorCode::OwnUrlMissing.into()),
        OwnUrl::Unreachable => return Err(ErrorCode::OwnUrlUnreachable.into()),
    }
    let (invitation, code) = invitation(app, id.clone(), connection.remote.node_uid.clone())?;
    Invitations::revoke(&mut tx, id, now).await?;
    connection.lifecycle = Lifecycle::Pending;
    connection.health = Health::Unknown;
    connection.health_reason = None;
    connection.invitation_expires_at = Some(invitation.expires_at);
    Connections::update(&mut tx, &connection).await?;
    connection.version += 1;
    Invitations::insert(&mut tx, &invitation).await?;
    let entry = by_person(now, by, ActivityKind::InvitationReissued);
    app.note(&mut tx, id, &entry).await?;
    let made = initiated(&connection, code);
    if !key.keep(app, &mut tx, &(), &made).await? {
        drop(tx);
        let answer = key.answer(app, &()).await?;
        return answer.ok_or(Failure::Internal("a kept answer vanished", None));
    }
    tx.commit().await?;
    Ok(made)
}
