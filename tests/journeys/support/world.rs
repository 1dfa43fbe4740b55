//! The programs that a journey needs: a local Azure DevOps and the nodes of company A and company B, each with data of its
//! own, ended and removed with the value.

use super::root;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A company: its organisation and its node.
pub struct Company {
    /// The first page of the organisation settings.
    pub settings: String,
    /// The address of the hub in the organisation settings.
    pub hub: String,
    /// The address of the node.
    pub node: String,
    /// A one-time sign-in link for a plain tab.
    pub link: String,
    /// The administrator's personal access token.
    pub token: String,
    pub(super) organization: String,
    data: PathBuf,
}

impl Company {
    /// Ends every session, as an operator does after a loss.
    pub fn end_sessions(&self) {
        run(Command::new(binary("crosslink-node"))
            .args(["end-sessions", "--data-dir"])
            .arg(&self.data));
    }
}

/// What differs between journeys.
#[derive(Clone, Default)]
pub struct Settings {
    /// How long an invitation lasts, if not a week.
    pub invitation_lifetime: Option<&'static str>,
    /// Nobody can call company B: it has no Crosslink URL.
    pub b_without_url: bool,
    /// The evaluation of company A is over.
    pub evaluation_over: bool,
    /// The public key that the nodes check licence keys with.
    pub licence_public_key: Option<String>,
}

/// Everything that runs.
pub struct World {
    /// The side that initiates.
    pub a: Company,
    /// The side that accepts.
    pub b: Company,
    /// The address of the local Azure DevOps.
    pub azure: String,
    pub(super) client: reqwest::Client,
    _processes: Vec<Process>,
    pub(super) folder: TempDir,
}

struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(super) fn binary(name: &str) -> PathBuf {
    let folder = std::env::var_os("CROSSLINK_BIN_DIR")
        .map_or_else(|| root().join("target/debug"), PathBuf::from);
    folder
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION)
}

/// The built console.
pub fn console() -> PathBuf {
    std::env::var_os("CROSSLINK_CONSOLE_DIR").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// Starts a program and reads its first `lines` lines.
fn start(command: &mut Command, lines: usize) -> (Process, Vec<String>) {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("{program} can't be started ({error}); `cargo xtask test` builds it")
        });
    let said = BufReader::new(child.stdout.take().expect("piped"))
        .lines()
        .map_while(Result::ok)
        .take(lines)
        .collect();
    (Process(child), said)
}

fn after(lines: &[String], at: usize, words: &str) -> String {
    let line = lines
        .get(at)
        .unwrap_or_else(|| panic!("a line with “{words}”"));
    line.split_once(words)
        .unwrap_or_else(|| panic!("“{words}” in “{line}”"))
        .1
        .to_owned()
}

impl World {
    /// Starts everything.
    pub async fn start(settings: &Settings) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut azure = Command::new(binary("local-azure-devops"));
        azure
            .args([
                "--listen",
                "127.0.0.1:0",
                "--publisher",
                "crosslink",
                "--data-dir",
            ])
            .arg(folder.path().join("azure-devops"))
            .arg("--sdk-dir")
            .arg(root().join("node_modules/azure-devops-extension-sdk/esm"));
        let (process, said) = start(&mut azure, 1);
        let azure = after(&said, 0, "listening on ");
        let client = reqwest::Client::builder()
            .no_proxy()
            .build()
            .expect("a client");
        let organizations: Vec<Value> = client
            .get(format!("{azure}/_local/organizations"))
            .send()
            .await
            .expect("answers")
            .json()
            .await
            .expect("a list");
        let mut processes = vec![process];
        let mut companies = Vec::new();
        for name in ["company-a", "company-b"] {
            let organization = organizations
                .iter()
                .find(|o| o["name"] == name)
                .expect("an organisation");
            let (process, company) = Self::company(organization, &folder, &azure, settings);
            processes.push(process);
            let hub = json!({"url": format!("{}/", company.node)});
            let set = client
                .put(format!("{azure}/_local/organizations/{name}/hub"))
                .json(&hub)
                .send()
                .await;
            assert!(set.expect("answers").status().is_success());
            companies.push(company);
        }
        let b = companies.pop().expect("company B");
        let a = companies.pop().expect("company A");
        Self {
            a,
            b,
            azure,
            client,
            _processes: processes,
            folder,
        }
    }

    fn company(
        organization: &Value,
        folder: &TempDir,
        azure: &str,
        settings: &Settings,
    ) -> (Process, Company) {
        let text = |key: &str| organization[key].as_str().unwrap_or_default().to_owned();
        let name = text("name");
        let hub = format!("{azure}/{name}/_settings/crosslink.crosslink.hub");
        let data = folder.path().join(&name);
        let mut node = Command::new(binary("crosslink-node"));
        node.args(["serve", "--listen", "127.0.0.1:0", "--sign-in-link"])
            .args(["--console-url", &hub])
            .args(["--console-origins", &text("galleryOrigin")])
            .args([
                "--allow-private-destinations=127.0.0.0/8",
                "--heartbeat-interval",
                "2s",
            ])
            .args([
                "--name",
                &text("displayName"),
                "--organization-url",
                &text("url"),
            ])
            .arg("--data-dir")
            .arg(&data)
            .arg("--console-dir")
            .arg(console())
            .env("CROSSLINK_AZURE_DEVOPS_TOKEN", text("pat"))
            .env(
                "CROSSLINK_APP_TOKEN_KEYS",
                format!("{}={}", text("audience"), text("secret")),
            );
        if let Some(lifetime) = settings.invitation_lifetime {
            node.args(["--invitation-lifetime", lifetime]);
        }
        if !(settings.b_without_url && name == "company-b") {
            node.args(["--public-url", "listen"]);
        }
        if let Some(key) = &settings.licence_public_key {
            node.args(["--licence-public-key", key]);
        }
        if settings.evaluation_over && name == "company-a" {
            node.args(["--evaluation-days", "0"]);
        }
        let (process, said) = start(&mut node, 2);
        let company = Company {
            settings: format!("{azure}/{name}/_settings/organizationOverview"),
            hub,
            node: after(&said, 0, "listening on "),
            link: after(&said, 1, "sign in: "),
            token: text("pat"),
            organization: name,
            data,
        };
        (process, company)
    }

    /// Lets the hub of a company be framed from another address, such as that of a proxy.
    pub async fn frame_from(&self, company: &Company, url: &str) {
        let address = format!(
            "{}/_local/organizations/{}/hub",
            self.azure, company.organization
        );
        let set = self
            .client
            .put(address)
            .json(&json!({"url": format!("{url}/")}))
            .send()
            .await;
        assert!(set.expect("answers").status().is_success());
    }
}

/// A key to sign licences with, and the public key to check them.
pub struct LicenceIssuer {
    folder: TempDir,
    /// What nodes check with.
    pub public_key: String,
}

impl LicenceIssuer {
    /// A new one.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let said = run(Command::new(binary("crosslink-node"))
            .args(["licence", "new-signing-key"])
            .arg(folder.path().join("key")));
        Self {
            folder,
            public_key: said.split_whitespace().last().expect("a key").to_owned(),
        }
    }

    /// A licence for somebody, until a day.
    pub fn key(&self, holder: &str, until: &str) -> String {
        let said = run(Command::new(binary("crosslink-node"))
            .args([
                "licence",
                "sign",
                "--holder",
                holder,
                "--until",
                until,
                "--signing-key",
            ])
            .arg(self.folder.path().join("key")));
        said.split_whitespace().last().expect("a key").to_owned()
    }
}

pub(super) fn run(command: &mut Command) -> String {
    let output = command.output().expect("runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}
