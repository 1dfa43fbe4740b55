//! The texts of the dialogs.

use super::{emphasised, number};
use crosslink_protocol::mode::Mode;

texts! {
    // Both dialogs.
    /// Their module didn't come.
    dialog_not_loaded "The dialog couldn't be loaded. Check your connection, and try again.";
    /// To the step before.
    previous "Previous";
    /// To the next step.
    next "Next";
    /// Ends the dialog.
    done "Done";
    /// Asked before a half-filled form is closed.
    discard_title "Discard what you entered?";
    /// What that means.
    discard_detail "Nothing has been sent to the other side.";
    /// What that means while the outcome of a request isn't known.
    discard_sent_detail "Your node may have made the connection already. If so, it will be in the list, but its invitation code won't be shown again.";
    /// What that means after an acceptance was sent.
    discard_acceptance_sent "Your node may have accepted the invitation already. If so, the connection will be in the list.";
    /// Asked before a code that nobody has copied is closed.
    uncopied_title "Close without the invitation code?";
    /// What that means.
    uncopied_detail "You haven't copied the code. It won't be shown again.";
    /// Does not close it.
    back_to_code "Back to the code";
    /// Does not close it.
    keep_editing "Keep editing";
    /// Closes it.
    discard "Discard";
    /// A label.
    local_short_name "Local instance short name";
    /// A label.
    remote_short_name "Remote instance short name";
    /// A label.
    connection_name "Connection name";
    /// A label.
    description "Description";
    /// The list of projects.
    select_project "Select Project";
    /// In the empty field.
    search_projects "Search projects";
    /// The search brought nothing.
    no_project_matches "No project matches";

    /// Where one is.
    step_of(number, count) "Step {number} of {count}";

    // Initiate connection.
    /// A label.
    destination_url "Destination instance URL";
    /// The help button's name.
    destination_help "What is the destination instance URL?";
    /// What it opens.
    destination_help_text "The link of the instance that you want to connect to: the Crosslink URL that its administrator finds, with a copy button, in General Settings of Crosslink on their side.";
    /// What will happen, before anything is known of the destination.
    destination_next "Crosslink looks at the destination and shows which configuration types it allows.";
    /// The toggle.
    no_url "I don't have a URL";
    /// What the toggle means, once it is on.
    no_url_hint "Your node waits to be called: the other side connects to it when its administrator accepts the invitation.";
    /// The heading of the cards.
    choose_type "Choose the configuration type";
    /// That it is for good.
    mode_is_for_good "The type can't be changed later.";
    /// The heading of step 2.
    connection_information "Connection information";
    /// What the names are for.
    short_names_hint "Short names tell the two sides apart in the list and in sync rules.";
    /// The heading of step 3.
    select_project_title "Select a project for the incoming sync";
    /// What will be synchronised.
    default_rules "Crosslink generates default sync rules to synchronize basic issue fields. You can adapt the sync rules later. By default the following issue data will be synchronized: summary, description, comments, labels and attachments.";
    /// What to do.
    select_project_how "Please select the project where you want to create issues, received from the other side.";
    /// Makes the invitation.
    initiate "Initiate";
    /// While it is made.
    initiating "Initiating…";
    /// After a lost answer.
    outcome_unknown "The connection may have been made. Try again: it won't be made twice.";
    /// The heading of step 4.
    invitation "Send the invitation";
    /// Before the code.
    use_the_code "Use the following invitation code:";
    /// The code field's name.
    invitation_code "Invitation code";
    /// Copies the code.
    copy_code "Copy invitation code";
    /// Who has it can use it.
    code_is_secret "Send it to the other side’s administrator only: it works once, for whoever has it. It won't be shown again.";
    /// After a reload at step 4.
    fetching_code "Fetching the invitation code…";

    /// Until when the code can be used.
    code_expires(when) "The code expires on {when}.";

    /// While a destination is probed.
    looking_at(target) "Looking at {target}…";

    /// While the modes without a URL are asked for.
    looking "Asking your node…";

    // Accept invitation.
    /// What to do.
    paste_code_how "Paste the invitation code that the other side’s administrator sent you.";
    /// While the invitation is looked up.
    asking_inviter "Asking the inviting side…";
    /// The heading of what the invitation says.
    invited_by "You are invited by";
    /// A term of that list.
    instance "Instance";
    /// A term of that list.
    crosslink_node "Crosslink node";
    /// A term of that list.
    names_there "Names on their side";
    /// A term of that list.
    expires "Invitation expires";
    /// The heading of the own fields.
    your_side "Your side of the connection";
    /// Accepts.
    confirm "Confirm";
    /// While it is accepted.
    confirming "Confirming…";
    /// Accepted, and both sides know.
    connection_is_active "Connection is active";
    /// Accepted, and the other side doesn't know yet.
    connection_is_pending "Your acceptance is on its way";
    /// What that means.
    pending_detail "It is stored here, but the other side hasn't answered yet. Your node keeps trying by itself; the list shows when the connection becomes active.";

    /// What an active connection is between.
    active_detail(name, remote) "“{name}” connects you with “{remote}”.";

    /// How many projects match.
    projects[total] "1 project | {total} projects";
    /// Only so many of the matching projects are in the list.
    projects_of(shown, total) "{shown} of {total} projects. Type to narrow the list.";
    /// What step 4 asks for. What is emphasised stands between asterisks.
    accept_over_there(remote) "On the “{remote}” side, you or their application administrator need to **Accept the invitation**.";
    /// What answered at the destination.
    answered_in(name, ms, version) "{name} answered in {ms} ms (Crosslink {version})";

    // The modes.
    /// A mode.
    basic "Basic";
    /// What it is.
    basic_what "Automatic configuration of basic fields";
    /// How its rules are edited.
    basic_how "Sync rules cannot be edited; only issues can be synced";
    /// What it is for.
    basic_for "Recommended for use cases of basic complexity";
    /// A mode.
    visual "Visual";
    /// What it is.
    visual_what "Low-code, visual interface";
    /// How its rules are edited.
    visual_how "Configure both sides of the connection using a single interface";
    /// What it is for.
    visual_for "Recommended for use cases of basic to intermediate complexity";
    /// A mode.
    script "Script";
    /// What it is.
    script_what "Groovy-based scripting";
    /// How its rules are edited.
    script_how "Configure each side of the connection separately";
    /// What it is for.
    script_for "Recommended for use cases of basic to advanced complexity";
}

/// What a destination's URL looks like, in the empty field. The same in every language.
pub const DESTINATION_PLACEHOLDER: &str = "https://example.crosslink.net";
/// What an invitation code looks like. The same in every language.
pub const CODE_PLACEHOLDER: &str = "xl1_…";

/// How many of the matching projects are in the list.
pub fn projects_shown(shown: usize, total: u32) -> String {
    match u32::try_from(shown) {
        Ok(shown) if shown < total => {
            let [shown, total] = [shown, total].map(|count| number(i64::from(count)));
            projects_of(shown, total)
        }
        _ => projects(total),
    }
}

/// What step 4 asks for: before, the emphasised words, after.
pub fn accept_there(remote: &str) -> [String; 3] {
    emphasised(&accept_over_there("{remote}"), "{remote}", remote)
}

/// What answered at the destination.
pub fn answered(name: &str, version: &str, latency_ms: u32) -> String {
    answered_in(name, number(i64::from(latency_ms)), version)
}

/// A mode's word.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Basic => basic(),
        Mode::Visual => visual(),
        Mode::Script => script(),
    }
}

/// What a mode is, in three lines.
pub fn mode_lines(mode: Mode) -> [&'static str; 3] {
    match mode {
        Mode::Basic => [basic_what(), basic_how(), basic_for()],
        Mode::Visual => [visual_what(), visual_how(), visual_for()],
        Mode::Script => [script_what(), script_how(), script_for()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_complete_says_so() {
        assert_eq!(projects_shown(12, 12), "12 projects");
        assert!(projects_shown(100, 1200).starts_with("100 of 1,200"));
    }

    #[test]
    fn a_name_with_asterisks_is_not_emphasised() {
        let [before, emphasised, after] = accept_there("a ** b");
        assert!(before.contains("“a ** b”"), "{before}");
        assert_eq!(emphasised, "Accept the invitation");
        assert_eq!(after, ".");
    }
}
