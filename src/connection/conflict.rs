//! **Somebody changed this in the meantime**: what, who and when, and the two ways on.

use super::actions::Meanwhile;
use super::activity;
use super::changes::Difference;
use crate::clock;
use crate::text;
use crate::ui::{Button, Glyph, Icon, focus_in_dialog};
use leptos::prelude::*;

/// What somebody else has changed.
#[component]
pub fn ConflictBox(
    /// What they did.
    meanwhile: Meanwhile,
    /// What the button says that does it all the same; left out where it can't be done any more.
    #[prop(optional_no_strip)]
    anyway: Option<String>,
    /// Does it all the same.
    on_anyway: Callback<()>,
    /// Goes on with what is there.
    on_theirs: Callback<()>,
) -> impl IntoView {
    // In a dialog it stands below the fields; on the page it is read out, and the focus stays.
    focus_in_dialog(".conflict button");
    let remote = meanwhile.newest.remote_short_name.clone();
    let by = meanwhile.by.as_ref().map(|entry| {
        let who = activity::who(entry, &remote);
        let when = clock::relative_text(entry.at.min(clock::now()), clock::now());
        view! { <p class="quiet">{text::changed_by(&who, &when)}</p> }
    });
    let list = if meanwhile.differences.is_empty() {
        view! { <p>{text::changed_elsewhere()}</p> }.into_any()
    } else {
        differences(meanwhile.differences)
    };
    let anyway = anyway.map(|label| view! { <Button label=label on_press=on_anyway /> });
    view! {
        <section class="conflict" role="alert">
            <h3 class="conflict__title"><Icon glyph=Glyph::Warning />{text::changed_meanwhile()}</h3>
            {by}
            {list}
            <div class="toolbar">
                {anyway}
                <Button label=text::take_theirs() on_press=on_theirs />
            </div>
        </section>
    }
    .into_any()
}

/// A list of what is different.
pub fn differences(differences: Vec<Difference>) -> AnyView {
    let rows: Vec<_> = differences
        .into_iter()
        .map(|Difference { label, before, after }| {
            view! {
                <div class="facts__row"><dt>{label}</dt><dd>{before_after(before, after)}</dd></div>
            }
        })
        .collect();
    view! { <dl class="facts differences">{rows}</dl> }.into_any()
}

fn before_after(before: String, after: String) -> AnyView {
    let shown = |text: String| match text.as_str() {
        "" => text::empty_value().to_owned(),
        _ => text,
    };
    let (before, after) = (shown(before), shown(after));
    let spoken = text::from_value_to(&before, &after);
    view! {
        <span aria-hidden="true"><del><bdi>{before}</bdi></del>" → "<ins><bdi>{after}</bdi></ins></span>
        <span class="visually-hidden">{spoken}</span>
    }
    .into_any()
}
