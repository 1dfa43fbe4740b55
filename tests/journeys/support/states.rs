//! How a state of the console looks to different people: light and dark, wide and narrow, with more contrast, with the colours
//! of the device, with larger text. Each is pictured, and held against the rules of accessibility (WCAG 2.2 AA, as far as
//! axe-core can tell), and against what is too wide for its place.

use super::chromium::devtools;
use super::root;
use serde_json::{Value, json};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::sync::LazyLock;
use thirtyfour::prelude::*;

const MEASURE: &str = include_str!("measure.js");

/// axe-core (<https://github.com/dequelabs/axe-core>), which knows the rules.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let file = root().join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file).expect("axe-core; `cargo xtask test` installs it")
});

/// How somebody looks at the page.
#[derive(Clone, Copy)]
struct Look {
    name: &'static str,
    narrow: bool,
    dark: bool,
    contrast: bool,
    forced: bool,
    rules: Rules,
    pictured: bool,
}

/// What axe looks for. Most rules ask for roles and names, which no theme changes.
#[derive(Clone, Copy)]
enum Rules {
    All,
    /// The device's colours are nobody's fault.
    AllButColours,
    Colours,
    None,
}

const PLAIN: Look = Look {
    name: "light",
    narrow: false,
    dark: false,
    contrast: false,
    forced: false,
    rules: Rules::All,
    pictured: false,
};

const LOOKS: [Look; 6] = [
    Look {
        name: "dark",
        dark: true,
        rules: Rules::Colours,
        pictured: true,
        ..PLAIN
    },
    Look {
        name: "contrast",
        contrast: true,
        rules: Rules::Colours,
        ..PLAIN
    },
    Look {
        name: "dark-contrast",
        dark: true,
        contrast: true,
        rules: Rules::Colours,
        ..PLAIN
    },
    Look {
        name: "forced-colours",
        forced: true,
        rules: Rules::AllButColours,
        pictured: true,
        ..PLAIN
    },
    Look {
        name: "narrow",
        narrow: true,
        pictured: true,
        ..PLAIN
    },
    Look {
        name: "narrow-dark",
        narrow: true,
        dark: true,
        rules: Rules::None,
        pictured: true,
        ..PLAIN
    },
];

/// The width of a small phone, and of a page at 400 % (WCAG 2.2, 1.4.10), in px.
const NARROW: u32 = 320;

/// Looks at the present state of the page in every way, keeps pictures, and says what is wrong.
pub async fn look_at(driver: &WebDriver, name: &str) {
    // The page around it is not ours.
    let ours = "return document.querySelector('meta[name=crosslink-node]') !== null";
    let ours = driver.execute(ours, vec![]).await.expect("runs");
    if !ours.convert::<bool>().unwrap_or_default() {
        return;
    }
    put_on(driver, PLAIN).await;
    let mut wrong = inspect(driver, name, PLAIN).await;
    wrong.extend(larger_text(driver).await);
    let script = "return document.documentElement.hasAttribute('data-theme')";
    let themed_by_host = driver
        .execute(script, vec![])
        .await
        .expect("runs")
        .convert::<bool>();
    let themed_by_host = themed_by_host.unwrap_or_default();
    for look in LOOKS {
        // There, other journeys have the other themes.
        if themed_by_host && (look.dark || look.contrast) {
            continue;
        }
        put_on(driver, look).await;
        wrong.extend(inspect(driver, name, look).await);
        if look.pictured {
            let file = root().join(format!("screenshots/{name}.{}.png", look.name));
            driver.screenshot(&file).await.expect("a picture");
        }
    }
    put_on(driver, PLAIN).await;
    devtools(
        driver,
        "Emulation.setEmulatedMedia",
        json!({"features": []}),
    )
    .await;
    assert!(wrong.is_empty(), "at {name}: {wrong:#?}");
}

async fn put_on(driver: &WebDriver, look: Look) {
    let scheme = if look.dark { "dark" } else { "light" };
    let contrast = if look.contrast {
        "more"
    } else {
        "no-preference"
    };
    let forced = if look.forced { "active" } else { "none" };
    let features = json!([
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-contrast", "value": contrast},
        {"name": "forced-colors", "value": forced},
        // What is on its way somewhere has neither its place nor its colour yet.
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]);
    devtools(
        driver,
        "Emulation.setEmulatedMedia",
        json!({"features": features}),
    )
    .await;
    if look.narrow {
        let size = json!({"width": NARROW, "height": 800, "deviceScaleFactor": 1, "mobile": false});
        devtools(driver, "Emulation.setDeviceMetricsOverride", size).await;
    } else {
        devtools(driver, "Emulation.clearDeviceMetricsOverride", json!({})).await;
    }
}

/// Twice as large a text, as a reader's browser makes it (WCAG 2.2, 1.4.4).
async fn larger_text(driver: &WebDriver) -> Vec<String> {
    let size = async |size: &str| {
        let script = format!("document.documentElement.style.fontSize = '{size}'");
        driver.execute(script, vec![]).await.expect("runs");
    };
    size("175%").await;
    let wrong = measure(driver).await;
    size("").await;
    wrong
        .into_iter()
        .map(|wrong| format!("with text of 200 %: {wrong}"))
        .collect()
}

async fn measure(driver: &WebDriver) -> Vec<String> {
    let found = driver.execute(MEASURE, vec![]).await.expect("runs");
    found.convert().expect("sentences")
}

async fn inspect(driver: &WebDriver, name: &str, look: Look) -> Vec<String> {
    let mut wrong = measure(driver).await;
    let violations = violations(driver, look.rules).await;
    if !matches!(look.rules, Rules::None) {
        note(&format!("{} {name} {}", violations.len(), look.name));
    }
    wrong.extend(violations);
    wrong
        .into_iter()
        .map(|wrong| format!("{}: {wrong}", look.name))
        .collect()
}

/// What axe finds, one line a place.
async fn violations(driver: &WebDriver, rules: Rules) -> Vec<String> {
    let tags =
        json!({"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]});
    let options = match rules {
        Rules::All => json!({"runOnly": tags, "rules": {"target-size": {"enabled": true}}}),
        Rules::AllButColours => {
            json!({"runOnly": tags, "rules": {"color-contrast": {"enabled": false}}})
        }
        Rules::Colours => json!({"runOnly": ["color-contrast"]}),
        Rules::None => return Vec::new(),
    };
    let there = driver
        .execute("return typeof axe === 'object'", vec![])
        .await
        .expect("runs");
    if !there.convert::<bool>().unwrap_or_default() {
        driver
            .execute(AXE.as_str(), vec![])
            .await
            .expect("axe-core");
    }
    let script = "const [options, done] = arguments;
        axe.run(document, {...options, resultTypes: ['violations']}).then(
          ({violations}) => done(violations.flatMap(({id, help, nodes}) => nodes.map(
            ({target, html, failureSummary}) => `${id} (${help}) at ${target}: ${html.slice(0, 200)}: ${failureSummary}`))),
          (error) => done([String(error)]))";
    let found = driver
        .execute_async(script, vec![options])
        .await
        .expect("axe-core");
    let found: Value = found.json().clone();
    let lines = found.as_array().into_iter().flatten();
    lines
        .map(|line| line.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// A line of the list of states; `cargo xtask test` counts them.
fn note(line: &str) {
    let list: PathBuf = root().join("screenshots/states.txt");
    let file = OpenOptions::new().create(true).append(true).open(list);
    writeln!(file.expect("the list of states"), "{line}").expect("a line");
}
