//! What the other side says of itself.

use leptos::prelude::*;

/// A boxed list of terms. All of it comes from elsewhere and is shown as text, the addresses too.
pub fn facts<const N: usize>(rows: [(&'static str, String); N]) -> AnyView {
    boxed(rows.into())
}

fn boxed(rows: Vec<(&'static str, String)>) -> AnyView {
    let row =
        |(term, value)| view! { <div class="facts__row"><dt>{term}</dt><dd>{value}</dd></div> };
    let rows = rows.into_iter().map(row).collect_view();
    view! { <dl class="facts facts--boxed">{rows}</dl> }.into_any()
}
