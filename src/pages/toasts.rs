//! Toasts of this page's own, for where there is no page around that shows them.

use crate::ui::{ToastList, Toasts};
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;

thread_local! {
    /// Made with the first toast, and there for the rest of the page's life.
    static TOASTS: Cell<Option<Toasts>> = const { Cell::new(None) };
}

/// Shows a toast.
pub fn show_toast(text: String) {
    let toasts = TOASTS.get().or_else(|| {
        let body = document().body()?.unchecked_into();
        let handle = mount_to(body, || {
            let toasts = Toasts::new();
            TOASTS.set(Some(toasts));
            view! { <ToastList toasts=toasts /> }
        });
        handle.forget();
        TOASTS.get()
    });
    if let Some(toasts) = toasts {
        toasts.show(text);
    }
}
