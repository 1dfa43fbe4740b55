//! A node of the test's own process, with a clock that the test can put forward, and a client for it.

use super::azure::azure;
use super::database::{Database, NodeDatabase};
use crosslink_node::config::{AppTokenKeys, Config, ConsoleOrigins, Place, PublicUrl};
use crosslink_node::ports::{Clock, SystemClock, SystemEntropy};
use crosslink_node::{Running, start};
use crosslink_protocol::Timestamp;
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// The computer's clock, put forward.
#[derive(Default)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Puts the clock forward.
    pub fn advance(&self, by: Duration) {
        self.0
            .fetch_add(i64::try_from(by.as_millis()).unwrap(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus_ms(self.0.load(Ordering::SeqCst))
    }
}

/// What differs between nodes.
pub struct Options {
    /// The organisation in the local Azure DevOps.
    pub organization: String,
    /// What other nodes are told.
    pub public_url: Option<PublicUrl>,
    /// Which private networks may be called.
    pub private: Vec<ipnet::IpNet>,
    /// The built console.
    pub console_dir: Option<PathBuf>,
    /// How often others are asked.
    pub heartbeat: Duration,
}

impl Options {
    /// A node of this organisation that is reached on this machine, and may reach others on it.
    pub fn of(organization: &str) -> Self {
        Self {
            organization: organization.to_owned(),
            public_url: Some(PublicUrl::Listen),
            private: vec!["127.0.0.0/8".parse().unwrap()],
            console_dir: None,
            heartbeat: Duration::from_millis(200),
        }
    }
}

/// A node.
pub struct TestNode {
    /// Its address.
    pub url: String,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Its data.
    pub folder: TempDir,
    running: Running,
    admin: String,
    client: Client,
    database: NodeDatabase,
}

/// Two nodes: that of company A, and that of company B.
pub async fn pair(database: &Database) -> (TestNode, TestNode) {
    let a = TestNode::start(database, Options::of("company-a")).await;
    let b = TestNode::start(database, Options::of("company-b")).await;
    (a, b)
}

impl TestNode {
    /// Starts a node and signs in as an administrator.
    pub async fn start(database: &Database, options: Options) -> Self {
        Self::start_with(database, options, |_| {}).await
    }

    /// The same, with other settings.
    pub async fn start_with(
        database: &Database,
        options: Options,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        Self::start_at(database, options, Duration::ZERO, change).await
    }

    /// A node whose first start is so much later.
    pub async fn start_late(database: &Database, options: Options, by: Duration) -> Self {
        Self::start_at(database, options, by, |_| {}).await
    }

    /// The same, with other settings.
    pub async fn start_at(
        database: &Database,
        options: Options,
        late: Duration,
        change: impl FnOnce(&mut Config),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = database.create().await;
        let known = azure().organization(&options.organization);
        let mut config = Config {
            place: Place {
                data_dir: folder.path().to_owned(),
                database_url: database.url.clone(),
            },
            listen: "127.0.0.1:0".parse().unwrap(),
            name: known
                .map_or("Somewhere", |known| &known.display_name)
                .to_owned(),
            organization_url: azure()
                .organization_url(&options.organization)
                .parse()
                .unwrap(),
            azure_devops_token: Some(
                known.map_or_else(|| "a-token".to_owned(), |known| known.pat.clone()),
            ),
            app_token_keys: known.map_or_else(AppTokenKeys::default, |known| {
                AppTokenKeys::parse(&format!("{}={}", known.audience, known.secret)).unwrap()
            }),
            public_url: options.public_url,
            console_url: None,
            console_origins: ConsoleOrigins::default(),
            session_lifetime: Duration::from_secs(3600),
            licence_public_key: None,
            evaluation_days: 30,
            console_dir: options.console_dir,
            allow_private_destinations: options.private,
            trusted_proxies: Vec::new(),
            invitation_lifetime: Duration::from_secs(7 * 24 * 3600),
            heartbeat_interval: options.heartbeat,
            sign_in_link: true,
        };
        change(&mut config);
        let clock = Arc::new(TestClock::default());
        clock.advance(late);
        let running = start(config, Arc::clone(&clock) as _, Arc::new(SystemEntropy))
            .await
            .unwrap();
        let url = format!("http://{}", running.address);
        let client = super::client();
        let mut node = Self {
            url,
            clock,
            folder,
            running,
            admin: String::new(),
            client,
            database,
        };
        let link = node.running.sign_in_link.clone().unwrap();
        let proof = json!({"kind": "signInLink", "token": link.split_once("#sign-in=").unwrap().1});
        let (_, session) = node
            .send(Method::POST, "/api/v1/session", None, None, Some(proof))
            .await;
        node.admin = session["token"].as_str().unwrap().to_owned();
        node
    }

    /// Where its data is.
    pub fn place(&self) -> Place {
        Place {
            data_dir: self.folder.path().to_owned(),
            database_url: self.database.url.clone(),
        }
    }

    /// The token of a new one-time sign-in link.
    pub async fn new_link(&self) -> String {
        let link =
            crosslink_node::sign_in_link(&self.place(), &self.url, &*self.clock, &SystemEntropy)
                .await
                .unwrap();
        link.split_once("#sign-in=").unwrap().1.to_owned()
    }

    /// Stops the node.
    pub async fn stop(self) {
        self.running.stop().await;
    }

    /// The administrator's session token.
    pub fn admin(&self) -> &str {
        &self.admin
    }

    /// Sends a request; the answer whole.
    pub async fn raw(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Response {
        let mut request = self.client.request(method, format!("{}{path}", self.url));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        request.send().await.unwrap()
    }

    /// Sends a request; the status and the JSON of the answer.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        key: Option<&str>,
        body: Option<Value>,
    ) -> (u16, Value) {
        let headers: Vec<_> = key
            .map(|key| ("idempotency-key", key))
            .into_iter()
            .collect();
        let response = self.raw(method, path, token, &headers, body).await;
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        (
            status,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        )
    }

    /// Reads as the administrator.
    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.send(Method::GET, path, Some(&self.admin), None, None)
            .await
    }

    /// Sends as the administrator.
    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.send(Method::POST, path, Some(&self.admin), None, Some(body))
            .await
    }

    /// Sends as the administrator what may be sent twice.
    pub async fn post_once(&self, path: &str, key: &str, body: Value) -> (u16, Value) {
        self.send(Method::POST, path, Some(&self.admin), Some(key), Some(body))
            .await
    }

    /// Changes something as the administrator, which names the version that it changes.
    pub async fn change(
        &self,
        method: Method,
        path: &str,
        version: &Value,
        body: Option<Value>,
    ) -> (u16, Value) {
        let (etag, key) = (format!("\"{version}\""), new_key());
        let headers = [("if-match", etag.as_str()), ("idempotency-key", &key)];
        let response = self
            .raw(method, path, Some(&self.admin), &headers, body)
            .await;
        let status = response.status().as_u16();
        let text = response.text().await.unwrap();
        (
            status,
            serde_json::from_str(&text).unwrap_or(Value::String(text)),
        )
    }

    /// The id of the first project.
    pub async fn project(&self) -> String {
        let (_, page) = self.get("/api/v1/projects").await;
        page["items"][0]["id"]
            .as_str()
            .unwrap_or_else(|| panic!("a project in {page}"))
            .to_owned()
    }

    /// What it takes to initiate a connection to `destination`.
    pub async fn initiation(&self, destination: Option<&str>, name: &str) -> Value {
        let mut request = json!({
            "mode": "script", "localShortName": "A", "remoteShortName": "B", "name": name,
            "description": "", "projectId": self.project().await,
        });
        if let Some(destination) = destination {
            request["destinationUrl"] = destination.into();
        }
        request
    }

    /// Initiates a connection; its invitation code.
    pub async fn invite(&self, destination: Option<&str>, name: &str) -> String {
        let request = self.initiation(destination, name).await;
        let (status, answer) = self
            .post_once("/api/v1/connections", &new_key(), request)
            .await;
        assert_eq!(status, 201, "{answer}");
        answer["invitationCode"].as_str().unwrap().to_owned()
    }

    /// What it takes to accept an invitation.
    pub async fn acceptance(&self, code: &str, name: &str) -> Value {
        json!({
            "code": code, "localShortName": "B", "remoteShortName": "A", "name": name,
            "projectId": self.project().await,
        })
    }

    /// Accepts an invitation.
    pub async fn accept(&self, code: &str, name: &str) -> (u16, Value) {
        let request = self.acceptance(code, name).await;
        self.post_once("/api/v1/invitations/accept", &new_key(), request)
            .await
    }

    /// All connections.
    pub async fn connections(&self) -> Vec<Value> {
        let (_, page) = self.get("/api/v1/connections").await;
        page["items"]
            .as_array()
            .unwrap_or_else(|| panic!("a page, not {page}"))
            .clone()
    }
}

/// A key for a request that may be sent twice.
pub fn new_key() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The codes of the errors of a problem, by field.
pub fn field_errors(problem: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    errors
        .iter()
        .map(|error| (text(&error["field"]), text(&error["code"])))
        .collect()
}
