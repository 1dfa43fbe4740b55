//! Keyboard shortcuts: single keys that press what is on the page. What has one says so itself, in `aria-keyshortcuts`; there
//! is no other list of them. They can be turned off (WCAG 2.2, 2.1.4).

#[cfg(target_arch = "wasm32")]
mod dialog;
#[cfg(target_arch = "wasm32")]
mod listener;

#[cfg(target_arch = "wasm32")]
pub use dialog::ShortcutsDialog;
#[cfg(target_arch = "wasm32")]
pub use listener::listen;

/// To the filter of the list.
pub const FILTER: &str = "/";
/// To the list of connections.
pub const CONNECTIONS: &str = "1";
/// To General Settings.
pub const SETTINGS: &str = "2";
/// Initiates a connection.
pub const INITIATE: &str = "i";
/// Accepts an invitation.
pub const ACCEPT: &str = "a";
/// Asks the node at once.
pub const REFRESH: &str = "r";
/// Changes names and description of a connection.
pub const EDIT: &str = "e";
/// Tests a connection both ways.
pub const CHECK: &str = "c";
/// Shows the shortcuts.
pub const HELP: &str = "?";
