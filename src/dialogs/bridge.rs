//! What the page gives to a dialog: one JavaScript object, because the two modules share no memory.

use crate::backend::Api;
use crosslink_protocol::session::Session;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::Callable;
use leptos::prelude::Callback;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

#[wasm_bindgen]
extern "C" {
    /// The object between the two modules. Sessions and codes cross it as JSON and text.
    #[derive(Clone)]
    pub type Bridge;

    /// The node's address.
    #[wasm_bindgen(method, getter)]
    pub fn node(this: &Bridge) -> String;
    /// The present session.
    #[wasm_bindgen(method)]
    pub fn session(this: &Bridge) -> Option<String>;
    /// A session in place of the one with this token, without anybody's help; nothing where there is no such way. It throws
    /// where it isn't known whether there is.
    #[wasm_bindgen(method, catch)]
    pub async fn renew(this: &Bridge, token: Option<String>) -> Result<JsValue, JsValue>;
    /// Somebody has signed in.
    #[wasm_bindgen(method)]
    pub fn opened(this: &Bridge, session: &str);
    /// The session is over.
    #[wasm_bindgen(method)]
    pub fn ended(this: &Bridge);
    /// The dialog is finished, or given up.
    #[wasm_bindgen(method)]
    pub fn closed(this: &Bridge);
    /// Goes to an address below the base.
    #[wasm_bindgen(method)]
    pub fn go(this: &Bridge, address: &str);
    /// Says something to those who can't see it. Where the page offers it, as with the next two.
    #[wasm_bindgen(method)]
    pub fn announce(this: &Bridge, text: &str);
    /// Titles the page.
    #[wasm_bindgen(method)]
    pub fn title(this: &Bridge, text: &str);
    /// There is something to see.
    #[wasm_bindgen(method)]
    pub fn loaded(this: &Bridge);
    /// Says shortly what was done, to everybody.
    #[wasm_bindgen(method)]
    pub fn toast(this: &Bridge, text: &str);
    /// The language of this tag is wanted; none to leave it to the page around and the browser.
    #[wasm_bindgen(method)]
    pub fn speak(this: &Bridge, tag: &str);
    /// Nobody is signed in any more, as they wanted.
    #[wasm_bindgen(method, js_name = signedOut)]
    pub fn signed_out(this: &Bridge);
    /// The same function, where there is one: people sign out in a tab only.
    #[wasm_bindgen(method, getter, js_name = signedOut)]
    fn way_out(this: &Bridge) -> JsValue;
}

impl Bridge {
    /// Whether people sign out where the page runs.
    pub fn has_way_out(&self) -> bool {
        self.way_out().is_function()
    }
}

/// The page's end of a bridge: the functions that the dialog may call, for as long as this is kept.
pub struct PageEnd {
    bridge: Object,
    _session: Closure<dyn Fn() -> Option<String>>,
    _renew: Closure<dyn Fn(Option<String>) -> Promise>,
    _texts: [Closure<dyn Fn(String)>; 2],
    offered: Vec<Closure<dyn Fn(Option<String>)>>,
    _events: [Closure<dyn Fn()>; 2],
}

impl PageEnd {
    /// A bridge to the node that `api` calls.
    ///
    /// # Errors
    /// What JavaScript threw; it throws nothing for plain objects.
    pub fn new(
        api: &Api,
        on_closed: Callback<()>,
        on_go: Callback<String>,
    ) -> Result<Self, JsValue> {
        let session = {
            let api = api.clone();
            Closure::<dyn Fn() -> Option<String>>::new(move || {
                serde_json::to_string(&api.session()?).ok()
            })
        };
        let renew = {
            let api = api.clone();
            Closure::<dyn Fn(Option<String>) -> Promise>::new(move |token: Option<String>| {
                let api = api.clone();
                future_to_promise(async move {
                    let renewed = api.renewed(token).await.map_err(|_| JsValue::NULL)?;
                    Ok(json(renewed.as_ref()))
                })
            })
        };
        let opened = {
            let api = api.clone();
            Closure::<dyn Fn(String)>::new(move |session: String| {
                if let Ok(session) = serde_json::from_str(&session) {
                    api.resume(&session);
                }
            })
        };
        let ended = {
            let api = api.clone();
            Closure::<dyn Fn()>::new(move || api.ended())
        };
        let go = Closure::<dyn Fn(String)>::new(move |address: String| on_go.run(address));
        let closed = Closure::<dyn Fn()>::new(move || on_closed.run(()));
        let bridge = Object::new();
        Reflect::set(&bridge, &"node".into(), &api.node().into())?;
        for (name, function) in [
            ("session", session.as_ref()),
            ("renew", renew.as_ref()),
            ("opened", opened.as_ref()),
            ("ended", ended.as_ref()),
            ("closed", closed.as_ref()),
            ("go", go.as_ref()),
        ] {
            Reflect::set(&bridge, &name.into(), function.unchecked_ref::<Function>())?;
        }
        Ok(Self {
            bridge,
            _session: session,
            _renew: renew,
            _texts: [opened, go],
            offered: Vec::new(),
            _events: [ended, closed],
        })
    }

    /// Offers one more function, which takes a text, or nothing.
    ///
    /// # Errors
    /// As with [`PageEnd::new`].
    pub fn offer(&mut self, name: &str, act: Callback<String>) -> Result<(), JsValue> {
        let act = Closure::<dyn Fn(Option<String>)>::new(move |text: Option<String>| {
            act.run(text.unwrap_or_default());
        });
        Reflect::set(
            &self.bridge,
            &name.into(),
            act.as_ref().unchecked_ref::<Function>(),
        )?;
        self.offered.push(act);
        Ok(())
    }

    /// What the dialog gets.
    pub fn bridge(&self) -> &JsValue {
        &self.bridge
    }
}

fn json(session: Option<&Session>) -> JsValue {
    let text = session.and_then(|session| serde_json::to_string(session).ok());
    text.map_or(JsValue::NULL, JsValue::from)
}
