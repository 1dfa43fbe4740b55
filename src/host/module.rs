//! Parts of the console that are WebAssembly modules of their own, and style sheets of their own: loaded when somebody
//! needs them, once.

use super::{load, location};
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The module in this file beside the page, running. The browser loads it once, however often it is imported.
///
/// # Errors
/// What JavaScript threw.
pub async fn module(file: &str) -> Result<JsValue, JsValue> {
    let module = load::load(&location::beside_the_page(file)?).await?;
    // Starts the module; when it has started already, it answers that.
    let start: Function = Reflect::get(&module, &"default".into())?.dyn_into()?;
    let started: Promise = start.call0(&JsValue::UNDEFINED)?.dyn_into()?;
    JsFuture::from(started).await?;
    Ok(module)
}

/// Calls a function of a module.
///
/// # Errors
/// What it threw.
pub fn call(module: &JsValue, function: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(module, &function.into())?.dyn_into()?;
    function.apply(&JsValue::UNDEFINED, &arguments.iter().copied().collect())
}

/// Puts the style sheet in this file beside the page into use, and waits until it is.
///
/// # Errors
/// It didn't load, or what JavaScript threw.
pub async fn style(file: &str) -> Result<(), JsValue> {
    let selector = format!("link[href=\"{file}\"]");
    let (link, new) = match document().query_selector(&selector)? {
        // In use already.
        Some(link) if !Reflect::get(&link, &"sheet".into())?.is_null() => return Ok(()),
        Some(link) => (link, false),
        None => (document().create_element("link")?, true),
    };
    let settled = Promise::new(&mut |resolve, reject| {
        // Listening to an element of this page can't fail.
        let _ = link.add_event_listener_with_callback("load", &resolve);
        let _ = link.add_event_listener_with_callback("error", &reject);
    });
    if new {
        link.set_attribute("rel", "stylesheet")?;
        link.set_attribute("href", file)?;
        let head = document().query_selector("head")?.ok_or(JsValue::NULL)?;
        head.append_child(&link)?;
    }
    let outcome = JsFuture::from(settled).await;
    if outcome.is_err() {
        // The next attempt is a new one.
        link.remove();
    }
    outcome.map(drop)
}
