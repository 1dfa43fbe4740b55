//! Rules that were changed and not saved, kept while somebody looks at another page or reloads this one.

use crate::form::kept::{Kept, Texts};
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::rules::RulesContent;

/// Of so many connections drafts are kept: scripts are long, and the browser gives a page little room.
const DRAFTS_MAX: usize = 5;

/// What was changed and not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesDraft {
    /// Whose rules.
    pub connection: ConnectionId,
    /// The version that was changed.
    pub version: u32,
    /// What it was changed to.
    pub content: RulesContent,
}

/// The drafts of this tab, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts(Vec<RulesDraft>);

impl Drafts {
    /// The draft of a connection.
    pub fn of(&self, connection: &ConnectionId) -> Option<&RulesDraft> {
        self.0.iter().find(|draft| draft.connection == *connection)
    }

    /// Takes a draft; the oldest goes when there are too many.
    pub fn put(&mut self, draft: RulesDraft) {
        self.remove(&draft.connection);
        self.0.push(draft);
        let surplus = self.0.len().saturating_sub(DRAFTS_MAX);
        self.0.drain(..surplus);
    }

    /// The connection's draft was saved, or given up.
    pub fn remove(&mut self, connection: &ConnectionId) {
        self.0.retain(|draft| draft.connection != *connection);
    }
}

impl Kept for Drafts {
    fn write(&self, texts: &mut Texts) {
        for draft in &self.0 {
            // What the protocol can't write, no node could have sent.
            if let Ok(content) = serde_json::to_string(&draft.content) {
                texts.put(draft.connection.as_str());
                texts.put(&draft.version.to_string());
                texts.put(&content);
            }
        }
    }

    fn read(texts: &mut Texts) -> Option<Self> {
        let mut drafts = Vec::new();
        while let Some(connection) = texts.take() {
            drafts.push(RulesDraft {
                connection: ConnectionId::new(connection),
                version: texts.take_number()?,
                content: serde_json::from_str(&texts.take()?).ok()?,
            });
        }
        Some(Self(drafts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::kept::reloaded;

    fn draft(connection: &str, outgoing: &str) -> RulesDraft {
        RulesDraft {
            connection: ConnectionId::new(connection),
            version: 3,
            content: RulesContent::Script {
                outgoing: outgoing.into(),
                incoming: "\"quoted\"\n".into(),
            },
        }
    }

    #[test]
    fn each_connection_has_its_own_draft_and_all_survive_a_reload() {
        let mut drafts = Drafts::default();
        drafts.put(draft("a", "1"));
        drafts.put(draft("b", "2"));
        drafts.put(draft("a", "3"));
        let drafts = reloaded(&drafts).unwrap();
        assert_eq!(drafts.of(&ConnectionId::new("a")), Some(&draft("a", "3")));
        assert_eq!(drafts.of(&ConnectionId::new("b")), Some(&draft("b", "2")));
        assert_eq!(drafts.of(&ConnectionId::new("c")), None);
    }

    #[test]
    fn the_oldest_goes_when_there_are_too_many() {
        let mut drafts = Drafts::default();
        for name in ["a", "b", "c", "d", "e", "f"] {
            drafts.put(draft(name, ""));
        }
        assert_eq!(drafts.of(&ConnectionId::new("a")), None);
        assert!(drafts.of(&ConnectionId::new("b")).is_some());
        drafts.remove(&ConnectionId::new("b"));
        assert_eq!(drafts.of(&ConnectionId::new("b")), None);
    }
}
