//! Who did what with a connection, and when.

use super::StoreError;
use crosslink_protocol::Timestamp;
use crosslink_protocol::activity::{ActivityEntry, ActivityKind, ActorKind};
use crosslink_protocol::id::ConnectionId;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// The activity of connections.
pub(crate) struct Activity;

impl Activity {
    /// Writes an entry, in the transaction that does what it tells. `id` is of version 7: its order is that of the entries.
    pub(crate) async fn write(
        db: &mut AnyConnection,
        id: &str,
        connection: &ConnectionId,
        entry: &ActivityEntry,
    ) -> Result<(), StoreError> {
        // Names and values are text, which can always be written.
        let changes = serde_json::to_string(&entry.changes).unwrap_or_else(|_| "[]".to_owned());
        sqlx::query(
            "INSERT INTO activity (id, connection_id, at, actor, name, kind, detail, changes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(connection.as_str())
        .bind(entry.at.0)
        .bind(entry.actor.as_str())
        .bind(entry.name.as_deref())
        .bind(entry.kind.as_str())
        .bind(entry.detail.as_deref())
        .bind(changes)
        .execute(db)
        .await?;
        Ok(())
    }

    /// The entries of a connection before the one with the id `before` (empty: the newest), newest first, each with its id.
    pub(crate) async fn page(
        db: &mut AnyConnection,
        connection: &ConnectionId,
        before: &str,
        limit: i64,
    ) -> Result<Vec<(String, ActivityEntry)>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM activity WHERE connection_id = $1 AND ($2 = '' OR id < $2) ORDER BY id DESC LIMIT $3",
        )
        .bind(connection.as_str())
        .bind(before)
        .bind(limit)
        .fetch_all(db)
        .await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &AnyRow) -> Result<(String, ActivityEntry), StoreError> {
    let id: String = row.try_get("id")?;
    let corrupt = |column| StoreError::Corrupt {
        table: "activity",
        column,
        id: id.clone(),
    };
    let changes: String = row.try_get("changes")?;
    let entry = ActivityEntry {
        at: Timestamp(row.try_get("at")?),
        actor: ActorKind::parse(&row.try_get::<String, _>("actor")?)
            .ok_or_else(|| corrupt("actor"))?,
        name: row.try_get("name")?,
        kind: ActivityKind::parse(&row.try_get::<String, _>("kind")?)
            .ok_or_else(|| corrupt("kind"))?,
        detail: row.try_get("detail")?,
        changes: serde_json::from_str(&changes).map_err(|_| corrupt("changes"))?,
    };
    Ok((id, entry))
}
