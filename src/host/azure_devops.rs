//! Azure DevOps around the page, through the SDK that it prescribes for extensions.

use super::load::load;
use super::{appearance, location};
use crate::routes;
use crosslink_protocol::session::SessionProof;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, set_timeout};
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long Azure DevOps may take to answer. The SDK itself waits for ever when nobody is there.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(5);
/// Where the build puts the SDK, relative to the page. `boot.js` loads it from there, too, when the app can't start.
const SDK_PATH: &str = "vendor/ado-sdk.js";
/// The contribution that gives access to the surrounding page's address and title.
const NAVIGATION_SERVICE: &str = "ms.vss-features.host-navigation-service";
/// The contribution that shows messages in the surrounding page.
const MESSAGES_SERVICE: &str = "ms.vss-tfs-web.tfs-global-messages-service";
/// Milliseconds that Azure DevOps shows a toast.
const TOAST_MS: u32 = 6_000;

/// How Azure DevOps answered the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handshake {
    /// As it should.
    Done,
    /// It doesn't want this page.
    Refused,
    /// Not yet; see [`answers_late`].
    Silent,
}

#[wasm_bindgen(module = "/src/host/handshake.js")]
extern "C" {
    #[wasm_bindgen(js_name = shakeHands)]
    fn shake_hands(sdk: &Sdk) -> Promise;
}

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Sdk;
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

    #[wasm_bindgen(method, catch, js_name = getHost)]
    fn organization(this: &Sdk) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = getContributionId)]
    fn contribution(this: &Sdk) -> Result<JsValue, JsValue>;

    type MessagesService;
    #[wasm_bindgen(method, catch, js_name = addToast)]
    async fn add_toast(this: &MessagesService, toast: &JsValue) -> Result<JsValue, JsValue>;

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
    /// The SDK may be loaded and asked for the handshake only once for a page, and its objects stay in the browser's one
    /// thread.
    static SDK: RefCell<Option<(Sdk, Promise)>> = const { RefCell::new(None) };
    /// Whether Azure DevOps was told that there is something to see.
    static LOADED: Cell<bool> = const { Cell::new(false) };
}

/// Loads the SDK and shakes hands, or waits for the answer once more.
///
/// # Errors
/// What JavaScript threw: the SDK can't be loaded.
pub async fn connect() -> Result<Handshake, JsValue> {
    let answer = match SDK.with_borrow(|kept| kept.as_ref().map(|(_, answer)| answer.clone())) {
        Some(answer) => answer,
        None => {
            let base = document().base_uri()?.unwrap_or_default();
            let url = web_sys::Url::new_with_base(SDK_PATH, &base)?.href();
            let sdk: Sdk = load(&url).await?.unchecked_into();
            appearance::follow_azure_devops();
            let answer = shake_hands(&sdk);
            SDK.set(Some((sdk, answer.clone())));
            answer
        }
    };
    let first = Promise::race(&Array::of2(&answer, &after(HANDSHAKE_TIMEOUT)));
    Ok(match JsFuture::from(first).await {
        Ok(answered) if answered.is_truthy() => {
            note_page();
            Handshake::Done
        }
        Ok(_) => Handshake::Silent,
        Err(_) => Handshake::Refused,
    })
}

/// Waits until Azure DevOps answers after all. False when it refuses then.
pub async fn answers_late() -> bool {
    let answer = SDK.with_borrow(|kept| kept.as_ref().map(|(_, answer)| answer.clone()));
    match answer {
        Some(answer) => JsFuture::from(answer).await.is_ok(),
        None => false,
    }
}

fn after(duration: Duration) -> Promise {
    Promise::new(&mut |resolve: Function, _| {
        set_timeout(
            move || {
                // Nobody listens any more if the handshake was quicker.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            },
            duration,
        );
    })
}

/// Where links of this page lead that are opened elsewhere: the frame's own address would show it without Azure DevOps.
fn note_page() {
    let name = || {
        let organization = sdk()?.organization().ok()?;
        Reflect::get(&organization, &"name".into())
            .ok()?
            .as_string()
    };
    let contribution = || sdk()?.contribution().ok()?.as_string();
    let around = document().referrer();
    if let (Some(name), Some(contribution)) = (name(), contribution()) {
        location::set_page(&routes::settings_page(&around, &name, &contribution));
    }
}

fn sdk() -> Option<Sdk> {
    SDK.with_borrow(|kept| kept.as_ref().map(|(sdk, _)| sdk.clone()))
}

/// A proof of who is signed in to Azure DevOps; `None` when Azure DevOps doesn't give one.
pub async fn proof() -> Option<SessionProof> {
    let sdk = sdk()?;
    Some(SessionProof::AzureDevOps {
        app_token: sdk.app_token().await.ok()?.as_string()?,
        access_token: sdk.access_token().await.ok()?.as_string()?,
    })
}

/// There is something to see: Azure DevOps takes its spinner away. It is told once.
pub fn loaded() {
    if let Some(sdk) = sdk()
        && !LOADED.replace(true)
    {
        location::set_seen();
        // Nothing depends on the answer.
        let _ = sdk.notify_load_succeeded();
    }
}

/// The page can't go on; Azure DevOps shows why, and nothing of what is loaded later takes that away but [`loaded`].
pub fn load_failed(reason: &str) {
    LOADED.set(false);
    if let Some(sdk) = sdk() {
        let _ = sdk.notify_load_failed(reason);
    }
}

/// Shows a short message in the surrounding page. False where that can't be done.
pub async fn toast(text: &str) -> bool {
    let Some(sdk) = sdk() else { return false };
    let shown = async {
        let service: MessagesService = sdk.service(MESSAGES_SERVICE).await?.unchecked_into();
        let toast = Object::new();
        Reflect::set(&toast, &"message".into(), &text.into())?;
        Reflect::set(&toast, &"duration".into(), &TOAST_MS.into())?;
        service.add_toast(&toast).await
    };
    shown.await.is_ok()
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
