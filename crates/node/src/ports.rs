//! What the outside world decides: time, ids and randomness. Tests pass their own.

use crosslink_protocol::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// The present time.
    fn now(&self) -> Timestamp;
}

/// Gives random bytes that nobody can guess.
pub trait Entropy: Send + Sync + 'static {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy>;
}

/// The operating system has no randomness to give.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoEntropy;

/// The computer's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the clock that is passed in"
    )]
    fn now(&self) -> Timestamp {
        let elapsed = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX))
    }
}

/// The operating system's random number generator.
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        getrandom::fill(bytes).map_err(|_| NoEntropy)
    }
}

/// 32 random bytes.
pub(crate) fn random_32(entropy: &dyn Entropy) -> Result<[u8; 32], NoEntropy> {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes)?;
    Ok(bytes)
}

/// A new id: a UUID of version 7 (RFC 9562, section 5.7), so that rows lie in the order they were made in.
pub(crate) fn new_id(clock: &dyn Clock, entropy: &dyn Entropy) -> Result<String, NoEntropy> {
    let mut random = [0; 10];
    entropy.fill(&mut random)?;
    let milliseconds = u64::try_from(clock.now().0).unwrap_or_default();
    Ok(
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &random)
            .into_uuid()
            .to_string(),
    )
}

/// Whether `text` is a UUID, which every id is.
pub(crate) fn is_id(text: &str) -> bool {
    Uuid::try_parse(text).is_ok()
}
