//! What people do in several journeys, as verbs.

use super::element::Role;
use super::page::Page;
use super::wait_for;
use super::world::{Company, World};
use thirtyfour::prelude::*;

/// Where the console is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the organisation settings of Azure DevOps.
    AzureDevOps,
    /// In a tab of its own, signed in by a one-time link.
    Tab,
}

/// The names of step 2.
pub struct Names<'a> {
    /// Local instance short name.
    pub local: &'a str,
    /// Remote instance short name.
    pub remote: &'a str,
    /// Connection name.
    pub connection: &'a str,
}

impl Page {
    /// Opens a company's console in a new browser tab, and leaves that tab in front.
    pub async fn open_console(&self, company: &Company, place: Place, theme: &str) {
        self.new_tab().await;
        match place {
            Place::AzureDevOps => {
                // As an administrator comes there: the settings, then Crosslink, then its first tab.
                self.open(&format!("{}?theme={theme}", company.settings))
                    .await;
                self.act(Role::Link, "Crosslink").await;
                self.enter_hub().await;
                self.act(Role::Link, "Connections").await;
            }
            Place::Tab => self.open(&company.link).await,
        }
        self.find(Role::Button, "Initiate connection").await;
    }

    /// Step 1: the destination, and Script mode.
    pub async fn enter_destination(&self, url: &str) {
        self.fill("Destination instance URL", url).await;
        self.press("Next").await;
        self.choose_mode("Script").await;
    }

    /// Begins to initiate a connection to a destination without URL, up to the configuration type.
    pub async fn begin_without_url(&self, mode: &str) {
        self.press("Initiate connection").await;
        self.act(Role::Switch, "I don't have a URL").await;
        self.choose_mode(mode).await;
    }

    /// Chooses a configuration type, once they are offered.
    pub async fn choose_mode(&self, mode: &str) {
        self.shows("Choose the configuration type").await;
        self.choose(mode).await;
    }

    /// Chooses one of several whose name begins so.
    pub async fn choose(&self, name: &str) {
        wait_for(&format!("“{name}” to be chosen"), async || {
            let card = self.find_beginning(Role::Radio, name).await;
            if card.is_selected().await.ok()? {
                return Some(());
            }
            let _ = card.click().await;
            None
        })
        .await;
    }

    /// The tabs of the browser.
    pub async fn tabs(&self) -> Vec<WindowHandle> {
        self.driver().windows().await.expect("windows")
    }

    /// Goes to the tab that was opened since these were there, and into the hub that is in it.
    pub async fn follow_to_the_new_tab(&self, known: &[WindowHandle]) {
        let mut pressed = false;
        let opened = wait_for("a new tab", async || {
            let mut tabs = self.tabs().await.into_iter();
            let opened = tabs.find(|tab| !known.contains(tab));
            // Where the browser opens none by itself, the link is there.
            if opened.is_none() && !pressed && self.opens_no_tabs() {
                let leads_there = |name: &str| {
                    name.starts_with("Continue on the") || name.starts_with("Open the request")
                };
                let links = self.all(Role::Link, leads_there).await;
                pressed = links.first()?.click().await.is_ok();
            }
            opened
        })
        .await;
        self.return_to(&opened).await;
        self.enter_hub().await;
    }

    /// Initiates in Script mode to `destination` and accepts at `b`, both in plain tabs. Ends in the tab of `b`; that of the
    /// source is returned.
    pub async fn connect(&self, world: &World, names: &Names<'_>) -> (WindowHandle, WindowHandle) {
        self.open_console(&world.a, Place::Tab, "light").await;
        let at_a = self.driver().window().await.expect("a tab");
        let code = self.initiate(&world.b.node, names).await;
        self.press("Done").await;
        self.open_console(&world.b, Place::Tab, "light").await;
        let at_b = self.driver().window().await.expect("a tab");
        self.press("Accept invitation").await;
        self.offer_code(&code).await;
        self.shows("You are invited by").await;
        self.fill("Connection name", names.connection).await;
        self.select_project("").await;
        self.press("Confirm").await;
        self.shows("Connection is active").await;
        self.press("Done").await;
        (at_a, at_b)
    }

    /// Opens the page of the connection of this name, from the list.
    pub async fn open_connection(&self, name: &str) {
        self.act(Role::Link, name).await;
        self.find(Role::Heading, name).await;
    }

    /// Step 2: the names.
    pub async fn enter_names(&self, names: &Names<'_>) {
        self.fill("Local instance short name", names.local).await;
        self.fill("Remote instance short name", names.remote).await;
        self.fill("Connection name", names.connection).await;
    }

    /// Step 3: searches a project and selects the first that is found. Returns its name.
    pub async fn select_project(&self, search: &str) -> String {
        self.select_in("Select Project", search).await
    }

    /// Searches in a list to choose from, and selects the first that is found. Returns its name.
    pub async fn select_in(&self, list: &str, search: &str) -> String {
        self.select_nth(list, 0, search).await
    }

    /// The same where several lists have one name, as each side's has.
    pub async fn select_nth(&self, list: &str, nth: usize, search: &str) -> String {
        let field = wait_for(&format!("list {nth} “{list}”"), async || {
            self.all(Role::ComboBox, |found| found == list)
                .await
                .into_iter()
                .nth(nth)
        })
        .await;
        // As a person does who can't see all of it.
        field.scroll_into_view().await.expect("is seen");
        wait_for("a press on the list", async || field.click().await.ok()).await;
        if !search.is_empty() {
            field.send_keys(search).await.expect("types");
        }
        let option = wait_for(&format!("an option of “{list}”"), async || {
            let found = self.all(Role::Option, |name| name.starts_with(search));
            if let Some(option) = found.await.into_iter().next() {
                return Some(option);
            }
            // A press may have come before the list was there to take it; who sees none presses again.
            if field.attr("aria-expanded").await.ok()?.as_deref() != Some("true") {
                field.click().await.ok()?;
            }
            None
        })
        .await;
        let name = super::element::name(&option).await.unwrap_or_default();
        option.click().await.expect("selects");
        name
    }

    /// Walks through all steps up to the invitation. Returns the code.
    pub async fn initiate(&self, destination: &str, names: &Names<'_>) -> String {
        self.press("Initiate connection").await;
        self.enter_destination(destination).await;
        self.press("Next").await;
        self.enter_names(names).await;
        self.press("Next").await;
        self.select_project("Pay").await;
        self.press("Initiate").await;
        self.invitation_code().await
    }

    /// The code of step 4.
    pub async fn invitation_code(&self) -> String {
        wait_for("an invitation code", async || {
            let code = self.value("Use the following invitation code:").await;
            code.starts_with("xl1_").then_some(code)
        })
        .await
    }

    /// Pastes a code into the dialog that accepts invitations, and asks for the next step.
    pub async fn offer_code(&self, code: &str) {
        self.fill("Invitation code", code).await;
        self.press("Next").await;
    }

    /// Accepts an invitation, up to the message that says so.
    pub async fn accept(&self, code: &str) {
        self.press("Accept invitation").await;
        self.offer_code(code).await;
        self.shows("You are invited by").await;
        self.select_project("").await;
        self.press("Confirm").await;
        self.shows("Connection is active").await;
        self.press("Done").await;
    }
}
