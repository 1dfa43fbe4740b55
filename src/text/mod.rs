//! Every text of the console, in one folder. The sentences of failures are in
//! [`ErrorCode::sentence`](crosslink_protocol::ErrorCode::sentence). Labels that the users of such consoles
//! know are kept word for word.

mod access;
mod connection;
mod dialogs;
mod list;
mod rules;
mod settings;
mod sign_in;

pub use access::*;
pub use connection::*;
pub use dialogs::*;
pub use list::*;
pub use rules::*;
pub use settings::*;
pub use sign_in::*;

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
/// Takes a short message away.
pub const DISMISS: &str = "Dismiss";

/// A name between others in one line, so that the direction of its script doesn't turn theirs round.
pub fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// The title of the page in the browser's tab.
pub fn document_title(page: &str) -> String {
    format!("{page} – {PRODUCT}")
}

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

// Copying.
/// It worked.
pub const COPIED: &str = "Copied";
/// It didn't; the text is selected.
pub const COPY_BY_HAND: &str =
    "Copying isn't allowed here. The text is selected: press Ctrl+C or ⌘C.";
