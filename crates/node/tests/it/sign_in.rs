//! Signing in: who gets a session, for how long, and what others are told.

use crate::support::{
    Behind, Database, Front, NodeProcess, Options, TestNode, azure, client, eventually,
    on_each_database,
};
use crosslink_node::ports::{Clock, SystemClock};
use jsonwebtoken::{Algorithm, EncodingKey, crypto};
use local_azure_devops::Role;
use reqwest::Method;
use serde_json::{Value, json};
use sqlx::{AnyConnection, Connection};
use std::collections::HashSet;
use std::time::Duration;

async fn sign_in(node: &TestNode, proof: Value) -> (u16, Value) {
    node.send(Method::POST, "/api/v1/session", None, None, Some(proof))
        .await
}

fn by_pat(token: &str) -> Value {
    json!({"kind": "personalAccessToken", "token": token})
}

fn by_extension(app_token: &str, access_token: &str) -> Value {
    json!({"kind": "azureDevOps", "appToken": app_token, "accessToken": access_token})
}

fn pat(organization: &str) -> &'static str {
    &azure().organization(organization).unwrap().pat
}

fn access_token(organization: &str, role: Role) -> String {
    azure().access_token(organization, role).unwrap()
}

fn app_token(organization: &str) -> String {
    azure()
        .app_token(organization, Role::Administrator)
        .unwrap()
}

/// An app token of company A's extension with this header, these claims besides the usual ones, under this secret.
fn made(header: Value, changes: &[(&str, Value)], secret: &str) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let now = SystemClock.now().0 / 1000;
    let audience = &azure().organization("company-a").unwrap().audience;
    let mut claims = json!({"nameid": "u", "tid": "t", "jti": "j", "iss": "app.vstoken.visualstudio.com",
                            "aud": audience, "nbf": now - 10, "exp": now + 4190});
    for (name, value) in changes {
        claims[*name] = value.clone();
    }
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let message = format!("{}.{}", part(&header), part(&claims));
    let key = EncodingKey::from_secret(secret.as_bytes());
    let signature = crypto::sign(message.as_bytes(), &key, Algorithm::HS256).unwrap();
    format!("{message}.{signature}")
}

/// Proofs that are no good, each with what the log says of it.
fn no_good() -> Vec<(&'static str, Value)> {
    let secret = &azure().organization("company-a").unwrap().secret;
    let hs256 = || json!({"alg": "HS256"});
    let access = access_token("company-a", Role::Administrator);
    let app = |token: String| by_extension(&token, &access);
    let with = |name, value| app(made(hs256(), &[(name, value)], secret));
    let alg = |alg: &str| app(made(json!({"alg": alg}), &[], secret));
    let good = app_token("company-a");
    vec![
        ("no JWT", app("rubbish".to_owned())),
        ("isn't signed", alg("none")),
        ("another algorithm", alg("RS256")),
        ("another algorithm", alg("HS512")),
        (
            "(crit)",
            app(made(json!({"alg": "HS256", "crit": ["x"]}), &[], secret)),
        ),
        ("no claim exp", with("exp", Value::Null)),
        ("claim aud has another type", with("aud", json!(["x"]))),
        ("for another extension", app(app_token("company-b"))),
        ("another issuer", with("iss", json!("evil"))),
        (
            "signature does not verify",
            app(made(hs256(), &[], "wrong")),
        ),
        (
            "signature does not verify",
            app(made(
                hs256(),
                &[],
                &azure().organization("company-b").unwrap().secret,
            )),
        ),
        ("has expired", with("exp", json!(1_700_000_000))),
        ("not valid yet", with("nbf", json!(9_000_000_000_u64))),
        ("longer than any real one", app("x".repeat(20_000))),
        ("characters that none has", by_extension(&good, "a b")),
        (
            "doesn't accept",
            by_extension(&good, &access_token("company-b", Role::Administrator)),
        ),
        ("doesn't accept", by_extension(&good, pat("company-a"))),
        ("doesn't accept", by_pat(pat("company-b"))),
        ("doesn't accept", by_pat("unknown")),
        ("characters that none has", by_pat("aaa.bbb.ccc")),
        ("characters that none has", by_pat("")),
        ("longer than any real one", by_pat(&access)),
    ]
}

/// An answer as the caller sees it, without what is different each time.
async fn seen(node: &NodeProcess, proof: &Value) -> (u16, Vec<String>, String) {
    let url = format!("{}/api/v1/session", node.url);
    let answer = client().post(url).json(proof).send().await.unwrap();
    let status = answer.status().as_u16();
    let id = answer.headers()["x-request-id"]
        .to_str()
        .unwrap()
        .to_owned();
    let headers = answer.headers().iter().filter(|(name, _)| *name != "date");
    let headers = headers
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .map(|line| line.replace(&id, "ID"))
        .collect();
    (
        status,
        headers,
        answer.text().await.unwrap().replace(&id, "ID"),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_refusal_looks_the_same_to_the_caller_and_has_its_reason_in_the_log() {
    let node = NodeProcess::start_talkative("company-a").await;
    let mut answers = HashSet::new();
    for (reason, proof) in no_good() {
        let before = node.log().len();
        answers.insert(seen(&node, &proof).await);
        let log = node.log()[before..].to_owned();
        let line = log
            .lines()
            .find(|line| line.contains("a sign-in was refused"));
        let line = line.unwrap_or_else(|| panic!("nothing in the log about: {reason}"));
        assert!(line.contains(reason), "{reason}: {line}");
    }
    assert_eq!(answers.len(), 1, "{answers:#?}");
    let (status, _, body) = answers.into_iter().next().unwrap();
    assert_eq!(status, 401);
    assert!(body.contains("\"code\":\"sign_in_refused\""), "{body}");
    assert!(!body.contains("detail"), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_personal_access_token_signs_its_owner_in_for_a_working_day() {
    let node = TestNode::start(&Database::Sqlite, Options::of("company-a")).await;
    let reader = &azure().organization("company-a").unwrap().reader_pat;
    for (token, role) in [
        (pat("company-a").to_owned(), "admin"),
        (format!("\u{feff} {}\r\n", pat("company-a")), "admin"),
        (reader.clone(), "reader"),
    ] {
        let (status, session) = sign_in(&node, by_pat(&token)).await;
        assert_eq!(
            (status, &session["user"]["role"]),
            (200, &json!(role)),
            "{session}"
        );
        let life = lifetime(&node, &session);
        assert!((719..=720).contains(&(life.as_secs() / 60)), "{life:?}");
        let token = session["token"].as_str();
        let (_, instance) = node
            .send(Method::GET, "/api/v1/instance", token, None, None)
            .await;
        assert_eq!(instance["user"], session["user"]);
    }
}

/// How long a session still lasts.
fn lifetime(node: &TestNode, session: &Value) -> Duration {
    let ends: crosslink_protocol::Timestamp =
        serde_json::from_value(session["expiresAt"].clone()).unwrap();
    Duration::from_millis(ends.since(node.clock.now()).try_into().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_inside_azure_devops_lasts_as_long_as_the_operator_says() {
    let ten_minutes = Duration::from_secs(600);
    let node = TestNode::start_with(&Database::Sqlite, Options::of("company-a"), |config| {
        config.session_lifetime = ten_minutes
    })
    .await;
    let access = access_token("company-a", Role::Administrator);
    let (_, session) = sign_in(&node, by_extension(&app_token("company-a"), &access)).await;
    let life = lifetime(&node, &session);
    assert!(life <= ten_minutes && life > ten_minutes / 2, "{life:?}");
    let token = session["token"].as_str();
    let ask = async || {
        node.send(Method::GET, "/api/v1/instance", token, None, None)
            .await
    };
    assert_eq!(ask().await.0, 200);
    node.clock.advance(ten_minutes);
    let (status, problem) = ask().await;
    assert_eq!(
        (status, &problem["code"]),
        (401, &json!("session_expired")),
        "{problem}"
    );
}

/// A node of the organisation that is behind `front`.
async fn node_behind(front: &Front) -> TestNode {
    let url = front.url.parse().unwrap();
    TestNode::start_with(&Database::Sqlite, Options::of("company-a"), |config| {
        config.organization_url = url;
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_session_has_the_role_of_that_time() {
    let front = Front::of(Behind::Organization("company-a")).await;
    let node = node_behind(&front).await;
    let access = access_token("company-a", Role::Administrator);
    let proof = by_extension(&app_token("company-a"), &access);
    for (behind, role) in [
        (Behind::Organization("company-a"), "admin"),
        (Behind::Demoted("company-a"), "reader"),
        (Behind::Organization("company-a"), "admin"),
        // Who may not ask what they may do, may look.
        (Behind::WithoutScope("company-a"), "reader"),
    ] {
        front.change(behind.clone());
        let (_, session) = sign_in(&node, proof.clone()).await;
        assert_eq!(session["user"]["role"], role, "{behind:?}: {session}");
    }
}

/// The organisation that the node's database remembers.
async fn known_organization(node: &TestNode) -> Option<String> {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite://{}/node.sqlite", node.folder.path().display());
    let mut database = AnyConnection::connect(&url).await.unwrap();
    sqlx::query_scalar("SELECT value FROM facts WHERE name = 'organization'")
        .fetch_optional(&mut database)
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_takes_the_organisations_name_over_is_refused_until_the_operator_agrees() {
    let front = Front::of(Behind::Organization("company-a")).await;
    let node = node_behind(&front).await;
    // The node has looked by itself: nobody has signed in from Azure DevOps.
    eventually("the node knows its organisation", async || {
        known_organization(&node).await
    })
    .await;

    front.change(Behind::Organization("company-b"));
    let theirs = by_pat(pat("company-b"));
    let (status, problem) = sign_in(&node, theirs.clone()).await;
    assert_eq!(
        (status, &problem["code"]),
        (401, &json!("sign_in_refused")),
        "{problem}"
    );
    crosslink_node::forget_organization(&node.place())
        .await
        .unwrap();
    assert_eq!(sign_in(&node, theirs).await.0, 200);
    front.change(Behind::Organization("company-a"));
    assert_eq!(sign_in(&node, by_pat(pat("company-a"))).await.0, 401);
}

on_each_database! {
    async fn all_sessions_end_at_once_while_the_node_runs(database) {
        let node = NodeProcess::start(&database, "company-a", None).await;
        let ask = async |token: &str| {
            let url = format!("{}/api/v1/instance", node.url);
            client().get(url).bearer_auth(token).send().await.unwrap().status().as_u16()
        };
        let (_, session) = node.post("/api/v1/session", None, &by_pat(pat("company-a"))).await.unwrap();
        let token = session["token"].as_str().unwrap();
        let link = node.command("sign-in-link");
        let link = link.trim().split_once("#sign-in=").unwrap().1;
        assert_eq!(ask(token).await, 200);

        // This one, and that of the test's administrator.
        assert_eq!(node.command("end-sessions").trim(), "sessions ended: 2");
        assert_eq!(ask(token).await, 401);
        let (status, problem) = node.post("/api/v1/session", None, &json!({"kind": "signInLink", "token": link})).await.unwrap();
        assert_eq!((status, &problem["code"]), (401, &json!("sign_in_link_used")));
        // Whoever still may signs in again.
        let (status, _) = node.post("/api/v1/session", None, &by_pat(pat("company-a"))).await.unwrap();
        assert_eq!(status, 200);
        assert_eq!(node.command("end-sessions").trim(), "sessions ended: 1");
    }
}
