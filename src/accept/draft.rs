//! What somebody has entered to accept an invitation, and what is missing.

use crate::form::kept::{Kept, Texts};
use crate::form::names::{NameField, Names, PROJECT};
use crate::form::submission::Submission;
use crosslink_protocol::connection::Connection;
use crosslink_protocol::id::ProjectId;
use crosslink_protocol::invitation::{AcceptRequest, InvitationPreview};
use crosslink_protocol::invitation_code::InvitationCode;
use crosslink_protocol::mode::Mode;
use crosslink_protocol::{ErrorCode, FieldError, Timestamp};

/// A step of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Paste the code.
    #[default]
    Code,
    /// Who invites; the own names and project.
    Details,
    /// The connection, active or about to be.
    Result,
}

impl Step {
    /// How many steps there are.
    pub const COUNT: usize = 3;

    /// Counted from 1, as people count.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The step that has a field, by the field's name in JSON.
    pub fn of_field(field: &str) -> Option<Self> {
        if field == CODE {
            return Some(Self::Code);
        }
        let known = field == PROJECT || NameField::ALL.iter().any(|name| name.key() == field);
        known.then_some(Self::Details)
    }
}

/// The code's name in JSON, and in field errors.
pub const CODE: &str = "code";

/// What somebody has entered so far.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Where they are.
    pub step: Step,
    /// The code, as pasted.
    pub code: String,
    /// Who invites; kept with the code it was asked for.
    preview: Option<(String, InvitationPreview)>,
    /// The names and the project.
    pub names: Names,
    /// What was sent.
    pub submission: Submission,
    /// What came of it.
    pub accepted: Option<Connection>,
}

impl Draft {
    /// A fresh draft with the key that makes its submission unique.
    pub fn new(key: String) -> Self {
        Self {
            submission: Submission::new(key),
            ..Self::default()
        }
    }

    /// What a dialog begins with: the draft that was kept, unless another code was brought over from the other side.
    pub fn begin(kept: Option<Self>, code: &str, key: String) -> Self {
        match kept {
            Some(kept) if code.is_empty() || kept.code == code => kept,
            _ => Self {
                code: code.to_owned(),
                ..Self::new(key)
            },
        }
    }

    /// Whether a good code stands in the form, and nobody has asked yet who invites with it.
    pub fn at_a_code_to_look_up(&self) -> bool {
        self.step == Step::Code && self.preview().is_none() && self.code_error().is_none()
    }

    /// How the connection is configured; Script as long as that isn't known.
    pub fn mode(&self) -> Mode {
        self.preview().map_or(Mode::Script, |preview| preview.mode)
    }

    /// Whether a project is asked for: in Visual mode the other side chooses it.
    pub fn asks_project(&self) -> bool {
        self.mode() != Mode::Visual
    }

    /// Who invites, by the code that stands in the form now.
    pub fn preview(&self) -> Option<&InvitationPreview> {
        self.preview
            .as_ref()
            .filter(|(code, _)| *code == self.code)
            .map(|(_, preview)| preview)
    }

    /// Notes who invites, and suggests the names: what they call this side is the local name here.
    pub fn note_preview(&mut self, code: String, preview: InvitationPreview) {
        if code != self.code {
            return;
        }
        self.names
            .suggest(&preview.invited_short_name, &preview.inviter_short_name);
        self.preview = Some((code, preview));
    }

    /// What is wrong or missing at a step, in the order of the form; told without asking anybody.
    pub fn errors(&self, step: Step) -> Vec<FieldError> {
        match step {
            Step::Code => self
                .code_error()
                .map(|code| FieldError::new(CODE, code))
                .into_iter()
                .collect(),
            Step::Details => {
                let mut errors = self.names.text_errors();
                if self.asks_project() {
                    errors.extend(self.names.project_errors());
                }
                errors
            }
            Step::Result => Vec::new(),
        }
    }

    /// What the text alone tells about the code.
    pub fn code_error(&self) -> Option<ErrorCode> {
        InvitationCode::decode(&self.code).err()
    }

    /// What goes to the node.
    pub fn request(&self) -> AcceptRequest {
        let mut details = self.names.details();
        if !self.asks_project() {
            details.project_id = ProjectId::default();
        }
        AcceptRequest {
            code: self.code.clone(),
            details,
        }
    }

    /// Whether something was entered that would be lost.
    pub fn dirty(&self) -> bool {
        self.accepted.is_none() && (!self.code.trim().is_empty() || self.names.dirty())
    }
}

/// A finished draft is not kept, so its result needn't be.
impl Kept for Draft {
    fn write(&self, texts: &mut Texts) {
        texts.put_option((self.step == Step::Details).then_some(""));
        texts.put(&self.code);
        self.names.write(texts);
        self.submission.write(texts);
        texts.put_option(self.preview().map(|_| ""));
        if let Some(preview) = self.preview() {
            write_preview(preview, texts);
        }
    }

    fn read(texts: &mut Texts) -> Option<Self> {
        let step = if texts.take_option()?.is_some() {
            Step::Details
        } else {
            Step::Code
        };
        let code = texts.take()?;
        let names = Names::read(texts)?;
        let submission = Submission::read(texts)?;
        let preview = match texts.take_option()? {
            Some(_) => Some((code.clone(), read_preview(texts)?)),
            None => None,
        };
        Some(Self {
            step,
            code,
            preview,
            names,
            submission,
            accepted: None,
        })
    }
}

fn write_preview(preview: &InvitationPreview, texts: &mut Texts) {
    texts.put(&preview.inviter_name);
    texts.put(&preview.inviter_tracker_url);
    texts.put(&preview.inviter_node_url);
    texts.put(preview.mode.as_str());
    texts.put(&preview.connection_name);
    texts.put(&preview.inviter_short_name);
    texts.put(&preview.invited_short_name);
    texts.put(&preview.expires_at.to_string());
}

fn read_preview(texts: &mut Texts) -> Option<InvitationPreview> {
    Some(InvitationPreview {
        inviter_name: texts.take()?,
        inviter_tracker_url: texts.take()?,
        inviter_node_url: texts.take()?,
        mode: Mode::parse(&texts.take()?)?,
        connection_name: texts.take()?,
        inviter_short_name: texts.take()?,
        invited_short_name: texts.take()?,
        expires_at: Timestamp::parse(&texts.take()?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::kept::reloaded;
    use crosslink_protocol::id::InvitationId;

    fn code() -> String {
        InvitationCode {
            invitation: InvitationId::new("0193a5c0-7b1e-7c3d-9f00-0123456789ab"),
            one_time_key: [7; 32],
            fingerprint: [9; 32],
            source_url: "https://node-a.example.net".into(),
        }
        .encode()
        .unwrap_or_default()
    }

    fn preview() -> InvitationPreview {
        InvitationPreview {
            inviter_name: "Company A".into(),
            inviter_tracker_url: "https://dev.azure.com/company-a".into(),
            inviter_node_url: "https://node-a.example.net".into(),
            mode: Mode::Script,
            connection_name: "A_to_B".into(),
            inviter_short_name: "A".into(),
            invited_short_name: "B".into(),
            expires_at: Timestamp(0),
        }
    }

    #[test]
    fn a_mangled_code_is_told_before_any_request() {
        let mut draft = Draft::new("key".into());
        for (text, expected) in [
            (String::new(), ErrorCode::CodeRequired),
            ("hello".to_owned(), ErrorCode::CodeNotAnInvitation),
            (code().chars().take(50).collect(), ErrorCode::CodeTruncated),
        ] {
            draft.code = text;
            assert_eq!(draft.errors(Step::Code), [FieldError::new(CODE, expected)]);
        }
        draft.code = format!(" {} ", code());
        assert!(draft.errors(Step::Code).is_empty());
    }

    #[test]
    fn the_names_are_suggested_the_other_way_round() {
        let mut draft = Draft::new("key".into());
        draft.code = code();
        draft.note_preview(code(), preview());
        assert_eq!(draft.names.text(NameField::Local), "B");
        assert_eq!(draft.names.text(NameField::Remote), "A");
        assert_eq!(draft.names.text(NameField::Name), "B_to_A");
    }

    #[test]
    fn a_preview_belongs_to_its_code() {
        let mut draft = Draft::new("key".into());
        draft.code = code();
        draft.note_preview("another".into(), preview());
        assert_eq!(draft.preview(), None);
        draft.note_preview(code(), preview());
        assert!(draft.preview().is_some());
        draft.code.push('x');
        assert_eq!(draft.preview(), None);
    }

    #[test]
    fn a_code_that_was_brought_over_is_looked_up_unless_the_draft_has_come_further() {
        let fresh = Draft::begin(None, &code(), "key".into());
        assert!(fresh.at_a_code_to_look_up());
        let mut kept = fresh.clone();
        kept.note_preview(code(), preview());
        kept.step = Step::Details;
        let goes_on = Draft::begin(Some(kept.clone()), &code(), "other".into());
        assert!(goes_on == kept && !goes_on.at_a_code_to_look_up());
        assert!(
            Draft::begin(Some(kept.clone()), "", "other".into()) == kept,
            "without one, the draft goes on"
        );
        kept.code = "another".into();
        let replaced = Draft::begin(Some(kept), &code(), "other".into());
        assert!(replaced.code == code() && replaced.step == Step::Code);
        assert!(!Draft::begin(None, "mangled", "key".into()).at_a_code_to_look_up());
    }

    #[test]
    fn only_visual_asks_for_no_project() {
        for mode in Mode::ALL {
            let mut draft = Draft::new("key".into());
            draft.code = code();
            draft.note_preview(code(), InvitationPreview { mode, ..preview() });
            let missing = draft.errors(Step::Details);
            let project = FieldError::new(PROJECT, ErrorCode::ProjectRequired);
            let expected = if mode == Mode::Visual {
                Vec::new()
            } else {
                vec![project]
            };
            assert_eq!(missing, expected, "{mode:?}");
        }
    }

    #[test]
    fn every_field_the_node_can_refuse_has_a_step() {
        let json = serde_json::to_value(Draft::new("key".into()).request()).unwrap_or_default();
        for (field, _) in json.as_object().into_iter().flatten() {
            assert!(Step::of_field(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_draft_survives_a_reload() {
        let mut draft = Draft::new("key".into());
        draft.code = code();
        draft.note_preview(code(), preview());
        draft.step = Step::Details;
        assert!(reloaded(&draft).is_some_and(|restored| restored == draft));
    }
}
