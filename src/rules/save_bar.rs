//! **Save**, and what is to be said of the rules as a whole.

use super::editing::Editing;
use super::saved::{said_after_saving, state};
use crate::text;
use crate::ui::{Button, ButtonKind, Confirm, Message, Severity};
use crate::ui::{derived, dynamic, memo, optional, true_or_none};
use leptos::prelude::*;

/// The bar.
#[component]
pub fn SaveBar(
    /// The rules.
    editing: Editing,
) -> impl IntoView {
    let locked = editing.locked;
    dynamic(move || match locked.get() {
        Some(sentence) => view! {
            <Message severity=Severity::Info text=sentence />
            <p class="rules__state">{derived(move || editing.base.with(state))}</p>
        }
        .into_any(),
        None => view! { <Buttons editing=editing /> }.into_any(),
    })
}

#[component]
fn Buttons(editing: Editing) -> impl IntoView {
    let asking = RwSignal::new(false);
    let dirty = editing.dirty;
    let on_save = Callback::new(move |()| editing.save());
    let label = derived(move || match editing.busy.get() {
        true => text::saving().to_owned(),
        false => text::save().to_owned(),
    });
    let words = derived(move || match dirty.get() {
        true => text::unsaved().to_owned(),
        false => editing.base.with(state),
    });
    let question = optional(move || {
        let answer = move |discard: bool| {
            Callback::new(move |()| {
                asking.set(false);
                if discard {
                    editing.discard();
                }
            })
        };
        asking.get().then(|| {
            view! {
                <Confirm
                    title=text::undo_changes_title() detail=text::undo_changes_detail() keep=text::keep_editing()
                    discard=text::undo_changes() on_keep=answer(false) on_discard=answer(true)
                />
            }
            .into_any()
        })
    });
    let choice = memo(move || editing.conflict.with(Option::is_some));
    // What somebody else saved meanwhile comes with buttons of its own: which of the two is meant has to be said there.
    let buttons = dynamic(move || {
        if choice.get() {
            return ().into_any();
        }
        let discard = discard_button(editing, asking);
        view! {
            <Button label=label kind=ButtonKind::Primary on_press=on_save busy=editing.busy />
            {discard}
        }
        .into_any()
    });
    view! {
        <div class="rules__bar">
            {buttons}
            <span class="rules__state" data-unsaved=true_or_none(move || dirty.get())>{words}</span>
        </div>
        <Notices editing=editing />
        {question}
    }
    .into_any()
}

fn discard_button(editing: Editing, asking: RwSignal<bool>) -> AnyView {
    let ask = Callback::new(move |()| asking.set(true));
    optional(move || {
        editing.dirty.get().then(|| {
            view! { <Button label=text::undo_changes() kind=ButtonKind::Subtle on_press=ask disabled=editing.busy /> }
                .into_any()
        })
    })
}

#[component]
fn Notices(editing: Editing) -> impl IntoView {
    optional(move || {
        let (severity, words) = if let Some(error) = editing.failure.get() {
            (Severity::Error, error.sentence())
        } else if editing.just_saved.get() {
            (Severity::Success, editing.base.with(said_after_saving))
        } else {
            (Severity::Info, editing.found.get()?.to_owned())
        };
        Some(view! { <Message severity=severity text=words /> }.into_any())
    })
}
