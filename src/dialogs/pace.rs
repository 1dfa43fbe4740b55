//! How often something is asked for again while somebody waits.

use crate::backend::ApiError;

/// Milliseconds after which a node that doesn't answer is asked again at the latest.
const SLOWEST_MS: u32 = 30_000;

/// What comes after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is asked again after so many milliseconds.
    After(u32),
    /// It is not asked again.
    Stop,
}

/// What comes after an answer that was, or was not yet, the last that is waited for. `failures` counts those in a row, this
/// one included: each makes the pace twice as slow, and the node's own wish is respected.
pub fn next(outcome: Result<bool, &ApiError>, every_ms: u32, failures: u32) -> Next {
    match outcome {
        Ok(true) => Next::Stop,
        Ok(false) => Next::After(every_ms),
        // The page says already that nobody is signed in, or nobody waits any more.
        Err(ApiError::SignedOut(_) | ApiError::Cancelled) => Next::Stop,
        // What the node refuses it refuses again, unless it was only asked too often.
        Err(error) if error.nothing_was_done() && error.retry_after_s().is_none() => Next::Stop,
        Err(error) => {
            let slower = (every_ms << failures.min(5)).min(SLOWEST_MS);
            let wished = error.retry_after_s().unwrap_or(0).saturating_mul(1000);
            Next::After(slower.max(wished))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::ErrorCode;

    #[test]
    fn it_is_asked_at_its_pace_until_it_is_settled() {
        assert_eq!(next(Ok(false), 2_000, 0), Next::After(2_000));
        assert_eq!(next(Ok(true), 2_000, 0), Next::Stop);
    }

    #[test]
    fn failures_slow_it_down_and_never_stop_it() {
        let delays: Vec<_> = (1..7)
            .map(|failures| next(Err(&ApiError::Network), 2_000, failures))
            .collect();
        let expected = [4_000, 8_000, 16_000, 30_000, 30_000, 30_000];
        assert_eq!(delays, expected.map(Next::After));
    }

    #[test]
    fn what_was_refused_is_asked_again_only_if_the_node_says_when() {
        let gone = ApiError::from_answer(404, "", None);
        assert_eq!(next(Err(&gone), 2_000, 1), Next::Stop);
        let busy = ApiError::from_answer(429, "", Some(60));
        assert_eq!(next(Err(&busy), 2_000, 1), Next::After(60_000));
        let ended = ApiError::SignedOut(ErrorCode::SessionExpired);
        assert_eq!(next(Err(&ended), 2_000, 1), Next::Stop);
    }
}
