//! The address of the page shown, mirrored to the surrounding page's address bar, and back.

use super::Host;
use super::azure_devops;
use super::echoes::Echoes;
use super::handover::Incoming;
use super::location::{Leaving, Location};
use crate::routes;
use crate::ui::effect;
use crosslink_protocol::handover::Handover;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// The surrounding page, the hash that it has, the title that it should have, and whose address follows it.
    static SURROUNDINGS: RefCell<Surroundings> = const {
        RefCell::new(Surroundings { connected: false, hash: String::new(), echoes: Echoes::new(), title: String::new(), shown: None })
    };
    /// Whether the surrounding page's address bar was looked for.
    static FOLLOWED: Cell<bool> = const { Cell::new(false) };
}

struct Surroundings {
    /// Whether its address bar is in reach.
    connected: bool,
    /// Without it: the hash that it would have. It outlives the pages, and a sign-in.
    hash: String,
    echoes: Echoes,
    title: String,
    /// The address of the pages. After another sign-in it is another one.
    shown: Option<Location>,
}

/// Titles the page, wherever its title is shown.
pub fn title(title: &str) {
    document().set_title(title);
    SURROUNDINGS.with_borrow_mut(|surroundings| {
        title.clone_into(&mut surroundings.title);
        if surroundings.connected {
            azure_devops::write_title(title);
        }
    });
}

/// The address below the base that the surrounding page asks for, as far as it is known yet.
pub fn known_address() -> String {
    SURROUNDINGS.with_borrow(|surroundings| routes::from_hash(&surroundings.hash))
}

/// Finds the surrounding page's address bar, reads it, and follows it for the rest of the page's life. Once, and before
/// anybody is signed in: a code that a link brought must not stay there.
pub async fn connect(incoming: Incoming) {
    if FOLLOWED.replace(true) {
        return;
    }
    // Azure DevOps calls back as long as the page lives.
    let on_hash = Closure::<dyn Fn(JsValue)>::new(move |hash: JsValue| {
        turn_to(&hash.as_string().unwrap_or_default(), incoming);
    })
    .into_js_value();
    let Some(hash) = azure_devops::follow_hash(on_hash.unchecked_ref()).await else {
        return;
    };
    SURROUNDINGS.with_borrow_mut(|surroundings| {
        surroundings.connected = true;
        if !surroundings.title.is_empty() {
            azure_devops::write_title(&surroundings.title);
        }
    });
    turn_to(&hash, incoming);
}

/// Keeps the two addresses the same. In a tab there is only one.
pub fn mirror(host: Host, location: Location) {
    if host == Host::Tab {
        return;
    }
    SURROUNDINGS.with_borrow_mut(|surroundings| surroundings.shown = Some(location));
    effect(move || {
        location
            .address()
            .with(|address| write(&routes::to_hash(address)));
    });
}

fn write(hash: &str) {
    SURROUNDINGS.with_borrow_mut(|surroundings| {
        if surroundings.hash == hash {
            return;
        }
        // Another page of the console is a step that Back undoes; another filter is not.
        let page = |hash: &str| routes::from_hash(hash).split('?').next().map(str::to_owned);
        // A code must not stay in the history.
        let brought = Handover::read(&surroundings.hash).is_some();
        let push = !brought && page(&surroundings.hash) != page(hash);
        hash.clone_into(&mut surroundings.hash);
        if surroundings.connected {
            surroundings.echoes.expect(hash);
            azure_devops::write_hash(hash, push);
        }
    });
}

/// The surrounding page has this hash now: somebody went back or forward there, or typed it.
fn turn_to(hash: &str, incoming: Incoming) {
    let hash = hash.trim_start_matches('#');
    let shown = SURROUNDINGS.with_borrow_mut(|surroundings| {
        if surroundings.echoes.is_echo(hash) {
            return None;
        }
        hash.clone_into(&mut surroundings.hash);
        Some(surroundings.shown)
    });
    let Some(shown) = shown else { return };
    // While nobody is signed in, no page is shown; the next one begins there.
    let address = shown.and_then(|shown| shown.address().try_get_untracked());
    let own = address.map_or_else(String::new, |address| routes::to_hash(&address));
    let wanted = routes::from_hash(hash);
    if incoming.take(hash) {
        write(&own);
    } else if let Some(shown) = shown.filter(|_| routes::to_hash(&wanted) != own) {
        shown.go(&wanted, Leaving::Forget);
    }
}
