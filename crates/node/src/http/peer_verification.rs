//! Admin access between nodes: the source tells what it asks for and hears the decision; the destination lets a granted
//! invitation be accepted.

use super::Shared;
use super::accept::{accept_granted, read_code};
use super::peer_call::{Call, SignedRequest};
use super::problem::Refusal;
use crate::app::App;
use crate::domain::{Decision, Verification, usable};
use crate::failure::Failure;
use crate::peer::fingerprint_of;
use crate::store::{Grants, Tx, Verifications};
use axum::extract::State;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::VerificationId;
use crosslink_protocol::mode::Mode;
use crosslink_protocol::peer::{
    GrantedConnection, GrantedInvitation, PeerPreviewRequest, VerificationAnswer,
    VerificationPreview,
};

/// Longest name of somebody who decides, in characters.
const NAME_MAX: usize = 200;

/// Who asks for admin access, told to whom has the code. Changes nothing.
#[utoipa::path(post, path = "/peer/v1/verifications/{id}/preview", tag = "peer", operation_id = "preview_peer_verification",
    params(("id" = VerificationId, Path)), request_body = PeerPreviewRequest,
    responses((status = 200, body = VerificationPreview)))]
pub(crate) async fn preview(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, previewed).await
}

async fn previewed(app: Shared, call: Call) -> Result<VerificationPreview, Failure> {
    let request: PeerPreviewRequest = call.message()?;
    call.comes_from(&request.node)?;
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let verification = verification(&app, &call, &mut tx).await;
    tx.commit().await?;
    Ok(told(&app, &verification?))
}

/// An administrator of the destination has decided. Sent again with the same decision, it is answered the same.
#[utoipa::path(post, path = "/peer/v1/verifications/{id}/answer", tag = "peer", operation_id = "answer_peer_verification",
    params(("id" = VerificationId, Path)), request_body = VerificationAnswer,
    responses((status = 200, body = VerificationPreview)))]
pub(crate) async fn answer(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, answered).await
}

async fn answered(app: Shared, call: Call) -> Result<VerificationPreview, Failure> {
    let answer: VerificationAnswer = call.message()?;
    call.comes_from(&answer.node)?;
    let name = &answer.decided_by;
    if name.chars().count() > NAME_MAX || name.chars().any(char::is_control) {
        return Err(ErrorCode::MalformedRequest.into());
    }
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let verification = verification(&app, &call, &mut tx).await?;
    let decision = Decision {
        granted: answer.granted,
        by: answer.decided_by,
        at: app.clock.now(),
    };
    let decided = match &verification.decision {
        Some(before) => before.granted == decision.granted,
        None if Verifications::decide(&mut tx, &verification.id, &decision).await? => true,
        // The same answer, sent twice at the same time, may have been quicker.
        None => {
            let found = Verifications::find(&mut tx, &verification.id).await?;
            let before = found.and_then(|found| found.decision);
            before.is_some_and(|before| before.granted == decision.granted)
        }
    };
    tx.commit().await?;
    match decided {
        true => Ok(told(&app, &verification)),
        false => Err(ErrorCode::VerificationDecided.into()),
    }
}

/// The verification that a call is about, if the caller proves that it has the code, and is the node that was probed.
async fn verification(app: &App, call: &Call, tx: &mut Tx) -> Result<Verification, Failure> {
    let found = Verifications::find(tx, &VerificationId::new(call.subject())).await?;
    let verification = found.ok_or(ErrorCode::VerificationUnknown)?;
    call.proves(app, &verification.proof_key)?;
    match verification.refuses_caller(call.key(), app.clock.now()) {
        Some(reason) => Err(reason.into()),
        None => Ok(verification),
    }
}

fn told(app: &App, verification: &Verification) -> VerificationPreview {
    VerificationPreview {
        node: app.peers.own_info(),
        expires_at: verification.expires_at,
    }
}

/// Accepts an invitation by the admin access that was granted to the node that sends it. Sent again, it goes on where it
/// stopped.
#[utoipa::path(post, path = "/peer/v1/grants/{id}/invitation", tag = "peer", operation_id = "use_peer_grant",
    params(("id" = VerificationId, Path)), request_body = GrantedInvitation,
    responses((status = 200, body = GrantedConnection)))]
pub(crate) async fn invitation(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    let work = async |app, call| used(app, call).await.map_err(for_the_source);
    request.answered(app, work).await
}

async fn used(app: Shared, call: Call) -> Result<GrantedConnection, Failure> {
    let message: GrantedInvitation = call.message()?;
    let code = read_code(&app, &message.code)?;
    // Who was granted access invites for itself only.
    if fingerprint_of(call.key()) != Some(URL_SAFE_NO_PAD.encode(code.fingerprint)) {
        return Err(ErrorCode::GrantMissing.into());
    }
    if app.peers.licensing.now().refusal(Mode::Visual).is_some() {
        return Err(ErrorCode::ModeUnsupportedByDestination.into());
    }
    let id = VerificationId::new(call.subject());
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let grant = Grants::find(&mut tx, &id).await?;
    let usable = usable(
        grant.as_ref(),
        call.key(),
        &code.invitation,
        app.clock.now(),
    );
    let taken = usable && Grants::take(&mut tx, &id, &code.invitation).await?;
    tx.commit().await?;
    let Some(grant) = grant.filter(|_| taken) else {
        return Err(ErrorCode::GrantMissing.into());
    };
    let connection_id = accept_granted(&app, &grant.granted_by, &code, &message.details).await?;
    tracing::info!(connection = %connection_id, "granted access was used");
    Ok(GrantedConnection { connection_id })
}

/// The other node has no form in which a field could be shown.
fn for_the_source(failure: Failure) -> Failure {
    match failure {
        Failure::Invalid(errors) => match errors.first() {
            Some(error) => error.code.into(),
            None => ErrorCode::InvalidInput.into(),
        },
        other => other,
    }
}
