//! The texts of the list of connections.

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
/// The other side, as long as nothing is known of it.
pub const UNKNOWN: &str = "Unknown";
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
    format!("Expires {when}")
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
pub const REMOTE_REMOVED: &str = "Removed by the other side";
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

// What stands below a status.
/// Deactivated: by whom.
pub const DEACTIVATED_HERE: &str = "By your side";
/// Deactivated: by whom.
pub const DEACTIVATED_THERE: &str = "By the other side";
/// Deactivated: by whom.
pub const DEACTIVATED_BY_BOTH: &str = "By both sides";
/// An invitation of ours has ended.
pub const MAKE_A_NEW_CODE: &str = "Open it to make a new invitation code";
/// An invitation of theirs has ended.
pub const ASK_FOR_A_NEW_CODE: &str = "Ask the other side for a new code";
/// The other side has deleted it.
pub const DELETE_HERE_TOO: &str = "You can delete it here, too";
/// No project yet.
pub const NOT_CONFIGURED_YET: &str = "Not configured yet";

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
}
