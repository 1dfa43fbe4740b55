//! **Verify admin access**, on the side that is asked for it.

use super::Shared;
use super::accept::{read_code, why_unreached};
use super::auth::Admin;
use super::destinations::{Counted, at_field};
use super::detached::detached;
use super::input::Input;
use super::problem::Refusal;
use crate::app::App;
use crate::domain::Grant;
use crate::failure::Failure;
use crate::peer::Delivery;
use crate::store::Grants;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::VerificationId;
use crosslink_protocol::invitation_code::InvitationCode;
use crosslink_protocol::mode::Mode;
use crosslink_protocol::peer::{VerificationAnswer, VerificationPreview};
use crosslink_protocol::verification::{GrantPreview, GrantRequest};

/// Who asks for admin access. Changes nothing on either side.
#[utoipa::path(post, path = "/api/v1/grants/preview", tag = "grants", operation_id = "preview_grant",
    request_body = GrantRequest, responses((status = 200, body = GrantPreview)))]
pub(crate) async fn preview(
    State(app): State<Shared>,
    _: Admin,
    _: Counted,
    Input(request): Input<GrantRequest>,
) -> Result<Json<GrantPreview>, Refusal> {
    let previewed = async {
        let code = read_code(&app, &request.code)?;
        let asked = asked(&app, &code).await?;
        Ok(GrantPreview {
            asker_name: asked.node.name,
            asker_tracker_url: asked.node.tracker.url,
            asker_node_url: code.source_url,
            expires_at: asked.expires_at,
        })
    };
    Ok(Json(
        previewed
            .await
            .map_err(|failure| at_field(failure, "code"))?,
    ))
}

/// Grants admin access: the asking side may set up one connection on both sides.
#[utoipa::path(post, path = "/api/v1/grants", tag = "grants", operation_id = "grant",
    request_body = GrantRequest, responses((status = 204, description = "Granted, and the other side knows")))]
pub(crate) async fn grant(
    State(app): State<Shared>,
    Admin(caller): Admin,
    _: Counted,
    Input(request): Input<GrantRequest>,
) -> Result<StatusCode, Refusal> {
    decided(app, caller.user.display_name, request, true).await
}

/// Declines to grant it.
#[utoipa::path(post, path = "/api/v1/grants/decline", tag = "grants", operation_id = "decline_grant",
    request_body = GrantRequest, responses((status = 204, description = "Declined, and the other side knows")))]
pub(crate) async fn decline(
    State(app): State<Shared>,
    Admin(caller): Admin,
    _: Counted,
    Input(request): Input<GrantRequest>,
) -> Result<StatusCode, Refusal> {
    decided(app, caller.user.display_name, request, false).await
}

async fn decided(
    app: Shared,
    by: String,
    request: GrantRequest,
    granted: bool,
) -> Result<StatusCode, Refusal> {
    let done = detached(async move { decide(&app, by, &request.code, granted).await }).await;
    done.map_err(|failure| at_field(failure, "code"))?;
    Ok(StatusCode::NO_CONTENT)
}

/// The grant is there before the asking side hears of it, because it may use it at once; and goes again if it does not hear.
async fn decide(app: &App, by: String, text: &str, granted: bool) -> Result<(), Failure> {
    let code = read_code(app, text)?;
    let asked = asked(app, &code).await?;
    let id = VerificationId::new(code.invitation.as_str());
    if granted {
        if let Some(reason) = app.peers.licensing.now().refusal(Mode::Visual) {
            return Err(reason.into());
        }
        let mut tx = app.store.begin().await?;
        let grant = Grant {
            id: id.clone(),
            asker_key: asked.node.public_key,
            granted_by: by.clone(),
            granted_at: app.clock.now(),
            invitation: None,
        };
        Grants::insert(&mut tx, &grant).await?;
        tx.commit().await?;
    }
    let answer = VerificationAnswer {
        node: app.peers.own_info(),
        granted,
        decided_by: by,
    };
    let sent = app.peers.answer_verification(&code, &answer).await?;
    let mut tx = app.store.begin().await?;
    let refused = match sent {
        Delivery::Done(_) => {
            Grants::told(&mut tx, &id, app.clock.now()).await?;
            None
        }
        Delivery::Refused(reason) => Some(reason),
        Delivery::Unknown(reason) => {
            tracing::info!(
                reason = reason.as_str(),
                "who asks for access does not answer"
            );
            Some(why_unreached(reason))
        }
    };
    if refused.is_some() {
        Grants::withdraw(&mut tx, &id).await?;
    }
    tx.commit().await?;
    match refused {
        Some(reason) => Err(reason.into()),
        None => Ok(()),
    }
}

/// Asks the node that made the code what it asks for.
async fn asked(app: &App, code: &InvitationCode) -> Result<VerificationPreview, Failure> {
    match app.peers.verification(code).await? {
        Delivery::Done(asked) => Ok(asked),
        // An invitation code was pasted here, or the request is long gone.
        Delivery::Refused(ErrorCode::NotFound) => Err(ErrorCode::VerificationUnknown.into()),
        Delivery::Refused(reason) => Err(reason.into()),
        Delivery::Unknown(reason) => Err(why_unreached(reason).into()),
    }
}
