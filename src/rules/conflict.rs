//! Somebody else saved first: both are shown, and one of them is chosen.

use super::comparison::{Comparison, Pair};
use super::editing::{Conflict, Editing};
use crate::text;
use crate::ui::{Button, ButtonKind, Message, Severity, optional};
use crosslink_protocol::rules::SaveRules;
use leptos::prelude::*;

/// The choice; there only while there is one.
#[component]
pub fn ConflictChoice(
    /// The rules.
    editing: Editing,
) -> impl IntoView {
    optional(move || Some(choice(editing, editing.conflict.get()?)))
}

fn choice(editing: Editing, conflict: Conflict) -> AnyView {
    let connection = editing.around.connection.get_untracked();
    let (theirs, mine) = (conflict.theirs.clone(), conflict.clone());
    let SaveRules { content, .. } = conflict.mine;
    let comparison = conflict.theirs.content.map(|before| {
        let pair = Pair {
            before,
            before_name: text::THEIRS.to_owned(),
            after: content,
            after_name: text::MINE.to_owned(),
        };
        view! { <Comparison pair=pair connection=connection /> }
    });
    let save_mine = Callback::new(move |()| editing.save_over(mine.clone()));
    let take_theirs = Callback::new(move |()| editing.take(theirs.clone()));
    view! {
        <div class="rules__conflict">
            <Message severity=Severity::Warning text=text::CONFLICT_TITLE />
            {comparison}
            <div class="versions__actions">
                <Button label=text::SAVE_MINE on_press=save_mine busy=editing.busy />
                <Button label=text::TAKE_THEIRS kind=ButtonKind::Primary on_press=take_theirs disabled=editing.busy />
            </div>
        </div>
    }
    .into_any()
}
