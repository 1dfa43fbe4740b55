//! The list as it is now: asked for again and again, in step with what people look at.

use super::changes::status_changes;
use super::query::ListQuery;
use super::rhythm::Rhythm;
use super::status;
use crate::app::Shell;
use crate::backend::{ApiError, ListAnswer};
use crate::clock;
use crate::host::{Host, azure_devops};
use crate::text;
use crate::ui::{Scope, effect};
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::{Connection, ConnectionPage};
use crosslink_protocol::id::ConnectionId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long a row is marked after its status has changed.
const MARKED: Duration = Duration::from_secs(4);

/// A row. Its place in the page stays when its content changes.
#[derive(Clone)]
pub struct Row {
    /// Which connection.
    pub id: ConnectionId,
    /// The connection.
    pub connection: ArcRwSignal<Connection>,
    /// Its status changed a moment ago.
    pub marked: ArcRwSignal<bool>,
}

/// How fresh the list is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Freshness {
    /// When the node last answered.
    pub updated_at: Option<Timestamp>,
    /// Somebody waits for the answer: after a press, or for another part of the list.
    pub busy: bool,
    /// Why the node gave no answer last time.
    pub failure: Option<ApiError>,
    /// When it is asked again.
    pub next_at: Option<Timestamp>,
}

/// Why the node is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    /// It is time.
    Time,
    /// Another part of the list is wanted.
    Question,
    /// Somebody pressed **Refresh**, or made a connection.
    Press,
}

/// The list.
#[derive(Clone, Copy)]
pub struct Live {
    shell: Shell,
    query: Memo<ListQuery>,
    /// The cursors that led to the page shown; none for the first page.
    pub cursors: RwSignal<Vec<String>>,
    /// The rows of the page shown.
    pub rows: RwSignal<Vec<Row>>,
    /// How many connections match in all.
    pub total: RwSignal<u32>,
    /// Where the next page begins.
    pub next_cursor: RwSignal<Option<String>>,
    /// How fresh all this is.
    pub freshness: RwSignal<Freshness>,
    etag: StoredValue<Option<String>>,
    calls: Scope,
    rhythm: Rhythm,
}

impl Live {
    /// A list that follows the query as long as the current owner lives.
    pub fn new(shell: Shell, query: Memo<ListQuery>) -> Self {
        let live = Self {
            shell,
            query,
            cursors: RwSignal::new(Vec::new()),
            rows: RwSignal::new(Vec::new()),
            total: RwSignal::new(0),
            next_cursor: RwSignal::new(None),
            freshness: RwSignal::new(Freshness::default()),
            etag: StoredValue::new(None),
            calls: Scope::new(),
            rhythm: Rhythm::new(),
        };
        live.follow_question();
        live.rhythm
            .begin(Callback::new(move |()| live.ask(Reason::Time)));
        live
    }

    /// Asks at once.
    pub fn refresh(self) {
        self.ask(Reason::Press);
    }

    fn follow_question(self) {
        let before = StoredValue::new(self.query.get_untracked());
        effect(move || {
            let query = self.query.get();
            if before.get_value() != query {
                // Cursors belong to the list that they came with.
                self.cursors.update_untracked(Vec::clear);
                before.set_value(query);
            }
            self.cursors.track();
            self.etag.set_value(None);
            self.ask(Reason::Question);
        });
    }

    fn ask(self, reason: Reason) {
        self.rhythm.hold();
        let (Some(api), Some(ticket)) = (self.shell.api(), self.calls.begin()) else {
            return;
        };
        if reason != Reason::Time {
            self.freshness.update(|freshness| freshness.busy = true);
        }
        let cursor = self
            .cursors
            .with_untracked(|cursors| cursors.last().cloned());
        let request = self
            .query
            .with_untracked(|query| query.to_request(cursor.as_deref()));
        let etag = self.etag.get_value();
        spawn_local(async move {
            let answer = api
                .connections(&request, etag.as_deref(), &ticket.abort)
                .await;
            if ticket.is_current() {
                self.take(answer, reason);
            }
        });
    }

    fn take(self, answer: Result<ListAnswer, ApiError>, reason: Reason) {
        let failure = match answer {
            Ok(ListAnswer::Unchanged) => None,
            Ok(ListAnswer::Page(page, etag)) => {
                self.etag.set_value(etag);
                self.show(page);
                None
            }
            // The page is about to go, or says already that nobody is signed in.
            Err(ApiError::Cancelled | ApiError::SignedOut(_)) => return,
            Err(error) => Some(error),
        };
        if reason == Reason::Press && failure.is_none() {
            self.shell
                .announcer
                .say(&text::refreshed(self.total.get_untracked()));
        }
        self.schedule(failure);
        if self.shell.host == Host::AzureDevOps {
            azure_devops::loaded();
        }
    }

    fn schedule(self, failure: Option<ApiError>) {
        let delay = self.rhythm.answered(failure.as_ref());
        let now = clock::now();
        self.freshness.update(|freshness| {
            freshness.busy = false;
            freshness.next_at = Some(now.plus_ms(i64::from(delay)));
            if failure.is_none() {
                freshness.updated_at = Some(now);
            }
            freshness.failure = failure;
        });
    }

    fn show(self, page: ConnectionPage) {
        if page.items.is_empty() && self.cursors.with_untracked(|cursors| !cursors.is_empty()) {
            // The last connection of this page is gone.
            self.cursors.update(|cursors| drop(cursors.pop()));
            return;
        }
        let before = self.rows.get_untracked();
        let row_of = |id: &ConnectionId| before.iter().find(|row| row.id == *id);
        let changes = status_changes(
            |id| {
                row_of(id).map(|row| {
                    row.connection
                        .with_untracked(|connection| connection.lifecycle)
                })
            },
            &page.items,
        );
        let rows: Vec<Row> = page
            .items
            .into_iter()
            .map(|now| updated(row_of(&now.id), now))
            .collect();
        for change in &changes {
            if let Some(row) = rows.iter().find(|row| row.id == change.id) {
                mark(row);
            }
        }
        if !before
            .iter()
            .map(|row| &row.id)
            .eq(rows.iter().map(|row| &row.id))
        {
            self.rows.set(rows);
        }
        match changes.as_slice() {
            [] => {}
            [one] => {
                let word = status::lifecycle_word(one.lifecycle);
                self.shell
                    .announcer
                    .say(&text::status_changed(&one.name, word));
            }
            many => self
                .shell
                .announcer
                .say(&text::statuses_changed(many.len())),
        }
        self.total.set(page.total);
        self.next_cursor.set(page.next_cursor);
    }
}

/// The row as it was, with what changed; or a new one.
fn updated(row: Option<&Row>, now: Connection) -> Row {
    let Some(row) = row else {
        return Row {
            id: now.id.clone(),
            connection: ArcRwSignal::new(now),
            marked: ArcRwSignal::new(false),
        };
    };
    if row
        .connection
        .with_untracked(|connection| *connection != now)
    {
        row.connection.set(now);
    }
    row.clone()
}

fn mark(row: &Row) {
    row.marked.set(true);
    let marked = row.marked.clone();
    set_timeout(move || marked.set(false), MARKED);
}
