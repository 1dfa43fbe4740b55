//! A button that copies a text, also where the browser doesn't give a frame the clipboard.

use super::reactive::{derived, optional, true_or_none};
use super::{Announcer, next_frame};
use super::{Button, ButtonKind, Glyph, LiveRegion};
use crate::text;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// How long the button says that it worked.
const CONFIRMED: Duration = Duration::from_secs(4);

/// Copies a text and says so.
#[component]
pub fn CopyButton(
    /// What it says before it is pressed.
    label: &'static str,
    /// What is copied.
    #[prop(into)]
    content: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    kind: ButtonKind,
    /// The id of an element that shows the text, to be selected where nothing else works.
    shown_in: String,
    /// It was copied.
    #[prop(optional)]
    on_copied: Option<Callback<()>>,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let failed = RwSignal::new(false);
    // Of its own, because inside a dialog nothing outside of it is read out.
    let announcer = Announcer::new();
    let press = Callback::new(move |()| {
        let shown_in = shown_in.clone();
        let content = content.get_untracked();
        spawn_local(async move {
            let done = copy(&content, &shown_in).await;
            copied.try_set(done);
            failed.try_set(!done);
            if let Some(on_copied) = on_copied.filter(|_| done) {
                on_copied.try_run(());
            }
            announcer.say(if done {
                text::copied()
            } else {
                text::copy_by_hand()
            });
            set_timeout(
                move || {
                    copied.try_set(false);
                },
                CONFIRMED,
            );
        });
    });
    let says = derived(move || if copied.get() { text::copied() } else { label }.to_owned());
    view! {
        <span class="copy" data-copied=true_or_none(move || copied.get())>
            <Button label=says kind=kind icon=Glyph::Copy on_press=press />
            {optional(move || failed.get().then(|| view! { <span class="copy__failed">{text::copy_by_hand()}</span> }.into_any()))}
            <LiveRegion announcer=announcer />
        </span>
    }
}

async fn copy(content: &str, shown_in: &str) -> bool {
    if write_to_clipboard(content).await.is_ok() || copy_selection(content, shown_in) {
        return true;
    }
    // The last way is the reader's own: everything is selected for them.
    if let Some(field) =
        element(shown_in).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
    {
        next_frame(move || {
            let _ = field.focus();
            field.select();
        });
    }
    false
}

async fn write_to_clipboard(content: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    // Without a secure context there is no clipboard at all.
    if Reflect::get(&navigator, &"clipboard".into())?.is_falsy() {
        return Err(JsValue::UNDEFINED);
    }
    JsFuture::from(navigator.clipboard().write_text(content)).await?;
    Ok(())
}

/// The way of before there was a clipboard API. It works in a frame without any permission, right after a press.
/// The selected field has to be where the focus may go: inside the dialog, if one is open.
fn copy_selection(content: &str, beside: &str) -> bool {
    let before = document().active_element();
    let Some(parent) = element(beside).and_then(|field| field.parent_element()) else {
        return false;
    };
    let Ok(area) = document()
        .create_element("textarea")
        .map(JsCast::unchecked_into::<HtmlTextAreaElement>)
    else {
        return false;
    };
    area.set_value(content);
    area.set_read_only(true);
    area.set_class_name("visually-hidden");
    if parent.append_child(&area).is_err() {
        return false;
    }
    area.select();
    let copied = exec_copy();
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied
}

/// `document.execCommand("copy")`: deprecated, everywhere, and without an equal.
fn exec_copy() -> bool {
    let document = document();
    Reflect::get(&document, &"execCommand".into())
        .and_then(|function| function.dyn_into::<Function>())
        .and_then(|function| function.call1(&document, &"copy".into()))
        .is_ok_and(|done| done.is_truthy())
}

fn element(id: &str) -> Option<web_sys::Element> {
    document().get_element_by_id(id)
}
