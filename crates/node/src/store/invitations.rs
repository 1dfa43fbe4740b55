//! Invitations on the source.

use super::{StoreError, one_row};
use crate::domain::Invitation;
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::Lifecycle;
use crosslink_protocol::id::{AcceptanceId, ConnectionId, InvitationId, NodeUid};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// Invitations.
pub(crate) struct Invitations;

impl Invitations {
    /// Stores a new invitation.
    pub(crate) async fn insert(
        db: &mut AnyConnection,
        invitation: &Invitation,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO invitations (id, connection_id, proof_key, bound_node_uid, expires_at)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(invitation.id.as_str())
        .bind(invitation.connection_id.as_str())
        .bind(&invitation.proof_key)
        .bind(invitation.bound_node.as_ref().map(NodeUid::as_str))
        .bind(invitation.expires_at.0)
        .execute(db)
        .await?;
        Ok(())
    }

    /// The invitation with this id.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        id: &InvitationId,
    ) -> Result<Option<Invitation>, StoreError> {
        let row = sqlx::query("SELECT * FROM invitations WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(db)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Holds an invitation until the transaction ends: of two acceptances at once, the second sees what the first did.
    /// A no-op update, because it is the one lock that both databases know.
    pub(crate) async fn hold(db: &mut AnyConnection, id: &InvitationId) -> Result<(), StoreError> {
        sqlx::query("UPDATE invitations SET id = id WHERE id = $1")
            .bind(id.as_str())
            .execute(db)
            .await?;
        Ok(())
    }

    /// Holds all invitations of a connection, before the connection itself is held.
    pub(crate) async fn hold_of(
        db: &mut AnyConnection,
        connection: &ConnectionId,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE invitations SET id = id WHERE connection_id = $1")
            .bind(connection.as_str())
            .execute(db)
            .await?;
        Ok(())
    }

    /// The pending connections whose invitation has ended by itself.
    pub(crate) async fn expired(
        db: &mut AnyConnection,
        now: Timestamp,
    ) -> Result<Vec<ConnectionId>, StoreError> {
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT id FROM connections
             WHERE lifecycle = $1 AND id IN (SELECT connection_id FROM invitations
                                             WHERE expires_at <= $2 AND used_at IS NULL AND revoked_at IS NULL)",
        )
        .bind(Lifecycle::Pending.as_str())
        .bind(now.0)
        .fetch_all(db)
        .await?;
        Ok(ids.into_iter().map(ConnectionId::new).collect())
    }

    /// Withdraws what is still open of a connection's invitations.
    pub(crate) async fn revoke(
        db: &mut AnyConnection,
        connection: &ConnectionId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE invitations SET revoked_at = $1
             WHERE connection_id = $2 AND used_at IS NULL AND revoked_at IS NULL",
        )
        .bind(now.0)
        .bind(connection.as_str())
        .execute(db)
        .await?;
        Ok(())
    }

    /// Keeps of a connection's invitations, before it is deleted, what tells their codes from unknown ones.
    pub(crate) async fn keep_ended(
        db: &mut AnyConnection,
        connection: &ConnectionId,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO ended_invitations (id, proof_key, expires_at)
             SELECT id, proof_key, $1 FROM invitations WHERE connection_id = $2",
        )
        .bind(until.0)
        .bind(connection.as_str())
        .execute(db)
        .await?;
        Ok(())
    }

    /// The public half of the one-time key of an invitation whose connection was deleted.
    pub(crate) async fn ended(
        db: &mut AnyConnection,
        id: &InvitationId,
    ) -> Result<Option<String>, StoreError> {
        let query = sqlx::query_scalar("SELECT proof_key FROM ended_invitations WHERE id = $1");
        Ok(query.bind(id.as_str()).fetch_optional(db).await?)
    }

    /// Marks an open invitation as used. `false` when it is no longer open: another acceptance was quicker.
    pub(crate) async fn take(
        db: &mut AnyConnection,
        id: &InvitationId,
        acceptance: &AcceptanceId,
        node: &NodeUid,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE invitations SET used_at = $1, acceptance_id = $2, used_by = $3
             WHERE id = $4 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $1",
        )
        .bind(now.0)
        .bind(acceptance.as_str())
        .bind(node.as_str())
        .bind(id.as_str())
        .execute(db)
        .await?;
        match done.rows_affected() {
            0 => Ok(false),
            _ => one_row(&done, "invitations", id.as_str()).map(|()| true),
        }
    }
}

fn read(row: &AnyRow) -> Result<Invitation, StoreError> {
    let used = match (
        row.try_get::<Option<String>, _>("acceptance_id")?,
        row.try_get::<Option<String>, _>("used_by")?,
    ) {
        (Some(acceptance), Some(node)) => Some((AcceptanceId::new(acceptance), NodeUid::new(node))),
        _ => None,
    };
    Ok(Invitation {
        id: InvitationId::new(row.try_get::<String, _>("id")?),
        connection_id: ConnectionId::new(row.try_get::<String, _>("connection_id")?),
        proof_key: row.try_get("proof_key")?,
        bound_node: row
            .try_get::<Option<String>, _>("bound_node_uid")?
            .map(NodeUid::new),
        expires_at: Timestamp(row.try_get("expires_at")?),
        revoked_at: row.try_get::<Option<i64>, _>("revoked_at")?.map(Timestamp),
        used,
    })
}
