//! **New invitation code**: asks first, then shows the code, this once.

use super::actions::{Actions, Deed, Done, Meanwhile, Trouble, attempt};
use super::conflict::ConflictBox;
use crate::backend::ApiError;
use crate::clock;
use crate::form::new_key;
use crate::form::submission::Refused;
use crate::text;
use crate::ui::{
    Button, ButtonKind, Confirm, CopyButton, Message, Modal, Purpose, Severity, StepForm,
};
use crate::ui::{MAIN_BUTTON, derived, dynamic, focus_in_dialog, optional, unique_id};
use crosslink_protocol::connection::{Connection, Initiated};
use crosslink_protocol::lifecycle::{Action, offered};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy)]
struct Reissue {
    actions: Actions,
    /// The version that the code is asked for. It stays the same as long as an answer may have been lost.
    seen: StoredValue<Connection>,
    key: StoredValue<String>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    conflict: RwSignal<Option<Meanwhile>>,
    made: RwSignal<Option<Initiated>>,
}

impl Reissue {
    fn make(self) {
        let Some(api) = self.actions.around.api() else {
            return;
        };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        self.conflict.set(None);
        let (seen, key) = (self.seen.get_value(), self.key.get_value());
        spawn_local(async move {
            let outcome = attempt(&api, &seen, Deed::Reissue(key)).await;
            self.busy.try_set(false);
            match outcome {
                Ok(Done::Invited(initiated)) => {
                    self.actions.watch.take(initiated.connection.clone());
                    self.made.try_set(Some(initiated));
                }
                Ok(_) => self.actions.watch.ask(),
                Err(Trouble::Meanwhile(meanwhile)) => {
                    self.key.try_set_value(new_key());
                    self.seen.try_set_value(meanwhile.newest.clone());
                    self.actions.watch.take(meanwhile.newest.clone());
                    self.conflict.try_set(Some(*meanwhile));
                }
                Err(Trouble::Failed(error)) if self.actions.watch.is_gone(&error) => {}
                Err(Trouble::Failed(error)) => {
                    if Refused::by(&error) == Some(Refused::AfterLooking) {
                        self.key.try_set_value(new_key());
                    }
                    self.failure.try_set(Some(error));
                }
            }
        });
    }
}

/// The dialog.
#[component]
pub fn ReissueDialog(
    /// What can be done.
    actions: Actions,
    /// The connection as it was when the dialog was opened.
    seen: Connection,
) -> impl IntoView {
    let reissue = Reissue {
        actions,
        seen: StoredValue::new(seen),
        key: StoredValue::new(new_key()),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        conflict: RwSignal::new(None),
        made: RwSignal::new(None),
    };
    let copied = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let end = Callback::new(move |()| actions.asking.set(None));
    let close = Callback::new(move |()| {
        if reissue.busy.get_untracked() {
            // The code may be made already, and is shown only here.
            return;
        }
        let uncopied = reissue.made.with_untracked(Option::is_some) && !copied.get_untracked();
        if uncopied {
            asking.set(true);
        } else {
            end.run(());
        }
    });
    let title = derived(move || {
        let title = match reissue.made.with(Option::is_some) {
            true => text::new_code(),
            false => text::reissue_title(),
        };
        title.to_owned()
    });
    let content = dynamic(move || match reissue.made.get() {
        Some(initiated) => code(&initiated, copied, close),
        None => question(reissue, close),
    });
    let uncopied = optional(move || asking.get().then(|| uncopied_question(asking, end)));
    view! {
        <Modal title=title purpose=Purpose::Task on_close=close>
            {content}
            {uncopied}
        </Modal>
    }
    .into_any()
}

/// Asks before a code that nobody has copied is gone.
fn uncopied_question(asking: RwSignal<bool>, end: Callback<()>) -> AnyView {
    let keep = Callback::new(move |()| asking.set(false));
    view! {
        <Confirm
            title=text::uncopied_title() detail=text::uncopied_detail() keep=text::back_to_code() discard=text::close()
            on_keep=keep on_discard=end
        />
    }
    .into_any()
}

fn question(reissue: Reissue, end: Callback<()>) -> AnyView {
    let make = Callback::new(move |()| reissue.make());
    let label = derived(move || {
        let label = match reissue.failure.with(Option::is_some) {
            true => text::try_again(),
            false => text::reissue(),
        };
        label.to_owned()
    });
    let failed = optional(move || {
        let error = reissue.failure.get()?;
        let mut sentence = error.sentence();
        if Refused::by(&error).is_none() {
            sentence = format!("{sentence} {}", text::reissue_in_doubt());
        }
        Some(view! { <Message severity=Severity::Error text=sentence /> }.into_any())
    });
    let conflict = optional(move || {
        let meanwhile = reissue.conflict.get()?;
        let possible = offered(&meanwhile.newest).contains(&Action::Reissue);
        let anyway = possible.then(|| text::do_anyway(text::reissue()));
        Some(
            view! { <ConflictBox meanwhile=meanwhile anyway=anyway on_anyway=make on_theirs=end /> }
                .into_any(),
        )
    });
    let footer = view! {
        <span class="dialog__gap"></span>
        <Button label=text::cancel() on_press=end disabled=reissue.busy />
        <span data-autofocus=""><Button label=label kind=ButtonKind::Primary busy=reissue.busy /></span>
    }
    .into_any();
    view! {
        <StepForm on_submit=make footer=footer>
            <p class="dialog__question">{text::reissue_detail()}</p>
            {failed}
            {conflict}
        </StepForm>
    }
    .into_any()
}

fn code(initiated: &Initiated, copied: RwSignal<bool>, close: Callback<()>) -> AnyView {
    focus_in_dialog(MAIN_BUTTON);
    let id = unique_id("code");
    let code = initiated.invitation_code.clone().unwrap_or_default();
    let [before, strong, after] = text::accept_there(&initiated.connection.remote_short_name);
    let expiry = initiated.connection.invitation_expires_at.map(|time| {
        view! { <p class="field__hint">{text::code_expires(clock::exact(time))}</p> }
    });
    let footer = view! {
        <span class="dialog__gap"></span>
        <Button label=text::done() />
    }
    .into_any();
    view! {
        <StepForm on_submit=close footer=footer>
            <p class="prose">{before}<strong>{strong}</strong>{after}</p>
            <div class="field">
                <label class="field__label" for=id.clone()>{text::use_the_code()}</label>
                <textarea
                    class="input input--literal" id=id.clone() readonly=true rows="3" spellcheck="false"
                    prop:value=code.clone()
                ></textarea>
                {expiry}
            </div>
            <p class="copy-row" data-autofocus="">
                <CopyButton
                    label=text::copy_code() content=code kind=ButtonKind::Primary shown_in=id
                    on_copied=Callback::new(move |()| copied.set(true))
                />
            </p>
            <p class="field__hint">{text::code_is_secret()}</p>
        </StepForm>
    }
    .into_any()
}
