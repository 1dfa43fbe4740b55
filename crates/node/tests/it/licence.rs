//! The evaluation, licence keys, and what remains when both have ended.

use crate::support::{Database, Options, TestNode, field_errors, new_key, on_each_database, pair};
use crosslink_node::config::LicencePublicKey;
use crosslink_node::issuing::{new_signing_key, sign_licence};
use crosslink_node::ports::SystemEntropy;
use reqwest::Method;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Somebody who issues licences.
struct Issuer {
    folder: TempDir,
    public_key: String,
}

impl Issuer {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("licences.key");
        let public_key = new_signing_key(&file, &SystemEntropy).unwrap();
        Self { folder, public_key }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("licences.key")
    }

    fn key(&self, until: &str, organization: Option<&str>) -> String {
        let url = organization.map(|url| url.parse().unwrap());
        sign_licence(&self.file(), "Company A Ltd", until, url.as_ref()).unwrap()
    }
}

async fn node(database: &Database, issuer: &Issuer) -> TestNode {
    TestNode::start_with(database, Options::of("company-a"), |config| {
        config.licence_public_key = Some(LicencePublicKey::parse(&issuer.public_key).unwrap());
    })
    .await
}

async fn enter(node: &TestNode, key: &str) -> (u16, Value) {
    let body = json!({"key": key});
    node.send(
        Method::PUT,
        "/api/v1/instance/licence",
        Some(node.admin()),
        None,
        Some(body),
    )
    .await
}

/// A new session: the one before has ended with the time that was put forward.
async fn later(node: &TestNode, days: u32) -> String {
    node.clock.advance(DAY * days);
    let proof = json!({"kind": "signInLink", "token": node.new_link().await});
    let (_, session) = node.post("/api/v1/session", proof).await;
    session["token"].as_str().unwrap().to_owned()
}

async fn post(node: &TestNode, token: &str, path: &str, body: Value) -> (u16, Value) {
    let key = new_key();
    node.send(Method::POST, path, Some(token), Some(&key), Some(body))
        .await
}

async fn refusals(node: &TestNode, token: &str, url: &str) -> Vec<Value> {
    let probe = json!({"url": url});
    let (status, probe) = post(node, token, "/api/v1/destinations/probe", probe).await;
    assert_eq!(status, 200, "{probe}");
    let modes = probe["modes"].as_array().unwrap().iter();
    modes.map(|mode| mode["refused"].clone()).collect()
}

on_each_database! {
    async fn a_key_that_was_entered_counts_and_stays(database) {
        let issuer = Issuer::new();
        let node = node(&database, &issuer).await;
        let (_, instance) = node.get("/api/v1/instance").await;
        assert_eq!((&instance["licence"]["kind"], &instance["licence"]["ended"]), (&json!("evaluation"), &json!(false)));
        let key = issuer.key("2999-12-31", None);
        let (status, licence) = enter(&node, &format!("  {}\n{} ", &key[..40], &key[40..])).await;
        assert_eq!((status, &licence["kind"], &licence["holder"]), (200, &json!("paid"), &json!("Company A Ltd")), "{licence}");
        assert_eq!(node.get("/api/v1/instance").await.1["licence"], licence);
        let (status, problem) = enter(&node, "rubbish").await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("key".into(), "licence_key_invalid".into())]));
        let token = later(&node, 31).await;
        let (_, instance) = node.send(Method::GET, "/api/v1/instance", Some(&token), None, None).await;
        assert_eq!(instance["licence"], licence, "a bad key does not replace a good one");
    }

    async fn after_the_evaluation_only_basic_connections_are_made_and_the_others_go_on(database) {
        let (a, b) = pair(&database).await;
        let code = a.invite(Some(&b.url), "a_to_b").await;
        assert_eq!(b.accept(&code, "b_to_a").await.0, 201);
        let (script, project_a, project_b) = (a.initiation(Some(&b.url), "late").await, a.project().await, b.project().await);
        let (token_a, token_b) = (later(&a, 31).await, later(&b, 31).await);
        // A's evaluation and B's have ended. What nothing at A can mend is told first.
        let theirs = json!("mode_unsupported_by_destination");
        assert_eq!(refusals(&a, &token_a, &b.url).await, [Value::Null, theirs.clone(), theirs]);
        let (status, problem) = post(&a, &token_a, "/api/v1/connections", script.clone()).await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("mode".into(), "mode_unsupported_by_destination".into())]));
        let basic = json!({"mode": "basic", "destinationUrl": b.url, "localShortName": "", "remoteShortName": "", "name": "", "projectId": project_a});
        let (status, initiated) = post(&a, &token_a, "/api/v1/connections", basic).await;
        assert_eq!(status, 201, "{initiated}");
        let accept = json!({"code": initiated["invitationCode"], "localShortName": "", "remoteShortName": "", "name": "", "projectId": project_b});
        let (status, connection) = post(&b, &token_b, "/api/v1/invitations/accept", accept).await;
        assert_eq!((status, &connection["mode"], &connection["lifecycle"]), (201, &json!("basic"), &json!("active")), "{connection}");
        let (_, page) = a.send(Method::GET, "/api/v1/connections", Some(&token_a), None, None).await;
        assert!(page["items"].as_array().unwrap().iter().all(|c| c["lifecycle"] == "active"), "the Script connection goes on: {page}");
        let (_, probe) = post(&a, &token_a, "/api/v1/destinations/probe", json!({})).await;
        let refused: Vec<_> = probe["modes"].as_array().unwrap().iter().map(|mode| mode["refused"].clone()).collect();
        assert_eq!(refused, [Value::Null, json!("mode_needs_url"), json!("evaluation_over")]);
    }

    async fn an_invitation_that_the_own_licence_does_not_allow_is_refused(database) {
        // The node of somebody whose evaluation is over already, and whose clock is right.
        let issuer = Issuer::new();
        let b = TestNode::start_with(&database, Options::of("company-b"), |config| {
            config.licence_public_key = Some(LicencePublicKey::parse(&issuer.public_key).unwrap());
        }).await;
        let project = b.project().await;
        let token = later(&b, 31).await;
        let late = TestNode::start_late(&database, Options::of("company-a"), DAY * 31).await;
        let code = late.invite(None, "to_b").await;
        let accept = json!({"code": code, "localShortName": "B", "remoteShortName": "A", "name": "b", "projectId": project});
        let (_, problem) = post(&b, &token, "/api/v1/invitations/preview", json!({"code": code})).await;
        assert_eq!(field_errors(&problem), [("code".into(), "evaluation_over".into())], "before anything more is typed");
        let (status, problem) = post(&b, &token, "/api/v1/invitations/accept", accept.clone()).await;
        assert_eq!((status, field_errors(&problem)), (422, vec![("code".into(), "evaluation_over".into())]), "{problem}");
        let key = json!({"key": issuer.key("2999-12-31", None)});
        let (status, _) = b.send(Method::PUT, "/api/v1/instance/licence", Some(&token), None, Some(key)).await;
        assert_eq!(status, 200);
        assert_eq!(post(&b, &token, "/api/v1/invitations/accept", accept).await.0, 201, "the code is still good");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_evaluation_begins_with_the_first_start_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut ends = Vec::new();
    for days in [0, 29, 31] {
        let options = Options::of("company-a");
        let node = TestNode::start_at(&Database::Sqlite, options, DAY * days, |config| {
            config.place.data_dir = folder.path().to_owned();
        })
        .await;
        let (_, instance) = node.get("/api/v1/instance").await;
        let licence = &instance["licence"];
        assert_eq!(licence["ended"], days == 31, "{licence}");
        ends.push(licence["endsAt"].clone());
        node.stop().await;
    }
    assert_eq!((&ends[0], &ends[0]), (&ends[1], &ends[2]));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_key_that_is_no_good_is_refused_at_its_field() {
    let (issuer, other) = (Issuer::new(), Issuer::new());
    let node = node(&Database::Sqlite, &issuer).await;
    let plain = TestNode::start(&Database::Sqlite, Options::of("company-a")).await;
    let own = plain.get("/api/v1/instance").await.1["organization"]["url"].clone();
    let own = own.as_str().unwrap().to_uppercase().replace("HTTP", "http");
    for (node, key, code) in [
        (
            &plain,
            issuer.key("2999-12-31", None),
            "licence_not_configured",
        ),
        (&node, other.key("2999-12-31", None), "licence_key_invalid"),
        (&node, issuer.key("2020-12-31", None), "licence_key_ended"),
        (
            &node,
            issuer.key("2999-12-31", Some("https://dev.azure.com/fabrikam")),
            "licence_key_for_other",
        ),
    ] {
        let (status, problem) = enter(node, &key).await;
        assert_eq!(
            (status, field_errors(&problem)),
            (422, vec![("key".into(), code.into())]),
            "{problem}"
        );
    }
    let (status, licence) = enter(&node, &issuer.key("2999-12-31", Some(&own))).await;
    assert_eq!(status, 200, "{licence}");
}
