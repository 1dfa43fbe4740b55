//! What changed between two looks at the list, so that it can be said and shown.

use crosslink_protocol::connection::{Connection, Lifecycle};
use crosslink_protocol::id::ConnectionId;

/// A connection whose status is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// Which connection.
    pub id: ConnectionId,
    /// Its name.
    pub name: String,
    /// Its new status.
    pub lifecycle: Lifecycle,
}

/// The connections that both looks show and whose status changed. A connection that came into view, by
/// filtering or paging, has not changed.
pub fn status_changes(
    before: impl Fn(&ConnectionId) -> Option<Lifecycle>,
    after: &[Connection],
) -> Vec<StatusChange> {
    after
        .iter()
        .filter(|now| before(&now.id).is_some_and(|lifecycle| lifecycle != now.lifecycle))
        .map(|now| StatusChange {
            id: now.id.clone(),
            name: now.name.clone(),
            lifecycle: now.lifecycle,
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crosslink_protocol::Timestamp;
    use crosslink_protocol::connection::{Health, Side};
    use crosslink_protocol::id::ProjectId;
    use crosslink_protocol::mode::Mode;
    use crosslink_protocol::project::Project;

    pub(crate) fn connection(id: &str, lifecycle: Lifecycle) -> Connection {
        Connection {
            id: ConnectionId::new(id),
            version: 1,
            name: format!("{id}-name"),
            description: String::new(),
            mode: Mode::Script,
            side: Side::Source,
            lifecycle,
            health: Health::Unknown,
            health_reason: None,
            local_short_name: "a".into(),
            remote_short_name: "b".into(),
            remote_url: None,
            remote_console_url: None,
            project: Some(Project {
                id: ProjectId::new("p"),
                name: "P".into(),
            }),
            paused_here: false,
            paused_there: false,
            created_at: Timestamp(0),
            last_contact_at: None,
            invitation_expires_at: None,
        }
    }

    #[test]
    fn only_a_changed_status_is_reported() {
        let before = |id: &ConnectionId| match id.as_str() {
            "one" | "two" => Some(Lifecycle::Pending),
            _ => None,
        };
        let after = [
            connection("new", Lifecycle::Active),
            connection("two", Lifecycle::Active),
            connection("one", Lifecycle::Pending),
        ];
        let changes = status_changes(before, &after);
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].name, "two-name");
        assert_eq!(changes[0].lifecycle, Lifecycle::Active);
    }
}
