//! Invitations that end by themselves.

use crate::app::App;
use crate::domain::by_node;
use crate::failure::Failure;
use crate::store::{Connections, Invitations};
use crosslink_protocol::activity::ActivityKind;
use crosslink_protocol::connection::Lifecycle;

/// Marks the connections whose invitation has ended.
pub(crate) async fn expire(app: &App) -> Result<(), Failure> {
    let now = app.clock.now();
    let expired = Invitations::expired(&mut *app.store.read().await?, now).await?;
    for id in expired {
        let mut tx = app.store.begin().await?;
        Invitations::hold_of(&mut tx, &id).await?;
        let found = Connections::held(&mut tx, &id).await?;
        // It may have been accepted, or invited anew, since it was looked for.
        let ended = found.filter(|found| {
            found.lifecycle == Lifecycle::Pending
                && found.invitation_expires_at.is_some_and(|end| end <= now)
        });
        if let Some(mut connection) = ended {
            connection.lifecycle = Lifecycle::Expired;
            Connections::update(&mut tx, &connection).await?;
            let entry = by_node(now, ActivityKind::InvitationExpired);
            app.note(&mut tx, &id, &entry).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
