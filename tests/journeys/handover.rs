//! Links from the other side's console: what they carry is taken out of the address, and waits for whoever may use it.

use crate::support::{Names, Place, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_is_told_that_an_administrator_is_needed() {
    journey("handover-reader", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        let code = page.initiate(&world.b.node, &NAMES).await;
        page.open_hub(&format!("{}?user=reader#accept={code}", world.b.hub))
            .await;
        page.shows("Ask one to open it.").await;
        page.picture("handover/01-reader").await;
        assert!(!page.has(Role::Dialog, "Accept invitation").await);
        page.leave_hub().await;
        let address = page.driver().current_url().await.unwrap();
        assert!(!address.as_str().contains("xl1_"), "{address}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_yet_goes_on_after_the_sign_in() {
    journey("handover-sign-in", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        let code = page.initiate(&world.b.node, &NAMES).await;
        page.open(&format!("{}/#accept={code}", world.b.node)).await;
        page.shows("Sign in to Crosslink").await;
        let address = page.driver().current_url().await.unwrap();
        assert!(!address.as_str().contains("xl1_"), "{address}");
        page.picture("handover/02-sign-in-first").await;
        page.open(&world.b.link).await;
        page.shows("You are invited by").await;
        page.picture("handover/03-goes-on").await;
    })
    .await;
}
