//! Requests that may be sent twice: `Idempotency-Key`
//! (draft-ietf-httpapi-idempotency-key-header).

use super::Shared;
use super::problem::Refusal;
use crate::app::App;
use crate::failure::Failure;
use crate::store::{Answers, Tx};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

/// How long an answer is kept, in milliseconds: a day.
const KEPT_MS: i64 = 24 * 3_600_000;
/// What answers are sealed for; some hold an invitation code.
const PURPOSE: &str = "answer";

/// The key of a request that may be sent twice.
pub(crate) struct IdempotencyKey(String);

impl FromRequestParts<Shared> for IdempotencyKey {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Refusal> {
        let key = parts
            .headers
            .get("idempotency-key")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let good = (16..=128).contains(&key.len())
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if good {
            Ok(Self(format!("{} {key}", parts.uri.path())))
        } else {
            Err(ErrorCode::IdempotencyKeyMissing.into())
        }
    }
}

impl IdempotencyKey {
    /// The answer that this request was given before, if it was sent before.
    ///
    /// # Errors
    /// [`ErrorCode::IdempotencyKeyReused`] when the key came with another content.
    pub(crate) async fn answer<T: DeserializeOwned>(
        &self,
        app: &App,
        content: &impl Serialize,
    ) -> Result<Option<T>, Failure> {
        self.answer_in(&mut *app.store.read().await?, app, content)
            .await
    }

    /// The same, inside a transaction: who holds one must not wait for another connection, which others may wait with.
    pub(crate) async fn answer_in<T: DeserializeOwned>(
        &self,
        db: &mut AnyConnection,
        app: &App,
        content: &impl Serialize,
    ) -> Result<Option<T>, Failure> {
        let found = Answers::find(db, &self.0).await?;
        let Some((fingerprint, sealed)) = found else {
            return Ok(None);
        };
        if fingerprint != fingerprint_of(content)? {
            return Err(ErrorCode::IdempotencyKeyReused.into());
        }
        let opened = app.vault.open(PURPOSE, &sealed)?;
        serde_json::from_slice(&opened)
            .map(Some)
            .map_err(unreadable)
    }

    /// Keeps the answer, in the transaction that does what was asked. `false` when the same request, sent at the same
    /// time, was quicker: then this transaction has to be given up.
    pub(crate) async fn keep<T: Serialize>(
        &self,
        app: &App,
        tx: &mut Tx,
        content: &impl Serialize,
        answer: &T,
    ) -> Result<bool, Failure> {
        let answer = serde_json::to_vec(answer).map_err(unreadable)?;
        let sealed = app.vault.seal(&*app.entropy, PURPOSE, &answer)?;
        let until = app.clock.now().plus_ms(KEPT_MS);
        Ok(Answers::insert(tx, &self.0, &fingerprint_of(content)?, &sealed, until).await?)
    }
}

impl IdempotencyKey {
    /// Forgets the answer: what was asked did not happen after all.
    pub(crate) async fn forget(&self, tx: &mut Tx) -> Result<(), Failure> {
        Ok(Answers::delete(tx, &self.0).await?)
    }
}

fn fingerprint_of(content: &impl Serialize) -> Result<String, Failure> {
    let bytes = serde_json::to_vec(content).map_err(unreadable)?;
    Ok(URL_SAFE_NO_PAD.encode(Sha256::digest(bytes)))
}

fn unreadable(error: serde_json::Error) -> Failure {
    Failure::Internal("an answer can't be written or read", Some(Box::new(error)))
}
