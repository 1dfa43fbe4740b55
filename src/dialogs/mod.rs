//! The dialogs are a WebAssembly module of their own, `crosslink-dialogs`, which is loaded when somebody opens one:
//! half of the console's code is for what most visits don't do, and should not delay the list.
//!
//! [`OpenDialog`] is the page's side, [`Surroundings`] the dialogs' side. Between them is [`bridge`], one JavaScript
//! object: the two modules share the document, but no memory.

#[cfg(target_arch = "wasm32")]
mod bridge;
#[cfg(target_arch = "wasm32")]
mod page_side;
#[cfg(target_arch = "wasm32")]
mod surroundings;

#[cfg(target_arch = "wasm32")]
pub use bridge::{Bridge, PageEnd};
#[cfg(target_arch = "wasm32")]
pub use page_side::{OpenDialog, prefetch};
#[cfg(target_arch = "wasm32")]
pub use surroundings::{Surroundings, api_of, close, open};

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// **Initiate connection**.
    Initiate,
    /// **Accept invitation**.
    Accept,
}

impl Dialog {
    /// Its name between the two modules.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Initiate => "initiate",
            Self::Accept => "accept",
        }
    }

    /// Reads what [`Dialog::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Initiate, Self::Accept]
            .into_iter()
            .find(|dialog| dialog.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_dialog_has_its_name() {
        for dialog in [Dialog::Initiate, Dialog::Accept] {
            assert_eq!(Dialog::parse(dialog.as_str()), Some(dialog));
        }
        assert_eq!(Dialog::parse("other"), None);
    }
}
