//! The walk of the seed page: initiate in Script mode on company A, accept on company B, see both active.

use crate::support::{Names, Page, Place, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "company A",
    remote: "company B",
    connection: "company A_to_company B",
};

/// Steps 1 to 11 on company A, with a picture of each step.
async fn initiate(page: &Page, world: &World, pictures: &str) -> String {
    page.picture(&format!("{pictures}/01-connections-empty"))
        .await;
    page.press("Initiate connection").await;
    page.find(Role::Dialog, "Initiate connection").await;
    page.picture(&format!("{pictures}/02-destination")).await;
    page.enter_destination(&world.b.node).await;
    for mode in ["Basic", "Visual"] {
        let card = page.find_beginning(Role::Radio, mode).await;
        assert!(
            card.is_enabled().await.unwrap(),
            "{mode} can be chosen, too"
        );
    }
    page.shows("Company B answered").await;
    page.picture(&format!("{pictures}/03-modes")).await;
    page.press("Next").await;
    page.shows("Connection information").await;
    page.enter_names(&NAMES).await;
    page.fill("Description", "Work items of the payments teams")
        .await;
    page.picture(&format!("{pictures}/04-information")).await;
    page.press("Next").await;
    page.shows("Select a project for the incoming sync").await;
    page.shows("summary, description, comments, labels and attachments")
        .await;
    let project = page.select_project("Pay").await;
    assert!(project.starts_with("Pay"), "{project}");
    page.picture(&format!("{pictures}/05-project")).await;
    page.press("Initiate").await;
    let code = page.invitation_code().await;
    page.shows("On the “company B” side").await;
    page.shows("The code expires on").await;
    page.press("Copy invitation code").await;
    page.shows("Copied").await;
    page.picture(&format!("{pictures}/06-invitation")).await;
    page.press("Done").await;
    page.gone(Role::Dialog, "Initiate connection").await;
    code
}

/// The acceptance on company B, with a picture of each step.
async fn accept(page: &Page, code: &str, pictures: &str) {
    page.press("Accept invitation").await;
    page.find(Role::Dialog, "Accept invitation").await;
    page.picture(&format!("{pictures}/07-accept-code")).await;
    page.offer_code(&format!("  “{}\n{}” ", &code[..70], &code[70..]))
        .await;
    page.shows("You are invited by").await;
    page.shows("Company A").await;
    page.holds("Local instance short name", "company B").await;
    page.holds("Remote instance short name", "company A").await;
    page.select_project("").await;
    page.picture(&format!("{pictures}/08-accept-preview")).await;
    page.press("Confirm").await;
    page.shows("Connection is active").await;
    page.picture(&format!("{pictures}/09-accept-done")).await;
    page.press("Done").await;
    page.row_with(&["Active", "company A"]).await;
}

async fn walk(page: Page, place: Place, theme: &str) {
    let world = World::start(&Settings::default()).await;
    let name = if place == Place::Tab {
        "tab"
    } else {
        "azure-devops"
    };
    walk_through(&page, &world, place, theme, &format!("walk-{name}-{theme}")).await;
}

/// The whole walk, with its pictures in a folder of this name.
pub async fn walk_through(page: &Page, world: &World, place: Place, theme: &str, pictures: &str) {
    page.open_console(&world.a, place, theme).await;
    let at_a = page.driver().window().await.unwrap();
    let code = initiate(page, world, pictures).await;
    page.row_with(&["Pending", "company A_to_company B", "Script"])
        .await;
    page.picture(&format!("{pictures}/10-pending")).await;

    page.open_console(&world.b, place, theme).await;
    accept(page, &code, pictures).await;
    page.picture(&format!("{pictures}/11-active-at-b")).await;

    page.return_to(&at_a).await;
    if place == Place::AzureDevOps {
        page.enter_hub().await;
    }
    page.press("Refresh").await;
    page.row_with(&["Active", "company A_to_company B"]).await;
    assert_eq!(page.rows().await.len(), 1);
    page.picture(&format!("{pictures}/12-active")).await;

    page.act(Role::Link, "General Settings").await;
    page.holds("Crosslink URL", &world.a.node).await;
    page.picture(&format!("{pictures}/13-general-settings"))
        .await;
}

in_each_engine!(script_mode_from_end_to_end_in_azure_devops);

async fn script_mode_from_end_to_end_in_azure_devops(page: Page) {
    walk(page, Place::AzureDevOps, "light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn script_mode_from_end_to_end_in_azure_devops_in_the_dark() {
    journey("walk-azure-devops-dark", async |page| {
        walk(page, Place::AzureDevOps, "dark").await
    })
    .await;
}

in_each_engine!(script_mode_from_end_to_end_in_a_plain_tab);

async fn script_mode_from_end_to_end_in_a_plain_tab(page: Page) {
    walk(page, Place::Tab, "light").await;
}

in_each_engine!(the_list_turns_active_by_itself);

async fn the_list_turns_active_by_itself(page: Page) {
    let world = World::start(&Settings::default()).await;
    page.open_console(&world.a, Place::Tab, "light").await;
    let at_a = page.driver().window().await.unwrap();
    let code = page.initiate(&world.b.node, &NAMES).await;
    page.press("Done").await;
    page.row_with(&["Pending"]).await;
    page.open_console(&world.b, Place::Tab, "light").await;
    page.accept(&code).await;
    page.return_to(&at_a).await;
    page.row_with(&["Active", "Responding"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_sees_the_connections_and_why_nothing_can_be_changed() {
    journey("reader", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_hub(&format!("{}?user=reader", world.a.hub)).await;
        page.shows("you need to be a Project Collection Administrator")
            .await;
        for name in ["Initiate connection", "Accept invitation"] {
            let button = page.find(Role::Button, name).await;
            let disabled = button.attr("aria-disabled").await.unwrap().as_deref() == Some("true");
            assert!(disabled || !button.is_enabled().await.unwrap(), "{name}");
        }
    })
    .await;
}
