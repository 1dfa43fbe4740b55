//! The whole screen.

use super::mappings::Mappings;
use super::model::other;
use super::side::SideColumn;
use super::state::Screen;
use super::summary::Summary;
use crate::rules::editing::Editing;
use crate::rules::save_bar::SaveBar;
use crate::text;
use crate::ui::{dynamic, memo};
use crosslink_protocol::rules::RulesContent;
use leptos::prelude::*;

/// **Configure sync**, or, where it can't be changed, what is configured.
#[component]
pub fn VisualRules(
    /// The rules.
    editing: Editing,
) -> impl IntoView {
    let locked = editing.locked;
    let read_only = memo(move || locked.get().is_some());
    let content = dynamic(move || match read_only.get() {
        true => summary(editing),
        false => view! { <Configure editing=editing /> }.into_any(),
    });
    view! {
        <h2 class="rules__title">{text::configure_sync()}</h2>
        {content}
        <SaveBar editing=editing />
    }
    .into_any()
}

#[component]
fn Configure(editing: Editing) -> impl IntoView {
    let screen = Screen::new(editing);
    view! {
        <div class="visual__sides">
            <SideColumn screen=screen of=screen.own />
            <SideColumn screen=screen of=other(screen.own) />
        </div>
        <Mappings screen=screen />
    }
    .into_any()
}

fn summary(editing: Editing) -> AnyView {
    dynamic(move || {
        let connection = editing.around.connection.get();
        match editing.base.with(|rules| rules.content.clone()) {
            Some(RulesContent::Visual { config }) => {
                view! { <Summary config=config connection=connection /> }.into_any()
            }
            // That nothing is configured is said below.
            _ => ().into_any(),
        }
    })
}
