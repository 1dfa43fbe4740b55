//! Ids of signed requests that were seen, and the removal of everything that has had its time.

use super::StoreError;
use crosslink_protocol::Timestamp;
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

    /// Removes what has had its time.
    pub(crate) async fn tidy(db: &mut AnyConnection, now: Timestamp) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM peer_requests WHERE expires_at <= $1",
            "DELETE FROM sessions WHERE expires_at <= $1",
            "DELETE FROM sign_in_links WHERE expires_at <= $1",
            "DELETE FROM answers WHERE expires_at <= $1",
            "DELETE FROM farewells WHERE expires_at <= $1",
            "DELETE FROM ended_invitations WHERE expires_at <= $1",
            "DELETE FROM withdrawals WHERE expires_at <= $1",
            "DELETE FROM withdrawn_acceptances WHERE expires_at <= $1",
        ] {
            sqlx::query(statement).bind(now.0).execute(&mut *db).await?;
        }
        Ok(())
    }
}
