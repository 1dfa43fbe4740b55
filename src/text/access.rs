//! The texts of Basic and Visual mode in the dialogs, and of admin access.

use crosslink_protocol::mode::Mode;

// What must hold before.
/// Said after why nobody can be invited from here.
pub const STILL_ACCEPTS: &str = "You can still accept invitations that you receive.";
/// Tries again whether the own node is reached.
pub const CHECK_AGAIN: &str = "Check again";

// Basic mode.
/// What will be synchronised, and that it stays so.
pub const BASIC_RULES: &str = "Crosslink generates the sync rules on both sides. The following issue data will be synchronized: summary, description, comments, labels and attachments. In Basic mode the sync rules can't be edited.";
/// The heading of the step with the question.
pub const ACCESS_TITLE: &str = "Admin access";
/// The question.
pub const ACCESS_QUESTION: &str = "Do you have admin access to the destination instance?";
/// An answer.
pub const ACCESS_YES: &str = "Yes, I have admin access";
/// What it leads to.
pub const ACCESS_YES_LINE: &str =
    "Crosslink opens on the other side in a new tab; you accept the invitation there";
/// An answer.
pub const ACCESS_NO: &str = "No, I don't have admin access";
/// What it leads to.
pub const ACCESS_NO_LINE: &str = "You get an invitation code for the other side’s administrator";
/// What holds for both answers.
pub const ACCESS_HINT: &str = "Either way, an administrator of the destination has to accept.";

// Visual mode.
/// The button, and the heading of its step.
pub const VERIFY_ACCESS: &str = "Verify admin access";
/// Asks once more.
pub const VERIFY_AGAIN: &str = "Verify again";
/// While it is asked for.
pub const VERIFYING: &str = "Asking the destination…";
/// An administrator has accepted.
pub const VERIFICATION_CONFIRMED: &str = "Verification confirmed";
/// Leads to the other side's console once more.
pub const OPEN_VERIFICATION: &str = "Open the request on the other side";
/// Said after a link, to those who can't see its sign.
pub const OPENS_IN_NEW_TAB: &str = " (opens in a new tab)";
/// What closing the dialog means once admin access was asked for.
pub const DISCARD_VERIFIED_DETAIL: &str =
    "No connection has been made. The request for admin access, granted or not, ends by itself.";
/// What a Visual connection needs next.
pub const CONFIGURE_SYNC_NEXT: &str =
    "Next, choose the projects, filters and fields that are kept in step, for both sides at once.";
/// The own node could not hand the invitation over.
pub const HANDING_OVER_FAILED: &str = "The connection was made, but the other side couldn't be reached to hand the invitation over. Send the code instead.";

/// What the step is for.
pub fn verify_how(name: &str) -> String {
    format!(
        "In Visual mode both sides are configured from here, so an administrator of {name} has to allow it first. Crosslink opens there in a new tab, and goes on here as soon as they have accepted."
    )
}

/// Somebody has to decide there.
pub fn waiting_for_admin(name: &str) -> String {
    format!("Waiting for the administrator of {name}…")
}

/// Until when they can.
pub fn verification_open_until(when: &str) -> String {
    format!("The request can be answered until {when}.")
}

/// Who has accepted.
pub fn confirmed_by(who: Option<&str>, name: &str) -> String {
    match who {
        Some(who) => format!("{who} has granted admin access to {name}."),
        None => format!("Admin access to {name} has been granted."),
    }
}

// The last step.
/// The heading, where one goes on in the other console.
pub const CONTINUE_TITLE: &str = "Continue on the other side";
/// Another way to let the other side accept.
pub const OR_SEND_CODE: &str = "Or send the invitation code instead";
/// While the other side hasn't accepted yet.
pub const WAITING_FOR_ACCEPTANCE: &str =
    "Waiting for the other side to accept. You can close this; the list shows when it has.";
/// The invitation ended while the dialog was open.
pub const INVITATION_HAS_ENDED: &str = "This invitation has ended before it was accepted. The connection’s page shows why, and makes a new one.";
/// Goes to the connection's page.
pub const SHOW_CONNECTION: &str = "Show the connection";

/// What to do there.
pub fn continue_there(remote: &str) -> String {
    format!(
        "Accept the invitation on the “{remote}” side, where Crosslink opens in a new tab. This page says when the connection is active."
    )
}

/// The link that leads there.
pub fn continue_on(remote: &str) -> String {
    format!("Continue on the “{remote}” side")
}

// Accept invitation, and what is brought over.
/// Where the sync of a Visual connection is configured.
pub const CONFIGURED_THERE: &str = "The sync is configured on the other side, for both sides at once; you don't select a project here.";
/// A link was brought over by somebody who may only look.
pub const HANDOVER_NEEDS_ADMIN: &str = "You opened a link that only a Project Collection Administrator of this organisation can go on with. Ask one to open it.";

/// A mode's word, and what it means for the side that accepts.
pub fn mode_meaning(mode: Mode) -> &'static str {
    match mode {
        Mode::Basic => "Basic: the sync rules are generated and can't be edited",
        Mode::Visual => "Visual: the other side configures the sync of both sides",
        Mode::Script => "Script: each side adapts its own sync rules",
    }
}

// Granting admin access.
/// While it is looked up who asks.
pub const ASKING_WHO: &str = "Looking up who asks…";
/// The heading before it is known who asks.
pub const ACCESS_IS_ASKED: &str = "Somebody asks for admin access";
/// The name of what has to be read, for the ear.
pub const WHAT_IS_ASKED: &str = "The request";
/// A list's heading.
pub const WHO_ASKS: &str = "Who asks";
/// A term.
pub const ANSWER_UNTIL: &str = "Answer until";
/// A list's heading.
pub const WHAT_IS_GRANTED: &str = "What you allow";
/// A list's heading.
pub const WHAT_IS_NOT: &str = "What you don't allow";
/// What is granted, line by line.
pub const GRANTED: [&str; 3] = [
    "Create one Visual connection between the two organisations, within an hour.",
    "See the names of your projects and of the fields of their work items, as long as the connection exists.",
    "Choose the project, the filters and the field mappings of this connection, on both sides.",
];
/// What is not granted, line by line.
pub const NOT_GRANTED: [&str; 2] = [
    "No work item is read by accepting this.",
    "Nothing else of your organisation can be seen or changed. You end it at any time by deleting the connection.",
];
/// Grants it.
pub const ACCEPT: &str = "Accept";
/// While it is granted.
pub const ACCEPTING: &str = "Accepting…";
/// Doesn't.
pub const DECLINE: &str = "Decline";
/// It was granted.
pub const ACCESS_GRANTED: &str = "Admin access granted";
/// What to do then.
pub const ACCESS_GRANTED_NEXT: &str = "Go back to the other tab: it goes on by itself.";
/// It was declined.
pub const ACCESS_DECLINED: &str = "Request declined";
/// What that means.
pub const ACCESS_DECLINED_NEXT: &str = "Nothing was allowed. The other side is told so.";

/// It was answered before.
pub const REQUEST_WAS_DECIDED: &str = "This request for admin access has been answered already. If they still need access, ask the other side to verify again.";
/// It was declined before.
pub const REQUEST_WAS_DECLINED: &str = "This request for admin access has been declined already. If it should be granted after all, ask the other side to verify again.";

/// The dialog's heading.
pub fn asks_for_access(asker: &str) -> String {
    format!("“{asker}” asks for admin access")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_without_a_name_is_left_out() {
        assert_eq!(
            confirmed_by(Some("Ann"), "B"),
            "Ann has granted admin access to B."
        );
        assert_eq!(
            confirmed_by(None, "B"),
            "Admin access to B has been granted."
        );
    }
}
