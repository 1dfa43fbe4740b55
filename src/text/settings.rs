//! The texts of General Settings beyond what was always there.

/// The heading of the first part.
pub const THIS_INSTANCE: &str = "This instance";

// Reachability.
/// The heading.
pub const REACHABILITY: &str = "Reachability";
/// Good: another node has tried.
pub const REACHED: &str = "Other nodes reach this node";
/// As far as the node itself can tell.
pub const ANSWERS: &str = "This node answers at its Crosslink URL";
/// Not good.
pub const NOT_REACHED: &str = "This node doesn't answer at its Crosslink URL";
/// Nobody has tried.
pub const NOT_CHECKED: &str = "Nobody has checked yet whether other nodes reach this node";
/// Without a URL.
pub const NOTHING_TO_REACH: &str = "Other nodes can't reach this node: it has no Crosslink URL";
/// Who tried.
pub const BY_THE_NODE_ITSELF: &str =
    "by the node itself, which can't see what a firewall does to others";

/// Who tried.
pub fn by_node_of(name: &str) -> String {
    format!("by “{name}”’s node")
}

/// When it was tried, and by whom.
pub fn checked_by(when: &str, who: &str) -> String {
    format!("Checked {when} {who}.")
}

// Licence.
/// The heading.
pub const LICENCE: &str = "Licence";
/// The field.
pub const LICENCE_KEY: &str = "Licence key";
/// What to do with it.
pub const LICENCE_KEY_HINT: &str = "Paste the whole key that you were sent.";
/// Sends it.
pub const ENTER_KEY: &str = "Enter key";
/// Said when it was taken.
pub const LICENCE_ENTERED: &str = "The licence key was entered.";
/// What it means that a licence has ended.
pub const LICENCE_ENDED_MEANS: &str = "Connections that are there go on working. New ones can be made in Basic mode only, until a licence key is entered.";
/// What an evaluation allows.
pub const EVALUATION_MEANS: &str = "You can try every mode. Afterwards, new connections can be made in Basic mode only; those that are there go on.";
/// Who may enter one.
pub const ADMINS_ENTER_KEYS: &str =
    "A Project Collection Administrator can enter a licence key here.";

/// An evaluation that runs.
pub fn evaluation_left(days: i64) -> String {
    match days {
        ..=1 => "Evaluation, in its last day".to_owned(),
        _ => format!("Evaluation, {days} days left"),
    }
}

/// An evaluation that has ended.
pub fn evaluation_ended(when: &str) -> String {
    format!("The evaluation ended on {when}")
}

/// A licence that runs.
pub fn licensed_to(holder: &str, until: &str) -> String {
    format!("Licensed to {holder} until {until}")
}

/// A licence that has ended.
pub fn licence_ended(holder: &str, when: &str) -> String {
    format!("The licence of {holder} ended on {when}")
}
