//! The texts of sync rules.

use super::{grouped, isolated};
use crate::rules::visual::differences::Difference;
use crate::rules::visual::model::Arrow;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Side;
use crosslink_protocol::rules::SCRIPT_MAX;
use crosslink_protocol::visual::{FieldMapping, Filter, Method};

/// A heading, and the name of the region.
pub const SYNC_RULES: &str = "Sync rules";
/// A script.
pub const OUTGOING: &str = "Outgoing";
/// What it is for.
pub const OUTGOING_HINT: &str = "What this side sends";
/// A script.
pub const INCOMING: &str = "Incoming";
/// What it is for.
pub const INCOMING_HINT: &str = "What this side does with what it receives";
/// How the keyboard works in a script, for the editor.
pub const EDITOR_KEYS: &str = "Tab moves on to the next control. To indent with Tab, press Ctrl+M first (Shift+Option+M on a Mac), and again to go back; Esc, then Tab always moves on. Ctrl+F or ⌘F searches, Ctrl+S or ⌘S saves.";
/// The editor didn't come; the plain text area stays.
pub const PLAIN_EDITOR: &str =
    "The editor couldn't be loaded; this plain text field does the same without colours.";

/// Saves.
pub const SAVE: &str = "Save";
/// While it is saved.
pub const SAVING: &str = "Saving…";
/// The draft differs from what is saved.
pub const UNSAVED: &str = "Unsaved changes";
/// Gives the draft up.
pub const UNDO_CHANGES: &str = "Discard changes";
/// The question about it.
pub const UNDO_CHANGES_TITLE: &str = "Discard your changes to the sync rules?";
/// What that means.
pub const UNDO_CHANGES_DETAIL: &str = "The rules stay as they were last saved.";
/// A reader can't save.
pub const READERS_SEE_RULES: &str = "You can look at the sync rules. To change them, you need to be a Project Collection Administrator.";
/// A draft of before was put back.
pub const DRAFT_IS_BACK: &str = "Your unsaved changes are back.";
/// The same, where somebody saved another version since.
pub const DRAFT_IS_OLDER: &str = "Your unsaved changes are back. The rules were saved by somebody else since; saving shows you both.";
/// Nothing was configured, and the one who looks can't.
pub const NOT_CONFIGURED: &str = "The sync hasn't been configured yet.";

// Somebody else saved.
/// The heading.
pub const CONFLICT_TITLE: &str = "Somebody else has saved these rules in the meantime";
/// One side of the comparison.
pub const THEIRS: &str = "Theirs";
/// The other side.
pub const MINE: &str = "Mine";
/// Saves all the same.
pub const SAVE_MINE: &str = "Save mine anyway";
/// Gives the own draft up.
pub const TAKE_THEIRS: &str = "Take theirs";

// Versions.
/// The list.
pub const VERSIONS: &str = "Versions";
/// A column.
pub const VERSION: &str = "Version";
/// A column.
pub const SAVED_WHEN: &str = "Saved";
/// A column.
pub const SAVED_BY: &str = "By";
/// Nobody saved it.
pub const GENERATED: &str = "Generated";
/// The newest one.
pub const CURRENT_VERSION: &str = "Current";
/// Compares it.
pub const COMPARE: &str = "Compare";
/// Closes the comparison.
pub const CLOSE_COMPARISON: &str = "Close the comparison";
/// Restores it.
pub const RESTORE_VERSION: &str = "Restore this version";
/// Asked when there are unsaved changes.
pub const RESTORE_TITLE: &str = "Restore this version and discard your changes?";
/// What that means.
pub const RESTORE_DETAIL: &str =
    "What you changed and haven't saved is lost. What was saved is kept as a version.";
/// Loads more.
pub const SHOW_MORE: &str = "Show more";
/// Both do the same.
pub const NO_DIFFERENCES: &str = "There are no differences.";
/// The texts are too long and too different for a comparison.
pub const NOT_COMPARED: &str =
    "These are too different to be compared line by line. Here are both.";

// Visual mode.
/// The heading.
pub const CONFIGURE_SYNC: &str = "Configure sync";
/// A field.
pub const VISUAL_PROJECT: &str = "Project";
/// A group.
pub const SYNC_FILTERS: &str = "Filters";
/// How filters work.
pub const FILTERS_HINT: &str = "Work items have to match every filter; of the values in one filter, one has to match. Without filters, all match.";
/// Adds one.
pub const ADD_FILTER: &str = "Add filter";
/// A field.
pub const FILTER_FIELD: &str = "Field";
/// A field.
pub const FILTER_VALUES: &str = "Values";
/// In the empty field.
pub const FILTER_VALUES_HOW: &str = "Separate with commas or Enter";
/// Removes one.
pub const REMOVE_FILTER: &str = "Remove filter";
/// There is none.
pub const ALL_WORK_ITEMS: &str = "All work items";
/// A heading.
pub const FIELD_MAPPINGS: &str = "Field mappings";
/// A column.
pub const DIRECTION: &str = "Direction";
/// Adds one.
pub const ADD_MAPPING: &str = "Add mapping";
/// Puts the predefined ones back.
pub const RESTORE_DEFAULTS: &str = "Restore defaults";
/// Nothing is selected.
pub const SELECT_FIELD: &str = "Select a field";
/// Before the projects are chosen.
pub const CHOOSE_PROJECTS_FIRST: &str =
    "Select both projects; then their fields can be mapped here.";
/// No mapping.
pub const NO_MAPPINGS: &str = "No fields are mapped, so none are carried over.";

/// What is wrong with a script.
pub fn script_error(code: ErrorCode) -> String {
    match code {
        ErrorCode::TooLong => format!(
            "This script is too long. It can have up to {} characters.",
            grouped(u32::try_from(SCRIPT_MAX).unwrap_or(u32::MAX))
        ),
        code => code.sentence().to_owned(),
    }
}

/// A version.
pub fn version_number(version: u32) -> String {
    format!("Version {version}")
}

/// The one that is in force.
pub fn current_version(version: u32) -> String {
    format!("Version {version} (current)")
}

/// In the list.
pub fn restored_from(version: u32) -> String {
    format!("Restored from version {version}")
}

/// What the second button of a row says to a screen reader.
pub fn compare_version(version: u32) -> String {
    format!("Compare version {version} with the current one")
}

/// Said after saving scripts.
pub fn saved_version(version: u32) -> String {
    format!("Saved. This is version {version}.")
}

/// Said after saving a configuration that the other side has.
pub fn saved_on_both(version: u32) -> String {
    format!("Saved. Version {version} is on both sides.")
}

/// Said after saving a configuration that the other side doesn't have yet.
pub fn saved_on_its_way(version: u32) -> String {
    format!("Saved. Version {version} is on its way to the other side.")
}

/// The state of a configuration.
pub fn version_delivered(version: u32, delivered: bool) -> String {
    if delivered {
        format!("Version {version}, on both sides")
    } else {
        format!("Version {version}, on its way to the other side")
    }
}

/// Above a list of what differs.
pub fn differences_from(before: &str, after: &str) -> String {
    format!("From “{before}” to “{after}”:")
}

/// Above a comparison line by line, for the eye.
pub fn line_signs(before: &str, after: &str) -> String {
    format!("− {before}, + {after}")
}

/// At a line of such a comparison, for the ear.
pub fn only_in(which: &str) -> String {
    format!("Only in “{which}”:")
}

/// In a comparison.
pub fn lines_skipped(count: usize) -> String {
    match count {
        1 => "1 unchanged line".to_owned(),
        _ => format!("{count} unchanged lines"),
    }
}

/// The name of one side of a script's comparison.
pub fn compared(script: &str, which: &str) -> String {
    format!("{script}: {which}")
}

/// A method, by the direction that it is for.
pub fn method_legend(from: &str, to: &str) -> String {
    format!("Method, from {from} to {to}")
}

/// A method's word.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Automatic => "Automatic",
        Method::Manual => "Manual",
        Method::Off => "Off",
    }
}

/// What a method means.
pub fn method_line(method: Method) -> &'static str {
    match method {
        Method::Automatic => "Work items that match the filters, whenever they change",
        Method::Manual => "Only the work items that somebody sends",
        Method::Off => "Nothing leaves this side",
    }
}

/// A direction's word.
pub fn arrow(arrow: Arrow, local: &str, remote: &str) -> String {
    match arrow {
        Arrow::Both => "↔ Both ways".to_owned(),
        Arrow::Right => format!("→ To {remote}"),
        Arrow::Left => format!("← To {local}"),
    }
}

/// A field's name in a mapping, for the ear.
pub fn mapping_field(line: usize, side: &str) -> String {
    format!("Mapping {line}: field of {side}")
}

/// A filter's name, for the ear.
pub fn filter_number(number: usize) -> String {
    format!("Filter {number}")
}

/// A direction's name, for the ear.
pub fn mapping_direction(line: usize) -> String {
    format!("Mapping {line}: direction")
}

/// Removes a mapping.
pub fn remove_mapping(line: usize) -> String {
    format!("Remove mapping {line}")
}

/// Removes a value of a filter.
pub fn remove_value(value: &str) -> String {
    format!("Remove “{value}”")
}

/// A field that was selected, but that the project doesn't have.
pub fn field_not_here(name: &str) -> String {
    format!("{name} (not in this project)")
}

/// A filter in words.
pub fn filter(filter: &Filter) -> String {
    format!("{} is {}", filter.field.name, filter.values.join(" or "))
}

/// Something that differs, as a sentence. `own` is the side that looks.
pub fn difference(difference: &Difference, own: Side, local: &str, remote: &str) -> String {
    let name = |side: &Side| if *side == own { local } else { remote };
    let pair = |mapping: &FieldMapping| {
        let (left, right) = match own {
            Side::Source => (&mapping.source, &mapping.destination),
            Side::Destination => (&mapping.destination, &mapping.source),
        };
        let sign = match Arrow::of(mapping.direction, own) {
            Arrow::Both => "↔",
            Arrow::Right => "→",
            Arrow::Left => "←",
        };
        format!("{} {sign} {}", isolated(&left.name), isolated(&right.name))
    };
    match difference {
        Difference::Project(side, Some(from), to) => {
            format!("{}: project {to} instead of {from}", name(side))
        }
        Difference::Project(side, None, to) => format!("{}: project {to}", name(side)),
        Difference::Method(side, from, to) => format!(
            "{}: method {} instead of {}",
            name(side),
            method(*to),
            method(*from)
        ),
        Difference::FilterAdded(side, added) => {
            format!("{}: filter added: {}", name(side), filter(added))
        }
        Difference::FilterRemoved(side, removed) => {
            format!("{}: filter removed: {}", name(side), filter(removed))
        }
        Difference::FilterChanged(side, before, after) => format!(
            "{}: filter {} instead of {}",
            name(side),
            filter(after),
            filter(before)
        ),
        Difference::MappingAdded(mapping) => format!("Mapping added: {}", pair(mapping)),
        Difference::MappingRemoved(mapping) => format!("Mapping removed: {}", pair(mapping)),
        Difference::MappingTurned(mapping) => {
            format!("Mapping with another direction: {}", pair(mapping))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::visual::{Field, MappingDirection};

    fn field(name: &str) -> Field {
        Field {
            reference: format!("System.{name}"),
            name: name.into(),
            kind: "string".into(),
            read_only: false,
        }
    }

    #[test]
    fn a_difference_is_told_from_where_one_stands() {
        let mapping = Difference::MappingAdded(FieldMapping {
            source: field("Title"),
            destination: field("Name"),
            direction: MappingDirection::ToDestination,
        });
        let (title, name) = (isolated("Title"), isolated("Name"));
        assert_eq!(
            difference(&mapping, Side::Source, "a", "b"),
            format!("Mapping added: {title} → {name}")
        );
        assert_eq!(
            difference(&mapping, Side::Destination, "b", "a"),
            format!("Mapping added: {name} ← {title}")
        );
        let method = Difference::Method(Side::Source, Method::Automatic, Method::Off);
        assert_eq!(
            difference(&method, Side::Destination, "b", "a"),
            "a: method Off instead of Automatic"
        );
    }

    #[test]
    fn a_script_that_is_too_long_says_how_long_it_may_be() {
        assert_eq!(
            script_error(ErrorCode::TooLong),
            "This script is too long. It can have up to 50,000 characters."
        );
        let other = ErrorCode::InvalidCharacters;
        assert_eq!(script_error(other), other.sentence());
    }

    #[test]
    fn a_filter_reads_as_a_sentence() {
        let states = Filter {
            field: field("State"),
            values: vec!["New".into(), "Active".into()],
        };
        assert_eq!(filter(&states), "State is New or Active");
    }
}
