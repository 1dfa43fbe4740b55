//! What somebody has entered so far, which step they are at, and what is missing there.

use crate::form::kept::{Kept, Texts};
use crate::form::names::{NameField, Names, PROJECT};
use crate::form::submission::Submission;
use crosslink_protocol::connection::InitiateRequest;
use crosslink_protocol::destination::understand;
use crosslink_protocol::instance::Probe;
use crosslink_protocol::mode::{Mode, ModeOffer};
use crosslink_protocol::{ErrorCode, FieldError};

/// A step of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Destination instance URL, and the configuration type.
    #[default]
    Destination,
    /// Connection information.
    Information,
    /// The project for the incoming sync.
    Project,
    /// The invitation code.
    Invitation,
}

impl Step {
    /// All steps, in their order.
    pub const ALL: [Self; 4] = [
        Self::Destination,
        Self::Information,
        Self::Project,
        Self::Invitation,
    ];

    /// Counted from 1, as people count.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The step before, where one can go back to.
    pub fn previous(self) -> Option<Self> {
        match self {
            Self::Destination | Self::Invitation => None,
            Self::Information => Some(Self::Destination),
            Self::Project => Some(Self::Information),
        }
    }

    /// The step after.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The step that has a field, by the field's name in JSON.
    pub fn of_field(field: &str) -> Option<Self> {
        match field {
            DESTINATION | "destinationUrl" | MODE => Some(Self::Destination),
            PROJECT => Some(Self::Project),
            _ => NameField::ALL
                .iter()
                .any(|name| name.key() == field)
                .then_some(Self::Information),
        }
    }
}

/// The destination's name in field errors, as the probe has it.
pub const DESTINATION: &str = "url";
/// The configuration type's name in JSON.
pub const MODE: &str = "mode";

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
        self.choose_only_mode();
        self.suggest_names();
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
            Step::Invitation => Vec::new(),
        }
    }

    /// What goes to the node.
    pub fn request(&self) -> InitiateRequest {
        InitiateRequest {
            destination_url: self.target(),
            mode: self.mode.unwrap_or(Mode::Script),
            verification: None,
            details: self.names.details(),
        }
    }

    /// Whether something was entered that would be lost.
    pub fn dirty(&self) -> bool {
        !self.url.trim().is_empty() || self.names.dirty() || self.submission.sent()
    }
}

/// What was found at the destination is not kept: it is looked at again.
impl Kept for Draft {
    fn write(&self, texts: &mut Texts) {
        texts.put(&self.step.number().to_string());
        texts.put(&self.url);
        texts.put_option(self.no_url.then_some(""));
        texts.put_option(self.mode.map(Mode::as_str));
        texts.put(&self.own_name);
        self.names.write(texts);
        self.submission.write(texts);
    }

    fn read(texts: &mut Texts) -> Option<Self> {
        let number = texts.take_number::<usize>()?;
        Some(Self {
            step: Step::ALL.into_iter().find(|step| step.number() == number)?,
            url: texts.take()?,
            no_url: texts.take_option()?.is_some(),
            found: None,
            mode: texts.take_option()?.and_then(|mode| Mode::parse(&mode)),
            own_name: texts.take()?,
            names: Names::read(texts)?,
            submission: Submission::read(texts)?,
        })
    }
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
