//! Every way in which a destination can be of no use has its own name, at its field, within ten seconds.

use crate::support::{Database, Options, TestNode, azure, field_errors, pair};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A server that answers every request with `answer`, or, with none, takes connections and says nothing.
async fn server(answer: Option<&'static str>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut silent = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            match answer {
                None => silent.push(stream),
                Some(answer) => {
                    let _ = stream.read(&mut [0; 2048]).await;
                    let _ = stream.write_all(answer.as_bytes()).await;
                }
            }
        }
    });
    url
}

async fn probe(node: &TestNode, url: &str) -> (u16, Value) {
    node.post("/api/v1/destinations/probe", json!({"url": url}))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_is_found_whatever_was_pasted_around_its_address() {
    let (a, b) = pair(&Database::Sqlite).await;
    let (status, probe) = probe(&a, &format!("  see {}/connections?x=1 ", b.url)).await;
    assert_eq!((status, &probe["url"]), (200, &json!(b.url)), "{probe}");
    assert_eq!(probe["node"]["name"], "Company B");
    assert!(probe["latencyMs"].is_u64());
    let modes = probe["modes"].as_array().unwrap();
    let refused: Vec<_> = modes.iter().map(|m| m["refused"].clone()).collect();
    assert_eq!(refused, [Value::Null, Value::Null, Value::Null]);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_useless_destination_is_named_at_its_field_in_time() {
    let node = TestNode::start(&Database::Sqlite, Options::of("company-a")).await;
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let silent = server(None).await;
    let broken = server(Some("HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n")).await;
    let elsewhere = server(Some(
        "HTTP/1.1 302 Go\r\nlocation: http://127.0.0.1/\r\ncontent-length: 0\r\n\r\n",
    ))
    .await;
    let page = server(Some(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 4\r\n\r\nhey!",
    ))
    .await;
    let old = r#"{"protocol":0,"uid":"u","publicKey":"k","name":"n","url":null,"tracker":{"kind":"k","url":"u"},"version":"0","modes":[]}"#;
    let old = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{old}",
        old.len()
    );
    let old = server(Some(Box::leak(old.into_boxed_str()))).await;
    let secure_nowhere = silent.replace("http://", "https://");
    for (url, expected) in [
        ("", "url_required"),
        ("hello", "url_not_understood"),
        ("https://me:secret@example.net", "url_has_credentials"),
        ("https://example.net:22", "url_port_not_allowed"),
        ("http://8.8.8.8", "destination_not_https"),
        ("https://no-such-host.invalid", "destination_unresolved"),
        ("https://10.0.0.5", "destination_private"),
        ("https://[fd00::1]:8443", "destination_private"),
        ("https://169.254.169.254", "destination_private"),
        (&format!("http://{closed}"), "destination_refused"),
        (&silent, "destination_timeout"),
        (&secure_nowhere, "destination_timeout"),
        (&broken, "destination_broken"),
        (&elsewhere, "destination_no_node"),
        (&page, "destination_no_node"),
        (
            &format!("http://{}", azure().address),
            "destination_no_node",
        ),
        (&old, "destination_too_old"),
        (&node.url, "destination_is_self"),
        (
            "https://dev.azure.com/contoso/Project/_boards",
            "destination_is_tracker",
        ),
    ] {
        let started = Instant::now();
        let (status, problem) = probe(&node, url).await;
        assert_eq!(
            (status, field_errors(&problem)),
            (422, vec![("url".into(), expected.into())]),
            "{url}: {problem}"
        );
        assert!(
            started.elapsed() < Duration::from_secs(10),
            "{url} took {:?}",
            started.elapsed()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_nobody_vouches_for_is_named() {
    let node = TestNode::start(&Database::Sqlite, Options::of("company-a")).await;
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let config = rustls::ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into())
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(std::sync::Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = acceptor.accept(stream).await;
        }
    });
    let (_, problem) = probe(&node, &url).await;
    assert_eq!(
        field_errors(&problem),
        vec![("url".into(), "destination_tls".into())],
        "{problem}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_tls_is_named() {
    let node = TestNode::start(&Database::Sqlite, Options::of("company-a")).await;
    let plain = server(Some("HTTP/1.1 400 Bad\r\ncontent-length: 0\r\n\r\n")).await;
    let (_, problem) = probe(&node, &plain.replace("http://", "https://")).await;
    assert_eq!(
        field_errors(&problem),
        vec![("url".into(), "destination_no_tls".into())],
        "{problem}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_operators_word_nothing_on_this_machine_is_called() {
    let other = TestNode::start(&Database::Sqlite, Options::of("company-b")).await;
    let node = TestNode::start(
        &Database::Sqlite,
        Options {
            private: vec![],
            ..Options::of("company-a")
        },
    )
    .await;
    let secure = other.url.replace("http://", "https://");
    for (url, expected) in [
        (secure.as_str(), "destination_private"),
        (
            &secure.replace("127.0.0.1", "localhost"),
            "destination_private",
        ),
        (
            &other.url.replace("127.0.0.1", "localhost"),
            "destination_not_https",
        ),
    ] {
        let (_, problem) = probe(&node, url).await;
        assert_eq!(
            field_errors(&problem),
            vec![("url".into(), expected.into())],
            "{url}: {problem}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_leads_to_the_organisation_that_the_probe_found() {
    let (a, b) = pair(&Database::Sqlite).await;
    let tracker = b.get("/api/v1/instance").await.1["organization"]["url"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(tracker.ends_with("/company-b"));
    a.invite(Some(&b.url), "a_to_b").await;
    assert_eq!(a.connections().await[0]["remoteUrl"], json!(tracker));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_url_is_an_answer_too() {
    let node = TestNode::start(&Database::Sqlite, Options::of("company-a")).await;
    let (status, probe) = node.post("/api/v1/destinations/probe", json!({})).await;
    assert_eq!(
        (status, &probe["url"], &probe["node"]),
        (200, &Value::Null, &Value::Null),
        "{probe}"
    );
}
