//! The filters above the list.

use super::query::ListQuery;
use super::status;
use crate::shortcuts;
use crate::text;
use crate::ui::{Glyph, Icon, Select};
use crate::ui::{derived, effect};
use crosslink_protocol::connection::Lifecycle;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::time::Duration;

/// How long after the last key the list is filtered.
const DEBOUNCE: Duration = Duration::from_millis(250);

/// The value of the status filter that leaves nothing out.
const ALL: &str = "";

/// Part of a name, and a status.
#[component]
pub fn Filters(
    /// The query.
    query: Memo<ListQuery>,
    /// Another query is wanted.
    on_change: Callback<ListQuery>,
) -> impl IntoView {
    let statuses = std::iter::once((ALL, text::all_statuses()))
        .chain(
            Lifecycle::ALL
                .iter()
                .map(|value| (value.as_str(), status::lifecycle_word(*value))),
        )
        .collect();
    let status = derived(move || query.with(|query| query.status.map_or(ALL, Lifecycle::as_str)));
    let on_status = Callback::new(move |value: String| {
        on_change.run(ListQuery {
            status: Lifecycle::parse(&value),
            ..query.get_untracked()
        });
    });
    view! {
        <search class="filters">
            <NameFilter query=query on_change=on_change />
            <Select label=text::filter_by_status() options=statuses value=status on_select=on_status />
        </search>
    }
}

#[component]
fn NameFilter(query: Memo<ListQuery>, on_change: Callback<ListQuery>) -> impl IntoView {
    let typed = RwSignal::new(query.with_untracked(|query| query.search.clone()));
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    on_cleanup(stop);
    // The address may change by other means than this field; what is being typed has priority.
    effect(move || {
        let search = query.with(|query| query.search.clone());
        if timer.with_value(Option::is_none) && typed.with_untracked(|typed| *typed != search) {
            typed.set(search);
        }
    });
    let on_input = move |event| {
        typed.set(event_target_value(&event));
        stop();
        let apply = move || {
            timer.try_set_value(None);
            if let Some(search) = typed.try_get_untracked() {
                on_change.run(ListQuery {
                    search,
                    ..query.get_untracked()
                });
            }
        };
        timer.set_value(set_timeout_with_handle(apply, DEBOUNCE).ok());
    };
    view! {
        <div class="filter-box">
            <Icon glyph=Glyph::Filter />
            <input
                type="search" class="input filter-box__input" aria-label=text::filter_by_name()
                placeholder=text::filter_by_name() autocomplete="off" spellcheck="false"
                aria-keyshortcuts=shortcuts::FILTER prop:value=typed on:input=on_input
            />
        </div>
    }
}
