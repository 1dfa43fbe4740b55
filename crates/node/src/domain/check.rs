//! The report of **Check now**, made of what was tried.

use crosslink_protocol::check::{CheckKind, CheckOutcome, CheckStep, Direction};
use crosslink_protocol::peer::{CallbackReport, StepReport};
use crosslink_protocol::{ErrorCode, Timestamp};

/// The steps of the other side's way back.
const INCOMING: [CheckKind; 2] = [CheckKind::Reach, CheckKind::Recognised];

/// The steps of one direction. What was not tried any more says so.
pub(crate) fn steps(
    direction: Direction,
    kinds: &[CheckKind],
    tried: &[StepReport],
) -> Vec<CheckStep> {
    let step = |(at, kind): (usize, &CheckKind)| match tried.get(at) {
        Some(step) => CheckStep {
            direction,
            kind: *kind,
            outcome: match step.failed {
                None => CheckOutcome::Passed,
                Some(_) => CheckOutcome::Failed,
            },
            reason: step.failed,
            took_ms: Some(step.took_ms),
        },
        None => skipped(direction, *kind, ErrorCode::CheckStoppedEarlier),
    };
    kinds.iter().enumerate().map(step).collect()
}

/// A step that was not tried, for this reason.
pub(crate) fn skipped(direction: Direction, kind: CheckKind, reason: ErrorCode) -> CheckStep {
    CheckStep {
        direction,
        kind,
        outcome: CheckOutcome::Skipped,
        reason: Some(reason),
        took_ms: None,
    }
}

/// The incoming steps, of what the other side reports; `outgoing_passed` says whether it could be asked at all.
pub(crate) fn incoming_of(
    outgoing_passed: bool,
    report: Result<CallbackReport, ErrorCode>,
) -> Vec<CheckStep> {
    let tried = match report {
        Ok(report) => std::iter::once(report.reach)
            .chain(report.recognised)
            .collect(),
        // It could not be asked, so nothing is known of its way back.
        Err(_) if !outgoing_passed => Vec::new(),
        // It is there, but does not know what it was asked for.
        Err(ErrorCode::DestinationNoNode | ErrorCode::NotFound) => {
            vec![failed(ErrorCode::PeerTooOld)]
        }
        Err(code) => vec![failed(code)],
    };
    steps(Direction::Incoming, &INCOMING, &tried)
}

/// The incoming steps when this node has no URL at which it could be called back.
pub(crate) fn incoming_without_url() -> Vec<CheckStep> {
    INCOMING
        .iter()
        .map(|kind| skipped(Direction::Incoming, *kind, ErrorCode::OwnUrlMissing))
        .collect()
}

/// The incoming step of a side that can't be called: whether it has called lately. `patience_ms` is how long that may be
/// ago, in milliseconds.
pub(crate) fn incoming_of_silent(
    last_contact_at: Option<Timestamp>,
    now: Timestamp,
    patience_ms: i64,
) -> CheckStep {
    let reason = match last_contact_at {
        None => Some(ErrorCode::PeerNeverCalled),
        Some(last) if now.since(last) > patience_ms => Some(ErrorCode::PeerSilent),
        Some(_) => None,
    };
    CheckStep {
        direction: Direction::Incoming,
        kind: CheckKind::Recognised,
        outcome: match reason {
            None => CheckOutcome::Passed,
            Some(_) => CheckOutcome::Failed,
        },
        reason,
        took_ms: None,
    }
}

fn failed(code: ErrorCode) -> StepReport {
    StepReport {
        failed: Some(code),
        took_ms: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSED: StepReport = StepReport {
        failed: None,
        took_ms: 3,
    };

    fn told(steps: &[CheckStep]) -> Vec<(CheckOutcome, Option<ErrorCode>)> {
        steps
            .iter()
            .map(|step| (step.outcome, step.reason))
            .collect()
    }

    #[test]
    fn after_a_failed_step_the_rest_was_not_tried() {
        let kinds = [CheckKind::Reach, CheckKind::Identity, CheckKind::Recognised];
        let tried = [PASSED, failed(ErrorCode::OtherNodeAnswers)];
        assert_eq!(
            told(&steps(Direction::Outgoing, &kinds, &tried)),
            [
                (CheckOutcome::Passed, None),
                (CheckOutcome::Failed, Some(ErrorCode::OtherNodeAnswers)),
                (CheckOutcome::Skipped, Some(ErrorCode::CheckStoppedEarlier)),
            ]
        );
    }

    #[test]
    fn an_older_side_is_told_apart_from_one_that_can_not_be_asked() {
        let first = |passed, code| told(&incoming_of(passed, Err(code)))[0];
        assert_eq!(
            first(true, ErrorCode::DestinationNoNode),
            (CheckOutcome::Failed, Some(ErrorCode::PeerTooOld))
        );
        assert_eq!(
            first(false, ErrorCode::DestinationRefused),
            (CheckOutcome::Skipped, Some(ErrorCode::CheckStoppedEarlier))
        );
    }

    #[test]
    fn a_side_that_can_not_be_called_is_judged_by_its_last_call() {
        let reason = |last| incoming_of_silent(last, Timestamp(100), 50).reason;
        assert_eq!(reason(None), Some(ErrorCode::PeerNeverCalled));
        assert_eq!(reason(Some(Timestamp(49))), Some(ErrorCode::PeerSilent));
        assert_eq!(reason(Some(Timestamp(50))), None);
    }
}
