//! The page of the Connections tab.

use super::empty::{EmptyList, NothingMatches};
use super::filters::Filters;
use super::freshness::{FailureMessage, FreshnessLine};
use super::live::Live;
use super::pager::Pager;
use super::query::ListQuery;
use super::table::ConnectionsTable;
use crate::accept;
use crate::app::Shell;
use crate::clock;
use crate::dialogs::{Dialog, Opening, prefetch};
use crate::host::storage;
use crate::initiate;
use crate::shortcuts;
use crate::text;
use crate::ui::{Button, ButtonKind, Glyph, Skeleton};
use crate::ui::{derived, dynamic, effect, memo, optional};
use leptos::prelude::*;
use std::time::Duration;

/// The page.
#[component]
pub fn ConnectionsPage(
    /// The page's surroundings.
    shell: Shell,
) -> impl IntoView {
    let location = shell.location;
    let query = memo(move || ListQuery::from_address(|name| location.parameter(name)));
    let on_change =
        Callback::new(move |query: ListQuery| location.go_to_query(&query.to_address()));
    let live = Live::new(shell, query);
    let now = ticking();
    // A draft that survived a reload is opened where it was, unless a link has brought something over, or somebody else has
    // signed in who may only look.
    let dialog = shell.dialog;
    let may_change = shell.may_change().get_untracked();
    if may_change && dialog.with_untracked(Option::is_none) && shell.incoming.none() {
        dialog.set(kept_dialog().map(Opening::from));
    }
    // What was done in a dialog shows in the list at once.
    let was_open = StoredValue::new(false);
    effect(move || {
        let acts = |opening: &Opening| opening.dialog != Dialog::Shortcuts;
        let open = dialog.with(|dialog| dialog.as_ref().is_some_and(acts));
        if was_open.get_value() && !open {
            live.refresh();
        }
        was_open.set_value(open);
    });
    view! {
        <div class="page__head">
            <h1 class="page__title">{text::connections()}</h1>
            <Toolbar shell=shell live=live dialog=dialog />
        </div>
        <ReaderNote shell=shell />
        <div class="list-head">
            <Filters query=query on_change=on_change />
            <FreshnessLine live=live now=now />
        </div>
        <FailureMessage live=live now=now />
        <List live=live query=query now=now on_clear=on_change on_go=Callback::new(move |address: String| shell.go(&address)) />
    }
    .into_any()
}

/// What stands below the filters: grey bars, the table, or why there is none.
#[component]
fn List(
    live: Live,
    query: Memo<ListQuery>,
    now: RwSignal<crosslink_protocol::Timestamp>,
    on_clear: Callback<ListQuery>,
    on_go: Callback<String>,
) -> impl IntoView {
    #[derive(PartialEq, Eq, Clone, Copy)]
    enum Look {
        Loading,
        Failed,
        Empty,
        NothingMatches,
        Rows,
    }
    let look = memo(move || {
        let any = live.rows.with(|rows| !rows.is_empty());
        live.freshness.with(
            |freshness| match (any, freshness.updated_at, &freshness.failure) {
                (true, ..) => Look::Rows,
                (false, Some(_), _) if query.with(ListQuery::filters) => Look::NothingMatches,
                (false, Some(_), _) => Look::Empty,
                (false, None, Some(_)) => Look::Failed,
                (false, None, None) => Look::Loading,
            },
        )
    });
    let clear = Callback::new(move |()| on_clear.run(ListQuery::default()));
    dynamic(move || match look.get() {
        Look::Loading => view! {
            <div class="panel">
                <p class="visually-hidden" role="status">{text::loading()}</p>
                <Skeleton lines=8 />
            </div>
        }
        .into_any(),
        Look::Failed => ().into_any(),
        Look::Empty => view! { <EmptyList /> }.into_any(),
        Look::NothingMatches => view! { <NothingMatches on_clear=clear /> }.into_any(),
        Look::Rows => view! {
            <ConnectionsTable live=live query=query now=now on_sort=on_clear on_go=on_go />
            <Pager live=live />
        }
        .into_any(),
    })
}

#[component]
fn Toolbar(shell: Shell, live: Live, dialog: RwSignal<Option<Opening>>) -> impl IntoView {
    let may_not = derived(move || !shell.may_change().get());
    let open = move |which| Callback::new(move |()| dialog.set(Some(Opening::from(which))));
    let busy = derived(move || live.freshness.with(|freshness| freshness.busy));
    view! {
        // Whoever comes near the buttons is about to open a dialog.
        <div class="toolbar" on:pointerenter=move |_| prefetch() on:focusin=move |_| prefetch()>
            <Button
                label=text::initiate_connection() kind=ButtonKind::Primary icon=Glyph::Add disabled=may_not
                shortcut=Some(shortcuts::INITIATE)
                on_press=open(Dialog::Initiate)
            />
            <Button
                label=text::accept_invitation() icon=Glyph::Mail disabled=may_not shortcut=Some(shortcuts::ACCEPT)
                on_press=open(Dialog::Accept)
            />
            <Button
                label=text::refresh() icon=Glyph::Refresh busy=busy shortcut=Some(shortcuts::REFRESH)
                on_press=Callback::new(move |()| live.refresh())
            />
        </div>
    }
}

/// Why the buttons are disabled, for those who may only look.
#[component]
fn ReaderNote(shell: Shell) -> impl IntoView {
    let may_change = shell.may_change();
    optional(move || {
        (!may_change.get())
            .then(|| view! { <p class="page__note">{text::readers_look_only()}</p> }.into_any())
    })
}

fn kept_dialog() -> Option<Dialog> {
    if storage::kept(initiate::DRAFT_KEY).is_some() {
        Some(Dialog::Initiate)
    } else if storage::kept(accept::DRAFT_KEY).is_some() {
        Some(Dialog::Accept)
    } else {
        None
    }
}

/// The time, once a second.
pub fn ticking() -> RwSignal<crosslink_protocol::Timestamp> {
    let now = RwSignal::new(clock::now());
    let tick = move || {
        now.try_set(clock::now());
    };
    if let Ok(handle) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || handle.clear());
    }
    now
}
