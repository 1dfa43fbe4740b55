//! The calls about one connection, and those that change General Settings.

use super::client::{Answer, Call, read};
use super::{Api, ApiError};
use crosslink_protocol::activity::ActivityPage;
use crosslink_protocol::check::CheckReport;
use crosslink_protocol::connection::{Connection, EditRequest, Initiated};
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::licence::{Licence, LicenceKeyRequest};
use gloo_net::http::Method;
use web_sys::AbortSignal;

/// Milliseconds that a check may take: both nodes try each other, step by step.
const CHECK_TIMEOUT_MS: u32 = 45_000;

/// A change of a connection that needs nothing but the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Takes back this side's deactivation.
    Activate,
    /// Pauses it.
    Deactivate,
    /// Withdraws the invitation.
    Revoke,
}

impl Api {
    /// A connection. Not asked for by its tag: that is of its version, and a health that changes makes no new version.
    ///
    /// # Errors
    /// Why there is no answer; so for each call below.
    pub async fn one_connection(
        &self,
        id: &ConnectionId,
        abort: Option<&AbortSignal>,
    ) -> Result<Connection, ApiError> {
        let path = format!("connections/{id}");
        let call = Call::new(Method::GET, &path).abort(abort);
        read(&self.call(call).await?.body)
    }

    /// Changes a connection of this version.
    ///
    /// # Errors
    /// [`ErrorCode::ChangedMeanwhile`](crosslink_protocol::ErrorCode::ChangedMeanwhile) when it has another version by now.
    pub async fn change(
        &self,
        id: &ConnectionId,
        version: u64,
        change: Change,
    ) -> Result<Connection, ApiError> {
        let (method, path) = match change {
            Change::Activate => (Method::POST, format!("connections/{id}/activate")),
            Change::Deactivate => (Method::POST, format!("connections/{id}/deactivate")),
            Change::Revoke => (Method::DELETE, format!("connections/{id}/invitation")),
        };
        read(&self.at_version(method, &path, version, None).await?.body)
    }

    /// Changes names and description, as [`Api::change`] does.
    ///
    /// # Errors
    /// What is wrong with which field, or as with [`Api::change`].
    pub async fn edit(
        &self,
        id: &ConnectionId,
        version: u64,
        edit: &EditRequest,
    ) -> Result<Connection, ApiError> {
        let path = format!("connections/{id}");
        let body = serde_json::to_string(edit).map_err(|_| ApiError::Unreadable)?;
        let answer = self
            .at_version(Method::PATCH, &path, version, Some(body))
            .await?;
        read(&answer.body)
    }

    /// Deletes a connection of this version.
    ///
    /// # Errors
    /// As with [`Api::change`].
    pub async fn delete(&self, id: &ConnectionId, version: u64) -> Result<(), ApiError> {
        let path = format!("connections/{id}");
        self.at_version(Method::DELETE, &path, version, None)
            .await?;
        Ok(())
    }

    /// Makes a new invitation. Repeated with the same key it brings the same code.
    ///
    /// # Errors
    /// As with [`Api::change`].
    pub async fn reissue(
        &self,
        id: &ConnectionId,
        version: u64,
        key: &str,
    ) -> Result<Initiated, ApiError> {
        let path = format!("connections/{id}/invitation");
        let tag = tag(version);
        let call = Call {
            headers: &[("if-match", &tag), ("idempotency-key", key)],
            ..Call::new(Method::POST, &path)
        };
        read(&self.call(call).await?.body)
    }

    /// **Check now**.
    ///
    /// # Errors
    /// Why there is no report. A step that failed is a part of the report.
    pub async fn check(
        &self,
        id: &ConnectionId,
        abort: &AbortSignal,
    ) -> Result<CheckReport, ApiError> {
        let path = format!("connections/{id}/check");
        let call = Call {
            timeout_ms: CHECK_TIMEOUT_MS,
            ..Call::new(Method::POST, &path)
        };
        read(&self.call(call.abort(Some(abort))).await?.body)
    }

    /// A page of the activity, newest first.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn activity(
        &self,
        id: &ConnectionId,
        cursor: Option<&str>,
        abort: Option<&AbortSignal>,
    ) -> Result<ActivityPage, ApiError> {
        let path = format!("connections/{id}/activity");
        let query: Vec<_> = cursor
            .map(|cursor| ("cursor", cursor.to_owned()))
            .into_iter()
            .collect();
        let call = Call {
            query: &query,
            ..Call::new(Method::GET, &path)
        };
        read(&self.call(call.abort(abort)).await?.body)
    }

    /// Enters a licence key.
    ///
    /// # Errors
    /// What is wrong with it, at the field `key`, or why there is no answer.
    pub async fn enter_licence(&self, key: String) -> Result<Licence, ApiError> {
        let body =
            serde_json::to_string(&LicenceKeyRequest { key }).map_err(|_| ApiError::Unreadable)?;
        let call = Call {
            body: Some(body),
            ..Call::new(Method::PUT, "instance/licence")
        };
        read(&self.call(call).await?.body)
    }

    async fn at_version(
        &self,
        method: Method,
        path: &str,
        version: u64,
        body: Option<String>,
    ) -> Result<Answer, ApiError> {
        let tag = tag(version);
        let call = Call {
            headers: &[("if-match", &tag)],
            body,
            ..Call::new(method, path)
        };
        self.call(call).await
    }
}

/// The entity tag of a version.
fn tag(version: u64) -> String {
    format!("\"{version}\"")
}
