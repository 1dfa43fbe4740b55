//! Reachability and licence in words.

use crate::text;
use crosslink_protocol::Timestamp;
use crosslink_protocol::instance::{ReachState, Reachability};
use crosslink_protocol::licence::{Licence, LicenceKind};

const DAY_MS: i64 = 24 * 3_600_000;

/// Whether others reach the node: a sentence, and whether that is good, where anything is known.
pub fn reached(reachability: &Reachability) -> (&'static str, Option<bool>) {
    match reachability.state {
        ReachState::NoUrl => (text::nothing_to_reach(), Some(false)),
        ReachState::Unchecked => (text::not_checked(), None),
        // What the node reaches itself, others may not.
        ReachState::Reachable if reachability.checked_by.is_none() => (text::answers(), Some(true)),
        ReachState::Reachable => (text::reached(), Some(true)),
        ReachState::Unreachable => (text::not_reached(), Some(false)),
    }
}

/// Who tried.
pub fn by_whom(reachability: &Reachability) -> String {
    match &reachability.checked_by {
        Some(name) => text::by_node_of(name),
        None => text::by_the_node_itself().to_owned(),
    }
}

/// How many days are left, begun ones included; none when it has ended.
pub fn days_left(ends_at: Timestamp, now: Timestamp) -> i64 {
    let left = ends_at.since(now).max(0);
    left / DAY_MS + i64::from(left % DAY_MS > 0)
}

/// What the licence is: a sentence, and what it means. `date` writes a time for people.
pub fn licensed(
    licence: &Licence,
    now: Timestamp,
    date: impl Fn(Timestamp) -> String,
) -> (String, Option<&'static str>) {
    let holder = licence.holder.as_deref().unwrap_or(text::somebody());
    let until = date(licence.ends_at);
    match (licence.kind, licence.ended) {
        (LicenceKind::Evaluation, false) => (
            text::evaluation_left(days_left(licence.ends_at, now)),
            Some(text::evaluation_means()),
        ),
        (LicenceKind::Evaluation, true) => (
            text::evaluation_ended(&until),
            Some(text::licence_ended_means()),
        ),
        (LicenceKind::Paid, false) => (text::licensed_to(holder, &until), None),
        (LicenceKind::Paid, true) => (
            text::licence_ended(holder, &until),
            Some(text::licence_ended_means()),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn licence(kind: LicenceKind, ended: bool) -> Licence {
        Licence {
            kind,
            holder: Some("Contoso".into()),
            ends_at: Timestamp(30 * DAY_MS),
            ended,
        }
    }

    #[test]
    fn days_that_have_begun_are_left() {
        let ends = Timestamp(30 * DAY_MS);
        for (now, days) in [(0, 30), (1, 30), (29 * DAY_MS, 1), (31 * DAY_MS, 0)] {
            assert_eq!(days_left(ends, Timestamp(now)), days, "{now}");
        }
    }

    #[test]
    fn a_licence_says_how_long_it_lasts_and_what_its_end_means() {
        let said = |kind, ended| {
            let date = |time: Timestamp| format!("day {}", time.0 / DAY_MS);
            licensed(&licence(kind, ended), Timestamp(18 * DAY_MS), date)
        };
        let evaluation = said(LicenceKind::Evaluation, false);
        assert_eq!(evaluation.0, "Evaluation, 12 days left");
        let paid = said(LicenceKind::Paid, false);
        assert_eq!(paid, ("Licensed to Contoso until day 30".into(), None));
        for kind in [LicenceKind::Evaluation, LicenceKind::Paid] {
            assert_eq!(said(kind, true).1, Some(text::licence_ended_means()));
        }
    }

    #[test]
    fn it_is_said_who_tried() {
        let mut tried = Reachability {
            state: ReachState::Reachable,
            reason: None,
            checked_at: None,
            checked_by: None,
        };
        assert_eq!(by_whom(&tried), text::by_the_node_itself());
        assert_eq!(reached(&tried), (text::answers(), Some(true)));
        tried.checked_by = Some("B".into());
        assert_eq!(by_whom(&tried), "by “B”’s node");
        assert_eq!(reached(&tried), (text::reached(), Some(true)));
    }
}
