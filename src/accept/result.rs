//! Step 3: what came of it. It says by itself when the other side has answered.

use super::wizard::Wizard;
use crate::dialogs::{Outcome, watch_connection};
use crate::text;
use crate::ui::{Button, ButtonKind};
use crate::ui::{memo, optional};
use crosslink_protocol::connection::{Connection, Lifecycle};
use leptos::prelude::*;

/// The step.
#[component]
pub fn ResultStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let pending = wizard.draft.with_untracked(|draft| {
        let connection = draft.accepted.as_ref()?;
        (connection.lifecycle == Lifecycle::Pending).then(|| connection.id.clone())
    });
    if let Some(id) = pending {
        let on_change = Callback::new(move |connection: Connection| {
            wizard
                .draft
                .update(|draft| draft.accepted = Some(connection));
        });
        watch_connection(wizard.around, id, on_change);
    }
    // A changed version alone is nothing to read out again.
    let shown = memo(move || {
        wizard.draft.with(|draft| {
            let connection = draft.accepted.as_ref()?;
            let active = connection.lifecycle == Lifecycle::Active;
            let name = connection.name.clone();
            Some((active, name, connection.remote_short_name.clone()))
        })
    });
    let result = optional(move || {
        let (active, name, remote) = shown.get()?;
        // Otherwise it is accepted here, and the other side hasn't answered yet.
        let (title, detail) = match active {
            true => (
                text::connection_is_active(),
                text::active_detail(&name, &remote),
            ),
            false => (
                text::connection_is_pending(),
                text::pending_detail().to_owned(),
            ),
        };
        Some(view! { <Outcome good=active title=title detail=detail /> }.into_any())
    });
    view! { <div class="result" role="status">{result}</div> }
}

/// The buttons: to the connection's page, and **Done**.
pub fn buttons(wizard: Wizard) -> AnyView {
    let show = Callback::new(move |()| wizard.show_connection());
    view! {
        <Button label=text::show_connection() on_press=show />
        <span data-autofocus=""><Button label=text::done() kind=ButtonKind::Primary /></span>
    }
    .into_any()
}
