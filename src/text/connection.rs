//! The texts of a connection's page.

use super::grouped;

/// The module of the page didn't come.
pub const PAGE_NOT_LOADED: &str =
    "This page couldn't be loaded. Check your connection, and try again.";
/// The page's title until its name is known.
pub const CONNECTION: &str = "Connection";
/// Says why a reader's buttons are disabled.
pub const READERS_LOOK_AT_ONE: &str = "You can look at this connection. To change it, you need to be a Project Collection Administrator.";
/// The connection doesn't exist.
pub const NO_SUCH_CONNECTION: &str = "This connection doesn't exist";
/// What may have happened.
pub const NO_SUCH_CONNECTION_WHY: &str =
    "It was deleted on this side, or the link to it isn't complete.";
/// To the list.
pub const BACK_TO_CONNECTIONS: &str = "Back to Connections";

// The tabs.
/// The name of the tabs of a connection.
pub const CONNECTION_PARTS: &str = "Parts of this connection";
/// A tab.
pub const OVERVIEW: &str = "Overview";
/// A tab.
pub const ACTIVITY: &str = "Activity";

// What can be done.
/// Takes back this side's deactivation.
pub const ACTIVATE: &str = "Activate";
/// Pauses it.
pub const DEACTIVATE: &str = "Deactivate";
/// Tests both ways.
pub const CHECK_NOW: &str = "Check now";
/// Changes names and description.
pub const EDIT: &str = "Edit";
/// Removes it.
pub const DELETE: &str = "Delete";
/// Makes a new invitation.
pub const NEW_INVITATION: &str = "New invitation code";
/// Withdraws the invitation.
pub const WITHDRAW_INVITATION: &str = "Withdraw invitation";
/// Leaves everything as it is.
pub const CANCEL: &str = "Cancel";
/// Said when it was done.
pub const SAVED: &str = "The connection information was saved.";
/// Said when it was done.
pub const DELETED: &str = "The connection was deleted.";

// The status, in sentences.
/// Active.
pub const BOTH_AGREED: &str = "Both sides have agreed on this connection.";
/// Deactivated by this side.
pub const DEACTIVATED_HERE_LONG: &str = "Your side has deactivated this connection. Nothing is synchronised until you activate it again.";
/// Deactivated by both.
pub const DEACTIVATED_BY_BOTH_LONG: &str = "Both sides have deactivated this connection. Each of them has to activate it again for itself.";
/// Expired.
pub const EXPIRED_LONG: &str = "Nobody accepted the invitation in time.";
/// Withdrawn by this side.
pub const REVOKED_LONG: &str = "The invitation was withdrawn before it was accepted.";
/// The acceptance can't arrive any more.
pub const ACCEPTANCE_ENDED: &str = "The invitation ended before your acceptance arrived.";
/// What to do on the source.
pub const NEXT_NEW_CODE: &str = "Make a new invitation code and send it to the other side’s administrator, or delete the connection.";
/// What to do on the destination.
pub const NEXT_ASK: &str =
    "Ask the other side’s administrator for a new invitation code, and delete this connection.";
/// What to do while it is pending.
pub const NEXT_SEND: &str = "Send them the invitation code. If it was lost, make a new one: the old one stops working then.";
/// What happens by itself.
pub const NEXT_KEEPS_TRYING: &str =
    "Your node keeps trying by itself; this page shows when the connection becomes active.";

/// Deactivated by this side, while the other one doesn't respond.
pub const NEXT_LEARNS_LATER: &str = "The other side isn’t responding just now; it learns of the deactivation when it answers again.";

/// Pending on the source.
pub fn waiting_for(remote: &str) -> String {
    format!("Waiting for “{remote}” to accept the invitation.")
}

/// Pending on the destination.
pub fn acceptance_on_its_way_to(remote: &str) -> String {
    format!("Your acceptance is on its way to “{remote}”.")
}

// The picture.
/// The own tracker.
pub const AZURE_DEVOPS: &str = "Azure DevOps";
/// The own end.
pub const THIS_SIDE: &str = "This side";
/// The other end.
pub const OTHER_SIDE: &str = "The other side";

/// The picture, in words.
pub fn picture(local: &str, remote: &str, line: &str) -> String {
    format!("“{local}” on this side and “{remote}” on the other side. Between them: {line}.")
}

// Facts.
/// A term.
pub const REMOTE_CONSOLE: &str = "Other side’s console";
/// A link.
pub const GO_TO_OTHER_SIDE: &str = "Go to the other side";
/// A term.
pub const INITIATED_BY: &str = "Initiated by";
/// A term, on the source.
pub const INITIATED_AT: &str = "Initiated";
/// A term, on the destination.
pub const ACCEPTED_AT: &str = "Accepted";
/// The mode and why it can't be changed.
pub const MODE_STAYS: &str = "The mode was chosen when the connection was initiated; both sides rely on it, so it can't be changed.";

// The invitation.
/// The box's heading.
pub const THE_INVITATION: &str = "Invitation";
/// Why nothing shows the code.
pub const CODE_NOT_KEPT: &str = "Your node doesn't keep the code, so it can't be shown again.";
/// Asked first.
pub const REISSUE_TITLE: &str = "Make a new invitation code?";
/// What it means.
pub const REISSUE_DETAIL: &str =
    "The code that was made before stops working at once. Whoever has it needs the new one.";
/// Does it.
pub const REISSUE: &str = "Make new code";
/// Asked first.
pub const REVOKE_TITLE: &str = "Withdraw the invitation?";
/// What it means.
pub const REVOKE_DETAIL: &str =
    "The invitation code stops working at once. You can make a new one later.";
/// Doesn't do it.
pub const KEEP_INVITATION: &str = "Keep it";
/// The code was made and isn't shown.
pub const NEW_CODE: &str = "New invitation code";
/// After a lost answer.
pub const REISSUE_IN_DOUBT: &str =
    "The new code may have been made. Try again: it will be the same.";

// Editing.
/// What closing the form means.
pub const DISCARD_EDIT: &str = "Your changes to this connection haven't been saved.";

// Deleting.
/// It can't be taken back.
pub const NO_WAY_BACK: &str = "This can't be undone.";
/// On the source, before it was accepted.
pub const DELETE_PENDING: &str =
    "The invitation code stops working: nobody can accept it any more.";
/// After it ended.
pub const DELETE_ENDED: &str = "The other side has nothing of it, so nothing changes there.";
/// After the other side did so.
pub const DELETE_REMOVED: &str =
    "The other side has deleted it already; this removes it here, too.";

/// Asked first.
pub fn delete_title(name: &str) -> String {
    format!("Delete “{name}”?")
}

/// What happens on the other side.
pub fn delete_agreed(remote: &str) -> String {
    format!(
        "“{remote}” is told, and shows the connection as removed by the other side. Nothing is synchronised any more; work items that are there stay on both sides."
    )
}

/// What happens on the other side, when the acceptance was on its way.
pub fn delete_accepted(remote: &str) -> String {
    format!("Your acceptance is given up. If it has arrived already, “{remote}” is told.")
}

// Conflicts.
/// The heading.
pub const CHANGED_MEANWHILE: &str = "Somebody changed this in the meantime";
/// What they changed can't be told by this.
pub const CHANGED_ELSEWHERE: &str = "Nothing that is shown on this page.";
/// A label of a change.
pub const INVITATION_EXPIRY: &str = "Invitation expires";
/// A value that is empty.
pub const EMPTY_VALUE: &str = "empty";

/// Does again what was refused.
pub fn do_anyway(label: &str) -> String {
    format!("{label} anyway")
}

/// Who changed it, and when.
pub fn changed_by(who: &str, when: &str) -> String {
    format!("{who}, {when}.")
}

/// Before and after, for the ear.
pub fn from_value_to(before: &str, after: &str) -> String {
    format!("from “{before}” to “{after}”")
}

// Check now.
/// While it runs.
pub const CHECKING: &str = "Checking…";
/// The heading.
pub const CHECK_RESULT: &str = "Check of both ways";
/// A way.
pub const TO_OTHER_SIDE: &str = "To the other side";
/// A way.
pub const FROM_OTHER_SIDE: &str = "From the other side";
/// A result.
pub const PASSED: &str = "Passed";
/// A result.
pub const FAILED: &str = "Failed";
/// A result.
pub const NOT_TRIED: &str = "Not tried";
/// A step.
pub const STEP_TRACKER: &str = "Azure DevOps answers, and the project is there";
/// A step.
pub const STEP_REACH_THEM: &str = "The other side’s node answers";
/// A step.
pub const STEP_REACH_US: &str = "The other side reaches your node";
/// A step.
pub const STEP_IDENTITY_THEM: &str = "It is the node that you agreed with";
/// A step.
pub const STEP_IDENTITY_US: &str = "It finds your node there, and no other";
/// A step.
pub const STEP_RECOGNISED_THEM: &str = "It recognises your node in this connection";
/// A step.
pub const STEP_RECOGNISED_US: &str = "Your node recognises it in this connection";

/// When it was checked.
pub fn checked(when: &str) -> String {
    format!("Checked {when}")
}

/// How long a step took.
pub fn took(ms: u32) -> String {
    format!("{} ms", grouped(ms))
}

/// The result in a sentence.
pub fn check_summary(failed: usize, skipped: usize, of: usize) -> String {
    match (failed, skipped) {
        (0, 0) => "Everything works, both ways.".to_owned(),
        (0, 1) => format!("{} of {of} steps passed; 1 was not tried.", of - 1),
        (0, _) => format!(
            "{} of {of} steps passed; {skipped} were not tried.",
            of - skipped
        ),
        (1, _) => format!("1 of {of} steps failed."),
        _ => format!("{failed} of {of} steps failed."),
    }
}

// Activity.
/// Nothing was done yet.
pub const NO_ACTIVITY: &str = "Nothing has happened yet.";
/// Who, when nobody did.
pub const THE_NODE: &str = "The node";
/// Who, when the name isn't known.
pub const SOMEBODY: &str = "Somebody";
/// A field that this version of the page doesn't know.
pub const ANOTHER_FIELD: &str = "Another field";

/// Who, on the other side.
pub fn the_other_side(name: &str) -> String {
    format!("The other side (“{name}”)")
}
