//! Deleting a connection. The other side learns of it as soon as it can be told.

use super::Shared;
use super::auth::Admin;
use super::connections::one;
use super::detached::detached;
use super::if_match::IfMatch;
use super::problem::Refusal;
use crate::app::App;
use crate::domain::{FAREWELL_MS, Farewell};
use crate::failure::Failure;
use crate::jobs::chain;
use crate::peer::{tell_due, withdraw_due};
use crate::store::{Acceptances, Connections, Farewells, Invitations, Withdrawals};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::ConnectionId;
use std::sync::Arc;

/// Removes a connection here. What was deleted before is answered the same.
#[utoipa::path(delete, path = "/api/v1/connections/{id}", tag = "connections", operation_id = "delete_connection",
    params(("id" = ConnectionId, Path), ("If-Match" = String, Header)),
    responses((status = 204, description = "It is gone")))]
pub(crate) async fn delete(
    State(app): State<Shared>,
    _: Admin,
    version: IfMatch,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    let id = one(id)?;
    detached(async move {
        if deleted(&app, version, &id).await? {
            tell(&app);
        }
        Ok(())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `false` when it was deleted before.
async fn deleted(app: &App, version: IfMatch, id: &ConnectionId) -> Result<bool, Failure> {
    let now = app.clock.now();
    let until = now.plus_ms(FAREWELL_MS);
    let mut tx = app.store.begin().await?;
    Invitations::hold_of(&mut tx, id).await?;
    let given_up = Acceptances::give_up(&mut tx, id).await?;
    let Some(connection) = Connections::held(&mut tx, id).await? else {
        let before = Farewells::find(&mut tx, id).await?;
        return before.map(|_| false).ok_or(ErrorCode::NotFound.into());
    };
    version.is(connection.version)?;
    if let Some(acceptance) = given_up {
        Withdrawals::insert(&mut tx, &acceptance, now, until).await?;
    }
    Invitations::keep_ended(&mut tx, id, until).await?;
    let due = connection.is_agreed().then_some(now);
    Farewells::insert(&mut tx, &Farewell::of(&connection), due, until).await?;
    Connections::delete(&mut tx, id).await?;
    tx.commit().await?;
    Ok(true)
}

/// Tells the other side at once, and does not wait for it; the jobs go on when it does not answer.
fn tell(app: &Shared) {
    let app = Arc::clone(app);
    tokio::spawn(async move {
        for told in [tell_due(&app).await, withdraw_due(&app).await] {
            if let Err(error) = told {
                tracing::error!(error = %chain(&error), "the other side was not told");
            }
        }
    });
}
