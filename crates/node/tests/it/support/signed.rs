//! Requests between nodes, signed as a node signs them, but with whatever content.

use super::node::TestNode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_node::ports::{Clock, SystemClock};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Sends a message of `from` to `to`, about the id in its path; the status and the JSON of the answer.
pub async fn signed(from: &TestNode, to: &TestNode, path: &str, message: Value) -> (u16, Value) {
    let text = std::fs::read_to_string(from.folder.path().join("identity.key")).unwrap();
    let seed: [u8; 32] = URL_SAFE_NO_PAD
        .decode(text.trim())
        .unwrap()
        .try_into()
        .unwrap();
    let der = SigningKey::from_bytes(&seed).to_pkcs8_der().unwrap();
    let (own, other) = (info(from).await, info(to).await);
    let other_key = URL_SAFE_NO_PAD
        .decode(other["publicKey"].as_str().unwrap())
        .unwrap();
    let body = message.to_string();
    let now = SystemClock.now().0 / 1000;
    let claims = json!({
        "iss": own["uid"],
        "aud": URL_SAFE_NO_PAD.encode(Sha256::digest(other_key)),
        "sub": path.split('/').nth(4).unwrap(),
        "iat": now,
        "exp": now + 60,
        "jti": super::new_key(),
        "bh": URL_SAFE_NO_PAD.encode(Sha256::digest(format!("request\nPOST\n{path}\n{body}"))),
    });
    let key = EncodingKey::from_ed_der(der.as_bytes());
    let token = encode(&Header::new(Algorithm::EdDSA), &claims, &key).unwrap();
    let headers = [("crosslink-key", own["publicKey"].as_str().unwrap())];
    let response = to
        .raw(Method::POST, path, Some(&token), &headers, Some(message))
        .await;
    (response.status().as_u16(), response.json().await.unwrap())
}

/// What a node tells everybody.
pub async fn info(node: &TestNode) -> Value {
    let (_, info) = node
        .send(Method::GET, "/peer/v1/node", None, None, None)
        .await;
    info
}
