//! What a contact with the other side says of its health.

use crosslink_protocol::connection::Health;
use crosslink_protocol::{ErrorCode, Timestamp};
use std::time::Duration;

/// Slower answers than this, in milliseconds, are called slow.
const SLOW_MS: i64 = 2000;
/// A last contact that is younger than this, in milliseconds, is not written again: the list shows minutes, and each
/// write changes what every open console has to fetch.
const CONTACT_GRAIN_MS: i64 = 30_000;

/// A side that can't be called is down when it has not called for so many heartbeat intervals.
const MISSED: i64 = 3;
/// And not before that many milliseconds.
const PATIENCE_MIN_MS: i64 = 60_000;

/// How long a side that can't be called may be silent, in milliseconds.
pub(crate) fn patience_ms(heartbeat_interval: Duration) -> i64 {
    let interval = i64::try_from(heartbeat_interval.as_millis()).unwrap_or(i64::MAX);
    interval.saturating_mul(MISSED).max(PATIENCE_MIN_MS)
}

/// How a contact went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contact {
    /// The other side answered, after so many milliseconds.
    Answered(i64),
    /// The other side called.
    Called,
    /// It failed.
    Failed(ErrorCode),
}

/// What is written down of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Observation {
    pub(crate) health: Health,
    pub(crate) reason: Option<ErrorCode>,
    pub(crate) last_contact_at: Option<Timestamp>,
}

/// What is to be written after `contact`; `None` when it would say the same again.
pub(crate) fn observe(
    before: Observation,
    contact: Contact,
    now: Timestamp,
) -> Option<Observation> {
    let (health, reason) = match contact {
        Contact::Answered(ms) if ms >= SLOW_MS => (Health::Slow, None),
        Contact::Answered(_) | Contact::Called => (Health::Up, None),
        Contact::Failed(
            code @ (ErrorCode::PeerSignatureInvalid | ErrorCode::PeerConnectionUnknown),
        ) => (Health::Unauthorised, Some(code)),
        Contact::Failed(code) => (Health::Down, Some(code)),
    };
    let heard = !matches!(contact, Contact::Failed(_));
    let fresh = before
        .last_contact_at
        .is_some_and(|last| now.since(last) < CONTACT_GRAIN_MS);
    let last_contact_at = if heard && !fresh {
        Some(now)
    } else {
        before.last_contact_at
    };
    let after = Observation {
        health,
        reason,
        last_contact_at,
    };
    (after != before).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEVER: Observation = Observation {
        health: Health::Unknown,
        reason: None,
        last_contact_at: None,
    };

    fn health(contact: Contact) -> Option<(Health, Option<ErrorCode>)> {
        observe(NEVER, contact, Timestamp(5)).map(|after| (after.health, after.reason))
    }

    #[test]
    fn each_kind_of_contact_has_its_health() {
        assert_eq!(health(Contact::Answered(20)), Some((Health::Up, None)));
        assert_eq!(
            health(Contact::Answered(SLOW_MS)),
            Some((Health::Slow, None))
        );
        assert_eq!(health(Contact::Called), Some((Health::Up, None)));
        for (code, expected) in [
            (ErrorCode::DestinationTimeout, Health::Down),
            (ErrorCode::PeerSignatureInvalid, Health::Unauthorised),
            (ErrorCode::PeerConnectionUnknown, Health::Unauthorised),
        ] {
            assert_eq!(health(Contact::Failed(code)), Some((expected, Some(code))));
        }
    }

    #[test]
    fn the_same_news_soon_after_is_no_news() {
        let up = observe(NEVER, Contact::Called, Timestamp(1000)).expect("news");
        assert_eq!(observe(up, Contact::Answered(1), Timestamp(2000)), None);
        let later =
            observe(up, Contact::Answered(1), Timestamp(1000 + CONTACT_GRAIN_MS)).expect("news");
        assert_eq!(
            later.last_contact_at,
            Some(Timestamp(1000 + CONTACT_GRAIN_MS))
        );
    }

    #[test]
    fn a_failure_keeps_the_time_of_the_last_contact() {
        let up = observe(NEVER, Contact::Called, Timestamp(1)).expect("news");
        let down = observe(
            up,
            Contact::Failed(ErrorCode::DestinationRefused),
            Timestamp(9),
        )
        .expect("news");
        assert_eq!(
            (down.health, down.last_contact_at),
            (Health::Down, Some(Timestamp(1)))
        );
    }
}
