//! Step 3: what came of it.

use super::wizard::Wizard;
use crate::text;
use crate::ui::optional;
use crate::ui::{Glyph, Icon};
use crosslink_protocol::connection::{Connection, Lifecycle};
use leptos::prelude::*;

/// The step.
#[component]
pub fn ResultStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let result = optional(move || {
        wizard
            .draft
            .with(|draft| draft.accepted.as_ref().map(result))
    });
    view! { <div class="result" role="status">{result}</div> }
}

fn result(connection: &Connection) -> AnyView {
    let (glyph, title, detail) = match connection.lifecycle {
        Lifecycle::Active => (
            Glyph::Success,
            text::CONNECTION_IS_ACTIVE,
            text::active_detail(&connection.name, &connection.remote_short_name),
        ),
        // Accepted here; the other side hasn't answered yet.
        _ => (
            Glyph::Clock,
            text::CONNECTION_IS_PENDING,
            text::PENDING_DETAIL.to_owned(),
        ),
    };
    let tone = if connection.lifecycle == Lifecycle::Active {
        "good"
    } else {
        "waiting"
    };
    view! {
        <span class="result__sign" data-tone=tone><Icon glyph=glyph /></span>
        <h3 class="result__title">{title}</h3>
        <p>{detail}</p>
    }
    .into_any()
}
