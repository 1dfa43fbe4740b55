//! The texts of the list of connections.

use super::number;

texts! {
    // The list.
    /// Opens the dialog that makes an invitation.
    initiate_connection "Initiate connection";
    /// Opens the dialog that accepts one.
    accept_invitation "Accept invitation";
    /// Asks the node at once.
    refresh "Refresh";
    /// Why both are disabled for a reader.
    readers_look_only "You can look at the connections. To initiate or accept one, you need to be a Project Collection Administrator.";
    /// The filter's name and placeholder.
    filter_by_name "Filter by name";
    /// The status filter's name.
    filter_by_status "Status";
    /// No status filter.
    all_statuses "All statuses";
    /// Removes all filters.
    clear_filters "Clear filters";
    /// The column of names.
    name "Name";
    /// The column of modes.
    mode_column "Mode";
    /// The column of short names.
    local_to_remote "Local → remote";
    /// The column of addresses.
    remote_url "Remote URL";
    /// The column of projects.
    project "Project";
    /// The column of status.
    status "Status";
    /// The column of times.
    last_contact "Last contact";
    /// There was none.
    never "Never";
    /// The other side, as long as nothing is known of it.
    unknown "Unknown";
    /// Said after a link that opens elsewhere.
    new_tab "opens in a new tab";
    /// Not longer ago than a few seconds.
    just_now "just now";
    /// While the list refreshes.
    refreshing "Refreshing…";
    /// To the page before.
    previous_page "Previous page";
    /// To the next page.
    next_page "Next page";
    /// The name of the paging buttons.
    pages "Pages";
    /// The list is empty.
    empty_title "Connect your first organization";
    /// What the first button does.
    empty_initiate "Initiate a connection to get an invitation code, and send it to the other side’s administrator.";
    /// What the second button does.
    empty_accept "Were you sent a code? Accept the invitation, and both sides are connected.";
    /// The filters leave nothing.
    nothing_matches "No connection matches the filters";

    /// When the list was last refreshed.
    updated(when) "Updated {when}";

    /// Said when a status changed.
    status_changed(name, status) "{name} is now {status}.";

    /// Said when many did at once.
    statuses_changed[count] "The status of 1 connection has changed. | The status of {count} connections has changed.";

    /// Said when a refresh by the button is done.
    refreshed[total] "Refreshed. 1 connection. | Refreshed. {total} connections.";

    /// What a screen reader says for the two short names.
    from_to(local, remote) "{local} to {remote}";

    /// Below *Pending*: the end of the invitation, e.g. "in 7 days".
    invitation_expires(when) "Expires {when}";

    // Status.
    /// Invited.
    pending "Pending";
    /// Agreed.
    active "Active";
    /// Paused.
    deactivated "Deactivated";
    /// Nobody accepted in time.
    expired "Expired";
    /// Withdrawn.
    revoked "Revoked";
    /// Deleted by the other side.
    remote_removed "Removed by the other side";
    /// Health: not known.
    not_contacted_yet "Not contacted yet";
    /// Health: good.
    responding "Responding";
    /// Health: slow.
    slow "Slow";
    /// Health: no answer.
    not_responding "Not responding";
    /// Health: this side is not known there.
    not_recognised "Not recognised";
    /// The destination's side of *Pending*.
    acceptance_on_its_way "Acceptance on its way";

    // What stands below a status.
    /// Deactivated: by whom.
    deactivated_here "By your side";
    /// Deactivated: by whom.
    deactivated_there "By the other side";
    /// Deactivated: by whom.
    deactivated_by_both "By both sides";
    /// An invitation of ours has ended.
    make_a_new_code "Open it to make a new invitation code";
    /// An invitation of theirs has ended.
    ask_for_a_new_code "Ask the other side for a new code";
    /// The other side has deleted it.
    delete_here_too "You can delete it here, too";
    /// No project yet.
    not_configured_yet "Not configured yet";

    /// The node is asked just now.
    retrying_now "Retrying now…";
    /// The node is asked soon.
    retrying_soon[seconds] "Retrying in 1 second | Retrying in {seconds} seconds";
    /// Which part of the list is shown.
    range_of(first, last, total) "{first}–{last} of {total}";
}

/// The node didn't answer; what is shown is old.
pub fn retrying_in(seconds: i64) -> String {
    match seconds {
        ..=0 => retrying_now().to_owned(),
        _ => retrying_soon(seconds),
    }
}

/// Which part of the list is shown.
pub fn range(first: u32, last: u32, total: u32) -> String {
    let [first, last, total] = [first, last, total].map(|count| number(i64::from(count)));
    range_of(first, last, total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_long_list_is_told_with_grouped_numbers() {
        assert_eq!(range(1, 50, 1_200), "1–50 of 1,200");
    }

    #[test]
    fn a_count_down_never_counts_below_zero() {
        assert_eq!(retrying_in(-3), "Retrying now…");
        assert_eq!(retrying_in(1), "Retrying in 1 second");
        assert_eq!(retrying_in(12), "Retrying in 12 seconds");
    }
}
