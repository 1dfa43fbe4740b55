//! What the tables of things to be sent have in common: `id`, `attempts`, and when the next attempt is due.

use super::StoreError;
use crosslink_protocol::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe};

/// A table of things to be sent.
#[derive(Clone, Copy)]
pub(super) struct Outbox(pub(super) &'static str);

impl Outbox {
    /// Takes one row whose time has come, and puts its next attempt off to `until`, so that no other process sends it
    /// meanwhile. The guard stands in both clauses: PostgreSQL checks the outer one again after the lock.
    pub(super) async fn claim_due(
        self,
        db: &mut AnyConnection,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<AnyRow>, StoreError> {
        let table = self.0;
        let text = format!(
            "UPDATE {table} SET attempts = attempts + 1, next_attempt_at = $1
             WHERE next_attempt_at <= $2 AND id = (SELECT id FROM {table} WHERE next_attempt_at <= $2
                                                   ORDER BY next_attempt_at LIMIT 1)
             RETURNING *"
        );
        let query = sqlx::query(AssertSqlSafe(text)).bind(until.0).bind(now.0);
        Ok(query.fetch_optional(db).await?)
    }

    /// Sets when the next attempt is due; never, when that is absent.
    pub(super) async fn put_off(
        self,
        db: &mut AnyConnection,
        id: &str,
        until: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let text = format!("UPDATE {} SET next_attempt_at = $1 WHERE id = $2", self.0);
        sqlx::query(AssertSqlSafe(text))
            .bind(until.map(|until| until.0))
            .bind(id)
            .execute(db)
            .await?;
        Ok(())
    }
}
