//! What other nodes ask of this one (`/peer/v1`).

use super::Shared;
use super::peer_call::{Call, SignedRequest};
use super::peer_connection::{is_pinned, recognised};
use super::problem::Refusal;
use crate::app::App;
use crate::crash::crash_point;
use crate::domain::{ConnectionRecord, Contact, Invitation, Remote, Verdict, by_other_side, judge};
use crate::failure::Failure;
use crate::heartbeats::{learn, record};
use crate::ports::is_id;
use crate::store::{Connections, Farewells, Invitations, Tx, Withdrawals};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::ActivityKind;
use crosslink_protocol::connection::{Health, Lifecycle};
use crosslink_protocol::id::{ConnectionId, InvitationId};
use crosslink_protocol::peer::{
    AcceptanceAnswer, AcceptanceRequest, Heartbeat, NodeInfo, PeerPreview, PeerPreviewRequest,
};

/// What this node tells everybody.
#[utoipa::path(get, path = "/peer/v1/node", tag = "peer", operation_id = "get_node",
    responses((status = 200, body = NodeInfo)))]
pub(crate) async fn node(State(app): State<Shared>) -> Json<NodeInfo> {
    Json(app.peers.own_info())
}

/// What an invitation offers, to whom has its code. Changes nothing.
#[utoipa::path(post, path = "/peer/v1/invitations/{id}/preview", tag = "peer", operation_id = "preview_peer_invitation",
    params(("id" = InvitationId, Path)), request_body = PeerPreviewRequest,
    responses((status = 200, body = PeerPreview)))]
pub(crate) async fn preview(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, previewed).await
}

async fn previewed(app: Shared, call: Call) -> Result<PeerPreview, Failure> {
    let request: PeerPreviewRequest = call.message()?;
    call.comes_from(&request.node)?;
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let invitation = invitation(&app, &call, &mut tx).await?;
    let connection = owner(&mut tx, &invitation).await?;
    tx.commit().await?;
    if let Verdict::Refused(code) = judge(&invitation, &request.node.uid, None, app.clock.now()) {
        return Err(code.into());
    }
    Ok(PeerPreview {
        node: app.peers.own_info(),
        mode: connection.mode,
        connection_name: connection.name,
        inviter_short_name: connection.local_short_name,
        invited_short_name: connection.remote_short_name,
        expires_at: invitation.expires_at,
    })
}

/// Takes an invitation. Sent again with the same acceptance id, it is answered the same.
#[utoipa::path(post, path = "/peer/v1/invitations/{id}/acceptance", tag = "peer", operation_id = "accept_peer_invitation",
    params(("id" = InvitationId, Path)), request_body = AcceptanceRequest,
    responses((status = 200, body = AcceptanceAnswer)))]
pub(crate) async fn acceptance(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, accepted).await
}

async fn accepted(app: Shared, call: Call) -> Result<AcceptanceAnswer, Failure> {
    let request: AcceptanceRequest = call.message()?;
    call.comes_from(&request.node)?;
    if !is_id(request.acceptance_id.as_str()) || !is_id(request.connection_id.as_str()) {
        return Err(ErrorCode::MalformedRequest.into());
    }
    crash_point("source-before-store");
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let invitation = invitation(&app, &call, &mut tx).await?;
    let connection = owner(&mut tx, &invitation).await?;
    if Withdrawals::remembers(&mut tx, &request.acceptance_id).await? {
        return Err(ErrorCode::InvitationRevoked.into());
    }
    match judge(
        &invitation,
        &request.node.uid,
        Some(&request.acceptance_id),
        app.clock.now(),
    ) {
        Verdict::Refused(code) => {
            tx.commit().await?;
            return Err(code.into());
        }
        Verdict::Repeat => tx.commit().await?,
        Verdict::Open => {
            take(&app, &mut tx, &invitation, connection, &request).await?;
            crash_point("source-before-commit");
            tx.commit().await?;
            crash_point("source-after-commit");
            tracing::info!(connection = %invitation.connection_id, "invitation accepted");
        }
    }
    Ok(AcceptanceAnswer {
        acceptance_id: request.acceptance_id,
        node: app.peers.own_info(),
        connection_id: invitation.connection_id,
    })
}

/// Uses the invitation up, pins who accepted it, and makes the connection active: all of it, or nothing.
async fn take(
    app: &App,
    tx: &mut Tx,
    invitation: &Invitation,
    mut connection: ConnectionRecord,
    request: &AcceptanceRequest,
) -> Result<(), Failure> {
    let now = app.clock.now();
    if !Invitations::take(
        tx,
        &invitation.id,
        &request.acceptance_id,
        &request.node.uid,
        now,
    )
    .await?
    {
        // Another acceptance was quicker, between the look and the take.
        return Err(ErrorCode::InvitationUsed.into());
    }
    let known_url = connection.remote.node_url.take();
    connection.remote = Remote::pinned(&request.node, request.connection_id.clone());
    // Called where this node has seen it, never at an address that it only names: who has no URL to give is not called.
    connection.remote.node_url = known_url;
    connection.lifecycle = Lifecycle::Active;
    connection.health = Health::Up;
    connection.health_reason = None;
    connection.last_contact_at = Some(now);
    Connections::update(tx, &connection).await?;
    let entry = by_other_side(now, ActivityKind::Accepted);
    app.note(tx, &connection.id, &entry).await
}

/// Whether this node is there, and knows the connection.
#[utoipa::path(post, path = "/peer/v1/connections/{id}/heartbeat", tag = "peer", operation_id = "heartbeat",
    params(("id" = ConnectionId, Path)), request_body = Heartbeat, responses((status = 200, body = Heartbeat)))]
pub(crate) async fn heartbeat(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, beaten).await
}

async fn beaten(app: Shared, call: Call) -> Result<Heartbeat, Failure> {
    let message: Heartbeat = call.message()?;
    let id = ConnectionId::new(call.subject());
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let found = Connections::find(&mut tx, &id).await?;
    let deleted = match found {
        Some(_) => None,
        None => Farewells::find(&mut tx, &id).await?,
    };
    tx.commit().await?;
    if let Some(farewell) = deleted {
        is_pinned(&call, farewell.remote_key.as_deref())?;
        return Err(ErrorCode::PeerConnectionRemoved.into());
    }
    let connection = recognised(&call, found)?;
    // Who can be called is asked by this node itself; of the others, their own calls are all there is.
    if !app.peers.can_call(&connection) {
        record(&app, &connection, Contact::Called).await?;
    }
    if let Some(state) = message.state {
        learn(&app, &connection, state).await?;
    }
    Ok(Heartbeat {
        sent_at: app.clock.now(),
        state: Some(connection.own),
    })
}

/// The invitation that a call is about, if the caller proves that it has the code.
pub(crate) async fn invitation(app: &App, call: &Call, tx: &mut Tx) -> Result<Invitation, Failure> {
    let id = InvitationId::new(call.subject());
    Invitations::hold(tx, &id).await?;
    let Some(invitation) = Invitations::find(tx, &id).await? else {
        // Its connection was deleted: who has the code may know.
        let ended = Invitations::ended(tx, &id).await?;
        call.proves(app, &ended.ok_or(ErrorCode::InvitationUnknown)?)?;
        return Err(ErrorCode::InvitationRevoked.into());
    };
    call.proves(app, &invitation.proof_key)?;
    Ok(invitation)
}

/// The connection that an invitation belongs to.
async fn owner(tx: &mut Tx, invitation: &Invitation) -> Result<ConnectionRecord, Failure> {
    let found = Connections::held(tx, &invitation.connection_id).await?;
    found.ok_or(Failure::Internal("an invitation has no connection", None))
}
