//! Fields, and what the other side of a Visual connection has to choose from. The latter is for administrators: to them the
//! other side has granted it.

use super::Shared;
use super::auth::{Admin, Caller};
use super::destinations::Counted;
use super::input::{QueryInput, search};
use super::problem::Refusal;
use super::projects::ProjectQuery;
use super::rules::of_id;
use crate::app::App;
use crate::domain::ConnectionRecord;
use crate::failure::Failure;
use crate::peer::Delivery;
use axum::Json;
use axum::extract::{Path, State};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::{ConnectionId, ProjectId};
use crosslink_protocol::lifecycle::{Action, refusal};
use crosslink_protocol::mode::Mode;
use crosslink_protocol::peer::{FieldList, PeerFieldsRequest, PeerProjectsRequest};
use crosslink_protocol::project::ProjectPage;
use serde::Deserialize;
use utoipa::IntoParams;

/// Of which project.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FieldQuery {
    /// Its id.
    project: String,
}

/// The fields of a project of the own instance.
#[utoipa::path(get, path = "/api/v1/fields", tag = "instance", operation_id = "list_fields",
    params(FieldQuery), responses((status = 200, body = FieldList)))]
pub(crate) async fn fields(
    State(app): State<Shared>,
    _: Caller,
    QueryInput(query): QueryInput<FieldQuery>,
) -> Result<Json<FieldList>, Refusal> {
    let items = app.projects.fields(&ProjectId::new(query.project)).await?;
    Ok(Json(FieldList { items }))
}

/// A page of the other side's projects, by name.
#[utoipa::path(get, path = "/api/v1/connections/{id}/remote/projects", tag = "connections",
    operation_id = "list_remote_projects", params(("id" = ConnectionId, Path), ProjectQuery),
    responses((status = 200, body = ProjectPage)))]
pub(crate) async fn remote_projects(
    State(app): State<Shared>,
    _: Admin,
    _: Counted,
    Path(id): Path<String>,
    QueryInput(query): QueryInput<ProjectQuery>,
) -> Result<Json<ProjectPage>, Refusal> {
    let connection = configurable(&app, id).await?;
    let request = PeerProjectsRequest {
        search: search(query.search),
        cursor: query.cursor,
    };
    let sent = app.peers.ask(&connection, "projects", &request).await?;
    Ok(Json(answer(sent)?))
}

/// The fields of one of the other side's projects.
#[utoipa::path(get, path = "/api/v1/connections/{id}/remote/fields", tag = "connections",
    operation_id = "list_remote_fields", params(("id" = ConnectionId, Path), FieldQuery),
    responses((status = 200, body = FieldList)))]
pub(crate) async fn remote_fields(
    State(app): State<Shared>,
    _: Admin,
    _: Counted,
    Path(id): Path<String>,
    QueryInput(query): QueryInput<FieldQuery>,
) -> Result<Json<FieldList>, Refusal> {
    let connection = configurable(&app, id).await?;
    let project = ProjectId::new(query.project);
    Ok(Json(fields_over_there(&app, &connection, project).await?))
}

/// The fields of a project of the other side.
pub(crate) async fn fields_over_there(
    app: &App,
    connection: &ConnectionRecord,
    project_id: ProjectId,
) -> Result<FieldList, Failure> {
    let request = PeerFieldsRequest { project_id };
    answer(app.peers.ask(connection, "fields", &request).await?)
}

/// A connection whose other side can be configured from here.
async fn configurable(app: &App, id: String) -> Result<ConnectionRecord, Failure> {
    let connection = of_id(app, id).await?;
    if connection.mode != Mode::Visual {
        return Err(ErrorCode::NotFound.into());
    }
    match refusal(Action::EditRules, &connection.to_dto()) {
        Some(reason) => Err(reason.into()),
        None => Ok(connection),
    }
}

fn answer<T>(sent: Delivery<T>) -> Result<T, Failure> {
    match sent {
        Delivery::Done(answer) => Ok(answer),
        Delivery::Refused(reason) => Err(own_words(reason).into()),
        Delivery::Unknown(reason) => Err(reason.into()),
    }
}

/// The other side chose the code of its refusal; here some of them would speak of this node, or end the session of whoever
/// asked.
fn own_words(reason: ErrorCode) -> ErrorCode {
    match reason {
        ErrorCode::ProjectUnknown
        | ErrorCode::PeerConnectionUnknown
        | ErrorCode::PeerConnectionRemoved
        | ErrorCode::PeerSignatureInvalid
        | ErrorCode::PeerReplayed
        | ErrorCode::MalformedRequest => reason,
        _ => ErrorCode::DestinationBroken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_side_can_not_end_a_session_here() {
        for (told, expected) in [
            (ErrorCode::ProjectUnknown, ErrorCode::ProjectUnknown),
            (
                ErrorCode::PeerConnectionUnknown,
                ErrorCode::PeerConnectionUnknown,
            ),
            (ErrorCode::SessionExpired, ErrorCode::DestinationBroken),
            (ErrorCode::Unauthenticated, ErrorCode::DestinationBroken),
            (ErrorCode::Forbidden, ErrorCode::DestinationBroken),
        ] {
            let answered = answer::<()>(Delivery::Refused(told));
            assert!(
                matches!(answered, Err(Failure::Refused(code)) if code == expected),
                "{told:?}: {answered:?}"
            );
        }
    }
}
