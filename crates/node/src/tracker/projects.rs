//! The projects of the own organisation, searched and paged. Azure DevOps can't search them, so all are read and kept for
//! a minute: somebody who types a search must not cause twelve calls a keystroke.

use super::{AzureDevOps, Credential};
use crate::ports::Clock;
use crosslink_protocol::id::ProjectId;
use crosslink_protocol::project::{Project, ProjectPage};
use crosslink_protocol::visual::Field;
use crosslink_protocol::{ErrorCode, Timestamp, names};
use std::sync::Arc;
use tokio::sync::Mutex;

/// How long projects are kept, in milliseconds.
const KEPT_MS: i64 = 60_000;
/// Projects a page.
const PAGE: usize = 100;

/// The projects of the own organisation.
pub(crate) struct Projects {
    tracker: Arc<AzureDevOps>,
    pat: Option<String>,
    clock: Arc<dyn Clock>,
    kept: Mutex<Option<Kept>>,
}

struct Kept {
    read_at: Timestamp,
    /// Sorted by name, each with what a search compares.
    projects: Arc<Vec<(String, Project)>>,
}

impl Projects {
    /// The projects that the owner of `pat` can see.
    pub(crate) fn new(
        tracker: Arc<AzureDevOps>,
        pat: Option<String>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            tracker,
            pat,
            clock,
            kept: Mutex::new(None),
        }
    }

    /// A page of the projects whose names contain `search`.
    pub(crate) async fn page(&self, search: &str, from: usize) -> Result<ProjectPage, ErrorCode> {
        let projects = self.all(false).await?;
        let search = names::key(search);
        let found: Vec<&Project> = projects
            .iter()
            .filter(|(key, _)| key.contains(&search))
            .map(|(_, project)| project)
            .collect();
        let items: Vec<Project> = found
            .iter()
            .skip(from)
            .take(PAGE)
            .map(|project| (*project).clone())
            .collect();
        let next = from + items.len();
        Ok(ProjectPage {
            total: u32::try_from(found.len()).unwrap_or(u32::MAX),
            next_cursor: (next < found.len()).then(|| next.to_string()),
            items,
        })
    }

    /// The project with this id. One that is not among the kept ones is looked for once more: it may be new.
    pub(crate) async fn find(&self, id: &ProjectId) -> Result<Option<Project>, ErrorCode> {
        for fresh in [false, true] {
            let projects = self.all(fresh).await?;
            if let Some((_, project)) = projects.iter().find(|(_, project)| project.id == *id) {
                return Ok(Some(project.clone()));
            }
        }
        Ok(None)
    }

    /// Whether the project with this id is there just now, whatever was kept.
    pub(crate) async fn is_there(&self, id: &ProjectId) -> Result<bool, ErrorCode> {
        let projects = self.all(true).await?;
        Ok(projects.iter().any(|(_, project)| project.id == *id))
    }

    /// The fields of work items of one project, by name. One that is not among the kept projects was not offered to anybody:
    /// it is not looked for anew, or every reader and every other node could have all projects read as often as they like.
    ///
    /// # Errors
    /// [`ErrorCode::ProjectUnknown`] when it is none of the organisation's, and one of the `Tracker…` codes.
    pub(crate) async fn fields(&self, id: &ProjectId) -> Result<Vec<Field>, ErrorCode> {
        let projects = self.all(false).await?;
        let found = projects.iter().find(|(_, project)| project.id == *id);
        let (_, project) = found.ok_or(ErrorCode::ProjectUnknown)?;
        let pat = self.pat.as_deref().ok_or(ErrorCode::TrackerSignInNeeded)?;
        let mut fields = self
            .tracker
            .fields(&project.id, &Credential::Pat(pat))
            .await
            // It was deleted since the projects were read.
            .map_err(|code| match code {
                ErrorCode::TrackerNotFound => ErrorCode::ProjectUnknown,
                other => other,
            })?;
        fields.sort_by_cached_key(|field| names::key(&field.name));
        Ok(fields)
    }

    /// All projects. The lock is held while they are read, so that many who ask at once cause one read.
    async fn all(&self, fresh: bool) -> Result<Arc<Vec<(String, Project)>>, ErrorCode> {
        let mut kept = self.kept.lock().await;
        let now = self.clock.now();
        if let Some(kept) = kept
            .as_ref()
            .filter(|kept| !fresh && now.since(kept.read_at) < KEPT_MS)
        {
            return Ok(Arc::clone(&kept.projects));
        }
        let pat = self.pat.as_deref().ok_or(ErrorCode::TrackerSignInNeeded)?;
        let read = self.tracker.projects(&Credential::Pat(pat)).await?;
        let mut projects: Vec<_> = read
            .into_iter()
            .map(|project| (names::key(&project.name), project))
            .collect();
        projects.sort_by(|a, b| a.0.cmp(&b.0));
        let projects = Arc::new(projects);
        *kept = Some(Kept {
            read_at: now,
            projects: Arc::clone(&projects),
        });
        Ok(projects)
    }
}
