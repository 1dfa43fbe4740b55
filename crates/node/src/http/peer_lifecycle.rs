//! What other nodes tell this one about connections: that they deleted one, gave one up, or want to be called back.

use super::Shared;
use super::peer::invitation;
use super::peer_call::{Call, SignedRequest};
use super::peer_connection::{is_pinned, recognised};
use super::problem::Refusal;
use crate::check;
use crate::domain::FAREWELL_MS;
use crate::failure::Failure;
use crate::heartbeats::mark_removed;
use crate::peer::fingerprint_of;
use crate::ports::is_id;
use crate::store::{Acceptances, Connections, Farewells, Withdrawals};
use axum::extract::State;
use axum::response::Response;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::{ConnectionId, InvitationId};
use crosslink_protocol::peer::{CallbackReport, CallbackRequest, Removal, StepReport, Withdrawal};

/// The other side has deleted the connection.
#[utoipa::path(post, path = "/peer/v1/connections/{id}/removal", tag = "peer", operation_id = "remove_peer_connection",
    params(("id" = ConnectionId, Path)), request_body = Removal, responses((status = 200, body = Removal)))]
pub(crate) async fn removal(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, removed).await
}

async fn removed(app: Shared, call: Call) -> Result<Removal, Failure> {
    let _: Removal = call.message()?;
    let id = ConnectionId::new(call.subject());
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let under_way = Acceptances::of_connection(&mut tx, &id).await?;
    match Connections::find(&mut tx, &id).await? {
        // The acceptance was recorded over there and its answer lost; then the connection was deleted there.
        Some(connection) if connection.remote.public_key.is_none() => {
            let source = under_way.map(|acceptance| acceptance.fingerprint);
            if source.is_none() || source != fingerprint_of(call.key()) {
                return Err(ErrorCode::PeerConnectionUnknown.into());
            }
            Acceptances::give_up(&mut tx, &id).await?;
            mark_removed(&app, &mut tx, &id).await?;
        }
        Some(connection) => {
            is_pinned(&call, connection.remote.public_key.as_deref())?;
            mark_removed(&app, &mut tx, &id).await?;
        }
        // Both sides have deleted it: there is nobody left to be told.
        None => {
            let farewell = Farewells::find(&mut tx, &id).await?;
            let farewell = farewell.ok_or(ErrorCode::PeerConnectionUnknown)?;
            is_pinned(&call, farewell.remote_key.as_deref())?;
            Farewells::put_off(&mut tx, &id, None).await?;
        }
    }
    tx.commit().await?;
    Ok(Removal {})
}

/// The other side no longer wants what it tried to accept.
#[utoipa::path(post, path = "/peer/v1/invitations/{id}/withdrawal", tag = "peer", operation_id = "withdraw_peer_acceptance",
    params(("id" = InvitationId, Path)), request_body = Withdrawal, responses((status = 200, body = Removal)))]
pub(crate) async fn withdrawal(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, withdrawn).await
}

async fn withdrawn(app: Shared, call: Call) -> Result<Removal, Failure> {
    let request: Withdrawal = call.message()?;
    call.comes_from(&request.node)?;
    if !is_id(request.acceptance_id.as_str()) {
        return Err(ErrorCode::MalformedRequest.into());
    }
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let invitation = invitation(&app, &call, &mut tx).await?;
    let used = invitation.used.as_ref();
    if used.is_some_and(|(id, node)| *id == request.acceptance_id && *node == request.node.uid) {
        mark_removed(&app, &mut tx, &invitation.connection_id).await?;
    } else {
        let until = app.clock.now().plus_ms(FAREWELL_MS);
        Withdrawals::remember(&mut tx, &request.acceptance_id, until).await?;
    }
    tx.commit().await?;
    Ok(Removal {})
}

/// Calls the other side back, and says how it went.
#[utoipa::path(post, path = "/peer/v1/connections/{id}/callback", tag = "peer", operation_id = "call_peer_back",
    params(("id" = ConnectionId, Path)), request_body = CallbackRequest,
    responses((status = 200, body = CallbackReport)))]
pub(crate) async fn callback(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, called_back).await
}

async fn called_back(app: Shared, call: Call) -> Result<CallbackReport, Failure> {
    let request: CallbackRequest = call.message()?;
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let found = Connections::find(&mut tx, &ConnectionId::new(call.subject())).await?;
    tx.commit().await?;
    let connection = recognised(&call, found)?;
    match request.url.filter(|_| connection.is_agreed()) {
        Some(url) => check::for_other_side(&app, &connection, &url).await,
        None => Ok(CallbackReport {
            reach: StepReport {
                failed: Some(ErrorCode::PeerCannotBeCalled),
                took_ms: 0,
            },
            recognised: None,
        }),
    }
}
