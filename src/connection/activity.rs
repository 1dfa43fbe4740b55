//! What was done with a connection, in sentences.

use crate::text;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::{ActivityEntry, ActivityKind, ActorKind};

/// Who did it. `other_side` is the other side's short name.
pub fn who(entry: &ActivityEntry, other_side: &str) -> String {
    match entry.actor {
        ActorKind::Person => entry
            .name
            .clone()
            .unwrap_or_else(|| text::somebody().into()),
        ActorKind::OtherSide => text::the_other_side(other_side),
        ActorKind::Node => text::the_node().into(),
    }
}

/// What was done, as a sentence; [`who`] did it stands in the middle, to be emphasised. `other_side` is the other side's short name.
pub fn what(entry: &ActivityEntry, other_side: &str) -> [String; 3] {
    const WHO: &str = "{who}";
    let detail = entry.detail.as_deref().unwrap_or_default();
    let sentence = match entry.kind {
        ActivityKind::Initiated => text::activity_initiated(WHO),
        ActivityKind::Accepted => text::activity_accepted(WHO),
        ActivityKind::Connected => text::activity_connected(WHO),
        ActivityKind::Refused => {
            text::activity_refused(WHO, text::sentence(ErrorCode::parse(detail)))
        }
        ActivityKind::Edited => text::activity_edited(WHO),
        ActivityKind::Activated => text::activity_activated(WHO),
        ActivityKind::Deactivated => text::activity_deactivated(WHO),
        ActivityKind::Removed => text::activity_removed(WHO),
        ActivityKind::InvitationReissued => text::activity_reissued(WHO),
        ActivityKind::InvitationRevoked => text::activity_revoked(WHO),
        ActivityKind::InvitationExpired => text::activity_expired(WHO),
        ActivityKind::RulesSaved if number(detail) => text::activity_saved_version(WHO, detail),
        ActivityKind::RulesSaved => text::activity_saved(WHO),
        ActivityKind::RulesRestored if number(detail) => text::activity_restored_as(WHO, detail),
        ActivityKind::RulesRestored => text::activity_restored(WHO),
    };
    text::emphasised(&sentence, WHO, &who(entry, other_side))
}

fn number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::Timestamp;

    fn entry(kind: ActivityKind, detail: Option<&str>) -> ActivityEntry {
        ActivityEntry {
            at: Timestamp(0),
            actor: ActorKind::Person,
            name: Some("Ada".into()),
            kind,
            detail: detail.map(str::to_owned),
            changes: Vec::new(),
        }
    }

    #[test]
    fn whoever_did_it_has_a_name() {
        let mut one = entry(ActivityKind::Activated, None);
        assert_eq!(who(&one, "b"), "Ada");
        one.actor = ActorKind::OtherSide;
        assert_eq!(who(&one, "b"), "The other side (“b”)");
        one.actor = ActorKind::Node;
        assert_eq!(who(&one, "b"), text::the_node());
    }

    #[test]
    fn no_code_is_shown_whatever_the_detail_is() {
        for kind in ActivityKind::ALL {
            for detail in [None, Some("invitation_used"), Some("moon_full"), Some("7")] {
                let words = what(&entry(*kind, detail), "b").concat();
                assert!(words.contains("Ada") && !words.contains('_'), "{words}");
            }
        }
    }

    #[test]
    fn details_become_words() {
        let refused = what(&entry(ActivityKind::Refused, Some("invitation_used")), "b");
        assert!(
            refused
                .concat()
                .ends_with(ErrorCode::InvitationUsed.sentence())
        );
        let saved = what(&entry(ActivityKind::RulesSaved, Some("3")), "b");
        assert_eq!(saved, ["", "Ada", " saved version 3 of the sync rules"]);
    }
}
