//! The head of the page: name, status and what it means, and what can be done.

use super::actions::{Actions, label};
use super::conflict::ConflictBox;
use super::story::story;
use crate::connections::lifecycle_pill;
use crate::connections::status::{health, tells_health};
use crate::shortcuts;
use crate::text;
use crate::ui::{Button, Message, PageLink, Remote, Severity, StatusWord, TimeText};
use crate::ui::{derived, dynamic, focus_if_lost, memo, optional};
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::Connection;
use crosslink_protocol::lifecycle::{Action, offered};
use leptos::prelude::*;

/// The head.
#[component]
pub fn Head(
    /// What can be done.
    actions: Actions,
    /// The connection.
    connection: Signal<Connection>,
    /// The time now.
    now: RwSignal<Timestamp>,
) -> impl IntoView {
    let around = actions.around;
    let go = Callback::new(move |address: String| around.go(&address));
    let name = memo(move || connection.with(|connection| connection.name.clone()));
    let description = memo(move || connection.with(|connection| connection.description.clone()));
    let told = memo(move || connection.with(story));
    let next = optional(move || {
        told.with(|story| story.next)
            .map(|next| view! { <p class="quiet">{next}</p> }.into_any())
    });
    let described = optional(move || {
        let description = description.get();
        (!description.is_empty())
            .then(|| view! { <p class="connection__description">{description}</p> }.into_any())
    });
    view! {
        <p class="connection__back">
            <PageLink address="/connections" on_go=go>{text::connections()}</PageLink>
        </p>
        <div class="page__head">
            <div class="connection__title">
                <h1 class="page__title">{name}</h1>
                {status(connection, now)}
            </div>
            <Toolbar actions=actions connection=connection />
        </div>
        {described}
        <p class="connection__story">{move || told.with(|story| story.what.clone())}</p>
        {next}
        <Troubles actions=actions connection=connection />
    }
    .into_any()
}

fn status(connection: Signal<Connection>, now: RwSignal<Timestamp>) -> AnyView {
    let shown = memo(move || {
        connection.with(|one| {
            let told = tells_health(one.lifecycle);
            let health = told.then_some((one.health, one.health_reason, one.last_contact_at));
            (one.lifecycle, health)
        })
    });
    dynamic(move || {
        let (lifecycle, contact) = shown.get();
        let contact = contact.map(|(value, reason, last)| {
            let (word, tone) = health(value);
            let reason = reason.map(text::sentence);
            let said =
                reason.map(|reason| view! { <span class="connection__reason">{reason}</span> });
            let last = last.map(|time| {
                let now = derived(move || now.get().max(time));
                view! { <span class="status__note"><TimeText time=time now=now /></span> }
            });
            view! { <StatusWord word=word tone=tone.as_str() />{last}{said} }
        });
        view! { <div class="connection__status">{lifecycle_pill(lifecycle)}{contact}</div> }
            .into_any()
    })
}

/// A place in the toolbar. Activate and Deactivate share one, so that the focus stays when one becomes the other.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Pause,
    Check,
    Edit,
    Delete,
}

impl Place {
    const ALL: [Self; 4] = [Self::Pause, Self::Check, Self::Edit, Self::Delete];

    fn shortcut(self) -> Option<&'static str> {
        match self {
            Self::Check => Some(shortcuts::CHECK),
            Self::Edit => Some(shortcuts::EDIT),
            Self::Pause | Self::Delete => None,
        }
    }

    fn action(self, offered: &[Action]) -> Option<Action> {
        let here: &[Action] = match self {
            Self::Pause => &[Action::Activate, Action::Deactivate],
            Self::Check => &[Action::Check],
            Self::Edit => &[Action::Edit],
            Self::Delete => &[Action::Delete],
        };
        here.iter().copied().find(|action| offered.contains(action))
    }
}

#[component]
fn Toolbar(actions: Actions, connection: Signal<Connection>) -> impl IntoView {
    let possible = memo(move || connection.with(offered));
    let action_at = move |place: Place| possible.with(|possible| place.action(possible));
    let may_change = actions.around.may_change();
    let places = memo(move || {
        let there = |place: &Place| action_at(*place).is_some();
        Place::ALL.into_iter().filter(there).collect::<Vec<_>>()
    });
    let button = move |place: Place| {
        let says = derived(move || action_at(place).map_or("", label).to_owned());
        let busy = derived(move || match action_at(place) {
            Some(Action::Check) => actions
                .check
                .with(|check| matches!(check, Some(Remote::Loading))),
            action => action.is_some() && actions.busy.get() == action,
        });
        let disabled = derived(move || !may_change.get());
        let press = Callback::new(move |()| {
            if let Some(action) = untrack(|| action_at(place)) {
                actions.press(action);
            }
        });
        view! { <Button label=says busy=busy disabled=disabled shortcut=place.shortcut() on_press=press /> }
            .into_any()
    };
    let note = optional(move || {
        (!may_change.get())
            .then(|| view! { <p class="page__note">{text::readers_look_at_one()}</p> }.into_any())
    });
    view! {
        <div class="connection__actions">
            <div class="toolbar">
                <For each=move || places.get() key=|place| *place let:place>{button(place)}</For>
            </div>
            {note}
        </div>
    }
    .into_any()
}

/// What went wrong.
#[component]
fn Troubles(actions: Actions, connection: Signal<Connection>) -> impl IntoView {
    let failed = optional(move || {
        let error = actions.failure.get()?;
        let text = error.sentence();
        Some(view! { <Message severity=Severity::Error text=text /> }.into_any())
    });
    let stale = memo(move || {
        let failure = actions.watch.failure;
        failure.with(|error| error.as_ref().map(|error| error.sentence()))
    });
    let retry = Callback::new(move |()| actions.watch.ask());
    let stale = optional(move || {
        let message = view! {
            <Message severity=Severity::Warning text=stale.get()?>
                <Button label=text::retry() on_press=retry />
            </Message>
        };
        Some(message.into_any())
    });
    let conflict = optional(move || {
        let (action, meanwhile) = actions.conflict.get()?;
        let possible = offered(&connection.get_untracked()).contains(&action);
        let anyway = possible.then(|| text::do_anyway(label(action)));
        let on_anyway = Callback::new(move |()| actions.anyway(action));
        let on_theirs = Callback::new(move |()| {
            focus_if_lost(None, ".connection__actions", ".button");
            actions.conflict.set(None);
        });
        Some(
            view! { <ConflictBox meanwhile=meanwhile anyway=anyway on_anyway=on_anyway on_theirs=on_theirs /> }
                .into_any(),
        )
    });
    view! { {stale}{failed}{conflict} }.into_any()
}
