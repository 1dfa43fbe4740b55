//! A page, and what a person does on it.

use super::element::{Role, all, described_by};
use super::engine::Engine;
use super::reading::unfit_for_people;
use super::states::look_at;
use super::{root, wait_for};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use thirtyfour::prelude::*;

/// A browser tab with the console in it.
#[derive(Clone)]
pub struct Page {
    driver: WebDriver,
    engine: Engine,
    /// Whether what is looked for is in the hub.
    in_hub: Arc<AtomicBool>,
}

impl Page {
    /// The tab that this browser shows.
    pub fn new(driver: WebDriver, engine: Engine) -> Self {
        Self {
            driver,
            engine,
            in_hub: Arc::default(),
        }
    }

    /// The browser, for what has no name here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Opens a new tab and puts it in front.
    pub async fn new_tab(&self) {
        // WebKit's driver can't put a tab in front, and what isn't in front is never drawn; all windows are.
        let opened = match self.engine {
            Engine::WebKit => self.driver.new_window().await,
            Engine::Chromium | Engine::Firefox => self.driver.new_tab().await,
        };
        let opened = opened.expect("a tab");
        self.return_to(&opened).await;
        if self.engine == Engine::WebKit {
            let size = self.driver.set_window_rect(0, 0, 1280, 900).await;
            size.expect("a size");
        }
    }

    /// Comes back to a tab.
    pub async fn return_to(&self, tab: &WindowHandle) {
        self.in_hub.store(false, Ordering::SeqCst);
        let in_front = self.driver.switch_to_window(tab.clone()).await;
        in_front.expect("the tab");
    }

    /// Whether a page may not open a tab by itself.
    pub fn opens_no_tabs(&self) -> bool {
        self.engine == Engine::WebKit
    }

    /// Goes to an address.
    pub async fn open(&self, url: &str) {
        self.in_hub.store(false, Ordering::SeqCst);
        self.driver.goto(url).await.expect("an address");
    }

    /// Goes to the settings page of Azure DevOps and into the frame of the hub.
    pub async fn open_hub(&self, url: &str) {
        self.open(url).await;
        self.enter_hub().await;
    }

    /// Goes out of the frame of the hub, to the page around it.
    pub async fn leave_hub(&self) {
        self.in_hub.store(false, Ordering::SeqCst);
        self.driver.enter_default_frame().await.expect("the page");
    }

    /// WebKit's driver loses the frame when the page around gets another hash, as it does whenever somebody goes to another page
    /// in the hub.
    async fn regain_hub(&self) {
        if self.engine != Engine::WebKit || !self.in_hub.load(Ordering::SeqCst) {
            return;
        }
        // What fails here is tried again by whoever waits.
        let is_hub = "return document.querySelector('meta[name=crosslink-node]') !== null";
        let there = self.driver.execute(is_hub, vec![]).await;
        let there = there.is_ok_and(|there| there.convert::<bool>().unwrap_or_default());
        if !there && self.driver.enter_default_frame().await.is_ok() {
            let frame = self.driver.find(By::Css("iframe[title=Crosslink]")).await;
            if let Ok(frame) = frame {
                let _ = frame.enter_frame().await;
            }
        }
    }

    /// Everything visible of this role whose name `fits`.
    pub async fn all(&self, role: Role, fits: impl Fn(&str) -> bool) -> Vec<WebElement> {
        self.regain_hub().await;
        all(&self.driver, role, fits).await
    }

    /// Goes into the frame of the hub, once the host shows it.
    pub async fn enter_hub(&self) {
        self.leave_hub().await;
        let frame = wait_for("the frame “Crosslink”", async || {
            let frames = self
                .driver
                .find_all(By::Css("iframe[title=Crosslink]"))
                .await
                .ok()?;
            let frame = frames.into_iter().next()?;
            frame.is_displayed().await.ok()?.then_some(frame)
        })
        .await;
        frame.enter_frame().await.expect("the frame");
        self.in_hub.store(true, Ordering::SeqCst);
    }

    /// The one thing of this role and name.
    pub async fn find(&self, role: Role, name: &str) -> WebElement {
        wait_for(&format!("{role:?} “{name}”"), async || {
            self.all(role, |found| found == name)
                .await
                .into_iter()
                .next()
        })
        .await
    }

    /// The same in the hub, whose frame may yet be loaded anew.
    pub async fn find_in_hub(&self, role: Role, name: &str) {
        wait_for(&format!("{role:?} “{name}” in the hub"), async || {
            self.enter_hub().await;
            self.has(role, name).await.then_some(())
        })
        .await;
    }

    /// The first thing of this role whose name begins so.
    pub async fn find_beginning(&self, role: Role, name: &str) -> WebElement {
        wait_for(&format!("{role:?} “{name}…”"), async || {
            self.all(role, |found| found.starts_with(name))
                .await
                .into_iter()
                .next()
        })
        .await
    }

    /// Whether there is something of this role and name now.
    pub async fn has(&self, role: Role, name: &str) -> bool {
        !self.all(role, |found| found == name).await.is_empty()
    }

    /// Waits until nothing of this role and name is there any more.
    pub async fn gone(&self, role: Role, name: &str) {
        wait_for(&format!("{role:?} “{name}” to go"), async || {
            (!self.has(role, name).await).then_some(())
        })
        .await;
    }

    /// Presses a button, when it can be pressed.
    pub async fn press(&self, name: &str) {
        self.act(Role::Button, name).await;
    }

    /// Clicks something of this role and name, when it can be clicked.
    pub async fn act(&self, role: Role, name: &str) {
        wait_for(&format!("{role:?} “{name}” to be ready"), async || {
            let found = self
                .all(role, |found| found == name)
                .await
                .into_iter()
                .next()?;
            let ready = found.attr("aria-disabled").await.ok()?.as_deref() != Some("true");
            (ready && found.is_enabled().await.ok()?).then_some(())?;
            found.click().await.ok()
        })
        .await;
    }

    /// Waits until a button can be pressed.
    pub async fn press_is_offered(&self, name: &str) {
        let button = self.find(Role::Button, name).await;
        assert!(button.is_enabled().await.expect("a button"), "{name}");
    }

    /// Types into an empty field, or replaces what is in it.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.find(Role::TextBox, name).await;
        field.send_keys(Key::Control + "a").await.expect("selects");
        field.send_keys(Key::Backspace).await.expect("empties");
        if !text.is_empty() {
            field.send_keys(text).await.expect("types");
        }
    }

    /// What a field holds.
    pub async fn value(&self, name: &str) -> String {
        let field = self.find(Role::TextBox, name).await;
        field.prop("value").await.ok().flatten().unwrap_or_default()
    }

    /// What a field of this role holds.
    pub async fn value_of(&self, role: Role, name: &str) -> String {
        let field = self.find(role, name).await;
        field.prop("value").await.ok().flatten().unwrap_or_default()
    }

    /// Presses Enter on a button, from where the focus is: Tab leads there.
    pub async fn press_key_on(&self, name: &str) {
        wait_for(&format!("Tab to lead to “{name}”"), async || {
            let focused = self.driver.active_element().await.ok()?;
            if self.focused().await == name {
                return focused.send_keys(Key::Enter).await.ok();
            }
            focused.send_keys(Key::Tab).await.ok()?;
            None
        })
        .await;
    }

    /// Waits until a field holds this.
    pub async fn holds(&self, name: &str, text: &str) {
        wait_for(&format!("“{name}” to hold “{text}”"), async || {
            (self.value(name).await == text).then_some(())
        })
        .await;
    }

    /// Waits until a field's error says this; it must be tied to the field, for those who can't see where it stands.
    pub async fn complains(&self, role: Role, name: &str, sentence: &str) {
        let mut told = String::new();
        wait_for(&format!("“{sentence}” at “{name}”"), async || {
            let field = self
                .all(role, |found| found == name)
                .await
                .into_iter()
                .next()?;
            told = described_by(&field).await;
            let invalid = field.attr("aria-invalid").await.ok()?.as_deref() == Some("true");
            (invalid && told.contains(sentence)).then_some(())
        })
        .await;
    }

    /// The text that is to be seen.
    pub async fn text(&self) -> String {
        self.regain_hub().await;
        match self.driver.find(By::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits until this text is to be seen.
    pub async fn shows(&self, text: &str) {
        wait_for(&format!("the text “{text}”"), async || {
            self.text().await.contains(text).then_some(())
        })
        .await;
    }

    /// Presses a button of the dialog with this title: another one may have the same name on the page below it.
    pub async fn confirm(&self, title: &str, name: &str) {
        wait_for(&format!("“{name}” in “{title}”"), async || {
            let dialog = self
                .all(Role::Dialog, |found| found == title)
                .await
                .into_iter()
                .next_back()?;
            for button in dialog.find_all(By::Css("button")).await.ok()? {
                if super::element::name(&button).await.as_deref() == Some(name) {
                    return button.click().await.ok();
                }
            }
            None
        })
        .await;
    }

    /// Waits until this text is no longer to be seen.
    pub async fn gone_text(&self, text: &str) {
        wait_for(&format!("the text “{text}” to go"), async || {
            (!self.text().await.contains(text)).then_some(())
        })
        .await;
    }

    /// The texts of the table's rows, each with its cells in lines.
    pub async fn rows(&self) -> Vec<String> {
        let mut texts = Vec::new();
        self.regain_hub().await;
        for row in self
            .driver
            .find_all(By::Css("table tbody tr"))
            .await
            .unwrap_or_default()
        {
            texts.extend(row.text().await);
        }
        texts
    }

    /// Waits until a row has all these texts.
    pub async fn row_with(&self, texts: &[&str]) -> String {
        wait_for(&format!("a row with {texts:?}"), async || {
            self.rows()
                .await
                .into_iter()
                .find(|row| texts.iter().all(|text| row.contains(text)))
        })
        .await
    }

    /// The name of what has the focus.
    pub async fn focused(&self) -> String {
        self.regain_hub().await;
        match self.driver.active_element().await {
            Ok(element) => super::element::name(&element).await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits until something of this name has the focus.
    pub async fn focus_on(&self, name: &str) {
        wait_for(&format!("the focus on “{name}”"), async || {
            (self.focused().await == name).then_some(())
        })
        .await;
    }

    /// Keeps a picture of the whole window, as `screenshots/{name}.png`, for people to look at; and looks itself, for what
    /// no person should have to read, and as people do who see, read or use the page in other ways.
    pub async fn picture(&self, name: &str) {
        let text = self.text().await;
        let found = unfit_for_people(&text);
        assert!(
            found.is_empty(),
            "at {name}, people read {found:?} in:\n{text}"
        );
        let folder = match self.engine {
            Engine::Chromium => "screenshots".to_owned(),
            other => format!("screenshots/{}", other.name()),
        };
        let file = root().join(format!("{folder}/{name}.png"));
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).expect("a folder for pictures");
        }
        self.driver.screenshot(&file).await.expect("a picture");
        if self.engine == Engine::Chromium {
            look_at(&self.driver, name).await;
        }
    }
}
