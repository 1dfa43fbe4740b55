//! **Edit**: names and description, while others may edit them, too.

use super::actions::{Actions, Deed, Done, Meanwhile, Trouble, attempt};
use super::conflict::ConflictBox;
use super::draft::{edit_of, names_of, over_theirs};
use crate::backend::ApiError;
use crate::form::names::{NameField, Names};
use crate::form::{FieldErrors, NameFields};
use crate::text;
use crate::ui::{Button, ButtonKind, Confirm, Message, Modal, Severity, StepForm};
use crate::ui::{derived, focus_first_invalid, memo, optional};
use crosslink_protocol::connection::{Connection, EditRequest};
use crosslink_protocol::lifecycle::{Action, offered};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy)]
struct Edit {
    actions: Actions,
    /// What the form began with.
    began: StoredValue<Connection>,
    names: RwSignal<Names>,
    errors: FieldErrors,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    conflict: RwSignal<Option<Meanwhile>>,
}

impl Edit {
    fn request(self) -> EditRequest {
        self.names
            .with_untracked(|names| self.began.with_value(|began| edit_of(names, began)))
    }

    fn changed(self) -> bool {
        self.request() != EditRequest::default()
    }

    fn save(self) {
        if self.busy.get_untracked() || self.errors.reveal() {
            return;
        }
        if !self.changed() {
            self.end();
            return;
        }
        let Some(api) = self.actions.around.api() else {
            return;
        };
        self.busy.set(true);
        self.failure.set(None);
        self.conflict.set(None);
        let (began, request) = (self.began.get_value(), self.request());
        spawn_local(async move {
            let outcome = attempt(&api, &began, Deed::Edit(request)).await;
            self.busy.try_set(false);
            match outcome {
                Ok(Done::Changed(connection)) => {
                    self.actions.watch.take(connection);
                    self.actions.around.toast(text::saved());
                    self.end();
                }
                Ok(_) => self.actions.watch.ask(),
                Err(Trouble::Meanwhile(meanwhile)) => self.meet(&began, *meanwhile),
                Err(Trouble::Failed(error)) if !error.fields().is_empty() => {
                    self.errors.refuse(error.fields().to_vec());
                    focus_first_invalid();
                }
                Err(Trouble::Failed(error)) if self.actions.watch.is_gone(&error) => {}
                Err(Trouble::Failed(error)) => {
                    self.failure.try_set(Some(error));
                }
            }
        });
    }

    /// What was typed stays; the rest, and what saving it again means, is measured by what is there now.
    fn meet(self, began: &Connection, meanwhile: Meanwhile) {
        self.names
            .try_update(|names| *names = over_theirs(names, began, &meanwhile.newest));
        self.began.try_set_value(meanwhile.newest.clone());
        self.actions.watch.take(meanwhile.newest.clone());
        self.conflict.try_set(Some(meanwhile));
    }

    fn end(self) {
        self.actions.asking.try_set(None);
    }
}

/// The dialog.
#[component]
pub fn EditDialog(
    /// What can be done.
    actions: Actions,
    /// The connection as it was when the dialog was opened.
    seen: Connection,
) -> impl IntoView {
    let names = RwSignal::new(names_of(&seen));
    let found = derived(move || names.with(Names::text_errors));
    let edit = Edit {
        actions,
        began: StoredValue::new(seen),
        names,
        errors: FieldErrors::new(found),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        conflict: RwSignal::new(None),
    };
    let asking = RwSignal::new(false);
    let end = Callback::new(move |()| edit.end());
    let close = Callback::new(move |()| {
        if edit.changed() {
            asking.set(true);
        } else {
            edit.end();
        }
    });
    let anyway = Callback::new(move |()| edit.save());
    // While there is a choice, it is made at the two buttons that name it.
    let save = Callback::new(move |()| {
        if edit.conflict.with_untracked(Option::is_none) {
            edit.save();
        }
    });
    let choice = memo(move || edit.conflict.with(Option::is_some));
    let typed = Callback::new(move |(field, typed): (NameField, String)| {
        names.update(|names| names.type_over(field, typed));
    });
    let question = optional(move || asking.get().then(|| discard_question(asking, end)));
    let save_button = optional(move || {
        (!choice.get()).then(|| {
            view! { <Button label=text::save() kind=ButtonKind::Primary busy=edit.busy /> }
                .into_any()
        })
    });
    let footer = view! {
        <span class="dialog__gap"></span>
        <Button label=text::cancel() on_press=close />
        {save_button}
    }
    .into_any();
    view! {
        <Modal title=text::connection_information() on_close=close>
            <StepForm on_submit=save footer=footer>
                <NameFields names=names on_type=typed errors=edit.errors />
                <Troubles edit=edit anyway=anyway />
            </StepForm>
            {question}
        </Modal>
    }
    .into_any()
}

/// Asks before what was typed is gone.
fn discard_question(asking: RwSignal<bool>, end: Callback<()>) -> AnyView {
    let keep = Callback::new(move |()| asking.set(false));
    view! {
        <Confirm
            title=text::discard_title() detail=text::discard_edit() keep=text::keep_editing() discard=text::discard()
            on_keep=keep on_discard=end
        />
    }
    .into_any()
}

/// What went wrong beyond single fields.
#[component]
fn Troubles(edit: Edit, anyway: Callback<()>) -> impl IntoView {
    let end = Callback::new(move |()| edit.end());
    let failed = optional(move || {
        let text = edit.failure.get()?.sentence();
        Some(view! { <Message severity=Severity::Error text=text /> }.into_any())
    });
    let conflict = optional(move || {
        let meanwhile = edit.conflict.get()?;
        let possible = offered(&meanwhile.newest).contains(&Action::Edit);
        let label = possible.then(|| text::save_mine().to_owned());
        Some(
            view! { <ConflictBox meanwhile=meanwhile anyway=label on_anyway=anyway on_theirs=end /> }
                .into_any(),
        )
    });
    view! { {failed}{conflict} }.into_any()
}
