//! A native list of the fields of a side.

use super::model::{no_field, options};
use super::state::Screen;
use crate::text;
use crate::ui::{dynamic, effect, next_frame, true_or_none};
use crosslink_protocol::connection::Side;
use crosslink_protocol::visual::Field;
use leptos::html;
use leptos::prelude::*;

/// The list.
#[component]
pub fn FieldSelect(
    /// The screen.
    screen: Screen,
    /// Whose fields.
    of: Side,
    /// What it is called, for the ear.
    #[prop(into)]
    label: Signal<String>,
    /// What is selected.
    #[prop(into)]
    selected: Signal<Field>,
    /// Somebody selected.
    on_select: Callback<Field>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// The id of what says so.
    described_by: String,
) -> impl IntoView {
    let list = screen.fields(of).list;
    let element = NodeRef::<html::Select>::new();
    let choices = dynamic(move || {
        let options = list
            .with(|list| selected.with(|field| options(list.ready().map(Vec::as_slice), field)));
        options
            .into_iter()
            .map(|(reference, name, missing)| {
                let name = if missing.0 {
                    text::field_not_here(&name)
                } else {
                    name
                };
                view! { <option value=reference>{name}</option> }
            })
            .collect_view()
            .into_any()
    });
    // After the options are there: a list can't have selected what it doesn't have yet.
    effect(move || {
        list.track();
        let reference = selected.with(|field| field.reference.clone());
        if let Some(element) = element.get() {
            next_frame(move || element.set_value(&reference));
        }
    });
    let choose = move |event| {
        let reference: String = event_target_value(&event);
        let known = list.with_untracked(|list| {
            let fields = list.ready().map(Vec::as_slice).unwrap_or_default();
            fields
                .iter()
                .find(|field| field.reference == reference)
                .cloned()
        });
        match known {
            Some(field) => on_select.run(field),
            None if reference.is_empty() => on_select.run(no_field()),
            // The one that is selected, and that the project doesn't have.
            None => {}
        }
    };
    view! {
        <select
            class="select" node_ref=element aria-label=label aria-describedby=described_by
            aria-invalid=true_or_none(move || error.with(Option::is_some)) on:change=choose
        >
            <option value="">{text::select_field()}</option>
            {choices}
        </select>
    }
    .into_any()
}
