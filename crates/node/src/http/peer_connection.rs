//! Calls about a connection, from the node that it was agreed on with.

use super::peer_call::Call;
use crate::app::App;
use crate::domain::ConnectionRecord;
use crate::failure::Failure;
use crate::store::Connections;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Side;
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::mode::Mode;

/// The connection, if the caller's key is the one that is pinned.
///
/// # Errors
/// [`ErrorCode::PeerConnectionUnknown`], [`ErrorCode::PeerSignatureInvalid`].
pub(crate) fn recognised(
    call: &Call,
    found: Option<ConnectionRecord>,
) -> Result<ConnectionRecord, Failure> {
    let connection = found.ok_or(ErrorCode::PeerConnectionUnknown)?;
    is_pinned(call, connection.remote.public_key.as_deref())?;
    Ok(connection)
}

/// Refuses a call that is not signed with the key that was pinned for a connection.
///
/// # Errors
/// [`ErrorCode::PeerConnectionUnknown`] when none was, [`ErrorCode::PeerSignatureInvalid`] when it is another one.
pub(crate) fn is_pinned(call: &Call, pinned: Option<&str>) -> Result<(), Failure> {
    match pinned {
        Some(pinned) if pinned == call.key() => Ok(()),
        Some(_) => Err(ErrorCode::PeerSignatureInvalid.into()),
        None => Err(ErrorCode::PeerConnectionUnknown.into()),
    }
}

/// The Visual connection that a call of its source is about. Only as its destination this node lets itself be configured.
///
/// # Errors
/// As [`recognised`]; [`ErrorCode::PeerConnectionUnknown`] as well for connections of another kind, so that nobody learns
/// which there are.
pub(crate) async fn configured_from_afar(
    app: &App,
    call: &Call,
) -> Result<ConnectionRecord, Failure> {
    let mut tx = app.store.begin().await?;
    call.once(&mut tx).await?;
    let found = Connections::find(&mut tx, &ConnectionId::new(call.subject())).await?;
    tx.commit().await?;
    let connection = recognised(call, found)?;
    match (connection.mode, connection.side, connection.is_agreed()) {
        (Mode::Visual, Side::Destination, true) => Ok(connection),
        _ => Err(ErrorCode::PeerConnectionUnknown.into()),
    }
}
