//! The pages that most visits don't open are a WebAssembly module of their own, `crosslink-pages`: a connection's page,
//! General Settings, and signing in in a tab. So the list is there sooner. What else is seldom needed is there, too: all
//! sentences of failures, and toasts.
//!
//! [`LazyPage`] is the side of the page that loads it, [`Surroundings`] the side of what is loaded. Between them is the
//! bridge of [`crate::dialogs`].

#[cfg(target_arch = "wasm32")]
mod page_side;
#[cfg(target_arch = "wasm32")]
mod surroundings;
#[cfg(target_arch = "wasm32")]
mod toasts;

#[cfg(target_arch = "wasm32")]
pub use page_side::{LazyPage, of_shell, prefetch, sentence, toast};
#[cfg(target_arch = "wasm32")]
pub use surroundings::{Surroundings, close, open, turn};
#[cfg(target_arch = "wasm32")]
pub use toasts::show_toast;

use crate::routes::Route;

/// A page of the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A connection's page.
    Connection,
    /// **General Settings**.
    Settings,
    /// Signing in in a tab: in place of whatever page the tab's address is of.
    SignIn,
}

/// The address that the module knows [`Page::SignIn`] by. It is no route: it stands in no address bar.
pub const SIGN_IN: &str = "/sign-in";

impl Page {
    /// The page of this route; `None` for what the first module shows itself.
    pub fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Connections => None,
            Route::Connection(_) => Some(Self::Connection),
            Route::Settings => Some(Self::Settings),
        }
    }

    /// The page of an address that the module is given.
    pub fn at(address: &str) -> Option<Self> {
        if address == SIGN_IN {
            return Some(Self::SignIn);
        }
        let path = address.split('?').next().unwrap_or_default();
        Self::of(&Route::at(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::id::ConnectionId;

    #[test]
    fn the_list_is_not_loaded_later() {
        assert_eq!(Page::of(&Route::Connections), None);
        assert_eq!(Page::of(&Route::Settings), Some(Page::Settings));
        let one = Route::Connection(ConnectionId::new("c"));
        assert_eq!(Page::of(&one), Some(Page::Connection));
    }

    #[test]
    fn the_module_knows_its_pages_by_their_addresses() {
        assert_eq!(Page::at("/settings?x=y"), Some(Page::Settings));
        assert_eq!(Page::at("/connections"), None);
        assert_eq!(Page::at(SIGN_IN), Some(Page::SignIn));
        assert_eq!(Page::of(&Route::at(SIGN_IN)), None);
    }
}
