//! Making invitations: for a new connection, and for one whose invitation has ended.

use crate::app::App;
use crate::domain::{ConnectionRecord, Invitation};
use crate::failure::Failure;
use crate::peer::Identity;
use crate::ports::{new_id, random_32};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Initiated;
use crosslink_protocol::handover::Handover;
use crosslink_protocol::id::{ConnectionId, InvitationId, NodeUid};
use crosslink_protocol::invitation_code::InvitationCode;

/// Makes an invitation and its code, which is told once and kept nowhere.
///
/// # Errors
/// [`ErrorCode::OwnUrlMissing`] when nobody could bring an acceptance here.
pub(crate) fn invitation(
    app: &App,
    connection_id: ConnectionId,
    bound_node: Option<NodeUid>,
) -> Result<(Invitation, String), Failure> {
    let own_url = app.peers.own.url.clone().ok_or(ErrorCode::OwnUrlMissing)?;
    let lifetime = i64::try_from(app.config.invitation_lifetime.as_millis()).unwrap_or(i64::MAX);
    let one_time_key = random_32(&*app.entropy)?;
    let one_time = Identity::from_seed(&one_time_key).map_err(|error| {
        Failure::Internal("a one-time key can't be made", Some(Box::new(error)))
    })?;
    let invitation = Invitation {
        id: InvitationId::new(new_id(&*app.clock, &*app.entropy)?),
        connection_id,
        proof_key: one_time.public_key.clone(),
        bound_node,
        expires_at: app.clock.now().plus_ms(lifetime),
        revoked_at: None,
        used: None,
    };
    let code = InvitationCode {
        invitation: invitation.id.clone(),
        one_time_key,
        fingerprint: app.identity.fingerprint(),
        source_url: own_url,
    };
    let code = code.encode().ok_or(Failure::Internal(
        "the own URL is too long for an invitation code",
        None,
    ))?;
    Ok((invitation, code))
}

/// What is answered, this once, to who made an invitation.
pub(crate) fn initiated(connection: &ConnectionRecord, code: String) -> Initiated {
    let console = connection.remote.console_url.as_deref();
    Initiated {
        connection: connection.to_dto(),
        handover_url: console.map(|console| Handover::Accept(code.clone()).link(console)),
        invitation_code: Some(code),
    }
}
