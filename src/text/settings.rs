//! The texts of General Settings beyond what was always there.

texts! {
    /// The heading of the first part.
    this_instance "This instance";

    // Reachability.
    /// The heading.
    reachability "Reachability";
    /// Good: another node has tried.
    reached "Other nodes reach this node";
    /// As far as the node itself can tell.
    answers "This node answers at its Crosslink URL";
    /// Not good.
    not_reached "This node doesn't answer at its Crosslink URL";
    /// Nobody has tried.
    not_checked "Nobody has checked yet whether other nodes reach this node";
    /// Without a URL.
    nothing_to_reach "Other nodes can't reach this node: it has no Crosslink URL";
    /// Who tried.
    by_the_node_itself "by the node itself, which can't see what a firewall does to others";

    /// Who tried.
    by_node_of(name) "by “{name}”’s node";

    /// When it was tried, and by whom.
    checked_by(when, who) "Checked {when} {who}.";

    // Licence.
    /// The heading.
    licence "Licence";
    /// The field.
    licence_key "Licence key";
    /// What to do with it.
    licence_key_hint "Paste the whole key that you were sent.";
    /// Sends it.
    enter_key "Enter key";
    /// Said when it was taken.
    licence_entered "The licence key was entered.";
    /// What it means that a licence has ended.
    licence_ended_means "Connections that are there go on working. New ones can be made in Basic mode only, until a licence key is entered.";
    /// What an evaluation allows.
    evaluation_means "You can try every mode. Afterwards, new connections can be made in Basic mode only; those that are there go on.";
    /// Who may enter one.
    admins_enter_keys "A Project Collection Administrator can enter a licence key here.";

    /// An evaluation that has ended.
    evaluation_ended(when) "The evaluation ended on {when}";

    /// A licence that runs.
    licensed_to(holder, until) "Licensed to {holder} until {until}";

    /// A licence that has ended.
    licence_ended(holder, when) "The licence of {holder} ended on {when}";

    /// An evaluation that ends today.
    evaluation_last_day "Evaluation, in its last day";
    /// An evaluation that runs.
    evaluation_days[days] "Evaluation, 1 day left | Evaluation, {days} days left";

    // Language.
    /// The heading, and the field's name.
    language_title "Language";
    /// What it is for.
    language_hint "For the texts of Crosslink, its dates and its numbers. It holds for you, in this browser.";
    /// The choice of none.
    language_automatic "Automatic: as in Azure DevOps or this browser";
    /// Uses what is selected.
    language_use "Use this language";
    /// Its file didn't come.
    language_not_loaded "This language couldn't be loaded. Check your connection, and try again.";
}

/// An evaluation that runs.
pub fn evaluation_left(days: i64) -> String {
    match days {
        ..=1 => evaluation_last_day().to_owned(),
        _ => evaluation_days(days),
    }
}
