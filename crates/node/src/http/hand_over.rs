//! Visual mode: the invitation is accepted over there by the access that was granted for it.

use super::replay::IdempotencyKey;
use crate::app::App;
use crate::failure::Failure;
use crate::store::{Connections, Verifications};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::{
    Connection, ConnectionDetails, InitiateRequest, Initiated, Lifecycle,
};
use crosslink_protocol::id::{ProjectId, VerificationId};
use crosslink_protocol::names::suggested_connection_name;
use crosslink_protocol::peer::GrantedInvitation;

/// Hands an invitation over that nobody has accepted yet, and tells what came of it. Where it could not be handed over, the
/// answer stays as it was, with the code: somebody can still take it there by hand.
///
/// No transaction is open meanwhile: the destination asks this node before it answers.
pub(crate) async fn hand_over(
    app: &App,
    verification: &VerificationId,
    key: &IdempotencyKey,
    request: &InitiateRequest,
    initiated: Initiated,
) -> Result<Initiated, Failure> {
    let Some(code) = initiated.invitation_code.clone() else {
        return Ok(initiated);
    };
    let id = &initiated.connection.id;
    let mut db = app.store.read().await?;
    let connection = Connections::find(&mut db, id).await?;
    let connection = connection.ok_or(ErrorCode::NotFound)?;
    let verification = Verifications::find(&mut db, verification).await?;
    drop(db);
    if let (Lifecycle::Pending, Some(node_url), Some(verification)) = (
        connection.lifecycle,
        &connection.remote.node_url,
        verification,
    ) {
        let invitation = GrantedInvitation {
            code,
            details: mirrored(&initiated.connection),
        };
        let sent = app
            .peers
            .hand_over(
                node_url,
                &verification.node_key,
                &verification.id,
                &invitation,
            )
            .await?;
        tracing::info!(connection = %id, answer = ?sent, "invitation handed over");
    }
    // What counts is what the destination has told this node meanwhile: even if its answer to us was lost.
    let connection = Connections::find(&mut *app.store.read().await?, id).await?;
    let connection = connection.ok_or(ErrorCode::NotFound)?.to_dto();
    if connection.lifecycle == Lifecycle::Pending {
        return Ok(initiated);
    }
    let initiated = Initiated {
        connection,
        invitation_code: None,
        handover_url: None,
    };
    let mut tx = app.store.begin().await?;
    key.forget(&mut tx).await?;
    key.keep(app, &mut tx, request, &initiated).await?;
    tx.commit().await?;
    Ok(initiated)
}

/// What the other side calls things.
fn mirrored(connection: &Connection) -> ConnectionDetails {
    let (local, remote) = (&connection.remote_short_name, &connection.local_short_name);
    ConnectionDetails {
        name: suggested_connection_name(local, remote),
        local_short_name: local.clone(),
        remote_short_name: remote.clone(),
        description: connection.description.clone(),
        project_id: ProjectId::default(),
    }
}
