//! A code can be other than good in many ways. Each is told at its field, and nothing changes on either side.

use crate::support::{Names, Place, Role, Settings, World, journey};

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

#[tokio::test(flavor = "multi_thread")]
async fn each_bad_code_gets_its_own_sentence_and_changes_nothing() {
    journey("codes", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        let at_a = page.driver().window().await.unwrap();
        let code = page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.press("Accept invitation").await;
        page.offer_code(&code).await;
        page.complains(
            Role::TextBox,
            "Invitation code",
            "Your own instance made this code.",
        )
        .await;

        page.open_console(&world.b, Place::Tab, "light").await;
        page.press("Accept invitation").await;
        let mut mangled = code.clone();
        let at = 50;
        mangled.replace_range(at..=at, if code[at..=at] == *"A" { "B" } else { "A" });
        for (wrong, sentence) in [
            (String::new(), "Paste the invitation code."),
            (
                "see you at lunch".to_owned(),
                "This isn't a Crosslink invitation code.",
            ),
            (mangled, "The code has a typing error."),
            (code[..90].to_owned(), "A part of the code is missing."),
            (
                code.replacen("xl1", "xl2", 1),
                "made by a newer version of Crosslink",
            ),
        ] {
            page.offer_code(&wrong).await;
            page.complains(Role::TextBox, "Invitation code", sentence)
                .await;
            assert_eq!(
                page.value("Invitation code").await,
                wrong,
                "what was typed stays"
            );
        }
        page.picture("codes/newer").await;

        page.offer_code(&code).await;
        page.shows("You are invited by").await;
        page.select_project("").await;
        page.press("Confirm").await;
        page.shows("Connection is active").await;
        page.press("Done").await;
        page.press("Accept invitation").await;
        page.offer_code(&code).await;
        page.complains(
            Role::TextBox,
            "Invitation code",
            "This invitation has been used already.",
        )
        .await;
        page.press("Close").await;
        page.press("Discard").await;
        page.row_with(&["Active"]).await;
        assert_eq!(page.rows().await.len(), 1);
        page.return_to(&at_a).await;
        assert_eq!(page.rows().await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_code_is_told_on_both_sides() {
    journey("expired", async |page| {
        let world = World::start(&Settings {
            invitation_lifetime: Some("2s"),
            ..Settings::default()
        })
        .await;
        page.open_console(&world.a, Place::Tab, "light").await;
        let code = page.initiate(&world.b.node, &NAMES).await;
        page.press("Done").await;
        page.row_with(&["A and B", "Expired"]).await;
        page.picture("codes/expired").await;
        page.open_console(&world.b, Place::Tab, "light").await;
        page.press("Accept invitation").await;
        page.offer_code(&code).await;
        page.complains(
            Role::TextBox,
            "Invitation code",
            "This invitation has expired.",
        )
        .await;
        page.press("Close").await;
        page.press("Discard").await;
        assert!(page.rows().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_for_another_instance_is_told() {
    journey("foreign", async |page| {
        let world = World::start(&Settings::default()).await;
        let other = World::start(&Settings::default()).await;
        page.open_console(&world.a, Place::Tab, "light").await;
        let code = page.initiate(&world.b.node, &NAMES).await;
        page.open_console(&other.b, Place::Tab, "light").await;
        page.press("Accept invitation").await;
        page.offer_code(&code).await;
        page.complains(
            Role::TextBox,
            "Invitation code",
            "made for another instance",
        )
        .await;
    })
    .await;
}
