//! Which field shows which error.

use crate::text;
use crate::ui::focus_first_invalid;
use crate::ui::{derived, memo};
use crosslink_protocol::{ErrorCode, FieldError};
use leptos::prelude::*;

/// The errors of a form: those that the form finds itself are shown from the first press on Next on, and go
/// as they are mended; those that the node found stay until something else is typed.
#[derive(Clone, Copy)]
pub struct FieldErrors {
    found: Signal<Vec<FieldError>>,
    revealed: RwSignal<bool>,
    refused: RwSignal<Vec<FieldError>>,
}

impl FieldErrors {
    /// The errors of a form that finds these itself.
    pub fn new(found: Signal<Vec<FieldError>>) -> Self {
        Self {
            found,
            revealed: RwSignal::new(false),
            refused: RwSignal::new(Vec::new()),
        }
    }

    /// What is wrong with a field, as far as it is to be shown.
    pub fn code_at(self, field: impl Into<String>) -> Memo<Option<ErrorCode>> {
        let field = field.into();
        let code = move |errors: &Vec<FieldError>| {
            errors
                .iter()
                .find(|error| error.field == field)
                .map(|error| error.code)
        };
        memo(move || {
            let refused = self.refused.with(&code);
            refused.or_else(|| {
                let found = self.found.with(&code);
                found.filter(|_| self.revealed.get())
            })
        })
    }

    /// The error to show at a field.
    pub fn at(self, field: impl Into<String>) -> Signal<Option<String>> {
        let code = self.code_at(field);
        derived(move || code.get().map(|code| text::sentence(code).to_owned()))
    }

    /// Shows what is wrong and puts the focus there. False when nothing is.
    pub fn reveal(self) -> bool {
        self.revealed.set(true);
        let wrong = self.found.with_untracked(|found| !found.is_empty());
        if wrong {
            focus_first_invalid();
        }
        wrong
    }

    /// At another step, nothing has been pressed yet.
    pub fn conceal(self) {
        self.revealed.set(false);
    }

    /// Shows what the node found.
    pub fn refuse(self, errors: Vec<FieldError>) {
        self.refused.try_set(errors);
    }

    /// Something else stands in the field: what was said of it is no longer true.
    pub fn changed(self, field: &str) {
        if self
            .refused
            .with_untracked(|errors| errors.iter().any(|error| error.field == field))
        {
            self.refused
                .update(|errors| errors.retain(|error| error.field != field));
        }
    }
}
