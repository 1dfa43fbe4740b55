//! A browser tab of its own: the one-time link signs in, and the session is kept for reloads.

use super::storage;
use crosslink_protocol::session::Session;
use leptos::prelude::{window, window_event_listener_untyped};
use wasm_bindgen::JsValue;

const SESSION: &str = "session";
const FRAGMENT: &str = "#sign-in=";

/// The one-time token that the address brought.
pub fn take_sign_in_token() -> Option<String> {
    let hash = take_fragment(|hash| hash.starts_with(FRAGMENT))?;
    let token = hash.strip_prefix(FRAGMENT)?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// A sign-in link that is opened in this very tab changes nothing but the fragment. The page begins anew with it.
pub fn follow_sign_in_links() {
    // The page needs this until it is closed, so the listener is never removed.
    let _listener = window_event_listener_untyped("hashchange", |_| {
        let location = window().location();
        if location.hash().is_ok_and(|hash| hash.starts_with(FRAGMENT)) {
            // Where a reload is refused, it helps to press the button for it.
            let _ = location.reload();
        }
    });
}

/// Takes the fragment out of the address, if it is a wanted one, so that it is in no history, bookmark or screenshot.
pub fn take_fragment(wanted: fn(&str) -> bool) -> Option<String> {
    let location = window().location();
    let hash = location.hash().ok().filter(|hash| wanted(hash))?;
    let address = format!(
        "{}{}",
        location.pathname().unwrap_or_default(),
        location.search().unwrap_or_default()
    );
    let replaced = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
    if replaced.is_err() {
        // Where the history can't be changed, the fragment at least can be emptied.
        let _ = location.set_hash("");
    }
    Some(hash)
}

/// The session of before the reload.
pub fn kept_session() -> Option<Session> {
    serde_json::from_str(&storage::kept(SESSION)?).ok()
}

/// Keeps the session for the next reload.
pub fn keep_session(session: &Session) {
    if let Ok(json) = serde_json::to_string(session) {
        storage::keep(SESSION, &json);
    }
}

/// The session is of no use any more.
pub fn forget_session() {
    storage::forget(SESSION);
}
