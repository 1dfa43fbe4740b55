//! Loads a JavaScript module when it is needed, which a static import can't.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/host/load.js")]
extern "C" {
    /// The module at this address.
    ///
    /// # Errors
    /// What `import()` threw.
    #[wasm_bindgen(catch)]
    pub async fn load(url: &str) -> Result<JsValue, JsValue>;
}
