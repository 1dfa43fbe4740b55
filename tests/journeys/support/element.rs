//! Finding things by role and name, as the browser computes them for assistive technology
//! (WebDriver, sections 12.4.9 and 12.4.10: Get Computed Role, Get Computed Label).

use std::sync::Arc;
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::prelude::*;

/// What something is to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Something to press.
    Button,
    /// Something to follow.
    Link,
    /// Something to type into.
    TextBox,
    /// Something to choose from.
    ComboBox,
    /// One of several, of which one is chosen.
    Radio,
    /// Something that is on or off.
    Switch,
    /// One entry of a list to choose from.
    Option,
    /// A window above the page.
    Dialog,
    /// A heading.
    Heading,
}

impl Role {
    /// Where to look; what is found there is asked for its computed role.
    fn selector(self) -> &'static str {
        match self {
            Self::Button => "button, [role=button], summary",
            Self::Link => "a[href]",
            Self::TextBox => "input, textarea, [role=textbox]",
            Self::ComboBox => "[role=combobox], select",
            Self::Radio => "input[type=radio], [role=radio]",
            Self::Switch => "[role=switch]",
            Self::Option => "[role=option]",
            Self::Dialog => "dialog[open], [role=dialog]",
            Self::Heading => "h1, h2, h3",
        }
    }

    /// What browsers call it. They differ in a few: a `<summary>` is nothing in particular to WebKit, a `<select>` a button;
    /// to Firefox, a field for a password is nothing in particular.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Button => &["button", "DisclosureTriangle", ""],
            Self::Link => &["link"],
            Self::TextBox => &["textbox", "searchbox", ""],
            Self::ComboBox => &["combobox", "ComboBoxSelect", "menulistpopup", "button"],
            Self::Radio => &["radio"],
            Self::Switch => &["switch"],
            Self::Option => &["option"],
            Self::Dialog => &["dialog", "alertdialog"],
            Self::Heading => &["heading"],
        }
    }
}

/// Asks the browser for something about an element that WebDriver's standard commands don't cover.
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<serde_json::Value> {
        None
    }

    fn method(&self) -> http::Method {
        http::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/{}", self.element, self.what).into()
    }
}

async fn computed(element: &WebElement, what: &'static str) -> Option<String> {
    let command = Computed {
        element: element.element_id().to_string(),
        what,
    };
    let answer = element
        .handle()
        .cmd(Command::ExtensionCommand(Box::new(command)))
        .await
        .ok()?;
    answer.value_json().ok()?.as_str().map(str::to_owned)
}

/// The name that assistive technology tells, without the asterisk of required fields.
pub async fn name(element: &WebElement) -> Option<String> {
    let label = computed(element, "computedlabel").await?;
    Some(label.trim().trim_end_matches('*').trim_end().to_owned())
}

/// Everything visible of this role whose name `fits`.
pub async fn all(driver: &WebDriver, role: Role, fits: impl Fn(&str) -> bool) -> Vec<WebElement> {
    let mut found = Vec::new();
    for element in driver
        .find_all(By::Css(role.selector()))
        .await
        .unwrap_or_default()
    {
        if !element.is_displayed().await.unwrap_or(false) {
            continue;
        }
        if !name(&element).await.is_some_and(|name| fits(&name)) {
            continue;
        }
        let is = computed(&element, "computedrole").await;
        if is.is_some_and(|is| {
            role.names()
                .iter()
                .any(|name| is.eq_ignore_ascii_case(name))
        }) {
            found.push(element);
        }
    }
    found
}

/// What assistive technology tells besides the name: hints and errors, as text.
pub async fn described_by(element: &WebElement) -> String {
    let script =
        "return (arguments[0].getAttribute('aria-describedby') ?? '').split(/\\s+/).filter(Boolean)
        .map(id => document.getElementById(id)?.innerText ?? '').join('\\n')";
    let Ok(argument) = element.to_json() else {
        return String::new();
    };
    let told = element.handle().execute(script, vec![argument]).await;
    told.ok()
        .and_then(|told| told.convert::<String>().ok())
        .unwrap_or_default()
}
