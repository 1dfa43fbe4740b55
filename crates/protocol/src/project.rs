//! Projects of the own instance.

use crate::id::ProjectId;
use serde::{Deserialize, Serialize};

/// A project of the own tracker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Its name.
    pub name: String,
}

/// A page of projects, by name (`GET /projects?search=&cursor=`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProjectPage {
    /// The projects of this page.
    pub items: Vec<Project>,
    /// How many projects match in all.
    pub total: u32,
    /// What to send for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}
