//! **Filters** of one side: which of its work items leave it.

use super::field_select::FieldSelect;
use super::model::{add_filter, add_values, no_field, remove_filter, side_mut};
use super::state::Screen;
use crate::text;
use crate::ui::{Button, ButtonKind, Glyph, Icon, focus_if_lost, unique_id};
use crate::ui::{derived, dynamic, memo, optional};
use crosslink_protocol::connection::Side;
use crosslink_protocol::visual::{FILTERS_MAX, Filter};
use leptos::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

/// The filters.
#[component]
pub fn Filters(
    /// The screen.
    screen: Screen,
    /// Whose filters.
    of: Side,
) -> impl IntoView {
    let count = memo(move || screen.read_side(of, |side| side.filters.len()));
    let error = screen.editing.errors.at(format!("{}.filters", of.as_str()));
    let too_many = optional(move || {
        let error = error.get()?;
        Some(view! { <p class="field__error"><Icon glyph=Glyph::Error />{error}</p> }.into_any())
    });
    let on_add = Callback::new(move |()| screen.change(|config| add_filter(config, of)));
    let full = derived(move || count.get() >= FILTERS_MAX);
    view! {
        <fieldset class="visual__group">
            <legend class="field__label">{text::sync_filters()}</legend>
            <For each=move || 0..count.get() key=|at| *at let:at>
                {line(screen, of, at)}
            </For>
            {too_many}
            <Button label=text::add_filter() icon=Glyph::Add kind=ButtonKind::Subtle on_press=on_add disabled=full />
            <p class="field__hint">{text::filters_hint()}</p>
        </fieldset>
    }
    .into_any()
}

/// One filter: its field, its values, and what is wrong with it.
fn line(screen: Screen, of: Side, at: usize) -> AnyView {
    let error_id = unique_id("filter-error");
    let error = screen
        .editing
        .errors
        .at(format!("{}.filters.{at}", of.as_str()));
    let field = memo(move || {
        screen.read_side(of, |side| {
            side.filters
                .get(at)
                .map_or_else(no_field, |filter| filter.field.clone())
        })
    });
    let on_select =
        Callback::new(move |field| change(screen, of, at, |filter| filter.field = field));
    let on_remove = move |event: MouseEvent| {
        focus_if_lost(Some(&event), "fieldset", ".button");
        screen.change(|config| remove_filter(config, of, at));
    };
    let sentence = optional(move || {
        let error = error.get()?;
        Some(view! { <p class="field__error"><Icon glyph=Glyph::Error />{error}</p> }.into_any())
    });
    view! {
        <div class="filter" role="group" aria-label=text::filter_number(at + 1)>
            <FieldSelect
                screen=screen of=of label=text::filter_field() selected=field on_select=on_select error=error
                described_by=error_id.clone()
            />
            {values(screen, of, at, error_id.clone())}
            <button
                type="button" class="icon-button" aria-label=text::remove_filter() title=text::remove_filter()
                on:click=on_remove
            >
                <Icon glyph=Glyph::Close />
            </button>
            <div class="filter__error" id=error_id aria-live="polite">{sentence}</div>
        </div>
    }
    .into_any()
}

/// The values as chips, and a field for more.
fn values(screen: Screen, of: Side, at: usize, error_id: String) -> AnyView {
    let typed = RwSignal::new(String::new());
    let take = move || {
        let text = typed.try_get_untracked().unwrap_or_default();
        if !text.trim().is_empty() {
            typed.set(String::new());
            change(screen, of, at, |filter| {
                add_values(&mut filter.values, &text)
            });
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | ",") {
            event.prevent_default();
            take();
        }
    };
    let list = memo(move || {
        screen.read_side(of, |side| {
            side.filters
                .get(at)
                .map_or_else(Vec::new, |filter| filter.values.clone())
        })
    });
    let chips = dynamic(move || {
        let chips = list
            .get()
            .into_iter()
            .map(|value| chip(screen, of, at, value));
        chips.collect_view().into_any()
    });
    view! {
        <div class="values">
            {chips}
            <input
                type="text" class="values__input" aria-label=text::filter_values() placeholder=text::filter_values_how()
                aria-describedby=error_id autocomplete="off" prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event)) on:keydown=on_key on:blur=move |_| take()
            />
        </div>
    }
    .into_any()
}

fn chip(screen: Screen, of: Side, at: usize, value: String) -> AnyView {
    let name = text::remove_value(&value);
    let shown = value.clone();
    let on_remove = move |event: MouseEvent| {
        focus_if_lost(Some(&event), ".values", "input");
        change(screen, of, at, |filter| {
            filter.values.retain(|kept| *kept != value);
        });
    };
    view! {
        <span class="chip">
            {shown}
            <button type="button" class="chip__remove" aria-label=name.clone() title=name on:click=on_remove>
                <Icon glyph=Glyph::Close />
            </button>
        </span>
    }
    .into_any()
}

fn change(screen: Screen, of: Side, at: usize, act: impl FnOnce(&mut Filter)) {
    screen.change(|config| {
        if let Some(filter) = side_mut(config, of).filters.get_mut(at) {
            act(filter);
        }
    });
}
