//! What Azure DevOps answers when it doesn't do what it was asked for.

use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

/// Asks for 401 instead of the sign-in page.
const REDIRECT_HEADER: &str = "x-tfs-fedauthredirect";

const WEB_API: &str = "Microsoft.VisualStudio.Services.WebApi";
const COMMON: &str = "Microsoft.VisualStudio.Services.Common";
const SERVER: &str = "Microsoft.TeamFoundation.Framework.Server";
const CORE: &str = "Microsoft.TeamFoundation.Core.WebApi";

/// A refusal or failure; the texts are Azure DevOps' own where they are known.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Nobody is signed in, and the client did not say that it is no browser: 203 with a page.
    #[error("sign in")]
    SignInPage,
    #[error("TF400813: The user '' is not authorized to access this resource.")]
    Unauthorized,
    /// Seen with extensions whose manifest lacks a scope: microsoft/azure-devops-extension-sample#45.
    #[error("TF400813: The user '{0}' is not authorized to access this resource.")]
    MissingScope(String),
    #[error(
        "TF50309: The following account does not have sufficient permissions to complete the operation. The following permissions are needed to perform this operation: View instance-level information."
    )]
    Forbidden,
    #[error(
        "TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource 'Concurrency' in namespace 'User'."
    )]
    Throttled,
    #[error("TF400898: An Internal Error Occurred.")]
    Broken,
    #[error("The organization {0} does not exist.")]
    UnknownOrganization(String),
    #[error("The controller for path '{0}' was not found or does not implement IController.")]
    UnknownResource(String),
    #[error(
        "VS800075: The project with id 'vstfs:///Classification/TeamProject/{0}' does not exist, or you do not have permission to access it."
    )]
    UnknownProjectId(String),
    #[error(
        "TF200016: The following project does not exist: {0}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server."
    )]
    UnknownProjectName(String),
    #[error("The security namespace identified by {0} is invalid or does not exist.")]
    UnknownSecurityNamespace(String),
    #[error(
        "No api-version was supplied for the \"GET\" request. The version must be supplied either as part of the Accept header (e.g. \"application/json; api-version=1.0\") or as a query parameter (e.g. \"?api-version=1.0\")."
    )]
    UnreadableVersion,
    #[error(
        "The requested version \"{0}\" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: \"{0}-preview\""
    )]
    PreviewFlagMissing(String),
    #[error(
        "The requested REST API version of {0} is out of range for this server. The latest REST API version this server supports is 7.2."
    )]
    VersionOutOfRange(String),
    #[error("{0}")]
    InvalidArgument(String),
    #[error("TF400898: An Internal Error Occurred.")]
    Store(#[from] sqlx::Error),
}

impl From<QueryRejection> for Failure {
    fn from(rejection: QueryRejection) -> Self {
        Self::InvalidArgument(rejection.body_text())
    }
}

impl From<PathRejection> for Failure {
    fn from(rejection: PathRejection) -> Self {
        Self::InvalidArgument(rejection.body_text())
    }
}

impl Failure {
    /// The answer to somebody without valid credentials.
    pub fn not_signed_in(headers: &HeaderMap) -> Self {
        let suppressed = headers
            .get(REDIRECT_HEADER)
            .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"suppress"));
        if suppressed {
            Self::Unauthorized
        } else {
            Self::SignInPage
        }
    }

    /// The status, and the assembly and name of the exception that stands behind it.
    fn kind(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::SignInPage => (StatusCode::NON_AUTHORITATIVE_INFORMATION, SERVER, ""),
            Self::Unauthorized => (
                StatusCode::UNAUTHORIZED,
                SERVER,
                "UnauthorizedRequestException",
            ),
            Self::MissingScope(_) => (StatusCode::UNAUTHORIZED, SERVER, "InvalidIdentityException"),
            Self::Forbidden => (StatusCode::FORBIDDEN, SERVER, "AccessCheckException"),
            Self::Throttled => (
                StatusCode::TOO_MANY_REQUESTS,
                SERVER,
                "RequestBlockedException",
            ),
            Self::Broken | Self::Store(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                COMMON,
                "VssServiceException",
            ),
            Self::UnknownOrganization(_) => {
                (StatusCode::NOT_FOUND, SERVER, "HostDoesNotExistException")
            }
            Self::UnknownResource(_) => (
                StatusCode::NOT_FOUND,
                WEB_API,
                "VssResourceNotFoundException",
            ),
            Self::UnknownProjectId(_) => {
                (StatusCode::NOT_FOUND, CORE, "ProjectDoesNotExistException")
            }
            Self::UnknownProjectName(_) => (
                StatusCode::NOT_FOUND,
                CORE,
                "ProjectDoesNotExistWithNameException",
            ),
            Self::UnknownSecurityNamespace(_) => (
                StatusCode::NOT_FOUND,
                SERVER,
                "InvalidSecurityNamespaceException",
            ),
            Self::UnreadableVersion => (
                StatusCode::BAD_REQUEST,
                WEB_API,
                "VssVersionNotSpecifiedException",
            ),
            Self::PreviewFlagMissing(_) => (
                StatusCode::BAD_REQUEST,
                WEB_API,
                "VssInvalidPreviewVersionException",
            ),
            Self::VersionOutOfRange(_) => (
                StatusCode::BAD_REQUEST,
                WEB_API,
                "VssVersionOutOfRangeException",
            ),
            Self::InvalidArgument(_) => (
                StatusCode::BAD_REQUEST,
                COMMON,
                "InvalidArgumentValueException",
            ),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, assembly, type_key) = self.kind();
        if let Self::SignInPage = self {
            return (status, Html(include_str!("../../assets/sign-in.html"))).into_response();
        }
        if let Self::Store(error) = &self {
            tracing::error!(%error, "the database failed");
        }
        let body = Json(json!({
            "$id": "1",
            "innerException": null,
            "message": self.to_string(),
            "typeName": format!("{assembly}.{type_key}, {assembly}"),
            "typeKey": type_key,
            "errorCode": 0,
            "eventId": 3000,
        }));
        match self {
            Self::Unauthorized => {
                let challenge = [(
                    header::WWW_AUTHENTICATE,
                    "Basic realm=\"Local Azure DevOps\"",
                )];
                (status, challenge, body).into_response()
            }
            // One second keeps demos and tests quick; the real service asks for more.
            Self::Throttled => (status, [(header::RETRY_AFTER, "1")], body).into_response(),
            _ => (status, body).into_response(),
        }
    }
}
