//! What makes the hundredth visit pleasant: single keys, and a network that comes and goes.

use crate::support::{Names, Page, Place, Role, Settings, World, journey, network};
use thirtyfour::prelude::*;

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

/// Presses a key on the page, wherever the focus is.
async fn key(page: &Page, key: impl Into<TypingData>) {
    let chain = page.driver().action_chain().send_keys(key);
    chain.perform().await.expect("a key");
}

in_each_engine!(single_keys_press_what_is_on_the_page);

async fn single_keys_press_what_is_on_the_page(page: Page) {
    let world = World::start(&Settings::default()).await;
    page.open_console(&world.a, Place::Tab, "light").await;
    key(&page, "2").await;
    page.find(Role::Heading, "General Settings").await;
    key(&page, "1").await;
    page.find(Role::Button, "Initiate connection").await;
    // In a field they are letters, with a modifier they are the browser's.
    key(&page, "/").await;
    page.focus_on("Filter by name").await;
    key(&page, "ia?").await;
    page.holds("Filter by name", "ia?").await;
    assert!(!page.has(Role::Dialog, "Initiate connection").await);
    page.fill("Filter by name", "").await;
    key(&page, Key::Tab).await;
    key(&page, Key::Tab).await;
    key(&page, "i").await;
    page.find(Role::Dialog, "Initiate connection").await;
    // Above the page there is nothing to press below.
    key(&page, Key::Tab).await;
    key(&page, "a").await;
    assert!(!page.has(Role::Dialog, "Accept invitation").await);
    key(&page, Key::Escape).await;
    page.focus_on("Initiate connection").await;
    key(&page, "a").await;
    page.find(Role::Dialog, "Accept invitation").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shortcuts_of_a_page_are_listed_and_can_be_turned_off() {
    journey("shortcuts-list", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        key(&page, "?").await;
        page.find(Role::Dialog, "Keyboard shortcuts").await;
        for listed in [
            "i\nInitiate connection",
            "/\nGo to “Filter by name”",
            "r\nRefresh",
        ] {
            page.shows(listed).await;
        }
        page.picture("comfort/shortcuts").await;
        page.act(Role::Switch, "Use keyboard shortcuts").await;
        key(&page, Key::Escape).await;
        page.gone(Role::Dialog, "Keyboard shortcuts").await;
        key(&page, "2").await;
        page.open_connection(NAMES.connection).await;
        key(&page, "e").await;
        assert!(!page.has(Role::Dialog, "Edit").await);
        // Kept for the next visit, and turned on again by the button.
        page.driver().refresh().await.unwrap();
        page.find(Role::Heading, NAMES.connection).await;
        key(&page, "e").await;
        page.press("Keyboard shortcuts").await;
        page.act(Role::Switch, "Use keyboard shortcuts").await;
        page.shows("e\nEdit").await;
        key(&page, Key::Escape).await;
        page.gone(Role::Dialog, "Keyboard shortcuts").await;
        key(&page, "e").await;
        page.find(Role::TextBox, "Connection name").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn going_offline_is_said_at_once_and_survived() {
    journey("offline", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.find(Role::Link, NAMES.connection).await;
        network(page.driver(), false).await;
        page.shows("Your device is offline.").await;
        // What was there stays to be read.
        assert!(page.has(Role::Link, NAMES.connection).await);
        page.picture("comfort/offline").await;
        network(page.driver(), true).await;
        page.gone_text("Your device is offline.").await;
    })
    .await;
}
