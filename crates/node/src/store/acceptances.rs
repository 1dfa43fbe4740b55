//! Acceptances on the destination that have no final answer yet.

use super::StoreError;
use super::outbox::Outbox;
use crate::domain::Acceptance;
use crosslink_protocol::Timestamp;
use crosslink_protocol::id::{AcceptanceId, ConnectionId, InvitationId};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

const OUTBOX: Outbox = Outbox("acceptances");

/// Acceptances under way.
pub(crate) struct Acceptances;

impl Acceptances {
    /// Stores what is about to be sent. The first attempt is the caller's; the others begin after `next_attempt_at`.
    pub(crate) async fn insert(
        db: &mut AnyConnection,
        acceptance: &Acceptance,
        next_attempt_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO acceptances
             (id, invitation_id, connection_id, source_url, fingerprint, sealed_key, attempts, next_attempt_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(acceptance.id.as_str())
        .bind(acceptance.invitation.as_str())
        .bind(acceptance.connection_id.as_str())
        .bind(&acceptance.source_url)
        .bind(&acceptance.fingerprint)
        .bind(&acceptance.sealed_key)
        .bind(acceptance.attempts)
        .bind(next_attempt_at.0)
        .execute(db)
        .await?;
        Ok(())
    }

    /// The acceptance of this invitation that is under way.
    pub(crate) async fn of_invitation(
        db: &mut AnyConnection,
        invitation: &InvitationId,
    ) -> Result<Option<Acceptance>, StoreError> {
        let query = sqlx::query("SELECT * FROM acceptances WHERE invitation_id = $1")
            .bind(invitation.as_str());
        query
            .fetch_optional(db)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// The acceptance that belongs to this connection.
    pub(crate) async fn of_connection(
        db: &mut AnyConnection,
        connection: &ConnectionId,
    ) -> Result<Option<Acceptance>, StoreError> {
        let query = sqlx::query("SELECT * FROM acceptances WHERE connection_id = $1")
            .bind(connection.as_str());
        query
            .fetch_optional(db)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// Gives up the acceptance that belongs to this connection, if it has no final answer yet.
    pub(crate) async fn give_up(
        db: &mut AnyConnection,
        connection: &ConnectionId,
    ) -> Result<Option<Acceptance>, StoreError> {
        let query = sqlx::query("DELETE FROM acceptances WHERE connection_id = $1 RETURNING *")
            .bind(connection.as_str());
        query
            .fetch_optional(db)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// Takes one acceptance whose time has come, and puts its next attempt off to `until`.
    pub(crate) async fn claim_due(
        db: &mut AnyConnection,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Acceptance>, StoreError> {
        let row = OUTBOX.claim_due(db, now, until).await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Sets when the next attempt is due.
    pub(crate) async fn put_off(
        db: &mut AnyConnection,
        id: &AcceptanceId,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        OUTBOX.put_off(db, id.as_str(), Some(until)).await
    }

    /// Removes an acceptance that has its final answer. `false` when another process was quicker.
    pub(crate) async fn delete(
        db: &mut AnyConnection,
        id: &AcceptanceId,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM acceptances WHERE id = $1")
            .bind(id.as_str())
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

pub(super) fn read(row: &AnyRow) -> Result<Acceptance, StoreError> {
    Ok(Acceptance {
        id: AcceptanceId::new(row.try_get::<String, _>("id")?),
        invitation: InvitationId::new(row.try_get::<String, _>("invitation_id")?),
        connection_id: ConnectionId::new(row.try_get::<String, _>("connection_id")?),
        source_url: row.try_get("source_url")?,
        fingerprint: row.try_get("fingerprint")?,
        sealed_key: row.try_get("sealed_key")?,
        attempts: row.try_get("attempts")?,
    })
}
