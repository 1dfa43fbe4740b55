//! What the steps share, and what happens between them.

use super::draft::{Draft, Step};
use crate::backend::ApiError;
use crate::dialogs::Surroundings;
use crate::form::submission::Refused;
use crate::form::{DraftStore, FieldErrors, new_key};
use crate::host::handover;
use crate::ui::focus_first_invalid;
use crate::ui::{derived, effect};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Where the draft is kept.
pub const DRAFT_KEY: &str = "accept";

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
    /// What went wrong with a request, beyond single fields.
    pub failure: RwSignal<Option<ApiError>>,
    /// A request to the node runs.
    pub busy: RwSignal<bool>,
    on_close: Callback<()>,
}

impl Wizard {
    /// Goes on with the draft of before a reload, or begins a fresh one: with the code that was brought over, if one was.
    pub fn new(around: Surroundings, code: &str, on_close: Callback<()>) -> Self {
        let draft = RwSignal::new(Draft::begin(STORE.kept(), code, new_key()));
        let found = derived(move || draft.with(|draft| draft.errors(draft.step)));
        effect(move || {
            draft.with(|draft| {
                if draft.dirty() {
                    STORE.keep(draft)
                } else {
                    STORE.forget()
                }
            })
        });
        let wizard = Self {
            around,
            draft,
            errors: FieldErrors::new(found),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            on_close,
        };
        if !code.is_empty() && draft.with_untracked(Draft::at_a_code_to_look_up) {
            wizard.preview();
        }
        wizard
    }

    /// Enter, **Next** or **Confirm**.
    pub fn forward(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.failure.set(None);
        if self.errors.reveal() {
            return;
        }
        let (step, known) = self
            .draft
            .with_untracked(|draft| (draft.step, draft.preview().is_some()));
        match step {
            Step::Code if known => self.go_to(Step::Details),
            Step::Code => self.preview(),
            Step::Details => self.submit(),
            Step::Result => {}
        }
    }

    /// **Previous**: nothing is lost.
    pub fn back(self) {
        if !self.busy.get_untracked() {
            self.go_to(Step::Code);
        }
    }

    fn go_to(self, step: Step) {
        self.errors.conceal();
        self.failure.set(None);
        self.draft.update(|draft| draft.step = step);
    }

    fn preview(self) {
        let Some(api) = self.around.api() else { return };
        let code = self.draft.with_untracked(|draft| draft.code.clone());
        self.busy.set(true);
        spawn_local(async move {
            let outcome = api.preview(code.clone()).await;
            self.busy.try_set(false);
            match outcome {
                Ok(preview) => {
                    let known = self.draft.try_update(|draft| {
                        draft.note_preview(code, preview);
                        draft.preview().is_some()
                    });
                    if known == Some(true) {
                        self.go_to(Step::Details);
                    }
                }
                Err(error) => self.refused(error),
            }
        });
    }

    fn submit(self) {
        let request = self
            .draft
            .with_untracked(|draft| serde_json::to_string(&draft.request()));
        let (Some(api), Ok(request)) = (self.around.api(), request) else {
            return;
        };
        self.busy.set(true);
        let Some((key, request)) = self
            .draft
            .try_update(|draft| draft.submission.attempt(request))
        else {
            return;
        };
        // At once, not when effects run: a reload in mid-request has to find it.
        self.draft.with_untracked(|draft| STORE.keep(draft));
        let code = self.draft.with_untracked(|draft| draft.code.clone());
        spawn_local(async move {
            let outcome = api.accept(&key, request).await;
            self.busy.try_set(false);
            match outcome {
                Ok(connection) => {
                    handover::used(&code);
                    self.draft.try_update(|draft| {
                        draft.accepted = Some(connection);
                        draft.step = Step::Result;
                    });
                }
                Err(error) => {
                    if let Some(how) = Refused::by(&error) {
                        self.draft
                            .try_update(|draft| draft.submission.refused(how, new_key()));
                    }
                    self.refused(error);
                }
            }
        });
    }

    fn refused(self, error: ApiError) {
        match error
            .fields()
            .iter()
            .find_map(|error| Step::of_field(&error.field))
        {
            Some(step) => {
                self.draft.try_update(|draft| draft.step = step);
                self.errors.refuse(error.fields().to_vec());
                focus_first_invalid();
            }
            None => {
                self.failure.try_set(Some(error));
            }
        }
    }

    /// Goes to the connection's page, and closes the dialog.
    pub fn show_connection(self) {
        let address = self.draft.with_untracked(|draft| {
            let connection = draft.accepted.as_ref()?;
            Some(format!("/connections/{}", connection.id))
        });
        if let Some(address) = address {
            self.around.go(&address);
        }
        self.end();
    }

    /// The dialog is finished, or given up.
    pub fn end(self) {
        STORE.forget();
        self.on_close.run(());
    }
}
