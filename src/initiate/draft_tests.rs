//! What the draft promises.

use super::*;
use crate::form::kept::reloaded;
use crosslink_protocol::id::{NodeUid, ProjectId};
use crosslink_protocol::instance::ProbedNode;
use crosslink_protocol::project::Project;

fn probe(available: &[Mode]) -> Probe {
    Probe {
        url: Some("https://b.example".into()),
        node: Some(ProbedNode {
            uid: NodeUid::new("u"),
            name: "Company B".into(),
            tracker_url: "https://dev.azure.com/b".into(),
            version: "0.1.0".into(),
            console_url: None,
        }),
        latency_ms: Some(12),
        modes: Mode::ALL
            .into_iter()
            .map(|mode| ModeOffer {
                mode,
                refused: (!available.contains(&mode))
                    .then_some(ErrorCode::ModeUnsupportedByDestination),
            })
            .collect(),
    }
}

fn found(available: &[Mode]) -> Draft {
    let mut draft = Draft::new("key".into());
    draft.url = "b.example".into();
    draft.note_own_name("Company A");
    draft.note_found(draft.target(), probe(available));
    draft
}

#[test]
fn the_only_mode_that_can_be_chosen_is_chosen() {
    assert_eq!(found(&[Mode::Script]).mode, Some(Mode::Script));
    let several = found(&[Mode::Basic, Mode::Script]);
    assert_eq!(several.mode, None);
    assert_eq!(
        several.errors(Step::Destination),
        [FieldError::new(MODE, ErrorCode::ModeRequired)]
    );
}

#[test]
fn a_chosen_mode_that_another_destination_refuses_is_dropped() {
    let mut draft = found(&[Mode::Basic, Mode::Script]);
    draft.mode = Some(Mode::Basic);
    draft.note_found(draft.target(), probe(&[Mode::Visual, Mode::Script]));
    assert_eq!(draft.mode, None);
}

#[test]
fn an_answer_for_what_was_typed_before_is_dropped() {
    let mut draft = Draft::new("key".into());
    draft.url = "b.example".into();
    let asked = draft.target();
    draft.url = "c.example".into();
    draft.note_found(asked, probe(&[Mode::Script]));
    assert_eq!(draft.found(), None);
}

#[test]
fn typing_another_destination_forgets_what_was_found() {
    let mut draft = found(&[Mode::Script]);
    draft.url = "c.example".into();
    assert_eq!(draft.found(), None);
    assert!(draft.offers().is_empty());
    draft.url = " b.example ".into();
    assert!(
        draft.found().is_some(),
        "white space is no other destination"
    );
}

#[test]
fn without_a_url_none_is_asked_for_and_none_is_sent() {
    let mut draft = Draft::new("key".into());
    assert_eq!(
        draft.errors(Step::Destination),
        [FieldError::new(DESTINATION, ErrorCode::UrlRequired)]
    );
    draft.no_url = true;
    draft.note_found(
        None,
        Probe {
            url: None,
            node: None,
            latency_ms: None,
            ..probe(&[Mode::Script])
        },
    );
    assert!(draft.errors(Step::Destination).is_empty());
    assert_eq!(draft.request().destination_url, None);
    assert_eq!(
        draft.names.text(NameField::Remote),
        "",
        "nobody can know what the other side is called"
    );
}

#[test]
fn names_are_suggested_from_both_instances() {
    let draft = found(&[Mode::Script]);
    assert_eq!(draft.names.text(NameField::Local), "Company A");
    assert_eq!(draft.names.text(NameField::Remote), "Company B");
    assert_eq!(draft.names.text(NameField::Name), "Company A_to_Company B");
}

#[test]
fn every_field_the_node_can_refuse_has_a_step() {
    let mut request = found(&[Mode::Script]);
    request.names.project = Some(Project {
        id: ProjectId::new("p"),
        name: "P".into(),
    });
    let json = serde_json::to_value(request.request()).unwrap_or_default();
    let fields: Vec<String> = json
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, _)| key.clone())
        .collect();
    assert_eq!(fields.len(), 7, "{fields:?}");
    for field in fields {
        assert!(Step::of_field(&field).is_some(), "{field}");
    }
    assert_eq!(Step::of_field("somethingNew"), None);
}

#[test]
fn the_steps_lead_forth_and_back_and_end_at_the_code() {
    assert_eq!(Step::Destination.next(), Some(Step::Information));
    assert_eq!(Step::Project.previous(), Some(Step::Information));
    assert_eq!(
        Step::Invitation.previous(),
        None,
        "what was made can't be taken back"
    );
    assert_eq!(Step::Invitation.next(), None);
    assert_eq!(Step::Invitation.number(), 4);
}

#[test]
fn a_draft_survives_a_reload() {
    let mut draft = found(&[Mode::Script]);
    draft.step = Step::Project;
    draft.names.type_over(NameField::Name, "mine".into());
    let restored = reloaded(&draft);
    draft.found = None;
    assert_eq!(
        restored.as_ref(),
        Some(&draft),
        "all but what is looked at again"
    );
    let mut restored = restored.unwrap_or_default();
    restored.note_own_name("Company A");
    assert_eq!(
        restored.names.text(NameField::Remote),
        "Company B",
        "suggestions stay, too"
    );
}

#[test]
fn a_fresh_draft_is_nothing_to_lose() {
    let mut draft = Draft::new("key".into());
    draft.note_own_name("Company A");
    assert!(!draft.dirty());
    draft.url = "b".into();
    assert!(draft.dirty());
}
