//! What the steps share, and what happens between them.

use super::draft::{DESTINATION, Draft, Step};
use super::probing::{Probing, Wanted};
use crate::backend::ApiError;
use crate::dialogs::Surroundings;
use crate::form::submission::Refused;
use crate::form::{DraftStore, FieldErrors, new_key};
use crate::ui::focus_first_invalid;
use crate::ui::{derived, effect};
use crosslink_protocol::FieldError;
use crosslink_protocol::connection::Initiated;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Where the draft is kept.
pub const DRAFT_KEY: &str = "initiate";

const STORE: DraftStore<Draft> = DraftStore::new(DRAFT_KEY);

/// The dialog's state.
#[derive(Clone, Copy)]
pub struct Wizard {
    /// The page's surroundings.
    pub around: Surroundings,
    /// What was entered.
    pub draft: RwSignal<Draft>,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The look at the destination.
    pub probing: Probing,
    /// What went wrong with a request, beyond single fields.
    pub failure: RwSignal<Option<ApiError>>,
    /// The request to the node runs.
    pub busy: RwSignal<bool>,
    /// The code was copied.
    pub copied: RwSignal<bool>,
    /// The connection, and its code.
    pub initiated: RwSignal<Option<Initiated>>,
}

impl Wizard {
    /// Goes on with the draft of before a reload, or begins a fresh one.
    pub fn new(around: Surroundings) -> Self {
        let draft = RwSignal::new(STORE.kept().unwrap_or_else(|| Draft::new(new_key())));
        let found = derived(move || draft.with(|draft| draft.errors(draft.step)));
        let errors = FieldErrors::new(found);
        let failure = RwSignal::new(None);
        let wizard = Self {
            around,
            draft,
            errors,
            probing: Probing::new(around, draft, errors, failure),
            failure,
            busy: RwSignal::new(false),
            copied: RwSignal::new(false),
            initiated: RwSignal::new(None),
        };
        effect(move || {
            draft.with(|draft| {
                if draft.dirty() {
                    STORE.keep(draft)
                } else {
                    STORE.forget()
                }
            })
        });
        effect(move || {
            let name = around
                .instance
                .with(|instance| instance.ready().map(|instance| instance.name.clone()));
            if let Some(name) = name {
                draft.update(|draft| draft.note_own_name(&name));
            }
        });
        wizard.probing.start_unless_known();
        if draft.with_untracked(|draft| draft.step == Step::Invitation) {
            // The page was reloaded at the code. The same request brings the same code.
            wizard.submit();
        }
        wizard
    }

    /// Enter, **Next** or **Initiate**.
    pub fn forward(self) {
        if self.busy.get_untracked() || self.probing.running() {
            return;
        }
        self.failure.set(None);
        if self.errors.reveal() {
            return;
        }
        let (step, known) = self
            .draft
            .with_untracked(|draft| (draft.step, draft.found().is_some()));
        match step {
            // First it is seen what is there, and which type was chosen for it.
            Step::Destination if !known => self.probing.start(Wanted::ByNext),
            Step::Destination | Step::Information => {
                if let Some(next) = step.next() {
                    self.go_to(next);
                }
            }
            Step::Project | Step::Invitation => self.submit(),
        }
    }

    /// **Previous**: nothing is lost.
    pub fn back(self) {
        let previous = self.draft.with_untracked(|draft| draft.step.previous());
        if let Some(previous) = previous.filter(|_| !self.busy.get_untracked()) {
            self.go_to(previous);
        }
    }

    fn go_to(self, step: Step) {
        self.errors.conceal();
        self.failure.set(None);
        self.draft.update(|draft| draft.step = step);
    }

    /// Sends the request; after a lost answer exactly the one of before.
    pub fn submit(self) {
        let request = self
            .draft
            .with_untracked(|draft| serde_json::to_string(&draft.request()));
        let (Some(api), Ok(request)) = (self.around.api(), request) else {
            return;
        };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        let Some((key, request)) = self
            .draft
            .try_update(|draft| draft.submission.attempt(request))
        else {
            return;
        };
        // At once, not when effects run: a reload in mid-request has to find it.
        self.draft.with_untracked(|draft| STORE.keep(draft));
        spawn_local(async move {
            let outcome = api.initiate(&key, request).await;
            self.busy.try_set(false);
            match outcome {
                Ok(initiated) => {
                    self.initiated.try_set(Some(initiated));
                    self.draft.try_update(|draft| draft.step = Step::Invitation);
                }
                Err(error) => self.refused(error),
            }
        });
    }

    fn refused(self, error: ApiError) {
        if let Some(how) = Refused::by(&error) {
            self.draft
                .try_update(|draft| draft.submission.refused(how, new_key()));
        }
        let fields: Vec<FieldError> = error.fields().iter().map(at_its_field).collect();
        match fields.iter().find_map(|error| Step::of_field(&error.field)) {
            Some(step) => {
                self.draft.try_update(|draft| draft.step = step);
                self.errors.refuse(fields);
                focus_first_invalid();
            }
            None => {
                self.failure.try_set(Some(error));
            }
        }
    }

    /// The dialog is finished, or given up.
    pub fn end(self) {
        STORE.forget();
    }
}

/// The request calls the destination otherwise than the probe; for people it is one field.
fn at_its_field(error: &FieldError) -> FieldError {
    match error.field.as_str() {
        "destinationUrl" => FieldError::new(DESTINATION, error.code),
        _ => error.clone(),
    }
}
