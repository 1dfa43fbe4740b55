//! The page's own address: which page of the console is shown, and with which query.
//!
//! Not a router crate: there are two pages, and where a frame may not write its history, this goes on without.

use super::Host;
use crate::routes::{self, Route};
use crate::ui::memo;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

/// Where the page is, below its base.
#[derive(Clone, Copy)]
pub struct Location {
    /// Path and query, such as `/connections?sort=-name`.
    address: RwSignal<String>,
}

/// What becomes of the address that is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// *Back* leads to it.
    Remember,
    /// It is overwritten.
    Forget,
}

impl Leaving {
    /// After a press on a link. Inside Azure DevOps the history is that of the surrounding page; entries of the frame
    /// would come on top.
    pub fn by_press(host: Host) -> Self {
        match host {
            Host::Tab => Self::Remember,
            Host::AzureDevOps => Self::Forget,
        }
    }
}

impl Location {
    /// Follows the browser's address as long as the current owner lives.
    pub fn new() -> Self {
        let location = Self {
            address: RwSignal::new(shown_address()),
        };
        let listener = window_event_listener_untyped("popstate", move |_| {
            location.address.set(shown_address())
        });
        on_cleanup(move || listener.remove());
        location
    }

    /// The address below the base.
    pub fn address(self) -> Signal<String> {
        self.address.into()
    }

    /// The page.
    pub fn route(self) -> Memo<Route> {
        memo(move || self.address.with(|address| Route::at(path(address))))
    }

    /// A parameter of the query.
    pub fn parameter(self, name: &str) -> Option<String> {
        self.address.with(|address| {
            let (_, search) = address.split_once('?')?;
            UrlSearchParams::new_with_str(search).ok()?.get(name)
        })
    }

    /// Goes to an address below the base.
    pub fn go(self, address: &str, leaving: Leaving) {
        let known = self.address.try_with_untracked(|shown| shown == address);
        // Known, or nobody is signed in any more, and no page shown.
        if known != Some(false) {
            return;
        }
        let full = format!("{}{address}", base());
        if let Ok(history) = window().history() {
            // Where the history can't be written, only a reload and *Back* don't know the new address.
            let _ = match leaving {
                Leaving::Remember => history.push_state_with_url(&JsValue::NULL, "", Some(&full)),
                Leaving::Forget => history.replace_state_with_url(&JsValue::NULL, "", Some(&full)),
            };
        }
        self.address.try_set(address.to_owned());
    }

    /// Changes the query and stays at the page.
    pub fn go_to_query(self, pairs: &[(&'static str, String)]) {
        let mut address = self
            .address
            .with_untracked(|address| path(address).to_owned());
        // Without an argument this can't fail.
        if let (Ok(parameters), false) = (UrlSearchParams::new(), pairs.is_empty()) {
            for (key, value) in pairs {
                parameters.append(key, value);
            }
            address.push('?');
            address.push_str(&String::from(parameters.to_string()));
        }
        self.go(&address, Leaving::Forget);
    }
}

impl Default for Location {
    fn default() -> Self {
        Self::new()
    }
}

/// The page's folder on its server.
pub fn base() -> String {
    routes::base_path(&document().base_uri().ok().flatten().unwrap_or_default())
}

fn shown_address() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let search = location.search().unwrap_or_default();
    let base = base();
    format!(
        "{}{search}",
        path.strip_prefix(base.as_str()).unwrap_or(&path)
    )
}

fn path(address: &str) -> &str {
    address.split('?').next().unwrap_or_default()
}
