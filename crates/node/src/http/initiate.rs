//! Initiating a connection.

use super::Shared;
use super::auth::Admin;
use super::destinations::{Counted, Found, at_field, looked, refused};
use super::detached::detached;
use super::hand_over::hand_over;
use super::input::Input;
use super::making::{initiated, invitation};
use super::problem::Refusal;
use super::replay::IdempotencyKey;
use super::rules::first_rules;
use crate::app::App;
use crate::crash::crash_point;
use crate::domain::{ConnectionRecord, Invitation, NewConnection, Remote, by_person, filled};
use crate::failure::Failure;
use crate::ports::{is_id, new_id};
use crate::store::{Connections, Invitations, StoreError, Tx, Verifications};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use crosslink_protocol::activity::ActivityKind;
use crosslink_protocol::connection::{ConnectionDetails, InitiateRequest, Initiated, Side};
use crosslink_protocol::id::{ConnectionId, VerificationId};
use crosslink_protocol::mode::Mode;
use crosslink_protocol::peer::NodeInfo;
use crosslink_protocol::project::Project;
use crosslink_protocol::{ErrorCode, FieldError};

/// Initiates a connection. Sent again with the same `Idempotency-Key`, it answers the same and makes no second one.
#[utoipa::path(post, path = "/api/v1/connections", tag = "connections", operation_id = "initiate_connection",
    params(("Idempotency-Key" = String, Header)), request_body = InitiateRequest,
    responses((status = 201, body = Initiated)))]
pub(crate) async fn initiate(
    State(app): State<Shared>,
    Admin(caller): Admin,
    _: Counted,
    key: IdempotencyKey,
    Input(request): Input<InitiateRequest>,
) -> Result<Response, Refusal> {
    let initiated =
        detached(async move { once(&app, &caller.user.display_name, &key, &request).await })
            .await?;
    let location = format!("/api/v1/connections/{}", initiated.connection.id);
    let mut response = (StatusCode::CREATED, Json(initiated)).into_response();
    if let Ok(value) = HeaderValue::try_from(location) {
        response.headers_mut().insert("location", value);
    }
    Ok(response)
}

async fn once(
    app: &App,
    by: &str,
    key: &IdempotencyKey,
    request: &InitiateRequest,
) -> Result<Initiated, Failure> {
    let initiated = match key.answer(app, request).await? {
        Some(answer) => answer,
        None => make(app, by, key, request).await?,
    };
    match &request.verification {
        Some(verification) if request.mode == Mode::Visual => {
            hand_over(app, verification, key, request, initiated).await
        }
        _ => Ok(initiated),
    }
}

async fn make(
    app: &App,
    by: &str,
    key: &IdempotencyKey,
    request: &InitiateRequest,
) -> Result<Initiated, Failure> {
    let details = request
        .details
        .checked_for(request.mode)
        .map_err(Failure::Invalid)?;
    let destination = destination(app, request).await?;
    let found = destination.as_ref().map(|found| &found.node);
    let other_name = found.map(|node| node.name.as_str());
    let (details, name_found) = filled(details, &app.peers.own.name, other_name);
    let (verification, project) = match request.mode {
        Mode::Visual => (Some(verified(app, request, found).await?), None),
        Mode::Basic | Mode::Script => (None, Some(project(app, &details).await?)),
    };
    let (mut connection, invitation, code) =
        prepare(app, by, request, details, project, destination)?;
    let mut tx = app.store.begin().await?;
    let refused = insert(
        app,
        &mut tx,
        verification.as_ref(),
        &mut connection,
        name_found,
    )
    .await?;
    if let Some((field, reason)) = refused {
        drop(tx);
        // Name or verification may be taken by this very request, sent at the same time.
        return match key.answer(app, request).await? {
            Some(answer) => Ok(answer),
            None => Err(Failure::field(field, reason)),
        };
    }
    first_rules(&mut tx, &connection).await?;
    Invitations::insert(&mut tx, &invitation).await?;
    let entry = by_person(connection.created_at, by, ActivityKind::Initiated);
    app.note(&mut tx, &connection.id, &entry).await?;
    let initiated = initiated(&connection, code);
    if !key.keep(app, &mut tx, request, &initiated).await? {
        drop(tx);
        let answer = key.answer(app, request).await?;
        return answer.ok_or(Failure::Internal("a kept answer vanished", None));
    }
    crash_point("initiator-before-commit");
    tx.commit().await?;
    Ok(initiated)
}

/// Uses the verification up and stores the connection. Returns what can't be had, and at which field.
async fn insert(
    app: &App,
    tx: &mut Tx,
    verification: Option<&VerificationId>,
    connection: &mut ConnectionRecord,
    name_found: bool,
) -> Result<Option<(&'static str, ErrorCode)>, Failure> {
    if let Some(id) = verification
        && !Verifications::take(tx, id, app.clock.now()).await?
    {
        return Ok(Some(("verification", ErrorCode::VerificationNeeded)));
    }
    let inserted = match name_found {
        true => Connections::insert_freely(tx, connection).await,
        false => Connections::insert(tx, connection).await,
    };
    match inserted {
        Ok(()) => Ok(None),
        Err(StoreError::Duplicate(_)) => Ok(Some(("name", ErrorCode::NameTaken))),
        Err(other) => Err(other.into()),
    }
}

/// Looks at the destination again, and refuses what can't be chosen for it: the console may be old, or somebody else's.
async fn destination(app: &App, request: &InitiateRequest) -> Result<Option<Found>, Failure> {
    let (found, offers) = looked(app, request.destination_url.as_deref())
        .await
        .map_err(|failure| at_field(failure, "destinationUrl"))?;
    match refused(&offers, request.mode) {
        Some(reason) => Err(Failure::field("mode", reason)),
        None => Ok(found),
    }
}

/// The verification that was confirmed for this destination.
async fn verified(
    app: &App,
    request: &InitiateRequest,
    destination: Option<&NodeInfo>,
) -> Result<VerificationId, Failure> {
    let missing = || Failure::field("verification", ErrorCode::VerificationNeeded);
    let id = request.verification.as_ref();
    let id = id.filter(|id| is_id(id.as_str())).ok_or_else(missing)?;
    let node = destination.ok_or_else(missing)?;
    let found = Verifications::find(&mut *app.store.read().await?, id).await?;
    let verification = found.ok_or_else(missing)?;
    match verification.refuses_use(&node.uid, app.clock.now()) {
        Some(reason) => Err(Failure::field("verification", reason)),
        None => Ok(verification.id),
    }
}

/// The chosen project, which must be one of the own organisation.
pub(crate) async fn project(app: &App, details: &ConnectionDetails) -> Result<Project, Failure> {
    let found = app.projects.find(&details.project_id).await?;
    found.ok_or_else(|| {
        Failure::Invalid(vec![FieldError::new(
            "projectId",
            ErrorCode::ProjectUnknown,
        )])
    })
}

/// Makes the connection, its invitation, and the code.
fn prepare(
    app: &App,
    by: &str,
    request: &InitiateRequest,
    details: ConnectionDetails,
    project: Option<Project>,
    destination: Option<Found>,
) -> Result<(ConnectionRecord, Invitation, String), Failure> {
    let id = ConnectionId::new(new_id(&*app.clock, &*app.entropy)?);
    let bound_node = destination.as_ref().map(|found| found.node.uid.clone());
    let (invitation, code) =
        invitation(app, id, bound_node).map_err(|failure| at_field(failure, "mode"))?;
    let connection = ConnectionRecord::new(NewConnection {
        id: invitation.connection_id.clone(),
        mode: request.mode,
        side: Side::Source,
        details,
        project,
        created_at: app.clock.now(),
        created_by: by.to_owned(),
        remote: destination.map_or_else(Remote::default, |found| Remote {
            node_url: Some(found.url),
            tracker_url: Some(found.node.tracker.url),
            node_uid: Some(found.node.uid),
            console_url: found.node.console_url,
            ..Remote::default()
        }),
        accepted_invitation: None,
        invitation_expires_at: Some(invitation.expires_at),
    });
    Ok((connection, invitation, code))
}
