//! Calls to addresses that somebody else named: guarded, bounded in time and size, and with a name for each failure.

use super::guard::{Guard, Refused};
use crosslink_protocol::ErrorCode;
use futures_util::StreamExt;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response};
use std::error::Error;
use std::io;
use std::time::{Duration, Instant};
use url::Url;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(4);
/// How long a whole call may take: people wait for it, and were promised an answer within 10 seconds.
const TOTAL: Duration = Duration::from_secs(8);
/// The largest answer that is read, in bytes.
pub(super) const ANSWER_MAX: usize = 64 * 1024;
/// The same for lists: the fields of a large process.
pub(super) const LIST_MAX: usize = 512 * 1024;

/// Makes guarded calls.
pub(crate) struct Calls {
    guard: Guard,
    secure: Client,
    insecure: Client,
}

/// An answer, whole.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// From sending to the last byte, in milliseconds.
    pub(crate) took_ms: i64,
}

impl Calls {
    /// Calls under the rules of `guard`.
    ///
    /// # Errors
    /// When the TLS library can't be set up.
    pub(crate) fn new(guard: Guard) -> Result<Self, reqwest::Error> {
        let client = |secure: bool| {
            Client::builder()
                .dns_resolver(guard.resolver(secure))
                .redirect(Policy::none())
                .no_proxy()
                .https_only(secure)
                .connect_timeout(CONNECT)
                .timeout(TOTAL)
                .user_agent(concat!("Crosslink/", env!("CARGO_PKG_VERSION")))
                .build()
        };
        Ok(Self {
            secure: client(true)?,
            insecure: client(false)?,
            guard,
        })
    }

    /// Whether the rules let this address be called, as far as can be told without looking it up.
    pub(crate) fn allowed(&self, url: &Url) -> bool {
        self.guard.check(url).is_ok()
    }

    /// Sends one request and reads the answer.
    ///
    /// # Errors
    /// One of the `Destination…` and `Url…` codes.
    pub(crate) async fn send(
        &self,
        method: Method,
        url: Url,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<Answer, ErrorCode> {
        self.send_up_to(ANSWER_MAX, method, url, headers, body)
            .await
    }

    /// The same, with an answer of at most so many bytes.
    pub(crate) async fn send_up_to(
        &self,
        answer_max: usize,
        method: Method,
        url: Url,
        headers: HeaderMap,
        body: Vec<u8>,
    ) -> Result<Answer, ErrorCode> {
        self.guard.check(&url)?;
        let client = if url.scheme() == "https" {
            &self.secure
        } else {
            &self.insecure
        };
        let started = Instant::now();
        let request = client.request(method, url).headers(headers).body(body);
        let response = request.send().await.map_err(|error| name_of(&error))?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = read(response, answer_max).await?;
        let took_ms = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
        Ok(Answer {
            status,
            headers,
            body,
            took_ms,
        })
    }
}

async fn read(response: Response, max: usize) -> Result<Vec<u8>, ErrorCode> {
    let mut body = Vec::new();
    let mut stream = response.bytes_stream();
    while let Some(part) = stream.next().await {
        body.extend_from_slice(&part.map_err(|error| name_of(&error))?);
        if body.len() > max {
            return Err(ErrorCode::DestinationNoNode);
        }
    }
    Ok(body)
}

/// Finds the reason in the chain of an HTTP client's error.
fn name_of(error: &reqwest::Error) -> ErrorCode {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(current) = cause {
        if let Some(Refused(code)) = current.downcast_ref() {
            return *code;
        }
        if let Some(code) = current.downcast_ref::<io::Error>().and_then(name_of_io) {
            return code;
        }
        if let Some(error) = current.downcast_ref() {
            return name_of_tls(error);
        }
        cause = current.source();
    }
    if error.is_timeout() {
        ErrorCode::DestinationTimeout
    } else {
        ErrorCode::DestinationBroken
    }
}

fn name_of_io(error: &io::Error) -> Option<ErrorCode> {
    // An `io::Error` hides the error it wraps from the chain of sources, and may wrap another one.
    if let Some(inner) = error.get_ref() {
        if let Some(Refused(code)) = inner.downcast_ref() {
            return Some(*code);
        }
        if let Some(error) = inner.downcast_ref() {
            return Some(name_of_tls(error));
        }
        if let Some(code) = inner.downcast_ref().and_then(name_of_io) {
            return Some(code);
        }
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some(ErrorCode::DestinationRefused),
        io::ErrorKind::TimedOut => Some(ErrorCode::DestinationTimeout),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            Some(ErrorCode::DestinationUnreachable)
        }
        _ => None,
    }
}

fn name_of_tls(error: &rustls::Error) -> ErrorCode {
    match error {
        rustls::Error::InvalidCertificate(_) => ErrorCode::DestinationTls,
        _ => ErrorCode::DestinationNoTls,
    }
}
