//! A browser for one journey, and what is kept when the journey fails.

use super::page::Page;
use super::root;
use futures_util::FutureExt;
use std::io::{BufRead, BufReader};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::process::{Child, Command, Stdio};
use thirtyfour::prelude::*;

/// A WebDriver server, ended with the value.
struct Driver {
    child: Child,
    url: String,
}

impl Driver {
    fn start() -> Self {
        let program =
            std::env::var("CROSSLINK_CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut child = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("`{program}` can't be started ({error}); `cargo xtask test` installs it")
            });
        let lines = BufReader::new(child.stdout.take().expect("piped"))
            .lines()
            .map_while(Result::ok);
        // "ChromeDriver was started successfully on port 34567."
        let port = lines
            .filter_map(|line| {
                line.strip_suffix('.')?
                    .rsplit_once("on port ")?
                    .1
                    .parse::<u16>()
                    .ok()
            })
            .next()
            .expect("chromedriver says its port");
        Self {
            child,
            url: format!("http://127.0.0.1:{port}"),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What differs between the browsers of people.
#[derive(Clone, Copy)]
pub struct Browser {
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
            language: "en-GB",
            storage_blocked: false,
            wrong_types: false,
        }
    }
}

async fn open(driver: &Driver, kind: Browser) -> WebDriver {
    let mut wanted = DesiredCapabilities::chrome();
    let mut preferences = serde_json::json!({"intl.accept_languages": kind.language});
    if kind.storage_blocked {
        // What "Block all cookies" of the browser's settings does.
        preferences["profile.default_content_setting_values.cookies"] = 2.into();
    }
    wanted
        .add_experimental_option("prefs", preferences)
        .expect("an option");
    for argument in [
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
    ] {
        wanted.add_arg(argument).expect("an argument");
    }
    WebDriver::new(&driver.url, wanted)
        .await
        .expect("Chromium starts; `cargo xtask test` installs it")
}

/// Runs a journey in a browser of its own. When it fails, a picture and the browser's log are kept in
/// `screenshots/failed/`.
pub async fn journey<F: AsyncFnOnce(Page)>(name: &str, walk: F) {
    journey_in(Browser::default(), name, walk).await;
}

/// The same, in another browser than usual.
pub async fn journey_in<F: AsyncFnOnce(Page)>(kind: Browser, name: &str, walk: F) {
    let server = Driver::start();
    let browser = open(&server, kind).await;
    let whole = async {
        walk(Page::new(browser.clone())).await;
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
