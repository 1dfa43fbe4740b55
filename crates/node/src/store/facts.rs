//! What is known of the node itself.

use super::StoreError;
use sqlx::AnyConnection;

/// Facts about the node.
pub(crate) struct Facts;

impl Facts {
    /// The fingerprint of the key that this database belongs to: `fingerprint`, if none was written down yet.
    pub(crate) async fn identity(
        db: &mut AnyConnection,
        fingerprint: &str,
    ) -> Result<String, StoreError> {
        sqlx::query(
            "INSERT INTO facts (name, value) VALUES ('identity', $1) ON CONFLICT DO NOTHING",
        )
        .bind(fingerprint)
        .execute(&mut *db)
        .await?;
        Ok(
            sqlx::query_scalar("SELECT value FROM facts WHERE name = 'identity'")
                .fetch_one(db)
                .await?,
        )
    }
}
