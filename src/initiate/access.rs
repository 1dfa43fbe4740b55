//! The question whether somebody has admin access to the destination.

use super::draft::{ACCESS, Access};
use super::wizard::Wizard;
use crate::text;
use crate::ui::derived;
use crate::ui::{ChoiceCard, ChoiceCards, Section};
use leptos::prelude::*;

/// The step.
#[component]
pub fn AccessStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let draft = wizard.draft;
    let cards = derived(move || {
        let refused = draft.with(|draft| draft.access_refused());
        let yes = ChoiceCard {
            value: Access::Yes.as_str(),
            title: text::access_yes(),
            lines: vec![text::access_yes_line()],
            refused: refused.map(|code| text::sentence(code).to_owned()),
        };
        let no = ChoiceCard {
            value: Access::No.as_str(),
            title: text::access_no(),
            lines: vec![text::access_no_line()],
            refused: None,
        };
        vec![yes, no]
    });
    let chosen = derived(move || draft.with(|draft| draft.access.map(Access::as_str)));
    let on_choose = Callback::new(move |value: &'static str| {
        draft.update(|draft| draft.access = Access::parse(value));
    });
    view! {
        <Section title=text::access_title()>
            <ChoiceCards
                legend=text::access_question() hint=text::access_hint() cards=cards chosen=chosen on_choose=on_choose
                error=wizard.errors.at(ACCESS)
            />
        </Section>
    }
}
