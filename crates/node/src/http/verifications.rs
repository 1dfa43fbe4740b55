//! **Verify admin access**, on the side that asks for it.

use super::Shared;
use super::auth::Admin;
use super::destinations::{Counted, at_field, looked, refused};
use super::detached::detached;
use super::input::Input;
use super::problem::Refusal;
use crate::app::App;
use crate::domain;
use crate::failure::Failure;
use crate::peer::Identity;
use crate::ports::{is_id, new_id, random_32};
use crate::store::Verifications;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use crosslink_protocol::handover::Handover;
use crosslink_protocol::id::{InvitationId, VerificationId};
use crosslink_protocol::invitation_code::InvitationCode;
use crosslink_protocol::mode::Mode;
use crosslink_protocol::verification::{VERIFICATION_MS, Verification, VerificationRequest};
use crosslink_protocol::{ErrorCode, Timestamp};

/// Asks for admin access to a destination. The answer has the link that its administrator opens.
#[utoipa::path(post, path = "/api/v1/verifications", tag = "connections", operation_id = "create_verification",
    request_body = VerificationRequest, responses((status = 201, body = Verification)))]
pub(crate) async fn create(
    State(app): State<Shared>,
    Admin(caller): Admin,
    _: Counted,
    Input(request): Input<VerificationRequest>,
) -> Result<(StatusCode, Json<Verification>), Refusal> {
    let by = caller.user.display_name;
    let asked = detached(async move { ask(&app, &by, &request.destination_url).await }).await;
    let verification = asked.map_err(|failure| at_field(failure, "destinationUrl"))?;
    Ok((StatusCode::CREATED, Json(verification)))
}

async fn ask(app: &App, by: &str, destination: &str) -> Result<Verification, Failure> {
    let (found, offers) = looked(app, Some(destination)).await?;
    if let Some(reason) = refused(&offers, Mode::Visual) {
        return Err(reason.into());
    }
    let node = found.ok_or(ErrorCode::ModeNeedsUrl)?.node;
    let console_url = node.console_url.ok_or(ErrorCode::ConsoleUnknown)?;
    let own_url = app.peers.own.url.clone().ok_or(ErrorCode::OwnUrlMissing)?;
    let one_time_key = random_32(&*app.entropy)?;
    let one_time = Identity::from_seed(&one_time_key).map_err(|error| {
        Failure::Internal("a one-time key can't be made", Some(Box::new(error)))
    })?;
    let now = app.clock.now();
    let verification = domain::Verification {
        id: VerificationId::new(new_id(&*app.clock, &*app.entropy)?),
        proof_key: one_time.public_key.clone(),
        node_uid: node.uid,
        node_key: node.public_key,
        node_name: node.name,
        expires_at: now.plus_ms(VERIFICATION_MS),
        decision: None,
        used_at: None,
    };
    let code = InvitationCode {
        invitation: InvitationId::new(verification.id.as_str()),
        one_time_key,
        fingerprint: app.identity.fingerprint(),
        source_url: own_url,
    };
    let code = code.encode().ok_or(Failure::Internal(
        "the own URL is too long for a code",
        None,
    ))?;
    let mut tx = app.store.begin().await?;
    Verifications::insert(&mut tx, &verification, by, now).await?;
    tx.commit().await?;
    Ok(Verification {
        link: Some(Handover::Verify(code).link(&console_url)),
        ..told(verification, now)
    })
}

/// How far it has come.
#[utoipa::path(get, path = "/api/v1/verifications/{id}", tag = "connections", operation_id = "get_verification",
    params(("id" = VerificationId, Path)), responses((status = 200, body = Verification)))]
pub(crate) async fn get(
    State(app): State<Shared>,
    _: Admin,
    Path(id): Path<String>,
) -> Result<Json<Verification>, Refusal> {
    if !is_id(&id) {
        return Err(ErrorCode::NotFound.into());
    }
    let id = VerificationId::new(id);
    let found = Verifications::find(&mut *app.store.read().await?, &id).await?;
    let found = found.ok_or(ErrorCode::NotFound)?;
    Ok(Json(told(found, app.clock.now())))
}

/// What the console is told, without the link.
fn told(verification: domain::Verification, now: Timestamp) -> Verification {
    Verification {
        state: verification.state(now),
        expires_at: verification.ends_at(),
        id: verification.id,
        destination_name: verification.node_name,
        decided_by: verification.decision.map(|decision| decision.by),
        link: None,
    }
}
