//! Admin access: asked for on the source, granted on the destination.

use super::StoreError;
use crate::domain::{Decision, Grant, Verification};
use crosslink_protocol::Timestamp;
use crosslink_protocol::id::{InvitationId, NodeUid, VerificationId};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

/// How long verifications and grants are kept, in milliseconds: 30 days.
const KEPT_MS: i64 = 30 * 24 * 3_600_000;

/// Admin access that was asked for.
pub(crate) struct Verifications;

impl Verifications {
    /// Stores a new one. Those that the same person has asked for before, and nobody has answered, end: who asks again waits
    /// for this one only.
    pub(crate) async fn insert(
        db: &mut AnyConnection,
        verification: &Verification,
        asked_by: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE verifications SET expires_at = $1
             WHERE node_uid = $2 AND asked_by = $3 AND decided_at IS NULL AND expires_at > $1",
        )
        .bind(now.0)
        .bind(verification.node_uid.as_str())
        .bind(asked_by)
        .execute(&mut *db)
        .await?;
        sqlx::query(
            "INSERT INTO verifications (id, proof_key, node_uid, node_key, node_name, expires_at, asked_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(verification.id.as_str())
        .bind(&verification.proof_key)
        .bind(verification.node_uid.as_str())
        .bind(&verification.node_key)
        .bind(&verification.node_name)
        .bind(verification.expires_at.0)
        .bind(asked_by)
        .execute(db)
        .await?;
        Ok(())
    }

    /// The verification with this id.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        id: &VerificationId,
    ) -> Result<Option<Verification>, StoreError> {
        let row = sqlx::query("SELECT * FROM verifications WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(db)
            .await?;
        row.map(|row| read(&row)).transpose()
    }

    /// Writes the decision, unless there is one. `false` when there was.
    pub(crate) async fn decide(
        db: &mut AnyConnection,
        id: &VerificationId,
        decision: &Decision,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE verifications SET granted = $1, decided_by = $2, decided_at = $3
             WHERE id = $4 AND decided_at IS NULL",
        )
        .bind(i64::from(decision.granted))
        .bind(&decision.by)
        .bind(decision.at.0)
        .bind(id.as_str())
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Forgets what was asked for and granted long ago. It stays a while, so that who comes late hears why.
    pub(crate) async fn tidy(db: &mut AnyConnection, now: Timestamp) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM verifications WHERE expires_at <= $1",
            "DELETE FROM grants WHERE granted_at <= $1",
        ] {
            sqlx::query(statement)
                .bind(now.plus_ms(-KEPT_MS).0)
                .execute(&mut *db)
                .await?;
        }
        Ok(())
    }

    /// Uses it up. `false` when it was used before.
    pub(crate) async fn take(
        db: &mut AnyConnection,
        id: &VerificationId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let done =
            sqlx::query("UPDATE verifications SET used_at = $1 WHERE id = $2 AND used_at IS NULL")
                .bind(now.0)
                .bind(id.as_str())
                .execute(db)
                .await?;
        Ok(done.rows_affected() == 1)
    }
}

fn read(row: &AnyRow) -> Result<Verification, StoreError> {
    let decision = match (
        row.try_get::<Option<i64>, _>("granted")?,
        row.try_get::<Option<String>, _>("decided_by")?,
        row.try_get::<Option<i64>, _>("decided_at")?,
    ) {
        (Some(granted), Some(by), Some(at)) => Some(Decision {
            granted: granted != 0,
            by,
            at: Timestamp(at),
        }),
        _ => None,
    };
    Ok(Verification {
        id: VerificationId::new(row.try_get::<String, _>("id")?),
        proof_key: row.try_get("proof_key")?,
        node_uid: NodeUid::new(row.try_get::<String, _>("node_uid")?),
        node_key: row.try_get("node_key")?,
        node_name: row.try_get("node_name")?,
        expires_at: Timestamp(row.try_get("expires_at")?),
        decision,
        used_at: row.try_get::<Option<i64>, _>("used_at")?.map(Timestamp),
    })
}

/// Admin access that was granted.
pub(crate) struct Grants;

impl Grants {
    /// Stores a grant, unless it is there already: its time counts from the first.
    pub(crate) async fn insert(db: &mut AnyConnection, grant: &Grant) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO grants (id, asker_key, granted_by, granted_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
        )
        .bind(grant.id.as_str())
        .bind(&grant.asker_key)
        .bind(&grant.granted_by)
        .bind(grant.granted_at.0)
        .execute(db)
        .await?;
        Ok(())
    }

    /// The grant with this id.
    pub(crate) async fn find(
        db: &mut AnyConnection,
        id: &VerificationId,
    ) -> Result<Option<Grant>, StoreError> {
        let row = sqlx::query("SELECT * FROM grants WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(db)
            .await?;
        row.map(|row| {
            Ok(Grant {
                id: VerificationId::new(row.try_get::<String, _>("id")?),
                asker_key: row.try_get("asker_key")?,
                granted_by: row.try_get("granted_by")?,
                granted_at: Timestamp(row.try_get("granted_at")?),
                invitation: row
                    .try_get::<Option<String>, _>("invitation_id")?
                    .map(InvitationId::new),
            })
        })
        .transpose()
    }

    /// The asker knows of the grant.
    pub(crate) async fn told(
        db: &mut AnyConnection,
        id: &VerificationId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE grants SET told_at = $1 WHERE id = $2 AND told_at IS NULL")
            .bind(now.0)
            .bind(id.as_str())
            .execute(db)
            .await?;
        Ok(())
    }

    /// Takes back a grant of which the asker may not know.
    pub(crate) async fn withdraw(
        db: &mut AnyConnection,
        id: &VerificationId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "DELETE FROM grants WHERE id = $1 AND told_at IS NULL AND invitation_id IS NULL",
        )
        .bind(id.as_str())
        .execute(db)
        .await?;
        Ok(())
    }

    /// Uses a grant for this invitation. `false` when it was used for another one.
    pub(crate) async fn take(
        db: &mut AnyConnection,
        id: &VerificationId,
        invitation: &InvitationId,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE grants SET invitation_id = $1 WHERE id = $2 AND (invitation_id IS NULL OR invitation_id = $1)",
        )
        .bind(invitation.as_str())
        .bind(id.as_str())
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}
