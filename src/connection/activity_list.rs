//! **Activity**: who did what, and when, the newest first.

use super::activity::what;
use super::changes::{Difference, label_of};
use super::conflict::differences;
use super::watch::Watch;
use crate::backend::ApiError;
use crate::pages::Surroundings;
use crate::text;
use crate::ui::{Button, Message, Scope, Severity, Skeleton, TimeText};
use crate::ui::{derived, effect, memo, optional};
use crosslink_protocol::Timestamp;
use crosslink_protocol::activity::{ActivityEntry, ActivityPage};
use crosslink_protocol::connection::Connection;
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy)]
struct Activity {
    around: Surroundings,
    watch: Watch,
    /// With a number each, which stays.
    entries: RwSignal<Vec<(usize, ActivityEntry)>>,
    cursor: RwSignal<Option<String>>,
    /// What was asked for last: the newest, or what comes after this cursor.
    asked: StoredValue<Option<String>>,
    busy: RwSignal<bool>,
    loaded: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    calls: Scope,
}

impl Activity {
    fn new(around: Surroundings, watch: Watch) -> Self {
        Self {
            around,
            watch,
            entries: RwSignal::new(Vec::new()),
            cursor: RwSignal::new(None),
            asked: StoredValue::new(None),
            busy: RwSignal::new(false),
            loaded: RwSignal::new(false),
            failure: RwSignal::new(None),
            calls: Scope::new(),
        }
    }

    /// Loads the newest, or what comes after what is shown.
    fn load(self, cursor: Option<String>) {
        let (Some(api), Some(ticket)) = (self.around.api(), self.calls.begin()) else {
            return;
        };
        self.asked.set_value(cursor.clone());
        self.busy.set(true);
        self.failure.set(None);
        let id = self.watch.id();
        spawn_local(async move {
            let answer = api
                .activity(&id, cursor.as_deref(), Some(&ticket.abort))
                .await;
            if !ticket.is_current() {
                return;
            }
            self.busy.try_set(false);
            match answer {
                Ok(page) => self.show(page, cursor.is_some()),
                Err(ApiError::Cancelled | ApiError::SignedOut(_)) => {}
                Err(error) => {
                    self.failure.try_set(Some(error));
                }
            }
        });
    }

    fn show(self, page: ActivityPage, append: bool) {
        self.entries.try_update(|entries| {
            if !append {
                entries.clear();
            }
            let first = entries.len();
            let numbered = page.items.into_iter().enumerate();
            entries.extend(numbered.map(|(at, entry)| (first + at, entry)));
        });
        self.cursor.try_set(page.next_cursor);
        self.loaded.try_set(true);
    }
}

/// The list.
#[component]
pub fn ActivityList(
    /// The page's surroundings.
    around: Surroundings,
    /// Which connection.
    watch: Watch,
    /// The connection.
    connection: Signal<Connection>,
    /// The time now.
    now: RwSignal<Timestamp>,
) -> impl IntoView {
    let activity = Activity::new(around, watch);
    let version = memo(move || connection.with(|one| one.version));
    effect(move || {
        // What changes the connection is in its activity.
        version.track();
        activity.load(None);
    });
    let retry = Callback::new(move |()| activity.load(activity.asked.get_value()));
    let on_more = Callback::new(move |()| activity.load(activity.cursor.get_untracked()));
    let more = optional(move || {
        activity.cursor.with(Option::is_some).then(|| {
            let busy = activity.busy;
            view! { <Button label=text::show_more() busy=busy on_press=on_more /> }.into_any()
        })
    });
    view! {
        <section class="panel" aria-label=text::activity()>
            {instead(activity)}
            <ol class="activity">
                <For
                    each=move || activity.entries.get()
                    key=|(number, entry)| (*number, entry.at.0, entry.kind.as_str())
                    let((_, entry))
                >
                    {one(entry, connection, now)}
                </For>
            </ol>
            {failed(activity, retry)}
            {more}
        </section>
    }
    .into_any()
}

/// What stands there while there are no entries.
fn instead(activity: Activity) -> AnyView {
    let look = memo(move || {
        let any = activity.entries.with(|entries| !entries.is_empty());
        (
            any,
            activity.loaded.get(),
            activity.failure.with(Option::is_some),
        )
    });
    optional(move || match look.get() {
        (true, ..) | (_, false, true) => None,
        (_, true, _) => Some(view! { <p>{text::no_activity()}</p> }.into_any()),
        _ => Some(view! { <Skeleton lines=6 /> }.into_any()),
    })
}

/// Why there are none, or no more.
fn failed(activity: Activity, retry: Callback<()>) -> AnyView {
    optional(move || {
        let text = activity.failure.get()?.sentence();
        let message = view! {
            <Message severity=Severity::Error text=text>
                <Button label=text::retry() on_press=retry />
            </Message>
        };
        Some(message.into_any())
    })
}

fn one(entry: ActivityEntry, connection: Signal<Connection>, now: RwSignal<Timestamp>) -> AnyView {
    let other = connection.with_untracked(|one| one.remote_short_name.clone());
    let time = entry.at;
    let now = derived(move || now.get().max(time));
    let changes: Vec<_> = entry
        .changes
        .iter()
        .map(|change| Difference {
            label: label_of(&change.field),
            before: change.before.clone(),
            after: change.after.clone(),
        })
        .collect();
    let changes = (!changes.is_empty()).then(|| differences(changes));
    let [before, who, after] = what(&entry, &other);
    view! {
        <li class="activity__entry">
            <p>{before}<strong>{who}</strong>{after}</p>
            <p class="activity__time"><TimeText time=time now=now /></p>
            {changes}
        </li>
    }
    .into_any()
}
