//! What somebody else has changed, so that it can be shown to whoever wanted to change something, too.

use crate::connections::status::{deactivated_by, lifecycle_word};
use crate::text;
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::{Connection, Lifecycle};

/// A value that is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is called.
    pub label: &'static str,
    /// What it was; may be empty.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// What people, of either side, have changed between two looks; not what contacts have shown. `time` writes a time for
/// people.
pub fn changes_between(
    before: &Connection,
    after: &Connection,
    time: impl Fn(Timestamp) -> String,
) -> Vec<Difference> {
    let expiry = |connection: &Connection| {
        let at = connection.invitation_expires_at;
        at.map_or_else(String::new, &time)
    };
    let project = |connection: &Connection| {
        let project = connection.project.as_ref();
        project.map_or_else(String::new, |project| project.name.clone())
    };
    let values = |connection: &Connection| {
        [
            (text::status(), status(connection)),
            (text::connection_name(), connection.name.clone()),
            (
                text::local_short_name(),
                connection.local_short_name.clone(),
            ),
            (
                text::remote_short_name(),
                connection.remote_short_name.clone(),
            ),
            (text::description(), connection.description.clone()),
            (text::project(), project(connection)),
            (text::invitation_expiry(), expiry(connection)),
        ]
    };
    let pairs = values(before).into_iter().zip(values(after));
    pairs
        .filter(|((_, before), (_, after))| before != after)
        .map(|((label, before), (_, after))| Difference {
            label,
            before,
            after,
        })
        .collect()
}

fn status(connection: &Connection) -> String {
    let word = lifecycle_word(connection.lifecycle);
    match connection.lifecycle {
        Lifecycle::Deactivated => format!("{word} ({})", deactivated_by(connection)),
        _ => word.to_owned(),
    }
}

/// The label of a field, as `EditRequest` calls it.
pub fn label_of(field: &str) -> &'static str {
    match field {
        "name" => text::connection_name(),
        "localShortName" => text::local_short_name(),
        "remoteShortName" => text::remote_short_name(),
        "description" => text::description(),
        _ => text::another_field(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connections::changes::tests::connection;
    use crosslink_protocol::connection::Health;

    fn between(before: &Connection, after: &Connection) -> Vec<Difference> {
        changes_between(before, after, |time| time.0.to_string())
    }

    #[test]
    fn each_change_has_its_label_and_both_values() {
        let before = connection("c", Lifecycle::Active);
        let mut after = connection("c", Lifecycle::Deactivated);
        after.paused_there = true;
        after.description = "new".into();
        let expected = [
            Difference {
                label: text::status(),
                before: "Active".into(),
                after: "Deactivated (By the other side)".into(),
            },
            Difference {
                label: text::description(),
                before: String::new(),
                after: "new".into(),
            },
        ];
        assert_eq!(between(&before, &after), expected);
    }

    #[test]
    fn a_new_invitation_shows_by_its_end() {
        let before = connection("c", Lifecycle::Pending);
        let mut after = before.clone();
        after.invitation_expires_at = Some(Timestamp(5));
        assert_eq!(between(&before, &after)[0].after, "5");
    }

    #[test]
    fn what_a_contact_showed_is_nobodys_change() {
        let before = connection("c", Lifecycle::Active);
        let mut after = before.clone();
        after.health = Health::Down;
        after.last_contact_at = Some(Timestamp(9));
        after.version += 1;
        assert_eq!(between(&before, &after), []);
    }
}
