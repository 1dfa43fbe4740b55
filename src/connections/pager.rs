//! From page to page.

use super::live::Live;
use super::query::PAGE_SIZE;
use crate::text;
use crate::ui::{Button, ButtonKind, Glyph};
use crate::ui::{derived, memo, optional};
use leptos::prelude::*;

/// Which part of the list is shown, and the ways to the parts before and after.
#[component]
pub fn Pager(
    /// The list.
    live: Live,
) -> impl IntoView {
    let range = memo(move || {
        let pages_before = u32::try_from(live.cursors.with(Vec::len)).unwrap_or(u32::MAX);
        let shown = u32::try_from(live.rows.with(Vec::len)).unwrap_or(u32::MAX);
        let before = pages_before.saturating_mul(PAGE_SIZE);
        text::range(before + 1, before.saturating_add(shown), live.total.get())
    });
    let first = derived(move || live.cursors.with(Vec::is_empty));
    let last = derived(move || live.next_cursor.with(Option::is_none));
    let previous = Callback::new(move |()| {
        live.cursors.update(|cursors| drop(cursors.pop()));
        to_the_top();
    });
    let next = Callback::new(move |()| {
        if let Some(cursor) = live.next_cursor.get_untracked() {
            live.cursors.update(|cursors| cursors.push(cursor));
            to_the_top();
        }
    });
    // On a list of one page there is nowhere to go.
    let buttons = optional(move || {
        (!first.get() || !last.get()).then(|| view! {
            <Button label=text::previous_page() kind=ButtonKind::Subtle icon=Glyph::Left disabled=first on_press=previous />
            <Button label=text::next_page() kind=ButtonKind::Subtle icon=Glyph::Right disabled=last on_press=next />
        }.into_any())
    });
    view! {
        <nav class="pager" aria-label=text::pages()>
            <span class="pager__range">{range}</span>
            {buttons}
        </nav>
    }
}

/// A new page is read from its start.
fn to_the_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}
