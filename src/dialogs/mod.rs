//! The dialogs are a WebAssembly module of their own, `crosslink-dialogs`, which is loaded when somebody opens one:
//! half of the console's code is for what most visits don't do, and should not delay the list.
//!
//! [`OpenDialog`] is the page's side, [`Surroundings`] the dialogs' side. Between them is [`bridge`], one JavaScript
//! object: the two modules share the document, but no memory.

pub mod pace;

#[cfg(target_arch = "wasm32")]
mod bridge;
#[cfg(target_arch = "wasm32")]
mod facts;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod other_side;
#[cfg(target_arch = "wasm32")]
mod page_side;
#[cfg(target_arch = "wasm32")]
mod surroundings;
#[cfg(target_arch = "wasm32")]
mod watch;

#[cfg(target_arch = "wasm32")]
pub use bridge::{Bridge, PageEnd};
#[cfg(target_arch = "wasm32")]
pub use facts::facts;
#[cfg(target_arch = "wasm32")]
pub use frame::{Frame, Question, StepParts, foot};
#[cfg(target_arch = "wasm32")]
pub use other_side::{OtherSideLink, Outcome, WaitingLine, open_in_tab};
#[cfg(target_arch = "wasm32")]
pub use page_side::{OpenDialog, prefetch};
#[cfg(target_arch = "wasm32")]
pub use surroundings::{Surroundings, api_of, close, open};
#[cfg(target_arch = "wasm32")]
pub use watch::{Ask, watch, watch_connection};

use crosslink_protocol::handover::Handover;

/// A dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// **Initiate connection**.
    Initiate,
    /// **Accept invitation**.
    Accept,
    /// Somebody asks for admin access.
    Grant,
    /// The keyboard shortcuts.
    Shortcuts,
}

/// A dialog to open, and what it begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The dialog.
    pub dialog: Dialog,
    /// The code that was brought over from the other side; empty where none was.
    pub code: String,
}

impl Opening {
    /// What opens by itself: what was brought over, as soon as somebody is there who may go on with it and no other dialog
    /// is open.
    pub fn next(brought: Option<Handover>, may_change: bool, open: bool) -> Option<Self> {
        brought.filter(|_| may_change && !open).map(Self::from)
    }

    /// Whether it opens what was brought over.
    pub fn brought(&self) -> bool {
        !self.code.is_empty()
    }
}

impl From<Dialog> for Opening {
    fn from(dialog: Dialog) -> Self {
        let code = String::new();
        Self { dialog, code }
    }
}

impl From<Handover> for Opening {
    fn from(handover: Handover) -> Self {
        let (dialog, code) = match handover {
            Handover::Accept(code) => (Dialog::Accept, code),
            Handover::Verify(code) => (Dialog::Grant, code),
        };
        Self { dialog, code }
    }
}

impl Dialog {
    /// All dialogs.
    pub const ALL: [Self; 4] = [Self::Initiate, Self::Accept, Self::Grant, Self::Shortcuts];

    /// Its name between the two modules.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Initiate => "initiate",
            Self::Accept => "accept",
            Self::Grant => "grant",
            Self::Shortcuts => "shortcuts",
        }
    }

    /// Reads what [`Dialog::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialog| dialog.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_dialog_has_its_name() {
        for dialog in Dialog::ALL {
            assert_eq!(Dialog::parse(dialog.as_str()), Some(dialog));
        }
        assert_eq!(Dialog::parse("other"), None);
    }

    #[test]
    fn what_is_brought_over_waits_for_an_administrator_and_its_turn() {
        let brought = Some(Handover::Accept("c".into()));
        let opened = Opening::next(brought.clone(), true, false);
        assert!(opened.is_some_and(|opening| opening.brought()));
        assert_eq!(Opening::next(brought.clone(), false, false), None);
        assert_eq!(Opening::next(brought, true, true), None);
        assert_eq!(Opening::next(None, true, false), None);
        assert!(!Opening::from(Dialog::Accept).brought());
    }

    #[test]
    fn what_is_brought_over_opens_its_dialog() {
        let accept = Opening::from(Handover::Accept("c".into()));
        assert_eq!((accept.dialog, accept.code.as_str()), (Dialog::Accept, "c"));
        assert_eq!(
            Opening::from(Handover::Verify("c".into())).dialog,
            Dialog::Grant
        );
    }
}
