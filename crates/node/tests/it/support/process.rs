//! A node as a process of its own, to be killed.

use super::azure::azure;
use super::database::{Database, NodeDatabase};
use super::eventually;
use reqwest::Client;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use tempfile::{NamedTempFile, TempDir};

/// A node's place, and its process while it runs.
pub struct NodeProcess {
    /// Its address, the same after a restart.
    pub url: String,
    organization: String,
    folder: TempDir,
    database: NodeDatabase,
    child: Killed,
    token: String,
    client: Client,
    log: Option<NamedTempFile>,
}

impl NodeProcess {
    /// Starts a node that kills itself at `crash_at`, if that is given.
    pub async fn start(database: &Database, organization: &str, crash_at: Option<&str>) -> Self {
        Self::start_with(database, organization, |command| {
            if let Some(point) = crash_at {
                command.env("CROSSLINK_CRASH_AT", point);
            }
        })
        .await
    }

    /// Starts a node that writes all that it can say into [`NodeProcess::log`].
    pub async fn start_talkative(organization: &str) -> Self {
        let log = tempfile::NamedTempFile::new().unwrap();
        let output = log.reopen().unwrap();
        let mut node = Self::start_with(&Database::Sqlite, organization, |command| {
            command
                .env("CROSSLINK_LOG", "trace")
                .env("NO_COLOR", "1")
                .stderr(output);
        })
        .await;
        node.log = Some(log);
        node
    }

    async fn start_with(
        database: &Database,
        organization: &str,
        change: impl FnOnce(&mut Command),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = database.create().await;
        let (child, url, link) = spawn(organization, &folder, &database, "127.0.0.1:0", change);
        let client = super::client();
        let mut node = Self {
            url,
            organization: organization.to_owned(),
            folder,
            database,
            child,
            token: String::new(),
            client,
            log: None,
        };
        let proof = json!({"kind": "signInLink", "token": link});
        let (_, session) = node
            .post("/api/v1/session", None, &proof)
            .await
            .expect("signs in");
        node.token = session["token"].as_str().unwrap().to_owned();
        node
    }

    /// Waits until the process has killed itself.
    pub async fn ends(&mut self) {
        let child = std::sync::Mutex::new(&mut self.child.0);
        eventually("the node is killed", async || {
            child.lock().unwrap().try_wait().unwrap()
        })
        .await;
    }

    /// Starts the node again, with its data, at its address.
    pub fn restart(&mut self) {
        let _ = self.child.0.kill();
        let _ = self.child.0.wait();
        let address = self.url.trim_start_matches("http://");
        let (child, url, _) = spawn(
            &self.organization,
            &self.folder,
            &self.database,
            address,
            |_| {},
        );
        assert_eq!(url, self.url);
        self.child = child;
    }

    /// Sends a request; `None` when nobody answers.
    pub async fn post(&self, path: &str, key: Option<&str>, body: &Value) -> Option<(u16, Value)> {
        let mut request = self
            .client
            .post(format!("{}{path}", self.url))
            .bearer_auth(&self.token)
            .json(body);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let response = request.send().await.ok()?;
        let status = response.status().as_u16();
        Some((status, response.json().await.ok()?))
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Option<Value> {
        let request = self
            .client
            .get(format!("{}{path}", self.url))
            .bearer_auth(&self.token);
        request.send().await.ok()?.json().await.ok()
    }

    /// What it has written so far, if it was started to write.
    pub fn log(&self) -> String {
        let log = self.log.as_ref().expect("a talkative node");
        std::fs::read_to_string(log.path()).unwrap()
    }

    /// Runs a command of the node's program on this node's data; what it prints.
    pub fn command(&self, name: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_crosslink-node"))
            .arg(name)
            .args(place(&self.folder, &self.database))
            .output()
            .expect("the node's program");
        assert!(output.status.success(), "{name}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The states of the connections.
    pub async fn lifecycles(&self) -> Vec<String> {
        let page = self.get("/api/v1/connections").await.unwrap();
        let items = page["items"].as_array().unwrap();
        items
            .iter()
            .map(|item| item["lifecycle"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// A process that does not outlive this value.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The flags that say where the data is.
fn place(folder: &TempDir, database: &NodeDatabase) -> Vec<OsString> {
    let mut flags = vec!["--data-dir".into(), folder.path().into()];
    if let Some(url) = &database.url {
        flags.extend(["--database-url".into(), url.into()]);
    }
    flags
}

fn spawn(
    organization: &str,
    folder: &TempDir,
    database: &NodeDatabase,
    listen: &str,
    change: impl FnOnce(&mut Command),
) -> (Killed, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crosslink-node"));
    command
        .args([
            "serve",
            "--listen",
            listen,
            "--name",
            organization,
            "--public-url",
            "listen",
            "--sign-in-link",
        ])
        .args([
            "--allow-private-destinations=127.0.0.0/8",
            "--organization-url",
        ])
        .arg(azure().organization_url(organization))
        .args(place(folder, database))
        .env(
            "CROSSLINK_AZURE_DEVOPS_TOKEN",
            &azure().organization(organization).unwrap().pat,
        )
        .env("CROSSLINK_APP_TOKEN_KEYS", {
            let known = azure().organization(organization).unwrap();
            format!("{}={}", known.audience, known.secret)
        })
        .env("CROSSLINK_LOG", "warn")
        .env_remove("CROSSLINK_CRASH_AT")
        .stdout(Stdio::piped());
    change(&mut command);
    let mut child = Killed(command.spawn().expect("the node's program"));
    let mut lines = BufReader::new(child.0.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let first = lines.next().expect("the node says where it listens");
    let url = first
        .strip_prefix("crosslink-node listening on ")
        .expect("an address")
        .to_owned();
    let link = lines.next().expect("the node prints a link");
    (
        child,
        url,
        link.split_once("#sign-in=").expect("a token").1.to_owned(),
    )
}
