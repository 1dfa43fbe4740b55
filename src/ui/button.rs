//! A button.

use super::reactive::{optional, true_or_none};
use super::{Glyph, Icon, Spinner};
use leptos::prelude::*;
use web_sys::MouseEvent;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// One of several.
    #[default]
    Normal,
    /// Quiet, for what is seldom needed.
    Subtle,
    /// Loses something.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Normal => "button",
            Self::Subtle => "button button--subtle",
            Self::Danger => "button button--danger",
        }
    }
}

/// A button with an icon and words. Without `on_press` it submits the form around it.
#[component]
pub fn Button(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it does; left out, it submits the form.
    #[prop(optional)]
    on_press: Option<Callback<()>>,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// A drawing before the words.
    #[prop(optional)]
    icon: Option<Glyph>,
    /// The key that presses it, one of [`crate::shortcuts`].
    #[prop(optional_no_strip)]
    shortcut: Option<&'static str>,
    /// It is at work: presses are ignored, but the focus stays.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It can't be used now. Say why near it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let on_click = move |event: MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let drawing = optional(move || match (busy.get(), icon) {
        (true, _) => Some(view! { <Spinner /> }.into_any()),
        (false, Some(glyph)) => Some(view! { <Icon glyph=glyph /> }.into_any()),
        (false, None) => None,
    });
    view! {
        <button
            type=if on_press.is_some() { "button" } else { "submit" }
            class=kind.class()
            disabled=disabled
            aria-keyshortcuts=shortcut
            aria-disabled=true_or_none(move || busy.get())
            on:click=on_click
        >
            {drawing}
            <span>{label}</span>
        </button>
    }
}
