//! One call of the node: with the session's token, a time limit, and one silent renewal of an ended session.

use super::ApiError;
use crate::clock;
use crosslink_protocol::session::{Session, SessionProof};
use crosslink_protocol::{ErrorCode, Timestamp};
use gloo_net::http::{Method, RequestBuilder};
use js_sys::Array;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use web_sys::{AbortSignal, RequestCache};

/// A session is renewed when it has less than this many milliseconds to live.
const RENEW_BEFORE_MS: i64 = 60_000;

/// Knows how people sign in where the page runs, and what to do when they no longer are.
pub trait SessionKeeper: Send + Sync {
    /// A fresh proof that needs nobody's help; `None` where there is none.
    fn proof(&self) -> Pin<Box<dyn Future<Output = Option<SessionProof>>>>;
    /// There is a new session.
    fn opened(&self, session: &Session);
    /// The session is over, and could not be renewed.
    fn ended(&self, code: ErrorCode);
}

/// The client of one node.
#[derive(Clone)]
pub struct Api(Arc<Inner>);

struct Inner {
    /// The node's address, ending in a slash.
    node: String,
    session: Mutex<Option<Held>>,
    keeper: Box<dyn SessionKeeper>,
}

#[derive(Clone)]
struct Held {
    token: String,
    expires_at: Timestamp,
}

/// What is asked.
pub(super) struct Call<'a> {
    pub method: Method,
    /// Below `api/v1/`.
    pub path: &'a str,
    pub query: &'a [(&'static str, String)],
    pub headers: &'a [(&'static str, &'a str)],
    /// JSON.
    pub body: Option<String>,
    pub timeout_ms: u32,
    /// Gives the call up.
    pub abort: Option<&'a AbortSignal>,
}

/// Milliseconds that a call may take unless it says otherwise.
pub(super) const TIMEOUT_MS: u32 = 15_000;

impl<'a> Call<'a> {
    pub fn new(method: Method, path: &'a str) -> Self {
        Self {
            method,
            path,
            query: &[],
            headers: &[],
            body: None,
            timeout_ms: TIMEOUT_MS,
            abort: None,
        }
    }

    pub fn post(path: &'a str, body: String) -> Self {
        Self {
            body: Some(body),
            ..Self::new(Method::POST, path)
        }
    }

    pub fn abort(self, abort: Option<&'a AbortSignal>) -> Self {
        Self { abort, ..self }
    }
}

/// What the node answered; only answers that are no failure.
pub(super) struct Answer {
    pub status: u16,
    pub etag: Option<String>,
    pub body: String,
}

impl Api {
    /// A client of the node at this address.
    pub fn new(node: &str, keeper: impl SessionKeeper + 'static) -> Self {
        let node = format!("{}/", node.trim_end_matches('/'));
        Self(Arc::new(Inner {
            node,
            session: Mutex::new(None),
            keeper: Box::new(keeper),
        }))
    }

    /// Goes on with a session of before.
    pub fn resume(&self, session: &Session) {
        self.hold(session);
        self.0.keeper.opened(session);
    }

    /// The node's address, ending in a slash.
    pub fn node(&self) -> &str {
        &self.0.node
    }

    /// The token of the present session, and when it ends.
    pub fn token(&self) -> Option<(String, Timestamp)> {
        self.held().map(|held| (held.token, held.expires_at))
    }

    /// A fresh proof that needs nobody's help; `None` where there is none.
    pub async fn proof(&self) -> Option<SessionProof> {
        self.0.keeper.proof().await
    }

    /// Says that the session is over.
    pub fn ended(&self, code: ErrorCode) {
        self.0.keeper.ended(code);
    }

    fn hold(&self, session: &Session) {
        *self
            .0
            .session
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(Held {
            token: session.token.clone(),
            expires_at: session.expires_at,
        });
    }

    fn held(&self) -> Option<Held> {
        self.0
            .session
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Trades a proof for a session.
    ///
    /// # Errors
    /// Why there is no session.
    pub async fn sign_in(&self, proof: &SessionProof) -> Result<(), ApiError> {
        let body = serde_json::to_string(proof).map_err(|_| ApiError::Unreadable)?;
        let answer = self.send(&Call::post("session", body), None).await?;
        let session: Session = read(&answer.body)?;
        self.resume(&session);
        Ok(())
    }

    /// Asks, and renews the session once where the node says that it has ended.
    ///
    /// Boxed, so that the state of a call isn't built into each of its callers again.
    pub(super) fn call<'a>(
        &'a self,
        call: Call<'a>,
    ) -> Pin<Box<dyn Future<Output = Result<Answer, ApiError>> + 'a>> {
        Box::pin(self.call_with_session(call))
    }

    async fn call_with_session(&self, call: Call<'_>) -> Result<Answer, ApiError> {
        let mut held = self.held();
        if held
            .as_ref()
            .is_none_or(|held| held.expires_at.since(clock::now()) < RENEW_BEFORE_MS)
            && let Some(proof) = self.0.keeper.proof().await
        {
            // If this fails, the session may still do; if not, the answer below says so.
            let _ = self.sign_in(&proof).await;
            held = self.held();
        }
        let token = held.map(|held| held.token);
        let code = match self.send(&call, token.as_deref()).await {
            Err(ApiError::SignedOut(code)) => code,
            outcome => return outcome,
        };
        let token = self.renewed(token, code).await?;
        let outcome = self.send(&call, Some(&token)).await;
        if let Err(ApiError::SignedOut(code)) = &outcome {
            self.0.keeper.ended(*code);
        }
        outcome
    }

    /// A token that is newer than the one that was refused.
    async fn renewed(&self, refused: Option<String>, code: ErrorCode) -> Result<String, ApiError> {
        // Another call may have met the same end a moment ago, and renewed the session already.
        if let Some(held) = self
            .held()
            .filter(|held| Some(&held.token) != refused.as_ref())
        {
            return Ok(held.token);
        }
        if let Some(proof) = self.0.keeper.proof().await {
            match self.sign_in(&proof).await {
                Ok(()) => {
                    if let Some(held) = self.held() {
                        return Ok(held.token);
                    }
                }
                Err(error) if !error.nothing_was_done() => return Err(error),
                Err(_) => {}
            }
        }
        self.0.keeper.ended(code);
        Err(ApiError::SignedOut(code))
    }

    fn send<'a>(
        &'a self,
        call: &'a Call<'a>,
        token: Option<&'a str>,
    ) -> Pin<Box<dyn Future<Output = Result<Answer, ApiError>> + 'a>> {
        Box::pin(self.send_once(call, token))
    }

    async fn send_once(&self, call: &Call<'_>, token: Option<&str>) -> Result<Answer, ApiError> {
        let url = format!("{}api/v1/{}", self.0.node, call.path);
        let signal = limit(call);
        let mut request = RequestBuilder::new(&url)
            .method(call.method.clone())
            // The page keeps what it needs and sends `If-None-Match` itself.
            .cache(RequestCache::NoStore)
            .abort_signal(Some(&signal));
        if !call.query.is_empty() {
            request = request.query(call.query.iter().map(|(key, value)| (*key, value.as_str())));
        }
        for (name, value) in call.headers {
            request = request.header(name, value);
        }
        if let Some(token) = token {
            request = request.header("authorization", &format!("Bearer {token}"));
        }
        let request = match &call.body {
            Some(body) => request
                .header("content-type", "application/json")
                .body(body.as_str()),
            None => request.build(),
        };
        let response = request
            .map_err(transport)?
            .send()
            .await
            .map_err(transport)?;
        let status = response.status();
        let body = response.text().await.map_err(transport)?;
        if !matches!(status, 200..300 | 304) {
            let headers = response.headers();
            let retry_after_s = headers
                .get("retry-after")
                .and_then(|text| text.parse().ok());
            return Err(ApiError::from_answer(status, &body, retry_after_s));
        }
        Ok(Answer {
            status,
            etag: response.headers().get("etag"),
            body,
        })
    }
}

/// Reads an answer's JSON.
pub(super) fn read<T: serde::de::DeserializeOwned>(body: &str) -> Result<T, ApiError> {
    serde_json::from_str(body).map_err(|_| ApiError::Unreadable)
}

/// Ends the call after its time, or when its owner gives it up.
fn limit(call: &Call<'_>) -> AbortSignal {
    let timeout = AbortSignal::timeout_with_u32(call.timeout_ms);
    match call.abort {
        Some(abort) => AbortSignal::any(&Array::of2(&timeout, abort)),
        None => timeout,
    }
}

fn transport(error: gloo_net::Error) -> ApiError {
    let gloo_net::Error::JsError(error) = error else {
        return ApiError::Network;
    };
    match error.name.as_str() {
        "TimeoutError" => ApiError::Timeout,
        "AbortError" => ApiError::Cancelled,
        _ if !leptos::prelude::window().navigator().on_line() => ApiError::Offline,
        _ => ApiError::Network,
    }
}
