//! The licence of the own node.

use super::Shared;
use super::auth::Admin;
use super::destinations::at_field;
use super::detached::detached;
use super::input::Input;
use super::problem::Refusal;
use axum::Json;
use axum::extract::State;
use crosslink_protocol::licence::{Licence, LicenceKeyRequest};

/// Enters a licence key. It is verified here; nobody else is asked.
#[utoipa::path(put, path = "/api/v1/instance/licence", tag = "instance", operation_id = "put_licence",
    request_body = LicenceKeyRequest, responses((status = 200, body = Licence)))]
pub(crate) async fn put(
    State(app): State<Shared>,
    _: Admin,
    Input(request): Input<LicenceKeyRequest>,
) -> Result<Json<Licence>, Refusal> {
    let entered =
        detached(async move { app.peers.licensing.enter(&app.store, &request.key).await }).await;
    let licence = entered.map_err(|failure| at_field(failure, "key"))?;
    tracing::info!(until = %licence.ends_at.0, "a licence key was entered");
    Ok(Json(licence))
}
