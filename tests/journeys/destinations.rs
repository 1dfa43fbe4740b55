//! A destination that is of no use is told why, at the field, soon; and what was typed stays.

use crate::support::{Place, Role, Settings, World, journey};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

#[tokio::test(flavor = "multi_thread")]
async fn each_useless_destination_gets_its_own_sentence_in_time() {
    journey("destinations", async |page| {
        let world = World::start(&Settings::default()).await;
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let silent_url = format!("http://{}", silent.local_addr().unwrap());
        let closed = TcpListener::bind("127.0.0.1:0")
            .await
            .unwrap()
            .local_addr()
            .unwrap();
        page.open_console(&world.a, Place::AzureDevOps, "light")
            .await;
        page.press("Initiate connection").await;
        for (url, sentence) in [
            ("hello", "This doesn't look like a URL."),
            (
                "https://no-such-host.invalid",
                "No host with this name was found.",
            ),
            (&format!("http://{closed}"), "the connection was refused"),
            (&silent_url, "didn't answer in time"),
            (&world.azure, "There is no Crosslink node at this address."),
            ("http://8.8.8.8", "This URL isn't secure."),
            ("https://10.1.2.3", "This address is in a private network"),
            (&world.a.node, "This is your own instance."),
            (
                "https://dev.azure.com/contoso/Project/_boards",
                "This is an Azure DevOps organisation",
            ),
        ] {
            page.fill("Destination instance URL", url).await;
            let asked = Instant::now();
            page.press("Next").await;
            page.complains(Role::TextBox, "Destination instance URL", sentence)
                .await;
            assert!(
                asked.elapsed() < Duration::from_secs(10),
                "{url} took {:?}",
                asked.elapsed()
            );
            assert_eq!(
                page.value("Destination instance URL").await,
                url,
                "what was typed stays"
            );
        }
        page.picture("destinations/organisation").await;
        page.enter_destination(&format!(" see {}/connections ", world.b.node))
            .await;
        page.press("Next").await;
        page.shows("Connection information").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_url_goes_on_without() {
    journey("no-url", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        page.begin_without_url("Script").await;
        page.picture("destinations/no-url").await;
        page.press("Next").await;
        page.shows("Connection information").await;
    })
    .await;
}
