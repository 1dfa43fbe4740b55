//! The texts of the dialogs.

use super::grouped;
use crosslink_protocol::mode::Mode;

// Both dialogs.
/// Their module didn't come.
pub const DIALOG_NOT_LOADED: &str =
    "The dialog couldn't be loaded. Check your connection, and try again.";
/// To the step before.
pub const PREVIOUS: &str = "Previous";
/// To the next step.
pub const NEXT: &str = "Next";
/// Ends the dialog.
pub const DONE: &str = "Done";
/// Asked before a half-filled form is closed.
pub const DISCARD_TITLE: &str = "Discard what you entered?";
/// What that means.
pub const DISCARD_DETAIL: &str = "Nothing has been sent to the other side.";
/// What that means while the outcome of a request isn't known.
pub const DISCARD_SENT_DETAIL: &str = "Your node may have made the connection already. If so, it will be in the list, but its invitation code won't be shown again.";
/// What that means after an acceptance was sent.
pub const DISCARD_ACCEPTANCE_SENT: &str = "Your node may have accepted the invitation already. If so, the connection will be in the list.";
/// Asked before a code that nobody has copied is closed.
pub const UNCOPIED_TITLE: &str = "Close without the invitation code?";
/// What that means.
pub const UNCOPIED_DETAIL: &str = "You haven't copied the code. It won't be shown again.";
/// Does not close it.
pub const BACK_TO_CODE: &str = "Back to the code";
/// Does not close it.
pub const KEEP_EDITING: &str = "Keep editing";
/// Closes it.
pub const DISCARD: &str = "Discard";
/// A label.
pub const LOCAL_SHORT_NAME: &str = "Local instance short name";
/// A label.
pub const REMOTE_SHORT_NAME: &str = "Remote instance short name";
/// A label.
pub const CONNECTION_NAME: &str = "Connection name";
/// A label.
pub const DESCRIPTION: &str = "Description";
/// The list of projects.
pub const SELECT_PROJECT: &str = "Select Project";
/// In the empty field.
pub const SEARCH_PROJECTS: &str = "Search projects";
/// The search brought nothing.
pub const NO_PROJECT_MATCHES: &str = "No project matches";

/// Where one is.
pub fn step_of(number: usize, count: usize) -> String {
    format!("Step {number} of {count}")
}

/// How many of the matching projects are in the list.
pub fn projects_shown(shown: usize, total: u32) -> String {
    match u32::try_from(shown) {
        Ok(shown) if shown < total => {
            format!(
                "{} of {} projects. Type to narrow the list.",
                grouped(shown),
                grouped(total)
            )
        }
        _ if total == 1 => "1 project".to_owned(),
        _ => format!("{} projects", grouped(total)),
    }
}

// Initiate connection.
/// A label.
pub const DESTINATION_URL: &str = "Destination instance URL";
/// In the empty field.
pub const DESTINATION_PLACEHOLDER: &str = "https://example.crosslink.net";
/// The help button's name.
pub const DESTINATION_HELP: &str = "What is the destination instance URL?";
/// What it opens.
pub const DESTINATION_HELP_TEXT: &str = "The link of the instance that you want to connect to: the Crosslink URL that its administrator finds, with a copy button, in General Settings of Crosslink on their side.";
/// What will happen, before anything is known of the destination.
pub const DESTINATION_NEXT: &str =
    "Crosslink looks at the destination and shows which configuration types it allows.";
/// The toggle.
pub const NO_URL: &str = "I don't have a URL";
/// What the toggle means, once it is on.
pub const NO_URL_HINT: &str = "Your node waits to be called: the other side connects to it when its administrator accepts the invitation.";
/// The heading of the cards.
pub const CHOOSE_TYPE: &str = "Choose the configuration type";
/// That it is for good.
pub const MODE_IS_FOR_GOOD: &str = "The type can't be changed later.";
/// The heading of step 2.
pub const CONNECTION_INFORMATION: &str = "Connection information";
/// What the names are for.
pub const SHORT_NAMES_HINT: &str =
    "Short names tell the two sides apart in the list and in sync rules.";
/// The heading of step 3.
pub const SELECT_PROJECT_TITLE: &str = "Select a project for the incoming sync";
/// What will be synchronised.
pub const DEFAULT_RULES: &str = "Crosslink generates default sync rules to synchronize basic issue fields. You can adapt the sync rules later. By default the following issue data will be synchronized: summary, description, comments, labels and attachments.";
/// What to do.
pub const SELECT_PROJECT_HOW: &str =
    "Please select the project where you want to create issues, received from the other side.";
/// Makes the invitation.
pub const INITIATE: &str = "Initiate";
/// While it is made.
pub const INITIATING: &str = "Initiating…";
/// After a lost answer.
pub const OUTCOME_UNKNOWN: &str =
    "The connection may have been made. Try again: it won't be made twice.";
/// The heading of step 4.
pub const INVITATION: &str = "Send the invitation";
/// Before the code.
pub const USE_THE_CODE: &str = "Use the following invitation code:";
/// The code field's name.
pub const INVITATION_CODE: &str = "Invitation code";
/// Copies the code.
pub const COPY_CODE: &str = "Copy invitation code";
/// Who has it can use it.
pub const CODE_IS_SECRET: &str = "Send it to the other side’s administrator only: it works once, for whoever has it. It won't be shown again.";
/// After a reload at step 4.
pub const FETCHING_CODE: &str = "Fetching the invitation code…";

/// What step 4 asks for: before, the emphasised words, after.
pub fn accept_there(remote: &str) -> (String, &'static str, &'static str) {
    (
        format!("On the “{remote}” side, you or their application administrator need to "),
        "Accept the invitation",
        ".",
    )
}

/// Until when the code can be used.
pub fn code_expires(when: &str) -> String {
    format!("The code expires on {when}.")
}

/// While a destination is probed.
pub fn looking_at(target: &str) -> String {
    format!("Looking at {target}…")
}

/// While the modes without a URL are asked for.
pub const LOOKING: &str = "Asking your node…";

/// What answered at the destination.
pub fn answered(name: &str, version: &str, latency_ms: u32) -> String {
    format!(
        "{name} answered in {} ms (Crosslink {version})",
        grouped(latency_ms)
    )
}

/// A mode's word.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Basic => "Basic",
        Mode::Visual => "Visual",
        Mode::Script => "Script",
    }
}

/// What a mode is, in three lines.
pub fn mode_lines(mode: Mode) -> [&'static str; 3] {
    match mode {
        Mode::Basic => [
            "Automatic configuration of basic fields",
            "Sync rules cannot be edited; only issues can be synced",
            "Recommended for use cases of basic complexity",
        ],
        Mode::Visual => [
            "Low-code, visual interface",
            "Configure both sides of the connection using a single interface",
            "Recommended for use cases of basic to intermediate complexity",
        ],
        Mode::Script => [
            "Groovy-based scripting",
            "Configure each side of the connection separately",
            "Recommended for use cases of basic to advanced complexity",
        ],
    }
}

// Accept invitation.
/// What to do.
pub const PASTE_CODE_HOW: &str =
    "Paste the invitation code that the other side’s administrator sent you.";
/// What the code looks like.
pub const CODE_PLACEHOLDER: &str = "xl1_…";
/// While the invitation is looked up.
pub const ASKING_INVITER: &str = "Asking the inviting side…";
/// The heading of what the invitation says.
pub const INVITED_BY: &str = "You are invited by";
/// A term of that list.
pub const INSTANCE: &str = "Instance";
/// A term of that list.
pub const CROSSLINK_NODE: &str = "Crosslink node";
/// A term of that list.
pub const NAMES_THERE: &str = "Names on their side";
/// A term of that list.
pub const EXPIRES: &str = "Invitation expires";
/// The heading of the own fields.
pub const YOUR_SIDE: &str = "Your side of the connection";
/// Accepts.
pub const CONFIRM: &str = "Confirm";
/// While it is accepted.
pub const CONFIRMING: &str = "Confirming…";
/// Accepted, and both sides know.
pub const CONNECTION_IS_ACTIVE: &str = "Connection is active";
/// Accepted, and the other side doesn't know yet.
pub const CONNECTION_IS_PENDING: &str = "Your acceptance is on its way";
/// What that means.
pub const PENDING_DETAIL: &str = "It is stored here, but the other side hasn't answered yet. Your node keeps trying by itself; the list shows when the connection becomes active.";

/// What an active connection is between.
pub fn active_detail(name: &str, remote: &str) -> String {
    format!("“{name}” connects you with “{remote}”.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_complete_says_so() {
        assert_eq!(projects_shown(12, 12), "12 projects");
        assert!(projects_shown(100, 1200).starts_with("100 of 1,200"));
    }
}
