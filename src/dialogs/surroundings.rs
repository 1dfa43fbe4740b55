//! The dialogs' side: what a dialog knows of the page that opened it.

use super::{Bridge, Dialog, Opening};
use crate::accept::AcceptDialog;
use crate::backend::{Api, ApiError, Renewing, SessionKeeper};
use crate::grant::GrantDialog;
use crate::initiate::InitiateDialog;
use crate::shortcuts::ShortcutsDialog;
use crate::ui::Remote;
use crosslink_protocol::instance::Instance;
use crosslink_protocol::session::Session;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::any::Any;
use std::cell::RefCell;
use wasm_bindgen::JsCast;

/// What a dialog has around it.
#[derive(Clone, Copy)]
pub struct Surroundings {
    /// The own instance.
    pub instance: RwSignal<Remote<Instance, ApiError>>,
    api: StoredValue<Api>,
    bridge: StoredValue<Bridge, LocalStorage>,
}

impl Surroundings {
    fn new(bridge: &Bridge) -> Self {
        let api = api_of(bridge);
        let around = Self {
            instance: RwSignal::new(Remote::Loading),
            api: StoredValue::new(api),
            bridge: StoredValue::new_local(bridge.clone()),
        };
        around.load_instance();
        around
    }

    /// The node. `None` when the dialog is about to go.
    pub fn api(self) -> Option<Api> {
        self.api.try_get_value()
    }

    /// Goes to an address of the console, below its base. The dialog stays until it is closed.
    pub fn go(self, address: &str) {
        if let Some(bridge) = self.bridge.try_get_value() {
            bridge.go(address);
        }
    }

    /// Tries again whether other nodes reach the own one, and notes what was found.
    pub fn try_reachability(self, busy: RwSignal<bool>) {
        let Some(api) = self.api() else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = api.try_reachability().await;
            busy.try_set(false);
            if let Ok(found) = answer {
                self.instance.try_update(|instance| {
                    if let Remote::Ready(instance) = instance {
                        instance.reachability = found;
                    }
                });
            }
        });
    }

    /// Only suggestions and warnings depend on it; without an answer there are none.
    fn load_instance(self) {
        let Some(api) = self.api() else { return };
        spawn_local(async move {
            let answer = api.instance().await;
            self.instance.try_set(match answer {
                Ok(instance) => Remote::Ready(instance),
                Err(error) => Remote::Failed(error),
            });
        });
    }
}

/// A client of the page's node, with the page's session.
pub fn api_of(bridge: &Bridge) -> Api {
    let api = Api::new(
        &bridge.node(),
        BridgeKeeper(StoredValue::new_local(bridge.clone())),
    );
    let session = bridge.session();
    if let Some(session) = session.and_then(|json| serde_json::from_str::<Session>(&json).ok()) {
        api.hold(session);
    }
    api
}

/// Lets the page keep the session: only it knows how people sign in.
struct BridgeKeeper(StoredValue<Bridge, LocalStorage>);

impl SessionKeeper for BridgeKeeper {
    fn renew<'a>(&'a self, _: &'a Api, token: Option<String>) -> Renewing<'a> {
        let bridge = self.0.try_get_value();
        Box::pin(async move {
            let Some(bridge) = bridge else {
                return Ok(None);
            };
            let renewed = bridge.renew(token).await.map_err(|_| ApiError::Network)?;
            Ok(renewed
                .as_string()
                .and_then(|json| serde_json::from_str(&json).ok()))
        })
    }

    fn opened(&self, session: &Session) {
        if let (Some(bridge), Ok(json)) = (self.0.try_get_value(), serde_json::to_string(session)) {
            bridge.opened(&json);
        }
    }

    fn ended(&self) {
        if let Some(bridge) = self.0.try_get_value() {
            bridge.ended();
        }
    }
}

thread_local! {
    /// The dialog that is open; dropped, it leaves the page.
    static OPEN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// Opens a dialog in the page.
pub fn open(opening: Opening, bridge: Bridge) {
    close();
    let Some(body) = document().body() else {
        return;
    };
    let shown = mount_to(body.unchecked_into(), move || {
        let around = Surroundings::new(&bridge);
        let bridge = StoredValue::new_local(bridge);
        let on_close = Callback::new(move |()| {
            if let Some(bridge) = bridge.try_get_value() {
                bridge.closed();
            }
        });
        let Opening { dialog, code } = opening;
        match dialog {
            Dialog::Initiate => {
                view! { <InitiateDialog around=around on_close=on_close /> }.into_any()
            }
            Dialog::Accept => {
                view! { <AcceptDialog around=around code=code on_close=on_close /> }.into_any()
            }
            Dialog::Grant => {
                view! { <GrantDialog around=around code=code on_close=on_close /> }.into_any()
            }
            Dialog::Shortcuts => view! { <ShortcutsDialog on_close=on_close /> }.into_any(),
        }
    });
    OPEN.set(Some(Box::new(shown)));
}

/// Takes the open dialog out of the page.
pub fn close() {
    drop(OPEN.take());
}
