//! Configurations of Visual connections, on their way from the source to the destination.

use super::StoreError;
use crosslink_protocol::Timestamp;
use crosslink_protocol::id::ConnectionId;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// Configurations under way.
pub(crate) struct Configurations;

/// Which version a destination should have, and has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shipment {
    pub(crate) connection: ConnectionId,
    pub(crate) version: u32,
    pub(crate) delivered: u32,
    pub(crate) attempts: i64,
}

impl Configurations {
    /// A new version is to be sent. The first attempt is the caller's; the others begin after `next_attempt_at`.
    pub(crate) async fn send(
        db: &mut AnyConnection,
        connection: &ConnectionId,
        version: u32,
        next_attempt_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO configurations (connection_id, version, delivered, attempts, next_attempt_at)
             VALUES ($1, $2, 0, 0, $3)
             ON CONFLICT (connection_id) DO UPDATE
             SET version = excluded.version, attempts = 0, next_attempt_at = excluded.next_attempt_at",
        )
        .bind(connection.as_str())
        .bind(i64::from(version))
        .bind(next_attempt_at.0)
        .execute(db)
        .await?;
        Ok(())
    }

    /// How far the configuration of this connection has come.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        connection: &ConnectionId,
    ) -> Result<Option<Shipment>, StoreError> {
        let row = sqlx::query("SELECT * FROM configurations WHERE connection_id = $1")
            .bind(connection.as_str())
            .fetch_optional(db)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Takes one whose time has come, and puts its next attempt off to `until`, so that no other process sends it
    /// meanwhile. The guard stands in both clauses: PostgreSQL checks the outer one again after the lock.
    pub(crate) async fn claim_due(
        db: &mut AnyConnection,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Shipment>, StoreError> {
        let row = sqlx::query(
            "UPDATE configurations SET attempts = attempts + 1, next_attempt_at = $1
             WHERE next_attempt_at <= $2 AND delivered < version AND connection_id =
                   (SELECT s.connection_id FROM configurations s JOIN connections c ON c.id = s.connection_id
                    WHERE s.next_attempt_at <= $2 AND s.delivered < s.version
                      AND c.lifecycle IN ('active', 'deactivated')
                    ORDER BY s.next_attempt_at LIMIT 1)
             RETURNING *",
        )
        .bind(until.0)
        .bind(now.0)
        .fetch_optional(db)
        .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Sets when the next attempt is due.
    pub(crate) async fn put_off(
        db: &mut AnyConnection,
        connection: &ConnectionId,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE configurations SET next_attempt_at = $1 WHERE connection_id = $2")
            .bind(until.0)
            .bind(connection.as_str())
            .execute(db)
            .await?;
        Ok(())
    }

    /// The destination has this version now. An answer that was overtaken by a newer one changes nothing.
    pub(crate) async fn delivered(
        db: &mut AnyConnection,
        connection: &ConnectionId,
        version: u32,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE configurations SET delivered = $1 WHERE connection_id = $2 AND delivered < $1",
        )
        .bind(i64::from(version))
        .bind(connection.as_str())
        .execute(db)
        .await?;
        Ok(())
    }
}

fn read(row: &AnyRow) -> Result<Shipment, StoreError> {
    let number = |value: i64| u32::try_from(value).unwrap_or_default();
    Ok(Shipment {
        connection: ConnectionId::new(row.try_get::<String, _>("connection_id")?),
        version: number(row.try_get("version")?),
        delivered: number(row.try_get("delivered")?),
        attempts: row.try_get("attempts")?,
    })
}
