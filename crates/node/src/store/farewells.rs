//! Connections that were deleted here, whose other side has to learn of it or may still ask.

use super::StoreError;
use super::outbox::Outbox;
use crate::domain::Farewell;
use crosslink_protocol::Timestamp;
use crosslink_protocol::id::ConnectionId;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

const OUTBOX: Outbox = Outbox("farewells");

/// Farewells.
pub(crate) struct Farewells;

impl Farewells {
    /// Keeps a farewell until `expires_at`. The other side is told from `next_attempt_at` on, unless that is absent.
    pub(crate) async fn insert(
        db: &mut AnyConnection,
        farewell: &Farewell,
        next_attempt_at: Option<Timestamp>,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO farewells (id, remote_url, remote_key, remote_id, attempts, next_attempt_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(farewell.id.as_str())
        .bind(farewell.remote_url.as_deref())
        .bind(farewell.remote_key.as_deref())
        .bind(farewell.remote_id.as_ref().map(ConnectionId::as_str))
        .bind(farewell.attempts)
        .bind(next_attempt_at.map(|at| at.0))
        .bind(expires_at.0)
        .execute(db)
        .await?;
        Ok(())
    }

    /// The farewell of the connection that had this id here.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        id: &ConnectionId,
    ) -> Result<Option<Farewell>, StoreError> {
        let query = sqlx::query("SELECT * FROM farewells WHERE id = $1").bind(id.as_str());
        query
            .fetch_optional(db)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// Takes one farewell whose time has come, and puts its next attempt off to `until`.
    pub(crate) async fn claim_due(
        db: &mut AnyConnection,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Farewell>, StoreError> {
        let row = OUTBOX.claim_due(db, now, until).await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Sets when the next attempt is due; never, when the other side knows.
    pub(crate) async fn put_off(
        db: &mut AnyConnection,
        id: &ConnectionId,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        OUTBOX.put_off(db, id.as_str(), until).await
    }
}

fn read(row: &AnyRow) -> Result<Farewell, StoreError> {
    let remote_id = row.try_get::<Option<String>, _>("remote_id")?;
    Ok(Farewell {
        id: ConnectionId::new(row.try_get::<String, _>("id")?),
        remote_url: row.try_get("remote_url")?,
        remote_key: row.try_get("remote_key")?,
        remote_id: remote_id.map(ConnectionId::new),
        attempts: row.try_get("attempts")?,
    })
}
