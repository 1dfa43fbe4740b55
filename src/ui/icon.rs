//! The icons: own line drawings on a grid of 16 by 16, in the colour of the text around them.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A plus.
    Add,
    /// An envelope.
    Mail,
    /// An arrow in a circle.
    Refresh,
    /// A cross.
    Close,
    /// Three lines that get shorter.
    Filter,
    /// Two sheets.
    Copy,
    /// A tick.
    Check,
    /// A tick in a circle.
    Success,
    /// An exclamation mark in a circle.
    Error,
    /// An exclamation mark in a triangle.
    Warning,
    /// An i in a circle.
    Info,
    /// A question mark in a circle.
    Help,
    /// A clock.
    Clock,
    /// Two bars in a circle.
    Pause,
    /// A chain that is broken.
    Broken,
    /// An arrow head to the left.
    Left,
    /// An arrow head to the right.
    Right,
    /// An arrow head down.
    Down,
    /// An arrow up.
    SortUp,
    /// An arrow down.
    SortDown,
}

impl Glyph {
    /// The strokes, as SVG path data.
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M8 2.5v11M2.5 8h11",
            Self::Mail => "M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5",
            Self::Refresh => "M13.5 8A5.5 5.5 0 1 1 11.6 3.8M11.5 1v3h-3",
            Self::Close => "M3 3l10 10M13 3L3 13",
            Self::Filter => "M2 4h12M4.5 8h7M6.5 12h3",
            Self::Copy => "M5.5 4.5h8v9h-8zM10.5 4.5v-2h-8v9h3",
            Self::Check => "M2.5 8.5l3.5 3.5 7.5-8",
            Self::Success => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM5 8.2l2.2 2.2L11 6",
            Self::Error => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 4.5v4.3M8 10.6v1.2",
            Self::Warning => "M8 1.8L15 14H1zM8 6v4M8 11.2v1.2",
            Self::Info => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 7.2v4.3M8 4.5v1.2",
            Self::Help => {
                "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.3M8 10.7v1.2"
            }
            Self::Clock => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 4.5V8l2.5 1.8",
            Self::Pause => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM6.3 5.5v5M9.7 5.5v5",
            Self::Broken => {
                "M6.5 9.5l-2 2a2 2 0 0 1-2.8-2.8l2-2M9.5 6.5l2-2a2 2 0 0 1 2.8 2.8l-2 2M5 2.5l.7 1.8M2.5 5l1.8.7M11 13.5l-.7-1.8M13.5 11l-1.8-.7"
            }
            Self::Left => "M10 3L5 8l5 5",
            Self::Right => "M6 3l5 5-5 5",
            Self::Down => "M3 6l5 5 5-5",
            Self::SortUp => "M8 13.5v-11M4.5 6L8 2.5 11.5 6",
            Self::SortDown => "M8 2.5v11M4.5 10L8 13.5l3.5-3.5",
        }
    }
}

/// An icon. It says nothing to a screen reader: the words beside it do.
#[component]
pub fn Icon(
    /// What it shows.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d=glyph.path() />
        </svg>
    }
}
