//! The steps of **Check now** in words.

use crate::connections::status::Tone;
use crate::text;
use crosslink_protocol::check::{CheckKind, CheckOutcome, CheckReport, CheckStep, Direction};

/// What a way is called.
pub fn way(direction: Direction) -> &'static str {
    match direction {
        Direction::Own => text::this_side(),
        Direction::Outgoing => text::to_other_side(),
        Direction::Incoming => text::from_other_side(),
    }
}

/// What a step tests.
pub fn step(direction: Direction, kind: CheckKind) -> &'static str {
    match (kind, direction) {
        (CheckKind::Tracker, _) => text::step_tracker(),
        (CheckKind::Reach, Direction::Incoming) => text::step_reach_us(),
        (CheckKind::Reach, _) => text::step_reach_them(),
        (CheckKind::Identity, Direction::Incoming) => text::step_identity_us(),
        (CheckKind::Identity, _) => text::step_identity_them(),
        (CheckKind::Recognised, Direction::Incoming) => text::step_recognised_us(),
        (CheckKind::Recognised, _) => text::step_recognised_them(),
    }
}

/// How it went: its word, and its tone.
pub fn outcome(outcome: CheckOutcome) -> (&'static str, Tone) {
    match outcome {
        CheckOutcome::Passed => (text::passed(), Tone::Good),
        CheckOutcome::Failed => (text::failed(), Tone::Bad),
        CheckOutcome::Skipped => (text::not_tried(), Tone::Quiet),
    }
}

/// The steps, way by way; ways without steps are left out.
pub fn by_way(report: &CheckReport) -> Vec<(Direction, Vec<CheckStep>)> {
    Direction::ALL
        .iter()
        .map(|way| {
            let steps = report.steps.iter();
            let steps = steps.filter(|step| step.direction == *way).cloned();
            (*way, steps.collect::<Vec<_>>())
        })
        .filter(|(_, steps)| !steps.is_empty())
        .collect()
}

/// The result in a sentence.
pub fn summary(report: &CheckReport) -> String {
    let count = |outcome| {
        let steps = report.steps.iter();
        steps.filter(|step| step.outcome == outcome).count()
    };
    text::check_summary(
        count(CheckOutcome::Failed),
        count(CheckOutcome::Skipped),
        report.steps.len(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::Timestamp;

    fn report(outcomes: &[(Direction, CheckOutcome)]) -> CheckReport {
        let step = |(direction, outcome): &(Direction, CheckOutcome)| CheckStep {
            direction: *direction,
            kind: CheckKind::Reach,
            outcome: *outcome,
            reason: None,
            took_ms: None,
        };
        CheckReport {
            checked_at: Timestamp(0),
            steps: outcomes.iter().map(step).collect(),
        }
    }

    #[test]
    fn steps_are_told_way_by_way() {
        use Direction::{Incoming, Outgoing, Own};
        let passed = CheckOutcome::Passed;
        let mixed = report(&[(Own, passed), (Incoming, passed), (Own, passed)]);
        let ways: Vec<_> = by_way(&mixed)
            .into_iter()
            .map(|(way, steps)| (way, steps.len()))
            .collect();
        assert_eq!(ways, [(Own, 2), (Incoming, 1)]);
        assert_ne!(
            step(Outgoing, CheckKind::Reach),
            step(Incoming, CheckKind::Reach)
        );
    }

    #[test]
    fn the_summary_says_the_worst() {
        use CheckOutcome::{Failed, Passed, Skipped};
        for (outcomes, sentence) in [
            (&[Passed, Passed][..], "Everything works, both ways."),
            (&[Passed, Skipped], "1 of 2 steps passed; 1 was not tried."),
            (&[Passed, Failed, Skipped], "1 of 3 steps failed."),
        ] {
            let outcomes: Vec<_> = outcomes.iter().map(|o| (Direction::Own, *o)).collect();
            assert_eq!(summary(&report(&outcomes)), sentence);
        }
    }
}
