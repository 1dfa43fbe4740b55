//! An evaluation that is over: what is there goes on, Basic goes on, and a key opens the rest.

use crate::support::{LicenceIssuer, Place, Role, Settings, World, journey};

#[tokio::test(flavor = "multi_thread")]
async fn after_the_evaluation_only_basic_is_offered_until_a_key_is_entered() {
    journey("licence", async |page| {
        let issuer = LicenceIssuer::new();
        let world = World::start(&Settings {
            evaluation_over: true,
            licence_public_key: Some(issuer.public_key.clone()),
            ..Settings::default()
        })
        .await;
        page.open_console(&world.a, Place::Tab, "light").await;
        page.press("Initiate connection").await;
        page.shows("The 30-day evaluation is over.").await;
        page.picture("licence/01-said-at-once").await;
        page.fill("Destination instance URL", &world.b.node).await;
        page.press("Next").await;
        page.choose_mode("Basic").await;
        page.picture("licence/02-only-basic").await;
        page.press("Close").await;
        page.press("Discard").await;

        page.act(Role::Link, "General Settings").await;
        page.shows("evaluation").await;
        page.fill("Licence key", "not a key").await;
        page.press("Enter key").await;
        page.complains(Role::TextBox, "Licence key", "This isn't a licence key")
            .await;
        page.picture("licence/03-wrong-key").await;
        page.fill("Licence key", &issuer.key("Company A Ltd", "2099-12-31"))
            .await;
        page.press("Enter key").await;
        page.shows("Company A Ltd").await;
        page.picture("licence/04-paid").await;

        page.act(Role::Link, "Connections").await;
        page.press("Initiate connection").await;
        page.enter_destination(&world.b.node).await;
    })
    .await;
}
