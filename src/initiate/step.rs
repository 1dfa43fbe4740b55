//! The steps of the dialog, and their order, which depends on the mode.

use super::draft::{ACCESS, DESTINATION, MODE, VERIFICATION};
use crate::form::names::{NameField, PROJECT};
use crosslink_protocol::mode::Mode;

/// A step of the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// Destination instance URL, and the configuration type.
    #[default]
    Destination,
    /// Connection information.
    Information,
    /// Verify admin access.
    Verify,
    /// The project for the incoming sync.
    Project,
    /// Whether somebody has admin access to the destination.
    Access,
    /// What has to happen on the other side.
    Invitation,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 6] = [
        Self::Destination,
        Self::Information,
        Self::Verify,
        Self::Project,
        Self::Access,
        Self::Invitation,
    ];

    /// The step's name in a kept draft.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Destination => "destination",
            Self::Information => "information",
            Self::Verify => "verify",
            Self::Project => "project",
            Self::Access => "access",
            Self::Invitation => "invitation",
        }
    }

    /// Reads what [`Step::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }

    /// The step that has a field, by the field's name in JSON.
    pub fn of_field(field: &str) -> Option<Self> {
        match field {
            DESTINATION | "destinationUrl" | MODE => Some(Self::Destination),
            VERIFICATION => Some(Self::Verify),
            PROJECT => Some(Self::Project),
            ACCESS => Some(Self::Access),
            _ => NameField::ALL
                .iter()
                .any(|name| name.key() == field)
                .then_some(Self::Information),
        }
    }
}

/// The steps for a mode, in their order; before one is chosen, those of Script. Without the destination's URL nobody is
/// asked for admin access to it: there would be no console to open.
pub fn steps(mode: Option<Mode>, no_url: bool) -> &'static [Step] {
    use Step::{Access, Destination, Information, Invitation, Project, Verify};
    match (mode, no_url) {
        (Some(Mode::Basic), false) => &[Destination, Project, Access, Invitation],
        (Some(Mode::Basic), true) => &[Destination, Project, Invitation],
        (Some(Mode::Visual), _) => &[Destination, Information, Verify, Invitation],
        (Some(Mode::Script) | None, _) => &[Destination, Information, Project, Invitation],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mode_has_its_order() {
        use Step::{Access, Destination, Information, Invitation, Project, Verify};
        let script = [Destination, Information, Project, Invitation];
        let visual = [Destination, Information, Verify, Invitation];
        for (mode, no_url, expected) in [
            (None, false, &script[..]),
            (None, true, &script),
            (Some(Mode::Script), false, &script),
            (Some(Mode::Script), true, &script),
            (
                Some(Mode::Basic),
                false,
                &[Destination, Project, Access, Invitation],
            ),
            (Some(Mode::Basic), true, &[Destination, Project, Invitation]),
            (Some(Mode::Visual), false, &visual),
        ] {
            assert_eq!(steps(mode, no_url), expected, "{mode:?} {no_url}");
        }
    }

    #[test]
    fn a_step_survives_being_written() {
        for step in Step::ALL {
            assert_eq!(Step::parse(step.as_str()), Some(step));
        }
        assert_eq!(Step::parse("3"), None, "as older pages wrote it");
    }
}
