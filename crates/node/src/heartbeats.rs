//! Heartbeats: whether the other side is there, what it has decided, and what this side has.
//!
//! Each side decides its own part only and says it with every heartbeat and every answer to one; the newest that was heard
//! counts. So nothing has to arrive, and nothing in order: as long as one heartbeat arrives sooner or later, both sides
//! know the same two parts.

use crate::app::App;
use crate::domain::{
    ConnectionRecord, Contact, Observation, by_other_side, observe, patience_ms, removed, told,
};
use crate::failure::Failure;
use crate::jobs::chain;
use crate::peer::Beat;
use crate::store::{Connections, Tx};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::ActivityKind;
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::peer::SideState;
use futures_util::StreamExt;
use futures_util::stream::iter;
use std::sync::Arc;

/// Heartbeats at the same time.
const PARALLEL: usize = 8;

/// Asks the other side of each connection that was agreed on, and writes down what has changed.
pub(crate) async fn all(app: &Arc<App>) -> Result<(), Failure> {
    let agreed = Connections::agreed(&mut *app.store.read().await?).await?;
    let beats = agreed.into_iter().map(|connection| one(app, connection));
    let mut beats = iter(beats).buffer_unordered(PARALLEL);
    while let Some(beat) = beats.next().await {
        // One failure must not drop the others half way.
        if let Err(error) = beat {
            tracing::error!(error = %chain(&error), "a heartbeat failed");
        }
    }
    Ok(())
}

/// Sends one heartbeat at once, because there is something to tell, and does not wait for it.
pub(crate) fn soon(app: &Arc<App>, connection: ConnectionRecord) {
    let app = Arc::clone(app);
    tokio::spawn(async move {
        if let Err(error) = one(&app, connection).await {
            tracing::error!(error = %chain(&error), "a heartbeat failed");
        }
    });
}

async fn one(app: &App, connection: ConnectionRecord) -> Result<(), Failure> {
    if let Some(beat) = app.peers.heartbeat(&connection).await? {
        return hear(app, &connection, &beat).await;
    }
    // It calls us; it is down when it has not done so for a while.
    let patience = patience_ms(app.config.heartbeat_interval);
    let is_silent = |connection: &ConnectionRecord| {
        let last = connection.last_contact_at;
        last.is_some_and(|last| app.clock.now().since(last) > patience)
    };
    if !is_silent(&connection) {
        return Ok(());
    }
    // It may have called since the connections were read: those before it can have taken a while.
    let found = Connections::find(&mut *app.store.read().await?, &connection.id).await?;
    match found.filter(|found| found.is_agreed() && is_silent(found)) {
        Some(silent) => {
            let contact = Contact::Failed(ErrorCode::DestinationTimeout);
            record(app, &silent, contact).await
        }
        None => Ok(()),
    }
}

/// Writes down what a heartbeat showed.
pub(crate) async fn hear(
    app: &App,
    connection: &ConnectionRecord,
    beat: &Beat,
) -> Result<(), Failure> {
    if beat.removed {
        let mut tx = app.store.begin().await?;
        mark_removed(app, &mut tx, &connection.id).await?;
        return Ok(tx.commit().await?);
    }
    record(app, connection, beat.contact).await?;
    match beat.state {
        Some(state) => learn(app, connection, state).await,
        None => Ok(()),
    }
}

/// Takes over what the other side has decided, if that is news.
pub(crate) async fn learn(
    app: &App,
    connection: &ConnectionRecord,
    state: SideState,
) -> Result<(), Failure> {
    if told(connection, state).is_none() {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    let found = Connections::held(&mut tx, &connection.id).await?;
    let news = found.and_then(|found| told(&found, state));
    if let Some((after, kind)) = news {
        Connections::update(&mut tx, &after).await?;
        if let Some(kind) = kind {
            let entry = by_other_side(app.clock.now(), kind);
            app.note(&mut tx, &after.id, &entry).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// The other side has deleted the connection.
pub(crate) async fn mark_removed(app: &App, tx: &mut Tx, id: &ConnectionId) -> Result<(), Failure> {
    let found = Connections::held(tx, id).await?;
    if let Some(after) = found.as_ref().and_then(removed) {
        Connections::update(tx, &after).await?;
        let entry = by_other_side(app.clock.now(), ActivityKind::Removed);
        app.note(tx, id, &entry).await?;
    }
    Ok(())
}

/// Writes down what a contact showed, if it is news.
pub(crate) async fn record(
    app: &App,
    connection: &ConnectionRecord,
    contact: Contact,
) -> Result<(), Failure> {
    let before = Observation {
        health: connection.health,
        reason: connection.health_reason,
        last_contact_at: connection.last_contact_at,
    };
    let Some(after) = observe(before, contact, app.clock.now()) else {
        return Ok(());
    };
    let mut tx = app.store.begin().await?;
    Connections::observe(&mut tx, &connection.id, &after).await?;
    Ok(tx.commit().await?)
}
