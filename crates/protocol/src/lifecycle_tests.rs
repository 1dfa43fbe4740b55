use super::*;
use crate::connection::Health;
use crate::id::ConnectionId;
use crate::{Timestamp, connection::Connection};

fn connection(mode: Mode, side: Side, lifecycle: Lifecycle, paused: (bool, bool)) -> Connection {
    Connection {
        id: ConnectionId::new("c"),
        version: 1,
        name: "n".into(),
        description: String::new(),
        mode,
        side,
        lifecycle,
        health: Health::Unknown,
        health_reason: None,
        local_short_name: "a".into(),
        remote_short_name: "b".into(),
        remote_url: None,
        remote_console_url: None,
        project: None,
        paused_here: paused.0,
        paused_there: paused.1,
        created_at: Timestamp(0),
        last_contact_at: None,
        invitation_expires_at: None,
    }
}

/// What is offered in Script mode: side, lifecycle, deactivated here, deactivated there, and the actions.
const TABLE: &str = "
source      pending        - -  reissue revoke edit edit-rules delete
source      expired        - -  reissue edit edit-rules delete
source      revoked        - -  reissue edit edit-rules delete
source      active         - -  deactivate edit edit-rules check delete
source      deactivated    x -  activate edit edit-rules check delete
source      deactivated    - x  deactivate edit edit-rules check delete
source      deactivated    x x  activate edit edit-rules check delete
source      remote-removed - -  delete
source      remote-removed x -  delete
destination pending        - -  edit edit-rules delete
destination expired        - -  edit edit-rules delete
destination revoked        - -  edit edit-rules delete
destination active         - -  deactivate edit edit-rules check delete
destination deactivated    x -  activate edit edit-rules check delete
destination deactivated    - x  deactivate edit edit-rules check delete
destination deactivated    x x  activate edit edit-rules check delete
destination remote-removed - -  delete
";

#[test]
fn each_action_is_offered_only_where_it_makes_sense() {
    for line in TABLE.lines().filter(|line| !line.is_empty()) {
        let words: Vec<_> = line.split_whitespace().collect();
        let side = Side::parse(words[0]).expect("a side");
        let lifecycle = Lifecycle::parse(words[1]).expect("a lifecycle");
        let paused = (words[2] == "x", words[3] == "x");
        let offered: Vec<_> = offered(&connection(Mode::Script, side, lifecycle, paused))
            .into_iter()
            .map(Action::as_str)
            .collect();
        assert_eq!(offered, words[4..], "{line}");
    }
}

#[test]
fn rules_are_edited_where_the_mode_has_them_edited() {
    let refused = |mode, side, lifecycle| {
        refusal(
            Action::EditRules,
            &connection(mode, side, lifecycle, (false, false)),
        )
    };
    for side in [Side::Source, Side::Destination] {
        assert_eq!(
            refused(Mode::Basic, side, Lifecycle::Active),
            Some(ErrorCode::RulesFixed)
        );
        assert_eq!(refused(Mode::Script, side, Lifecycle::Pending), None);
    }
    assert_eq!(refused(Mode::Visual, Side::Source, Lifecycle::Active), None);
    assert_eq!(
        refused(Mode::Visual, Side::Source, Lifecycle::Pending),
        Some(ErrorCode::NotAgreedYet)
    );
    assert_eq!(
        refused(Mode::Visual, Side::Destination, Lifecycle::Active),
        Some(ErrorCode::RulesElsewhere)
    );
}

#[test]
fn a_connection_is_active_when_neither_side_has_deactivated_it() {
    assert_eq!(agreed(false, false), Lifecycle::Active);
    for (here, there) in [(true, false), (false, true), (true, true)] {
        assert_eq!(agreed(here, there), Lifecycle::Deactivated);
    }
}
