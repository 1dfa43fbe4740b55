//! The address of the page shown, mirrored to the surrounding page's address bar, and back.

use super::Host;
use super::azure_devops::{self, NavigationService};
use super::handover::Incoming;
use super::location::{Leaving, Location};
use crate::routes;
use crate::ui::effect;
use crosslink_protocol::handover::Handover;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// The surrounding page, the hash that it has, the title that it should have, and whose address follows it.
    static SURROUNDINGS: RefCell<Surroundings> = const {
        RefCell::new(Surroundings { service: None, hash: String::new(), title: String::new(), shown: None })
    };
}

struct Surroundings {
    service: Option<NavigationService>,
    hash: String,
    title: String,
    /// The address of the pages. After another sign-in it is another one.
    shown: Option<Location>,
}

/// Titles the page, wherever its title is shown.
pub fn title(title: &str) {
    document().set_title(title);
    SURROUNDINGS.with_borrow_mut(|surroundings| {
        title.clone_into(&mut surroundings.title);
        if let Some(service) = &surroundings.service {
            service.title(title);
        }
    });
}

/// Takes what a link from the other side's console brought into the surrounding page's address. Before anybody is signed
/// in: the code must not stay there.
pub async fn take_handover(incoming: Incoming) {
    if let Some(service) = azure_devops::navigation().await
        && incoming.take(&service.current_hash().await)
    {
        service.write_hash("", false);
    }
}

/// Keeps the two addresses the same. In a tab there is only one.
pub fn mirror(host: Host, location: Location, incoming: Incoming) {
    if host == Host::Tab {
        return;
    }
    let connected = RwSignal::new(false);
    SURROUNDINGS.with_borrow_mut(|surroundings| surroundings.shown = Some(location));
    spawn_local(async move {
        let Some(service) = azure_devops::navigation().await else {
            return;
        };
        let hash = service.current_hash().await;
        let hash = hash.trim_start_matches('#');
        if !hash.is_empty() && !incoming.take(hash) {
            location.go(&routes::from_hash(hash), Leaving::Forget);
        }
        SURROUNDINGS.with_borrow_mut(|surroundings| {
            service.title(&surroundings.title);
            hash.clone_into(&mut surroundings.hash);
            // Once: Azure DevOps calls back as long as the page lives, over a sign-in, too.
            if surroundings.service.is_none() {
                follow(&service, incoming);
            }
            surroundings.service = Some(service);
        });
        connected.try_set(true);
    });
    effect(move || {
        if connected.get() {
            location
                .address()
                .with(|address| write(&routes::to_hash(address)));
        }
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
        if let Some(service) = &surroundings.service {
            service.write_hash(hash, push);
        }
    });
}

fn follow(service: &NavigationService, incoming: Incoming) {
    let callback = Closure::<dyn Fn(JsValue)>::new(move |hash: JsValue| {
        let hash = hash.as_string().unwrap_or_default();
        let hash = hash.trim_start_matches('#');
        let (known, shown) = SURROUNDINGS.with_borrow_mut(|surroundings| {
            let known = surroundings.hash == hash;
            hash.clone_into(&mut surroundings.hash);
            (known, surroundings.shown)
        });
        if known {
            return;
        }
        if incoming.take(hash) {
            // While nobody is signed in, no page is shown.
            let address = shown.and_then(|shown| shown.address().try_get_untracked());
            write(&address.map_or_else(String::new, |address| routes::to_hash(&address)));
        } else if let Some(shown) = shown {
            shown.go(&routes::from_hash(hash), Leaving::Forget);
        }
    });
    service.follow_hash(callback.as_ref().unchecked_ref());
    callback.forget();
}
