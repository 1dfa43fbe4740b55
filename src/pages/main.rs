//! The module with the pages that are loaded later, `crosslink-pages`. The first module loads it and calls `open`, `turn`
//! and `close`.

#[cfg(target_arch = "wasm32")]
use crosslink::host::languages;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Ids of this module's elements begin here: it shares the document with two other modules, but not their counters.
#[cfg(target_arch = "wasm32")]
const FIRST_ID: usize = 2_000_000;

#[cfg(target_arch = "wasm32")]
fn main() {
    crosslink::host::tell_panics();
    crosslink::ui::number_ids_from(FIRST_ID);
}

/// Opens the page of this address in an element.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn open(address: &str, element: web_sys::HtmlElement, bridge: crosslink::dialogs::Bridge) {
    languages::adopt();
    crosslink::pages::open(address, element, bridge);
}

/// The page that is open has another address now.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn turn(address: &str) {
    crosslink::pages::turn(address);
}

/// The sentence of the failure with this code.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn sentence(code: &str) -> String {
    languages::adopt();
    crosslink::text::sentence(crosslink_protocol::ErrorCode::parse(code)).to_owned()
}

/// Shows a toast.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn toast(text: String) {
    languages::adopt();
    crosslink::pages::show_toast(text);
}

/// Takes the page away.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn close() {
    crosslink::pages::close();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("These pages are a part of the console, which is a page for the browser.");
}
