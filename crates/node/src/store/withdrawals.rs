//! Acceptances that were given up before their outcome was known: what the destination has to tell, and what the source
//! has to remember.

use super::outbox::Outbox;
use super::{StoreError, acceptances};
use crate::domain::Acceptance;
use crosslink_protocol::Timestamp;
use crosslink_protocol::id::AcceptanceId;
use sqlx::AnyConnection;

const OUTBOX: Outbox = Outbox("withdrawals");

/// Withdrawals.
pub(crate) struct Withdrawals;

impl Withdrawals {
    /// On the destination: stores what the source has to learn, from `now` until `expires_at`.
    pub(crate) async fn insert(
        db: &mut AnyConnection,
        acceptance: &Acceptance,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO withdrawals
             (id, invitation_id, connection_id, source_url, fingerprint, sealed_key, attempts, next_attempt_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8)",
        )
        .bind(acceptance.id.as_str())
        .bind(acceptance.invitation.as_str())
        .bind(acceptance.connection_id.as_str())
        .bind(&acceptance.source_url)
        .bind(&acceptance.fingerprint)
        .bind(&acceptance.sealed_key)
        .bind(now.0)
        .bind(expires_at.0)
        .execute(db)
        .await?;
        Ok(())
    }

    /// Takes one whose time has come, and puts its next attempt off to `until`.
    pub(crate) async fn claim_due(
        db: &mut AnyConnection,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Acceptance>, StoreError> {
        let row = OUTBOX.claim_due(db, now, until).await?;
        row.map(|row| acceptances::read(&row)).transpose()
    }

    /// Sets when the next attempt is due.
    pub(crate) async fn put_off(
        db: &mut AnyConnection,
        id: &AcceptanceId,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        OUTBOX.put_off(db, id.as_str(), Some(until)).await
    }

    /// The source knows.
    pub(crate) async fn delete(
        db: &mut AnyConnection,
        id: &AcceptanceId,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM withdrawals WHERE id = $1")
            .bind(id.as_str())
            .execute(db)
            .await?;
        Ok(())
    }

    /// On the source: this acceptance must never be recorded.
    pub(crate) async fn remember(
        db: &mut AnyConnection,
        id: &AcceptanceId,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO withdrawn_acceptances (id, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id.as_str())
            .bind(expires_at.0)
            .execute(db)
            .await?;
        Ok(())
    }

    /// On the source: whether this acceptance must never be recorded.
    pub(crate) async fn remembers(
        db: &mut AnyConnection,
        id: &AcceptanceId,
    ) -> Result<bool, StoreError> {
        let query = sqlx::query("SELECT id FROM withdrawn_acceptances WHERE id = $1");
        Ok(query.bind(id.as_str()).fetch_optional(db).await?.is_some())
    }
}
