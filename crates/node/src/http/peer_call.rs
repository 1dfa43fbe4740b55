//! A signed request of another node, and its signed answer. `peer/signature.rs` says how they are signed.

use super::Shared;
use super::auth::bearer;
use super::detached::detached;
use super::limits::{Kind, caller};
use super::problem::Refusal;
use crate::app::App;
use crate::failure::Failure;
use crate::peer::{
    ANSWER_SIGNATURE, Claims, KEY, PROOF, Purpose, SignatureError, Signed, fingerprint_of, sign,
    uid_of, verify, vouch,
};
use crate::ports::is_id;
use crate::store::{Tokens, Tx};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::peer::NodeInfo;
use crosslink_protocol::problem::PROBLEM_JSON;
use crosslink_protocol::{ErrorCode, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A signed request as it came: nothing in it is checked yet.
pub(crate) struct SignedRequest {
    signature: Signature,
    /// What it is about: the id in its path.
    subject: String,
    body: Bytes,
}

impl FromRequest<Shared> for SignedRequest {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Shared) -> Result<Self, Refusal> {
        let (mut parts, body) = request.into_parts();
        let signature = Signature::of(&parts, app)?;
        let subject = Path::from_request_parts(&mut parts, app).await;
        let Path(subject) = subject.map_err(|_| ErrorCode::NotFound)?;
        let body = Bytes::from_request(Request::from_parts(parts, body), app).await;
        Ok(Self {
            signature,
            subject,
            body: body.map_err(|_| ErrorCode::PayloadTooLarge)?,
        })
    }
}

impl SignedRequest {
    /// Has `work` done if the signature is the sender's, to its end even when the sender leaves, and answers, signed.
    pub(crate) async fn answered<T, F>(
        self,
        app: Shared,
        work: impl FnOnce(Shared, Call) -> F,
    ) -> Result<Response, Refusal>
    where
        T: Serialize + Send + 'static,
        F: Future<Output = Result<T, Failure>> + Send + 'static,
    {
        let call = Call::read(&app, self.signature, self.body, self.subject)?;
        let done = detached(work(Arc::clone(&app), call.clone())).await;
        call.answer(&app, done)
    }
}

/// The signatures of a request, not checked yet.
struct Signature {
    method: String,
    path: String,
    bearer: Option<String>,
    key: Option<String>,
    proof: Option<String>,
}

impl Signature {
    fn of(parts: &Parts, app: &Shared) -> Result<Self, Refusal> {
        let kind = if parts.uri.path().ends_with("/heartbeat") {
            Kind::Heartbeat
        } else {
            Kind::Peer
        };
        app.limits
            .count(kind, caller(parts, &app.config.trusted_proxies))?;
        let text = |name: &str| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned)
        };
        Ok(Self {
            method: parts.method.as_str().to_owned(),
            path: parts
                .uri
                .path_and_query()
                .map_or_else(String::new, |path| path.as_str().to_owned()),
            bearer: bearer(parts).map(str::to_owned),
            key: text(KEY),
            proof: text(PROOF),
        })
    }
}

/// A request whose sender has shown that the key it names is its own.
#[derive(Clone)]
pub(crate) struct Call {
    method: String,
    path: String,
    body: Bytes,
    subject: String,
    key: String,
    fingerprint: String,
    claims: Claims,
    proof: Option<String>,
    /// Both signatures are judged by the same time, however long the store let the request wait in between.
    read_at: Timestamp,
}

impl Call {
    /// Checks the sender's signature. Who the sender must be, is for the caller to check.
    ///
    /// # Errors
    /// [`ErrorCode::PeerClocksDiffer`], and [`ErrorCode::PeerSignatureInvalid`] for all else; the log says what exactly.
    fn read(
        app: &App,
        signature: Signature,
        body: Bytes,
        subject: String,
    ) -> Result<Self, Refusal> {
        let refused = |reason: &str| {
            tracing::warn!(reason, "a signed request was refused");
            Refusal::from(ErrorCode::PeerSignatureInvalid)
        };
        let (Some(token), Some(key)) = (signature.bearer, signature.key) else {
            return Err(refused("it has no signature"));
        };
        let (Some(fingerprint), Some(uid)) = (fingerprint_of(&key), uid_of(&key)) else {
            return Err(refused("its key is no Ed25519 key"));
        };
        let read_at = app.clock.now();
        let message = Signed::Request(&signature.method, &signature.path, &body);
        let claims = verify(
            &token,
            &key,
            &own_fingerprint(app),
            &subject,
            &message,
            read_at,
        )
        .map_err(|error| match error {
            SignatureError::Time => ErrorCode::PeerClocksDiffer.into(),
            other => refused(&other.to_string()),
        })?;
        if claims.iss != uid.as_str() || !is_id(&claims.jti) || !is_id(&subject) {
            return Err(refused("it names another sender, or no ids"));
        }
        Ok(Self {
            method: signature.method,
            path: signature.path,
            body,
            subject,
            key,
            fingerprint,
            claims,
            proof: signature.proof,
            read_at,
        })
    }

    /// What the call is about: the id in its path.
    pub(crate) fn subject(&self) -> &str {
        &self.subject
    }

    /// The sender's public key.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// The message.
    pub(crate) fn message<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_slice(&self.body).map_err(|_| ErrorCode::MalformedRequest.into())
    }

    /// A node speaks for itself only, and makes sense.
    pub(crate) fn comes_from(&self, node: &NodeInfo) -> Result<(), Failure> {
        Ok(vouch(node, &self.fingerprint)?)
    }

    /// Checks the proof that the sender has the code whose one-time key has this public half.
    pub(crate) fn proves(&self, app: &App, proof_key: &str) -> Result<(), Failure> {
        let proof = self
            .proof
            .as_deref()
            .ok_or(ErrorCode::InvitationProofWrong)?;
        let message = Signed::Request(&self.method, &self.path, &self.body);
        let verified = verify(
            proof,
            proof_key,
            &own_fingerprint(app),
            &self.subject,
            &message,
            self.read_at,
        );
        match verified {
            Ok(claims) if claims.jti == self.claims.jti => Ok(()),
            // Clocks that are apart say nothing of the code.
            Err(SignatureError::Time) => Err(ErrorCode::PeerClocksDiffer.into()),
            Ok(_) | Err(_) => Err(ErrorCode::InvitationProofWrong.into()),
        }
    }

    /// Refuses a request that was sent before.
    pub(crate) async fn once(&self, tx: &mut Tx) -> Result<(), Failure> {
        let claims = &self.claims;
        match Tokens::first_use(tx, &claims.iss, &claims.jti, claims.replayable_until()).await? {
            true => Ok(()),
            false => Err(ErrorCode::PeerReplayed.into()),
        }
    }

    /// Answers, signed: so the sender knows that it is our answer, to this request, and not changed.
    fn answer<T: Serialize>(
        &self,
        app: &App,
        done: Result<T, Failure>,
    ) -> Result<Response, Refusal> {
        let broken = |error: Box<dyn std::error::Error + Send + Sync>| {
            Failure::Internal("an answer can't be signed", Some(error))
        };
        let (status, kind, body) = match done {
            Ok(answer) => (200, "application/json", serde_json::to_vec(&answer)),
            Err(failure) => {
                let problem = Refusal::from(failure).problem;
                (problem.status, PROBLEM_JSON, serde_json::to_vec(&problem))
            }
        };
        let body = body.map_err(|error| broken(Box::new(error)))?;
        let purpose = Purpose {
            issuer: app.peers.own.uid.as_str(),
            audience: &self.fingerprint,
            subject: &self.subject,
            id: &self.claims.jti,
        };
        let signature = sign(
            &app.identity,
            &purpose,
            &Signed::Answer(status, &body),
            app.clock.now(),
        )
        .map_err(|error| broken(Box::new(error)))?;
        let mut response = (
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            body,
        )
            .into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        for (name, value) in [
            (KEY, app.identity.public_key.as_str()),
            (ANSWER_SIGNATURE, &signature),
        ] {
            let value = HeaderValue::try_from(value).map_err(|error| broken(Box::new(error)))?;
            headers.insert(HeaderName::from_static(name), value);
        }
        Ok(response)
    }
}

fn own_fingerprint(app: &App) -> String {
    URL_SAFE_NO_PAD.encode(app.identity.fingerprint())
}
