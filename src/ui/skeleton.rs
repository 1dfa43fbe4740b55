//! Grey bars where text will be.

use leptos::prelude::*;

/// Grey bars where text will be. The words for a screen reader are the caller's.
#[component]
pub fn Skeleton(
    /// How many bars.
    lines: usize,
) -> impl IntoView {
    let bars = (0..lines)
        .map(|_| view! { <span class="skeleton__bar"></span> })
        .collect_view();
    view! { <div class="skeleton" aria-hidden="true">{bars}</div> }
}
