//! The list of a combobox: above everything else, at its field, as tall as there is room.

use super::combobox::{Choice, State};
use super::reactive::{derived, effect, memo, optional, true_or_false, true_or_none};
use super::{Button, ButtonKind};
use crate::text;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement};

/// How near to the end of the list, in pixels, more of it is loaded.
const NEAR_END: i32 = 80;
/// The height that the list has at most, in pixels.
const MAX_HEIGHT: f64 = 310.0;
/// The distance that it keeps from the edge of the window, in pixels.
const GAP: f64 = 8.0;

/// The list.
#[component]
pub(super) fn Popup(
    /// What the combobox is at.
    state: State,
    /// The field.
    anchor: NodeRef<html::Input>,
    /// The list's id.
    list_id: String,
    /// What the list is called.
    label: &'static str,
) -> impl IntoView {
    let popup = NodeRef::<html::Div>::new();
    let list = NodeRef::<html::Ul>::new();
    keep_in_place(state, anchor, popup);
    keep_active_in_sight(state, list_id.clone());
    let on_scroll = move |_| {
        let near_end = list.get_untracked().is_some_and(|list| {
            list.scroll_top() + list.client_height() + NEAR_END >= list.scroll_height()
        });
        if near_end && state.listing.with_untracked(|listing| listing.more) {
            state.on_more.run(());
        }
    };
    let option_id = list_id.clone();
    let choices = move || state.listing.with(|listing| listing.choices.clone());
    let note = derived(move || {
        state.listing.with(|listing| {
            listing
                .failure
                .clone()
                .unwrap_or_else(|| listing.note.clone())
        })
    });
    let retry = optional(move || {
        state.listing.with(|listing| listing.failure.is_some()).then(|| {
            view! { <Button label=text::retry() kind=ButtonKind::Subtle on_press=state.on_more /> }.into_any()
        })
    });
    view! {
        // A press here must not take the focus from the field.
        <div class="popup" popover="manual" node_ref=popup on:mousedown=|event| event.prevent_default()>
            <ul class="popup__list" role="listbox" id=list_id aria-label=label node_ref=list on:scroll=on_scroll>
                <For each=choices key=|choice| choice.id.clone() let:choice>
                    {option_view(state, choice, &option_id)}
                </For>
            </ul>
            <div class="popup__note">
                <span role="status">{note}</span>
                {retry}
            </div>
        </div>
    }
}

fn option_view(state: State, choice: Choice, list_id: &str) -> impl IntoView + use<> {
    let (id, label) = (choice.id.clone(), choice.label.clone());
    let for_chosen = id.clone();
    let chosen = memo(move || {
        state.chosen.with(|chosen| {
            chosen
                .as_ref()
                .is_some_and(|chosen| chosen.id == for_chosen)
        })
    });
    let for_active = id.clone();
    let active = memo(move || {
        state
            .active
            .with(|active| active.as_ref() == Some(&for_active))
    });
    view! {
        <li
            class="popup__option" role="option" id=format!("{list_id}-{id}")
            aria-selected=true_or_false(move || chosen.get())
            data-active=true_or_none(move || active.get())
            on:click=move |_| state.choose(choice.clone())
        >
            {label}
        </li>
    }
}

/// Shows and hides the list, and keeps it at the field while something scrolls.
fn keep_in_place(state: State, anchor: NodeRef<html::Input>, popup: NodeRef<html::Div>) {
    let place = move || {
        if let (Some(anchor), Some(popup)) = (anchor.get_untracked(), popup.get_untracked()) {
            place(&anchor, &popup);
        }
    };
    effect(move || {
        let Some(element) = popup.get() else { return };
        // Both fail only where the list is as it should be already.
        if state.open.get() {
            let _ = element.show_popover();
            place();
        } else {
            let _ = element.hide_popover();
        }
    });
    let on_move = Closure::<dyn Fn()>::new(move || {
        if state.open.try_get_untracked() == Some(true) {
            place();
        }
    });
    let function = on_move.as_ref().unchecked_ref();
    // Capturing, because scrolling does not bubble. Listening to one's own window can't be refused.
    let _ = window().add_event_listener_with_callback_and_bool("scroll", function, true);
    let _ = window().add_event_listener_with_callback("resize", function);
    let on_move = StoredValue::new_local(on_move);
    on_cleanup(move || {
        on_move.try_with_value(|on_move| {
            let function = on_move.as_ref().unchecked_ref();
            let _ = window().remove_event_listener_with_callback_and_bool("scroll", function, true);
            let _ = window().remove_event_listener_with_callback("resize", function);
        });
    });
}

/// Below the field where there is room for it, otherwise above.
fn place(anchor: &Element, popup: &HtmlElement) {
    let field = anchor.get_bounding_client_rect();
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or(0.0);
    let (below, above) = (height - field.bottom() - GAP, field.top() - GAP);
    let upwards = below < MAX_HEIGHT && above > below;
    let room = if upwards { above } else { below }.min(MAX_HEIGHT);
    let style = popup.style();
    let set = |name: &str, pixels: f64| {
        // A custom property takes any value. Whole pixels: writing fractions takes Rust 10 kB of code.
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
        let _ = style.set_property(name, &format!("{}px", pixels as i32));
    };
    set("--popup-left", field.left());
    set("--popup-width", field.width());
    set("--popup-room", room);
    // One edge is at the field; the other follows from the height.
    let (near, far, edge) = if upwards {
        ("--popup-bottom", "--popup-top", height - field.top() + 2.0)
    } else {
        ("--popup-top", "--popup-bottom", field.bottom() + 2.0)
    };
    set(near, edge);
    let _ = style.set_property(far, "auto");
}

/// The entry that the arrow keys are at is always seen.
fn keep_active_in_sight(state: State, list_id: String) {
    effect(move || {
        let Some(active) = state.active.get() else {
            return;
        };
        let id = format!("{list_id}-{active}");
        super::next_frame(move || {
            let found = document().get_element_by_id(&id);
            let Some(option) = found.and_then(|option| option.dyn_into::<HtmlElement>().ok())
            else {
                return;
            };
            let Some(list) = option.offset_parent() else {
                return;
            };
            let (top, bottom) = (
                option.offset_top(),
                option.offset_top() + option.offset_height(),
            );
            if top < list.scroll_top() {
                list.set_scroll_top(top);
            } else if bottom > list.scroll_top() + list.client_height() {
                list.set_scroll_top(bottom - list.client_height());
            }
        });
    });
}
