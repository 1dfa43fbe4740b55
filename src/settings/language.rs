//! The choice of a language.

use crate::host::languages::chosen;
use crate::pages::Surroundings;
use crate::text::{self, Language};
use crate::ui::{Button, Panel, Select, focus_in, next_frame};
use leptos::html;
use leptos::prelude::*;
use std::cell::Cell;

/// In place of a language: as the page around, or the browser.
const AUTOMATIC: &str = "";

thread_local! {
    /// A language was chosen here. The page is put there anew in that language, and the keyboard has to be where it was.
    static CHOSEN: Cell<bool> = const { Cell::new(false) };
}

/// The part of the page.
#[component]
pub fn LanguagePanel(
    /// The page's surroundings.
    around: Surroundings,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    if CHOSEN.take() {
        next_frame(move || {
            if let Some(Some(place)) = place.try_get_untracked() {
                focus_in(&place, "select");
            }
        });
    }
    let chosen = chosen().and_then(|tag| Language::of(&tag));
    let value = chosen.map_or(AUTOMATIC, Language::tag);
    let languages = Language::ALL.map(|language| (language.tag(), language.name()));
    let options = std::iter::once((AUTOMATIC, text::language_automatic())).chain(languages);
    let selected = RwSignal::new(value);
    let select = Callback::new(move |tag: String| {
        selected.set(Language::of(&tag).map_or(AUTOMATIC, Language::tag));
    });
    // Only then: with the arrow keys, a list passes what one doesn't want.
    let press = Callback::new(move |()| {
        CHOSEN.set(true);
        around.speak(selected.get_untracked());
    });
    view! {
        <Panel title=text::language_title()>
            <div class="field" node_ref=place>
                <div class="copy-line">
                    <Select label=text::language_title() options=options.collect() value=selected on_select=select />
                    <Button label=text::language_use() on_press=press />
                </div>
                <p class="field__hint">{text::language_hint()}</p>
            </div>
        </Panel>
    }
    .into_any()
}
