//! Brings the configuration of a Visual connection to the destination, however often that takes.
//!
//! The row in `configurations` says which version the destination should have and which one it has; as long as the two
//! differ, somebody sends it again. A version that arrives twice, or late, changes nothing over there.

use super::delivery::ATTEMPT_MS;
use super::outgoing::Delivery;
use crate::app::App;
use crate::domain::retry_after;
use crate::failure::Failure;
use crate::store::{Configurations, Connections, RulesVersions, Shipment};
use crosslink_protocol::peer::{Configuration, Configured};
use crosslink_protocol::rules::RulesContent;

/// Sends every configuration whose time has come.
pub(crate) async fn ship_due(app: &App) -> Result<(), Failure> {
    loop {
        let now = app.clock.now();
        let mut tx = app.store.begin().await?;
        let due = Configurations::claim_due(&mut tx, now, now.plus_ms(ATTEMPT_MS)).await?;
        tx.commit().await?;
        match due {
            Some(shipment) => ship(app, &shipment).await?,
            None => return Ok(()),
        }
    }
}

/// Makes one attempt and records how it went.
pub(crate) async fn ship(app: &App, shipment: &Shipment) -> Result<(), Failure> {
    let mut db = app.store.read().await?;
    let connection = Connections::find(&mut db, &shipment.connection).await?;
    let rules = RulesVersions::find(&mut db, &shipment.connection, Some(shipment.version)).await?;
    drop(db);
    let (Some(connection), Some(rules)) = (connection, rules) else {
        // Deleted meanwhile; the shipment went with it.
        return Ok(());
    };
    let RulesContent::Visual { config } = rules.content else {
        return Err(Failure::Internal("a shipment is no configuration", None));
    };
    let message = Configuration {
        version: rules.version.version,
        saved_at: rules.version.saved_at,
        saved_by: rules.version.saved_by.unwrap_or_default(),
        config,
    };
    let sent: Delivery<Configured> = app
        .peers
        .ask(&connection, "configuration", &message)
        .await?;
    let mut tx = app.store.begin().await?;
    match sent {
        Delivery::Done(configured) if configured.version >= shipment.version => {
            Configurations::delivered(&mut tx, &connection.id, shipment.version).await?;
        }
        other => {
            tracing::info!(connection = %connection.id, answer = ?other, "configuration not delivered");
            let next = app.clock.now().plus_ms(retry_after(shipment.attempts));
            Configurations::put_off(&mut tx, &connection.id, next).await?;
        }
    }
    Ok(tx.commit().await?)
}
