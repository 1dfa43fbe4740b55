//! Azure DevOps around the page, when it does not answer as it should: the page says so, the host stops waiting, and where it
//! can, the page goes on.

use crate::support::{
    Gallery, Page, Proxy, Role, Settings, World, journey, page_at_an_address, wait_for,
};
use thirtyfour::By;

async fn with_extension() -> World {
    let world = World::start(&Settings::default()).await;
    world.install(&world.a, Gallery::default()).await;
    world
}

/// Waits until the host has stopped waiting, and says what failed; tells what it says.
async fn host_says(page: &Page, sentence: &str) {
    page.leave_hub().await;
    wait_for(&format!("the host to say “{sentence}”"), async || {
        let alert = page.driver().find(By::Css("[role=alert]")).await.ok()?;
        let shown = alert.is_displayed().await.ok()?;
        (shown && alert.text().await.ok()?.contains(sentence)).then_some(())
    })
    .await;
    assert!(!page.text().await.contains("Crosslink has not answered yet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_handshake_of_older_hosts_is_understood() {
    journey("host-legacy", async |page| {
        let world = with_extension().await;
        page.open_hub(&format!("{}?handshake=legacy&theme=dark", world.a.hub))
            .await;
        page.find(Role::Button, "Initiate connection").await;
        page.picture("host/legacy").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_handshake_is_said_and_no_spinner_stays() {
    journey("host-refuse", async |page| {
        let world = with_extension().await;
        page.open(&format!("{}?handshake=refuse", world.a.hub))
            .await;
        host_says(&page, "Azure DevOps").await;
        page.picture("host/refused").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_never_answers_is_not_waited_for() {
    journey("host-silent", async |page| {
        let world = with_extension().await;
        page.open(&format!("{}?handshake=silent", world.a.hub))
            .await;
        host_says(&page, "Azure DevOps").await;
        page.picture("host/silent").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_answers_late_is_answered_all_the_same() {
    journey("host-late", async |page| {
        let world = with_extension().await;
        page.open(&format!("{}?handshake=late", world.a.hub)).await;
        host_says(&page, "Azure DevOps").await;
        page.enter_hub().await;
        page.find(Role::Button, "Initiate connection").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_somebody_else_frames_says_how_to_open_it() {
    journey("host-none", async |page| {
        let world = World::start(&Settings::default()).await;
        let hub = world.install(&world.a, Gallery::default()).await;
        // Anybody can frame what the gallery serves. This page knows nothing of the handshake.
        let around = format!("<iframe title=Crosslink width=900 height=600 src={hub}></iframe>");
        page.open(&page_at_an_address(around).await).await;
        page.enter_hub().await;
        page.shows("Organization settings").await;
        page.picture("host/none").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_too_old_is_asked_for_again() {
    journey("host-stale-once", async |page| {
        let world = with_extension().await;
        page.open_hub(&format!("{}?tokens=stale-once", world.a.hub))
            .await;
        page.find(Role::Button, "Initiate connection").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_stay_refused_are_explained_without_asking_anybody_to_sign_in() {
    journey("host-stale", async |page| {
        let world = with_extension().await;
        for (view, picture) in [("tokens=stale", "stale"), ("user=outsider", "outsider")] {
            page.open_hub(&format!("{}?{view}", world.a.hub)).await;
            page.press_is_offered("Retry").await;
            page.shows("isn't a member").await;
            assert!(!page.text().await.contains("sign-in-link"));
            assert!(!page.has(Role::TextBox, "Personal access token").await);
            page.picture(&format!("host/{picture}")).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_gives_no_token_is_told_that_nothing_will_come() {
    journey("host-no-token", async |page| {
        let world = with_extension().await;
        page.open(&format!("{}?tokens=refused", world.a.hub)).await;
        host_says(&page, "who you are").await;
        page.picture("host/no-token").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_does_not_start_is_said_by_the_host() {
    journey("host-no-start", async |page| {
        let world = World::start(&Settings::default()).await;
        let proxy = Proxy::before(&world.a.node).await;
        proxy.hide(".wasm");
        world.frame_from(&world.a, &proxy.url).await;
        page.open(&world.a.hub).await;
        host_says(&page, "Crosslink").await;
        page.picture("host/no-start").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_services_of_the_host_the_page_has_its_own() {
    journey("host-no-services", async |page| {
        let world = with_extension().await;
        page.open_hub(&format!("{}?without=messages,navigation", world.a.hub))
            .await;
        page.find(Role::Button, "Initiate connection").await;
        page.picture("host/no-services").await;
    })
    .await;
}
