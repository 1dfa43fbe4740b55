//! The projects of the own organisation.

use super::Shared;
use super::auth::Caller;
use super::input::{QueryInput, search};
use super::problem::Refusal;
use axum::Json;
use axum::extract::State;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::project::ProjectPage;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which projects.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProjectQuery {
    /// A part of the name.
    pub(crate) search: Option<String>,
    /// The `nextCursor` of the page before.
    pub(crate) cursor: Option<String>,
}

/// A page of projects, by name.
#[utoipa::path(get, path = "/api/v1/projects", tag = "instance", operation_id = "list_projects",
    params(ProjectQuery), responses((status = 200, body = ProjectPage)))]
pub(crate) async fn list(
    State(app): State<Shared>,
    _: Caller,
    QueryInput(query): QueryInput<ProjectQuery>,
) -> Result<Json<ProjectPage>, Refusal> {
    let from = match query.cursor {
        None => 0,
        Some(cursor) => cursor
            .parse()
            .map_err(|_| Refusal::from(ErrorCode::MalformedRequest))?,
    };
    Ok(Json(app.projects.page(&search(query.search), from).await?))
}
