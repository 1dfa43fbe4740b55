//! **Delete**: says what happens on the other side, and asks.

use super::actions::{Actions, Deed, Done, Meanwhile, Trouble, attempt};
use super::conflict::ConflictBox;
use super::story::deletion;
use crate::backend::ApiError;
use crate::text;
use crate::ui::{Button, ButtonKind, Message, Modal, Purpose, Severity, StepForm};
use crate::ui::{memo, optional};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Connection;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy)]
struct Delete {
    actions: Actions,
    seen: RwSignal<Connection>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    conflict: RwSignal<Option<Meanwhile>>,
}

impl Delete {
    fn delete(self) {
        let around = self.actions.around;
        let Some(api) = around.api() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        self.conflict.set(None);
        let seen = self.seen.get_untracked();
        spawn_local(async move {
            let outcome = attempt(&api, &seen, Deed::Delete).await;
            self.busy.try_set(false);
            match outcome {
                Ok(Done::Deleted) => gone(self.actions),
                // Somebody else has deleted it: that is what was wanted.
                Err(Trouble::Failed(error)) if error.code() == ErrorCode::NotFound => {
                    gone(self.actions);
                }
                Ok(_) => self.actions.watch.ask(),
                Err(Trouble::Meanwhile(meanwhile)) => {
                    self.seen.try_set(meanwhile.newest.clone());
                    self.actions.watch.take(meanwhile.newest.clone());
                    self.conflict.try_set(Some(*meanwhile));
                }
                Err(Trouble::Failed(error)) => {
                    self.failure.try_set(Some(error));
                }
            }
        });
    }
}

fn gone(actions: Actions) {
    actions.around.toast(text::deleted());
    // Whoever has gone elsewhere meanwhile stays there.
    if actions.watch.is_shown() {
        actions.around.go("/connections");
    }
}

/// The dialog.
#[component]
pub fn DeleteDialog(
    /// What can be done.
    actions: Actions,
    /// The connection as it was when the dialog was opened.
    seen: Connection,
) -> impl IntoView {
    let delete = Delete {
        actions,
        seen: RwSignal::new(seen),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        conflict: RwSignal::new(None),
    };
    let end = Callback::new(move |()| actions.asking.set(None));
    let press = Callback::new(move |()| delete.delete());
    let title = memo(move || delete.seen.with(|one| text::delete_title(&one.name)));
    let detail = memo(move || delete.seen.with(deletion));
    let failed = optional(move || {
        let text = delete.failure.get()?.sentence();
        Some(view! { <Message severity=Severity::Error text=text /> }.into_any())
    });
    let conflict = optional(move || {
        let meanwhile = delete.conflict.get()?;
        let anyway = Some(text::do_anyway(text::delete()));
        Some(
            view! { <ConflictBox meanwhile=meanwhile anyway=anyway on_anyway=press on_theirs=end /> }
                .into_any(),
        )
    });
    // Enter and Esc lose nothing.
    let footer = view! {
        <span class="dialog__gap"></span>
        <Button label=text::delete() kind=ButtonKind::Danger busy=delete.busy on_press=press />
        <span data-autofocus=""><Button label=text::cancel() kind=ButtonKind::Primary /></span>
    }
    .into_any();
    view! {
        <Modal title=title purpose=Purpose::Question on_close=end>
            <StepForm on_submit=end footer=footer>
                <p>{detail}</p>
                <p class="dialog__more">{text::no_way_back()}</p>
                {failed}
                {conflict}
            </StepForm>
        </Modal>
    }
    .into_any()
}
