//! The page as a whole.

use super::actions::{Actions, Asking};
use super::activity_list::ActivityList;
use super::check_panel::CheckPanel;
use super::delete::DeleteDialog;
use super::edit::EditDialog;
use super::facts::Facts;
use super::head::Head;
use super::invitation::InvitationBox;
use super::picture::Picture;
use super::reissue::ReissueDialog;
use super::tab::{Tab, connection_of};
use super::tabs::PartTabs;
use super::watch::Watch;
use crate::connections::ticking;
use crate::pages::Surroundings;
use crate::rules::SyncRules;
use crate::text;
use crate::ui::{Button, Confirm, Message, PageLink, Severity, Skeleton};
use crate::ui::{derived, dynamic, effect, memo, optional};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Connection;
use crosslink_protocol::id::ConnectionId;
use leptos::prelude::*;

/// A connection's page.
#[component]
pub fn ConnectionPage(
    /// The page's surroundings.
    around: Surroundings,
) -> impl IntoView {
    let id = memo(move || around.address.with(|address| connection_of(address)));
    optional(move || {
        let id = id.get()?;
        Some(view! { <OneConnection around=around id=id /> }.into_any())
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Loading,
    Missing,
    Failed,
    There,
}

#[component]
fn OneConnection(around: Surroundings, id: ConnectionId) -> impl IntoView {
    let watch = Watch::new(around, id);
    let look = memo(move || {
        let there = watch.connection.with(Option::is_some);
        watch.failure.with(|failure| match failure {
            Some(error) if error.code() == ErrorCode::NotFound => Look::Missing,
            _ if there => Look::There,
            Some(_) => Look::Failed,
            None => Look::Loading,
        })
    });
    effect(move || {
        let name = watch
            .connection
            .with(|one| one.as_ref().map(|one| one.name.clone()));
        match (look.get(), name) {
            (Look::Missing, _) => around.title(text::no_such_connection()),
            (_, Some(name)) => around.title(&name),
            _ => {}
        }
    });
    dynamic(move || match look.get() {
        Look::Loading => view! {
            <p class="visually-hidden" role="status">{text::loading()}</p>
            <Skeleton lines=8 />
        }
        .into_any(),
        Look::Missing => missing(around),
        Look::Failed => failed(watch),
        Look::There => match watch.connection.get_untracked() {
            Some(first) => there(around, watch, first),
            None => ().into_any(),
        },
    })
}

fn missing(around: Surroundings) -> AnyView {
    let go = Callback::new(move |address: String| around.go(&address));
    view! {
        <section class="empty">
            <h1 class="empty__title">{text::no_such_connection()}</h1>
            <p>{text::no_such_connection_why()}</p>
            <p><PageLink address="/connections" on_go=go>{text::back_to_connections()}</PageLink></p>
        </section>
    }
    .into_any()
}

fn failed(watch: Watch) -> AnyView {
    let retry = Callback::new(move |()| watch.ask());
    let sentence = derived(move || {
        let failure = watch.failure.get();
        failure.map_or_else(String::new, |error| error.sentence())
    });
    view! {
        <Message severity=Severity::Error text=sentence>
            <Button label=text::retry() on_press=retry />
        </Message>
    }
    .into_any()
}

fn there(around: Surroundings, watch: Watch, first: Connection) -> AnyView {
    let id = watch.id();
    let connection = derived(move || watch.connection.get().unwrap_or_else(|| first.clone()));
    let now = ticking();
    let actions = Actions::new(around, watch);
    let shown = memo(move || around.address.with(|address| Tab::of(address)));
    let part = dynamic(move || match shown.get() {
        Tab::Overview => view! {
            <section class="panel">
                <Picture connection=connection />
                <Facts around=around connection=connection now=now />
            </section>
            <InvitationBox actions=actions connection=connection now=now />
        }
        .into_any(),
        Tab::Rules => rules(around, connection),
        Tab::Activity => {
            view! { <ActivityList around=around watch=watch connection=connection now=now /> }
                .into_any()
        }
    });
    view! {
        <Head actions=actions connection=connection now=now />
        <CheckPanel actions=actions now=now />
        <PartTabs around=around id=id shown=shown />
        {part}
        <Dialogs actions=actions />
    }
    .into_any()
}

fn rules(around: Surroundings, connection: Signal<Connection>) -> AnyView {
    let Some(api) = around.api() else {
        return ().into_any();
    };
    let announce = Callback::new(move |text: String| around.announce(&text));
    let may_change = around.may_change();
    view! { <SyncRules api=api connection=connection may_change=may_change announce=announce /> }
        .into_any()
}

/// The dialog that is open, with the connection as it was then.
#[component]
fn Dialogs(actions: Actions) -> impl IntoView {
    optional(move || {
        let asking = actions.asking.get()?;
        let seen = actions.watch.connection.get_untracked()?;
        let dialog = match asking {
            Asking::Edit => view! { <EditDialog actions=actions seen=seen /> }.into_any(),
            Asking::Delete => view! { <DeleteDialog actions=actions seen=seen /> }.into_any(),
            Asking::Reissue => view! { <ReissueDialog actions=actions seen=seen /> }.into_any(),
            Asking::Revoke => revoke(actions, seen),
        };
        Some(dialog)
    })
}

fn revoke(actions: Actions, seen: Connection) -> AnyView {
    let keep = Callback::new(move |()| actions.asking.set(None));
    let discard = Callback::new(move |()| actions.revoke(Some(seen.clone())));
    view! {
        <Confirm
            title=text::revoke_title() detail=text::revoke_detail() keep=text::keep_invitation()
            discard=text::withdraw_invitation() on_keep=keep on_discard=discard
        />
    }
    .into_any()
}
