//! A message across the width of its part of the page.

use super::{Glyph, Icon};
use leptos::prelude::*;

/// How grave a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Done.
    Success,
    /// Deserves a look.
    Warning,
    /// Something went wrong.
    Error,
}

impl Severity {
    fn look(self) -> (&'static str, Glyph) {
        match self {
            Self::Info => ("message message--info", Glyph::Info),
            Self::Success => ("message message--success", Glyph::Success),
            Self::Warning => ("message message--warning", Glyph::Warning),
            Self::Error => ("message message--error", Glyph::Error),
        }
    }
}

/// A message. An error is read out at once, the others when there is time.
#[component]
pub fn Message(
    /// How grave it is.
    severity: Severity,
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// What can be done about it: buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, glyph) = severity.look();
    let role = if severity == Severity::Error {
        "alert"
    } else {
        "status"
    };
    let action = children.map(|children| view! { <div class="message__action">{children()}</div> });
    view! {
        <div class=class role=role>
            <Icon glyph=glyph />
            <p class="message__text">{text}</p>
            {action}
        </div>
    }
}
