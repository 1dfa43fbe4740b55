//! The pages that most visits don't open are a WebAssembly module of their own, `crosslink-pages`: a connection's page, and
//! General Settings. So the list is there sooner.
//!
//! [`LazyPage`] is the side of the page that loads it, [`Surroundings`] the side of what is loaded. Between them is the
//! bridge of [`crate::dialogs`].

#[cfg(target_arch = "wasm32")]
mod page_side;
#[cfg(target_arch = "wasm32")]
mod surroundings;

#[cfg(target_arch = "wasm32")]
pub use page_side::{LazyPage, prefetch};
#[cfg(target_arch = "wasm32")]
pub use surroundings::{Surroundings, close, open, turn};

use crate::routes::Route;

/// A page of the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A connection's page.
    Connection,
    /// **General Settings**.
    Settings,
}

impl Page {
    /// The page of this route; `None` for what the first module shows itself.
    pub fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Connections => None,
            Route::Connection(_) => Some(Self::Connection),
            Route::Settings => Some(Self::Settings),
        }
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
}
