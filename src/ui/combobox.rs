//! A text field that searches a long list, of which one entry is chosen (the combobox pattern of ARIA 1.2).

use super::combobox_popup::Popup;
use super::reactive::{derived, true_or_false, true_or_none};
use super::text_field::{FieldFrame, unique_id};
use super::{Glyph, Icon};
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Tells it from the others.
    pub id: String,
    /// What it is called.
    pub label: String,
}

/// The list, as far as it is loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The entries that match what was typed.
    pub choices: Vec<Choice>,
    /// Whether there are more to load.
    pub more: bool,
    /// How many there are, or that none matches, or that they are being loaded.
    pub note: String,
    /// Why they could not be loaded.
    pub failure: Option<String>,
}

/// What the parts of a combobox share.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub open: RwSignal<bool>,
    /// What was typed since something was chosen.
    typed: RwSignal<Option<String>>,
    /// The id of the entry that the arrow keys are at.
    pub active: RwSignal<Option<String>>,
    pub listing: Signal<Listing>,
    pub chosen: Signal<Option<Choice>>,
    pub on_more: Callback<()>,
    on_search: Callback<String>,
    on_choose: Callback<Option<Choice>>,
}

/// A searchable list of any length.
#[component]
pub fn Combobox(
    /// What it is called.
    label: &'static str,
    /// An example, or what to do, while it is empty.
    placeholder: &'static str,
    /// What was chosen.
    #[prop(into)]
    chosen: Signal<Option<Choice>>,
    /// The list.
    #[prop(into)]
    listing: Signal<Listing>,
    /// The list is wanted for this search.
    on_search: Callback<String>,
    /// More of the list is wanted, or what failed once more.
    on_more: Callback<()>,
    /// Something was chosen, or the choice taken back.
    on_choose: Callback<Option<Choice>>,
    /// What is wrong with the choice.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let state = State {
        open: RwSignal::new(false),
        typed: RwSignal::new(None),
        active: RwSignal::new(None),
        listing,
        chosen,
        on_more,
        on_search,
        on_choose,
    };
    let id = unique_id("combobox");
    let input = NodeRef::<html::Input>::new();
    let list_id = format!("{id}-list");
    let error_id = format!("{id}-error");
    let active_id = {
        let list_id = list_id.clone();
        derived(move || {
            let active = state.active.get().filter(|_| state.open.get());
            active.map(|active| format!("{list_id}-{active}"))
        })
    };
    view! {
        <FieldFrame id=id.clone() label=label required=true error=error hint=None beside_label=None>
            <div class="combobox">
                <input
                    type="text" node_ref=input id=id class="input" role="combobox" autocomplete="off" spellcheck="false"
                    placeholder=placeholder aria-autocomplete="list" aria-required="true"
                    aria-expanded=true_or_false(move || state.open.get())
                    aria-controls=list_id.clone() aria-activedescendant=active_id
                    aria-invalid=true_or_none(move || error.with(Option::is_some))
                    aria-describedby=derived(move || error.with(Option::is_some).then(|| error_id.clone()))
                    prop:value=derived(move || state.text())
                    on:input=move |event| state.type_text(event_target_value(&event))
                    on:focus=move |_| state.select(input)
                    on:click=move |_| {
                        if state.show() {
                            state.select(input);
                        }
                    }
                    on:keydown=move |event| state.key(&event)
                    on:blur=move |_| state.leave()
                />
                <span class="combobox__arrow"><Icon glyph=Glyph::Down /></span>
            </div>
            <Popup state=state anchor=input list_id=list_id label=label />
        </FieldFrame>
    }
}

impl State {
    fn text(self) -> String {
        self.typed.get().unwrap_or_else(|| {
            self.chosen.with(|chosen| {
                chosen
                    .as_ref()
                    .map_or_else(String::new, |choice| choice.label.clone())
            })
        })
    }

    /// Opens the list. False when it was open already.
    fn show(self) -> bool {
        let was_open = self.open.get_untracked();
        if !was_open {
            self.open.set(true);
            let chosen = self.chosen.get_untracked().map(|choice| choice.id);
            self.active.set(chosen);
            self.on_search
                .run(self.typed.get_untracked().unwrap_or_default());
        }
        !was_open
    }

    /// Marks what is chosen, so that typing replaces it. A second press puts the caret where it points.
    fn select(self, input: NodeRef<html::Input>) {
        if self.typed.with_untracked(Option::is_none)
            && let Some(input) = input.get_untracked()
        {
            input.select();
        }
    }

    fn type_text(self, text: String) {
        self.active.set(None);
        self.typed.set(Some(text.clone()));
        self.open.set(true);
        self.on_search.run(text);
    }

    fn hide(self) {
        self.open.set(false);
        self.typed.set(None);
        self.active.set(None);
    }

    /// Takes an entry.
    pub fn choose(self, choice: Choice) {
        self.on_choose.run(Some(choice));
        self.hide();
    }

    fn key(self, event: &KeyboardEvent) {
        let open = self.open.get_untracked();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open => {
                self.show();
            }
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Enter" if open => self.choose_active(),
            "Escape" if open => {
                // This Esc is for the list, not for the dialog around it.
                event.stop_propagation();
                self.hide();
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn step(self, by: isize) {
        let next = self.listing.with_untracked(|listing| {
            let count = listing.choices.len();
            let active = self.active.get_untracked();
            let at = listing
                .choices
                .iter()
                .position(|choice| Some(&choice.id) == active.as_ref());
            let next = match at {
                Some(at) => at.saturating_add_signed(by).min(count.saturating_sub(1)),
                None if by > 0 => 0,
                None => count.saturating_sub(1),
            };
            if listing.more && next + 1 >= count {
                self.on_more.run(());
            }
            listing.choices.get(next).map(|choice| choice.id.clone())
        });
        self.active.set(next);
    }

    /// Enter takes the entry that the arrows are at, or the only one that matches.
    fn choose_active(self) {
        let active = self.active.get_untracked();
        let choice = self
            .listing
            .with_untracked(|listing| match listing.choices.as_slice() {
                [only] if active.is_none() => Some(only.clone()),
                choices => choices
                    .iter()
                    .find(|choice| Some(&choice.id) == active.as_ref())
                    .cloned(),
            });
        if let Some(choice) = choice {
            self.choose(choice);
        }
    }

    /// Who types a whole name means it; an emptied field means no choice; anything else is taken back.
    fn leave(self) {
        // A field that is taken out of the page is left, too, and by then its state is gone.
        let Some(typed) = self.typed.try_get_untracked() else {
            return;
        };
        if let Some(typed) = typed {
            let typed = typed.trim();
            let named = self.listing.with_untracked(|listing| {
                listing
                    .choices
                    .iter()
                    .find(|choice| choice.label.eq_ignore_ascii_case(typed))
                    .cloned()
            });
            if named.is_some() || typed.is_empty() {
                self.on_choose.run(named);
            }
        }
        self.hide();
    }
}
