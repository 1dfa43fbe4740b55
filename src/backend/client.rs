//! One call of the node: with the session's token, a time limit, and one silent renewal of an ended session.

use super::ApiError;
use super::together::Together;
use crate::clock;
use crosslink_protocol::session::{Session, SessionProof};
use gloo_net::http::{Method, RequestBuilder};
use js_sys::Array;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use web_sys::{AbortSignal, RequestCache, RequestCredentials};

/// A session is renewed when it has less than this many milliseconds to live.
const RENEW_BEFORE_MS: i64 = 60_000;

/// A session on its way: `None` where there is no way to one that needs nobody's help.
pub type Renewing<'a> = Pin<Box<dyn Future<Output = Result<Option<Session>, ApiError>> + 'a>>;

/// Knows how people sign in where the page runs, and what to do when they no longer are.
pub trait SessionKeeper: Send + Sync {
    /// A new session in place of the one with this token, without anybody's help.
    fn renew<'a>(&'a self, api: &'a Api, token: Option<String>) -> Renewing<'a>;
    /// There is a new session.
    fn opened(&self, session: &Session);
    /// The session is over, and could not be renewed.
    fn ended(&self);
}

/// The client of one node.
#[derive(Clone)]
pub struct Api(Arc<Inner>);

struct Inner {
    /// The node's address, ending in a slash.
    node: String,
    session: Mutex<Option<Held>>,
    renewal: Together<Result<Option<Session>, ApiError>>,
    keeper: Box<dyn SessionKeeper>,
}

#[derive(Clone)]
struct Held {
    session: Session,
    /// Whether it is renewed before it ends. One that is about to end as soon as it begins isn't: sessions here are that
    /// short, or this device's clock is wrong, and each call would begin with a renewal.
    early: bool,
}

impl Held {
    fn new(session: Session) -> Self {
        let early = !is_about_to_end(&session);
        Self { session, early }
    }
}

fn is_about_to_end(session: &Session) -> bool {
    session.expires_at.since(clock::now()) < RENEW_BEFORE_MS
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
            renewal: Together::new(),
            keeper: Box::new(keeper),
        }))
    }

    /// Goes on with a session of before.
    pub fn resume(&self, session: &Session) {
        self.hold(session.clone());
        self.0.keeper.opened(session);
    }

    /// Goes on with a session that its keeper knows already.
    pub fn hold(&self, session: Session) {
        *self.lock() = Some(Held::new(session));
    }

    /// The node's address, ending in a slash.
    pub fn node(&self) -> &str {
        &self.0.node
    }

    /// The present session.
    pub fn session(&self) -> Option<Session> {
        self.lock().as_ref().map(|held| held.session.clone())
    }

    /// Says that the session is over.
    pub fn ended(&self) {
        self.0.keeper.ended();
    }

    fn lock(&self) -> MutexGuard<'_, Option<Held>> {
        let session = &self.0.session;
        session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Trades a proof for a session.
    ///
    /// # Errors
    /// Why there is no session.
    pub async fn sign_in(&self, proof: &SessionProof) -> Result<Session, ApiError> {
        let body = serde_json::to_string(proof).map_err(|_| ApiError::Unreadable)?;
        let answer = self.send(&Call::post("session", body), None).await?;
        let session: Session = read(&answer.body)?;
        self.resume(&session);
        Ok(session)
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
        let held = self.lock().clone();
        let due = held
            .as_ref()
            .is_some_and(|held| held.early && is_about_to_end(&held.session));
        let mut token = held.map(|held| held.session.token);
        if due && let Ok(Some(session)) = self.renewed(token.clone()).await {
            // If it fails, the session may still do; if not, the answer below says so.
            token = Some(session.token);
        }
        let code = match self.send(&call, token.as_deref()).await {
            Err(ApiError::SignedOut(code)) => code,
            outcome => return outcome,
        };
        let outcome = match self.renewed(token).await? {
            Some(session) => self.send(&call, Some(&session.token)).await,
            None => Err(ApiError::SignedOut(code)),
        };
        if let Err(ApiError::SignedOut(_)) = &outcome {
            self.0.keeper.ended();
        }
        outcome
    }

    /// A session that is newer than the one with this token; `None` where nobody is signed in any more.
    ///
    /// # Errors
    /// Why it isn't known whether somebody is: the node can't be reached, or wants to be left alone for a while.
    pub async fn renewed(&self, token: Option<String>) -> Result<Option<Session>, ApiError> {
        // Another call may have met the same end a moment ago, and renewed the session already.
        let newer = self
            .session()
            .filter(|session| Some(&session.token) != token.as_ref());
        if newer.is_some() {
            return Ok(newer);
        }
        let renewal = async {
            match self.0.keeper.renew(self, token).await {
                Ok(Some(session)) => {
                    self.hold(session.clone());
                    Ok(Some(session))
                }
                Err(error) if error.is_final() => Ok(None),
                outcome => outcome,
            }
        };
        self.0.renewal.run(renewal).await
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
            // The session is in a header; cookies of whoever else is at the node's origin are nobody's business here.
            .credentials(RequestCredentials::Omit)
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
