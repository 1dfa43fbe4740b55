//! Short messages that go by themselves.

use super::{Glyph, Icon, focus_if_lost};
use crate::text;
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;

/// How long a toast stays, and how long after the last look at it.
const STAYS: Duration = Duration::from_secs(6);
/// How many there are at most; the oldest makes way.
const MOST: usize = 3;
/// A region that changes in the moment in which it appears isn't read out.
const BEFORE_THE_FIRST: Duration = Duration::from_millis(100);

#[derive(Clone, PartialEq, Eq)]
struct Toast {
    number: u32,
    text: String,
}

/// The toasts of a page. Their [`ToastList`] has to be in it.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last: StoredValue<u32>,
    /// Somebody points at them, or has the focus in them.
    held: StoredValue<bool>,
    region: NodeRef<html::Div>,
}

impl Toasts {
    /// No toast yet.
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            last: StoredValue::new(0),
            held: StoredValue::new(false),
            region: NodeRef::new(),
        }
    }

    /// Shows one.
    pub fn show(self, text: String) {
        let Some(number) = self.last.try_update_value(|last| {
            *last = last.wrapping_add(1);
            *last
        }) else {
            return;
        };
        let show = move || {
            self.bring_to_front();
            self.shown.update(|shown| {
                shown.push(Toast { number, text });
                let many = shown.len().saturating_sub(MOST);
                shown.drain(..many);
            });
            self.take_away_later(number);
        };
        set_timeout(show, BEFORE_THE_FIRST);
    }

    /// Above a dialog that has been opened since the last one.
    fn bring_to_front(self) {
        if let Some(region) = self.region.get_untracked() {
            // They fail where it is hidden, or shown, already.
            let _ = region.hide_popover();
            let _ = region.show_popover();
        }
    }

    fn take_away_later(self, number: u32) {
        let take_away = move || {
            if self.held.get_value() || document().hidden() {
                self.take_away_later(number);
            } else {
                self.take_away(number);
            }
        };
        set_timeout(take_away, STAYS);
    }

    fn take_away(self, number: u32) {
        self.shown
            .update(|shown| shown.retain(|toast| toast.number != number));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where a page's toasts are shown.
#[component]
pub fn ToastList(
    /// Whose toasts.
    toasts: Toasts,
) -> impl IntoView {
    let hold = move |_| toasts.held.set_value(true);
    let let_go = move |_| toasts.held.set_value(false);
    let toast = move |toast: Toast| {
        let number = toast.number;
        let dismiss = move |_| {
            toasts.take_away(number);
            // What is gone can't be pointed at any more.
            toasts.held.set_value(false);
            focus_if_lost(None, "body", ".toast button, .tab[aria-current]");
        };
        view! {
            <div class="toast">
                <p class="toast__text">{toast.text}</p>
                <button
                    type="button" class="icon-button icon-button--small" aria-label=text::dismiss() title=text::dismiss()
                    on:click=dismiss
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        }
    };
    view! {
        <div
            class="toasts" popover="manual" role="status" node_ref=toasts.region
            on:pointerover=hold on:pointerout=let_go on:focusin=move |_| toasts.held.set_value(true)
            on:focusout=move |_| toasts.held.set_value(false)
        >
            <For each=move || toasts.shown.get() key=|toast| toast.number let:one>{toast(one)}</For>
        </div>
    }
    .into_any()
}
