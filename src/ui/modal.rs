//! A dialog that has to be finished or closed first.

use super::reactive::effect;
use super::{Glyph, Icon, focus, unique_id};
use crate::text;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, SubmitEvent};

/// What a dialog is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Something to fill in.
    #[default]
    Task,
    /// A question to answer.
    Question,
}

/// A native modal dialog, open as long as it is in the page. When it goes, the focus returns to where it was.
#[component]
pub fn Modal(
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// What stands below the heading.
    #[prop(optional, into)]
    subtitle: Signal<String>,
    /// What it is for.
    #[prop(optional)]
    purpose: Purpose,
    /// Somebody wants to close it: Esc, or the cross. It stays open until the caller removes it.
    on_close: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    let labelled_by = title_id.clone();
    return_focus_on_cleanup();
    effect(move || {
        if let Some(dialog) = dialog.get().filter(|dialog| !dialog.open()) {
            measure_scrollbar();
            // It fails only where a dialog is open already.
            let _ = dialog.show_modal();
        }
    });
    // Browsers close a dialog on a second Esc even if the first was declined; so no Esc gets that far.
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            on_close.run(());
        }
    };
    let on_cancel = move |event: Event| {
        event.prevent_default();
        on_close.run(());
    };
    let (class, role) = match purpose {
        Purpose::Task => ("dialog", None),
        Purpose::Question => ("dialog dialog--question", Some("alertdialog")),
    };
    view! {
        <dialog
            node_ref=dialog class=class role=role aria-labelledby=labelled_by
            on:keydown=on_key on:cancel=on_cancel
        >
            <header class="dialog__head">
                <div>
                    <h2 class="dialog__title" id=title_id>{title}</h2>
                    <p class="dialog__subtitle" aria-live="polite">{subtitle}</p>
                </div>
                <button
                    type="button" class="icon-button" aria-label=text::close() title=text::close()
                    on:click=move |_| on_close.run(())
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            {children()}
        </dialog>
    }
}

/// Tells the style sheet how wide the page's scrollbar is, which goes while a dialog is open. A dialog above another one finds
/// none, and leaves what the first one found.
fn measure_scrollbar() {
    let page = document().document_element();
    let (Some(page), Ok(None)) = (page, document().query_selector(".dialog[open]")) else {
        return;
    };
    let (Some(outer), Some(page)) = (
        window().inner_width().ok().and_then(|width| width.as_f64()),
        page.dyn_ref::<HtmlElement>(),
    ) else {
        return;
    };
    #[expect(clippy::cast_possible_truncation, reason = "a width on the screen")]
    let width = outer as i32 - page.client_width();
    // A custom property takes any value.
    let _ = page
        .style()
        .set_property("--scrollbar", &format!("{width}px"));
}

/// A dialog that is taken out of the page does not give the focus back by itself.
fn return_focus_on_cleanup() {
    let before = document()
        .active_element()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let before = StoredValue::new_local(before);
    on_cleanup(move || {
        if let Some(Some(element)) = before.try_get_value() {
            focus::next_frame(move || {
                let _ = element.focus();
            });
        }
    });
}

/// What has the focus at first: what has to be mended, or what has to be read before anything is pressed, or a button that
/// is the point of a step, or the first field.
const WRONG_FIELD: &str = "[aria-invalid=true]";
/// See [`WRONG_FIELD`].
pub const MAIN_BUTTON: &str = "[data-autofocus] button";
/// See [`WRONG_FIELD`]. What has to be read before anything is pressed.
const FIRST_TO_READ: &str = "[data-autofocus][tabindex]";
/// See [`WRONG_FIELD`].
const FIRST_FIELD: &str = ".dialog__body :is(input, textarea):not(:disabled, [readonly])";

/// A step of a dialog: a form, whose fields scroll and whose buttons stay.
#[component]
pub fn StepForm(
    /// The form is sent, by Enter or by its button.
    on_submit: Callback<()>,
    /// The buttons, from left to right; the first one stands apart.
    footer: AnyView,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    // The first thing to fill in has the focus, so that one can go on without a mouse.
    effect(move || {
        if let Some(form) = form.get() {
            focus::next_frame(move || {
                [
                    WRONG_FIELD,
                    FIRST_TO_READ,
                    MAIN_BUTTON,
                    FIRST_FIELD,
                    "button",
                ]
                .into_iter()
                .any(|selector| focus::focus_in(&form, selector));
            });
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="dialog__form" node_ref=form novalidate=true on:submit=submit>
            <div class="dialog__body">{children()}</div>
            <footer class="dialog__foot">{footer}</footer>
        </form>
    }
}
