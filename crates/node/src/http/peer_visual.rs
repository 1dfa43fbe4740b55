//! What the source of a Visual connection asks of its destination: lists for the screen that configures both sides, and to
//! take the configuration over.

use super::Shared;
use super::input::search;
use super::peer_call::{Call, SignedRequest};
use super::peer_connection::configured_from_afar;
use super::problem::Refusal;
use crate::app::App;
use crate::domain::by_other_side;
use crate::failure::Failure;
use crate::store::{Connections, RulesVersions, StoreError, StoredRules};
use axum::extract::State;
use axum::response::Response;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::{ActivityEntry, ActivityKind};
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::peer::{
    Configuration, Configured, FieldList, PeerFieldsRequest, PeerProjectsRequest,
};
use crosslink_protocol::project::{Project, ProjectPage};
use crosslink_protocol::rules::{RulesContent, RulesVersion};

/// Longest name of somebody who saves, in characters.
const NAME_MAX: usize = 200;

/// The projects of this side.
#[utoipa::path(post, path = "/peer/v1/connections/{id}/projects", tag = "peer", operation_id = "list_peer_projects",
    params(("id" = ConnectionId, Path)), request_body = PeerProjectsRequest,
    responses((status = 200, body = ProjectPage)))]
pub(crate) async fn projects(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, listed_projects).await
}

async fn listed_projects(app: Shared, call: Call) -> Result<ProjectPage, Failure> {
    configured_from_afar(&app, &call).await?;
    let request: PeerProjectsRequest = call.message()?;
    let from = match request.cursor {
        None => 0,
        Some(cursor) => cursor.parse().map_err(|_| ErrorCode::MalformedRequest)?,
    };
    let search = search(Some(request.search));
    Ok(app.projects.page(&search, from).await?)
}

/// The fields of one of this side's projects.
#[utoipa::path(post, path = "/peer/v1/connections/{id}/fields", tag = "peer", operation_id = "list_peer_fields",
    params(("id" = ConnectionId, Path)), request_body = PeerFieldsRequest,
    responses((status = 200, body = FieldList)))]
pub(crate) async fn fields(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, listed_fields).await
}

async fn listed_fields(app: Shared, call: Call) -> Result<FieldList, Failure> {
    configured_from_afar(&app, &call).await?;
    let request: PeerFieldsRequest = call.message()?;
    Ok(FieldList {
        items: app.projects.fields(&request.project_id).await?,
    })
}

/// How the source configured the sync. A version that is here already, or an older one, leaves it as it is.
#[utoipa::path(post, path = "/peer/v1/connections/{id}/configuration", tag = "peer", operation_id = "configure_peer",
    params(("id" = ConnectionId, Path)), request_body = Configuration,
    responses((status = 200, body = Configured)))]
pub(crate) async fn configuration(
    State(app): State<Shared>,
    request: SignedRequest,
) -> Result<Response, Refusal> {
    request.answered(app, configured).await
}

async fn configured(app: Shared, call: Call) -> Result<Configured, Failure> {
    let connection = configured_from_afar(&app, &call).await?;
    let message: Configuration = call.message()?;
    let name = &message.saved_by;
    let sensible = message.version > 0
        && name.chars().count() <= NAME_MAX
        && !name.chars().any(char::is_control);
    let config = message.config.clone().checked().ok().filter(|_| sensible);
    let config = config.ok_or(ErrorCode::MalformedRequest)?;
    // By its own name: what the other side calls it may be old.
    let project = app.projects.find(&config.destination.project.id).await?;
    let project = project.ok_or(ErrorCode::ProjectUnknown)?;
    let rules = StoredRules {
        version: RulesVersion {
            version: message.version,
            saved_at: message.saved_at,
            saved_by: Some(message.saved_by),
            restored_from: None,
        },
        content: RulesContent::Visual { config },
    };
    let version = keep(&app, &connection.id, rules, project).await?;
    Ok(Configured { version })
}

/// Stores a version that is newer than what is here. Returns the version that is here then.
async fn keep(
    app: &App,
    id: &ConnectionId,
    rules: StoredRules,
    project: Project,
) -> Result<u32, Failure> {
    let version = rules.version.version;
    let mut tx = app.store.begin().await?;
    let connection = Connections::held(&mut tx, id).await?;
    let mut connection = connection.ok_or(ErrorCode::PeerConnectionUnknown)?;
    let newest = RulesVersions::find(&mut tx, id, None).await?;
    if let Some(newest) = newest.filter(|newest| newest.version.version >= version) {
        tx.commit().await?;
        return Ok(newest.version.version);
    }
    match RulesVersions::insert(&mut tx, id, &rules).await {
        // The same message, sent twice at the same time.
        Err(StoreError::Duplicate(_)) => return Ok(version),
        done => done?,
    }
    if connection.project.as_ref() != Some(&project) {
        connection.project = Some(project);
        Connections::update(&mut tx, &connection).await?;
    }
    let entry = ActivityEntry {
        detail: Some(version.to_string()),
        ..by_other_side(app.clock.now(), ActivityKind::RulesSaved)
    };
    app.note(&mut tx, id, &entry).await?;
    tx.commit().await?;
    Ok(version)
}
