//! Answers to requests that may be sent twice (`Idempotency-Key`).

use super::StoreError;
use crosslink_protocol::Timestamp;
use sqlx::{AnyConnection, Row};

/// Kept answers.
pub(crate) struct Answers;

impl Answers {
    /// The answer that was given to this request: what was asked (as a fingerprint), and the sealed answer.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        key: &str,
    ) -> Result<Option<(String, String)>, StoreError> {
        let row =
            sqlx::query("SELECT fingerprint, sealed_answer FROM answers WHERE request_key = $1")
                .bind(key)
                .fetch_optional(db)
                .await?;
        row.map(|row| Ok((row.try_get("fingerprint")?, row.try_get("sealed_answer")?)))
            .transpose()
    }

    /// Forgets an answer.
    pub(crate) async fn delete(db: &mut AnyConnection, key: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM answers WHERE request_key = $1")
            .bind(key)
            .execute(db)
            .await?;
        Ok(())
    }

    /// Keeps an answer, in the transaction that does what was asked. `false` when another request was quicker.
    pub(crate) async fn insert(
        db: &mut AnyConnection,
        key: &str,
        fingerprint: &str,
        sealed: &str,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO answers (request_key, fingerprint, sealed_answer, expires_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(key)
        .bind(fingerprint)
        .bind(sealed)
        .bind(expires_at.0)
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}
