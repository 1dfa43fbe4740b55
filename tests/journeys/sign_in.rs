//! Signing in where no Azure DevOps is around the page: a browser tab of its own.

use crate::support::{Names, Page, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};
const TOKEN: &str = "Personal access token";

in_each_engine!(a_personal_access_token_signs_in_and_leads_on_to_where_one_was_going);

async fn a_personal_access_token_signs_in_and_leads_on_to_where_one_was_going(page: Page) {
    let world = World::start(&Settings::default()).await;
    page.open(&format!("{}/settings", world.a.node)).await;
    page.picture("sign-in/01-tab").await;
    page.fill(TOKEN, "not-a-token").await;
    page.press("Sign in").await;
    page.complains(Role::TextBox, TOKEN, "token").await;
    page.focus_on(TOKEN).await;
    page.picture("sign-in/02-refused").await;
    // That of another organisation is none here.
    page.fill(TOKEN, &world.b.token).await;
    page.press("Sign in").await;
    page.complains(Role::TextBox, TOKEN, "token").await;
    page.fill(TOKEN, &format!("  {} ", world.a.token)).await;
    page.press("Sign in").await;
    page.holds("Crosslink URL", &world.a.node).await;
    page.shows("Administrator").await;
    page.picture("sign-in/03-settings").await;

    page.press("Sign out").await;
    page.find(Role::TextBox, TOKEN).await;
    page.driver().refresh().await.unwrap();
    page.find(Role::TextBox, TOKEN).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_in_a_tab_leads_to_the_sign_in_and_back() {
    journey("sign-in-ended", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open(&world.a.link).await;
        page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.open_connection(NAMES.connection).await;
        world.a.end_sessions();
        page.shows("session has ended").await;
        page.picture("sign-in/04-ended").await;
        page.fill(TOKEN, &world.a.token).await;
        page.press("Sign in").await;
        page.find(Role::Heading, NAMES.connection).await;
    })
    .await;
}
