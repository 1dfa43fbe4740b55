//! Fields of work items: `wit/7.1/workItemTracking.json` of the published specification.

use super::version::{ApiVersion, Stage};
use super::{Failure, List};
use crate::app::App;
use crate::auth::Caller;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use serde::Serialize;
use std::sync::Arc;
use uuid::Uuid;

/// A field: reference name, name, type, whether it can only be read.
type Row = (&'static str, &'static str, &'static str, bool);

/// What every process has.
const EVERYWHERE: &[Row] = &[
    ("System.Id", "ID", "integer", true),
    ("System.Title", "Title", "string", false),
    ("System.Description", "Description", "html", false),
    ("System.State", "State", "string", false),
    ("System.Reason", "Reason", "string", false),
    ("System.WorkItemType", "Work Item Type", "string", true),
    ("System.TeamProject", "Team Project", "string", true),
    ("System.AreaId", "Area ID", "integer", false),
    ("System.AreaPath", "Area Path", "treePath", false),
    ("System.IterationId", "Iteration ID", "integer", false),
    ("System.IterationPath", "Iteration Path", "treePath", false),
    ("System.AssignedTo", "Assigned To", "string", false),
    ("System.CreatedBy", "Created By", "string", true),
    ("System.CreatedDate", "Created Date", "dateTime", true),
    ("System.ChangedBy", "Changed By", "string", true),
    ("System.ChangedDate", "Changed Date", "dateTime", true),
    ("System.RevisedDate", "Revised Date", "dateTime", true),
    ("System.Rev", "Rev", "integer", true),
    ("System.Watermark", "Watermark", "integer", true),
    ("System.History", "History", "history", false),
    ("System.Tags", "Tags", "plainText", false),
    ("System.CommentCount", "Comment Count", "integer", true),
    ("System.BoardColumn", "Board Column", "string", true),
    ("System.BoardLane", "Board Lane", "string", true),
    (
        "System.AttachedFileCount",
        "Attached File Count",
        "integer",
        true,
    ),
    (
        "Microsoft.VSTS.Common.Priority",
        "Priority",
        "integer",
        false,
    ),
    (
        "Microsoft.VSTS.Common.Severity",
        "Severity",
        "string",
        false,
    ),
    (
        "Microsoft.VSTS.Common.ValueArea",
        "Value Area",
        "string",
        false,
    ),
    (
        "Microsoft.VSTS.Common.StackRank",
        "Stack Rank",
        "double",
        false,
    ),
    (
        "Microsoft.VSTS.Common.AcceptanceCriteria",
        "Acceptance Criteria",
        "html",
        false,
    ),
    (
        "Microsoft.VSTS.Common.ClosedDate",
        "Closed Date",
        "dateTime",
        false,
    ),
    (
        "Microsoft.VSTS.Scheduling.RemainingWork",
        "Remaining Work",
        "double",
        false,
    ),
    (
        "Microsoft.VSTS.Scheduling.DueDate",
        "Due Date",
        "dateTime",
        false,
    ),
    (
        "Microsoft.VSTS.TCM.ReproSteps",
        "Repro Steps",
        "html",
        false,
    ),
    (
        "Microsoft.VSTS.TCM.SystemInfo",
        "System Info",
        "html",
        false,
    ),
];

/// What company A has besides: the Agile process, and fields of its own.
const COMPANY_A: &[Row] = &[
    (
        "Microsoft.VSTS.Scheduling.StoryPoints",
        "Story Points",
        "double",
        false,
    ),
    ("Custom.CustomerTicket", "Customer Ticket", "string", false),
    (
        "Custom.ReleaseTrain",
        "Release Train",
        "picklistString",
        false,
    ),
    ("Custom.Billable", "Billable", "boolean", false),
];

/// What company B has besides: the Scrum process, and fields of its own.
const COMPANY_B: &[Row] = &[
    (
        "Microsoft.VSTS.Scheduling.Effort",
        "Effort",
        "double",
        false,
    ),
    (
        "Microsoft.VSTS.Common.BusinessValue",
        "Business Value",
        "integer",
        false,
    ),
    (
        "Custom.PartnerReference",
        "Partner Reference",
        "string",
        false,
    ),
];

/// A field as others see it. What is left out has its default: no description, not deleted, not locked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WorkItemField {
    name: &'static str,
    reference_name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    usage: &'static str,
    read_only: bool,
    can_sort_by: bool,
    is_queryable: bool,
    supported_operations: [Operation; 2],
    is_identity: bool,
    is_picklist: bool,
    is_picklist_suggested: bool,
    url: String,
}

/// An operator of queries.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Operation {
    reference_name: &'static str,
    name: &'static str,
}

impl WorkItemField {
    fn new(row: Row, base: &str) -> Self {
        let (reference_name, name, kind, read_only) = row;
        let operation = |reference_name, name| Operation {
            reference_name,
            name,
        };
        let people = ["System.AssignedTo", "System.CreatedBy", "System.ChangedBy"];
        Self {
            name,
            reference_name,
            kind,
            usage: "workItem",
            read_only,
            can_sort_by: !matches!(kind, "html" | "history" | "plainText"),
            is_queryable: true,
            supported_operations: [
                operation("SupportedOperations.Equals", "="),
                operation("SupportedOperations.NotEquals", "<>"),
            ],
            is_identity: people.contains(&reference_name),
            is_picklist: kind.starts_with("picklist"),
            is_picklist_suggested: false,
            url: format!("{base}/_apis/wit/fields/{reference_name}"),
        }
    }
}

/// `GET /{organization}/_apis/wit/fields`: the fields of all processes of the organisation.
pub(super) async fn of_organization(
    caller: Caller,
    version: ApiVersion,
    State(app): State<Arc<App>>,
) -> Result<Json<List<WorkItemField>>, Failure> {
    version.check(Stage::Released)?;
    caller.require(&["vso.work"])?;
    let base = app.organization_url(&caller.organization.name);
    Ok(Json(fields(&caller.organization.name, &base)))
}

/// `GET /{organization}/{project}/_apis/wit/fields`: the fields of one project, named by id or name.
pub(super) async fn of_project(
    caller: Caller,
    version: ApiVersion,
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Json<List<WorkItemField>>, Failure> {
    version.check(Stage::Released)?;
    caller.require(&["vso.work"])?;
    let Path((_, id_or_name)) = path?;
    let organization = &caller.organization.name;
    let found = app.store.project(organization, &id_or_name).await?;
    let project = found.ok_or_else(|| match Uuid::parse_str(&id_or_name) {
        Ok(_) => Failure::UnknownProjectId(id_or_name.clone()),
        Err(_) => Failure::UnknownProjectName(id_or_name.clone()),
    })?;
    let base = format!("{}/{}", app.organization_url(organization), project.id);
    Ok(Json(fields(organization, &base)))
}

fn fields(organization: &str, base: &str) -> List<WorkItemField> {
    let own = match organization {
        "company-a" => COMPANY_A,
        "company-b" => COMPANY_B,
        _ => &[],
    };
    let rows = EVERYWHERE.iter().chain(own);
    let fields: Vec<_> = rows.map(|row| WorkItemField::new(*row, base)).collect();
    List::from(fields)
}
