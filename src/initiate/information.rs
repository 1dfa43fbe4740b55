//! What the connection and its two sides are called.

use super::wizard::Wizard;
use crate::form::NameFields;
use crate::form::names::NameField;
use crate::text;
use crate::ui::Section;
use crate::ui::derived;
use leptos::prelude::*;

/// The step.
#[component]
pub fn InformationStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let names = derived(move || wizard.draft.with(|draft| draft.names.clone()));
    let on_type = Callback::new(move |(field, typed): (NameField, String)| {
        wizard
            .draft
            .update(|draft| draft.names.type_over(field, typed));
    });
    view! {
        <Section title=text::connection_information()>
            <NameFields names=names on_type=on_type errors=wizard.errors />
        </Section>
    }
}
