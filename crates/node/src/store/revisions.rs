//! The number that goes up whenever a list of connections would look different.

use super::StoreError;
use sqlx::AnyConnection;

/// The revision of the list of connections.
pub(crate) struct Revisions;

impl Revisions {
    /// The present revision.
    pub(crate) async fn current(db: &mut AnyConnection) -> Result<i64, StoreError> {
        let query = "SELECT value FROM revisions WHERE name = 'connections'";
        Ok(sqlx::query_scalar(query).fetch_one(db).await?)
    }

    /// The list looks different once this transaction is committed.
    pub(crate) async fn bump(db: &mut AnyConnection) -> Result<(), StoreError> {
        sqlx::query("UPDATE revisions SET value = value + 1 WHERE name = 'connections'")
            .execute(db)
            .await?;
        Ok(())
    }
}
