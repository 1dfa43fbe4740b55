//! The texts of signing in and out.

/// In a tab, without a sign-in link.
pub const SIGN_IN_TITLE: &str = "Sign in to Crosslink";
/// Where nobody has to.
pub const SIGN_IN_THERE: &str = "In the organization settings of Azure DevOps, Crosslink knows you already. In a tab of its own, there are two ways:";
/// The first way.
pub const WITH_TOKEN: &str = "With a personal access token";
/// The field.
pub const PERSONAL_ACCESS_TOKEN: &str = "Personal access token";
/// Which one, and what becomes of it.
pub const TOKEN_HINT: &str = "A token of yours for this organization in Azure DevOps; any scope will do, such as Project and team (read). It is used once, to see who you are, and not kept.";
/// The button.
pub const SIGN_IN: &str = "Sign in";
/// The organisation doesn't know it.
pub const TOKEN_REFUSED: &str = "Azure DevOps doesn't accept this token for this organization. It may be incomplete, no longer valid, or of another organization.";
/// The second way.
pub const WITH_LINK: &str = "With a one-time link";
/// What to do then, before the command.
pub const SIGN_IN_HOW: &str =
    "If you operate this node, ask it for a sign-in link, and open that link in this browser:";
/// The command that prints a sign-in link.
pub const SIGN_IN_COMMAND: &str = "crosslink-node sign-in-link";
/// The session is over.
pub const SESSION_ENDED_TITLE: &str = "Your session has ended";
/// What was entered is not lost.
pub const SESSION_ENDED_KEPT: &str =
    "What you entered is kept in this tab and will be there when you have signed in again.";
/// The title of a page that could not start.
pub const CANNOT_START: &str = "Crosslink can't start";
/// In a frame that is not of Azure DevOps.
pub const NOT_IN_AZURE_DEVOPS_TITLE: &str = "Open Crosslink in Azure DevOps";
/// What to do then.
pub const NOT_IN_AZURE_DEVOPS_HOW: &str = "The page around this one doesn't answer as Azure DevOps does. Open Organization settings in Azure DevOps and choose Crosslink under Extensions.";
/// A part of the page didn't come.
pub const SDK_NOT_LOADED: &str = "A part of this page couldn't be loaded. Reload the page.";
/// Azure DevOps didn't give a token.
pub const NO_TOKEN: &str = "Azure DevOps didn't say who you are. Reload the page; if that doesn't help, ask an administrator whether the Crosslink extension is still authorised.";
/// Azure DevOps says who somebody is, but the node wants nothing of them.
pub const OUTSIDER_TITLE: &str = "You can't sign in to Crosslink here";
/// Why that may be, and who helps.
pub const OUTSIDER: &str = "The Crosslink node refuses this sign-in. Either your account isn't a member of the organization that the node serves, or the node doesn't know this extension's secret. Ask whoever runs Crosslink here.";

// General Settings.
/// The heading.
pub const YOUR_ACCOUNT: &str = "Your account";
/// A term.
pub const SIGNED_IN_AS: &str = "Signed in as";
/// A term.
pub const ROLE: &str = "Role";
/// Ends the session.
pub const SIGN_OUT: &str = "Sign out";
/// A role.
pub const ROLE_ADMIN: &str = "Administrator";
/// What it means.
pub const ROLE_ADMIN_MEANS: &str =
    "A Project Collection Administrator: you can make, change and delete connections.";
/// A role.
pub const ROLE_READER: &str = "Reader";
/// What it means.
pub const ROLE_READER_MEANS: &str = "A member of the organization: you can look at everything. To change something, you need to be a Project Collection Administrator.";
