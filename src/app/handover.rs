//! The dialog that is open over the pages, and what a link from the other side's console opens.

use super::Shell;
use crate::dialogs::{OpenDialog, Opening};
use crate::text;
use crate::ui::{Button, Message, Severity};
use crate::ui::{effect, optional};
use leptos::prelude::*;

/// The open dialog. What is brought over opens its own as soon as an administrator is signed in and no other is open.
#[component]
pub fn ShownDialog(
    /// The page's surroundings.
    shell: Shell,
) -> impl IntoView {
    let (dialog, incoming) = (shell.dialog, shell.incoming);
    let may_change = shell.may_change();
    effect(move || {
        let open = dialog.with(Option::is_some);
        if let Some(next) = Opening::next(incoming.get(), may_change.get(), open) {
            dialog.set(Some(next));
        }
    });
    let closed = Callback::new(move |()| {
        // Used or given up; what arrived while this or another dialog was open still has its turn.
        let brought = dialog.get_untracked().filter(Opening::brought);
        if let Some(opening) = brought {
            incoming.done(&opening.code);
        }
        dialog.set(None);
    });
    optional(move || {
        let opening = dialog.get()?;
        Some(view! { <OpenDialog opening=opening shell=shell on_close=closed /> }.into_any())
    })
}

/// Why nothing opens, for those who may only look.
#[component]
pub fn HandoverNote(
    /// The page's surroundings.
    shell: Shell,
) -> impl IntoView {
    let incoming = shell.incoming;
    let may_change = shell.may_change();
    optional(move || {
        let brought = incoming.get().filter(|_| !may_change.get())?;
        let close = Callback::new(move |()| incoming.done(brought.code()));
        let note = view! {
            <Message severity=Severity::Warning text=text::handover_needs_admin()>
                <Button label=text::close() on_press=close />
            </Message>
        };
        Some(note.into_any())
    })
}
