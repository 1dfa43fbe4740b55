//! "I don't have a URL": the source never calls the destination; the destination calls the source.

use crate::support::{Names, Place, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and a hidden B",
};

#[tokio::test(flavor = "multi_thread")]
async fn a_destination_that_can_not_be_called_calls_by_itself() {
    journey("private", async |page| {
        let world = World::start(&Settings {
            b_without_url: true,
            ..Settings::default()
        })
        .await;
        page.open_console(&world.a, Place::Tab, "light").await;
        let at_a = page.driver().window().await.unwrap();
        page.begin_without_url("Script").await;
        page.press("Next").await;
        page.enter_names(&NAMES).await;
        page.press("Next").await;
        page.select_project("Pay").await;
        page.press("Initiate").await;
        let code = page.invitation_code().await;
        page.picture("private/01-invitation").await;
        page.press("Copy invitation code").await;
        page.press("Done").await;
        page.row_with(&["Pending", "Unknown"]).await;
        page.picture("private/02-unknown").await;

        page.open_console(&world.b, Place::Tab, "light").await;
        let at_b = page.driver().window().await.unwrap();
        page.accept(&code).await;
        page.return_to(&at_a).await;
        page.row_with(&["Active", "Responding"]).await;

        // What company A decides reaches company B with B's next call.
        page.open_connection("A and a hidden B").await;
        page.press("Check now").await;
        page.shows("it calls this node instead").await;
        page.picture("private/03-check").await;
        page.press("Deactivate").await;
        page.shows("Deactivated").await;
        page.return_to(&at_b).await;
        page.row_with(&["Deactivated"]).await;
        page.return_to(&at_a).await;
        page.press("Activate").await;
        page.return_to(&at_b).await;
        page.row_with(&["Active"]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_without_a_url_says_before_anything_is_typed_that_it_can_not_initiate() {
    journey("no-own-url", async |page| {
        let world = World::start(&Settings {
            b_without_url: true,
            ..Settings::default()
        })
        .await;
        page.open_console(&world.b, Place::Tab, "light").await;
        page.press("Initiate connection").await;
        page.shows("Your node has no public URL").await;
        page.picture("private/04-own-url-missing").await;
        page.fill("Destination instance URL", &world.a.node).await;
        page.press("Next").await;
        page.shows("Choose the configuration type").await;
        for mode in ["Basic", "Visual", "Script"] {
            let card = page.find_beginning(Role::Radio, mode).await;
            assert!(
                !card.is_enabled().await.unwrap_or(true)
                    || card.attr("aria-disabled").await.unwrap().is_some()
            );
        }
        page.press("Close").await;
        page.press("Discard").await;
        page.act(Role::Link, "General Settings").await;
        page.shows("Your node has no public URL").await;
        page.picture("private/05-settings").await;
    })
    .await;
}
