//! Light or dark, and how much contrast. In a tab the stylesheet follows the device by itself; inside Azure DevOps the page follows the
//! theme that the surrounding page has.

use super::theme::{Theme, has_high_contrast};
use leptos::prelude::{document, window, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Follows the theme of Azure DevOps, as its SDK writes it into this page.
pub fn follow_azure_devops() {
    // The page needs this until it is closed, so the listener is never removed.
    let _listener = window_event_listener_untyped("themeApplied", |_| apply());
}

fn apply() {
    let Some(root) = document()
        .document_element()
        .and_then(|root| root.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let Ok(Some(style)) = window().get_computed_style(&root) else {
        return;
    };
    let colour = |name| style.get_property_value(name).unwrap_or_default();
    let background = colour("--background-color");
    if let Some(theme) = Theme::of_background(&background) {
        // Attributes of an existing element can always be set.
        let _ = root.set_attribute("data-theme", theme.as_str());
    }
    let _ = if has_high_contrast(&colour("--text-primary-color"), &background) {
        root.set_attribute("data-contrast", "more")
    } else {
        root.remove_attribute("data-contrast")
    };
}
