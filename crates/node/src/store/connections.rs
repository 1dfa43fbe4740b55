//! Connections.

use super::{Revisions, StoreError, one_row};
use crate::domain::{ConnectionRecord, Observation, Remote};
use crosslink_protocol::connection::{Health, Lifecycle, Side, Sort};
use crosslink_protocol::id::{ConnectionId, InvitationId, NodeUid, ProjectId};
use crosslink_protocol::mode::Mode;
use crosslink_protocol::peer::SideState;
use crosslink_protocol::project::Project;
use crosslink_protocol::{ErrorCode, Timestamp, names};
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Row};

/// Connections. Everything that changes one makes the list look different, and says so.
pub(crate) struct Connections;

/// Which connections, in which order, from where on.
pub(crate) struct ConnectionQuery {
    pub(crate) search: String,
    pub(crate) lifecycle: Option<Lifecycle>,
    pub(crate) sort: Sort,
    pub(crate) after: Option<Cursor>,
    pub(crate) limit: u32,
}

/// The last connection of a page: the value it was sorted by, and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) value: String,
    pub(crate) id: String,
}

/// Every query that reads whole connections. The expiry is that of the invitation that is still open.
const SELECT: &str = "SELECT c.*, (SELECT MAX(i.expires_at) FROM invitations i
    WHERE i.connection_id = c.id AND i.used_at IS NULL AND i.revoked_at IS NULL) AS invitation_expires_at
    FROM connections c";

impl Connections {
    /// Stores a new connection.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when another one has its name, or came from the same invitation.
    pub(crate) async fn insert(
        db: &mut AnyConnection,
        connection: &ConnectionRecord,
    ) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO connections
             (name, name_key, search_text, description, mode, side, lifecycle, lifecycle_rank, health, local_short_name,
              remote_short_name, project_id, project_name, project_key, remote_node_url, remote_tracker_url,
              remote_node_uid, remote_public_key, remote_connection_id, remote_console_url, version, id, created_at,
              created_by, accepted_invitation)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
                     $22, $23, $24, $25)
             ON CONFLICT DO NOTHING",
        );
        let done = bind_content(query, connection)
            .bind(connection.version)
            .bind(connection.id.as_str())
            .bind(connection.created_at.0)
            .bind(&connection.created_by)
            .bind(
                connection
                    .accepted_invitation
                    .as_ref()
                    .map(InvitationId::as_str),
            )
            .execute(&mut *db)
            .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Duplicate("connection"));
        }
        Revisions::bump(db).await
    }

    /// Writes a connection that was read in this transaction, and counts its version up.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when another one has its name.
    pub(crate) async fn update(
        db: &mut AnyConnection,
        connection: &ConnectionRecord,
    ) -> Result<(), StoreError> {
        if Self::name_taken(&mut *db, &connection.name, Some(&connection.id)).await? {
            return Err(StoreError::Duplicate("name"));
        }
        let query = sqlx::query(
            "UPDATE connections SET
             name = $1, name_key = $2, search_text = $3, description = $4, mode = $5, side = $6, lifecycle = $7,
             lifecycle_rank = $8, health = $9, local_short_name = $10, remote_short_name = $11, project_id = $12,
             project_name = $13, project_key = $14, remote_node_url = $15, remote_tracker_url = $16,
             remote_node_uid = $17, remote_public_key = $18, remote_connection_id = $19, remote_console_url = $20,
             health_reason = $21, last_contact_at = $22, own_revision = $23, paused_here = $24, remote_revision = $25,
             paused_there = $26, version = version + 1
             WHERE id = $27 AND version = $28",
        );
        let done = bind_content(query, connection)
            .bind(connection.health_reason.map(ErrorCode::as_str))
            .bind(connection.last_contact_at.map(|at| at.0))
            .bind(connection.own.revision)
            .bind(i64::from(connection.own.paused))
            .bind(connection.remote_state.revision)
            .bind(i64::from(connection.remote_state.paused))
            .bind(connection.id.as_str())
            .bind(connection.version)
            .execute(&mut *db)
            .await
            .map_err(taken_meanwhile)?;
        one_row(&done, "connections", connection.id.as_str())?;
        Revisions::bump(db).await
    }

    /// Removes a connection and what belongs to it.
    pub(crate) async fn delete(
        db: &mut AnyConnection,
        id: &ConnectionId,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM connections WHERE id = $1")
            .bind(id.as_str())
            .execute(&mut *db)
            .await?;
        Revisions::bump(db).await
    }

    /// Writes what a contact showed, unless the connection has ended since. Not a new version: no edit is in conflict with it.
    pub(crate) async fn observe(
        db: &mut AnyConnection,
        id: &ConnectionId,
        seen: &Observation,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE connections SET health = $1, health_reason = $2, last_contact_at = $3
             WHERE id = $4 AND lifecycle IN ('pending', 'active', 'deactivated')",
        )
        .bind(seen.health.as_str())
        .bind(seen.reason.map(ErrorCode::as_str))
        .bind(seen.last_contact_at.map(|at| at.0))
        .bind(id.as_str())
        .execute(&mut *db)
        .await?;
        Revisions::bump(db).await
    }

    /// The connection with this id.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        id: &ConnectionId,
    ) -> Result<Option<ConnectionRecord>, StoreError> {
        Self::one(db, "c.id = $1", id.as_str()).await
    }

    /// The connection that came from accepting this invitation.
    pub(crate) async fn of_invitation(
        db: &mut AnyConnection,
        invitation: &InvitationId,
    ) -> Result<Option<ConnectionRecord>, StoreError> {
        Self::one(db, "c.accepted_invitation = $1", invitation.as_str()).await
    }

    /// A connection to the node of this tracker, which tells where that node is.
    pub(crate) async fn of_tracker(
        db: &mut AnyConnection,
        url: &str,
    ) -> Result<Option<ConnectionRecord>, StoreError> {
        let condition = "c.remote_node_url IS NOT NULL AND c.lifecycle = 'active' AND LOWER(c.remote_tracker_url) = LOWER($1)";
        Self::one(db, condition, url).await
    }

    async fn one(
        db: &mut AnyConnection,
        condition: &str,
        value: &str,
    ) -> Result<Option<ConnectionRecord>, StoreError> {
        let text = format!("{SELECT} WHERE {condition} LIMIT 1");
        let row = sqlx::query(AssertSqlSafe(text))
            .bind(value)
            .fetch_optional(db)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Whether a connection other than `except` has this name.
    pub(crate) async fn name_taken(
        db: &mut AnyConnection,
        name: &str,
        except: Option<&ConnectionId>,
    ) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT id FROM connections WHERE name_key = $1 AND id <> $2")
            .bind(names::key(name))
            .bind(except.map_or("", ConnectionId::as_str))
            .fetch_optional(db)
            .await?;
        Ok(row.is_some())
    }

    /// The connection with this id, held until the transaction ends: of two changes at once, the second sees what the first
    /// did. Who holds an invitation or an acceptance as well, takes that one first.
    pub(crate) async fn held(
        db: &mut AnyConnection,
        id: &ConnectionId,
    ) -> Result<Option<ConnectionRecord>, StoreError> {
        sqlx::query("UPDATE connections SET id = id WHERE id = $1")
            .bind(id.as_str())
            .execute(&mut *db)
            .await?;
        Self::find(db, id).await
    }

    /// The connections that both sides have agreed on, for heartbeats.
    pub(crate) async fn agreed(
        db: &mut AnyConnection,
    ) -> Result<Vec<ConnectionRecord>, StoreError> {
        let text = format!("{SELECT} WHERE c.lifecycle IN ($1, $2)");
        let rows = sqlx::query(AssertSqlSafe(text))
            .bind(Lifecycle::Active.as_str())
            .bind(Lifecycle::Deactivated.as_str())
            .fetch_all(db)
            .await?;
        rows.iter().map(read).collect()
    }

    /// A page of connections, and how many match in all.
    pub(crate) async fn page(
        db: &mut AnyConnection,
        query: &ConnectionQuery,
    ) -> Result<(Vec<ConnectionRecord>, i64), StoreError> {
        let matches = "($1 = '' OR c.search_text LIKE '%' || $1 || '%' ESCAPE '!') AND ($2 = '' OR c.lifecycle = $2)";
        let search = like_pattern(&names::key(&query.search));
        let lifecycle = query.lifecycle.map_or("", Lifecycle::as_str);
        let total = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT COUNT(*) FROM connections c WHERE {matches}"
        )))
        .bind(search.as_str())
        .bind(lifecycle)
        .fetch_one(&mut *db)
        .await?;
        let (column, numeric, descending) = order(query.sort);
        let (direction, beyond) = if descending {
            ("DESC", "<")
        } else {
            ("ASC", ">")
        };
        let from = match query.after {
            Some(_) => {
                format!("AND ({column} {beyond} $4 OR ({column} = $4 AND c.id {beyond} $5))")
            }
            None => String::new(),
        };
        let text = format!(
            "{SELECT} WHERE {matches} {from} ORDER BY {column} {direction}, c.id {direction} LIMIT $3"
        );
        let mut rows = sqlx::query(AssertSqlSafe(text))
            .bind(search)
            .bind(lifecycle)
            .bind(i64::from(query.limit));
        if let Some(cursor) = &query.after {
            rows = match numeric {
                true => rows.bind(cursor.value.parse::<i64>().unwrap_or_default()),
                false => rows.bind(cursor.value.clone()),
            };
            rows = rows.bind(cursor.id.clone());
        }
        let rows = rows.fetch_all(db).await?;
        Ok((rows.iter().map(read).collect::<Result<_, _>>()?, total))
    }
}

/// The column of an order, whether it is a number, and whether the order is backwards.
fn order(sort: Sort) -> (&'static str, bool, bool) {
    match sort {
        Sort::Name => ("c.name_key", false, false),
        Sort::NameDescending => ("c.name_key", false, true),
        Sort::Status => ("c.lifecycle_rank", true, false),
        Sort::StatusDescending => ("c.lifecycle_rank", true, true),
        Sort::Project => ("c.project_key", false, false),
        Sort::ProjectDescending => ("c.project_key", false, true),
        Sort::LastContact => ("COALESCE(c.last_contact_at, 0)", true, false),
        Sort::LastContactDescending => ("COALESCE(c.last_contact_at, 0)", true, true),
        Sort::Mode => ("c.mode", false, false),
        Sort::ModeDescending => ("c.mode", false, true),
    }
}

impl Cursor {
    /// The cursor behind `connection` in the order of `sort`.
    pub(crate) fn behind(connection: &ConnectionRecord, sort: Sort) -> Self {
        let value = match sort {
            Sort::Name | Sort::NameDescending => names::key(&connection.name),
            Sort::Status | Sort::StatusDescending => connection.lifecycle_rank().to_string(),
            Sort::Project | Sort::ProjectDescending => names::key(connection.project_name()),
            Sort::LastContact | Sort::LastContactDescending => {
                connection.last_contact_at.map_or(0, |at| at.0).to_string()
            }
            Sort::Mode | Sort::ModeDescending => connection.mode.as_str().to_owned(),
        };
        Self {
            value,
            id: connection.id.as_str().to_owned(),
        }
    }
}

/// The name was free when it was looked for; on PostgreSQL another transaction can take it before it is written.
fn taken_meanwhile(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Database(refused) if refused.is_unique_violation() => {
            StoreError::Duplicate("name")
        }
        _ => error.into(),
    }
}

/// Makes the signs that `LIKE` would take for wildcards stand for themselves.
fn like_pattern(text: &str) -> String {
    text.replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_")
}

/// Binds `$1` to `$20`: what insert and update have in common.
fn bind_content<'q>(
    query: Query<'q, Any, AnyArguments>,
    c: &'q ConnectionRecord,
) -> Query<'q, Any, AnyArguments> {
    query
        .bind(&c.name)
        .bind(names::key(&c.name))
        .bind(c.search_text())
        .bind(&c.description)
        .bind(c.mode.as_str())
        .bind(c.side.as_str())
        .bind(c.lifecycle.as_str())
        .bind(c.lifecycle_rank())
        .bind(c.health.as_str())
        .bind(&c.local_short_name)
        .bind(&c.remote_short_name)
        .bind(c.project.as_ref().map_or("", |project| project.id.as_str()))
        .bind(c.project_name())
        .bind(names::key(c.project_name()))
        .bind(c.remote.node_url.as_deref())
        .bind(c.remote.tracker_url.as_deref())
        .bind(c.remote.node_uid.as_ref().map(NodeUid::as_str))
        .bind(c.remote.public_key.as_deref())
        .bind(c.remote.connection_id.as_ref().map(ConnectionId::as_str))
        .bind(c.remote.console_url.as_deref())
}

fn read(row: &AnyRow) -> Result<ConnectionRecord, StoreError> {
    let id: String = row.try_get("id")?;
    let text = |column| row.try_get::<String, _>(column);
    let maybe = |column| row.try_get::<Option<String>, _>(column);
    let time = |column| row.try_get::<Option<i64>, _>(column);
    let corrupt = |column| StoreError::Corrupt {
        table: "connections",
        column,
        id: id.clone(),
    };
    Ok(ConnectionRecord {
        version: row.try_get("version")?,
        name: text("name")?,
        description: text("description")?,
        mode: Mode::parse(&text("mode")?).ok_or_else(|| corrupt("mode"))?,
        side: Side::parse(&text("side")?).ok_or_else(|| corrupt("side"))?,
        lifecycle: Lifecycle::parse(&text("lifecycle")?).ok_or_else(|| corrupt("lifecycle"))?,
        health: Health::parse(&text("health")?).ok_or_else(|| corrupt("health"))?,
        health_reason: maybe("health_reason")?.map(|code| ErrorCode::parse(&code)),
        local_short_name: text("local_short_name")?,
        remote_short_name: text("remote_short_name")?,
        project: match text("project_id")? {
            id if id.is_empty() => None,
            id => Some(Project {
                id: ProjectId::new(id),
                name: text("project_name")?,
            }),
        },
        created_at: Timestamp(row.try_get("created_at")?),
        created_by: text("created_by")?,
        last_contact_at: time("last_contact_at")?.map(Timestamp),
        remote: Remote {
            node_url: maybe("remote_node_url")?,
            tracker_url: maybe("remote_tracker_url")?,
            node_uid: maybe("remote_node_uid")?.map(NodeUid::new),
            public_key: maybe("remote_public_key")?,
            connection_id: maybe("remote_connection_id")?.map(ConnectionId::new),
            console_url: maybe("remote_console_url")?,
        },
        own: SideState {
            revision: row.try_get("own_revision")?,
            paused: row.try_get::<i64, _>("paused_here")? != 0,
        },
        remote_state: SideState {
            revision: row.try_get("remote_revision")?,
            paused: row.try_get::<i64, _>("paused_there")? != 0,
        },
        accepted_invitation: maybe("accepted_invitation")?.map(InvitationId::new),
        invitation_expires_at: time("invitation_expires_at")?.map(Timestamp),
        id: ConnectionId::new(id),
    })
}
