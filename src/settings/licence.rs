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
        false => view! { <p class="quiet">{text::admins_enter_keys()}</p> }.into_any(),
    });
    view! {
        <Panel title=text::licence()>
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

/// The field for a key.
#[derive(Clone, Copy)]
struct Entry {
    around: Surroundings,
    licence: RwSignal<Licence>,
    key: RwSignal<String>,
    /// What is wrong with the key.
    wrong: RwSignal<Option<String>>,
    /// What went wrong beyond that.
    failure: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
}

impl Entry {
    fn send(self) {
        let Some(api) = self.around.api() else { return };
        let typed = self.key.get_untracked().trim().to_owned();
        if self.busy.get_untracked() {
            return;
        }
        self.failure.set(None);
        if typed.is_empty() {
            let sentence = text::sentence(ErrorCode::Required);
            self.wrong.set(Some(sentence.to_owned()));
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = api.enter_licence(typed).await;
            self.busy.try_set(false);
            match answer {
                Ok(entered) => {
                    self.licence.try_set(entered);
                    self.key.try_set(String::new());
                    self.around.toast(text::licence_entered());
                }
                Err(error) => self.refused(error),
            }
        });
    }

    fn refused(self, error: ApiError) {
        match error.fields().first() {
            Some(field) => {
                let sentence = text::sentence(field.code);
                self.wrong.try_set(Some(sentence.to_owned()));
            }
            None => {
                self.failure.try_set(Some(error));
            }
        }
    }
}

#[component]
fn KeyForm(around: Surroundings, licence: RwSignal<Licence>) -> impl IntoView {
    let entry = Entry {
        around,
        licence,
        key: RwSignal::new(String::new()),
        wrong: RwSignal::new(None),
        failure: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        entry.send();
    };
    let typed = Callback::new(move |text: String| {
        entry.key.set(text);
        entry.wrong.set(None);
    });
    let failed = optional(move || {
        let text = entry.failure.get()?.sentence();
        Some(view! { <Message severity=Severity::Error text=text /> }.into_any())
    });
    view! {
        <form class="panel__form" novalidate=true on:submit=submit>
            <TextField
                label=text::licence_key() value=entry.key on_input=typed error=entry.wrong hint=text::licence_key_hint()
                rows=3 literal=true
            />
            {failed}
            <div class="toolbar panel__actions"><Button label=text::enter_key() busy=entry.busy /></div>
        </form>
    }
    .into_any()
}
