//! The editor's script: a chunk that is loaded where sync rules are shown (`editor/editor.js`).

use crate::host::load::load;
use crate::text;
use js_sys::{Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Where the build puts it, relative to the page.
const PATH: &str = "vendor/editor.js";

#[wasm_bindgen]
extern "C" {
    /// The script.
    pub type EditorModule;
    /// An editor in this element.
    #[wasm_bindgen(method, catch)]
    pub fn mount(
        this: &EditorModule,
        element: &Element,
        options: &Object,
    ) -> Result<Editor, JsValue>;
    /// A comparison in this element.
    #[wasm_bindgen(method, catch)]
    pub fn compare(
        this: &EditorModule,
        element: &Element,
        options: &Object,
    ) -> Result<Editor, JsValue>;

    /// An editor, or a comparison, which can only be destroyed.
    pub type Editor;
    /// Replaces the text.
    #[wasm_bindgen(method, catch)]
    pub fn set(this: &Editor, text: &str) -> Result<(), JsValue>;
    /// Puts the keyboard there.
    #[wasm_bindgen(method, catch)]
    pub fn focus(this: &Editor) -> Result<(), JsValue>;
    /// Takes it out of the page.
    #[wasm_bindgen(method, catch)]
    pub fn destroy(this: &Editor) -> Result<(), JsValue>;
}

/// The script. The browser loads it once, however often it is asked for.
///
/// # Errors
/// What `import()` threw.
pub async fn module() -> Result<EditorModule, JsValue> {
    let base = document().base_uri()?.unwrap_or_default();
    let url = web_sys::Url::new_with_base(PATH, &base)?.href();
    Ok(load(&url).await?.unchecked_into())
}

/// What the editor says by itself, in the language of the page.
pub fn phrases() -> JsValue {
    let phrases = text::editor_phrases();
    options(&phrases.map(|(own, text)| (own, text.into()))).into()
}

/// A JavaScript object with these properties.
pub fn options(pairs: &[(&str, JsValue)]) -> Object {
    let options = Object::new();
    for (key, value) in pairs {
        // Setting a property of a fresh object can't fail.
        let _ = Reflect::set(&options, &(*key).into(), value);
    }
    options
}
