//! The page's own address: which page of the console is shown, and with which query.
//!
//! Not a router crate: there are two pages. In a frame nothing is written to its own address or history: a frame that is
//! loaded again has to load the page's file, the only address that the extension's server knows. There the address lives
//! here, and in the hash of the page around (see [`navigation`]).

use super::{Host, navigation};
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
    host: Host,
}

/// What becomes of the address that is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// *Back* leads to it.
    Remember,
    /// It is overwritten.
    Forget,
}

impl Location {
    /// Follows the browser's address as long as the current owner lives; in a frame, it begins where the page around says.
    pub fn new(host: Host) -> Self {
        if host == Host::AzureDevOps {
            let address = RwSignal::new(navigation::known_address());
            return Self { address, host };
        }
        let address = RwSignal::new(shown_address());
        let listener =
            window_event_listener_untyped("popstate", move |_| address.set(shown_address()));
        on_cleanup(move || listener.remove());
        Self { address, host }
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
        if self.host == Host::Tab
            && let Ok(history) = window().history()
        {
            let full = format!("{}{address}", base());
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

/// The address of a file beside the page.
///
/// # Errors
/// What JavaScript threw: the page's own address is none.
pub fn beside_the_page(file: &str) -> Result<String, JsValue> {
    let base = document().base_uri()?.unwrap_or_default();
    Ok(web_sys::Url::new_with_base(file, &base)?.href())
}

/// The page's folder on its server.
pub fn base() -> String {
    routes::base_path(&document().base_uri().ok().flatten().unwrap_or_default())
}

/// The attribute with the address of the page around, at the document's element: the modules of the console share the
/// document, but no memory.
const PAGE: &str = "data-page";

/// Notes the address of the page around the frame.
pub fn set_page(address: &str) {
    if let Some(root) = document().document_element() {
        // An attribute of an existing element can always be set.
        let _ = root.set_attribute(PAGE, address);
    }
}

/// Where a link leads to an address below the base, for those who open it elsewhere.
pub fn href(address: &str) -> String {
    let page = document()
        .document_element()
        .and_then(|root| root.get_attribute(PAGE));
    match page {
        Some(page) => format!("{page}#{}", routes::to_hash(address)),
        None => format!("{}{address}", base()),
    }
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
