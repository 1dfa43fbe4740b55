//! Two administrators at once: nobody overwrites the other without having seen what they did.

use crate::support::{Names, Place, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

#[tokio::test(flavor = "multi_thread")]
async fn the_second_sees_what_the_first_has_changed() {
    journey("conflict", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        let first = page.driver().window().await.unwrap();
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.open_connection("A and B").await;

        // Somebody else, in the organisation settings.
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        let second = page.driver().window().await.unwrap();
        page.open_connection("A and B").await;
        page.press("Edit").await;
        page.fill("Description", "What the second has typed").await;

        page.return_to(&first).await;
        page.press("Edit").await;
        page.fill("Connection name", "A and B, renamed").await;
        page.press("Save").await;
        page.find(Role::Heading, "A and B, renamed").await;

        page.return_to(&second).await;
        page.enter_hub().await;
        page.press("Save").await;
        page.shows("Somebody changed this in the meantime").await;
        page.shows("A and B, renamed").await;
        page.holds("Description", "What the second has typed").await;
        page.gone(Role::Button, "Save").await;
        page.picture("conflicts/01-what-changed").await;
        page.press("Save mine anyway").await;
        page.gone(Role::Dialog, "Edit connection").await;
        page.shows("What the second has typed").await;
    })
    .await;
}
