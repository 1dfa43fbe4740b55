//! Every text of the console, in one place. The sentences of failures are in
//! [`ErrorCode::sentence`](crosslink_protocol::ErrorCode::sentence). Labels that the users of such consoles
//! know are kept word for word.

use crosslink_protocol::mode::Mode;

/// The language of the texts, for dates and numbers among them.
pub const LOCALE: &str = "en-GB";

// The shell.
/// The product.
pub const PRODUCT: &str = "Crosslink";
/// The name of the navigation between the tabs.
pub const SECTIONS: &str = "Crosslink sections";
/// The first tab.
pub const CONNECTIONS: &str = "Connections";
/// The last tab.
pub const GENERAL_SETTINGS: &str = "General Settings";
/// While the page signs in.
pub const SIGNING_IN: &str = "Signing in…";
/// Tries again what failed.
pub const RETRY: &str = "Retry";
/// Sends again what may have been done already.
pub const TRY_AGAIN: &str = "Try again";
/// While something loads.
pub const LOADING: &str = "Loading…";
/// Closes a dialog.
pub const CLOSE: &str = "Close";
/// The title of a page that could not start.
pub const CANNOT_START: &str = "Crosslink can't start";

/// The title of the page in the browser's tab.
pub fn document_title(page: &str) -> String {
    format!("{page} – {PRODUCT}")
}

// Nobody is signed in.
/// In a tab, without a sign-in link.
pub const SIGN_IN_TITLE: &str = "Sign in to Crosslink";
/// What to do then, before the command.
pub const SIGN_IN_HOW: &str = "Open Crosslink in the organization settings of Azure DevOps. Or, if you operate this node, ask it for a one-time sign-in link and open that link in this browser:";
/// The command that prints a sign-in link.
pub const SIGN_IN_COMMAND: &str = "crosslink-node sign-in-link";
/// The session is over.
pub const SESSION_ENDED_TITLE: &str = "Your session has ended";
/// What was entered is not lost.
pub const SESSION_ENDED_KEPT: &str =
    "What you entered is kept in this tab and will be there when you have signed in again.";
/// In a frame that is not of Azure DevOps.
pub const NOT_IN_AZURE_DEVOPS_TITLE: &str = "Open Crosslink in Azure DevOps";
/// What to do then.
pub const NOT_IN_AZURE_DEVOPS_HOW: &str = "The page around this one doesn't answer as Azure DevOps does. Open Organization settings in Azure DevOps and choose Crosslink under Extensions.";
/// Azure DevOps didn't give a token.
pub const NO_TOKEN: &str = "Azure DevOps didn't say who you are. Reload the page; if that doesn't help, ask an administrator whether the Crosslink extension is still authorised.";

// The list.
/// Opens the dialog that makes an invitation.
pub const INITIATE_CONNECTION: &str = "Initiate connection";
/// Opens the dialog that accepts one.
pub const ACCEPT_INVITATION: &str = "Accept invitation";
/// Asks the node at once.
pub const REFRESH: &str = "Refresh";
/// Why both are disabled for a reader.
pub const READERS_LOOK_ONLY: &str = "You can look at the connections. To initiate or accept one, you need to be a Project Collection Administrator.";
/// The filter's name and placeholder.
pub const FILTER_BY_NAME: &str = "Filter by name";
/// The status filter's name.
pub const FILTER_BY_STATUS: &str = "Status";
/// No status filter.
pub const ALL_STATUSES: &str = "All statuses";
/// Removes all filters.
pub const CLEAR_FILTERS: &str = "Clear filters";
/// The column of names.
pub const NAME: &str = "Name";
/// The column of modes.
pub const MODE: &str = "Mode";
/// The column of short names.
pub const LOCAL_TO_REMOTE: &str = "Local → remote";
/// The column of addresses.
pub const REMOTE_URL: &str = "Remote URL";
/// The column of projects.
pub const PROJECT: &str = "Project";
/// The column of status.
pub const STATUS: &str = "Status";
/// The column of times.
pub const LAST_CONTACT: &str = "Last contact";
/// There was none.
pub const NEVER: &str = "Never";
/// Nothing known, for the eye.
pub const NONE_SIGN: &str = "–";
/// Nothing known, for the ear.
pub const UNKNOWN: &str = "Not known yet";
/// Said after a link that opens elsewhere.
pub const NEW_TAB: &str = "opens in a new tab";
/// Not longer ago than a few seconds.
pub const JUST_NOW: &str = "just now";
/// While the list refreshes.
pub const REFRESHING: &str = "Refreshing…";
/// To the page before.
pub const PREVIOUS_PAGE: &str = "Previous page";
/// To the next page.
pub const NEXT_PAGE: &str = "Next page";
/// The name of the paging buttons.
pub const PAGES: &str = "Pages";
/// The list is empty.
pub const EMPTY_TITLE: &str = "Connect your first organization";
/// What the first button does.
pub const EMPTY_INITIATE: &str = "Initiate a connection to get an invitation code, and send it to the other side’s administrator.";
/// What the second button does.
pub const EMPTY_ACCEPT: &str =
    "Were you sent a code? Accept the invitation, and both sides are connected.";
/// The filters leave nothing.
pub const NOTHING_MATCHES: &str = "No connection matches the filters";

/// When the list was last refreshed.
pub fn updated(when: &str) -> String {
    format!("Updated {when}")
}

/// The node didn't answer; what is shown is old.
pub fn retrying_in(seconds: i64) -> String {
    match seconds {
        ..=0 => "Retrying now…".to_owned(),
        1 => "Retrying in 1 second".to_owned(),
        _ => format!("Retrying in {seconds} seconds"),
    }
}

/// Which part of the list is shown.
pub fn range(first: u32, last: u32, total: u32) -> String {
    format!("{}–{} of {}", grouped(first), grouped(last), grouped(total))
}

/// A number with a comma between thousands.
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Said when a status changed.
pub fn status_changed(name: &str, status: &str) -> String {
    format!("{name} is now {status}.")
}

/// Said when many did at once.
pub fn statuses_changed(count: usize) -> String {
    format!("The status of {count} connections has changed.")
}

/// Said when a refresh by the button is done.
pub fn refreshed(total: u32) -> String {
    match total {
        1 => "Refreshed. 1 connection.".to_owned(),
        _ => format!("Refreshed. {} connections.", grouped(total)),
    }
}

/// What a screen reader says for the two short names.
pub fn from_to(local: &str, remote: &str) -> String {
    format!("{local} to {remote}")
}

/// Below *Pending*: the end of the invitation, e.g. "in 7 days".
pub fn invitation_expires(when: &str) -> String {
    format!("Invitation expires {when}")
}

// Status.
/// Invited.
pub const PENDING: &str = "Pending";
/// Agreed.
pub const ACTIVE: &str = "Active";
/// Paused.
pub const DEACTIVATED: &str = "Deactivated";
/// Nobody accepted in time.
pub const EXPIRED: &str = "Expired";
/// Withdrawn.
pub const REVOKED: &str = "Revoked";
/// Deleted by the other side.
pub const REMOTE_REMOVED: &str = "Removed by remote";
/// Health: not known.
pub const NOT_CONTACTED_YET: &str = "Not contacted yet";
/// Health: good.
pub const RESPONDING: &str = "Responding";
/// Health: slow.
pub const SLOW: &str = "Slow";
/// Health: no answer.
pub const NOT_RESPONDING: &str = "Not responding";
/// Health: this side is not known there.
pub const NOT_RECOGNISED: &str = "Not recognised";
/// The destination's side of *Pending*.
pub const ACCEPTANCE_ON_ITS_WAY: &str = "Acceptance on its way";

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
/// Said after a required label, to those who can't see the asterisk's meaning.
pub const REQUIRED_FIELDS: &str = "* Required";

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

// General Settings.
/// The address to give to others.
pub const CROSSLINK_URL: &str = "Crosslink URL";
/// What it is for.
pub const CROSSLINK_URL_HINT: &str =
    "Give this URL to whoever wants to initiate a connection to you.";
/// There is none.
pub const NO_CROSSLINK_URL: &str = "Not set";
/// Copies it.
pub const COPY_URL: &str = "Copy Crosslink URL";
/// A term.
pub const ORGANIZATION: &str = "Organization";
/// A term.
pub const NODE_VERSION: &str = "Node version";
/// A term.
pub const NODE_ID: &str = "Node ID";
/// A term.
pub const SIGNED_IN_AS: &str = "Signed in as";
/// A role.
pub const ROLE_ADMIN: &str = "Project Collection Administrator";
/// A role.
pub const ROLE_READER: &str = "Member, may look but not change";

// Copying.
/// It worked.
pub const COPIED: &str = "Copied";
/// It didn't; the text is selected.
pub const COPY_BY_HAND: &str =
    "Copying isn't allowed here. The text is selected: press Ctrl+C or ⌘C.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_200), "1,200");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(range(1, 50, 1_200), "1–50 of 1,200");
    }

    #[test]
    fn a_count_down_never_counts_below_zero() {
        assert_eq!(retrying_in(-3), "Retrying now…");
        assert_eq!(retrying_in(1), "Retrying in 1 second");
        assert_eq!(retrying_in(12), "Retrying in 12 seconds");
    }

    #[test]
    fn a_list_that_is_complete_says_so() {
        assert_eq!(projects_shown(12, 12), "12 projects");
        assert!(projects_shown(100, 1200).starts_with("100 of 1,200"));
    }
}
