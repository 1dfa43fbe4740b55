//! The module with the dialogs, `crosslink-dialogs`. The page loads it and calls `open` and `close`.

/// Ids of this module's elements begin here: it shares the document with the page's module, but not its counter.
#[cfg(target_arch = "wasm32")]
const FIRST_ID: usize = 1_000_000;

#[cfg(target_arch = "wasm32")]
fn main() {
    crosslink::host::tell_panics();
    crosslink::ui::number_ids_from(FIRST_ID);
}

/// Opens the dialog of this name in the page, with the code that was brought over, if one was.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn open(dialog: &str, code: String, bridge: crosslink::dialogs::Bridge) {
    crosslink::host::languages::adopt();
    if let Some(dialog) = crosslink::dialogs::Dialog::parse(dialog) {
        crosslink::dialogs::open(crosslink::dialogs::Opening { dialog, code }, bridge);
    }
}

/// Takes the open dialog out of the page.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn close() {
    crosslink::dialogs::close();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The dialogs are a part of the console, which is a page for the browser.");
}
