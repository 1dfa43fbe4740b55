//! Signing in and out.

use super::Shared;
use super::auth::{Caller, hash_of};
use super::detached::detached;
use super::input::Input;
use super::limits::{Kind, caller};
use super::problem::Refusal;
use crate::app::App;
use crate::failure::Failure;
use crate::ports::{Clock, Entropy, random_32};
use crate::store::{Sessions, Store, StoredSession};
use crate::tracker::Evidence;
use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::session::{Role, Session, SessionProof, User};

/// How long a session in a browser tab lasts, in milliseconds: a working day.
const TAB_MS: i64 = 12 * 3_600_000;
/// How long a sign-in link waits to be used, in milliseconds.
const LINK_MS: i64 = 24 * 3_600_000;

/// Counts attempts to sign in, before anything of the request is read.
pub(crate) struct Counted;

impl FromRequestParts<Shared> for Counted {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Refusal> {
        app.limits
            .count(Kind::Session, caller(parts, &app.config.trusted_proxies))
            .map(|()| Self)
    }
}

/// Trades a proof for a session.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", operation_id = "create_session",
    request_body = SessionProof, responses((status = 200, body = Session)))]
pub(crate) async fn create(
    State(app): State<Shared>,
    _: Counted,
    Input(proof): Input<SessionProof>,
) -> Result<Json<Session>, Refusal> {
    let session = detached(async move {
        match proof {
            SessionProof::AzureDevOps {
                app_token,
                access_token,
            } => {
                let evidence = Evidence::Extension {
                    app_token: &app_token,
                    access_token: &access_token,
                };
                let user = member(&app, &evidence).await?;
                let life = app.config.session_lifetime.as_millis();
                start(&app, user, i64::try_from(life).unwrap_or(TAB_MS), None).await
            }
            SessionProof::PersonalAccessToken { token } => {
                let user = member(&app, &Evidence::PersonalAccessToken(&token)).await?;
                start(&app, user, TAB_MS, None).await
            }
            SessionProof::SignInLink { token } => {
                let user = User {
                    display_name: "Node operator".to_owned(),
                    role: Role::Admin,
                };
                start(&app, user, TAB_MS, Some(&token)).await
            }
        }
    })
    .await?;
    Ok(Json(session))
}

/// Ends the session.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", operation_id = "end_session",
    responses((status = 204)))]
pub(crate) async fn end(State(app): State<Shared>, caller: Caller) -> Result<StatusCode, Refusal> {
    detached(async move {
        let mut tx = app.store.begin().await?;
        Sessions::delete(&mut tx, &caller.session).await?;
        Ok(tx.commit().await?)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Somebody that the organisation knows. It is asked at each sign-in, so that a renewed session has the rights of that time.
async fn member(app: &App, evidence: &Evidence<'_>) -> Result<User, Failure> {
    Ok(app.verifier.verify(evidence, app.clock.now()).await?)
}

/// Starts a session, using `link` up in the same transaction where there is one.
async fn start(
    app: &App,
    user: User,
    life_ms: i64,
    link: Option<&str>,
) -> Result<Session, Failure> {
    let now = app.clock.now();
    let token = URL_SAFE_NO_PAD.encode(random_32(&*app.entropy)?);
    let stored = StoredSession {
        display_name: user.display_name.clone(),
        role: user.role,
        expires_at: now.plus_ms(life_ms),
    };
    let mut tx = app.store.begin().await?;
    if let Some(link) = link
        && !Sessions::take_link(&mut tx, &hash_of(link), now).await?
    {
        return Err(ErrorCode::SignInLinkUsed.into());
    }
    Sessions::insert(&mut tx, &hash_of(&token), &stored).await?;
    tx.commit().await?;
    Ok(Session {
        token,
        expires_at: stored.expires_at,
        user,
    })
}

/// Makes a one-time link that signs in as an administrator. The token is in the fragment, which browsers keep to
/// themselves: it reaches no server's log.
pub(crate) async fn new_sign_in_link(
    store: &Store,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
    base: &str,
) -> Result<String, Failure> {
    let token = URL_SAFE_NO_PAD.encode(random_32(entropy)?);
    let mut tx = store.begin().await?;
    Sessions::insert_link(&mut tx, &hash_of(&token), clock.now().plus_ms(LINK_MS)).await?;
    tx.commit().await?;
    Ok(format!("{base}/#sign-in={token}"))
}
