//! Somebody else saved first: both are shown, and one of them is chosen.

use super::comparison::{Comparison, Pair};
use super::editing::{Conflict, Editing};
use crate::clock;
use crate::text;
use crate::ui::{Button, ButtonKind, Message, Severity, effect, next_frame, optional};
use crosslink_protocol::rules::{Rules, SaveRules};
use leptos::html;
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
    let by = saved_by(&conflict.theirs);
    let (theirs, mine) = (conflict.theirs.clone(), conflict.clone());
    let SaveRules { content, .. } = conflict.mine;
    let comparison = conflict.theirs.content.map(|before| {
        let pair = Pair {
            before,
            before_name: text::theirs().to_owned(),
            after: content,
            after_name: text::mine().to_owned(),
        };
        view! { <Comparison pair=pair connection=connection /> }
    });
    let save_mine = Callback::new(move |()| editing.save_over(mine.clone()));
    let take_theirs = Callback::new(move |()| editing.take(theirs.clone()));
    // Whoever scrolled down to what they changed would not see it.
    let here = NodeRef::<html::Div>::new();
    effect(move || {
        if let Some(here) = here.get() {
            next_frame(move || {
                // It can always take the focus.
                let _ = here.focus();
            });
        }
    });
    view! {
        <div class="rules__conflict" role="group" aria-label=text::conflict_title() tabindex="-1" node_ref=here>
            <Message severity=Severity::Warning text=text::conflict_title() />
            {by}
            {comparison}
            <div class="versions__actions">
                <Button label=text::save_mine() on_press=save_mine busy=editing.busy />
                <Button label=text::take_theirs() kind=ButtonKind::Primary on_press=take_theirs disabled=editing.busy />
            </div>
        </div>
    }
    .into_any()
}

/// Who saved theirs, and when.
fn saved_by(theirs: &Rules) -> Option<AnyView> {
    let at = theirs.saved_at?;
    let who = theirs.saved_by.as_deref().unwrap_or(text::the_node());
    let when = clock::relative_text(at.min(clock::now()), clock::now());
    Some(view! { <p class="quiet">{text::changed_by(who, &when)}</p> }.into_any())
}
