//! Projects: `core/7.1/core.json` of the published specification.

use super::version::{ApiVersion, Stage};
use super::{Failure, List};
use crate::app::App;
use crate::auth::Caller;
use crate::store::{Project, ProjectRange};
use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::HeaderName;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

const CONTINUATION_TOKEN: HeaderName = HeaderName::from_static("x-ms-continuationtoken");

/// One of these is needed, as the specification says.
const PROJECT_SCOPES: [&str; 2] = ["vso.profile", "vso.project"];

/// How many projects a page has unless the caller says.
const DEFAULT_TOP: u32 = 100;

/// The parameters of a list.
#[derive(Deserialize)]
pub(super) struct Parameters {
    #[serde(rename = "stateFilter", default)]
    state: StateFilter,
    #[serde(rename = "$top")]
    top: Option<u32>,
    #[serde(rename = "$skip")]
    skip: Option<u32>,
    /// How many projects have been fetched already.
    #[serde(rename = "continuationToken")]
    continuation: Option<u32>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum StateFilter {
    Deleting,
    New,
    #[default]
    #[serde(alias = "WellFormed")]
    WellFormed,
    CreatePending,
    All,
    Unchanged,
    Deleted,
}

impl StateFilter {
    fn name(self) -> &'static str {
        match self {
            Self::Deleting => "deleting",
            Self::New => "new",
            Self::WellFormed => "wellFormed",
            Self::CreatePending => "createPending",
            Self::All => "all",
            Self::Unchanged => "unchanged",
            Self::Deleted => "deleted",
        }
    }
}

/// A project as others see it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Reference {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    url: String,
    state: String,
    revision: i64,
    visibility: String,
    last_update_time: String,
}

impl Reference {
    fn new(project: Project, organization_url: &str) -> Self {
        Self {
            url: format!("{organization_url}/_apis/projects/{}", project.id),
            id: project.id,
            name: project.name,
            description: project.description,
            state: project.state,
            revision: project.revision,
            visibility: project.visibility,
            last_update_time: project.last_update_time,
        }
    }
}

/// A project with what the list leaves out.
#[derive(Serialize)]
struct Details {
    #[serde(flatten)]
    reference: Reference,
    #[serde(rename = "_links")]
    links: Value,
}

/// `GET /{organization}/_apis/projects`: a page, and in a header how to get the next one.
pub(super) async fn list(
    caller: Caller,
    version: ApiVersion,
    State(app): State<Arc<App>>,
    parameters: Result<Query<Parameters>, QueryRejection>,
) -> Result<Response, Failure> {
    version.check(Stage::Released)?;
    caller.require(&PROJECT_SCOPES)?;
    let Query(parameters) = parameters?;
    let skip = parameters.continuation.or(parameters.skip).unwrap_or(0);
    let slice = app
        .store
        .projects(ProjectRange {
            organization: &caller.organization.name,
            state: parameters.state.name(),
            skip: skip.into(),
            top: parameters.top.unwrap_or(DEFAULT_TOP).into(),
        })
        .await?;
    let url = app.organization_url(&caller.organization.name);
    let next = slice.more.then(|| {
        [(
            CONTINUATION_TOKEN,
            (skip as usize + slice.projects.len()).to_string(),
        )]
    });
    let references: Vec<_> = slice
        .projects
        .into_iter()
        .map(|project| Reference::new(project, &url))
        .collect();
    let body = Json(List::from(references));
    Ok(match next {
        Some(token) => (token, body).into_response(),
        None => body.into_response(),
    })
}

/// `GET /{organization}/_apis/projects/{project}`: one project, by id or name.
pub(super) async fn get(
    caller: Caller,
    version: ApiVersion,
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, Failure> {
    version.check(Stage::Released)?;
    caller.require(&PROJECT_SCOPES)?;
    let Path((_, id_or_name)) = path?;
    let project = app
        .store
        .project(&caller.organization.name, &id_or_name)
        .await?
        .ok_or_else(|| {
            if Uuid::parse_str(&id_or_name).is_ok() {
                Failure::UnknownProjectId(id_or_name)
            } else {
                Failure::UnknownProjectName(id_or_name)
            }
        })?;
    let url = app.organization_url(&caller.organization.name);
    let reference = Reference::new(project, &url);
    let links = json!({
        "self": { "href": reference.url },
        "web": { "href": format!("{url}/{}", reference.id) },
    });
    Ok(Json(Details { reference, links }).into_response())
}
