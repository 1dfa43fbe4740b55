//! The list of shortcuts, and the switch that turns them off.

use super::listener::{are_on, turn};
use crate::text;
use crate::ui::{Button, ButtonKind, Modal, StepForm, Toggle};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// The dialog.
#[component]
pub fn ShortcutsDialog(
    /// It is closed.
    on_close: Callback<()>,
) -> impl IntoView {
    let on = RwSignal::new(are_on());
    let switch = Callback::new(move |now| {
        turn(now);
        on.set(now);
    });
    let rows = offered()
        .into_iter()
        .map(|(key, what)| {
            view! { <div class="shortcuts__row"><dt><kbd class="key">{key}</kbd></dt><dd>{what}</dd></div> }
        })
        .collect_view();
    let foot = view! {
        <span class="dialog__gap"></span>
        <span data-autofocus=""><Button label=text::close() kind=ButtonKind::Primary on_press=on_close /></span>
    };
    view! {
        <Modal title=text::shortcuts() on_close=on_close>
            <StepForm on_submit=on_close footer=foot.into_any()>
                <p class="prose">{text::shortcuts_when()}</p>
                <dl class="shortcuts">{rows}</dl>
                <div class="field">
                    <Toggle label=text::shortcuts_use() on=on on_switch=switch />
                    <p class="field__hint">{text::shortcuts_use_hint()}</p>
                </div>
            </StepForm>
        </Modal>
    }
    .into_any()
}

/// What is on the page below, by its keys.
fn offered() -> Vec<(String, String)> {
    let Ok(found) = document().query_selector_all("[aria-keyshortcuts]:not(:disabled)") else {
        return Vec::new();
    };
    let elements = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
    elements
        .filter_map(|element| Some((element.get_attribute("aria-keyshortcuts")?, name(&element))))
        .collect()
}

fn name(element: &Element) -> String {
    let label = element.get_attribute("aria-label");
    let name = label
        .or_else(|| element.text_content())
        .unwrap_or_default()
        .trim()
        .to_owned();
    if element.is_instance_of::<HtmlInputElement>() {
        text::shortcut_to_field(name)
    } else {
        name
    }
}
