//! The table of connections.

use super::live::Live;
use super::query::{Column, ListQuery};
use super::row::ConnectionRow;
use crate::pages::prefetch;
use crate::text;
use crate::ui::{Glyph, Icon};
use crate::ui::{derived, memo, optional, true_or_none};
use crosslink_protocol::Timestamp;
use leptos::prelude::*;

/// Row times are brought up to date this often, in milliseconds.
const ROW_TIMES_EVERY_MS: i64 = 10_000;

/// The table.
#[component]
pub fn ConnectionsTable(
    /// The list.
    live: Live,
    /// The query.
    query: Memo<ListQuery>,
    /// The time now.
    now: RwSignal<Timestamp>,
    /// Another order is wanted.
    on_sort: Callback<ListQuery>,
    /// Goes to another page.
    on_go: Callback<String>,
) -> impl IntoView {
    let row_time =
        memo(move || Timestamp(now.get().0.div_euclid(ROW_TIMES_EVERY_MS) * ROW_TIMES_EVERY_MS));
    let busy = true_or_none(move || live.freshness.with(|freshness| freshness.busy));
    let sortable = move |column, label| view! { <SortableHeading column=column label=label query=query on_sort=on_sort /> };
    view! {
        <div class="panel table-panel">
            <table class="table" aria-busy=busy>
                <caption class="visually-hidden">{text::connections()}</caption>
                <thead>
                    <tr>
                        {sortable(Column::Name, text::name())}
                        {sortable(Column::Mode, text::mode_column())}
                        <th scope="col">{text::local_to_remote()}</th>
                        <th scope="col">{text::remote_url()}</th>
                        {sortable(Column::Project, text::project())}
                        {sortable(Column::Status, text::status())}
                        {sortable(Column::LastContact, text::last_contact())}
                    </tr>
                </thead>
                // Whoever comes near a row is about to open its page.
                <tbody on:pointerenter=move |_| prefetch() on:focusin=move |_| prefetch()>
                    <For each=move || live.rows.get() key=|row| row.id.clone() let:row>
                        <ConnectionRow row=row now=row_time on_go=on_go />
                    </For>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn SortableHeading(
    column: Column,
    label: &'static str,
    query: Memo<ListQuery>,
    on_sort: Callback<ListQuery>,
) -> impl IntoView {
    let order = memo(move || query.with(|query| column.aria_sort(query.sort)));
    let press = move |_| {
        let query = query.get_untracked();
        on_sort.run(ListQuery {
            sort: column.pressed(query.sort),
            ..query
        });
    };
    let arrow = optional(move || {
        let glyph = match order.get() {
            Some("ascending") => Some(Glyph::SortUp),
            Some(_) => Some(Glyph::SortDown),
            None => None,
        };
        glyph.map(|glyph| view! { <Icon glyph=glyph /> }.into_any())
    });
    view! {
        <th scope="col" aria-sort=derived(move || order.get())>
            <button type="button" class="sort" on:click=press>{label}{arrow}</button>
        </th>
    }
}
