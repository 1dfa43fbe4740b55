//! The walk without a mouse: what has the focus is what a person expects next.

use crate::support::{Names, Page, Place, Role, Settings, World, journey, wait_for};
use thirtyfour::prelude::*;

const NAMES: Names<'_> = Names {
    local: "Company A",
    remote: "Company B",
    connection: "A and B",
};

/// Types into whatever has the focus.
async fn keys(page: &Page, keys: impl Into<TypingData>) {
    let focused = page
        .driver()
        .active_element()
        .await
        .expect("something has the focus");
    focused.send_keys(keys).await.expect("it takes keys");
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

    page.focus_on("Destination instance URL").await;
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

    page.focus_on("Local instance short name").await;
    keys(&page, Key::Enter).await;
    page.shows("Select a project for the incoming sync").await;
    page.focus_on("Select Project").await;
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

in_each_engine!(an_invitation_is_accepted_without_a_mouse);

async fn an_invitation_is_accepted_without_a_mouse(page: Page) {
    let world = World::start(&Settings::default()).await;
    page.open_console(&world.a, Place::Tab, "light").await;
    let code = page.initiate(&world.b.node, &NAMES).await;
    page.open_console(&world.b, Place::Tab, "light").await;
    let opener = page.find(Role::Button, "Accept invitation").await;
    opener.focus().await.unwrap();
    keys(&page, Key::Enter).await;

    page.focus_on("Invitation code").await;
    // What is wrong is said where it can be mended, and the keyboard is there.
    keys(&page, "xl1_nonsense").await;
    keys(&page, Key::Tab).await;
    page.press_key_on("Next").await;
    page.focus_on("Invitation code").await;
    keys(&page, Key::Control + "a").await;
    keys(&page, code.as_str()).await;
    keys(&page, Key::Tab).await;
    page.press_key_on("Next").await;
    page.shows("You are invited by").await;
    page.focus_on("Local instance short name").await;
    // Sent without a project, it leads to the project.
    keys(&page, Key::Enter).await;
    page.focus_on("Select Project").await;
    keys(&page, Key::Down).await;
    page.find_beginning(Role::Option, "").await;
    wait_for("a project to be selected", async || {
        keys(&page, Key::Down).await;
        keys(&page, Key::Enter).await;
        (!page
            .value_of(Role::ComboBox, "Select Project")
            .await
            .is_empty())
        .then_some(())
    })
    .await;
    keys(&page, Key::Enter).await;
    page.shows("Connection is active").await;
    page.focus_on("Done").await;
    keys(&page, Key::Enter).await;
    page.row_with(&["Active", "Company A"]).await;
    page.focus_on("Accept invitation").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sync_rules_are_edited_without_a_mouse() {
    journey("keyboard-rules", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        let row = page.find(Role::Link, NAMES.connection).await;
        row.focus().await.unwrap();
        keys(&page, Key::Enter).await;
        page.find(Role::Heading, NAMES.connection).await;
        let tab = page.find(Role::Link, "Sync rules").await;
        tab.focus().await.unwrap();
        keys(&page, Key::Enter).await;
        page.shows("Version 1").await;
        wait_for("the editor", async || {
            let found = page.driver().find_all(By::Css(".cm-editor")).await.ok()?;
            (found.len() == 2).then_some(())
        })
        .await;
        wait_for("Tab to lead into the script", async || {
            keys(&page, Key::Tab).await;
            (page.focused().await == "Outgoing").then_some(())
        })
        .await;
        keys(&page, "// by hand\n").await;
        page.shows("Unsaved changes").await;
        keys(&page, Key::Control + "s").await;
        page.shows("Saved. This is version 2.").await;
        // Nobody is thrown out of what they were writing.
        assert_eq!(page.focused().await, "Outgoing");
    })
    .await;
}
