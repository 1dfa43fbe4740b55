//! Cards of which one is chosen.

use super::reactive::{derived, dynamic, true_or_none};
use super::text_field::ErrorLine;
use super::{Glyph, Icon, unique_id};
use leptos::prelude::*;

/// A card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceCard {
    /// What is chosen with it.
    pub value: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it means.
    pub lines: Vec<&'static str>,
    /// Why it can't be chosen.
    pub refused: Option<String>,
}

/// Cards of which one is chosen; those that can't be stay readable and say why.
#[component]
pub fn ChoiceCards(
    /// What is chosen between.
    legend: &'static str,
    /// What holds for all of them.
    hint: &'static str,
    /// The cards.
    #[prop(into)]
    cards: Signal<Vec<ChoiceCard>>,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<Option<&'static str>>,
    /// Somebody chose.
    on_choose: Callback<&'static str>,
    /// What is wrong with the choice.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let group = unique_id("cards");
    let error_id = format!("{group}-error");
    let described_by = {
        let error_id = error_id.clone();
        derived(move || error.with(Option::is_some).then(|| error_id.clone()))
    };
    let one = move |card: ChoiceCard| card_view(card, group.clone(), chosen, on_choose, error);
    view! {
        <fieldset class="cards" aria-describedby=described_by>
            <legend class="cards__legend">{legend}</legend>
            <div class="cards__row">{dynamic(move || cards.get().into_iter().map(one.clone()).collect_view().into_any())}</div>
            <ErrorLine id=error_id error=error />
            <p class="field__hint">{hint}</p>
        </fieldset>
    }
}

fn card_view(
    card: ChoiceCard,
    group: String,
    chosen: Signal<Option<&'static str>>,
    on_choose: Callback<&'static str>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let ChoiceCard {
        value,
        title,
        lines,
        refused,
    } = card;
    let id = format!("{group}-{value}");
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let available = refused.is_none();
    let reason = refused
        .map(|reason| view! { <p class="card__reason"><Icon glyph=Glyph::Info />{reason}</p> });
    let choose = move |event: web_sys::Event| {
        if available {
            on_choose.run(value);
        } else {
            // The browser has marked it already; what is chosen says otherwise.
            event.prevent_default();
        }
    };
    view! {
        <label class="card" class:card--off=!available>
            // Not `disabled`: the keyboard and screen readers could not reach the reason.
            <input
                type="radio" class="card__radio" name=group value=value
                prop:checked=derived(move || chosen.get() == Some(value))
                aria-labelledby=title_id.clone() aria-describedby=text_id.clone()
                aria-disabled=(!available).then_some("true")
                aria-invalid=true_or_none(move || error.with(Option::is_some))
                on:click=move |event| if !available { event.prevent_default() }
                on:change=choose
            />
            <span class="card__title" id=title_id>{title}</span>
            <div class="card__text" id=text_id>
                <ul class="card__lines">
                    {lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
                </ul>
                {reason}
            </div>
        </label>
    }
}
