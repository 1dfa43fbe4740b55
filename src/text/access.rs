//! The texts of Basic and Visual mode in the dialogs, and of admin access.

use crosslink_protocol::mode::Mode;

texts! {
    // What must hold before.
    /// Said after why nobody can be invited from here.
    still_accepts "You can still accept invitations that you receive.";
    /// Tries again whether the own node is reached.
    check_again "Check again";

    // Basic mode.
    /// What will be synchronised, and that it stays so.
    basic_rules "Crosslink generates the sync rules on both sides. The following issue data will be synchronized: summary, description, comments, labels and attachments. In Basic mode the sync rules can't be edited.";
    /// The heading of the step with the question.
    access_title "Admin access";
    /// The question.
    access_question "Do you have admin access to the destination instance?";
    /// An answer.
    access_yes "Yes, I have admin access";
    /// What it leads to.
    access_yes_line "Crosslink opens on the other side in a new tab; you accept the invitation there";
    /// An answer.
    access_no "No, I don't have admin access";
    /// What it leads to.
    access_no_line "You get an invitation code for the other side’s administrator";
    /// What holds for both answers.
    access_hint "Either way, an administrator of the destination has to accept.";

    // Visual mode.
    /// The button, and the heading of its step.
    verify_access "Verify admin access";
    /// Asks once more.
    verify_again "Verify again";
    /// While it is asked for.
    verifying "Asking the destination…";
    /// An administrator has accepted.
    verification_confirmed "Verification confirmed";
    /// Leads to the other side's console once more.
    open_verification "Open the request on the other side";
    /// What closing the dialog means once admin access was asked for.
    discard_verified_detail "No connection has been made. The request for admin access, granted or not, ends by itself.";
    /// What a Visual connection needs next.
    configure_sync_next "Next, choose the projects, filters and fields that are kept in step, for both sides at once.";
    /// The own node could not hand the invitation over.
    handing_over_failed "The connection was made, but the other side couldn't be reached to hand the invitation over. Send the code instead.";

    /// What the step is for.
    verify_how(name) "In Visual mode both sides are configured from here, so an administrator of {name} has to allow it first. Crosslink opens there in a new tab, and goes on here as soon as they have accepted.";

    /// Somebody has to decide there.
    waiting_for_admin(name) "Waiting for the administrator of {name}…";

    /// Until when they can.
    verification_open_until(when) "The request can be answered until {when}.";

    // The last step.
    /// The heading, where one goes on in the other console.
    continue_title "Continue on the other side";
    /// Another way to let the other side accept.
    or_send_code "Or send the invitation code instead";
    /// While the other side hasn't accepted yet.
    waiting_for_acceptance "Waiting for the other side to accept. You can close this; the list shows when it has.";
    /// The invitation ended while the dialog was open.
    invitation_has_ended "This invitation has ended before it was accepted. The connection’s page shows why, and makes a new one.";
    /// Goes to the connection's page.
    show_connection "Show the connection";

    /// What to do there.
    continue_there(remote) "Accept the invitation on the “{remote}” side, where Crosslink opens in a new tab. This page says when the connection is active.";

    /// The link that leads there.
    continue_on(remote) "Continue on the “{remote}” side";

    // Accept invitation, and what is brought over.
    /// Where the sync of a Visual connection is configured.
    configured_there "The sync is configured on the other side, for both sides at once; you don't select a project here.";
    /// A link was brought over by somebody who may only look.
    handover_needs_admin "You opened a link that only a Project Collection Administrator of this organisation can go on with. Ask one to open it.";

    // Granting admin access.
    /// While it is looked up who asks.
    asking_who "Looking up who asks…";
    /// The heading before it is known who asks.
    access_is_asked "Somebody asks for admin access";
    /// The name of what has to be read, for the ear.
    what_is_asked "The request";
    /// A list's heading.
    who_asks "Who asks";
    /// A term.
    answer_until "Answer until";
    /// A list's heading.
    what_is_granted "What you allow";
    /// A list's heading.
    what_is_not "What you don't allow";

    /// Grants it.
    accept "Accept";
    /// While it is granted.
    accepting "Accepting…";
    /// Doesn't.
    decline "Decline";
    /// It was granted.
    access_granted "Admin access granted";
    /// What to do then.
    access_granted_next "Go back to the other tab: it goes on by itself.";
    /// It was declined.
    access_declined "Request declined";
    /// What that means.
    access_declined_next "Nothing was allowed. The other side is told so.";

    /// It was answered before.
    request_was_decided "This request for admin access has been answered already. If they still need access, ask the other side to verify again.";
    /// It was declined before.
    request_was_declined "This request for admin access has been declined already. If it should be granted after all, ask the other side to verify again.";

    /// The dialog's heading.
    asks_for_access(asker) "“{asker}” asks for admin access";

    /// Who has accepted.
    access_granted_by(who, name) "{who} has granted admin access to {name}.";
    /// Somebody has accepted.
    access_granted_to(name) "Admin access to {name} has been granted.";
    /// A mode's word, and what it means for the side that accepts.
    basic_means "Basic: the sync rules are generated and can't be edited";
    /// The same.
    visual_means "Visual: the other side configures the sync of both sides";
    /// The same.
    script_means "Script: each side adapts its own sync rules";
    /// What is granted.
    granted_connection "Create one Visual connection between the two organisations, within an hour.";
    /// What is granted.
    granted_names "See the names of your projects and of the fields of their work items, as long as the connection exists.";
    /// What is granted.
    granted_choice "Choose the project, the filters and the field mappings of this connection, on both sides.";
    /// What is not granted.
    not_granted_work_items "No work item is read by accepting this.";
    /// What is not granted.
    not_granted_else "Nothing else of your organisation can be seen or changed. You end it at any time by deleting the connection.";
}

/// Who has accepted.
pub fn confirmed_by(who: Option<&str>, name: &str) -> String {
    match who {
        Some(who) => access_granted_by(who, name),
        None => access_granted_to(name),
    }
}

/// A mode's word, and what it means for the side that accepts.
pub fn mode_meaning(mode: Mode) -> &'static str {
    match mode {
        Mode::Basic => basic_means(),
        Mode::Visual => visual_means(),
        Mode::Script => script_means(),
    }
}

/// What is granted, line by line.
pub fn granted() -> [&'static str; 3] {
    [granted_connection(), granted_names(), granted_choice()]
}

/// What is not granted, line by line.
pub fn not_granted() -> [&'static str; 2] {
    [not_granted_work_items(), not_granted_else()]
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
