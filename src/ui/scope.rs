//! Calls that end with the part of the page that wanted them, or with the next call of the same kind.

use leptos::prelude::*;
use web_sys::{AbortController, AbortSignal};

/// The calls of one kind that one part of the page makes: only the newest counts.
#[derive(Clone, Copy)]
pub struct Scope {
    current: StoredValue<Option<AbortController>, LocalStorage>,
    number: StoredValue<u32>,
}

/// One call of a [`Scope`].
#[derive(Clone)]
pub struct Ticket {
    scope: Scope,
    number: u32,
    /// Ends the call.
    pub abort: AbortSignal,
}

impl Scope {
    /// A scope that ends with the current owner.
    pub fn new() -> Self {
        let scope = Self {
            current: StoredValue::new_local(None),
            number: StoredValue::new(0),
        };
        on_cleanup(move || scope.cancel());
        scope
    }

    /// Gives the running call up.
    pub fn cancel(self) {
        if let Some(Some(controller)) = self.current.try_update_value(Option::take) {
            controller.abort();
        }
        self.number
            .try_update_value(|number| *number = number.wrapping_add(1));
    }

    /// Begins a call, and gives the one before up. `None` when the browser can't.
    pub fn begin(self) -> Option<Ticket> {
        self.cancel();
        let controller = AbortController::new().ok()?;
        let abort = controller.signal();
        self.current.try_set_value(Some(controller));
        Some(Ticket {
            scope: self,
            number: self.number.try_get_value()?,
            abort,
        })
    }
}

impl Default for Scope {
    fn default() -> Self {
        Self::new()
    }
}

impl Ticket {
    /// Whether this call's answer is still wanted.
    pub fn is_current(&self) -> bool {
        self.scope.number.try_get_value() == Some(self.number)
    }
}
