//! The packaged extension, installed in the local Azure DevOps: its files as they are in the VSIX, under a deep path of
//! another origin, with the types that the VSIX gives them.

use crate::support::{
    Browser, Engine, Gallery, Names, Page, Place, Role, Settings, World, journey, journey_in,
    journey_of, wait_for,
};
use crate::walk::walk_through;
use thirtyfour::By;

const NAMES: Names<'_> = Names {
    local: "Company A",
    remote: "Company B",
    connection: "Payments of A and B",
};

/// Two companies, of which A has the extension installed.
async fn with_extension(gallery: Gallery) -> World {
    let world = World::start(&Settings::default()).await;
    world.install(&world.a, gallery).await;
    world
}

/// The background of the hub's page, as the browser draws it.
async fn background(page: &Page) -> String {
    let drawn = page
        .driver()
        .execute(
            "return getComputedStyle(document.body).backgroundColor",
            vec![],
        )
        .await;
    drawn.unwrap().convert().unwrap()
}

/// Chooses a theme at the host, as the administrator does, and comes back to the hub.
async fn choose_theme(page: &Page, theme: &str) {
    page.leave_hub().await;
    let option = wait_for(&format!("the theme “{theme}”"), async || {
        let options = page
            .driver()
            .find_all(By::Css("#theme option"))
            .await
            .ok()?;
        for option in options {
            if option.text().await.ok()?.trim() == theme {
                return Some(option);
            }
        }
        None
    })
    .await;
    option.click().await.unwrap();
    page.enter_hub().await;
}

/// The address that people see and share.
async fn host_address(page: &Page) -> String {
    page.leave_hub().await;
    let address = page.driver().current_url().await.unwrap().to_string();
    page.enter_hub().await;
    address
}

/// The title of the browser's tab.
async fn titled(page: &Page, title: &str) {
    page.leave_hub().await;
    wait_for(&format!("the title “{title}”"), async || {
        page.driver()
            .title()
            .await
            .ok()?
            .contains(title)
            .then_some(())
    })
    .await;
    page.enter_hub().await;
}

in_each_engine!(script_mode_from_end_to_end_with_the_extension_installed_at_both_companies);

async fn script_mode_from_end_to_end_with_the_extension_installed_at_both_companies(page: Page) {
    let strict = Gallery {
        policy: true,
        ..Gallery::default()
    };
    let world = with_extension(strict).await;
    world.install(&world.b, strict).await;
    walk_through(&page, &world, Place::AzureDevOps, "light", "extension-walk").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_follows_the_theme_of_azure_devops_at_once() {
    journey("extension-themes", async |page| {
        let world = with_extension(Gallery::default()).await;
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        page.initiate(&world.b.node, &NAMES).await;
        let mut seen = vec![background(&page).await];
        for theme in ["Dark", "High contrast light", "High contrast dark", "Light"] {
            choose_theme(&page, theme).await;
            if theme == "High contrast light" {
                // As white as the light one: what differs are lines and weights.
                let contrast = "return document.documentElement.dataset.contrast === 'more'";
                wait_for("high contrast", async || {
                    let is = page.driver().execute(contrast, vec![]).await.ok()?;
                    is.convert::<bool>().ok()?.then_some(())
                })
                .await;
            } else {
                let last = seen.last().cloned().unwrap_or_default();
                let next = wait_for(&format!("the colours of “{theme}”"), async || {
                    let drawn = background(&page).await;
                    (drawn != last).then_some(drawn)
                })
                .await;
                seen.push(next);
            }
            let name = theme.to_lowercase().replace(' ', "-");
            page.picture(&format!("extension/theme-{name}")).await;
        }
        assert_eq!(seen.first(), seen.last(), "light again");
        // Nothing was reloaded for it.
        page.invitation_code().await;
    })
    .await;
}

/// A connection, opened in the hub.
async fn opened(page: &Page) -> World {
    let world = with_extension(Gallery::default()).await;
    page.open_console(&world.a, Place::AzureDevOps, "light")
        .await;
    page.initiate(&world.b.node, &NAMES).await;
    page.press("Done").await;
    titled(page, "Connections").await;
    page.open_connection(NAMES.connection).await;
    titled(page, NAMES.connection).await;
    world
}

in_each_engine!(a_link_to_a_connection_can_be_shared);

async fn a_link_to_a_connection_can_be_shared(page: Page) {
    let _world = opened(&page).await;
    let link = host_address(&page).await;
    assert!(link.contains("#/connections/"), "{link}");
    page.picture("extension/deep-link-01-opened").await;

    // Somebody else opens the link, in a tab of their own.
    page.new_tab().await;
    page.open_hub(&link).await;
    page.find(Role::Heading, NAMES.connection).await;
    titled(&page, NAMES.connection).await;
    page.picture("extension/deep-link-02-shared").await;
}

/// Not in WebKit: there, Back passes over what a page wrote into the history by itself, as the one around the hub does.
async fn back_and_forward(page: Page) {
    let world = opened(&page).await;
    page.leave_hub().await;
    page.driver().back().await.unwrap();
    page.find_in_hub(Role::Link, NAMES.connection).await;
    page.leave_hub().await;
    page.driver().forward().await.unwrap();
    page.find_in_hub(Role::Heading, NAMES.connection).await;
    // A page that is loaded anew is the same page.
    page.leave_hub().await;
    page.driver().refresh().await.unwrap();
    page.find_in_hub(Role::Heading, NAMES.connection).await;
    page.leave_hub().await;

    // Away to another page of the settings, and back: the frame is loaded anew, from the one address that there is.
    page.open(&world.a.settings).await;
    page.driver().back().await.unwrap();
    page.find_in_hub(Role::Heading, NAMES.connection).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn back_and_forward_work_in_chromium() {
    journey_of(Engine::Chromium, "back-and-forward", back_and_forward).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn back_and_forward_work_in_firefox() {
    journey_of(Engine::Firefox, "back-and-forward", back_and_forward).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_leads_nowhere_shows_the_list() {
    journey("extension-nowhere", async |page| {
        let world = with_extension(Gallery::default()).await;
        page.open_hub(&format!("{}#/nowhere/at%20all", world.a.hub))
            .await;
        page.find(Role::Button, "Initiate connection").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ended_is_renewed_without_a_word() {
    journey("extension-expired", async |page| {
        let world = with_extension(Gallery::default()).await;
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.row_with(&[NAMES.connection, "Pending"]).await;
        world.a.end_sessions();
        page.open_connection(NAMES.connection).await;
        page.shows("Pending").await;
        // In the midst of a change as well.
        page.press("Edit").await;
        page.fill("Description", "Kept over the end of a session")
            .await;
        world.a.end_sessions();
        page.press("Save").await;
        page.shows("Kept over the end of a session").await;
        page.gone(Role::Button, "Save").await;
        page.picture("extension/expired").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_without_rights_reads_and_is_told_why() {
    journey("extension-reader", async |page| {
        let world = with_extension(Gallery::default()).await;
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.open_hub(&format!("{}?user=reader", world.a.hub)).await;
        page.row_with(&[NAMES.connection, "Pending"]).await;
        page.shows("you need to be a Project Collection Administrator")
            .await;
        for name in ["Initiate connection", "Accept invitation"] {
            let button = page.find(Role::Button, name).await;
            let disabled = button.attr("aria-disabled").await.unwrap().as_deref() == Some("true");
            assert!(disabled || !button.is_enabled().await.unwrap(), "{name}");
        }
        page.picture("extension/reader").await;
        page.act(Role::Link, "General Settings").await;
        page.shows("Reader").await;
        page.picture("extension/reader-settings").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_storage_everything_works_that_needs_none() {
    let kind = Browser {
        storage_blocked: true,
        ..Browser::default()
    };
    journey_in(kind, "extension-no-storage", async |page| {
        let world = with_extension(Gallery::default()).await;
        page.open_hub(&world.a.hub).await;
        page.find(Role::Button, "Initiate connection").await;
        let blocked = "try { sessionStorage.length; return false } catch { return true }";
        let blocked = page.driver().execute(blocked, vec![]).await.unwrap();
        assert!(
            blocked.convert::<bool>().unwrap(),
            "the browser blocks the storage"
        );
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Copy invitation code").await;
        page.shows("Copied").await;
        page.press("Done").await;
        page.open_connection(NAMES.connection).await;
        page.act(Role::Link, "Sync rules").await;
        page.shows("Outgoing").await;
        page.picture("extension/no-storage").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_types_and_slow_files_make_it_slower_and_nothing_else() {
    let kind = Browser {
        wrong_types: true,
        ..Browser::default()
    };
    journey_in(kind, "extension-wrong-type", async |page| {
        let world = with_extension(Gallery {
            wasm_type: Some("application/octet-stream"),
            delay_ms: 400,
            policy: true,
        })
        .await;
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.open_connection(NAMES.connection).await;
    })
    .await;
}
