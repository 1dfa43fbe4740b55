//! The texts of a connection's page.

use super::number;

texts! {
    /// The module of the page didn't come.
    page_not_loaded "This page couldn't be loaded. Check your connection, and try again.";
    /// The page's title until its name is known.
    connection "Connection";
    /// Says why a reader's buttons are disabled.
    readers_look_at_one "You can look at this connection. To change it, you need to be a Project Collection Administrator.";
    /// The connection doesn't exist.
    no_such_connection "This connection doesn't exist";
    /// What may have happened.
    no_such_connection_why "It was deleted on this side, or the link to it isn't complete.";
    /// To the list.
    back_to_connections "Back to Connections";

    // The tabs.
    /// The name of the tabs of a connection.
    connection_parts "Parts of this connection";
    /// A tab.
    overview "Overview";
    /// A tab.
    activity "Activity";

    // What can be done.
    /// Takes back this side's deactivation.
    activate "Activate";
    /// Pauses it.
    deactivate "Deactivate";
    /// Tests both ways.
    check_now "Check now";
    /// Changes names and description.
    edit "Edit";
    /// Removes it.
    delete "Delete";
    /// Makes a new invitation.
    new_invitation "New invitation code";
    /// Withdraws the invitation.
    withdraw_invitation "Withdraw invitation";
    /// Leaves everything as it is.
    cancel "Cancel";
    /// Said when it was done.
    saved "The connection information was saved.";
    /// Said when it was done.
    deleted "The connection was deleted.";

    // The status, in sentences.
    /// Active.
    both_agreed "Both sides have agreed on this connection.";
    /// Deactivated by this side.
    deactivated_here_long "Your side has deactivated this connection. Nothing is synchronised until you activate it again.";
    /// Deactivated by both.
    deactivated_by_both_long "Both sides have deactivated this connection. Each of them has to activate it again for itself.";
    /// Expired.
    expired_long "Nobody accepted the invitation in time.";
    /// Withdrawn by this side.
    revoked_long "The invitation was withdrawn before it was accepted.";
    /// The acceptance can't arrive any more.
    acceptance_ended "The invitation ended before your acceptance arrived.";
    /// What to do on the source.
    next_new_code "Make a new invitation code and send it to the other side’s administrator, or delete the connection.";
    /// What to do on the destination.
    next_ask "Ask the other side’s administrator for a new invitation code, and delete this connection.";
    /// What to do while it is pending.
    next_send "Send them the invitation code. If it was lost, make a new one: the old one stops working then.";
    /// What happens by itself.
    next_keeps_trying "Your node keeps trying by itself; this page shows when the connection becomes active.";

    /// Deactivated by this side, while the other one doesn't respond.
    next_learns_later "The other side isn’t responding just now; it learns of the deactivation when it answers again.";

    /// Pending on the source.
    waiting_for(remote) "Waiting for “{remote}” to accept the invitation.";

    /// Pending on the destination.
    acceptance_on_its_way_to(remote) "Your acceptance is on its way to “{remote}”.";

    // The picture.
    /// The own end.
    this_side "This side";
    /// The other end.
    other_side "The other side";

    /// The picture, in words.
    picture(local, remote, line) "“{local}” on this side and “{remote}” on the other side. Between them: {line}.";

    // Facts.
    /// A term.
    remote_console "Other side’s console";
    /// A link.
    go_to_other_side "Go to the other side";
    /// A term.
    initiated_by "Initiated by";
    /// A term, on the source.
    initiated_at "Initiated";
    /// A term, on the destination.
    accepted_at "Accepted";
    /// The mode and why it can't be changed.
    mode_stays "The mode was chosen when the connection was initiated; both sides rely on it, so it can't be changed.";

    // The invitation.
    /// The box's heading.
    the_invitation "Invitation";
    /// Why nothing shows the code.
    code_not_kept "Your node doesn't keep the code, so it can't be shown again.";
    /// Asked first.
    reissue_title "Make a new invitation code?";
    /// What it means.
    reissue_detail "The code that was made before stops working at once. Whoever has it needs the new one.";
    /// Does it.
    reissue "Make new code";
    /// Asked first.
    revoke_title "Withdraw the invitation?";
    /// What it means.
    revoke_detail "The invitation code stops working at once. You can make a new one later.";
    /// Doesn't do it.
    keep_invitation "Keep it";
    /// The code was made and isn't shown.
    new_code "New invitation code";
    /// After a lost answer.
    reissue_in_doubt "The new code may have been made. Try again: it will be the same.";

    // Editing.
    /// What closing the form means.
    discard_edit "Your changes to this connection haven't been saved.";

    // Deleting.
    /// It can't be taken back.
    no_way_back "This can't be undone.";
    /// On the source, before it was accepted.
    delete_pending "The invitation code stops working: nobody can accept it any more.";
    /// After it ended.
    delete_ended "The other side has nothing of it, so nothing changes there.";
    /// After the other side did so.
    delete_removed "The other side has deleted it already; this removes it here, too.";

    /// Asked first.
    delete_title(name) "Delete “{name}”?";

    /// What happens on the other side.
    delete_agreed(remote) "“{remote}” is told, and shows the connection as removed by the other side. Nothing is synchronised any more; work items that are there stay on both sides.";

    /// What happens on the other side, when the acceptance was on its way.
    delete_accepted(remote) "Your acceptance is given up. If it has arrived already, “{remote}” is told.";

    // Conflicts.
    /// The heading.
    changed_meanwhile "Somebody changed this in the meantime";
    /// What they changed can't be told by this.
    changed_elsewhere "Nothing that is shown on this page.";
    /// A label of a change.
    invitation_expiry "Invitation expires";
    /// A value that is empty.
    empty_value "empty";

    /// Does again what was refused.
    do_anyway(label) "{label} anyway";

    /// Who changed it, and when.
    changed_by(who, when) "{who}, {when}.";

    /// Before and after, for the ear.
    from_value_to(before, after) "from “{before}” to “{after}”";

    // Check now.
    /// While it runs.
    checking "Checking…";
    /// The heading.
    check_result "Check of both ways";
    /// A way.
    to_other_side "To the other side";
    /// A way.
    from_other_side "From the other side";
    /// A result.
    passed "Passed";
    /// A result.
    failed "Failed";
    /// A result.
    not_tried "Not tried";
    /// A step.
    step_tracker "Azure DevOps answers, and the project is there";
    /// A step.
    step_reach_them "The other side’s node answers";
    /// A step.
    step_reach_us "The other side reaches your node";
    /// A step.
    step_identity_them "It is the node that you agreed with";
    /// A step.
    step_identity_us "It finds your node there, and no other";
    /// A step.
    step_recognised_them "It recognises your node in this connection";
    /// A step.
    step_recognised_us "Your node recognises it in this connection";

    /// When it was checked.
    checked(when) "Checked {when}";

    // Activity.
    /// Nothing was done yet.
    no_activity "Nothing has happened yet.";
    /// Who, when nobody did.
    the_node "The node";
    /// Who, when the name isn't known.
    somebody "Somebody";
    /// A field that this version of the page doesn't know.
    another_field "Another field";

    /// Who, on the other side.
    the_other_side(name) "The other side (“{name}”)";

    /// How long a step took.
    milliseconds(ms) "{ms} ms";
    /// Every step has passed.
    check_passed "Everything works, both ways.";
    /// Some steps were not tried, the others have passed.
    check_skipped[skipped](passed, of) "{passed} of {of} steps passed; 1 was not tried. | {passed} of {of} steps passed; {skipped} were not tried.";
    /// Some steps have failed.
    check_failed[failed](of) "1 of {of} steps failed. | {failed} of {of} steps failed.";

    // What was done. Who did it stands between asterisks, and is emphasised.
    /// Initiated the connection.
    activity_initiated(who) "**{who}** initiated the connection";
    /// The invitation.
    activity_accepted(who) "**{who}** accepted the invitation";
    /// Both agree.
    activity_connected(who) "**{who}** confirmed that both sides have agreed";
    /// For good.
    activity_refused(who, reason) "**{who}** ended the acceptance: {reason}";
    /// Names and description.
    activity_edited(who) "**{who}** changed the connection information";
    /// Its own side.
    activity_activated(who) "**{who}** activated the connection";
    /// Its own side.
    activity_deactivated(who) "**{who}** deactivated the connection";
    /// Its own side.
    activity_removed(who) "**{who}** deleted the connection";
    /// The old one stops working.
    activity_reissued(who) "**{who}** made a new invitation code";
    /// The code stops working.
    activity_revoked(who) "**{who}** withdrew the invitation";
    /// Nobody accepted in time.
    activity_expired(who) "**{who}** noted that the invitation had expired";
    /// Which version isn’t known.
    activity_saved(who) "**{who}** saved the sync rules";
    /// The version is known.
    activity_saved_version(who, version) "**{who}** saved version {version} of the sync rules";
    /// Which version isn’t known.
    activity_restored(who) "**{who}** restored earlier sync rules";
    /// The new version is known.
    activity_restored_as(who, version) "**{who}** restored earlier sync rules, as version {version}";
}

/// The own tracker. It is called so in every language.
pub const AZURE_DEVOPS: &str = "Azure DevOps";

/// How long a step took.
pub fn took(ms: u32) -> String {
    milliseconds(number(i64::from(ms)))
}

/// The result in a sentence.
pub fn check_summary(failed: usize, skipped: usize, of: usize) -> String {
    match (failed, skipped) {
        (0, 0) => check_passed().to_owned(),
        (0, _) => check_skipped(skipped, of - skipped, of),
        _ => check_failed(failed, of),
    }
}
