//! Step 4: the invitation code.

use super::wizard::Wizard;
use crate::clock;
use crate::text;
use crate::ui::{
    ButtonKind, CopyButton, MAIN_BUTTON, Section, Spinner, dynamic, focus_in_dialog, unique_id,
};
use crosslink_protocol::connection::Initiated;
use leptos::prelude::*;

/// The step.
#[component]
pub fn InvitationStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let content = dynamic(move || match wizard.initiated.get() {
        Some(initiated) => invitation(&initiated, wizard.copied),
        // After a reload of the page, the code is asked for again.
        None if wizard.busy.get() => {
            view! { <p class="finding__line"><Spinner />{text::FETCHING_CODE}</p> }.into_any()
        }
        None => ().into_any(),
    });
    view! { <Section title=text::INVITATION>{content}</Section> }
}

fn invitation(initiated: &Initiated, copied: RwSignal<bool>) -> AnyView {
    focus_in_dialog(MAIN_BUTTON);
    let id = unique_id("code");
    let code = initiated.invitation_code.clone().unwrap_or_default();
    let (before, strong, after) = text::accept_there(&initiated.connection.remote_short_name);
    let expiry = initiated.connection.invitation_expires_at.map(|time| {
        view! { <p class="field__hint">{text::code_expires(&clock::exact(time))}</p> }
    });
    view! {
        <p class="prose">{before}<strong>{strong}</strong>{after}</p>
        <div class="field">
            <label class="field__label" for=id.clone()>{text::USE_THE_CODE}</label>
            <textarea
                class="input input--literal" id=id.clone() readonly=true rows="3" spellcheck="false"
                prop:value=code.clone()
            ></textarea>
            {expiry}
        </div>
        <p class="copy-row" data-autofocus="">
            <CopyButton
                label=text::COPY_CODE content=code kind=ButtonKind::Primary shown_in=id
                on_copied=Callback::new(move |()| copied.set(true))
            />
        </p>
        <p class="field__hint">{text::CODE_IS_SECRET}</p>
    }
    .into_any()
}
