//! Brings an acceptance to the source, however often that takes, and records the answer.
//!
//! **Invariant.** The row in `acceptances` is there before the first byte is sent, and goes in the transaction that records
//! the final answer. So whatever crashes when: as long as the row is there somebody asks again, with the same acceptance
//! id, to which the source gives the same answer.

use super::outgoing::Delivery;
use crate::app::App;
use crate::crash::crash_point;
use crate::domain::{
    Acceptance, ConnectionRecord, Observation, Remote, by_node, refused, retry_after,
};
use crate::failure::Failure;
use crate::store::{Acceptances, Connections};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::ActivityKind;
use crosslink_protocol::connection::{Health, Lifecycle};
use crosslink_protocol::peer::{AcceptanceAnswer, AcceptanceRequest};

/// How long one attempt keeps others from making another, in milliseconds; longer than a call may take.
pub(crate) const ATTEMPT_MS: i64 = 12_000;

/// What became of an attempt.
pub(crate) enum Outcome {
    /// The connection is active on both sides.
    Active(Box<ConnectionRecord>),
    /// The source refused for good.
    Refused(ErrorCode),
    /// The source did not answer; the node goes on trying.
    Unanswered(ErrorCode),
    /// The connection was deleted here meanwhile.
    Deleted,
}

/// Sends every acceptance whose time has come.
pub(crate) async fn deliver_due(app: &App) -> Result<(), Failure> {
    loop {
        let now = app.clock.now();
        let mut tx = app.store.begin().await?;
        let due = Acceptances::claim_due(&mut tx, now, now.plus_ms(ATTEMPT_MS)).await?;
        tx.commit().await?;
        let Some(acceptance) = due else { return Ok(()) };
        match deliver(app, &acceptance).await? {
            Outcome::Active(connection) => {
                tracing::info!(connection = %connection.id, "acceptance answered")
            }
            Outcome::Refused(code) => {
                tracing::warn!(connection = %acceptance.connection_id, code = code.as_str(), "acceptance refused");
                end(app, &acceptance, code).await?;
            }
            Outcome::Unanswered(code) => {
                tracing::info!(connection = %acceptance.connection_id, code = code.as_str(), "acceptance unanswered");
            }
            Outcome::Deleted => {}
        }
    }
}

/// Makes one attempt and records its answer, unless that is a refusal: what a refusal means is for the caller to say.
pub(crate) async fn deliver(app: &App, acceptance: &Acceptance) -> Result<Outcome, Failure> {
    let key = one_time_key(app, acceptance)?;
    let request = AcceptanceRequest {
        acceptance_id: acceptance.id.clone(),
        node: app.peers.own_info(),
        connection_id: acceptance.connection_id.clone(),
    };
    crash_point("acceptor-before-send");
    let sent = app
        .peers
        .accept(
            &acceptance.source_url,
            &acceptance.fingerprint,
            &acceptance.invitation,
            &key,
            &request,
        )
        .await?;
    crash_point("acceptor-after-answer");
    match sent {
        Delivery::Done(answer) => Ok(match activate(app, acceptance, &answer).await? {
            Some(connection) => Outcome::Active(Box::new(connection)),
            None => Outcome::Deleted,
        }),
        Delivery::Refused(code) if is_final(code) => Ok(Outcome::Refused(code)),
        Delivery::Refused(code) | Delivery::Unknown(code) => {
            put_off(app, acceptance, code).await?;
            Ok(Outcome::Unanswered(code))
        }
    }
}

/// The one-time key of an acceptance.
pub(super) fn one_time_key(app: &App, acceptance: &Acceptance) -> Result<[u8; 32], Failure> {
    let opened = app
        .vault
        .open(Acceptance::PURPOSE, &acceptance.sealed_key)?;
    opened
        .try_into()
        .map_err(|_| Failure::Internal("a stored one-time key has the wrong length", None))
}

/// Whether a refusal is about the invitation itself. Others, such as clocks that differ, can pass.
fn is_final(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::InvitationUnknown
            | ErrorCode::InvitationExpired
            | ErrorCode::InvitationRevoked
            | ErrorCode::InvitationUsed
            | ErrorCode::InvitationForOtherNode
            | ErrorCode::InvitationProofWrong
    )
}

/// There is no answer yet: the next attempt comes later, and the connection shows why it waits.
async fn put_off(app: &App, acceptance: &Acceptance, code: ErrorCode) -> Result<(), Failure> {
    let mut tx = app.store.begin().await?;
    let next = app.clock.now().plus_ms(retry_after(acceptance.attempts));
    Acceptances::put_off(&mut tx, &acceptance.id, next).await?;
    let found = Connections::find(&mut tx, &acceptance.connection_id).await?;
    let waits = found
        .filter(|found| found.lifecycle == Lifecycle::Pending && found.health_reason != Some(code));
    if let Some(connection) = waits {
        let seen = Observation {
            health: Health::Unknown,
            reason: Some(code),
            last_contact_at: connection.last_contact_at,
        };
        Connections::observe(&mut tx, &connection.id, &seen).await?;
    }
    Ok(tx.commit().await?)
}

/// The source said yes: the connection becomes active, its key is pinned, and the acceptance is done. `None` when the
/// connection was deleted here meanwhile.
async fn activate(
    app: &App,
    acceptance: &Acceptance,
    answer: &AcceptanceAnswer,
) -> Result<Option<ConnectionRecord>, Failure> {
    let mut tx = app.store.begin().await?;
    // Another attempt may have recorded the same answer already.
    let first = Acceptances::delete(&mut tx, &acceptance.id).await?;
    let Some(mut connection) = Connections::held(&mut tx, &acceptance.connection_id).await? else {
        return Ok(None);
    };
    if first {
        let now = app.clock.now();
        connection.lifecycle = Lifecycle::Active;
        connection.health = Health::Up;
        connection.health_reason = None;
        connection.last_contact_at = Some(now);
        connection.remote = Remote::pinned(&answer.node, answer.connection_id.clone());
        // The source is called where its code said; what it calls itself may be an address that only it can use.
        connection.remote.node_url = Some(acceptance.source_url.clone());
        Connections::update(&mut tx, &connection).await?;
        connection.version += 1;
        let entry = by_node(now, ActivityKind::Connected);
        app.note(&mut tx, &connection.id, &entry).await?;
    }
    crash_point("acceptor-before-commit");
    tx.commit().await?;
    crash_point("acceptor-after-commit");
    Ok(Some(connection))
}

/// The source said no after the administrator had left: the connection stays to be seen, with what became of it.
async fn end(app: &App, acceptance: &Acceptance, code: ErrorCode) -> Result<(), Failure> {
    let mut tx = app.store.begin().await?;
    let first = Acceptances::delete(&mut tx, &acceptance.id).await?;
    let found = Connections::held(&mut tx, &acceptance.connection_id).await?;
    if let Some(mut connection) = found.filter(|_| first) {
        connection.lifecycle = match code {
            ErrorCode::InvitationExpired => Lifecycle::Expired,
            _ => Lifecycle::Revoked,
        };
        connection.health = Health::Unknown;
        connection.health_reason = Some(code);
        Connections::update(&mut tx, &connection).await?;
        let entry = refused(app.clock.now(), code);
        app.note(&mut tx, &connection.id, &entry).await?;
    }
    Ok(tx.commit().await?)
}
