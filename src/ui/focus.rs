//! Where the keyboard is.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Does something when the page has taken up what changed.
pub fn next_frame(act: impl FnOnce() + 'static) {
    request_animation_frame(act);
}

/// Puts the focus on the first element below `root` that matches the selector.
pub fn focus_in(root: &Element, selector: &str) -> bool {
    let found = root.query_selector(selector).ok().flatten();
    match found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => element.focus().is_ok(),
        None => false,
    }
}

/// Puts the focus on the first field of the open dialog that is marked as wrong, once it is; without one, of the page.
pub fn focus_first_invalid() {
    next_frame(|| {
        let root = ["dialog[open]", "main"]
            .into_iter()
            .find_map(|root| document().query_selector(root).ok().flatten());
        if let Some(root) = root {
            focus_in(&root, "[aria-invalid=true]");
        }
    });
}

/// Puts the focus on the first element of the open dialog that matches the selector, once the page shows it.
pub fn focus_in_dialog(selector: &'static str) {
    next_frame(move || {
        // No question is open above the dialog while something in it wants the focus.
        if let Ok(Some(dialog)) = document().query_selector("dialog[open]") {
            focus_in(&dialog, selector);
        }
    });
}

/// Shows the first element of the page that matches the selector from its top on, once it is there, and puts the focus on
/// it. At once: nothing moves for those who can't bear it.
pub fn bring_to_front(selector: &'static str) {
    next_frame(move || {
        if let Some(body) = document().body()
            && focus_in(&body, selector)
            && let Some(shown) = document().active_element()
        {
            shown.scroll_into_view_with_bool(true);
        }
    });
}

/// What is pressed may be about to go, and the focus with it. Once it has, this puts the focus on the first element that
/// matches `wanted` in what is around the pressed one, or, without an event, in the page.
pub fn focus_if_lost(pressed: Option<&Event>, around: &str, wanted: &'static str) {
    let target = pressed.and_then(|event| event.target()?.dyn_into::<Element>().ok());
    let root = match target {
        Some(target) => target.closest(around),
        None => document().query_selector(around),
    };
    let Ok(Some(root)) = root else { return };
    next_frame(move || {
        let body = document().body().map(Element::from);
        let active = document().active_element();
        if active.is_none() || active == body {
            focus_in(&root, wanted);
        }
    });
}
