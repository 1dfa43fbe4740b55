//! What somebody has entered so far, which step they are at, and what is missing there.

use super::step::{Step, steps};
use super::verified::{self, Verified};
use crate::form::kept::{Kept, Texts};
use crate::form::names::Names;
use crate::form::submission::Submission;
use crosslink_protocol::connection::{ConnectionDetails, InitiateRequest};
use crosslink_protocol::destination::understand;
use crosslink_protocol::instance::Probe;
use crosslink_protocol::mode::{Mode, ModeOffer};
use crosslink_protocol::verification::Verification;
use crosslink_protocol::{ErrorCode, FieldError};

/// The destination's name in field errors, as the probe has it.
pub const DESTINATION: &str = "url";
/// The configuration type's name in JSON.
pub const MODE: &str = "mode";

/// The verification's name in JSON.
pub const VERIFICATION: &str = "verification";
/// The name in field errors of the question about admin access, which the node isn't told.
pub const ACCESS: &str = "access";

/// **Do you have admin access to the destination instance?**
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The other side's console opens and goes on there.
    Yes,
    /// Its administrator gets an invitation code.
    No,
}

impl Access {
    /// Both answers, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Yes, Self::No];

    /// The answer's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    /// Reads what [`Access::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|access| access.as_str() == text)
    }
}

/// What was found at a destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The text that was probed; `None` for *I don't have a URL*.
    target: Option<String>,
    /// What answered.
    pub probe: Probe,
}

/// What somebody has entered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Where they are.
    pub step: Step,
    /// **Destination instance URL**, as typed.
    pub url: String,
    /// **I don't have a URL**.
    pub no_url: bool,
    /// What was found at the destination; it may be another one by now, see [`Draft::found`].
    found: Option<Found>,
    /// The configuration type.
    pub mode: Option<Mode>,
    /// The names and the project.
    pub names: Names,
    /// Whether there is admin access to the destination.
    pub access: Option<Access>,
    /// Admin access to a destination; it may be another one by now, see [`Draft::verified`].
    verified: Option<Verified>,
    /// What was sent.
    pub submission: Submission,
    /// What the own instance is called.
    own_name: String,
}

impl Draft {
    /// A fresh draft with the key that makes its submission unique.
    pub fn new(key: String) -> Self {
        Self {
            submission: Submission::new(key),
            ..Self::default()
        }
    }

    /// The steps, in their order.
    pub fn steps(&self) -> &'static [Step] {
        steps(self.mode, self.no_url)
    }

    /// Which step it is, counted from 1, and of how many.
    pub fn place(&self) -> (usize, usize) {
        let steps = self.steps();
        let at = steps.iter().position(|step| *step == self.step);
        (at.unwrap_or(0) + 1, steps.len())
    }

    /// The step before, where one can go back to: what was made can't be taken back.
    pub fn previous(&self) -> Option<Step> {
        let at = self.steps().iter().position(|step| *step == self.step)?;
        let before = self.steps().get(at.checked_sub(1)?).copied();
        before.filter(|_| self.step != Step::Invitation)
    }

    /// The step after.
    pub fn next(&self) -> Option<Step> {
        let at = self.steps().iter().position(|step| *step == self.step)?;
        self.steps().get(at + 1).copied()
    }

    /// Whether this step is the last to fill in: its button is **Initiate**.
    pub fn initiates(&self) -> bool {
        self.next() == Some(Step::Invitation)
    }

    /// The step that has a field, by the field's name in JSON, if this mode has that step.
    pub fn step_of(&self, field: &str) -> Option<Step> {
        Step::of_field(field).filter(|step| self.steps().contains(step))
    }

    /// What to probe; `None` for *I don't have a URL*.
    pub fn target(&self) -> Option<String> {
        (!self.no_url).then(|| self.url.trim().to_owned())
    }

    /// What was found at the destination that stands in the form now.
    pub fn found(&self) -> Option<&Probe> {
        self.found
            .as_ref()
            .filter(|found| found.target == self.target())
            .map(|found| &found.probe)
    }

    /// Notes what was found. An answer for what no longer stands in the form is dropped.
    pub fn note_found(&mut self, target: Option<String>, probe: Probe) {
        if target != self.target() {
            return;
        }
        self.found = Some(Found { target, probe });
        // What was sent stays what it is.
        if !self.submission.sent() {
            self.choose_only_mode();
            self.choose_only_access();
        }
        self.suggest_names();
    }

    /// Why **Yes, I have admin access** can't be answered; `None` when it can, or nothing is known yet.
    pub fn access_refused(&self) -> Option<ErrorCode> {
        let node = self.found()?.node.as_ref()?;
        let unknown = node.console_url.is_none();
        unknown.then_some(ErrorCode::ConsoleUnknown)
    }

    /// The admin access that was asked for at the destination that stands in the form now.
    pub fn verified(&self) -> Option<&Verified> {
        let target = self.target();
        self.verified
            .as_ref()
            .filter(|verified| verified.is_of(target.as_ref()))
    }

    /// Notes what was asked for. False where that no longer stands in the form: then the answer is dropped.
    pub fn note_asked(&mut self, target: Option<String>, asked: Verification) -> bool {
        let wanted = target == self.target();
        if wanted {
            self.verified = Some(Verified::new(target, asked));
        }
        wanted
    }

    /// Notes how far the verification has come. False when that is known already.
    pub fn note_verification(&mut self, known: Verification) -> bool {
        let asked = self.verified.as_mut().filter(|asked| asked.id == known.id);
        match asked {
            Some(asked) if asked.known.as_ref() != Some(&known) => {
                asked.known = Some(known);
                true
            }
            _ => false,
        }
    }

    /// The node knows no such verification any more, or refused what was sent with it: it has to be asked for again.
    pub fn forget_verification(&mut self) {
        self.verified = None;
    }

    /// Suggests the own name, once it is known.
    pub fn note_own_name(&mut self, name: &str) {
        name.clone_into(&mut self.own_name);
        self.suggest_names();
    }

    fn suggest_names(&mut self) {
        let Some(probe) = self.found() else {
            return;
        };
        let remote = probe
            .node
            .as_ref()
            .map(|node| node.name.clone())
            .unwrap_or_default();
        let own_name = self.own_name.clone();
        self.names.suggest(&own_name, &remote);
    }

    /// Which modes there are for the destination; empty until it is known.
    pub fn offers(&self) -> &[ModeOffer] {
        self.found().map_or(&[], |probe| &probe.modes)
    }

    /// Where only one mode can be chosen, it is; one that can't be chosen any more is dropped.
    fn choose_only_mode(&mut self) {
        let available: Vec<Mode> = self
            .offers()
            .iter()
            .filter(|offer| offer.available())
            .map(|offer| offer.mode)
            .collect();
        self.mode = match (self.mode, available.as_slice()) {
            (Some(mode), _) if available.contains(&mode) => Some(mode),
            (_, [only]) => Some(*only),
            _ => None,
        };
        if !self.steps().contains(&self.step) {
            self.step = Step::Destination;
        }
    }

    /// Where only one answer can be given, it is.
    fn choose_only_access(&mut self) {
        if self.access_refused().is_some() {
            self.access = Some(Access::No);
        }
    }

    /// What the text alone tells about the destination: what is wrong with it, before anybody is asked.
    pub fn target_error(&self) -> Option<ErrorCode> {
        self.target().and_then(|text| understand(&text).err())
    }

    /// What is wrong or missing at a step, in the order of the form.
    pub fn errors(&self, step: Step) -> Vec<FieldError> {
        match step {
            Step::Destination => match (self.target_error(), self.mode) {
                (Some(code), _) => vec![FieldError::new(DESTINATION, code)],
                // Before the destination is known there is nothing to choose.
                (None, None) if self.found().is_some() => {
                    vec![FieldError::new(MODE, ErrorCode::ModeRequired)]
                }
                (None, _) => Vec::new(),
            },
            Step::Information => self.names.text_errors(),
            Step::Project => self.names.project_errors(),
            Step::Access => match self.access {
                None => vec![FieldError::new(ACCESS, ErrorCode::AccessRequired)],
                Some(_) => Vec::new(),
            },
            // What was sent is sent again, though the verification is used by then.
            Step::Verify if self.submission.sent() => Vec::new(),
            Step::Verify => verified::obstacle(self.verified())
                .map(|code| FieldError::new(VERIFICATION, code))
                .into_iter()
                .collect(),
            Step::Invitation => Vec::new(),
        }
    }

    /// What goes to the node: what this mode asks for. What was entered for another mode stays in the form.
    pub fn request(&self) -> InitiateRequest {
        let mode = self.mode.unwrap_or(Mode::Script);
        let entered = self.names.details();
        let details = match mode {
            Mode::Script => entered,
            Mode::Basic => ConnectionDetails {
                local_short_name: String::new(),
                remote_short_name: String::new(),
                name: String::new(),
                description: String::new(),
                ..entered
            },
            Mode::Visual => ConnectionDetails {
                project_id: Default::default(),
                ..entered
            },
        };
        let verified = self.verified().filter(|_| mode == Mode::Visual);
        InitiateRequest {
            destination_url: self.target(),
            mode,
            verification: verified.map(|verified| verified.id.clone()),
            details,
        }
    }

    /// Whether something was entered that would be lost.
    pub fn dirty(&self) -> bool {
        !self.url.trim().is_empty() || self.names.dirty() || self.submission.sent()
    }
}

/// What was found at the destination is not kept: it is looked at again. Drafts of pages that counted the steps are none.
impl Kept for Draft {
    fn write(&self, texts: &mut Texts) {
        texts.put(self.step.as_str());
        texts.put(&self.url);
        texts.put_option(self.no_url.then_some(""));
        texts.put_option(self.mode.map(Mode::as_str));
        texts.put(&self.own_name);
        self.names.write(texts);
        self.submission.write(texts);
        texts.put_option(self.access.map(Access::as_str));
        texts.put_option(self.verified().map(|_| ""));
        if let Some(verified) = self.verified() {
            verified.write(texts);
        }
    }

    fn read(texts: &mut Texts) -> Option<Self> {
        let mut draft = Self {
            step: Step::parse(&texts.take()?)?,
            url: texts.take()?,
            no_url: texts.take_option()?.is_some(),
            mode: texts.take_option()?.and_then(|mode| Mode::parse(&mode)),
            own_name: texts.take()?,
            names: Names::read(texts)?,
            submission: Submission::read(texts)?,
            access: texts
                .take_option()?
                .and_then(|access| Access::parse(&access)),
            found: None,
            verified: None,
        };
        if texts.take_option()?.is_some() {
            draft.verified = Some(Verified::read(texts)?);
        }
        Some(draft)
    }
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
