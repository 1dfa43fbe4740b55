//! Script rules: generated, edited, compared, restored.

use crate::support::{Names, Page, Place, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

async fn open_rules(page: &Page) {
    page.open_connection("A and B").await;
    page.act(Role::Link, "Sync rules").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_edited_compared_and_restored() {
    journey("rules", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.press_if_there("Close").await;
        open_rules(&page).await;
        page.shows("Payments").await;
        page.picture("rules/01-generated").await;
        let editor = page.find(Role::TextBox, "Outgoing").await;
        editor.click().await.unwrap();
        page.type_keys("// edited\n").await;
        page.press("Save").await;
        page.shows("Version 2").await;
        page.picture("rules/02-saved").await;
        page.act(Role::Button, "Versions").await;
        page.picture("rules/03-versions").await;
    })
    .await;
}
