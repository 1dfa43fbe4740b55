//! **Verify admin access**: the other side's administrator accepts in their console, and it goes on here by itself.

use super::draft::{Draft, VERIFICATION};
use super::verified::{self, Verified};
use super::wizard::Wizard;
use crate::backend::ApiError;
use crate::clock;
use crate::dialogs::{Ask, OtherSideLink, WaitingLine, open_in_tab, watch};
use crate::form::link::is_web_address;
use crate::text;
use crate::ui::{Button, ErrorLine, Glyph, Icon, Section, focus_in_dialog, unique_id};
use crate::ui::{derived, dynamic, effect, memo, optional};
use crosslink_protocol::id::VerificationId;
use crosslink_protocol::verification::VerificationState;
use crosslink_protocol::{ErrorCode, FieldError};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// Milliseconds between two looks at a verification.
const EVERY_MS: u32 = 2_000;
/// What has the focus once **Initiate** is the thing to do.
const MAIN_FOOT_BUTTON: &str = ".dialog__foot .button--primary";

/// The step.
#[component]
pub fn VerifyStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let draft = wizard.draft;
    let asking = RwSignal::new(false);
    let asked = memo(move || draft.with(|draft| draft.verified().cloned()));
    let id = memo(move || asked.with(|asked| asked.as_ref().map(|asked| asked.id.clone())));
    // Each verification that is asked for is followed until somebody has decided, or this step is left.
    effect(move || {
        if let Some(id) = id.get() {
            follow(wizard, id);
        }
    });
    let state = memo(move || asked.with(|asked| asked.as_ref().map(Verified::state)));
    // Of its own, so that the button stays the same, and keeps the focus, while it waits.
    let confirmed = memo(move || state.get() == Some(VerificationState::Confirmed));
    effect(move || {
        if confirmed.get() {
            focus_in_dialog(MAIN_FOOT_BUTTON);
        }
    });
    let name = memo(move || wizard.destination_name());
    let finding = dynamic(move || match asked.get() {
        _ if asking.get() => {
            view! { <WaitingLine words=text::verifying().to_owned() /> }.into_any()
        }
        Some(asked) => finding(&asked, &name.get()),
        None => ().into_any(),
    });
    let error_id = unique_id("verify");
    let described_by = error_id.clone();
    let button =
        optional(move || (!confirmed.get()).then(|| verify_button(wizard, asking, state.into())));
    view! {
        <Section title=text::verify_access()>
            <p class="prose">{derived(move || text::verify_how(name.get()))}</p>
            <div role="group" aria-describedby=described_by>{button}</div>
            <ErrorLine id=error_id error=wizard.errors.at(VERIFICATION) />
            <div class="finding" role="status">{finding}</div>
        </Section>
    }
}

fn verify_button(
    wizard: Wizard,
    asking: RwSignal<bool>,
    state: Signal<Option<VerificationState>>,
) -> AnyView {
    let label = derived(move || {
        let label = match state.get() {
            None => text::verify_access(),
            Some(_) => text::verify_again(),
        };
        label.to_owned()
    });
    let press = Callback::new(move |()| ask(wizard, asking));
    view! { <p class="verify" data-autofocus=""><Button label=label busy=asking on_press=press /></p> }
        .into_any()
}

/// How far it has come.
fn finding(asked: &Verified, name: &str) -> AnyView {
    match asked.state() {
        VerificationState::Waiting => waiting(asked, name),
        VerificationState::Confirmed => {
            let who = asked
                .known
                .as_ref()
                .and_then(|known| known.decided_by.as_deref());
            view! {
                <p class="finding__line finding__line--good">
                    <Icon glyph=Glyph::Success />
                    <span><strong>{text::verification_confirmed()}</strong><br />{text::confirmed_by(who, name)}</span>
                </p>
            }
            .into_any()
        }
        _ => verified::obstacle(Some(asked)).map_or_else(
            || ().into_any(),
            |code| {
                view! { <p class="finding__line"><Icon glyph=Glyph::Warning />{text::sentence(code)}</p> }
                    .into_any()
            },
        ),
    }
}

fn waiting(asked: &Verified, name: &str) -> AnyView {
    let link = asked.link.clone().filter(|link| is_web_address(link));
    let link = link.map(|href| {
        view! { <p><OtherSideLink href=href label=text::open_verification().to_owned() /></p> }
    });
    let until = asked.known.as_ref().map(|known| {
        let until = text::verification_open_until(clock::exact(known.expires_at));
        view! { <p class="field__hint">{until}</p> }
    });
    view! {
        <WaitingLine words=text::waiting_for_admin(name) />
        {link}
        {until}
    }
    .into_any()
}

/// Asks for admin access, and opens the other side's console.
fn ask(wizard: Wizard, asking: RwSignal<bool>) {
    let target = wizard.draft.with_untracked(|draft| draft.target());
    let (Some(api), Some(url)) = (wizard.around.api(), target.clone()) else {
        return;
    };
    wizard.errors.conceal();
    wizard.errors.changed(VERIFICATION);
    wizard.failure.set(None);
    asking.set(true);
    spawn_local(async move {
        let answer = api.verify(url).await;
        asking.try_set(false);
        match answer {
            Ok(asked) => {
                let link = asked.link.clone();
                let noted = wizard
                    .draft
                    .try_update(|draft| draft.note_asked(target, asked));
                // Whoever has closed the dialog, or wants to go elsewhere by now, is not sent there.
                if let Some(link) = link.filter(|_| noted == Some(true)) {
                    open_in_tab(&link);
                }
            }
            Err(error) => refused(wizard, error),
        }
    });
}

/// What is wrong with the destination is said here: the request was about it, and here one can try again.
fn refused(wizard: Wizard, error: ApiError) {
    match error.fields().first() {
        Some(field) => wizard
            .errors
            .refuse(vec![FieldError::new(VERIFICATION, field.code)]),
        None => {
            wizard.failure.try_set(Some(error));
        }
    }
}

fn follow(wizard: Wizard, id: VerificationId) {
    let ask: Ask = Rc::new(move |abort| {
        let (api, id) = (wizard.around.api(), id.clone());
        Box::pin(async move {
            let api = api.ok_or(ApiError::Cancelled)?;
            match api.verification(&id, &abort).await {
                Ok(known) => {
                    let settled = verified::settled(known.state);
                    // What is known already is nothing to show, or to read out, again.
                    let note = |draft: &mut Draft| (draft.note_verification(known), ());
                    wizard.draft.try_maybe_update(note);
                    Ok(settled)
                }
                Err(error) if gone(&error) => {
                    wizard.draft.try_update(Draft::forget_verification);
                    Ok(true)
                }
                Err(error) => Err(error),
            }
        })
    });
    watch(EVERY_MS, ask);
}

/// Whether there is no such verification any more.
fn gone(error: &ApiError) -> bool {
    error.code() == ErrorCode::NotFound || verified::is_about(error.code())
}
