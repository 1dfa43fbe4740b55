//! What should survive a reload of the page, in the tab's session storage. In a frame the browser may forbid
//! that: then it lives as long as the page.

use leptos::prelude::window;
use std::cell::RefCell;
use web_sys::Storage;

thread_local! {
    static MEMORY: RefCell<Vec<(&'static str, String)>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a text under a key of this console.
pub fn keep(key: &'static str, text: &str) {
    let stored = storage().is_some_and(|storage| storage.set_item(&prefixed(key), text).is_ok());
    if !stored {
        MEMORY.with_borrow_mut(|memory| {
            memory.retain(|(kept, _)| *kept != key);
            memory.push((key, text.to_owned()));
        });
    }
}

/// What was kept.
pub fn kept(key: &'static str) -> Option<String> {
    let in_memory = || {
        MEMORY.with_borrow(|memory| {
            let found = memory.iter().find(|(kept, _)| *kept == key);
            found.map(|(_, text)| text.clone())
        })
    };
    storage()
        .and_then(|storage| storage.get_item(&prefixed(key)).ok().flatten())
        .or_else(in_memory)
}

/// Forgets it.
pub fn forget(key: &'static str) {
    if let Some(storage) = storage() {
        // Where removing is forbidden, nothing could be stored either.
        let _ = storage.remove_item(&prefixed(key));
    }
    MEMORY.with_borrow_mut(|memory| memory.retain(|(kept, _)| *kept != key));
}

/// Asking for the storage may throw, and so may every use of it.
fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn prefixed(key: &str) -> String {
    format!("crosslink.{key}")
}
