//! What the page gives to a dialog: one JavaScript object, because the two modules share no memory.

use crate::backend::Api;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::session::{Session, SessionProof, User};
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::Callable;
use leptos::prelude::Callback;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

#[wasm_bindgen]
extern "C" {
    /// The object between the two modules. Sessions, proofs and codes cross it as JSON.
    #[derive(Clone)]
    pub type Bridge;

    /// The node's address.
    #[wasm_bindgen(method, getter)]
    pub fn node(this: &Bridge) -> String;
    /// The present session.
    #[wasm_bindgen(method)]
    pub fn session(this: &Bridge) -> Option<String>;
    /// A fresh proof that needs nobody's help, or nothing.
    #[wasm_bindgen(method, catch)]
    pub async fn proof(this: &Bridge) -> Result<JsValue, JsValue>;
    /// There is a new session.
    #[wasm_bindgen(method)]
    pub fn opened(this: &Bridge, session: &str);
    /// The session is over.
    #[wasm_bindgen(method)]
    pub fn ended(this: &Bridge, code: &str);
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
}

/// The page's end of a bridge: the functions that the dialog may call, for as long as this is kept.
pub struct PageEnd {
    bridge: Object,
    _session: Closure<dyn Fn() -> Option<String>>,
    _proof: Closure<dyn Fn() -> Promise>,
    _texts: [Closure<dyn Fn(String)>; 3],
    offered: Vec<Closure<dyn Fn(Option<String>)>>,
    _closed: Closure<dyn Fn()>,
}

impl PageEnd {
    /// A bridge to the node that `api` calls, for `user`.
    ///
    /// # Errors
    /// What JavaScript threw; it throws nothing for plain objects.
    pub fn new(
        api: &Api,
        user: User,
        on_closed: Callback<()>,
        on_go: Callback<String>,
    ) -> Result<Self, JsValue> {
        let session = {
            let api = api.clone();
            Closure::<dyn Fn() -> Option<String>>::new(move || {
                let (token, expires_at) = api.token()?;
                let session = Session {
                    token,
                    expires_at,
                    user: user.clone(),
                };
                serde_json::to_string(&session).ok()
            })
        };
        let proof = {
            let api = api.clone();
            Closure::<dyn Fn() -> Promise>::new(move || {
                let api = api.clone();
                future_to_promise(async move { Ok(json(api.proof().await.as_ref())) })
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
            Closure::<dyn Fn(String)>::new(move |code: String| api.ended(ErrorCode::parse(&code)))
        };
        let go = Closure::<dyn Fn(String)>::new(move |address: String| on_go.run(address));
        let closed = Closure::<dyn Fn()>::new(move || on_closed.run(()));
        let bridge = Object::new();
        Reflect::set(&bridge, &"node".into(), &api.node().into())?;
        for (name, function) in [
            ("session", session.as_ref()),
            ("proof", proof.as_ref()),
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
            _proof: proof,
            _texts: [opened, ended, go],
            offered: Vec::new(),
            _closed: closed,
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

fn json(proof: Option<&SessionProof>) -> JsValue {
    let text = proof.and_then(|proof| serde_json::to_string(proof).ok());
    text.map_or(JsValue::NULL, JsValue::from)
}
