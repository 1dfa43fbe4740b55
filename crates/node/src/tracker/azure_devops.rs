//! Azure DevOps' REST API, as far as the node needs it (<https://learn.microsoft.com/rest/api/azure/devops/>).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::ProjectId;
use crosslink_protocol::project::Project;
use crosslink_protocol::session::Role;
use crosslink_protocol::visual::Field;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use reqwest::{Client, redirect::Policy};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use url::Url;
use uuid::Uuid;

/// How long Azure DevOps may take for one answer. It delays callers it throttles by up to 30 s.
const TOTAL: Duration = Duration::from_secs(40);
/// Projects a call; the most that Azure DevOps gives without being asked.
const PAGE: usize = 100;
/// No more pages than this are read: an end to a server that never ends.
const PAGES_MAX: usize = 200;
/// The security namespace *Collection*; its bit 2, *Edit instance-level information*, is what Project Collection
/// Administrators have (<https://learn.microsoft.com/azure/devops/organizations/security/namespace-reference>).
const COLLECTION_NAMESPACE: &str = "3e65f728-f8bc-4ecd-8764-7e378b19bfa7";
const GENERIC_WRITE: u32 = 2;

/// Who somebody without a name is, where an organisation has public projects.
const PUBLIC_ACCESS: &str = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

/// An Azure DevOps organisation.
pub(crate) struct AzureDevOps {
    client: Client,
    /// With a slash at its end, so that paths can be joined.
    base: Url,
}

/// Who asks.
pub(crate) enum Credential<'a> {
    /// A personal access token.
    Pat(&'a str),
    /// The access token of somebody who uses the extension.
    AccessToken(&'a str),
}

/// Somebody of the organisation, as it says itself.
pub(crate) struct Member {
    /// The name to show.
    pub(crate) display_name: String,
    /// The id of the organisation. It stays the same when the organisation is renamed; somebody else who takes its old
    /// name has another one.
    pub(crate) organization: Uuid,
}

#[derive(Deserialize)]
struct Many<T> {
    value: Vec<T>,
}

#[derive(Deserialize)]
struct TeamProject {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WorkItemField {
    reference_name: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    read_only: bool,
    #[serde(default)]
    is_deleted: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ConnectionData {
    authenticated_user: Identity,
    instance_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Identity {
    #[serde(default)]
    id: String,
    #[serde(default)]
    provider_display_name: Option<String>,
}

impl AzureDevOps {
    /// The organisation at this address.
    ///
    /// # Errors
    /// When the TLS library can't be set up.
    pub(crate) fn new(organization_url: &Url) -> Result<Self, reqwest::Error> {
        let client = Client::builder()
            .timeout(TOTAL)
            .connect_timeout(Duration::from_secs(10))
            .redirect(Policy::none())
            .build()?;
        let mut base = organization_url.clone();
        base.set_path(&format!(
            "{}/",
            organization_url.path().trim_end_matches('/')
        ));
        Ok(Self { client, base })
    }

    /// All projects that the credential can see, page by page.
    pub(crate) async fn projects(
        &self,
        credential: &Credential<'_>,
    ) -> Result<Vec<Project>, ErrorCode> {
        let mut projects = Vec::new();
        let mut continuation = None;
        for _ in 0..PAGES_MAX {
            let mut query = vec![
                ("stateFilter", "wellFormed".to_owned()),
                ("$top", PAGE.to_string()),
            ];
            query.extend(
                continuation
                    .take()
                    .map(|token| ("continuationToken", token)),
            );
            let (page, headers): (Many<TeamProject>, _) =
                self.get("_apis/projects", "7.1", query, credential).await?;
            projects.extend(page.value.into_iter().map(|p| Project {
                id: ProjectId::new(p.id),
                name: p.name,
            }));
            continuation = header(&headers, "x-ms-continuationtoken");
            if continuation.is_none() {
                return Ok(projects);
            }
        }
        Err(ErrorCode::TrackerUnexpected)
    }

    /// The fields of work items of a project
    /// (<https://learn.microsoft.com/rest/api/azure/devops/wit/fields/list>). Those that were deleted are left out.
    pub(crate) async fn fields(
        &self,
        project: &ProjectId,
        credential: &Credential<'_>,
    ) -> Result<Vec<Field>, ErrorCode> {
        let path = format!("{project}/_apis/wit/fields");
        let (answer, _): (Many<WorkItemField>, _) =
            self.get(&path, "7.1", Vec::new(), credential).await?;
        let fields = answer.value.into_iter().filter(|field| !field.is_deleted);
        Ok(fields
            .map(|field| Field {
                reference: field.reference_name,
                name: field.name,
                kind: field.kind,
                read_only: field.read_only,
            })
            .collect())
    }

    /// Who the credential belongs to, and the organisation, proven by the organisation itself.
    pub(crate) async fn member(&self, credential: &Credential<'_>) -> Result<Member, ErrorCode> {
        let query = vec![("connectOptions", "none".to_owned())];
        // This call exists as a preview only.
        let (data, _): (ConnectionData, _) = self
            .get("_apis/connectionData", "7.1-preview.1", query, credential)
            .await?;
        if data
            .authenticated_user
            .id
            .eq_ignore_ascii_case(PUBLIC_ACCESS)
        {
            return Err(ErrorCode::TrackerSignInNeeded);
        }
        let organization = Uuid::try_parse(&data.instance_id)
            .ok()
            .filter(|id| !id.is_nil())
            .ok_or(ErrorCode::TrackerUnexpected)?;
        Ok(Member {
            display_name: data
                .authenticated_user
                .provider_display_name
                .filter(|name| !name.trim().is_empty())
                .unwrap_or_else(|| "Azure DevOps user".to_owned()),
            organization,
        })
    }

    /// What the credential's owner may do in the organisation.
    pub(crate) async fn role(&self, credential: &Credential<'_>) -> Result<Role, ErrorCode> {
        let path = format!("_apis/permissions/{COLLECTION_NAMESPACE}/{GENERIC_WRITE}");
        let query = vec![
            ("tokens", "NAMESPACE:".to_owned()),
            ("alwaysAllowAdministrators", "false".to_owned()),
        ];
        let (answer, _): (Many<bool>, _) = self.get(&path, "7.1", query, credential).await?;
        Ok(if answer.value == [true] {
            Role::Admin
        } else {
            Role::Reader
        })
    }

    async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        version: &str,
        mut query: Vec<(&str, String)>,
        credential: &Credential<'_>,
    ) -> Result<(T, HeaderMap), ErrorCode> {
        query.push(("api-version", version.to_owned()));
        let mut url = self
            .base
            .join(path)
            .map_err(|_| ErrorCode::TrackerNotFound)?;
        url.query_pairs_mut().extend_pairs(query);
        let authorization = match credential {
            Credential::Pat(token) => format!("Basic {}", STANDARD.encode(format!(":{token}"))),
            Credential::AccessToken(token) => format!("Bearer {token}"),
        };
        let request = self
            .client
            .get(url)
            .header(ACCEPT, "application/json")
            .header(AUTHORIZATION, authorization)
            // 401 instead of a redirect to the sign-in page.
            .header("X-TFS-FedAuthRedirect", "Suppress");
        let response = request.send().await.map_err(|error| {
            tracing::warn!(error = %error.without_url(), "Azure DevOps can't be reached");
            ErrorCode::TrackerUnreachable
        })?;
        let headers = response.headers().clone();
        let activity = header(&headers, "activityid").unwrap_or_default();
        let status = response.status().as_u16();
        if let Some(code) = refusal(status, &headers) {
            tracing::warn!(
                status,
                activity,
                code = code.as_str(),
                "Azure DevOps refused {path}"
            );
            return Err(code);
        }
        let body = response
            .bytes()
            .await
            .map_err(|_| ErrorCode::TrackerUnreachable)?;
        serde_json::from_slice(&body).map(|read| (read, headers)).map_err(|error| {
            tracing::warn!(%error, activity, "Azure DevOps answered {path} with something else");
            ErrorCode::TrackerUnexpected
        })
    }
}

/// What an answer's status and type mean. A sign-in page comes with 203, 302, or even 200, and is HTML.
fn refusal(status: u16, headers: &HeaderMap) -> Option<ErrorCode> {
    let json = header(headers, CONTENT_TYPE.as_str())
        .is_some_and(|kind| kind.starts_with("application/json"));
    match status {
        200 if json => None,
        200 | 203 | 300..=399 | 401 => Some(ErrorCode::TrackerSignInNeeded),
        403 => Some(ErrorCode::TrackerForbidden),
        404 => Some(ErrorCode::TrackerNotFound),
        429 => Some(ErrorCode::TrackerThrottled),
        500.. => Some(ErrorCode::TrackerUnreachable),
        _ => Some(ErrorCode::TrackerUnexpected),
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
#[path = "azure_devops_tests.rs"]
mod tests;
