//! Pictures of the newer pages in the dark and narrow, for people to look at; and that nothing is wider than a phone.

use crate::support::{Names, Page, Place, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "Company A",
    remote: "Company B",
    connection: "Payments of Company A and B",
};

async fn pictures(page: &Page, width: u32, height: u32, name: &str) {
    page.driver()
        .set_window_rect(0, 0, width, height)
        .await
        .unwrap();
    for (tab, says) in [
        ("Overview", "The other side"),
        ("Sync rules", "Outgoing"),
        ("Activity", "initiated"),
    ] {
        page.act(Role::Link, tab).await;
        page.shows(says).await;
        let words = tab.to_lowercase().replace(' ', "-");
        page.picture(&format!("looks/{name}-{words}")).await;
        let wider = page
            .driver()
            .execute("return document.documentElement.scrollWidth - document.documentElement.clientWidth", vec![])
            .await
            .unwrap();
        assert!(
            wider.convert::<i64>().unwrap() <= 0,
            "{tab} at {name} scrolls sideways"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connections_page_in_the_dark_and_on_a_phone() {
    journey("looks", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::AzureDevOps, "dark")
            .await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Copy invitation code").await;
        page.press("Done").await;
        page.open_connection(NAMES.connection).await;
        pictures(&page, 1280, 1100, "dark").await;
        page.press("Edit").await;
        page.picture("looks/dark-edit").await;
        page.press("Cancel").await;
        page.act(Role::Link, "General Settings").await;
        page.shows("Reachability").await;
        page.picture("looks/dark-settings").await;

        page.open_console(&world.a, Place::Tab, "light").await;
        page.open_connection(NAMES.connection).await;
        // The narrowest window that the browser makes is wider than a phone; the frame is not.
        pictures(&page, 500, 900, "narrow").await;
        page.act(Role::Link, "General Settings").await;
        page.shows("Reachability").await;
        page.picture("looks/narrow-settings").await;
    })
    .await;
}
