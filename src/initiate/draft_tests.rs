//! What the draft promises.

use super::*;
use crate::form::kept::reloaded;
use crate::form::names::NameField;
use crate::initiate::verified::tests::verification;
use crosslink_protocol::id::{NodeUid, ProjectId};
use crosslink_protocol::instance::ProbedNode;
use crosslink_protocol::project::Project;
use crosslink_protocol::verification::VerificationState;

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

/// Goes on from the first step as **Next** does, and tells the steps.
fn walk(draft: &mut Draft) -> Vec<Step> {
    draft.step = Step::Destination;
    let mut walked = vec![draft.step];
    while let Some(next) = draft.next() {
        draft.step = next;
        walked.push(next);
    }
    walked
}

#[test]
fn the_steps_lead_forth_and_back_and_end_where_nothing_can_be_taken_back() {
    let mut draft = found(&Mode::ALL);
    for mode in Mode::ALL {
        draft.mode = Some(mode);
        let walked = walk(&mut draft);
        assert_eq!(walked, draft.steps(), "{mode:?}");
        assert_eq!(draft.previous(), None, "what was made can't be taken back");
        assert_eq!(draft.place(), (4, 4));
        for pair in walked.windows(2).filter(|pair| pair[1] != Step::Invitation) {
            draft.step = pair[1];
            assert_eq!(draft.previous(), Some(pair[0]), "{mode:?}");
        }
    }
    draft.no_url = true;
    draft.mode = Some(Mode::Basic);
    walk(&mut draft);
    assert_eq!(draft.place(), (3, 3));
}

#[test]
fn the_button_of_the_step_before_the_last_initiates() {
    let mut draft = found(&Mode::ALL);
    for (mode, step) in [
        (Mode::Basic, Step::Access),
        (Mode::Visual, Step::Verify),
        (Mode::Script, Step::Project),
    ] {
        draft.mode = Some(mode);
        for at in draft.steps() {
            draft.step = *at;
            assert_eq!(draft.initiates(), *at == step, "{mode:?} {at:?}");
        }
    }
}

#[test]
fn another_mode_loses_nothing_and_sends_only_what_is_its_own() {
    let mut draft = found(&Mode::ALL);
    draft.mode = Some(Mode::Script);
    draft.names.type_over(NameField::Local, "typed".into());
    draft.names.project = Some(Project {
        id: ProjectId::new("p"),
        name: "P".into(),
    });
    let script = draft.request();
    draft.mode = Some(Mode::Basic);
    let basic = draft.request();
    assert_eq!(basic.details.local_short_name, "", "the node finds names");
    assert_eq!(basic.details.project_id, script.details.project_id);
    draft.mode = Some(Mode::Visual);
    let visual = draft.request();
    assert_eq!(visual.details.project_id.as_str(), "");
    assert_eq!(visual.details.local_short_name, "typed");
    draft.mode = Some(Mode::Script);
    assert_eq!(draft.request(), script);
}

#[test]
fn a_field_belongs_to_a_step_only_where_the_mode_has_it() {
    let mut draft = found(&Mode::ALL);
    draft.mode = Some(Mode::Basic);
    assert_eq!(draft.step_of("name"), None);
    assert_eq!(draft.step_of("projectId"), Some(Step::Project));
    draft.mode = Some(Mode::Visual);
    assert_eq!(draft.step_of("name"), Some(Step::Information));
    assert_eq!(draft.step_of("verification"), Some(Step::Verify));
    assert_eq!(draft.step_of("projectId"), None);
}

#[test]
fn a_mode_that_is_refused_after_a_reload_leads_back_to_the_choice() {
    let mut draft = found(&Mode::ALL);
    draft.mode = Some(Mode::Visual);
    draft.step = Step::Verify;
    draft.note_found(draft.target(), probe(&[Mode::Basic, Mode::Script]));
    assert_eq!((draft.mode, draft.step), (None, Step::Destination));
}

#[test]
fn admin_access_has_to_be_answered_and_yes_needs_a_console() {
    let draft = found(&[Mode::Basic]);
    assert_eq!(draft.access_refused(), Some(ErrorCode::ConsoleUnknown));
    assert_eq!(draft.access, Some(Access::No), "the only answer");
    let mut open = probe(&[Mode::Basic]);
    if let Some(node) = open.node.as_mut() {
        node.console_url = Some("https://b.example/".into());
    }
    let mut draft = Draft::new("key".into());
    draft.url = "b.example".into();
    draft.note_found(draft.target(), open);
    assert_eq!(draft.access_refused(), None);
    assert_eq!(
        draft.errors(Step::Access),
        [FieldError::new(ACCESS, ErrorCode::AccessRequired)]
    );
    draft.access = Some(Access::Yes);
    assert!(draft.errors(Step::Access).is_empty());
}

#[test]
fn admin_access_is_verified_for_one_destination_and_waited_for_after_a_reload() {
    let mut draft = found(&Mode::ALL);
    draft.mode = Some(Mode::Visual);
    draft.step = Step::Verify;
    let missing = [FieldError::new(VERIFICATION, ErrorCode::VerificationNeeded)];
    assert_eq!(draft.errors(Step::Verify), missing);
    draft.note_asked(draft.target(), verification(VerificationState::Waiting));
    assert_eq!(draft.errors(Step::Verify), missing);
    let mut restored = reloaded(&draft).unwrap_or_default();
    assert_eq!(restored.errors(Step::Verify), missing);
    assert!(restored.note_verification(verification(VerificationState::Confirmed)));
    assert!(
        !restored.note_verification(verification(VerificationState::Confirmed)),
        "nothing new"
    );
    assert!(restored.errors(Step::Verify).is_empty());
    assert_eq!(
        restored.request().verification.map(|id| id.to_string()),
        Some("v".to_owned())
    );
    let link = restored.verified().and_then(|asked| asked.link.clone());
    assert!(link.is_some(), "it is told only once");
    let before = restored.target();
    restored.url = "c.example".into();
    assert_eq!(restored.errors(Step::Verify), missing);
    assert_eq!(restored.request().verification, None);
    let late = restored.note_asked(before, verification(VerificationState::Waiting));
    assert!(!late, "an answer for where nobody wants to go any more");
}

#[test]
fn a_verification_that_is_of_no_use_any_more_is_asked_for_again() {
    let mut draft = found(&Mode::ALL);
    draft.note_asked(draft.target(), verification(VerificationState::Confirmed));
    assert!(draft.errors(Step::Verify).is_empty());
    draft.forget_verification();
    assert_eq!(
        draft.errors(Step::Verify),
        [FieldError::new(VERIFICATION, ErrorCode::VerificationNeeded)]
    );
}

#[test]
fn a_request_in_doubt_is_repeated_though_its_verification_is_used() {
    let mut draft = found(&Mode::ALL);
    draft.mode = Some(Mode::Visual);
    draft.note_asked(draft.target(), verification(VerificationState::Used));
    assert!(!draft.errors(Step::Verify).is_empty());
    draft.submission.attempt("sent".into());
    assert!(draft.errors(Step::Verify).is_empty());
    draft.note_found(draft.target(), probe(&[Mode::Script]));
    assert_eq!(draft.mode, Some(Mode::Visual), "what was sent stays");
}

#[test]
fn a_draft_of_an_older_page_is_dropped() {
    let old = r#"["3","b.example","","=script","A","A","","B","","A_to_B","","","","","k","","0"]"#;
    let mut texts = Texts::from_json(old).unwrap_or_default();
    assert_eq!(Draft::read(&mut texts), None);
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
