//! The two ways to sign in.

use super::refusal::Refusal;
use crate::pages::Surroundings;
use crate::text;
use crate::ui::{Button, ButtonKind, FieldFrame, Message, Severity};
use crate::ui::{derived, focus_first_invalid, optional, true_or_none, unique_id};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::session::SessionProof;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

#[derive(Clone, Copy)]
struct Entry {
    around: Surroundings,
    token: RwSignal<String>,
    /// What is wrong with the token.
    wrong: RwSignal<Option<String>>,
    /// What went wrong beyond that.
    failure: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

impl Entry {
    fn send(self) {
        let Some(api) = self.around.api() else { return };
        let token = self.token.get_untracked().trim().to_owned();
        if self.busy.get_untracked() {
            return;
        }
        self.failure.set(None);
        if token.is_empty() {
            self.tell(Refusal::Token(
                text::sentence(ErrorCode::Required).to_owned(),
            ));
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            // Where it succeeds, this page is about to go.
            let answer = api
                .sign_in(&SessionProof::PersonalAccessToken { token })
                .await;
            self.busy.try_set(false);
            if let Err(error) = answer {
                self.tell(Refusal::of(&error));
            }
        });
    }

    fn tell(self, refusal: Refusal) {
        match refusal {
            Refusal::Token(sentence) => {
                self.wrong.try_set(Some(sentence));
                focus_first_invalid();
            }
            Refusal::Other(sentence) => {
                self.failure.try_set(Some(sentence));
            }
        }
    }
}

/// The page: below the heading that says why it is there.
#[component]
pub fn SignInPage(
    /// The page's surroundings.
    around: Surroundings,
) -> impl IntoView {
    view! {
        <section class="panel">
            <h2 class="panel__title">{text::with_token()}</h2>
            <TokenForm around=around />
        </section>
        <section class="panel">
            <h2 class="panel__title">{text::with_link()}</h2>
            <p>{text::sign_in_how()}</p>
            <pre class="command"><code>{text::SIGN_IN_COMMAND}</code></pre>
        </section>
    }
    .into_any()
}

#[component]
fn TokenForm(around: Surroundings) -> impl IntoView {
    let entry = Entry {
        around,
        token: RwSignal::new(String::new()),
        wrong: RwSignal::new(None),
        failure: RwSignal::new(None),
        busy: RwSignal::new(false),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        entry.send();
    };
    let typed = move |event| {
        entry.token.set(event_target_value(&event));
        entry.wrong.set(None);
    };
    let failed = optional(move || {
        let text = entry.failure.get()?;
        Some(view! { <Message severity=Severity::Error text=text /> }.into_any())
    });
    let id = unique_id("token");
    let invalid = true_or_none(move || entry.wrong.with(Option::is_some));
    let described_by = {
        let (hint, error) = (format!("{id}-hint"), format!("{id}-error"));
        derived(move || match entry.wrong.with(Option::is_some) {
            true => format!("{error} {hint}"),
            false => hint.clone(),
        })
    };
    view! {
        <form novalidate=true on:submit=submit>
            <FieldFrame
                id=id.clone() label=text::personal_access_token() required=true error=entry.wrong.into()
                hint=Some(text::token_hint()) beside_label=None
            >
                <input
                    type="password" id=id class="input input--literal" autocomplete="off" spellcheck="false"
                    autocapitalize="off" aria-required="true" aria-invalid=invalid aria-describedby=described_by
                    prop:value=entry.token on:input=typed
                />
            </FieldFrame>
            {failed}
            <div class="toolbar panel__actions">
                <Button label=text::sign_in() kind=ButtonKind::Primary busy=entry.busy />
            </div>
        </form>
    }
    .into_any()
}
