//! The area as a whole.

use super::conflict::ConflictChoice;
use super::editing::{Around, Editing};
use super::script::ScriptRules;
use super::versions::Versions;
use super::visual::VisualRules;
use crate::backend::{Api, ApiError};
use crate::text;
use crate::ui::{Button, Message, Remote, Severity, Skeleton, dynamic};
use crosslink_protocol::connection::Connection;
use crosslink_protocol::mode::Mode;
use crosslink_protocol::rules::Rules;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::KeyboardEvent;

/// The sync rules of a connection.
#[component]
pub fn SyncRules(
    /// The node.
    api: Api,
    /// The connection.
    #[prop(into)]
    connection: Signal<Connection>,
    /// Whether the one who is signed in may change things.
    #[prop(into)]
    may_change: Signal<bool>,
    /// Says something to those who can't see it.
    announce: Callback<String>,
) -> impl IntoView {
    let around = Around {
        api: StoredValue::new(api),
        connection,
        may_change,
        announce,
    };
    let rules = RwSignal::new(Remote::Loading);
    load(around, rules);
    let retry = Callback::new(move |()| {
        rules.set(Remote::Loading);
        load(around, rules);
    });
    let content = dynamic(move || match rules.get() {
        Remote::Loading => view! {
            <p class="visually-hidden" role="status">{text::loading()}</p>
            <Skeleton lines=6 />
        }
        .into_any(),
        Remote::Failed(error) => view! {
            <Message severity=Severity::Error text=error.sentence()>
                <Button label=text::retry() on_press=retry />
            </Message>
        }
        .into_any(),
        Remote::Ready(rules) => view! { <Loaded around=around rules=rules /> }.into_any(),
    });
    view! { <section class="rules" aria-label=text::sync_rules()>{content}</section> }.into_any()
}

fn load(around: Around, rules: RwSignal<Remote<Rules, ApiError>>) {
    let Some(api) = around.api.try_get_value() else {
        return;
    };
    let id = around
        .connection
        .with_untracked(|connection| connection.id.clone());
    spawn_local(async move {
        let answer = api.rules(&id).await;
        rules.try_set(match answer {
            Ok(rules) => Remote::Ready(rules),
            Err(error) => Remote::Failed(error),
        });
    });
}

#[component]
fn Loaded(around: Around, rules: Rules) -> impl IntoView {
    let editing = Editing::new(around, rules);
    let mode = around
        .connection
        .with_untracked(|connection| connection.mode);
    let rules = match mode {
        Mode::Visual => view! { <VisualRules editing=editing /> }.into_any(),
        Mode::Basic | Mode::Script => view! { <ScriptRules editing=editing /> }.into_any(),
    };
    let on_key = move |event: KeyboardEvent| {
        if (event.ctrl_key() || event.meta_key()) && event.key().eq_ignore_ascii_case("s") {
            // Not the browser's own: it would save the page.
            event.prevent_default();
            editing.save();
        }
    };
    view! {
        <div class="rules__work" on:keydown=on_key>
            <ConflictChoice editing=editing />
            {rules}
            <Versions editing=editing />
        </div>
    }
    .into_any()
}
