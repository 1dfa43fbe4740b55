//! The calls around admin access: verifying it, granting it, and watching what becomes of a connection.

use super::calls::json;
use super::client::{Call, read};
use super::{Api, ApiError};
use crosslink_protocol::connection::Connection;
use crosslink_protocol::id::{ConnectionId, VerificationId};
use crosslink_protocol::instance::Reachability;
use crosslink_protocol::verification::{
    GrantPreview, GrantRequest, Verification, VerificationRequest,
};
use gloo_net::http::Method;
use web_sys::AbortSignal;

/// Milliseconds that a call may take for which the node asks another one.
const ASKING_TIMEOUT_MS: u32 = 20_000;

impl Api {
    /// A connection as it is now.
    ///
    /// # Errors
    /// Why there is no answer; so for each call below.
    pub async fn connection(
        &self,
        id: &ConnectionId,
        abort: &AbortSignal,
    ) -> Result<Connection, ApiError> {
        let path = format!("connections/{id}");
        let call = Call::new(Method::GET, &path);
        read(&self.call(call.abort(Some(abort))).await?.body)
    }

    /// Tries again whether other nodes reach the own one.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn try_reachability(&self) -> Result<Reachability, ApiError> {
        let call = Call::new(Method::POST, "instance/reachability");
        read(&self.call(asking(call)).await?.body)
    }

    /// Asks for admin access to a destination.
    ///
    /// # Errors
    /// What is wrong with the destination, at the field `destinationUrl`, or why there is no answer.
    pub async fn verify(&self, destination_url: String) -> Result<Verification, ApiError> {
        let body = json(&VerificationRequest { destination_url })?;
        let call = asking(Call::post("verifications", body));
        read(&self.call(call).await?.body)
    }

    /// How far a verification has come.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn verification(
        &self,
        id: &VerificationId,
        abort: &AbortSignal,
    ) -> Result<Verification, ApiError> {
        let path = format!("verifications/{id}");
        let call = Call::new(Method::GET, &path);
        read(&self.call(call.abort(Some(abort))).await?.body)
    }

    /// Who asks for admin access with this code.
    ///
    /// # Errors
    /// What is wrong with the code, at the field `code`, or why there is no answer; so for the two calls below.
    pub async fn grant_preview(&self, code: String) -> Result<GrantPreview, ApiError> {
        read(&self.answer_code("grants/preview", code).await?)
    }

    /// Grants the admin access that is asked for with this code.
    ///
    /// # Errors
    /// As with [`Api::grant_preview`].
    pub async fn grant(&self, code: String) -> Result<(), ApiError> {
        self.answer_code("grants", code).await.map(drop)
    }

    /// Declines it.
    ///
    /// # Errors
    /// As with [`Api::grant_preview`].
    pub async fn decline_grant(&self, code: String) -> Result<(), ApiError> {
        self.answer_code("grants/decline", code).await.map(drop)
    }

    async fn answer_code(&self, path: &str, code: String) -> Result<String, ApiError> {
        let body = json(&GrantRequest { code })?;
        Ok(self.call(asking(Call::post(path, body))).await?.body)
    }
}

fn asking(call: Call<'_>) -> Call<'_> {
    Call {
        timeout_ms: ASKING_TIMEOUT_MS,
        ..call
    }
}
