//! The texts of sync rules.

use super::{isolated, number, sentence};
use crate::rules::visual::differences::Difference;
use crate::rules::visual::model::Arrow;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Side;
use crosslink_protocol::rules::SCRIPT_MAX;
use crosslink_protocol::visual::{FieldMapping, Filter, Method};

texts! {
    /// A heading, and the name of the region.
    sync_rules "Sync rules";
    /// A script.
    outgoing "Outgoing";
    /// What it is for.
    outgoing_hint "What this side sends";
    /// A script.
    incoming "Incoming";
    /// What it is for.
    incoming_hint "What this side does with what it receives";
    /// How the keyboard works in a script, for the editor.
    editor_keys "Tab moves on to the next control. To indent with Tab, press Ctrl+M first (Shift+Option+M on a Mac), and again to go back; Esc, then Tab always moves on. Ctrl+F or ⌘F searches, Ctrl+S or ⌘S saves.";
    /// The editor didn't come; the plain text area stays.
    plain_editor "The editor couldn't be loaded; this plain text field does the same without colours.";

    /// Saves.
    save "Save";
    /// While it is saved.
    saving "Saving…";
    /// The draft differs from what is saved.
    unsaved "Unsaved changes";
    /// Gives the draft up.
    undo_changes "Discard changes";
    /// The question about it.
    undo_changes_title "Discard your changes to the sync rules?";
    /// What that means.
    undo_changes_detail "The rules stay as they were last saved.";
    /// A reader can't save.
    readers_see_rules "You can look at the sync rules. To change them, you need to be a Project Collection Administrator.";
    /// A draft of before was put back.
    draft_is_back "Your unsaved changes are back.";
    /// The same, where somebody saved another version since.
    draft_is_older "Your unsaved changes are back. The rules were saved by somebody else since; saving shows you both.";
    /// Nothing was configured, and the one who looks can't.
    not_configured "The sync hasn't been configured yet.";

    // Somebody else saved.
    /// The heading.
    conflict_title "Somebody else has saved these rules in the meantime";
    /// One side of the comparison.
    theirs "Theirs";
    /// The other side.
    mine "Mine";
    /// Saves all the same.
    save_mine "Save mine anyway";
    /// Gives the own draft up.
    take_theirs "Take theirs";

    // Versions.
    /// The list.
    versions "Versions";
    /// A column.
    version "Version";
    /// A column.
    saved_when "Saved";
    /// A column.
    saved_by "By";
    /// Nobody saved it.
    generated "Generated";
    /// The newest one.
    current "Current";
    /// Compares it.
    compare "Compare";
    /// Closes the comparison.
    close_comparison "Close the comparison";
    /// Restores it.
    restore_version "Restore this version";
    /// Asked when there are unsaved changes.
    restore_title "Restore this version and discard your changes?";
    /// What that means.
    restore_detail "What you changed and haven't saved is lost. What was saved is kept as a version.";
    /// Loads more.
    show_more "Show more";
    /// Both do the same.
    no_differences "There are no differences.";
    /// The texts are too long and too different for a comparison.
    not_compared "These are too different to be compared line by line. Here are both.";

    // Visual mode.
    /// The heading.
    configure_sync "Configure sync";
    /// A field.
    visual_project "Project";
    /// A group.
    sync_filters "Filters";
    /// How filters work.
    filters_hint "Work items have to match every filter; of the values in one filter, one has to match. Without filters, all match.";
    /// Adds one.
    add_filter "Add filter";
    /// A field.
    filter_field "Field";
    /// A field.
    filter_values "Values";
    /// In the empty field.
    filter_values_how "Separate with commas or Enter";
    /// Removes one.
    remove_filter "Remove filter";
    /// There is none.
    all_work_items "All work items";
    /// A heading.
    field_mappings "Field mappings";
    /// A column.
    direction "Direction";
    /// Adds one.
    add_mapping "Add mapping";
    /// Puts the predefined ones back.
    restore_defaults "Restore defaults";
    /// Nothing is selected.
    select_field "Select a field";
    /// Before the projects are chosen.
    choose_projects_first "Select both projects; then their fields can be mapped here.";
    /// No mapping.
    no_mappings "No fields are mapped, so none are carried over.";

    /// A version.
    version_number(version) "Version {version}";

    /// The one that is in force.
    current_version(version) "Version {version} (current)";

    /// In the list.
    restored_from(version) "Restored from version {version}";

    /// What the second button of a row says to a screen reader.
    compare_version(version) "Compare version {version} with the current one";

    /// Said after saving scripts.
    saved_version(version) "Saved. This is version {version}.";

    /// Said after saving a configuration that the other side has.
    saved_on_both(version) "Saved. Version {version} is on both sides.";

    /// Said after saving a configuration that the other side doesn't have yet.
    saved_on_its_way(version) "Saved. Version {version} is on its way to the other side.";

    /// Above a list of what differs.
    differences_from(before, after) "From “{before}” to “{after}”:";

    /// Above a comparison line by line, for the eye.
    line_signs(before, after) "− {before}, + {after}";

    /// At a line of such a comparison, for the ear.
    only_in(which) "Only in “{which}”:";

    /// In a comparison.
    lines_skipped[count] "1 unchanged line | {count} unchanged lines";

    /// The name of one side of a script's comparison.
    compared(script, which) "{script}: {which}";

    /// A method, by the direction that it is for.
    method_legend(from, to) "Method, from {from} to {to}";

    /// A field's name in a mapping, for the ear.
    mapping_field(line, side) "Mapping {line}: field of {side}";

    /// A filter's name, for the ear.
    filter_number(number) "Filter {number}";

    /// A direction's name, for the ear.
    mapping_direction(line) "Mapping {line}: direction";

    /// Removes a mapping.
    remove_mapping(line) "Remove mapping {line}";

    /// Removes a value of a filter.
    remove_value(value) "Remove “{value}”";

    /// A field that was selected, but that the project doesn't have.
    field_not_here(name) "{name} (not in this project)";

    /// A script is too long.
    script_too_long(max) "This script is too long. It can have up to {max} characters.";
    /// The state of a configuration.
    version_on_both(version) "Version {version}, on both sides";
    /// The state of a configuration.
    version_on_its_way(version) "Version {version}, on its way to the other side";
    /// A method.
    automatic "Automatic";
    /// What it means.
    automatic_means "Work items that match the filters, whenever they change";
    /// A method.
    manual "Manual";
    /// What it means.
    manual_means "Only the work items that somebody sends";
    /// A method.
    off "Off";
    /// What it means.
    off_means "Nothing leaves this side";
    /// A direction.
    both_ways "↔ Both ways";
    /// A direction.
    to_the_right(name) "→ To {name}";
    /// A direction.
    to_the_left(name) "← To {name}";
    /// A filter in words.
    filter_is(field, values) "{field} is {values}";
    /// The values of a filter, of which one has to match.
    or(one, other) "{one} or {other}";

    // What differs between two configurations; each is told of one side.
    /// Another project.
    project_instead(side, to, from) "{side}: project {to} instead of {from}";
    /// A project where there was none.
    project_new(side, to) "{side}: project {to}";
    /// Another method.
    method_instead(side, to, from) "{side}: method {to} instead of {from}";
    /// A filter more.
    filter_added(side, filter) "{side}: filter added: {filter}";
    /// A filter less.
    filter_removed(side, filter) "{side}: filter removed: {filter}";
    /// Another filter.
    filter_instead(side, to, from) "{side}: filter {to} instead of {from}";
    /// A mapping more.
    mapping_added(pair) "Mapping added: {pair}";
    /// A mapping less.
    mapping_removed(pair) "Mapping removed: {pair}";
    /// A mapping in another direction.
    mapping_turned(pair) "Mapping with another direction: {pair}";
}

/// What is wrong with a script.
pub fn script_error(code: ErrorCode) -> String {
    match code {
        ErrorCode::TooLong => {
            script_too_long(number(i64::try_from(SCRIPT_MAX).unwrap_or(i64::MAX)))
        }
        code => sentence(code).to_owned(),
    }
}

/// The state of a configuration.
pub fn version_delivered(version: u32, delivered: bool) -> String {
    if delivered {
        version_on_both(version)
    } else {
        version_on_its_way(version)
    }
}

/// A method's word.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Automatic => automatic(),
        Method::Manual => manual(),
        Method::Off => off(),
    }
}

/// What a method means.
pub fn method_line(method: Method) -> &'static str {
    match method {
        Method::Automatic => automatic_means(),
        Method::Manual => manual_means(),
        Method::Off => off_means(),
    }
}

/// A direction's word.
pub fn arrow(arrow: Arrow, local: &str, remote: &str) -> String {
    match arrow {
        Arrow::Both => both_ways().to_owned(),
        Arrow::Right => to_the_right(remote),
        Arrow::Left => to_the_left(local),
    }
}

/// A filter in words.
pub fn filter(filter: &Filter) -> String {
    let values = filter.values.iter().cloned();
    filter_is(&filter.field.name, values.reduce(or).unwrap_or_default())
}

/// Something that differs, as a sentence. `own` is the side that looks.
pub fn difference(difference: &Difference, own: Side, local: &str, remote: &str) -> String {
    let name = |side: &Side| if *side == own { local } else { remote };
    match difference {
        Difference::Project(side, Some(from), to) => project_instead(name(side), to, from),
        Difference::Project(side, None, to) => project_new(name(side), to),
        Difference::Method(side, from, to) => {
            method_instead(name(side), method(*to), method(*from))
        }
        Difference::FilterAdded(side, added) => filter_added(name(side), filter(added)),
        Difference::FilterRemoved(side, removed) => filter_removed(name(side), filter(removed)),
        Difference::FilterChanged(side, before, after) => {
            filter_instead(name(side), filter(after), filter(before))
        }
        Difference::MappingAdded(mapping) => mapping_added(pair(mapping, own)),
        Difference::MappingRemoved(mapping) => mapping_removed(pair(mapping, own)),
        Difference::MappingTurned(mapping) => mapping_turned(pair(mapping, own)),
    }
}

/// A mapping's fields and direction, the field of the side that looks first.
fn pair(mapping: &FieldMapping, own: Side) -> String {
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
