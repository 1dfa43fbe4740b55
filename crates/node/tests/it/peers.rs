//! What a node lets another node do, and what not.

use crate::support::{Database, TestNode, pair};
use crosslink_protocol::peer::PROTOCOL;
use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[tokio::test(flavor = "multi_thread")]
async fn a_node_tells_everybody_who_it_is_and_no_more() {
    let (a, _) = pair(&Database::Sqlite).await;
    let (status, info) = a.send(Method::GET, "/peer/v1/node", None, None, None).await;
    assert_eq!(
        (status, &info["protocol"], &info["url"]),
        (200, &json!(PROTOCOL), &json!(a.url)),
        "{info}"
    );
    let mut keys: Vec<_> = info
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "modes",
            "name",
            "protocol",
            "publicKey",
            "tracker",
            "uid",
            "url",
            "version"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsigned_request_is_refused() {
    let (a, b) = pair(&Database::Sqlite).await;
    a.invite(Some(&b.url), "a_to_b").await;
    let id = crate::support::new_key();
    for path in [
        format!("/peer/v1/invitations/{id}/preview"),
        format!("/peer/v1/invitations/{id}/acceptance"),
        format!("/peer/v1/connections/{id}/heartbeat"),
    ] {
        let (status, problem) = a
            .send(Method::POST, &path, None, None, Some(json!({})))
            .await;
        assert_eq!(
            (status, &problem["code"]),
            (401, &json!("peer_signature_invalid")),
            "{path}: {problem}"
        );
    }
}

/// Stands between two nodes and keeps what passes: each request, as it was sent.
struct Tap {
    url: String,
    requests: std::sync::Arc<std::sync::Mutex<Vec<Vec<u8>>>>,
}

impl Tap {
    async fn before(node: &TestNode) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let target = node.url.trim_start_matches("http://").to_owned();
        let requests = std::sync::Arc::<std::sync::Mutex<Vec<Vec<u8>>>>::default();
        let seen = std::sync::Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (seen, target) = (std::sync::Arc::clone(&seen), target.clone());
                tokio::spawn(async move {
                    let mut far = TcpStream::connect(&target).await.unwrap();
                    let (mut near_read, mut near_write) = near.split();
                    let (mut far_read, mut far_write) = far.split();
                    let there = async {
                        let mut buffer = vec![0; 65_536];
                        loop {
                            match near_read.read(&mut buffer).await {
                                Ok(0) | Err(_) => return,
                                Ok(read) => {
                                    seen.lock().unwrap().push(buffer[..read].to_vec());
                                    let _ = far_write.write_all(&buffer[..read]).await;
                                }
                            }
                        }
                    };
                    let back = tokio::io::copy(&mut far_read, &mut near_write);
                    let _ = tokio::join!(there, back);
                });
            }
        });
        Self { url, requests }
    }

    /// Sends what was seen again, changed by `change`; the answer as text.
    async fn again(
        &self,
        node: &TestNode,
        wanted: &str,
        change: impl Fn(String) -> String,
    ) -> String {
        let request = {
            let requests = self.requests.lock().unwrap();
            let texts: Vec<String> = requests
                .iter()
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
                .collect();
            texts
                .into_iter()
                .find(|text| text.contains(wanted))
                .expect("the request was seen")
        };
        let request = change(request.replacen("\r\n", "\r\nconnection: close\r\n", 1));
        let mut stream = TcpStream::connect(node.url.trim_start_matches("http://"))
            .await
            .unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_was_overheard_is_good_for_nothing() {
    let (a, b) = pair(&Database::Sqlite).await;
    let tap = Tap::before(&a).await;
    let code = a.invite(Some(&b.url), "a_to_b").await;
    let mut through_tap =
        crosslink_protocol::invitation_code::InvitationCode::decode(&code).unwrap();
    through_tap.source_url.clone_from(&tap.url);
    let code = through_tap.encode().unwrap();
    assert_eq!(b.accept(&code, "b_to_a").await.0, 201);

    let answer = tap.again(&a, "/acceptance", |request| request).await;
    assert!(
        answer.starts_with("HTTP/1.1 409") && answer.contains("peer_replayed"),
        "{answer}"
    );
    let answer = tap
        .again(&a, "/acceptance", |request| {
            request.replace("Company B", "Company X")
        })
        .await;
    assert!(
        answer.starts_with("HTTP/1.1 401") && answer.contains("peer_signature_invalid"),
        "{answer}"
    );
    let answer = tap
        .again(&a, "/preview", |request| {
            request.replace("/preview", "/acceptance")
        })
        .await;
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    let answer = tap.again(&b, "/acceptance", |request| request).await;
    assert!(
        answer.starts_with("HTTP/1.1 401"),
        "a message for A is none for B: {answer}"
    );
}
