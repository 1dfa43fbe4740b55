//! What only Chromium's driver does: the commands of its DevTools protocol.

use serde_json::{Value, json};
use std::sync::Arc;
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::prelude::*;

/// A command of the DevTools protocol (<https://chromedevtools.github.io/devtools-protocol/>).
#[derive(Debug)]
struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl ExtensionCommand for DevTools {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({"cmd": self.command, "params": self.parameters}))
    }

    fn method(&self) -> http::Method {
        http::Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/goog/cdp/execute".into()
    }
}

/// Sends a command to the tab.
pub async fn devtools(driver: &WebDriver, command: &'static str, parameters: Value) {
    let command = DevTools {
        command,
        parameters,
    };
    let command = Command::ExtensionCommand(Box::new(command));
    driver.handle().cmd(command).await.expect("Chromium's own");
}

/// Takes the network away from the tab, or gives it back.
pub async fn network(driver: &WebDriver, is_there: bool) {
    let conditions = json!({
        "offline": !is_there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
    });
    devtools(driver, "Network.enable", json!({})).await;
    devtools(driver, "Network.emulateNetworkConditions", conditions).await;
}
