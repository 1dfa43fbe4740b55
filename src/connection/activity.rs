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

/// What they did; goes on after [`who`].
pub fn what(entry: &ActivityEntry) -> String {
    let detail = entry.detail.as_deref().unwrap_or_default();
    let words = match entry.kind {
        ActivityKind::Initiated => "initiated the connection",
        ActivityKind::Accepted => "accepted the invitation",
        ActivityKind::Connected => "confirmed that both sides have agreed",
        ActivityKind::Refused => {
            return format!(
                "ended the acceptance: {}",
                text::sentence(ErrorCode::parse(detail))
            );
        }
        ActivityKind::Edited => "changed the connection information",
        ActivityKind::Activated => "activated the connection",
        ActivityKind::Deactivated => "deactivated the connection",
        ActivityKind::Removed => "deleted the connection",
        ActivityKind::InvitationReissued => "made a new invitation code",
        ActivityKind::InvitationRevoked => "withdrew the invitation",
        ActivityKind::InvitationExpired => "noted that the invitation had expired",
        ActivityKind::RulesSaved if number(detail) => {
            return format!("saved version {detail} of the sync rules");
        }
        ActivityKind::RulesSaved => "saved the sync rules",
        ActivityKind::RulesRestored if number(detail) => {
            return format!("restored earlier sync rules, as version {detail}");
        }
        ActivityKind::RulesRestored => "restored earlier sync rules",
    };
    words.to_owned()
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
                let words = what(&entry(*kind, detail));
                assert!(!words.is_empty() && !words.contains('_'), "{words}");
            }
        }
    }

    #[test]
    fn details_become_words() {
        let refused = what(&entry(ActivityKind::Refused, Some("invitation_used")));
        assert!(refused.ends_with(ErrorCode::InvitationUsed.sentence()));
        let saved = what(&entry(ActivityKind::RulesSaved, Some("3")));
        assert_eq!(saved, "saved version 3 of the sync rules");
    }
}
