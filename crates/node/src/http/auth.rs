//! Who calls, and what they may do.

use super::Shared;
use super::problem::Refusal;
use crate::store::Sessions;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::session::{Role, User};
use sha2::{Digest, Sha256};

/// Somebody who is signed in.
pub(crate) struct Caller {
    pub(crate) user: User,
    /// The hash under which the session is stored.
    pub(crate) session: String,
}

/// Somebody who may change things.
pub(crate) struct Admin(pub(crate) Caller);

/// What is stored of a token.
pub(crate) fn hash_of(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// The token of an `Authorization: Bearer` header.
pub(crate) fn bearer(parts: &Parts) -> Option<&str> {
    let (scheme, token) = parts
        .headers
        .get(AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Refusal> {
        let session = hash_of(bearer(parts).ok_or(ErrorCode::Unauthenticated)?);
        let found = Sessions::find(&mut *app.store.read().await?, &session).await?;
        // Ended sessions are removed after a while, so an unknown token was most likely one of them.
        match found.filter(|found| found.expires_at > app.clock.now()) {
            Some(found) => Ok(Self {
                user: User {
                    display_name: found.display_name,
                    role: found.role,
                },
                session,
            }),
            None => Err(ErrorCode::SessionExpired.into()),
        }
    }
}

impl FromRequestParts<Shared> for Admin {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Refusal> {
        let caller = Caller::from_request_parts(parts, app).await?;
        match caller.user.role {
            Role::Admin => Ok(Self(caller)),
            Role::Reader => Err(ErrorCode::Forbidden.into()),
        }
    }
}
