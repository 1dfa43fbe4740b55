//! Azure DevOps around the page, through the SDK that it prescribes for extensions.

use super::appearance;
use super::load::load;
use crosslink_protocol::session::SessionProof;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, set_timeout};
use std::cell::RefCell;
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long Azure DevOps may take to answer. The SDK itself waits for ever when nobody is there.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(5);
/// Where the build puts the SDK, relative to the page.
const SDK_PATH: &str = "vendor/ado-sdk.js";
/// The contribution that gives access to the surrounding page's address and title.
const NAVIGATION_SERVICE: &str = "ms.vss-features.host-navigation-service";

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Sdk;
    #[wasm_bindgen(method, catch)]
    fn init(this: &Sdk, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAppToken)]
    async fn app_token(this: &Sdk) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getAccessToken)]
    async fn access_token(this: &Sdk) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = notifyLoadSucceeded)]
    fn notify_load_succeeded(this: &Sdk) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = notifyLoadFailed)]
    fn notify_load_failed(this: &Sdk, reason: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getService)]
    async fn service(this: &Sdk, id: &str) -> Result<JsValue, JsValue>;

    /// The surrounding page's address and title.
    #[derive(Clone)]
    pub type NavigationService;
    #[wasm_bindgen(method, catch, js_name = getHash)]
    async fn hash(this: &NavigationService) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setHash)]
    fn set_hash(this: &NavigationService, hash: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = replaceHash)]
    fn replace_hash(this: &NavigationService, hash: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = onHashChanged)]
    fn on_hash_changed(this: &NavigationService, callback: &Function) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setDocumentTitle)]
    fn set_document_title(this: &NavigationService, title: &str) -> Result<JsValue, JsValue>;
}

thread_local! {
    /// The SDK may be loaded only once for a page, and its objects stay in the browser's one thread.
    static SDK: RefCell<Option<Sdk>> = const { RefCell::new(None) };
}

/// Loads the SDK and shakes hands. False when nobody answers as Azure DevOps does.
pub async fn connect() -> bool {
    match shake_hands().await {
        Ok(sdk) => {
            SDK.set(Some(sdk));
            true
        }
        Err(_) => false,
    }
}

async fn shake_hands() -> Result<Sdk, JsValue> {
    let base = document().base_uri()?.unwrap_or_default();
    let url = web_sys::Url::new_with_base(SDK_PATH, &base)?.href();
    let sdk: Sdk = load(&url).await?.unchecked_into();
    appearance::follow_azure_devops();
    let options = Object::new();
    // `loaded`: the surrounding page shows its spinner until there is something to see.
    Reflect::set(&options, &"loaded".into(), &JsValue::FALSE)?;
    Reflect::set(&options, &"applyTheme".into(), &JsValue::TRUE)?;
    let answer = Promise::race(&Array::of2(
        &sdk.init(&options)?.into(),
        &rejected_after(HANDSHAKE_TIMEOUT).into(),
    ));
    JsFuture::from(answer).await?;
    Ok(sdk)
}

fn rejected_after(duration: Duration) -> Promise {
    Promise::new(&mut |_, reject: Function| {
        set_timeout(
            move || {
                // Nobody listens any more if the handshake was quicker.
                let _ = reject.call0(&JsValue::UNDEFINED);
            },
            duration,
        );
    })
}

fn sdk() -> Option<Sdk> {
    SDK.with_borrow(Clone::clone)
}

/// A proof of who is signed in to Azure DevOps; `None` when Azure DevOps doesn't give one.
pub async fn proof() -> Option<SessionProof> {
    let sdk = sdk()?;
    Some(SessionProof::AzureDevOps {
        app_token: sdk.app_token().await.ok()?.as_string()?,
        access_token: sdk.access_token().await.ok()?.as_string()?,
    })
}

/// There is something to see: Azure DevOps takes its spinner away.
pub fn loaded() {
    if let Some(sdk) = sdk() {
        // Nothing depends on the answer.
        let _ = sdk.notify_load_succeeded();
    }
}

/// There will be nothing to see; Azure DevOps shows why.
pub fn load_failed(reason: &str) {
    if let Some(sdk) = sdk() {
        let _ = sdk.notify_load_failed(reason);
    }
}

/// The surrounding page's address and title; `None` outside Azure DevOps.
pub async fn navigation() -> Option<NavigationService> {
    let service = sdk()?.service(NAVIGATION_SERVICE).await.ok()?;
    Some(service.unchecked_into())
}

impl NavigationService {
    /// The surrounding page's hash, without `#`.
    pub async fn current_hash(&self) -> String {
        let hash = self.hash().await.ok().and_then(|hash| hash.as_string());
        hash.unwrap_or_default()
    }

    /// Writes the hash; with an entry in the history where `push` says so.
    pub fn write_hash(&self, hash: &str, push: bool) {
        // The address bar is a comfort: without it everything else works.
        let _ = if push {
            self.set_hash(hash)
        } else {
            self.replace_hash(hash)
        };
    }

    /// Calls back with each new hash, for the rest of the page's life.
    pub fn follow_hash(&self, callback: &Function) {
        let _ = self.on_hash_changed(callback);
    }

    /// Titles the surrounding page.
    pub fn title(&self, title: &str) {
        let _ = self.set_document_title(title);
    }
}
