//! What the steps share, and what happens between them.

use super::draft::{Access, DESTINATION, Draft, VERIFICATION};
use super::last::{Last, last};
use super::probing::{Probing, Wanted};
use super::step::Step;
use super::verified;
use crate::backend::ApiError;
use crate::dialogs::{Surroundings, open_in_tab};
use crate::form::submission::Refused;
use crate::form::{DraftStore, FieldErrors, new_key};
use crate::text;
use crate::ui::{MAIN_BUTTON, focus_first_invalid, focus_in_dialog};
use crate::ui::{derived, effect, memo};
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
    /// The connection as it is now, and its code.
    pub initiated: RwSignal<Option<Initiated>>,
    on_close: Callback<()>,
}

impl Wizard {
    /// Goes on with the draft of before a reload, or begins a fresh one.
    pub fn new(around: Surroundings, on_close: Callback<()>) -> Self {
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
            on_close,
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
            // The page was reloaded at the last step. The same request brings the same answer.
            wizard.submit(Made::Before);
        }
        wizard
    }

    /// Enter, **Next** or **Initiate**.
    pub fn forward(self) {
        if self.busy.get_untracked() || self.probing.running() {
            return;
        }
        self.failure.set(None);
        let step = self.draft.with_untracked(|draft| draft.step);
        if self.errors.reveal() {
            if step == Step::Verify {
                // A button has no state "wrong" that the focus could look for.
                focus_in_dialog(MAIN_BUTTON);
            }
            return;
        }
        let (known, initiates, next) = self
            .draft
            .with_untracked(|draft| (draft.found().is_some(), draft.initiates(), draft.next()));
        match (step, next) {
            // First it is seen what is there, and which type was chosen for it.
            (Step::Destination, _) if !known => self.probing.start(Wanted::ByNext),
            (Step::Invitation, _) => self.submit(Made::Before),
            (_, Some(next)) if !initiates => self.go_to(next),
            _ => self.submit(Made::Now),
        }
    }

    /// **Previous**: nothing is lost.
    pub fn back(self) {
        let previous = self.draft.with_untracked(Draft::previous);
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
    fn submit(self, made: Made) {
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
                Ok(initiated) => self.made(initiated, made),
                Err(error) => self.refused(error),
            }
        });
    }

    fn made(self, initiated: Initiated, made: Made) {
        let access = self
            .draft
            .try_with_untracked(|draft| draft.access)
            .flatten();
        if let Last::Pending {
            continue_at: Some(link),
            ..
        } = last(&initiated, access)
            && made == Made::Now
        {
            open_in_tab(&link);
        }
        self.initiated.try_set(Some(initiated));
        self.draft.try_update(|draft| draft.step = Step::Invitation);
    }

    fn refused(self, error: ApiError) {
        if let Some(how) = Refused::by(&error) {
            self.draft
                .try_update(|draft| draft.submission.refused(how, new_key()));
        }
        let fields = at_their_fields(&error);
        // The dialog may have been closed while the request ran.
        let step = self.draft.try_with_untracked(|draft| {
            fields.iter().find_map(|error| draft.step_of(&error.field))
        });
        let Some(step) = step.flatten() else {
            self.failure.try_set(Some(error));
            return;
        };
        self.draft.try_update(|draft| {
            if step == Step::Verify {
                draft.forget_verification();
            }
            draft.step = step;
        });
        self.errors.refuse(fields);
        if step == Step::Verify {
            focus_in_dialog(MAIN_BUTTON);
        } else {
            focus_first_invalid();
        }
    }

    /// What the last step shows; `None` while the connection isn't there.
    pub fn last(self) -> Memo<Option<Last>> {
        memo(move || {
            let access: Option<Access> = self.draft.with(|draft| draft.access);
            self.initiated
                .with(|initiated| Some(last(initiated.as_ref()?, access)))
        })
    }

    /// What the destination's instance is called, or its URL.
    pub fn destination_name(self) -> String {
        self.draft.with(|draft| {
            let verified = draft.verified().and_then(|asked| asked.known.as_ref());
            let found = draft.found().and_then(|probe| probe.node.as_ref());
            let name = verified
                .map(|known| known.destination_name.clone())
                .or_else(|| found.map(|node| node.name.clone()));
            name.unwrap_or_else(|| draft.target().unwrap_or_default())
        })
    }

    /// What the other side is called in the connection.
    pub fn remote_name(self) -> String {
        self.initiated.with_untracked(|initiated| {
            let connection = initiated.as_ref().map(|initiated| &initiated.connection);
            connection
                .map(|connection| connection.remote_short_name.clone())
                .unwrap_or_default()
        })
    }

    /// What the button says that sends the request.
    pub fn submit_label(self) -> &'static str {
        match (self.busy.get(), self.failure.with(Option::is_some)) {
            (true, _) => text::initiating(),
            (false, true) => text::try_again(),
            (false, false) => text::initiate(),
        }
    }

    /// **Configure sync**: goes there, and closes the dialog.
    pub fn configure(self) {
        let address = self.initiated.with_untracked(|initiated| {
            let connection = &initiated.as_ref()?.connection;
            Some(format!("/connections/{}?tab=rules", connection.id))
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

/// When the connection was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    /// By the press on **Initiate**: what comes next opens by itself.
    Now,
    /// Perhaps before a reload; its answer is fetched again.
    Before,
}

/// The request calls the destination otherwise than the probe; for people it is one field. And whatever is wrong with the
/// admin access is mended where it is verified.
fn at_their_fields(error: &ApiError) -> Vec<FieldError> {
    if error.fields().is_empty() && verified::is_about(error.code()) {
        return vec![FieldError::new(VERIFICATION, error.code())];
    }
    let field = |error: &FieldError| match error.field.as_str() {
        "destinationUrl" => FieldError::new(DESTINATION, error.code),
        _ => error.clone(),
    };
    error.fields().iter().map(field).collect()
}
