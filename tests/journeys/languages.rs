//! Other languages than English: chosen by the browser, by Azure DevOps or by hand, and texts that are longer.

use crate::support::{
    Browser, Names, Page, Proxy, Role, Settings, World, journey, journey_in, root, wait_for,
};
use crosslink::text::catalogue;
use std::collections::HashMap;
use thirtyfour::prelude::*;

const NAMES: Names<'_> = Names {
    local: "A",
    remote: "B",
    connection: "A and B",
};

/// The texts of a language, by name.
fn texts(language: &str) -> HashMap<String, String> {
    let path = root().join(format!("languages/{language}.txt"));
    let file = std::fs::read_to_string(&path).expect("a language");
    crosslink::text::lines(&file)
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}

fn reads(language: &'static str) -> Browser {
    Browser {
        language,
        ..Browser::default()
    }
}

/// Which languages the page has loaded.
async fn loaded(driver: &WebDriver) -> Vec<String> {
    let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)
        .filter((name) => name.includes('vendor/languages/')).map((name) => name.split('/').pop())";
    let found = driver.execute(script, vec![]).await.expect("runs");
    found.convert().expect("names")
}

/// Chooses a language.
async fn choose(page: &Page, label: &str, language: &str, button: &str) {
    let list = page.find(Role::ComboBox, label).await;
    let option = By::XPath(format!("option[.='{language}']"));
    list.find(option)
        .await
        .expect("an option")
        .click()
        .await
        .expect("chooses");
    page.press(button).await;
}

async fn page_language(driver: &WebDriver) -> String {
    let root = driver.find(By::Css("html")).await.expect("a page");
    root.attr("lang").await.ok().flatten().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_english_loads_no_language() {
    journey("language-english", async |page| {
        let world = World::start(&Settings::default()).await;
        page.open(&world.a.link).await;
        page.find(Role::Button, "Initiate connection").await;
        assert!(loaded(page.driver()).await.is_empty());
        assert_eq!(page_language(page.driver()).await, "en-GB");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browsers_language_is_spoken_in_each_part_of_the_console() {
    for language in ["de", "fr", "es", "ja"] {
        journey_in(
            reads(language),
            &format!("language-{language}"),
            async |page| {
                let texts = texts(language);
                let text = |name: &str| texts.get(name).map(String::as_str).unwrap_or_default();
                let world = World::start(&Settings::default()).await;
                page.open(&world.a.link).await;
                page.press(text("initiate_connection")).await;
                page.find(Role::TextBox, text("destination_url")).await;
                page.press(text("next")).await;
                page.complains(
                    Role::TextBox,
                    text("destination_url"),
                    text("error_url_required"),
                )
                .await;
                page.picture(&format!("languages/{language}-dialog")).await;
                page.press(text("close")).await;
                page.act(Role::Link, text("general_settings")).await;
                page.shows(text("reachability")).await;
                page.picture(&format!("languages/{language}-settings"))
                    .await;
                assert_eq!(loaded(page.driver()).await, [format!("{language}.js")]);
                assert_eq!(page_language(page.driver()).await, language);
            },
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_of_azure_devops_comes_before_the_browsers() {
    journey("language-host", async |page| {
        let texts = texts("de");
        let world = World::start(&Settings::default()).await;
        page.open_hub(&format!("{}?culture=de-DE", world.a.hub))
            .await;
        page.find(Role::Button, &texts["initiate_connection"]).await;
        assert_eq!(page_language(page.driver()).await, "de-DE");
        page.picture("languages/host").await;
    })
    .await;
}

in_each_engine!(a_language_is_chosen_in_the_settings_and_kept);

async fn a_language_is_chosen_in_the_settings_and_kept(page: Page) {
    let japanese = texts("ja");
    let world = World::start(&Settings::default()).await;
    page.open(&world.a.link).await;
    page.act(Role::Link, "General Settings").await;
    choose(&page, "Language", "日本語", "Use this language").await;
    page.find(Role::Heading, &japanese["general_settings"])
        .await;
    // The page was put there anew, and the keyboard is where it was.
    let title = &japanese["language_title"];
    wait_for("the focus to come back", async || {
        (page.focused().await == *title).then_some(())
    })
    .await;
    page.picture("languages/chosen").await;
    page.driver().refresh().await.unwrap();
    page.find(Role::Heading, &japanese["general_settings"])
        .await;
    // Those who read another one by now find their way back.
    choose(&page, title, "English", &japanese["language_use"]).await;
    page.find(Role::Heading, "General Settings").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_does_not_come_leaves_the_page_as_it_was() {
    journey("language-missing", async |page| {
        let world = World::start(&Settings::default()).await;
        let proxy = Proxy::before(&world.a.node).await;
        proxy.hide("languages/fr.js");
        let link = world.a.link.replace(&world.a.node, &proxy.url);
        page.open(&link).await;
        page.act(Role::Link, "General Settings").await;
        choose(&page, "Language", "Français", "Use this language").await;
        page.shows("This language couldn't be loaded").await;
        page.driver().refresh().await.unwrap();
        page.find(Role::Heading, "General Settings").await;
    })
    .await;
}

/// A text that is longer by 40 %, for those who make layouts: what is quoted and filled in stays.
fn longer(text: &str) -> String {
    let forms = text.split(" | ").map(|form| {
        let more = form.chars().count() * 2 / 5 + 1;
        format!("{form} {}", "wxyz ".repeat(more.div_ceil(5)).trim_end())
    });
    forms.collect::<Vec<_>>().join(" | ")
}

#[tokio::test(flavor = "multi_thread")]
async fn longer_texts_fit() {
    journey_in(reads("de"), "language-longer", async |page| {
        let world = World::start(&Settings::default()).await;
        let proxy = Proxy::before(&world.a.node).await;
        let texts = catalogue().into_iter();
        let texts = texts.map(|(name, text)| (name, longer(text).into()));
        let texts = serde_json::Value::Object(texts.collect());
        let script = format!("export default {texts};");
        proxy.replace("languages/de.js", script);
        page.open(&world.a.link.replace(&world.a.node, &proxy.url))
            .await;
        page.find(Role::Button, &longer("Initiate connection"))
            .await;
        fits(page.driver(), "the empty list").await;
        page.press(&longer("Initiate connection")).await;
        page.fill(&longer("Destination instance URL"), &world.b.node)
            .await;
        page.press(&longer("Next")).await;
        page.shows(&longer("Choose the configuration type")).await;
        page.choose("Script").await;
        fits(page.driver(), "step 1").await;
        page.picture("languages/longer-types").await;
        page.press(&longer("Next")).await;
        page.fill(&longer("Local instance short name"), NAMES.local)
            .await;
        page.fill(&longer("Remote instance short name"), NAMES.remote)
            .await;
        page.fill(&longer("Connection name"), NAMES.connection)
            .await;
        fits(page.driver(), "step 2").await;
        page.press(&longer("Next")).await;
        page.select_in(&longer("Select Project"), "Pay").await;
        fits(page.driver(), "step 3").await;
        page.picture("languages/longer-project").await;
        page.press(&longer("Initiate")).await;
        page.find(Role::Button, &longer("Copy invitation code"))
            .await;
        fits(page.driver(), "step 4").await;
        page.press(&longer("Done")).await;
        page.find(Role::Link, NAMES.connection).await;
        fits(page.driver(), "the list").await;
        page.picture("languages/longer-list").await;
        page.act(Role::Link, NAMES.connection).await;
        page.find(Role::Heading, NAMES.connection).await;
        fits(page.driver(), "the connection's page").await;
        page.picture("languages/longer-connection").await;
        page.act(Role::Link, &longer("General Settings")).await;
        page.shows(&longer("Reachability")).await;
        fits(page.driver(), "General Settings").await;
    })
    .await;
}

/// Nothing is wider than the page, and no button, tab or heading shows only a part of its text.
async fn fits(driver: &WebDriver, place: &str) {
    let script = r#"
        const seen = document.querySelector("dialog[open]") ?? document.body;
        const cut = [...seen.querySelectorAll("button, a, h1, h2, label, legend, th, p, dt, [role=tab]")]
          .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden"))
          .filter((element) => element.clientWidth > 2 && element.scrollWidth > element.clientWidth + 1)
          .map((element) => element.textContent);
        const root = document.documentElement;
        if (root.scrollWidth > root.clientWidth) cut.push("the page");
        return cut;"#;
    let found = driver.execute(script, vec![]).await.expect("runs");
    let cut: Vec<String> = found.convert().expect("texts");
    assert!(cut.is_empty(), "{place}: too long is {cut:#?}");
}
