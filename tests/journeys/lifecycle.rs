//! What a connection goes through after it was set up, seen from both sides.

use crate::support::{Names, Page, Place, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

in_each_engine!(each_side_deactivates_and_activates_its_own_part);

async fn each_side_deactivates_and_activates_its_own_part(page: Page) {
    let world = World::start(&Settings::default()).await;
    let (at_a, at_b) = page.connect(&world, &NAMES).await;
    page.open_connection("A and B").await;
    page.picture("lifecycle/01-active").await;
    page.press("Deactivate").await;
    page.find(Role::Button, "Activate").await;
    page.picture("lifecycle/02-deactivated-here").await;

    page.return_to(&at_a).await;
    page.row_with(&["A and B", "Deactivated"]).await;
    page.open_connection("A and B").await;
    page.shows("The other side has deactivated this connection.")
        .await;
    page.picture("lifecycle/03-deactivated-there").await;
    assert!(
        !page.has(Role::Button, "Activate").await,
        "only who deactivated it can activate it"
    );

    page.return_to(&at_b).await;
    page.press("Activate").await;
    page.return_to(&at_a).await;
    page.find(Role::Button, "Deactivate").await;
    page.shows("Active").await;
    page.gone_text("The other side has deactivated this connection.")
        .await;
}

in_each_engine!(what_one_side_deletes_the_other_sees_as_removed);

async fn what_one_side_deletes_the_other_sees_as_removed(page: Page) {
    let world = World::start(&Settings::default()).await;
    let (at_a, _) = page.connect(&world, &NAMES).await;
    page.open_connection("A and B").await;
    page.press("Delete").await;
    page.find(Role::Dialog, "Delete “A and B”?").await;
    page.shows("other side").await;
    page.picture("lifecycle/04-delete").await;
    page.confirm("Delete “A and B”?", "Delete").await;
    page.shows("Connect your first organization").await;

    page.return_to(&at_a).await;
    page.row_with(&["A and B", "Removed by the other side"])
        .await;
    page.picture("lifecycle/05-removed-in-list").await;
    page.open_connection("A and B").await;
    page.picture("lifecycle/06-removed").await;
    assert!(!page.has(Role::Button, "Deactivate").await);
    page.press("Delete").await;
    page.confirm("Delete “A and B”?", "Delete").await;
    page.shows("Connect your first organization").await;
}

/// The invitation code that a dialog or box shows.
async fn new_code(page: &Page) -> String {
    page.press("New invitation code").await;
    page.press("Make new code").await;
    page.invitation_code().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_withdrawn_and_made_again() {
    journey("reissue", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        let at_a = page.driver().window().await.unwrap();
        let first = page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.open_connection("A and B").await;
        page.shows("Expires in 7 days").await;
        page.picture("lifecycle/07-pending").await;
        page.press("Withdraw invitation").await;
        page.confirm("Withdraw the invitation?", "Withdraw invitation")
            .await;
        page.shows("Revoked").await;
        page.picture("lifecycle/08-revoked").await;

        page.open_console(&world.b, Place::Tab, "light").await;
        let at_b = page.driver().window().await.unwrap();
        page.press("Accept invitation").await;
        page.offer_code(&first).await;
        page.complains(
            Role::TextBox,
            "Invitation code",
            "The other side has withdrawn this invitation.",
        )
        .await;

        page.return_to(&at_a).await;
        let second = new_code(&page).await;
        page.picture("lifecycle/09-new-code").await;
        assert_ne!(first, second);
        page.return_to(&at_b).await;
        page.offer_code(&second).await;
        page.shows("You are invited by").await;
        page.select_project("").await;
        page.press("Confirm").await;
        page.shows("Connection is active").await;

        page.return_to(&at_a).await;
        page.shows("Active").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_invitation_says_so_and_can_be_made_again() {
    journey("expiry", async |page| {
        let world = World::start(&Settings {
            invitation_lifetime: Some("4s"),
            ..Settings::default()
        })
        .await;
        page.open_console(&world.a, Place::Tab, "light").await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.row_with(&["A and B", "Expired"]).await;
        page.open_connection("A and B").await;
        page.shows("Expired").await;
        page.picture("lifecycle/10-expired").await;
        new_code(&page).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn check_now_tests_both_ways_step_by_step() {
    journey("check", async |page| {
        let world = World::start(&Settings::default()).await;
        page.connect(&world, &NAMES).await;
        page.open_connection("A and B").await;
        page.press("Check now").await;
        for words in [
            "This side",
            "To the other side",
            "From the other side",
            "Passed",
            "ms",
        ] {
            page.shows(words).await;
        }
        page.picture("lifecycle/11-check").await;
        page.act(Role::Link, "Activity").await;
        page.shows("accepted the invitation").await;
        page.picture("lifecycle/12-activity").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_node_tries_whether_this_one_is_reached() {
    journey("reachability", async |page| {
        let world = World::start(&Settings::default()).await;
        let (at_a, _) = page.connect(&world, &NAMES).await;
        page.return_to(&at_a).await;
        page.row_with(&["A and B", "Active"]).await;
        page.act(Role::Link, "General Settings").await;
        page.press("Check again").await;
        page.shows("by “B”").await;
        page.picture("lifecycle/13-reached-by-the-other-node").await;
    })
    .await;
}
