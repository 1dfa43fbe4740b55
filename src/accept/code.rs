//! Step 1: the code.

use super::draft::CODE;
use super::wizard::Wizard;
use crate::text;
use crate::ui::{Spinner, TextField};
use crate::ui::{derived, optional};
use crosslink_protocol::{ErrorCode, FieldError};
use leptos::prelude::*;

/// The step.
#[component]
pub fn CodeStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let draft = wizard.draft;
    let on_input = Callback::new(move |code: String| {
        wizard.errors.changed(CODE);
        wizard.failure.set(None);
        draft.update(|draft| draft.code = code);
    });
    // A mangled code is told as soon as the field is left; an empty one only by Next.
    let on_leave = Callback::new(move |()| {
        let wrong = draft.with_untracked(|draft| draft.code_error());
        if let Some(code) = wrong.filter(|code| *code != ErrorCode::CodeRequired) {
            wizard.errors.refuse(vec![FieldError::new(CODE, code)]);
        }
    });
    let asking = optional(move || {
        let line = || {
            view! { <p class="finding__line"><Spinner />{text::asking_inviter()}</p> }.into_any()
        };
        wizard.busy.get().then(line)
    });
    view! {
        <p class="prose">{text::paste_code_how()}</p>
        <TextField
            label=text::invitation_code() placeholder=text::CODE_PLACEHOLDER literal=true required=true rows=5
            value=derived(move || draft.with(|draft| draft.code.clone())) on_input=on_input on_leave=on_leave
            error=wizard.errors.at(CODE)
        />
        <div class="finding" role="status">{asking}</div>
    }
}
