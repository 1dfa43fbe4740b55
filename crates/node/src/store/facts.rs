//! What is known of the node itself.

use super::StoreError;
use sqlx::AnyConnection;

/// Facts about the node.
pub(crate) struct Facts;

impl Facts {
    /// The fact with this name.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        name: &str,
    ) -> Result<Option<String>, StoreError> {
        Ok(
            sqlx::query_scalar("SELECT value FROM facts WHERE name = $1")
                .bind(name)
                .fetch_optional(db)
                .await?,
        )
    }

    /// Writes a fact, whatever it was before.
    pub(crate) async fn set(
        db: &mut AnyConnection,
        name: &str,
        value: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO facts (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(name)
        .bind(value)
        .execute(db)
        .await?;
        Ok(())
    }

    /// Forgets a fact.
    pub(crate) async fn remove(db: &mut AnyConnection, name: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM facts WHERE name = $1")
            .bind(name)
            .execute(db)
            .await?;
        Ok(())
    }

    /// The fingerprint of the key that this database belongs to: `fingerprint`, if none was written down yet.
    pub(crate) async fn identity(
        db: &mut AnyConnection,
        fingerprint: &str,
    ) -> Result<String, StoreError> {
        Self::first(db, "identity", fingerprint).await
    }

    /// The fact with this name: `value`, if none was written down yet.
    pub(crate) async fn first(
        db: &mut AnyConnection,
        name: &str,
        value: &str,
    ) -> Result<String, StoreError> {
        sqlx::query("INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(name)
            .bind(value)
            .execute(&mut *db)
            .await?;
        Ok(
            sqlx::query_scalar("SELECT value FROM facts WHERE name = $1")
                .bind(name)
                .fetch_one(db)
                .await?,
        )
    }
}
