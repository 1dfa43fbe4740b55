//! The side of the module: what a page knows of the one that shows it.

use super::Page;
use crate::backend::Api;
use crate::connection::ConnectionPage;
use crate::dialogs::{Bridge, api_of};
use crate::settings::SettingsPage;
use crate::sign_in::SignInPage;
use crate::ui::{derived, dynamic, memo};
use crosslink_protocol::session::{Role, Session};
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::any::Any;
use std::cell::RefCell;
use web_sys::HtmlElement;

/// What a page has around it.
#[derive(Clone, Copy)]
pub struct Surroundings {
    /// The address below the base.
    pub address: RwSignal<String>,
    api: StoredValue<Api>,
    bridge: StoredValue<Bridge, LocalStorage>,
    may_change: bool,
}

impl Surroundings {
    fn new(bridge: &Bridge, address: RwSignal<String>) -> Self {
        let session = bridge
            .session()
            .and_then(|json| serde_json::from_str::<Session>(&json).ok());
        Self {
            address,
            api: StoredValue::new(api_of(bridge)),
            bridge: StoredValue::new_local(bridge.clone()),
            may_change: session.is_some_and(|session| session.user.role == Role::Admin),
        }
    }

    /// The node. `None` when the page is about to go.
    pub fn api(self) -> Option<Api> {
        self.api.try_get_value()
    }

    /// Whether the one who is signed in may change things. The node decides it again with every call.
    pub fn may_change(self) -> Signal<bool> {
        derived(move || self.may_change)
    }

    /// Goes to an address below the base.
    pub fn go(self, address: &str) {
        self.tell(|bridge| bridge.go(address));
    }

    /// Says something to those who can't see it.
    pub fn announce(self, text: &str) {
        self.tell(|bridge| bridge.announce(text));
    }

    /// Says shortly what was done, to everybody.
    pub fn toast(self, text: &str) {
        self.tell(|bridge| bridge.toast(text));
    }

    /// Whether people sign out where the page runs.
    pub fn has_way_out(self) -> bool {
        self.bridge
            .try_get_value()
            .is_some_and(|bridge| bridge.has_way_out())
    }

    /// Nobody is signed in any more, as they wanted.
    pub fn signed_out(self) {
        self.tell(Bridge::signed_out);
    }

    /// The language of this tag is wanted; none to leave it to the page around and the browser.
    pub fn speak(self, tag: &str) {
        self.tell(|bridge| bridge.speak(tag));
    }

    /// Titles the page.
    pub fn title(self, text: &str) {
        self.tell(|bridge| bridge.title(text));
    }

    /// There is something to see.
    pub fn loaded(self) {
        self.tell(Bridge::loaded);
    }

    fn tell(self, what: impl FnOnce(&Bridge)) {
        if let Some(bridge) = self.bridge.try_get_value() {
            what(&bridge);
        }
    }
}

/// What is open.
struct Open {
    address: RwSignal<String>,
    /// Dropped, it leaves the page.
    _shown: Box<dyn Any>,
}

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
}

/// Opens the page of this address in an element.
pub fn open(address: &str, element: HtmlElement, bridge: Bridge) {
    close();
    // Made by the owner of the page, which `mount_to` makes; known here for what follows.
    let made = std::rc::Rc::new(std::cell::Cell::new(None));
    let address = address.to_owned();
    let make = made.clone();
    let shown = mount_to(element, move || {
        let address = RwSignal::new(address);
        make.set(Some(address));
        let around = Surroundings::new(&bridge, address);
        let page = memo(move || address.with(|address| Page::at(address)));
        dynamic(move || match page.get() {
            Some(Page::Connection) => view! { <ConnectionPage around=around /> }.into_any(),
            Some(Page::Settings) => view! { <SettingsPage around=around /> }.into_any(),
            Some(Page::SignIn) => view! { <SignInPage around=around /> }.into_any(),
            None => ().into_any(),
        })
    });
    OPEN.set(made.get().map(|address| Open {
        address,
        _shown: Box::new(shown),
    }));
}

/// The page that is open has another address now.
pub fn turn(address: &str) {
    OPEN.with_borrow(|open| {
        if let Some(open) = open {
            open.address.try_set(address.to_owned());
        }
    });
}

/// Takes the page away.
pub fn close() {
    drop(OPEN.take());
}
