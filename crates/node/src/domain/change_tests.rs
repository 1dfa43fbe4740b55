use super::*;
use crate::domain::{NewConnection, Remote};
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::ConnectionDetails;
use crosslink_protocol::id::{ConnectionId, ProjectId};
use crosslink_protocol::mode::Mode;

fn connection(side: Side, lifecycle: Lifecycle) -> ConnectionRecord {
    let new = ConnectionRecord::new(NewConnection {
        id: ConnectionId::new("c"),
        mode: Mode::Script,
        side,
        details: ConnectionDetails {
            local_short_name: "a".into(),
            remote_short_name: "b".into(),
            name: "n".into(),
            description: String::new(),
            project_id: ProjectId::new("p"),
        },
        project: None,
        created_at: Timestamp(0),
        created_by: "somebody".into(),
        remote: Remote::default(),
        accepted_invitation: None,
        invitation_expires_at: None,
    });
    ConnectionRecord { lifecycle, ..new }
}

fn active() -> ConnectionRecord {
    connection(Side::Source, Lifecycle::Active)
}

fn state(revision: i64, paused: bool) -> SideState {
    SideState { revision, paused }
}

#[test]
fn each_decision_is_a_new_revision_of_the_own_part() {
    let paused = decide(&active(), &Wish::Deactivate)
        .expect("allowed")
        .expect("news")
        .connection;
    assert_eq!(
        (paused.own, paused.lifecycle),
        (state(1, true), Lifecycle::Deactivated)
    );
    let again = decide(&paused, &Wish::Activate)
        .expect("allowed")
        .expect("news");
    assert_eq!(again.connection.own, state(2, false));
    assert_eq!(again.connection.lifecycle, Lifecycle::Active);
    assert_eq!(again.kind, ActivityKind::Activated);
}

#[test]
fn a_repetition_changes_nothing() {
    assert_eq!(decide(&active(), &Wish::Activate), Ok(None));
    let revoked = connection(Side::Source, Lifecycle::Revoked);
    assert_eq!(decide(&revoked, &Wish::Revoke), Ok(None));
    let same = EditRequest {
        name: Some("n".into()),
        ..EditRequest::default()
    };
    assert_eq!(decide(&active(), &Wish::Edit(same)), Ok(None));
}

#[test]
fn what_is_not_offered_is_refused() {
    let expired = connection(Side::Source, Lifecycle::Expired);
    assert_eq!(
        decide(&expired, &Wish::Revoke),
        Err(ErrorCode::InvitationEnded)
    );
    let ended = connection(Side::Destination, Lifecycle::Revoked);
    assert_eq!(
        decide(&ended, &Wish::Revoke),
        Err(ErrorCode::InvitationNotYours)
    );
    let (paused, _) = told(&active(), state(1, true)).expect("news");
    assert_eq!(
        decide(&paused, &Wish::Activate),
        Err(ErrorCode::PausedByOtherSide)
    );
}

#[test]
fn an_edit_says_what_was_and_what_became() {
    let edit = EditRequest {
        name: Some("m".into()),
        description: Some(String::new()),
        ..EditRequest::default()
    };
    let changed = decide(&active(), &Wish::Edit(edit))
        .expect("allowed")
        .expect("news");
    assert_eq!(changed.connection.name, "m");
    let changes: Vec<_> = changed
        .changes
        .iter()
        .map(|change| (change.field.as_str(), &*change.before, &*change.after))
        .collect();
    assert_eq!(changes, [("name", "n", "m")]);
}

#[test]
fn of_the_other_sides_parts_the_newest_counts_however_they_arrive() {
    let (paused, kind) = told(&active(), state(3, true)).expect("news");
    assert_eq!(
        (paused.lifecycle, kind),
        (Lifecycle::Deactivated, Some(ActivityKind::Deactivated))
    );
    for old in [state(2, false), state(3, true)] {
        assert_eq!(told(&paused, old), None);
    }
    let (again, kind) = told(&paused, state(4, false)).expect("news");
    assert_eq!(
        (again.lifecycle, kind),
        (Lifecycle::Active, Some(ActivityKind::Activated))
    );
}

#[test]
fn what_the_other_side_has_deleted_is_told_once() {
    let gone = removed(&active()).expect("news");
    assert_eq!(gone.lifecycle, Lifecycle::RemoteRemoved);
    assert_eq!(removed(&gone), None);
    assert_eq!(
        told(&gone, state(9, true)),
        None,
        "what it says afterwards is late"
    );
}
