//! Says shortly what was done: in the surrounding page where that can, otherwise in a toast of this page's own.

use super::azure_devops;
use crate::pages;
use leptos::task::spawn_local;

/// Shows a toast. It is read out, too, by whoever shows it.
pub fn toast(text: String) {
    spawn_local(async move {
        if !azure_devops::toast(&text).await {
            pages::toast(&text).await;
        }
    });
}
