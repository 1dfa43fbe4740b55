//! Visual mode: admin access is verified, the connection initiated, and both sides configured from one screen.

use crate::support::{Names, Page, Place, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "Company A",
    remote: "Company B",
    connection: "A and B, seen",
};

async fn up_to_the_verification(page: &Page, world: &World, place: Place, theme: &str) {
    page.open_console(&world.a, place, theme).await;
    page.press("Initiate connection").await;
    page.fill("Destination instance URL", &world.b.node).await;
    page.press("Next").await;
    page.choose_mode("Visual").await;
    page.press("Next").await;
    page.enter_names(&NAMES).await;
    page.press("Next").await;
    page.find(Role::Button, "Verify admin access").await;
}

async fn walk(page: Page, theme: &str) {
    let world = World::start(&Settings::default()).await;
    let pictures = format!("visual-{theme}");
    up_to_the_verification(&page, &world, Place::Tab, theme).await;
    page.picture(&format!("{pictures}/01-verify")).await;
    page.press("Initiate").await;
    page.shows("Verify admin access to the destination first.")
        .await;
    let at_a = page.driver().window().await.unwrap();
    let known = page.tabs().await;
    page.press("Verify admin access").await;
    page.follow_to_the_new_tab(&known).await;
    page.shows("asks for admin access").await;
    page.leave_hub().await;
    let address = page.driver().current_url().await.unwrap();
    assert!(
        !address.as_str().contains("xl1_"),
        "the code is taken out of the address: {address}"
    );
    page.enter_hub().await;
    page.picture(&format!("{pictures}/02-grant")).await;
    page.press("Accept").await;
    page.shows("goes on by itself").await;
    page.picture(&format!("{pictures}/03-granted")).await;
    page.return_to(&at_a).await;
    page.shows("Verification confirmed").await;
    page.picture(&format!("{pictures}/04-confirmed")).await;
    page.press("Initiate").await;
    page.shows("Connection is active").await;
    page.picture(&format!("{pictures}/05-active")).await;
    page.press("Configure sync").await;

    page.find(Role::Heading, "A and B, seen").await;
    page.shows("Field mappings").await;
    page.select_nth("Project", 0, "Pay").await;
    page.select_nth("Project", 1, "").await;
    page.shows("Title").await;
    page.picture(&format!("{pictures}/06-configure")).await;
    page.press("Save").await;
    page.shows("is on both sides").await;
    page.picture(&format!("{pictures}/07-saved")).await;

    page.open_console(&world.b, Place::Tab, theme).await;
    page.row_with(&["Visual", "Active"]).await;
    page.open_connection("Company B_to_Company A").await;
    page.act(Role::Link, "Sync rules").await;
    page.shows("configures both sides").await;
    page.picture(&format!("{pictures}/08-at-the-destination"))
        .await;
}

in_each_engine!(both_sides_are_set_up_from_one_screen);

async fn both_sides_are_set_up_from_one_screen(page: Page) {
    walk(page, "light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_verification_says_so_and_can_be_asked_for_again() {
    journey("visual-declined", async |page| {
        let world = World::start(&Settings::default()).await;
        up_to_the_verification(&page, &world, Place::AzureDevOps, "dark").await;
        let at_a = page.driver().window().await.unwrap();
        let known = page.tabs().await;
        page.press("Verify admin access").await;
        page.follow_to_the_new_tab(&known).await;
        page.shows("asks for admin access").await;
        page.picture("visual-declined/01-grant").await;
        page.press("Decline").await;
        page.return_to(&at_a).await;
        page.enter_hub().await;
        page.shows("The destination's administrator has declined the request.")
            .await;
        page.picture("visual-declined/02-declined").await;
        page.find(Role::Button, "Verify again").await;
    })
    .await;
}
