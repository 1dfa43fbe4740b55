//! The last step: what has to happen on the other side. It says by itself when it has happened.

use super::last::{Last, settled};
use super::wizard::Wizard;
use crate::clock;
use crate::dialogs::{OtherSideLink, Outcome, WaitingLine, watch_connection};
use crate::text;
use crate::ui::{
    Button, ButtonKind, CopyButton, MAIN_BUTTON, Message, Section, Severity, focus_in_dialog,
    unique_id,
};
use crate::ui::{derived, dynamic, effect, memo};
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::Connection;
use leptos::prelude::*;

/// The step.
#[component]
pub fn InvitationStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    follow(wizard);
    let last = wizard.last();
    let active = memo(move || matches!(last.get(), Some(Last::Active { .. })));
    let content = dynamic(move || match last.get() {
        Some(Last::Pending {
            continue_at: Some(link),
            code,
            expires_at,
            ..
        }) => elsewhere(wizard, link, code, expires_at),
        Some(Last::Pending {
            code: Some(code),
            expires_at,
            unreached,
            ..
        }) => by_code(wizard, code, expires_at, unreached),
        Some(Last::Ended) => {
            view! { <Message severity=Severity::Warning text=text::invitation_has_ended() /> }
                .into_any()
        }
        // After a reload of the page, the code is asked for again.
        None if wizard.busy.get() => {
            view! { <WaitingLine words=text::fetching_code().to_owned() /> }.into_any()
        }
        Some(Last::Active { .. } | Last::Pending { code: None, .. }) | None => ().into_any(),
    });
    let state = dynamic(move || match last.get() {
        Some(Last::Active { configure }) => active_view(wizard, configure),
        Some(Last::Pending { .. }) => {
            view! { <WaitingLine words=text::waiting_for_acceptance().to_owned() /> }.into_any()
        }
        Some(Last::Ended) | None => ().into_any(),
    });
    let state_class = derived(move || if active.get() { "result" } else { "finding" });
    // The copy button that had the focus is gone.
    effect(move || {
        if active.get() {
            focus_in_dialog(MAIN_BUTTON);
        }
    });
    view! {
        {content}
        <div class=state_class role="status">{state}</div>
    }
}

/// Looks at the connection as soon as there is one.
fn follow(wizard: Wizard) {
    let id = memo(move || {
        wizard.initiated.with(|initiated| {
            let connection = &initiated.as_ref()?.connection;
            (!settled(connection.lifecycle)).then(|| connection.id.clone())
        })
    });
    let on_change = Callback::new(move |connection: Connection| {
        wizard.initiated.update(|initiated| {
            if let Some(initiated) = initiated {
                initiated.connection = connection;
            }
        });
    });
    effect(move || {
        if let Some(id) = id.get() {
            watch_connection(wizard.around, id, on_change);
        }
    });
}

fn active_view(wizard: Wizard, configure: bool) -> AnyView {
    let detail = wizard.initiated.with_untracked(|initiated| {
        let connection = &initiated.as_ref()?.connection;
        Some(text::active_detail(
            &connection.name,
            &connection.remote_short_name,
        ))
    });
    let next = configure.then(|| view! { <p>{text::configure_sync_next()}</p> });
    view! {
        <Outcome good=true title=text::connection_is_active() detail=detail.unwrap_or_default() />
        {next}
    }
    .into_any()
}

/// Somebody with admin access goes on in the other side's console.
fn elsewhere(
    wizard: Wizard,
    link: String,
    code: Option<String>,
    expires_at: Option<Timestamp>,
) -> AnyView {
    focus_in_dialog(".other-side");
    let remote = wizard.remote_name();
    let label = text::continue_on(&remote);
    let instead = code.map(|code| {
        view! {
            <details class="instead">
                <summary>{text::or_send_code()}</summary>
                {code_field(wizard, code, expires_at, ButtonKind::Normal)}
            </details>
        }
    });
    view! {
        <Section title=text::continue_title()>
            <p class="prose">{text::continue_there(&remote)}</p>
            <p class="prose"><OtherSideLink href=link label=label /></p>
            {instead}
        </Section>
    }
    .into_any()
}

/// The code is sent to whoever accepts.
fn by_code(
    wizard: Wizard,
    code: String,
    expires_at: Option<Timestamp>,
    unreached: bool,
) -> AnyView {
    focus_in_dialog(MAIN_BUTTON);
    let [before, strong, after] = text::accept_there(&wizard.remote_name());
    let failed = unreached
        .then(|| view! { <Message severity=Severity::Warning text=text::handing_over_failed() /> });
    view! {
        <Section title=text::invitation()>
            {failed}
            <p class="prose">{before}<strong>{strong}</strong>{after}</p>
            {code_field(wizard, code, expires_at, ButtonKind::Primary)}
        </Section>
    }
    .into_any()
}

fn code_field(
    wizard: Wizard,
    code: String,
    expires_at: Option<Timestamp>,
    kind: ButtonKind,
) -> AnyView {
    let id = unique_id("code");
    let expiry = expires_at.map(|time| {
        view! { <p class="field__hint">{text::code_expires(clock::exact(time))}</p> }
    });
    let copied = wizard.copied;
    // Where the code is the thing to send, its button has the focus.
    let autofocus = (kind == ButtonKind::Primary).then_some("");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{text::use_the_code()}</label>
            <textarea
                class="input input--literal" id=id.clone() readonly=true rows="3" spellcheck="false"
                prop:value=code.clone()
            ></textarea>
            {expiry}
        </div>
        <p class="copy-row" data-autofocus=autofocus>
            <CopyButton
                label=text::copy_code() content=code kind=kind shown_in=id
                on_copied=Callback::new(move |()| copied.set(true))
            />
        </p>
        <p class="field__hint">{text::code_is_secret()}</p>
    }
    .into_any()
}

/// The buttons: **Done**, and before it **Configure sync** where that comes next.
pub fn buttons(wizard: Wizard, busy: Signal<bool>) -> AnyView {
    let last = wizard.last();
    // `None` while the connection isn't there; then whether the sync is configured next, once it is active.
    let look = memo(move || {
        last.with(|last| {
            last.as_ref().map(|last| match last {
                Last::Active { configure } => Some(*configure),
                Last::Pending { .. } | Last::Ended => None,
            })
        })
    });
    dynamic(move || match look.get() {
        Some(Some(true)) => {
            let configure = Callback::new(move |()| wizard.configure());
            view! {
                <Button label=text::done() />
                <span data-autofocus="">
                    <Button label=text::configure_sync() kind=ButtonKind::Primary on_press=configure />
                </span>
            }
            .into_any()
        }
        Some(Some(false)) => view! {
            <span data-autofocus=""><Button label=text::done() kind=ButtonKind::Primary /></span>
        }
        .into_any(),
        // What has to happen on the other side is the thing to do.
        Some(None) => view! { <Button label=text::done() /> }.into_any(),
        None => {
            let label = derived(move || wizard.submit_label().to_owned());
            view! { <Button label=label busy=busy /> }.into_any()
        }
    })
}
