//! A row of the table.

use super::live::Row;
use super::status::{self, Note, Tone};
use crate::text;
use crate::ui::{Glyph, StatusPill, StatusWord, TimeText};
use crate::ui::{derived, dynamic, memo, true_or_none};
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::{Connection, Lifecycle};
use leptos::prelude::*;

/// A row. It follows its connection without being made anew.
#[component]
pub fn ConnectionRow(
    /// The row.
    row: Row,
    /// The time now, as far as rows need it.
    #[prop(into)]
    now: Signal<Timestamp>,
) -> impl IntoView {
    let Row {
        connection, marked, ..
    } = row;
    let connection = RwSignal::from(connection);
    let marked = RwSignal::from(marked);
    view! {
        <tr data-marked=true_or_none(move || marked.get())>
            <th scope="row" class="table__name" data-label=text::NAME>
                <span title=part(connection, |connection| connection.description.clone())>
                    {part(connection, |connection| connection.name.clone())}
                </span>
            </th>
            <td data-label=text::MODE>{part(connection, |connection| text::mode(connection.mode).to_owned())}</td>
            <td data-label=text::LOCAL_TO_REMOTE>
                <span aria-hidden="true">{part(connection, shown_ends)}</span>
                <span class="visually-hidden">{part(connection, spoken_ends)}</span>
            </td>
            <td data-label=text::REMOTE_URL>{remote_url(connection)}</td>
            <td data-label=text::PROJECT>{part(connection, |connection| connection.project.as_ref().map_or_else(String::new, |project| project.name.clone()))}</td>
            <td data-label=text::STATUS>{status_cell(connection, now)}</td>
            <td data-label=text::LAST_CONTACT>{last_contact(connection, now)}</td>
        </tr>
    }
}

/// A text of the connection; the page is touched only when it changes.
fn part(connection: RwSignal<Connection>, text: fn(&Connection) -> String) -> Memo<String> {
    memo(move || connection.with(text))
}

fn shown_ends(connection: &Connection) -> String {
    format!(
        "{} → {}",
        connection.local_short_name, connection.remote_short_name
    )
}

fn spoken_ends(connection: &Connection) -> String {
    text::from_to(&connection.local_short_name, &connection.remote_short_name)
}

fn remote_url(connection: RwSignal<Connection>) -> AnyView {
    let url = part(connection, |connection| {
        connection.remote_url.clone().unwrap_or_default()
    });
    dynamic(move || {
        let url = url.get();
        if !leads_to_a_page(&url) {
            return nothing();
        }
        let shown = url
            .split_once("://")
            .map_or(url.clone(), |(_, rest)| rest.to_owned());
        view! {
            <a class="table__link" href=url.clone() title=url target="_blank" rel="noopener noreferrer">
                {shown}<span class="visually-hidden">" ("{text::NEW_TAB}")"</span>
            </a>
        }
        .into_any()
    })
}

/// The address comes from the other side; only these may become a link.
fn leads_to_a_page(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn nothing() -> AnyView {
    view! {
        <span class="quiet">
            <span aria-hidden="true">{text::NONE_SIGN}</span>
            <span class="visually-hidden">{text::UNKNOWN}</span>
        </span>
    }
    .into_any()
}

fn status_cell(connection: RwSignal<Connection>, now: Signal<Timestamp>) -> AnyView {
    let status = memo(move || {
        connection.with(|connection| (connection.lifecycle, status::note(connection)))
    });
    dynamic(move || {
        let (lifecycle, note) = status.get();
        let tone = tone_name(status::lifecycle_tone(lifecycle));
        let note = match note {
            Some(Note::Health(word, tone, reason)) => {
                view! { <StatusWord word=word tone=tone_name(tone) reason=reason /> }.into_any()
            }
            Some(Note::InvitationExpires(time)) => view! {
                <span class="status__note"><TimeText time=time now=now sentence=text::invitation_expires /></span>
            }
            .into_any(),
            Some(Note::Plain(words)) => view! { <span class="status__note">{words}</span> }.into_any(),
            None => ().into_any(),
        };
        view! {
            <div class="status">
                <StatusPill word=status::lifecycle_word(lifecycle) glyph=glyph(lifecycle) tone=tone />
                {note}
            </div>
        }
        .into_any()
    })
}

fn last_contact(connection: RwSignal<Connection>, now: Signal<Timestamp>) -> AnyView {
    let time = memo(move || connection.with(|connection| connection.last_contact_at));
    dynamic(move || match time.get() {
        // Clocks differ; a contact is never in the future.
        Some(time) => {
            let now = derived(move || now.get().max(time));
            view! { <TimeText time=time now=now /> }.into_any()
        }
        None => view! { <span class="quiet">{text::NEVER}</span> }.into_any(),
    })
}

fn glyph(lifecycle: Lifecycle) -> Glyph {
    match lifecycle {
        Lifecycle::Pending | Lifecycle::Expired => Glyph::Clock,
        Lifecycle::Active => Glyph::Success,
        Lifecycle::Deactivated => Glyph::Pause,
        Lifecycle::Revoked => Glyph::Close,
        Lifecycle::RemoteRemoved => Glyph::Broken,
    }
}

fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Waiting => "waiting",
        Tone::Quiet => "quiet",
        Tone::Warning => "warning",
        Tone::Bad => "bad",
    }
}
