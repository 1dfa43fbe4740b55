//! What is shown where there are no connections.

use crate::text;
use crate::ui::Button;
use leptos::prelude::*;

/// There is none yet: what the two buttons do.
#[component]
pub fn EmptyList() -> impl IntoView {
    view! {
        <section class="empty">
            <Drawing />
            <h2 class="empty__title">{text::empty_title()}</h2>
            <p>{text::empty_initiate()}</p>
            <p>{text::empty_accept()}</p>
        </section>
    }
}

/// The filters leave none.
#[component]
pub fn NothingMatches(
    /// Removes them.
    on_clear: Callback<()>,
) -> impl IntoView {
    view! {
        <section class="empty">
            <h2 class="empty__title">{text::nothing_matches()}</h2>
            <Button label=text::clear_filters() on_press=on_clear />
        </section>
    }
}

/// Two boards, and a line between them.
#[component]
fn Drawing() -> impl IntoView {
    view! {
        <svg class="empty__drawing" viewBox="0 0 160 80" width="160" height="80" aria-hidden="true" focusable="false">
            <rect class="empty__board" x="4" y="12" width="52" height="56" rx="4" />
            <rect class="empty__board" x="104" y="12" width="52" height="56" rx="4" />
            <path class="empty__lines" d="M14 26h32M14 38h24M14 50h28M114 26h32M114 38h24M114 50h28" />
            <path class="empty__link" d="M60 34h40M94 28l6 6-6 6M100 50H60M66 44l-6 6 6 6" />
        </svg>
    }
}
