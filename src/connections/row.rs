//! A row of the table.

use super::live::Row;
use super::pill::lifecycle_pill;
use super::status::{self, Note};
use crate::pages::sentence;
use crate::routes::Route;
use crate::text;
use crate::ui::leads_to_a_page;
use crate::ui::{PageLink, StatusWord, TimeText};
use crate::ui::{derived, dynamic, memo, true_or_none};
use crosslink_protocol::connection::Connection;
use crosslink_protocol::{ErrorCode, Timestamp};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A row. It follows its connection without being made anew.
#[component]
pub fn ConnectionRow(
    /// The row.
    row: Row,
    /// The time now, as far as rows need it.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// Goes to another page.
    on_go: Callback<String>,
) -> impl IntoView {
    let Row {
        id,
        connection,
        marked,
    } = row;
    let path = Route::Connection(id).path();
    let connection = RwSignal::from(connection);
    let marked = RwSignal::from(marked);
    view! {
        <tr data-marked=true_or_none(move || marked.get())>
            <th scope="row" class="table__name" data-label=text::name()>
                <span title=part(connection, |connection| connection.description.clone())>
                    <PageLink address=path.clone() on_go=on_go>
                        {part(connection, |connection| connection.name.clone())}
                    </PageLink>
                </span>
            </th>
            <td data-label=text::mode_column()>{part(connection, |connection| text::mode(connection.mode).to_owned())}</td>
            <td data-label=text::local_to_remote()>
                <span aria-hidden="true">
                    <bdi>{part(connection, |connection| connection.local_short_name.clone())}</bdi>
                    " → "
                    <bdi>{part(connection, |connection| connection.remote_short_name.clone())}</bdi>
                </span>
                <span class="visually-hidden">{part(connection, spoken_ends)}</span>
            </td>
            <td data-label=text::remote_url()>{remote_url(connection)}</td>
            <td data-label=text::project()>{project(connection, path, on_go)}</td>
            <td data-label=text::status()>{status_cell(connection, now)}</td>
            <td data-label=text::last_contact()>{last_contact(connection, now)}</td>
        </tr>
    }
}

/// A text of the connection; the page is touched only when it changes.
fn part(connection: RwSignal<Connection>, text: fn(&Connection) -> String) -> Memo<String> {
    memo(move || connection.with(text))
}

fn spoken_ends(connection: &Connection) -> String {
    text::from_to(&connection.local_short_name, &connection.remote_short_name)
}

/// The project; in Visual mode there is none until the sync is configured.
fn project(connection: RwSignal<Connection>, path: String, on_go: Callback<String>) -> AnyView {
    let name = memo(move || {
        connection.with(|connection| {
            connection
                .project
                .as_ref()
                .map(|project| project.name.clone())
        })
    });
    dynamic(move || {
        match name.get() {
        Some(name) => name.into_any(),
        None => view! {
            <PageLink address=format!("{path}?tab=rules") on_go=on_go>{text::not_configured_yet()}</PageLink>
        }
        .into_any(),
    }
    })
}

fn remote_url(connection: RwSignal<Connection>) -> AnyView {
    let url = part(connection, |connection| {
        connection.remote_url.clone().unwrap_or_default()
    });
    dynamic(move || {
        let url = url.get();
        if !leads_to_a_page(&url) {
            return view! { <span class="quiet">{text::unknown()}</span> }.into_any();
        }
        let shown = ["https://", "http://"]
            .iter()
            .find_map(|scheme| url.strip_prefix(scheme))
            .unwrap_or_default()
            .to_owned();
        view! {
            <a class="table__link" href=url.clone() title=url target="_blank" rel="noopener noreferrer">
                {shown}<span class="visually-hidden">" ("{text::new_tab()}")"</span>
            </a>
        }
        .into_any()
    })
}

fn status_cell(connection: RwSignal<Connection>, now: Signal<Timestamp>) -> AnyView {
    let status = memo(move || {
        connection.with(|connection| (connection.lifecycle, status::notes(connection)))
    });
    dynamic(move || {
        let (lifecycle, notes) = status.get();
        let line = |note| match note {
            Note::Health(word, tone, reason) => {
                let reason = reason_in_words(reason);
                view! { <StatusWord word=word tone=tone.as_str() reason=reason /> }.into_any()
            }
            Note::InvitationExpires(time) => {
                // What has expired says so once the node does.
                let now = derived(move || now.get().min(time));
                view! {
                    <span class="status__note"><TimeText time=time now=now sentence=text::invitation_expires /></span>
                }
                .into_any()
            }
            Note::Plain(words) => view! { <span class="status__note">{words}</span> }.into_any(),
        };
        let notes = notes.into_iter().map(line).collect_view();
        view! {
            <div class="status">
                {lifecycle_pill(lifecycle)}
                {notes}
            </div>
        }
        .into_any()
    })
}

/// The sentence of a failure, as soon as it is there: the first module doesn't have all of them.
fn reason_in_words(code: Option<ErrorCode>) -> RwSignal<Option<String>> {
    let words = RwSignal::new(None);
    if let Some(code) = code {
        spawn_local(async move {
            words.try_set(sentence(code).await);
        });
    }
    words
}

fn last_contact(connection: RwSignal<Connection>, now: Signal<Timestamp>) -> AnyView {
    let time = memo(move || connection.with(|connection| connection.last_contact_at));
    dynamic(move || match time.get() {
        // Clocks differ; a contact is never in the future.
        Some(time) => {
            let now = derived(move || now.get().max(time));
            view! { <TimeText time=time now=now /> }.into_any()
        }
        None => view! { <span class="quiet">{text::never()}</span> }.into_any(),
    })
}
