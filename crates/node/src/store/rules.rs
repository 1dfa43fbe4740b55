//! Sync rules, each version of them.

use super::StoreError;
use crosslink_protocol::Timestamp;
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::rules::{RulesContent, RulesVersion};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// Sync rules.
pub(crate) struct RulesVersions;

/// A version with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredRules {
    pub(crate) version: RulesVersion,
    pub(crate) content: RulesContent,
}

impl RulesVersions {
    /// Stores a version.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when there is one of this number already: somebody else was quicker.
    pub(crate) async fn insert(
        db: &mut AnyConnection,
        connection: &ConnectionId,
        rules: &StoredRules,
    ) -> Result<(), StoreError> {
        let content = serde_json::to_string(&rules.content).map_err(|_| StoreError::Corrupt {
            table: "rules",
            column: "content",
            id: connection.to_string(),
        })?;
        let version = &rules.version;
        let done = sqlx::query(
            "INSERT INTO rules (connection_id, version, content, saved_at, saved_by, restored_from)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(connection.as_str())
        .bind(i64::from(version.version))
        .bind(content)
        .bind(version.saved_at.0)
        .bind(version.saved_by.as_deref())
        .bind(version.restored_from.map(i64::from))
        .execute(db)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Duplicate("version")),
            _ => Ok(()),
        }
    }

    /// The version of this number, or the newest one.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        connection: &ConnectionId,
        version: Option<u32>,
    ) -> Result<Option<StoredRules>, StoreError> {
        let row = sqlx::query(
            "SELECT * FROM rules WHERE connection_id = $1 AND ($2 = 0 OR version = $2)
             ORDER BY version DESC LIMIT 1",
        )
        .bind(connection.as_str())
        .bind(version.map_or(0, i64::from))
        .fetch_optional(db)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let content: String = row.try_get("content")?;
        Ok(Some(StoredRules {
            version: read(&row)?,
            content: serde_json::from_str(&content).map_err(|_| StoreError::Corrupt {
                table: "rules",
                column: "content",
                id: connection.to_string(),
            })?,
        }))
    }

    /// The versions before `before` (all, when there is none), newest first.
    pub(crate) async fn page(
        db: &mut AnyConnection,
        connection: &ConnectionId,
        before: Option<u32>,
        limit: i64,
    ) -> Result<Vec<RulesVersion>, StoreError> {
        let rows = sqlx::query(
            "SELECT version, saved_at, saved_by, restored_from FROM rules
             WHERE connection_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3",
        )
        .bind(connection.as_str())
        .bind(before.map_or(i64::MAX, i64::from))
        .bind(limit)
        .fetch_all(db)
        .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &AnyRow) -> Result<RulesVersion, StoreError> {
    let number = |value: i64| u32::try_from(value).unwrap_or_default();
    Ok(RulesVersion {
        version: number(row.try_get("version")?),
        saved_at: Timestamp(row.try_get("saved_at")?),
        saved_by: row.try_get("saved_by")?,
        restored_from: row.try_get::<Option<i64>, _>("restored_from")?.map(number),
    })
}
