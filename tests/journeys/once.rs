//! However often it is asked for, one connection is made.

use crate::support::{Names, Page, Place, Proxy, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

async fn up_to_initiate(page: &Page, world: &World) {
    page.press("Initiate connection").await;
    page.enter_destination(&world.b.node).await;
    page.press("Next").await;
    page.enter_names(&NAMES).await;
    page.press("Next").await;
    page.select_project("Pay").await;
}

async fn one_connection(page: &Page) {
    page.press("Done").await;
    page.gone(Role::Dialog, "Initiate connection").await;
    page.press("Refresh").await;
    page.row_with(&["A and B", "Pending"]).await;
    assert_eq!(page.rows().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_click_on_initiate_makes_no_second_connection() {
    journey("double-click", async |page| {
        let world = World::start(&Settings::default()).await;
        let proxy = Proxy::before(&world.a.node).await;
        world.frame_from(&world.a, &proxy.url).await;
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        up_to_initiate(&page, &world).await;
        let button = page.find(Role::Button, "Initiate").await;
        page.driver()
            .action_chain()
            .double_click_element(&button)
            .perform()
            .await
            .unwrap();
        page.invitation_code().await;
        assert_eq!(proxy.initiations(), 1, "the second click sends nothing");
        one_connection(&page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_and_a_retry_make_one_connection() {
    journey("lost-answer", async |page| {
        let world = World::start(&Settings::default()).await;
        let proxy = Proxy::before(&world.a.node).await;
        world.frame_from(&world.a, &proxy.url).await;
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        up_to_initiate(&page, &world).await;
        proxy.lose_answers(1);
        page.press("Initiate").await;
        page.shows("it won't be made twice").await;
        page.picture("once/lost-answer").await;
        page.press("Try again").await;
        page.invitation_code().await;
        assert_eq!(proxy.initiations(), 2);
        one_connection(&page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_in_mid_wizard_keeps_the_draft_and_makes_one_connection() {
    journey("reload", async |page| {
        let world = World::start(&Settings::default()).await;
        let proxy = Proxy::before(&world.a.node).await;
        world.frame_from(&world.a, &proxy.url).await;
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        up_to_initiate(&page, &world).await;
        page.leave_hub().await;
        page.driver().refresh().await.unwrap();
        page.enter_hub().await;
        page.shows("Select a project for the incoming sync").await;
        page.press("Previous").await;
        page.holds("Connection name", "A and B").await;
        page.press("Next").await;
        proxy.lose_answers(1);
        page.press("Initiate").await;
        page.shows("it won't be made twice").await;
        page.leave_hub().await;
        page.driver().refresh().await.unwrap();
        page.enter_hub().await;
        page.shows("Select a project for the incoming sync").await;
        // Whatever the button says after a reload, it sends the same request.
        let name = if page.has(Role::Button, "Try again").await {
            "Try again"
        } else {
            "Initiate"
        };
        page.press(name).await;
        page.invitation_code().await;
        one_connection(&page).await;
    })
    .await;
}
