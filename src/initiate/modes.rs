//! The cards of the configuration types.

use super::draft::MODE;
use super::wizard::Wizard;
use crate::text;
use crate::ui::{ChoiceCard, ChoiceCards};
use crate::ui::{derived, memo, optional};
use crosslink_protocol::mode::{Mode, ModeOffer};
use leptos::prelude::*;

/// The cards, once it is known what the destination allows.
#[component]
pub fn ModeCards(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let offers = memo(move || wizard.draft.with(|draft| draft.offers().to_vec()));
    let known = memo(move || offers.with(|offers| !offers.is_empty()));
    let cards = derived(move || offers.with(|offers| offers.iter().map(card).collect::<Vec<_>>()));
    let chosen = derived(move || wizard.draft.with(|draft| draft.mode.map(Mode::as_str)));
    let on_choose = Callback::new(move |value: &'static str| {
        wizard.errors.changed(MODE);
        wizard.draft.update(|draft| draft.mode = Mode::parse(value));
    });
    optional(move || {
        known.get().then(|| {
        view! {
            <ChoiceCards
                legend=text::choose_type() hint=text::mode_is_for_good() cards=cards chosen=chosen on_choose=on_choose
                error=wizard.errors.at(MODE)
            />
        }
        .into_any()
    })
    })
}

fn card(offer: &ModeOffer) -> ChoiceCard {
    ChoiceCard {
        value: offer.mode.as_str(),
        title: text::mode(offer.mode),
        lines: text::mode_lines(offer.mode).to_vec(),
        refused: offer.refused.map(|code| text::sentence(code).to_owned()),
    }
}
