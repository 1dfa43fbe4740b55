//! What is saved, and what is to be said of it.

use super::visual::model;
use crate::text;
use crosslink_protocol::mode::Mode;
use crosslink_protocol::rules::{Rules, RulesContent};

/// What the rules say; where they say nothing yet, what one begins with.
pub fn content(rules: &Rules, mode: Mode) -> RulesContent {
    rules.content.clone().unwrap_or_else(|| match mode {
        Mode::Visual => RulesContent::Visual {
            config: model::blank(),
        },
        Mode::Basic | Mode::Script => RulesContent::Script {
            outgoing: String::new(),
            incoming: String::new(),
        },
    })
}

/// Whether the rules say this already. After a lost answer that tells one's own save from somebody else's.
pub fn says(rules: &Rules, content: &RulesContent) -> bool {
    let content = content.clone().checked().ok();
    content.is_some() && rules.content == content
}

/// Whether the other side doesn't have the configuration yet.
pub fn is_behind(rules: &Rules) -> bool {
    rules.delivered.is_some_and(|at| at < rules.version)
}

/// What is said after saving.
pub fn said_after_saving(rules: &Rules) -> String {
    match (rules.delivered, is_behind(rules)) {
        (None, _) => text::saved_version(rules.version),
        (Some(_), false) => text::saved_on_both(rules.version),
        (Some(_), true) => text::saved_on_its_way(rules.version),
    }
}

/// What is said while nothing is changed.
pub fn state(rules: &Rules) -> String {
    match rules.delivered {
        _ if rules.version == 0 => text::not_configured().to_owned(),
        None => text::version_number(rules.version),
        Some(_) => text::version_delivered(rules.version, !is_behind(rules)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(version: u32, delivered: Option<u32>, content: Option<RulesContent>) -> Rules {
        Rules {
            version,
            content,
            saved_at: None,
            saved_by: None,
            delivered,
        }
    }

    fn script(outgoing: &str) -> RulesContent {
        RulesContent::Script {
            outgoing: outgoing.into(),
            incoming: String::new(),
        }
    }

    #[test]
    fn where_nothing_is_configured_each_mode_begins_with_its_own_kind() {
        let nothing = rules(0, None, None);
        assert_eq!(content(&nothing, Mode::Script), script(""));
        let blank = RulesContent::Visual {
            config: model::blank(),
        };
        assert_eq!(content(&nothing, Mode::Visual), blank);
        let saved = rules(1, None, Some(script("a")));
        assert_eq!(content(&saved, Mode::Script), script("a"));
    }

    #[test]
    fn a_save_whose_answer_was_lost_is_known_again_in_the_form_that_the_node_keeps() {
        let saved = rules(2, None, Some(script("a\nb")));
        assert!(says(&saved, &script("a\r\nb")));
        assert!(!says(&saved, &script("a")));
        assert!(!says(&rules(0, None, None), &script("a\u{0}")));
    }

    #[test]
    fn it_is_said_how_far_a_version_came() {
        for (version, delivered, behind, saved, shown) in [
            (3, None, false, "Saved. This is version 3.", "Version 3"),
            (
                3,
                Some(3),
                false,
                "Saved. Version 3 is on both sides.",
                "Version 3, on both sides",
            ),
            (
                3,
                Some(2),
                true,
                "Saved. Version 3 is on its way to the other side.",
                "Version 3, on its way to the other side",
            ),
        ] {
            let rules = rules(version, delivered, None);
            assert_eq!(is_behind(&rules), behind);
            assert_eq!(said_after_saving(&rules), saved);
            assert_eq!(state(&rules), shown);
        }
        assert_eq!(state(&rules(0, Some(0), None)), text::not_configured());
    }
}
