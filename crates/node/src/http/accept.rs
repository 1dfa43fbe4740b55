//! Accepting an invitation, on the destination.

use super::Shared;
use super::auth::Admin;
use super::destinations::{Counted, at_field};
use super::detached::detached;
use super::initiate::project;
use super::input::Input;
use super::problem::Refusal;
use super::replay::IdempotencyKey;
use super::rules::first_rules;
use crate::app::App;
use crate::crash::crash_point;
use crate::domain::{Acceptance, ConnectionRecord, NewConnection, Remote, by_person, filled};
use crate::failure::Failure;
use crate::peer::{ATTEMPT_MS, Delivery, Outcome, deliver};
use crate::ports::new_id;
use crate::store::{Acceptances, Connections, StoreError};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::ActivityKind;
use crosslink_protocol::connection::{Connection, ConnectionDetails, Lifecycle, Side};
use crosslink_protocol::id::{AcceptanceId, ConnectionId, InvitationId};
use crosslink_protocol::invitation::{AcceptRequest, InvitationPreview, PreviewRequest};
use crosslink_protocol::invitation_code::InvitationCode;
use crosslink_protocol::mode::Mode;
use crosslink_protocol::peer::PeerPreview;
use crosslink_protocol::project::Project;

/// Who invites, and to what. Changes nothing on either side.
#[utoipa::path(post, path = "/api/v1/invitations/preview", tag = "invitations", operation_id = "preview_invitation",
    request_body = PreviewRequest, responses((status = 200, body = InvitationPreview)))]
pub(crate) async fn preview(
    State(app): State<Shared>,
    _: Admin,
    _: Counted,
    Input(request): Input<PreviewRequest>,
) -> Result<Json<InvitationPreview>, Refusal> {
    let previewed = async {
        let code = read_code(&app, &request.code)?;
        // What this node knows itself is told before anything more is typed.
        standing(&app, None, &code.invitation).await?;
        let offered = offered(&app, &code).await?;
        if let Some(reason) = app.peers.licensing.now().refusal(offered.mode) {
            return Err(reason.into());
        }
        Ok(InvitationPreview {
            inviter_name: offered.node.name,
            inviter_tracker_url: offered.node.tracker.url,
            inviter_node_url: code.source_url,
            mode: offered.mode,
            connection_name: offered.connection_name,
            inviter_short_name: offered.inviter_short_name,
            invited_short_name: offered.invited_short_name,
            expires_at: offered.expires_at,
        })
    };
    Ok(Json(
        previewed
            .await
            .map_err(|failure| at_field(failure, "code"))?,
    ))
}

/// Accepts an invitation. 201 when the connection is active on both sides; 202 when the other side has not answered yet:
/// then the node goes on asking by itself.
#[utoipa::path(post, path = "/api/v1/invitations/accept", tag = "invitations", operation_id = "accept_invitation",
    params(("Idempotency-Key" = String, Header)), request_body = AcceptRequest,
    responses((status = 201, body = Connection), (status = 202, body = Connection)))]
pub(crate) async fn accept(
    State(app): State<Shared>,
    Admin(caller): Admin,
    _: Counted,
    key: IdempotencyKey,
    Input(request): Input<AcceptRequest>,
) -> Result<(StatusCode, Json<Connection>), Refusal> {
    let connection =
        detached(async move { once(&app, &caller.user.display_name, &key, &request).await })
            .await?;
    let status = if connection.lifecycle == Lifecycle::Pending {
        StatusCode::ACCEPTED
    } else {
        StatusCode::CREATED
    };
    Ok((status, Json(connection)))
}

async fn once(
    app: &App,
    by: &str,
    key: &IdempotencyKey,
    request: &AcceptRequest,
) -> Result<Connection, Failure> {
    let code = read_code(app, &request.code).map_err(|failure| at_field(failure, "code"))?;
    let acceptance = match standing(app, Some((key, request)), &code.invitation).await? {
        Standing::Done(connection) => return Ok(connection.to_dto()),
        Standing::UnderWay(acceptance) => acceptance,
        Standing::Fresh => {
            let offered = offered(app, &code)
                .await
                .map_err(|failure| at_field(failure, "code"))?;
            if let Some(reason) = app.peers.licensing.now().refusal(offered.mode) {
                return Err(Failure::field("code", reason));
            }
            let attempt = Attempt::new(app, by, &code, &request.details, offered).await?;
            match begin(app, attempt, Some((key, request))).await? {
                Some(acceptance) => acceptance,
                // The name is taken; perhaps by this very acceptance, sent at the same time.
                None => match standing(app, Some((key, request)), &code.invitation).await? {
                    Standing::Done(connection) => return Ok(connection.to_dto()),
                    Standing::UnderWay(acceptance) => acceptance,
                    Standing::Fresh => return Err(Failure::field("name", ErrorCode::NameTaken)),
                },
            }
        }
    };
    match deliver(app, &acceptance).await? {
        Outcome::Active(connection) => Ok(connection.to_dto()),
        Outcome::Deleted => Err(ErrorCode::NotFound.into()),
        Outcome::Unanswered(reason) => {
            tracing::info!(connection = %acceptance.connection_id, reason = reason.as_str(), "acceptance unanswered");
            let connection =
                Connections::find(&mut *app.store.read().await?, &acceptance.connection_id).await?;
            Ok(connection.ok_or(ErrorCode::NotFound)?.to_dto())
        }
        Outcome::Refused(reason) => {
            let mut tx = app.store.begin().await?;
            if !Acceptances::delete(&mut tx, &acceptance.id).await? {
                // Another attempt at the same acceptance had its answer first, and that one counts.
                drop(tx);
                return match standing(app, Some((key, request)), &code.invitation).await? {
                    Standing::Done(connection) => Ok(connection.to_dto()),
                    Standing::UnderWay(_) | Standing::Fresh => Err(Failure::field("code", reason)),
                };
            }
            // Nothing was agreed, so nothing stays.
            Connections::delete(&mut tx, &acceptance.connection_id).await?;
            key.forget(&mut tx).await?;
            tx.commit().await?;
            Err(Failure::field("code", reason))
        }
    }
}

/// How far the acceptance of an invitation has come.
enum Standing {
    /// Nobody has tried.
    Fresh,
    /// There is no final answer yet: this attempt goes on where the one before stopped.
    UnderWay(Acceptance),
    /// This same request was answered.
    Done(Box<ConnectionRecord>),
}

/// `request` is absent when somebody only asks.
async fn standing(
    app: &App,
    request: Option<(&IdempotencyKey, &AcceptRequest)>,
    invitation: &InvitationId,
) -> Result<Standing, Failure> {
    let known = match request {
        Some((key, request)) => key.answer::<ConnectionId>(app, request).await?,
        None => None,
    };
    let mut db = app.store.read().await?;
    // Asked for first: what ends between the two questions is then found as done.
    let under_way = Acceptances::of_invitation(&mut db, invitation).await?;
    let found = Connections::of_invitation(&mut db, invitation).await?;
    match (found, under_way) {
        // Another request has begun it, with other names; whoever asks only to see may see.
        (_, Some(acceptance))
            if request.is_some() && known.as_ref() != Some(&acceptance.connection_id) =>
        {
            Err(Failure::field("code", ErrorCode::AcceptanceUnderWay))
        }
        (_, Some(acceptance)) => Ok(Standing::UnderWay(acceptance)),
        // It ended while nobody was looking; what ended it was written down.
        (Some(ended), None)
            if matches!(ended.lifecycle, Lifecycle::Expired | Lifecycle::Revoked) =>
        {
            let reason = ended.health_reason.unwrap_or(ErrorCode::InvitationRevoked);
            Err(Failure::field("code", reason))
        }
        (Some(connection), None) if known.as_ref() == Some(&connection.id) => {
            Ok(Standing::Done(Box::new(connection)))
        }
        (Some(_), None) => Err(Failure::field("code", ErrorCode::InvitationUsed)),
        (None, None) => Ok(Standing::Fresh),
    }
}

/// What is about to be accepted.
struct Attempt<'a> {
    by: &'a str,
    code: &'a InvitationCode,
    details: ConnectionDetails,
    /// Whether the node found the connection's name, and may take another one.
    name_found: bool,
    project: Option<Project>,
    offered: PeerPreview,
}

impl<'a> Attempt<'a> {
    /// Checks what was entered by what is offered.
    async fn new(
        app: &App,
        by: &'a str,
        code: &'a InvitationCode,
        details: &ConnectionDetails,
        offered: PeerPreview,
    ) -> Result<Self, Failure> {
        let details = details
            .checked_for(offered.mode)
            .map_err(Failure::Invalid)?;
        let (details, name_found) = filled(details, &app.peers.own.name, Some(&offered.node.name));
        let project = match offered.mode {
            Mode::Visual => None,
            Mode::Basic | Mode::Script => Some(project(app, &details).await?),
        };
        Ok(Self {
            by,
            code,
            details,
            name_found,
            project,
            offered,
        })
    }
}

/// Stores what is about to be done. `None` when the name is taken.
async fn begin(
    app: &App,
    attempt: Attempt<'_>,
    request: Option<(&IdempotencyKey, &AcceptRequest)>,
) -> Result<Option<Acceptance>, Failure> {
    let now = app.clock.now();
    let Attempt { code, offered, .. } = attempt;
    let acceptance = Acceptance {
        id: AcceptanceId::new(new_id(&*app.clock, &*app.entropy)?),
        invitation: code.invitation.clone(),
        connection_id: ConnectionId::new(new_id(&*app.clock, &*app.entropy)?),
        source_url: code.source_url.clone(),
        fingerprint: URL_SAFE_NO_PAD.encode(code.fingerprint),
        sealed_key: app
            .vault
            .seal(&*app.entropy, Acceptance::PURPOSE, &code.one_time_key)?,
        attempts: 0,
    };
    let mut connection = ConnectionRecord::new(NewConnection {
        id: acceptance.connection_id.clone(),
        mode: offered.mode,
        side: Side::Destination,
        details: attempt.details,
        project: attempt.project,
        created_at: now,
        created_by: attempt.by.to_owned(),
        remote: Remote {
            node_url: Some(code.source_url.clone()),
            tracker_url: Some(offered.node.tracker.url),
            node_uid: Some(offered.node.uid),
            console_url: offered.node.console_url,
            ..Remote::default()
        },
        accepted_invitation: Some(code.invitation.clone()),
        invitation_expires_at: None,
    });
    let mut tx = app.store.begin().await?;
    let inserted = match attempt.name_found {
        true => Connections::insert_freely(&mut tx, &mut connection).await,
        false => Connections::insert(&mut tx, &connection).await,
    };
    match inserted {
        Err(StoreError::Duplicate(_)) => return Ok(None),
        done => done?,
    }
    first_rules(&mut tx, &connection).await?;
    Acceptances::insert(&mut tx, &acceptance, now.plus_ms(ATTEMPT_MS)).await?;
    let entry = by_person(now, attempt.by, ActivityKind::Accepted);
    app.note(&mut tx, &acceptance.connection_id, &entry).await?;
    if let Some((key, request)) = request {
        key.keep(app, &mut tx, request, &acceptance.connection_id)
            .await?;
    }
    crash_point("acceptor-before-store");
    tx.commit().await?;
    crash_point("acceptor-after-store");
    Ok(Some(acceptance))
}

/// Accepts an invitation in the name of `by`, who has granted the access for it. Repeated, it goes on where it stopped.
///
/// # Errors
/// [`ErrorCode::SourceUnreachable`] while the source doesn't answer; the node goes on asking by itself.
pub(crate) async fn accept_granted(
    app: &App,
    by: &str,
    code: &InvitationCode,
    details: &ConnectionDetails,
) -> Result<ConnectionId, Failure> {
    let made = Connections::of_invitation(&mut *app.store.read().await?, &code.invitation).await?;
    if let Some(made) =
        made.filter(|made| matches!(made.lifecycle, Lifecycle::Active | Lifecycle::Deactivated))
    {
        return Ok(made.id);
    }
    let acceptance = match standing(app, None, &code.invitation).await? {
        Standing::Done(connection) => return Ok(connection.id),
        Standing::UnderWay(acceptance) => acceptance,
        Standing::Fresh => {
            let offered = offered(app, code).await?;
            if offered.mode != Mode::Visual {
                return Err(ErrorCode::GrantMissing.into());
            }
            let mut attempt = Attempt::new(app, by, code, details, offered).await?;
            attempt.name_found = true;
            match begin(app, attempt, None).await? {
                Some(acceptance) => acceptance,
                None => match standing(app, None, &code.invitation).await? {
                    Standing::UnderWay(acceptance) => acceptance,
                    Standing::Done(_) | Standing::Fresh => {
                        return Err(ErrorCode::InvitationUsed.into());
                    }
                },
            }
        }
    };
    match deliver(app, &acceptance).await? {
        Outcome::Active(connection) => Ok(connection.id),
        Outcome::Deleted => Err(ErrorCode::PeerConnectionRemoved.into()),
        Outcome::Unanswered(_) => Err(ErrorCode::SourceUnreachable.into()),
        Outcome::Refused(reason) => {
            let mut tx = app.store.begin().await?;
            if Acceptances::delete(&mut tx, &acceptance.id).await? {
                Connections::delete(&mut tx, &acceptance.connection_id).await?;
            }
            tx.commit().await?;
            Err(reason.into())
        }
    }
}

pub(crate) fn read_code(app: &App, text: &str) -> Result<InvitationCode, Failure> {
    let code = InvitationCode::decode(text)?;
    if code.fingerprint == app.identity.fingerprint() {
        return Err(ErrorCode::InvitationOwn.into());
    }
    Ok(code)
}

/// Asks the source what it offers.
async fn offered(app: &App, code: &InvitationCode) -> Result<PeerPreview, Failure> {
    match app.peers.preview(code).await? {
        Delivery::Done(offered) => Ok(offered),
        Delivery::Refused(code) => Err(code.into()),
        Delivery::Unknown(reason) => {
            tracing::info!(
                reason = reason.as_str(),
                "the source of an invitation does not answer"
            );
            Err(why_unreached(reason).into())
        }
    }
}

/// What it means for whoever has a code that the node which made it wasn't reached.
pub(crate) fn why_unreached(reason: ErrorCode) -> ErrorCode {
    match reason {
        code @ (ErrorCode::SourceNotGenuine | ErrorCode::PeerClocksDiffer) => code,
        ErrorCode::DestinationPrivate | ErrorCode::DestinationNotHttps => ErrorCode::SourcePrivate,
        _ => ErrorCode::SourceUnreachable,
    }
}
