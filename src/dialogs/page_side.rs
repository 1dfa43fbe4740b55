//! The page's side: loads the dialogs' module, once, and opens a dialog of it.

use super::Opening;
use super::bridge::PageEnd;
use crate::app::Shell;
use crate::host::module::{call, module, style};
use crate::text;
use crate::ui::{Button, Message, Severity, optional};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

/// Where the build puts the module, relative to the page.
const MODULE: &str = "crosslink-dialogs.js";
/// Its style sheet, which the list has no use for.
const STYLE: &str = "dialog.css";

/// Loads the dialogs before they are asked for, when somebody is about to. A failure is met again, and told, when a
/// dialog is opened.
pub fn prefetch() {
    spawn_local(async {
        let _ = style(STYLE).await;
        let _ = module(MODULE).await;
    });
}

/// A dialog, open as long as this is in the page.
#[component]
pub fn OpenDialog(
    /// Which one.
    opening: Opening,
    /// The page's surroundings.
    shell: Shell,
    /// It is finished or given up.
    on_close: Callback<()>,
) -> impl IntoView {
    let failed = RwSignal::new(false);
    let end = StoredValue::new_local(None::<PageEnd>);
    let opened = StoredValue::new_local(None::<JsValue>);
    let opening = StoredValue::new(opening);
    let go = Callback::new(move |address: String| shell.go(&address));
    let show = move || {
        failed.set(false);
        spawn_local(async move {
            let shown = async {
                style(STYLE).await?;
                let module = module(MODULE).await?;
                // Somebody may have gone to another page while it was loading.
                let Some(api) = shell.api() else {
                    return Ok(());
                };
                let page_end = PageEnd::new(&api, on_close, go)?;
                let Opening { dialog, code } = opening.try_get_value().ok_or(JsValue::NULL)?;
                let dialog = dialog.as_str().into();
                call(&module, "open", &[&dialog, &code.into(), page_end.bridge()])?;
                end.try_set_value(Some(page_end));
                opened.try_set_value(Some(module));
                Ok::<(), JsValue>(())
            };
            if shown.await.is_err() {
                failed.try_set(true);
            }
        });
    };
    show();
    on_cleanup(move || {
        if let Some(module) = opened.try_get_value().flatten() {
            // It was open, so it can be closed; and if not, the page that it was for is gone anyway.
            let _ = call(&module, "close", &[]);
        }
    });
    let retry = Callback::new(move |()| show());
    optional(move || {
        failed.get().then(|| {
            view! {
                <Message severity=Severity::Error text=text::dialog_not_loaded() />
                <Button label=text::retry() on_press=retry />
            }
            .into_any()
        })
    })
}
