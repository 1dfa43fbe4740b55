//! The script that presses what a key is for. It is a script because it is made of what the browser offers, and so a tenth of
//! what it would be here.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/shortcuts/listener.js")]
extern "C" {
    /// Listens for the rest of the page's life.
    pub fn listen();
    /// Whether shortcuts are used.
    #[wasm_bindgen(js_name = areOn)]
    pub fn are_on() -> bool;
    /// Turns them on or off, for this device.
    pub fn turn(on: bool);
}
