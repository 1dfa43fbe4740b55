//! Tells the other side what was deleted here, however often that takes.

use super::delivery::{ATTEMPT_MS, one_time_key};
use super::outgoing::Delivery;
use crate::app::App;
use crate::domain::retry_after;
use crate::failure::Failure;
use crate::store::{Farewells, Withdrawals};
use crosslink_protocol::ErrorCode;

/// Tells of every deleted connection whose time has come.
pub(crate) async fn tell_due(app: &App) -> Result<(), Failure> {
    loop {
        let now = app.clock.now();
        let mut tx = app.store.begin().await?;
        let due = Farewells::claim_due(&mut tx, now, now.plus_ms(ATTEMPT_MS)).await?;
        tx.commit().await?;
        let Some(farewell) = due else { return Ok(()) };
        let next = match app.peers.tell_removal(&farewell).await? {
            Some(sent) if !is_answer(&sent) => {
                Some(app.clock.now().plus_ms(retry_after(farewell.attempts)))
            }
            // Who can't be called hears it when it calls.
            Some(_) | None => None,
        };
        let mut tx = app.store.begin().await?;
        Farewells::put_off(&mut tx, &farewell.id, next).await?;
        tx.commit().await?;
    }
}

/// Tells of every acceptance that was given up and whose time has come.
pub(crate) async fn withdraw_due(app: &App) -> Result<(), Failure> {
    loop {
        let now = app.clock.now();
        let mut tx = app.store.begin().await?;
        let due = Withdrawals::claim_due(&mut tx, now, now.plus_ms(ATTEMPT_MS)).await?;
        tx.commit().await?;
        let Some(acceptance) = due else { return Ok(()) };
        let key = one_time_key(app, &acceptance)?;
        let sent = app.peers.withdraw(&acceptance, &key).await?;
        let mut tx = app.store.begin().await?;
        if is_answer(&sent) {
            Withdrawals::delete(&mut tx, &acceptance.id).await?;
        } else {
            let next = app.clock.now().plus_ms(retry_after(acceptance.attempts));
            Withdrawals::put_off(&mut tx, &acceptance.id, next).await?;
        }
        tx.commit().await?;
    }
}

/// Whether the other side has answered for good: it knows now, or there is nothing that it could know.
fn is_answer<T>(sent: &Delivery<T>) -> bool {
    match sent {
        Delivery::Done(_) => true,
        Delivery::Refused(code) => matches!(
            code,
            ErrorCode::PeerConnectionUnknown
                | ErrorCode::PeerConnectionRemoved
                | ErrorCode::InvitationUnknown
                | ErrorCode::InvitationRevoked
                | ErrorCode::InvitationProofWrong
        ),
        Delivery::Unknown(_) => false,
    }
}
