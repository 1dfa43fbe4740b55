//! A browser for one journey, and what is kept when the journey fails.

use super::engine::{Driver, Engine};
use super::page::Page;
use super::root;
use futures_util::FutureExt;
use serde_json::json;
use std::panic::{AssertUnwindSafe, resume_unwind};
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;

/// What differs between the browsers of people.
#[derive(Clone, Copy)]
pub struct Browser {
    /// What draws it.
    pub engine: Engine,
    /// What its reader reads (BCP 47).
    pub language: &'static str,
    /// Pages get no storage: every use of it throws.
    pub storage_blocked: bool,
    /// The console may say that a file has the wrong type: the journey has it so.
    pub wrong_types: bool,
}

impl Default for Browser {
    fn default() -> Self {
        Self {
            engine: Engine::Chromium,
            language: "en-GB",
            storage_blocked: false,
            wrong_types: false,
        }
    }
}

/// Where Debian has WebKit's smallest browser.
const MINI_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

fn wanted(kind: Browser) -> Capabilities {
    let options = match kind.engine {
        Engine::Chromium => {
            let mut preferences = json!({"intl.accept_languages": kind.language});
            if kind.storage_blocked {
                // What "Block all cookies" of the browser's settings does.
                preferences["profile.default_content_setting_values.cookies"] = 2.into();
            }
            let arguments = [
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--window-size=1280,900",
                "--lang=en-GB",
            ];
            json!({"browserName": "chrome", "goog:chromeOptions": {"args": arguments, "prefs": preferences}})
        }
        Engine::Firefox => {
            let arguments = ["-headless", "--width=1280", "--height=900"];
            let preferences = json!({"intl.accept_languages": kind.language});
            json!({"browserName": "firefox", "moz:firefoxOptions": {"args": arguments, "prefs": preferences}})
        }
        // It takes its language from the system, where it is none that the console has: English.
        Engine::WebKit => {
            let program = std::env::var("CROSSLINK_MINIBROWSER");
            let program = program.unwrap_or_else(|_| MINI_BROWSER.to_owned());
            json!({"webkitgtk:browserOptions": {"binary": program, "args": ["--automation"]}})
        }
    };
    let mut capabilities = Capabilities::new();
    for (name, value) in options.as_object().into_iter().flatten() {
        capabilities.set(name.as_str(), value).expect("JSON");
    }
    capabilities
}

async fn open(driver: &Driver, kind: Browser) -> WebDriver {
    let browser = WebDriver::new(&driver.url, wanted(kind)).await;
    let browser = browser.expect("a browser starts; `cargo xtask test` installs it");
    if kind.engine == Engine::WebKit {
        let size = browser.set_window_rect(0, 0, 1280, 900).await;
        size.expect("a size");
    }
    browser
}

/// Runs a journey in a browser of its own. When it fails, a picture and the browser's log are kept in
/// `screenshots/failed/`.
pub async fn journey<F: AsyncFnOnce(Page)>(name: &str, walk: F) {
    journey_in(Browser::default(), name, walk).await;
}

/// A journey as a test of its own in each engine: `in_each_engine!(name)` needs a function `name` that takes the page.
macro_rules! in_each_engine {
    ($journey:ident) => {
        mod $journey {
            use crate::support::{Engine, journey_of};

            #[tokio::test(flavor = "multi_thread")]
            async fn chromium() {
                journey_of(Engine::Chromium, stringify!($journey), super::$journey).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn firefox() {
                journey_of(Engine::Firefox, stringify!($journey), super::$journey).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn webkit() {
                journey_of(Engine::WebKit, stringify!($journey), super::$journey).await;
            }
        }
    };
}

/// The same, in one engine of several.
pub async fn journey_of<F: AsyncFnOnce(Page)>(engine: Engine, name: &str, walk: F) {
    let kind = Browser {
        engine,
        ..Browser::default()
    };
    journey_in(kind, &format!("{name}-{}", engine.name()), walk).await;
}

/// The same, in another browser than usual.
pub async fn journey_in<F: AsyncFnOnce(Page)>(kind: Browser, name: &str, walk: F) {
    let server = Driver::start(kind.engine);
    let browser = open(&server, kind).await;
    let whole = async {
        walk(Page::new(browser.clone(), kind.engine)).await;
        nothing_was_blocked(&browser, kind).await;
    };
    let walked = AssertUnwindSafe(whole).catch_unwind().await;
    if walked.is_err() {
        keep(&browser, name).await;
    }
    let _ = browser.quit().await;
    drop(server);
    if let Err(reason) = walked {
        resume_unwind(reason);
    }
}

/// A page whose styles or scripts were blocked can work all the same, and look terrible.
async fn nothing_was_blocked(browser: &WebDriver, kind: Browser) {
    // Only Chromium tells.
    if kind.engine != Engine::Chromium {
        return;
    }
    let log = browser.browser_log().await.unwrap_or_default();
    let blocked = ["integrity", "Content Security Policy", "MIME type"];
    let told: Vec<_> = log
        .iter()
        .map(|entry| &entry.message)
        .filter(|told| blocked.iter().any(|words| told.contains(words)))
        .filter(|told| !(kind.wrong_types && told.contains("MIME type")))
        .collect();
    assert!(told.is_empty(), "the browser blocked something: {told:#?}");
}

async fn keep(browser: &WebDriver, name: &str) {
    let folder = root().join("screenshots/failed");
    let _ = std::fs::create_dir_all(&folder);
    let _ = browser.enter_default_frame().await;
    let _ = browser
        .screenshot(&folder.join(format!("{name}.png")))
        .await;
    let log = browser
        .browser_log()
        .await
        .map(|log| format!("{log:#?}"))
        .unwrap_or_default();
    let _ = std::fs::write(folder.join(format!("{name}.log")), &log);
    eprintln!("the browser's log: {log}\na picture is in screenshots/failed/{name}.png");
}
