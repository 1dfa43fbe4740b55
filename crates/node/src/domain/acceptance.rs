//! Acceptances on the destination, on their way to the source.

use crosslink_protocol::id::{AcceptanceId, ConnectionId, InvitationId};

/// An acceptance that has no final answer yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Acceptance {
    pub(crate) id: AcceptanceId,
    pub(crate) invitation: InvitationId,
    pub(crate) connection_id: ConnectionId,
    pub(crate) source_url: String,
    /// SHA-256 of the source's public key, base64url.
    pub(crate) fingerprint: String,
    /// The one-time key, sealed for the purpose [`Acceptance::PURPOSE`].
    pub(crate) sealed_key: String,
    pub(crate) attempts: i64,
}

impl Acceptance {
    /// What the one-time key is sealed for.
    pub(crate) const PURPOSE: &'static str = "acceptance";
}

/// How long to wait after `attempts` attempts without an answer, in milliseconds: 1 s, doubled up to 5 minutes.
pub(crate) fn retry_after(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts.clamp(0, 9)).unwrap_or_default();
    (1000_i64 << doublings).min(300_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_come_less_and_less_often_but_never_end() {
        assert_eq!(retry_after(0), 1000);
        assert_eq!(retry_after(3), 8000);
        assert_eq!(retry_after(9), 300_000);
        assert_eq!(retry_after(i64::MAX), 300_000);
    }
}
