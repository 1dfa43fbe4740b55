//! The walk without a mouse: what has the focus is what a person expects next.

use crate::support::{Page, Place, Role, Settings, World, wait_for};
use thirtyfour::prelude::*;

/// Types into whatever has the focus.
async fn keys(page: &Page, keys: impl Into<TypingData>) {
    let focused = page
        .driver()
        .active_element()
        .await
        .expect("something has the focus");
    focused.send_keys(keys).await.expect("it takes keys");
}

async fn focus_on(page: &Page, name: &str) {
    wait_for(&format!("the focus on “{name}”"), async || {
        (page.focused().await == name).then_some(())
    })
    .await;
}

in_each_engine!(a_connection_is_initiated_without_a_mouse);

async fn a_connection_is_initiated_without_a_mouse(page: Page) {
    let world = World::start(&Settings::default()).await;
    page.open_console(&world.a, Place::Tab, "light").await;
    page.find(Role::Button, "Initiate connection")
        .await
        .focus()
        .await
        .unwrap();
    keys(&page, Key::Enter).await;

    focus_on(&page, "Destination instance URL").await;
    keys(&page, world.b.node.as_str()).await;
    keys(&page, Key::Enter).await;
    page.shows("Choose the configuration type").await;
    // Going on without a choice leads to the choice.
    wait_for("the focus on the first type", async || {
        if page.focused().await.starts_with("Basic") {
            return Some(());
        }
        keys(&page, Key::Enter).await;
        None
    })
    .await;
    wait_for("the focus on Script", async || {
        if page.focused().await.starts_with("Script") {
            return Some(());
        }
        keys(&page, Key::Down).await;
        None
    })
    .await;
    keys(&page, Key::Enter).await;

    focus_on(&page, "Local instance short name").await;
    keys(&page, Key::Enter).await;
    page.shows("Select a project for the incoming sync").await;
    focus_on(&page, "Select Project").await;
    keys(&page, "Pay").await;
    page.find_beginning(Role::Option, "Pay").await;
    keys(&page, Key::Down).await;
    keys(&page, Key::Enter).await;
    wait_for("a project to be selected", async || {
        let field = page.find(Role::ComboBox, "Select Project").await;
        let chosen = field.prop("value").await.ok().flatten()?;
        (chosen.starts_with("Pay") && chosen != "Pay").then_some(())
    })
    .await;
    keys(&page, Key::Enter).await;
    page.invitation_code().await;

    // A code that nobody has copied is not lost by a slip.
    keys(&page, Key::Escape).await;
    page.find(Role::Dialog, "Close without the invitation code?")
        .await;
}
