//! The fields for the names of a connection.

use super::FieldErrors;
use super::names::{NameField, Names};
use crate::text;
use crate::ui::TextField;
use crate::ui::derived;
use leptos::prelude::*;

/// The four fields, from **Local instance short name** to **Description**.
#[component]
pub fn NameFields(
    /// What stands in them.
    #[prop(into)]
    names: Signal<Names>,
    /// Somebody typed.
    on_type: Callback<(NameField, String)>,
    /// What is wrong.
    errors: FieldErrors,
) -> impl IntoView {
    let one = move |field: NameField| {
        let value = derived(move || names.with(|names| names.text(field).to_owned()));
        let on_input = Callback::new(move |typed: String| {
            errors.changed(field.key());
            on_type.run((field, typed));
        });
        let (label, required, rows) = match field {
            NameField::Local => (text::local_short_name(), true, 1),
            NameField::Remote => (text::remote_short_name(), true, 1),
            NameField::Name => (text::connection_name(), true, 1),
            NameField::Description => (text::description(), false, 3),
        };
        view! {
            <TextField label=label value=value on_input=on_input error=errors.at(field.key()) required=required rows=rows />
        }
    };
    view! {
        <div class="field-pair">{one(NameField::Local)}{one(NameField::Remote)}</div>
        <p class="field__hint field__hint--pair">{text::short_names_hint()}</p>
        {one(NameField::Name)}
        {one(NameField::Description)}
    }
    .into_any()
}
