//! **Licence**: an evaluation or a paid one, and the field for a key.

use super::words::licensed;
use crate::backend::ApiError;
use crate::clock;
use crate::pages::Surroundings;
use crate::text;
use crate::ui::{Button, Glyph, Icon, Message, Panel, Severity, TextField};
use crate::ui::{dynamic, optional};
use crosslink_protocol::licence::Licence;
use crosslink_protocol::{ErrorCode, Timestamp};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

/// The part of the page.
#[component]
pub fn LicencePanel(
    /// The page's surroundings.
    around: Surroundings,
    /// What the node may be used for.
    licence: RwSignal<Licence>,
) -> impl IntoView {
    let may_change = around.may_change();
    let shown = dynamic(move || standing(&licence.get(), clock::now()));
    let entry = dynamic(move || match may_change.get() {
        true => view! { <KeyForm around=around licence=licence /> }.into_any(),
        false => view! { <p class="quiet">{text::ADMINS_ENTER_KEYS}</p> }.into_any(),
    });
    view! {
        <Panel title=text::LICENCE>
            {shown}
            {entry}
        </Panel>
    }
    .into_any()
}

fn standing(licence: &Licence, now: Timestamp) -> AnyView {
    let (words, means) = licensed(licence, now, clock::exact);
    let (glyph, tone) = match licence.ended {
        true => (Glyph::Warning, "warning"),
        false => (Glyph::Success, "good"),
    };
    view! {
        <p class="standing" data-tone=tone title=clock::exact(licence.ends_at)><Icon glyph=glyph />{words}</p>
        {means.map(|means| view! { <p class="quiet">{means}</p> })}
    }
    .into_any()
}

#[component]
fn KeyForm(around: Surroundings, licence: RwSignal<Licence>) -> impl IntoView {
    let key = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<ApiError>);
    let busy = RwSignal::new(false);
    let send = move || {
        let Some(api) = around.api() else { return };
        let typed = key.get_untracked().trim().to_owned();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        if typed.is_empty() {
            wrong.set(Some(ErrorCode::Required.sentence().to_owned()));
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = api.enter_licence(typed).await;
            busy.try_set(false);
            match answer {
                Ok(entered) => {
                    licence.try_set(entered);
                    key.try_set(String::new());
                    around.announce(text::LICENCE_ENTERED);
                }
                Err(error) => match error.fields().first() {
                    Some(field) => {
                        wrong.try_set(Some(field.code.sentence().to_owned()));
                    }
                    None => {
                        failure.try_set(Some(error));
                    }
                },
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let typed = Callback::new(move |text: String| {
        key.set(text);
        wrong.set(None);
    });
    let failed = optional(move || {
        let text = failure.get()?.sentence();
        Some(view! { <Message severity=Severity::Error text=text /> }.into_any())
    });
    view! {
        <form class="panel__form" novalidate=true on:submit=submit>
            <TextField
                label=text::LICENCE_KEY value=key on_input=typed error=wrong hint=text::LICENCE_KEY_HINT rows=3
                literal=true
            />
            {failed}
            <div class="toolbar panel__actions"><Button label=text::ENTER_KEY busy=busy /></div>
        </form>
    }
    .into_any()
}
