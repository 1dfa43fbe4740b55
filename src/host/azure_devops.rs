//! Azure DevOps around the page, through the SDK that it prescribes for extensions.

use super::{Handshake, location};
use crate::routes;
use crosslink_protocol::session::SessionProof;
use js_sys::{Array, Function};
use leptos::prelude::document;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Milliseconds that Azure DevOps may take to answer. The SDK itself waits for ever when nobody is there.
const PATIENCE_MS: u32 = 5_000;
/// Where the build puts the SDK, relative to the page. `boot.js` loads it from there, too, when the app can't start.
const SDK_PATH: &str = "vendor/ado-sdk.js";

#[wasm_bindgen(module = "/src/host/azure_devops.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = connect)]
    async fn shake_hands(url: &str, patience: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = answersLate)]
    async fn late_answer() -> JsValue;
    async fn tokens() -> JsValue;
    #[wasm_bindgen(catch)]
    fn whereabouts() -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_name = culture)]
    fn culture_around() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = toast)]
    async fn show_toast(text: &str) -> JsValue;
    async fn follow(on_hash: &Function) -> JsValue;

    /// There is something to see: Azure DevOps takes its spinner away. It is told once.
    pub fn loaded();
    /// The page can't go on, and only Azure DevOps or the extension's owner can help. It is told unless there was something
    /// to see before.
    #[wasm_bindgen(js_name = loadFailed)]
    pub fn load_failed(reason: &str);
    /// Writes the hash of the surrounding page; with an entry in the history where `push` says so.
    #[wasm_bindgen(js_name = writeHash)]
    pub fn write_hash(hash: &str, push: bool);
    /// Titles the surrounding page.
    #[wasm_bindgen(js_name = writeTitle)]
    pub fn write_title(title: &str);
}

/// Loads the SDK and shakes hands, or waits for the answer once more.
///
/// # Errors
/// What JavaScript threw: the SDK can't be loaded.
pub async fn connect() -> Result<Handshake, JsValue> {
    let url = location::beside_the_page(SDK_PATH)?;
    let answer = shake_hands(&url, PATIENCE_MS).await?;
    Ok(match answer.as_bool() {
        Some(true) => {
            note_page();
            Handshake::Done
        }
        Some(false) => Handshake::Refused,
        None => Handshake::Silent,
    })
}

/// Waits until Azure DevOps answers after all. False when it refuses then.
pub async fn answers_late() -> bool {
    late_answer().await.is_truthy()
}

/// Where links of this page lead that are opened elsewhere: the frame's own address would show it without Azure DevOps.
fn note_page() {
    let around = document().referrer();
    // Where that page doesn't say where it is, links keep the frame's address.
    if !around.is_empty()
        && let Ok(found) = whereabouts()
        && let (Some(name), Some(contribution)) =
            (found.get(0).as_string(), found.get(1).as_string())
    {
        let page = routes::settings_page(&around, &name, &contribution);
        location::set_page(&page);
    }
}

/// The culture (BCP 47) of whoever is signed in to Azure DevOps, once it is known.
pub fn culture() -> Option<String> {
    culture_around().ok()?.as_string()
}

/// A proof of who is signed in to Azure DevOps; `None` when Azure DevOps doesn't give one.
pub async fn proof() -> Option<SessionProof> {
    let tokens = Array::from(&tokens().await);
    Some(SessionProof::AzureDevOps {
        app_token: tokens.get(0).as_string()?,
        access_token: tokens.get(1).as_string()?,
    })
}

/// Shows a short message in the surrounding page. False where that can't be done.
pub async fn toast(text: &str) -> bool {
    show_toast(text).await.is_truthy()
}

/// Calls back with each new hash of the surrounding page, for the rest of the page's life. Returns the present one; `None`
/// where its address can't be known.
pub async fn follow_hash(on_hash: &Function) -> Option<String> {
    follow(on_hash).await.as_string()
}
