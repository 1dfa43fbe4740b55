//! Sessions and one-time sign-in links. Of each token only a hash is kept.

use super::StoreError;
use crosslink_protocol::Timestamp;
use crosslink_protocol::session::Role;
use sqlx::{AnyConnection, Row};

/// Sessions and sign-in links.
pub(crate) struct Sessions;

/// A session as it is stored.
pub(crate) struct StoredSession {
    pub(crate) display_name: String,
    pub(crate) role: Role,
    pub(crate) expires_at: Timestamp,
}

impl Sessions {
    /// Starts a session under the hash of its token.
    pub(crate) async fn insert(
        db: &mut AnyConnection,
        hash: &str,
        session: &StoredSession,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO sessions (token_hash, display_name, role, expires_at) VALUES ($1, $2, $3, $4)")
            .bind(hash)
            .bind(&session.display_name)
            .bind(role_text(session.role))
            .bind(session.expires_at.0)
            .execute(db)
            .await?;
        Ok(())
    }

    /// The session under this hash, ended or not.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        hash: &str,
    ) -> Result<Option<StoredSession>, StoreError> {
        let row = sqlx::query(
            "SELECT display_name, role, expires_at FROM sessions WHERE token_hash = $1",
        )
        .bind(hash)
        .fetch_optional(db)
        .await?;
        row.map(|row| {
            Ok(StoredSession {
                display_name: row.try_get("display_name")?,
                role: if row.try_get::<String, _>("role")? == "admin" {
                    Role::Admin
                } else {
                    Role::Reader
                },
                expires_at: Timestamp(row.try_get("expires_at")?),
            })
        })
        .transpose()
    }

    /// Ends a session.
    pub(crate) async fn delete(db: &mut AnyConnection, hash: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE token_hash = $1")
            .bind(hash)
            .execute(db)
            .await?;
        Ok(())
    }

    /// Ends all sessions, and takes back all sign-in links. How many sessions had not ended by themselves.
    pub(crate) async fn delete_all(
        db: &mut AnyConnection,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let ended = sqlx::query("DELETE FROM sessions WHERE expires_at > $1")
            .bind(now.0)
            .execute(&mut *db)
            .await?
            .rows_affected();
        for statement in ["DELETE FROM sessions", "DELETE FROM sign_in_links"] {
            sqlx::query(statement).execute(&mut *db).await?;
        }
        Ok(ended)
    }

    /// Keeps a sign-in link until it is used or too old.
    pub(crate) async fn insert_link(
        db: &mut AnyConnection,
        hash: &str,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO sign_in_links (token_hash, expires_at) VALUES ($1, $2)")
            .bind(hash)
            .bind(expires_at.0)
            .execute(db)
            .await?;
        Ok(())
    }

    /// Uses a sign-in link up. `false` when there is none, or no longer.
    pub(crate) async fn take_link(
        db: &mut AnyConnection,
        hash: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let done =
            sqlx::query("DELETE FROM sign_in_links WHERE token_hash = $1 AND expires_at > $2")
                .bind(hash)
                .bind(now.0)
                .execute(db)
                .await?;
        Ok(done.rows_affected() == 1)
    }
}

fn role_text(role: Role) -> &'static str {
    match role {
        Role::Admin => "admin",
        Role::Reader => "reader",
    }
}
