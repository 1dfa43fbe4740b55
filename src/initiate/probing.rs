//! The look at the destination: what is there, and which configuration types it allows.

use super::draft::{DESTINATION, Draft};
use crate::backend::ApiError;
use crate::dialogs::Surroundings;
use crate::form::FieldErrors;
use crate::ui::{Scope, focus_first_invalid};
use crosslink_protocol::FieldError;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long after the field was left the destination is looked at. Who leaves it for a button should have pressed
/// that before anything moves.
const AFTER_LEAVING: Duration = Duration::from_millis(200);

/// Who wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Somebody pressed **Next** and waits.
    ByNext,
    /// The field was left; whoever did is elsewhere by now.
    InPassing,
}

/// The look at the destination.
#[derive(Clone, Copy)]
pub struct Probing {
    around: Surroundings,
    draft: RwSignal<Draft>,
    errors: FieldErrors,
    failure: RwSignal<Option<ApiError>>,
    calls: Scope,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// What is being looked at: `Some(None)` for *I don't have a URL*.
    pub target: RwSignal<Option<Option<String>>>,
}

impl Probing {
    /// Nothing is looked at yet.
    pub fn new(
        around: Surroundings,
        draft: RwSignal<Draft>,
        errors: FieldErrors,
        failure: RwSignal<Option<ApiError>>,
    ) -> Self {
        let timer = StoredValue::new(None);
        let probing = Self {
            around,
            draft,
            errors,
            failure,
            calls: Scope::new(),
            timer,
            target: RwSignal::new(None),
        };
        on_cleanup(move || probing.stop_timer());
        probing
    }

    /// Whether the destination that stands in the form is being looked at.
    pub fn running(self) -> bool {
        let wanted = self.draft.with_untracked(Draft::target);
        self.target
            .with_untracked(|target| target.as_ref() == Some(&wanted))
    }

    /// The field was left.
    pub fn start_soon(self) {
        self.stop_timer();
        let timer = set_timeout_with_handle(move || self.start_unless_known(), AFTER_LEAVING);
        self.timer.set_value(timer.ok());
    }

    fn stop_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    /// Looks at what stands in the field, unless it is empty, wrong or known.
    pub fn start_unless_known(self) {
        let (empty, known, wrong) = self.draft.with_untracked(|draft| {
            let empty = draft.target().is_some_and(|target| target.is_empty());
            (empty, draft.found().is_some(), draft.target_error())
        });
        match wrong {
            _ if empty || known || self.running() => {}
            Some(code) => self.errors.refuse(vec![FieldError::new(DESTINATION, code)]),
            None => self.start(Wanted::InPassing),
        }
    }

    /// Something else stands in the form: an answer for what stood there is no longer wanted.
    pub fn forget(self) {
        self.stop_timer();
        self.calls.cancel();
        self.target.set(None);
        self.errors.changed(DESTINATION);
        self.failure.set(None);
    }

    /// Looks at the destination.
    pub fn start(self, wanted: Wanted) {
        self.stop_timer();
        let (Some(api), Some(ticket)) = (self.around.api(), self.calls.begin()) else {
            return;
        };
        let target = self.draft.with_untracked(Draft::target);
        self.target.set(Some(target.clone()));
        spawn_local(async move {
            let outcome = api.probe(target.clone(), &ticket.abort).await;
            if !ticket.is_current() {
                return;
            }
            self.target.try_set(None);
            match outcome {
                Ok(probe) => {
                    self.draft
                        .try_update(|draft| draft.note_found(target, probe));
                }
                Err(ApiError::Cancelled) => {}
                Err(error) if error.fields().is_empty() => {
                    self.failure.try_set(Some(error));
                }
                Err(error) => {
                    let code = error
                        .fields()
                        .first()
                        .map_or(error.code(), |field| field.code);
                    self.errors.refuse(vec![FieldError::new(DESTINATION, code)]);
                    if wanted == Wanted::ByNext {
                        focus_first_invalid();
                    }
                }
            }
        });
    }
}
