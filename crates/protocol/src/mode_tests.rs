use super::*;
use crate::Timestamp;
use crate::licence::LicenceKind;
use std::collections::HashSet;

/// Every combination of what decides, with what is offered, written out.
const TABLE: &str = include_str!("mode_table.txt");

fn facts(words: &[&str]) -> ModeFacts {
    let (kind, ended) = match words[1] {
        "valid" => (LicenceKind::Evaluation, false),
        "evaluation-over" => (LicenceKind::Evaluation, true),
        "licence-over" => (LicenceKind::Paid, true),
        other => panic!("no licence: {other}"),
    };
    ModeFacts {
        own_url: match words[0] {
            "known" => OwnUrl::Known,
            "unreachable" => OwnUrl::Unreachable,
            "missing" => OwnUrl::Missing,
            other => panic!("no own URL: {other}"),
        },
        licence: Licence {
            kind,
            holder: None,
            ends_at: Timestamp(0),
            ended,
        },
        destination: match words[2] {
            "no-url" => DestinationFacts::NoUrl,
            "own" => DestinationFacts::Own,
            tracker => DestinationFacts::Node {
                tracker: tracker.to_owned(),
                version: words[3].to_owned(),
                modes: Mode::ALL
                    .into_iter()
                    .filter(|mode| words[4].contains(&mode.as_str()[..1]))
                    .collect(),
            },
        },
    }
}

fn reason(word: &str) -> Option<ErrorCode> {
    Some(match word {
        "yes" => return None,
        "own" => ErrorCode::DestinationIsSelf,
        "url" => ErrorCode::ModeNeedsUrl,
        "tracker" => ErrorCode::ModeUnsupportedByTracker,
        "old" => ErrorCode::DestinationTooOldForMode,
        "destination" => ErrorCode::ModeUnsupportedByDestination,
        "evaluation" => ErrorCode::EvaluationOver,
        "licence" => ErrorCode::LicenceOver,
        "own-url-missing" => ErrorCode::OwnUrlMissing,
        "own-url-unreachable" => ErrorCode::OwnUrlUnreachable,
        other => panic!("no reason: {other}"),
    })
}

#[test]
fn every_combination_offers_what_the_table_says() {
    let mut combinations = HashSet::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let (given, expected) = line.split_once('|').expect("a line with |");
        let given: Vec<_> = given.split_whitespace().collect();
        let expected: Vec<_> = expected.split_whitespace().map(reason).collect();
        let offered: Vec<_> = offers(&facts(&given))
            .into_iter()
            .map(|offer| offer.refused)
            .collect();
        assert_eq!(offered, expected, "{line}");
        assert!(combinations.insert(given.join(" ")), "twice: {line}");
    }
    // Own URL, licence, and the destination: none, the own one, or tracker, version and each set of modes.
    assert_eq!(combinations.len(), 3 * 3 * (2 + 2 * 2 * 8));
}

#[test]
fn only_the_own_instance_is_refused_at_the_field() {
    for (destination, refused) in [
        ("own", Some(ErrorCode::DestinationIsSelf)),
        ("no-url", None),
    ] {
        let offers = offers(&facts(&["missing", "valid", destination, "-", "-"]));
        assert_eq!(refused_destination(&offers), refused);
    }
}

#[test]
fn a_version_that_can_not_be_read_is_taken_to_be_new() {
    for (version, expected) in [
        ("0.1.9", true),
        ("0.2.0", false),
        ("0.2.0-beta", false),
        ("0.10.1", false),
        ("1.0.0", false),
        ("next", false),
        ("", false),
    ] {
        assert_eq!(older(version, [0, 2, 0]), expected, "{version}");
    }
}

#[test]
fn modes_survive_text() {
    for mode in Mode::ALL {
        assert_eq!(Mode::parse(mode.as_str()), Some(mode));
    }
    assert_eq!(Mode::parse("Script"), None);
}
