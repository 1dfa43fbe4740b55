//! A text field with its label, hint and error.

use super::reactive::{derived, optional, true_or_none};
use super::{Glyph, Icon};
use leptos::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

static NEXT: AtomicUsize = AtomicUsize::new(1);

/// Numbers the following ids from here on: two modules in one page must not make the same.
pub fn number_ids_from(first: usize) {
    NEXT.store(first, Ordering::Relaxed);
}

/// An id that no other element of the page has.
pub fn unique_id(stem: &str) -> String {
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Label above, hint and error below a field. The field itself refers to `{id}-hint` and `{id}-error`.
#[component]
pub fn FieldFrame(
    /// The field's id.
    id: String,
    /// What it is called.
    label: &'static str,
    /// Whether it has to be filled in.
    required: bool,
    /// What is wrong with it.
    error: Signal<Option<String>>,
    /// What it is for.
    hint: Option<&'static str>,
    /// What stands beside the label.
    beside_label: Option<AnyView>,
    /// The field.
    children: Children,
) -> impl IntoView {
    let mark =
        required.then(|| view! { <span class="field__required" aria-hidden="true">"*"</span> });
    let hint = hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> });
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <div class="field__head">
                <label class="field__label" for=id>{label}{mark}</label>
                {beside_label}
            </div>
            {children()}
            <ErrorLine id=error_id error=error />
            {hint}
        </div>
    }
}

/// What is wrong with a field. The region is there before the error is, or the error would not be read out.
#[component]
pub fn ErrorLine(
    /// The region's id.
    id: String,
    /// What is wrong.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let line = optional(move || {
        let error = error.get()?;
        Some(view! { <p class="field__error"><Icon glyph=Glyph::Error />{error}</p> }.into_any())
    });
    view! { <div id=id aria-live="polite">{line}</div> }
}

/// A text field: a line, or several.
#[component]
pub fn TextField(
    /// What it is called.
    label: &'static str,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Somebody typed.
    on_input: Callback<String>,
    /// Somebody left it.
    #[prop(optional)]
    on_leave: Option<Callback<()>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it has to be filled in.
    #[prop(optional)]
    required: bool,
    /// It can't be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it is for.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// An example, while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
    /// How many lines it has.
    #[prop(default = 1)]
    rows: u32,
    /// A code or an address: no spelling, no automatic capitals.
    #[prop(optional)]
    literal: bool,
    /// What stands beside the label.
    #[prop(optional)]
    beside_label: Option<AnyView>,
) -> impl IntoView {
    let id = unique_id("field");
    let described_by = {
        let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
        derived(move || match (error.with(Option::is_some), hint) {
            (true, Some(_)) => Some(format!("{error_id} {hint_id}")),
            (true, None) => Some(error_id.clone()),
            (false, Some(_)) => Some(hint_id.clone()),
            (false, None) => None,
        })
    };
    let invalid = true_or_none(move || error.with(Option::is_some));
    let class = if literal {
        "input input--literal"
    } else {
        "input"
    };
    // Some ways to change a field, clearing it by a tool among them, only say so at the end.
    let typed = move |event| on_input.run(event_target_value(&event));
    let leave = move |_| {
        if let Some(on_leave) = on_leave {
            // A field that is taken out of the page is left, too, and by then nobody is there to hear it.
            on_leave.try_run(());
        }
    };
    let spellcheck = literal.then_some("false");
    let capitals = literal.then_some("off");
    let field_id = id.clone();
    let field = if rows > 1 {
        view! {
            <textarea
                id=field_id class=class rows=rows placeholder=placeholder spellcheck=spellcheck autocapitalize=capitals
                autocomplete="off" prop:value=value disabled=disabled
                aria-required=required.then_some("true") aria-invalid=invalid aria-describedby=described_by
                on:input=typed on:change=typed on:blur=leave
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                type="text" id=field_id class=class placeholder=placeholder spellcheck=spellcheck autocapitalize=capitals
                autocomplete="off" prop:value=value disabled=disabled
                aria-required=required.then_some("true") aria-invalid=invalid aria-describedby=described_by
                on:input=typed on:change=typed on:blur=leave
            />
        }
        .into_any()
    };
    view! {
        <FieldFrame id=id label=label required=required error=error hint=hint beside_label=beside_label>
            {field}
        </FieldFrame>
    }
}
