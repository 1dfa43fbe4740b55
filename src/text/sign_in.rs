//! The texts of signing in and out.

texts! {
    /// In a tab, without a sign-in link.
    sign_in_title "Sign in to Crosslink";
    /// Where nobody has to.
    sign_in_there "In the organization settings of Azure DevOps, Crosslink knows you already. In a tab of its own, there are two ways:";
    /// The first way.
    with_token "With a personal access token";
    /// The field.
    personal_access_token "Personal access token";
    /// Which one, and what becomes of it.
    token_hint "A token of yours for this organization in Azure DevOps; any scope will do, such as Project and team (read). It is used once, to see who you are, and not kept.";
    /// The button.
    sign_in "Sign in";
    /// The organisation doesn't know it.
    token_refused "Azure DevOps doesn't accept this token for this organization. It may be incomplete, no longer valid, or of another organization.";
    /// The second way.
    with_link "With a one-time link";
    /// What to do then, before the command.
    sign_in_how "If you operate this node, ask it for a sign-in link, and open that link in this browser:";
    /// The session is over.
    session_ended_title "Your session has ended";
    /// What was entered is not lost.
    session_ended_kept "What you entered is kept in this tab and will be there when you have signed in again.";
    /// The title of a page that could not start.
    cannot_start "Crosslink can't start";
    /// In a frame that is not of Azure DevOps.
    not_in_azure_devops_title "Open Crosslink in Azure DevOps";
    /// What to do then.
    not_in_azure_devops_how "The page around this one doesn't answer as Azure DevOps does. Open Organization settings in Azure DevOps and choose Crosslink under Extensions.";
    /// A part of the page didn't come.
    sdk_not_loaded "A part of this page couldn't be loaded. Reload the page.";
    /// Azure DevOps didn't give a token.
    no_token "Azure DevOps didn't say who you are. Reload the page; if that doesn't help, ask an administrator whether the Crosslink extension is still authorised.";
    /// Azure DevOps says who somebody is, but the node wants nothing of them.
    outsider_title "You can't sign in to Crosslink here";
    /// Why that may be, and who helps.
    outsider "The Crosslink node refuses this sign-in. Either your account isn't a member of the organization that the node serves, or the node doesn't know this extension's secret. Ask whoever runs Crosslink here.";

    // General Settings.
    /// The heading.
    your_account "Your account";
    /// A term.
    signed_in_as "Signed in as";
    /// A term.
    role "Role";
    /// Ends the session.
    sign_out "Sign out";
    /// A role.
    role_admin "Administrator";
    /// What it means.
    role_admin_means "A Project Collection Administrator: you can make, change and delete connections.";
    /// A role.
    role_reader "Reader";
    /// What it means.
    role_reader_means "A member of the organization: you can look at everything. To change something, you need to be a Project Collection Administrator.";
}

/// The command that prints a sign-in link. The same in every language.
pub const SIGN_IN_COMMAND: &str = "crosslink-node sign-in-link";
