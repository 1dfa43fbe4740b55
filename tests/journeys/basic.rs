//! Basic mode: a project, and a question about admin access. Yes: the other side's console goes on; no: a code.

use crate::support::{Page, Place, Role, Settings, World, journey};

/// Company A initiates in Basic mode, up to the question.
async fn up_to_the_question(page: &Page, world: &World) {
    page.open_console(&world.a, Place::Tab, "light").await;
    page.press("Initiate connection").await;
    page.fill("Destination instance URL", &world.b.node).await;
    page.press("Next").await;
    page.choose_mode("Basic").await;
    page.picture("basic/01-modes").await;
    page.press("Next").await;
    page.select_project("Pay").await;
    page.picture("basic/02-project").await;
    page.press("Next").await;
    page.shows("Do you have admin access to the destination instance?")
        .await;
}

in_each_engine!(with_admin_access_the_destinations_console_goes_on);

async fn with_admin_access_the_destinations_console_goes_on(page: Page) {
    let world = World::start(&Settings::default()).await;
    up_to_the_question(&page, &world).await;
    page.choose("Yes, I have admin access").await;
    page.picture("basic/03-question").await;
    let at_a = page.driver().window().await.unwrap();
    let known = page.tabs().await;
    page.press("Initiate").await;

    page.follow_to_the_new_tab(&known).await;
    page.shows("You are invited by").await;
    page.shows("Basic").await;
    page.leave_hub().await;
    let address = page.driver().current_url().await.unwrap();
    assert!(
        !address.as_str().contains("xl1_"),
        "the code is taken out of the address: {address}"
    );
    page.enter_hub().await;
    page.select_project("").await;
    page.picture("basic/04-at-the-destination").await;
    page.press("Confirm").await;
    page.shows("Connection is active").await;

    page.return_to(&at_a).await;
    page.shows("Connection is active").await;
    page.picture("basic/05-active-by-itself").await;
    page.press("Done").await;
    page.row_with(&["Company A_to_Company B", "Basic", "Active"])
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_admin_access_a_code_does_it_and_the_rules_are_read_only() {
    journey("basic-no", async |page| {
        let world = World::start(&Settings::default()).await;
        up_to_the_question(&page, &world).await;
        page.choose("No, I don't have admin access").await;
        page.press("Initiate").await;
        let code = page.invitation_code().await;
        page.press("Copy invitation code").await;
        page.shows("Copied").await;
        page.press("Done").await;
        let at_a = page.driver().window().await.unwrap();
        page.open_console(&world.b, Place::Tab, "light").await;
        page.accept(&code).await;

        page.return_to(&at_a).await;
        page.row_with(&["Basic", "Active"]).await;
        page.open_connection("Company A_to_Company B").await;
        page.act(Role::Link, "Sync rules").await;
        page.shows("In Basic mode the rules are generated and can't be changed.")
            .await;
        page.picture("basic/06-rules").await;
        assert!(!page.has(Role::Button, "Save").await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_url_there_is_no_question_and_visual_says_why_not() {
    journey("basic-no-url", async |page| {
        let world = World::start(&Settings {
            b_without_url: true,
            ..Settings::default()
        })
        .await;
        page.open_console(&world.a, Place::Tab, "light").await;
        let at_a = page.driver().window().await.unwrap();
        page.begin_without_url("Basic").await;
        page.shows("This needs the destination's URL").await;
        page.picture("basic/07-no-url").await;
        page.press("Next").await;
        page.select_project("Pay").await;
        page.press("Initiate").await;
        let code = page.invitation_code().await;
        page.press("Copy invitation code").await;
        page.press("Done").await;
        page.row_with(&["Basic", "Pending", "Unknown"]).await;
        page.open_console(&world.b, Place::Tab, "light").await;
        page.accept(&code).await;
        page.return_to(&at_a).await;
        page.row_with(&["Basic", "Active", "Responding"]).await;
    })
    .await;
}
