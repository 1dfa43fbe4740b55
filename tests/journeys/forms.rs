//! Nothing that was typed is lost, and what is missing is named where it is missing.

use crate::support::{Names, Page, Place, Role, Settings, World, journey};
use thirtyfour::prelude::*;

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

in_each_engine!(previous_keeps_what_was_typed);

async fn previous_keeps_what_was_typed(page: Page) {
    let world = World::start(&Settings::default()).await;
    page.open_console(&world.a, Place::AzureDevOps, "light")
        .await;
    page.press("Initiate connection").await;
    page.enter_destination(&world.b.node).await;
    page.press("Next").await;
    page.enter_names(&NAMES).await;
    page.fill("Description", "why").await;
    page.press("Next").await;
    let project = page.select_project("Pay").await;
    page.press("Previous").await;
    page.holds("Local instance short name", "A").await;
    page.holds("Remote instance short name", "B").await;
    page.holds("Connection name", "A and B").await;
    page.holds("Description", "why").await;
    page.press("Previous").await;
    page.holds("Destination instance URL", &world.b.node).await;
    assert!(
        page.find_beginning(Role::Radio, "Script")
            .await
            .is_selected()
            .await
            .unwrap()
    );
    page.press("Next").await;
    page.holds("Connection name", "A and B").await;
    page.press("Next").await;
    let chosen = page.find(Role::ComboBox, "Select Project").await;
    assert_eq!(
        chosen.prop("value").await.unwrap().as_deref(),
        Some(project.as_str())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_required_field_left_empty_is_named_at_its_field() {
    journey("required", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        page.press("Initiate connection").await;
        page.press("Next").await;
        page.complains(
            Role::TextBox,
            "Destination instance URL",
            "Enter the destination's URL",
        )
        .await;
        assert_eq!(page.focused().await, "Destination instance URL");
        page.enter_destination(&world.b.node).await;
        page.press("Next").await;
        for name in [
            "Local instance short name",
            "Remote instance short name",
            "Connection name",
        ] {
            page.fill(name, "").await;
        }
        page.press("Next").await;
        for name in [
            "Local instance short name",
            "Remote instance short name",
            "Connection name",
        ] {
            page.complains(Role::TextBox, name, "Fill in this field.")
                .await;
        }
        assert_eq!(page.focused().await, "Local instance short name");
        page.picture("forms/required").await;
        page.enter_names(&NAMES).await;
        page.press("Next").await;
        page.shows("Select a project for the incoming sync").await;
        page.press("Initiate").await;
        page.complains(Role::ComboBox, "Select Project", "Select a project.")
            .await;
        assert_eq!(page.focused().await, "Select Project");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_taken_is_named_at_its_field_and_nothing_is_lost() {
    journey("taken", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.press("Initiate connection").await;
        page.enter_destination(&world.b.node).await;
        page.press("Next").await;
        page.enter_names(&NAMES).await;
        page.press("Next").await;
        page.select_project("Pay").await;
        page.press("Initiate").await;
        page.complains(
            Role::TextBox,
            "Connection name",
            "Another connection has this name already.",
        )
        .await;
        page.holds("Connection name", "A and B").await;
        page.fill("Connection name", "A and B, once more").await;
        page.press("Next").await;
        page.press("Initiate").await;
        page.invitation_code().await;
        page.press("Done").await;
        page.row_with(&["A and B, once more", "Pending"]).await;
        assert_eq!(page.rows().await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_a_half_filled_form_asks_once() {
    journey("discard", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        page.press("Initiate connection").await;
        page.fill("Destination instance URL", "https://half").await;
        page.driver()
            .active_element()
            .await
            .unwrap()
            .send_keys(Key::Escape)
            .await
            .unwrap();
        page.shows("Discard what you entered?").await;
        page.picture("forms/discard").await;
        page.press("Keep editing").await;
        page.holds("Destination instance URL", "https://half").await;
        page.press("Close").await;
        page.press("Discard").await;
        page.gone(Role::Dialog, "Initiate connection").await;
        page.press("Initiate connection").await;
        page.holds("Destination instance URL", "").await;
    })
    .await;
}
