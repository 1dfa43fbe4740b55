//! Script rules: generated, edited, compared, restored; by two administrators at once, and without the editor.

use crate::support::{Names, Page, Place, Proxy, Role, Settings, World, journey, wait_for};
use thirtyfour::prelude::*;

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

/// Initiates a connection; its invitation stays open.
async fn initiate(page: &Page, world: &World, place: Place) {
    page.open_console(&world.a, place, "light").await;
    page.initiate(&world.b.node, &NAMES).await;
    page.press("Copy invitation code").await;
    page.press("Done").await;
}

async fn open_rules(page: &Page) {
    page.open_connection("A and B").await;
    page.act(Role::Link, "Sync rules").await;
    page.shows("Version 1").await;
}

/// Writes a line at the end of the outgoing script.
async fn add_line(page: &Page, line: &str) {
    let script = page.find(Role::TextBox, "Outgoing").await;
    script.click().await.expect("the focus");
    let focused = page.driver().active_element().await.expect("a focus");
    focused
        .send_keys(Key::Control + Key::End)
        .await
        .expect("goes to the end");
    focused.send_keys(format!("\n{line}")).await.expect("types");
    page.shows("Unsaved changes").await;
}

in_each_engine!(rules_are_edited_compared_and_restored);

async fn rules_are_edited_compared_and_restored(page: Page) {
    let world = World::start(&Settings::default()).await;
    initiate(&page, &world, Place::Tab).await;
    open_rules(&page).await;
    // The defaults are for the project that was chosen.
    page.shows("workItem.project = 'Payments Analytics'").await;
    page.picture("rules/01-generated").await;
    add_line(&page, "message.mine = 1").await;
    page.picture("rules/02-unsaved").await;
    page.press("Save").await;
    page.shows("Saved. This is version 2.").await;

    page.act(Role::Button, "Versions").await;
    page.press("Compare version 1 with the current one").await;
    page.find(Role::Button, "Restore this version").await;
    page.picture("rules/03-compared").await;
    page.press("Restore this version").await;
    page.shows("This is version 3.").await;
    page.shows("Restored from version 1").await;
    page.picture("rules/04-restored").await;
    page.act(Role::Link, "Activity").await;
    page.shows("estored").await;
    page.picture("rules/05-activity").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keyboard_is_not_trapped_in_the_editor() {
    journey("rules-keyboard", async |page| {
        let world = World::start(&Settings::default()).await;
        initiate(&page, &world, Place::Tab).await;
        open_rules(&page).await;
        wait_for("the editor", async || {
            let found = page.driver().find_all(By::Css(".cm-editor")).await.ok()?;
            (found.len() == 2).then_some(())
        })
        .await;
        page.find(Role::TextBox, "Outgoing")
            .await
            .click()
            .await
            .unwrap();
        wait_for("Tab to lead on to the other script", async || {
            let focused = page.driver().active_element().await.ok()?;
            focused.send_keys(Key::Tab).await.ok()?;
            (page.focused().await == "Incoming").then_some(())
        })
        .await;
        page.shows("Tab moves on to the next control").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrators_the_second_sees_what_the_first_has_saved() {
    journey("rules-conflict", async |page| {
        let world = World::start(&Settings::default()).await;
        initiate(&page, &world, Place::Tab).await;
        let first = page.driver().window().await.unwrap();
        open_rules(&page).await;
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        let second = page.driver().window().await.unwrap();
        open_rules(&page).await;
        add_line(&page, "message.second = 2").await;

        page.return_to(&first).await;
        add_line(&page, "message.first = 1").await;
        page.press("Save").await;
        page.shows("Saved. This is version 2.").await;

        page.return_to(&second).await;
        page.enter_hub().await;
        page.press("Save").await;
        page.shows("Somebody else has saved these rules in the meantime")
            .await;
        page.shows("message.first = 1").await;
        page.shows("message.second = 2").await;
        page.gone(Role::Button, "Save").await;
        page.picture("rules/06-conflict").await;
        page.press("Save mine anyway").await;
        page.shows("This is version 3.").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_editor_can_not_load_a_plain_field_does_the_same() {
    journey("rules-plain", async |page| {
        let world = World::start(&Settings::default()).await;
        let proxy = Proxy::before(&world.a.node).await;
        proxy.hide("editor.js");
        world.frame_from(&world.a, &proxy.url).await;
        initiate(&page, &world, Place::AzureDevOps).await;
        open_rules(&page).await;
        page.shows("The editor couldn't be loaded").await;
        add_line(&page, "message.plain = true").await;
        page.picture("rules/07-plain").await;
        page.press("Save").await;
        page.shows("Saved. This is version 2.").await;
    })
    .await;
}
