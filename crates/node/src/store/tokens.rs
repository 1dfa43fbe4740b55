//! Ids of signed requests that were seen, and the removal of everything that has had its time.

use super::{Revisions, StoreError};
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::Lifecycle;
use sqlx::AnyConnection;

/// Replay protection, and tidying up.
pub(crate) struct Tokens;

impl Tokens {
    /// Notes a signed request's id. `false` when it was seen before.
    pub(crate) async fn first_use(
        db: &mut AnyConnection,
        issuer: &str,
        id: &str,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let query = "INSERT INTO peer_requests (request_key, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        let done = sqlx::query(query)
            .bind(format!("{issuer} {id}"))
            .bind(expires_at.0)
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Removes what has had its time, and marks the connections whose invitation has ended.
    pub(crate) async fn tidy(db: &mut AnyConnection, now: Timestamp) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM peer_requests WHERE expires_at <= $1",
            "DELETE FROM sessions WHERE expires_at <= $1",
            "DELETE FROM sign_in_links WHERE expires_at <= $1",
            "DELETE FROM answers WHERE expires_at <= $1",
        ] {
            sqlx::query(statement).bind(now.0).execute(&mut *db).await?;
        }
        let expired = sqlx::query(
            "UPDATE connections SET lifecycle = $1, lifecycle_rank = $2, version = version + 1
             WHERE lifecycle = $3 AND id IN (SELECT connection_id FROM invitations
                                             WHERE expires_at <= $4 AND used_at IS NULL AND revoked_at IS NULL)",
        )
        .bind(Lifecycle::Expired.as_str())
        .bind(Lifecycle::ALL.iter().position(|l| *l == Lifecycle::Expired).and_then(|at| i64::try_from(at).ok()))
        .bind(Lifecycle::Pending.as_str())
        .bind(now.0)
        .execute(&mut *db)
        .await?;
        if expired.rows_affected() > 0 {
            Revisions::bump(db).await?;
        }
        Ok(())
    }
}
