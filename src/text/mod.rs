//! Every text of the console, in one folder. The sentences of failures are in
//! [`ErrorCode::sentence`](crosslink_protocol::ErrorCode::sentence). Labels that the users of such consoles
//! know are kept word for word.

mod access;
mod connection;
mod dialogs;
mod list;
mod rules;
mod settings;

pub use access::*;
pub use connection::*;
pub use dialogs::*;
pub use list::*;
pub use rules::*;
pub use settings::*;

/// The language of the texts, for dates and numbers among them.
pub const LOCALE: &str = "en-GB";

// The shell.
/// The product.
pub const PRODUCT: &str = "Crosslink";
/// The name of the navigation between the tabs.
pub const SECTIONS: &str = "Crosslink sections";
/// The first tab.
pub const CONNECTIONS: &str = "Connections";
/// The last tab.
pub const GENERAL_SETTINGS: &str = "General Settings";
/// While the page signs in.
pub const SIGNING_IN: &str = "Signing in…";
/// Tries again what failed.
pub const RETRY: &str = "Retry";
/// Sends again what may have been done already.
pub const TRY_AGAIN: &str = "Try again";
/// While something loads.
pub const LOADING: &str = "Loading…";
/// Closes a dialog.
pub const CLOSE: &str = "Close";
/// The title of a page that could not start.
pub const CANNOT_START: &str = "Crosslink can't start";

/// A name between others in one line, so that the direction of its script doesn't turn theirs round.
pub fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// The title of the page in the browser's tab.
pub fn document_title(page: &str) -> String {
    format!("{page} – {PRODUCT}")
}

// Nobody is signed in.
/// In a tab, without a sign-in link.
pub const SIGN_IN_TITLE: &str = "Sign in to Crosslink";
/// What to do then, before the command.
pub const SIGN_IN_HOW: &str = "Open Crosslink in the organization settings of Azure DevOps. Or, if you operate this node, ask it for a one-time sign-in link and open that link in this browser:";
/// The command that prints a sign-in link.
pub const SIGN_IN_COMMAND: &str = "crosslink-node sign-in-link";
/// The session is over.
pub const SESSION_ENDED_TITLE: &str = "Your session has ended";
/// What was entered is not lost.
pub const SESSION_ENDED_KEPT: &str =
    "What you entered is kept in this tab and will be there when you have signed in again.";
/// In a frame that is not of Azure DevOps.
pub const NOT_IN_AZURE_DEVOPS_TITLE: &str = "Open Crosslink in Azure DevOps";
/// What to do then.
pub const NOT_IN_AZURE_DEVOPS_HOW: &str = "The page around this one doesn't answer as Azure DevOps does. Open Organization settings in Azure DevOps and choose Crosslink under Extensions.";
/// Azure DevOps didn't give a token.
pub const NO_TOKEN: &str = "Azure DevOps didn't say who you are. Reload the page; if that doesn't help, ask an administrator whether the Crosslink extension is still authorised.";

// General Settings.
/// The address to give to others.
pub const CROSSLINK_URL: &str = "Crosslink URL";
/// What it is for.
pub const CROSSLINK_URL_HINT: &str =
    "Give this URL to whoever wants to initiate a connection to you.";
/// There is none.
pub const NO_CROSSLINK_URL: &str = "Not set";
/// Copies it.
pub const COPY_URL: &str = "Copy Crosslink URL";
/// A term.
pub const ORGANIZATION: &str = "Organization";
/// A term.
pub const NODE_VERSION: &str = "Node version";
/// A term.
pub const NODE_ID: &str = "Node ID";
/// A term.
pub const SIGNED_IN_AS: &str = "Signed in as";
/// A role.
pub const ROLE_ADMIN: &str = "Project Collection Administrator";
/// A role.
pub const ROLE_READER: &str = "Member, may look but not change";

// Copying.
/// It worked.
pub const COPIED: &str = "Copied";
/// It didn't; the text is selected.
pub const COPY_BY_HAND: &str =
    "Copying isn't allowed here. The text is selected: press Ctrl+C or ⌘C.";
