//! The calls of the console API, each with its types.

use super::client::{Answer, Call, read};
use super::{Api, ApiError};
use crosslink_protocol::connection::{Connection, ConnectionPage, Initiated};
use crosslink_protocol::instance::{Instance, Probe, ProbeRequest};
use crosslink_protocol::invitation::{InvitationPreview, PreviewRequest};
use crosslink_protocol::project::ProjectPage;
use gloo_net::http::Method;
use web_sys::AbortSignal;

/// Milliseconds that a probe may take: the node itself gives up after 9 seconds.
const PROBE_TIMEOUT_MS: u32 = 12_000;

/// What the list has become.
pub enum ListAnswer {
    /// What it was.
    Unchanged,
    /// This, with the tag to ask with next time.
    Page(ConnectionPage, Option<String>),
}

impl Api {
    /// The own instance, its node, and who is signed in.
    ///
    /// # Errors
    /// Why there is no answer; so for each call below.
    pub async fn instance(&self) -> Result<Instance, ApiError> {
        read(&self.call(Call::new(Method::GET, "instance")).await?.body)
    }

    /// Ends the session, at the node and here.
    ///
    /// # Errors
    /// Why there is no answer: the session may not have ended.
    pub async fn sign_out(&self) -> Result<(), ApiError> {
        self.call(Call::new(Method::DELETE, "session")).await?;
        Ok(())
    }

    /// A page of the connections, unless it is still the one with this tag.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn connections(
        &self,
        query: &[(&'static str, String)],
        etag: Option<&str>,
        abort: &AbortSignal,
    ) -> Result<ListAnswer, ApiError> {
        let headers: Vec<_> = etag
            .map(|etag| ("if-none-match", etag))
            .into_iter()
            .collect();
        let call = Call {
            query,
            headers: &headers,
            ..Call::new(Method::GET, "connections")
        };
        let Answer { status, etag, body } = self.call(call.abort(Some(abort))).await?;
        if status == 304 {
            return Ok(ListAnswer::Unchanged);
        }
        Ok(ListAnswer::Page(read(&body)?, etag))
    }

    /// A page of the own instance's projects.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn projects(
        &self,
        search: &str,
        cursor: Option<&str>,
        abort: &AbortSignal,
    ) -> Result<ProjectPage, ApiError> {
        let mut query = vec![("search", search.trim().to_owned())];
        query.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
        let call = Call {
            query: &query,
            ..Call::new(Method::GET, "projects")
        };
        read(&self.call(call.abort(Some(abort))).await?.body)
    }

    /// What is at this destination; `None` for *I don't have a URL*.
    ///
    /// # Errors
    /// Why it can't be used, at the field `url`, or why there is no answer.
    pub async fn probe(&self, url: Option<String>, abort: &AbortSignal) -> Result<Probe, ApiError> {
        let call = Call {
            timeout_ms: PROBE_TIMEOUT_MS,
            ..Call::post("destinations/probe", json(&ProbeRequest { url })?)
        };
        read(&self.call(call.abort(Some(abort))).await?.body)
    }

    /// Initiates a connection. `request` is the JSON of an `InitiateRequest`: repeated with the same key it has
    /// to be the same to the letter.
    ///
    /// # Errors
    /// Why it was refused, or why there is no answer.
    pub async fn initiate(&self, key: &str, request: String) -> Result<Initiated, ApiError> {
        read(&self.submit("connections", key, request).await?)
    }

    /// Who invites with this code, and to what.
    ///
    /// # Errors
    /// What is wrong with the code, at the field `code`, or why there is no answer.
    pub async fn preview(&self, code: String) -> Result<InvitationPreview, ApiError> {
        let body = json(&PreviewRequest { code })?;
        read(
            &self
                .call(Call::post("invitations/preview", body))
                .await?
                .body,
        )
    }

    /// Accepts an invitation. `request` is the JSON of an `AcceptRequest`, as with [`Api::initiate`]. The
    /// connection is pending when the other side hasn't answered yet.
    ///
    /// # Errors
    /// Why it was refused, or why there is no answer.
    pub async fn accept(&self, key: &str, request: String) -> Result<Connection, ApiError> {
        read(&self.submit("invitations/accept", key, request).await?)
    }

    async fn submit(
        &self,
        path: &'static str,
        key: &str,
        body: String,
    ) -> Result<String, ApiError> {
        let call = Call {
            headers: &[("idempotency-key", key)],
            ..Call::post(path, body)
        };
        Ok(self.call(call).await?.body)
    }
}

/// Writes a call's JSON.
pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|_| ApiError::Unreadable)
}
