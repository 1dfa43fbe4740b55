//! Which language the console speaks: the one that somebody chose here, else the one of Azure DevOps around the page, else
//! the browser's.

use super::azure_devops;
use crate::text::{self, Spoken};
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/host/languages.js")]
extern "C" {
    /// The tag of the language that somebody chose here.
    pub fn chosen() -> Option<String>;
    fn keep(tag: &str);
    fn wanted(culture: Option<String>) -> String;
    #[wasm_bindgen(catch)]
    async fn take(language: &str, locale: &str) -> Result<JsValue, JsValue>;
    fn spoken() -> Array;
    #[wasm_bindgen(js_name = spokenTag)]
    fn spoken_tag() -> String;
}

/// The language of this page, and that it has changed.
#[derive(Clone, Copy)]
pub struct PageLanguage(RwSignal<u32>);

impl PageLanguage {
    /// English, until more is known.
    pub fn english() -> Self {
        Self(RwSignal::new(0))
    }

    /// Counts the changes: what shows texts is put into the page anew with each.
    pub fn changes(self) -> u32 {
        self.0.get()
    }

    /// Speaks what is wanted, as far as it is known by now. Where its texts don't come, the language stays: a page that can be
    /// read is better than none.
    pub async fn settle(self) {
        // Nobody has chosen anything just now, so nobody waits to hear of a failure. The page may be about to go.
        if self.speak().await.is_ok_and(|changed| changed) {
            self.0.try_update(|changes| *changes += 1);
        }
    }

    /// Speaks the language of this tag (BCP 47) from now on, also when the page is opened again; an empty one leaves it to the
    /// page around and the browser.
    ///
    /// # Errors
    /// What JavaScript threw: its texts can't be loaded. Nothing is changed then.
    pub async fn choose(self, tag: &str) -> Result<(), JsValue> {
        let before = chosen().unwrap_or_default();
        keep(tag);
        let outcome = self.speak().await;
        if outcome.is_err() {
            keep(&before);
        }
        // Whoever offers the choice shows what holds, also when it is what was spoken before.
        self.0.try_update(|changes| *changes += 1);
        outcome.map(drop)
    }

    /// Returns whether it speaks otherwise now.
    async fn speak(self) -> Result<bool, JsValue> {
        let Spoken { language, locale } =
            Spoken::choose(wanted(azure_devops::culture()).split(' '));
        if locale == text::locale() {
            return Ok(false);
        }
        take(language.tag(), &locale).await?;
        adopt();
        Ok(true)
    }
}

/// From now on, this module of the console speaks the language of the page.
pub fn adopt() {
    if spoken_tag() == text::locale() {
        return;
    }
    let mut spoken = spoken().into_iter().filter_map(|text| text.as_string());
    let locale = spoken.next().unwrap_or_default();
    text::speak(Spoken::choose([locale.as_str()]), spoken);
}
