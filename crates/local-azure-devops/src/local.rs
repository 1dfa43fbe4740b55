//! Control of this stand-in, under `/_local`. Azure DevOps has nothing like it.
//!
//! These answers hold secrets. Pages from elsewhere can't ask for them: no CORS header allows it,
//! requests that a browser marks as coming from another site are refused, and so are host names that
//! somebody might point at this machine.

use crate::app::App;
use crate::error::{HubUrlError, InstallError, TokenError};
use crate::extension::{ExtensionError, PACKED_MAX};
use crate::installations::SwitchParameters;
use crate::organization::{Organization, Role};
use crate::tokens::Age;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::net::IpAddr;
use std::sync::Arc;
use tower_http::csrf::CsrfLayer;

/// The routes.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/_local/organizations", get(organizations))
        .route("/_local/organizations/{organization}/hub", put(set_hub))
        .route(
            "/_local/organizations/{organization}/extension",
            put(install)
                .layer(DefaultBodyLimit::max(PACKED_MAX))
                .delete(uninstall),
        )
        .route("/_local/{organization}/app-token", post(app_token))
        .route("/_local/{organization}/access-token", post(access_token))
        .layer(CsrfLayer::new())
}

/// Refuses names other than `localhost` and addresses: a page of `evil.example` could have that name
/// resolve to this machine and then be of the same origin.
pub(crate) async fn require_local_host(request: Request, next: Next) -> Response {
    if names_this_machine(request.headers()) {
        next.run(request).await
    } else {
        let sentence = "This server answers to localhost and to loopback addresses only.";
        (StatusCode::MISDIRECTED_REQUEST, sentence).into_response()
    }
}

fn names_this_machine(headers: &HeaderMap) -> bool {
    let Some(authority) = headers
        .get(header::HOST)
        .and_then(|host| Authority::try_from(host.as_bytes()).ok())
    else {
        return false;
    };
    let host = authority.host().trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// An organisation with all that a node and a test need to know.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    name: &'a str,
    display_name: &'a str,
    url: String,
    pat: &'a str,
    audience: &'a str,
    secret: &'a str,
    hub_url: Option<String>,
    gallery_origin: String,
}

async fn organizations(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let mut entries = Vec::with_capacity(app.organizations.len());
    for organization in &app.organizations {
        entries.push(Entry {
            name: &organization.name,
            display_name: &organization.display_name,
            url: app.organization_url(&organization.name),
            pat: &organization.pat,
            audience: &organization.audience,
            secret: &organization.secret,
            hub_url: app
                .store
                .hub_url(&organization.name)
                .await
                .map_err(HubUrlError::from)?,
            gallery_origin: format!("http://{}", app.gallery),
        });
    }
    Ok(Json(entries).into_response())
}

/// Where the hub is to be framed from; `null` for nowhere.
#[derive(Deserialize)]
struct Hub {
    url: Option<String>,
}

async fn set_hub(
    State(app): State<Arc<App>>,
    Path(organization): Path<String>,
    Json(hub): Json<Hub>,
) -> Result<StatusCode, Refusal> {
    app.set_hub_url(&organization, hub.url.as_deref()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An installed extension, for whoever opens its hub.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InstalledHub {
    contribution_id: String,
    hub_url: String,
    /// The settings page that frames the hub.
    settings: String,
}

/// Installs the VSIX that is the body.
async fn install(
    State(app): State<Arc<App>>,
    Path(organization): Path<String>,
    Query(switches): Query<SwitchParameters>,
    vsix: Result<Bytes, BytesRejection>,
) -> Result<Json<InstalledHub>, Refusal> {
    let organization = organization_to_install_in(&app, &organization)?;
    let switches = switches.check().map_err(InstallError::from)?;
    let vsix = vsix.map_err(|rejection| InstallError::from(ExtensionError::from(rejection)))?;
    let installed = app.install(organization, vsix, switches).await?;
    let contribution_id = installed.extension.contribution_id();
    let organization_url = app.organization_url(&organization.name);
    Ok(Json(InstalledHub {
        settings: format!("{organization_url}/_settings/{contribution_id}"),
        hub_url: installed.hub_url(app.gallery),
        contribution_id,
    }))
}

/// Uninstalls; the hub comes again from where `hub` says.
async fn uninstall(
    State(app): State<Arc<App>>,
    Path(organization): Path<String>,
) -> Result<StatusCode, Refusal> {
    let organization = organization_to_install_in(&app, &organization)?;
    app.uninstall(organization).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn organization_to_install_in<'a>(
    app: &'a App,
    name: &str,
) -> Result<&'a Organization, InstallError> {
    app.organization(name)
        .map(AsRef::as_ref)
        .ok_or_else(|| InstallError::UnknownOrganization(name.to_owned()))
}

/// Who is signed in at the settings page.
#[derive(Deserialize)]
struct SignedIn {
    #[serde(default)]
    user: Role,
    /// Whether the token shall be one that has expired already. Only app tokens can be.
    #[serde(default)]
    expired: bool,
}

async fn app_token(
    State(app): State<Arc<App>>,
    Path(organization): Path<String>,
    Query(signed_in): Query<SignedIn>,
) -> Result<Response, Refusal> {
    let age = if signed_in.expired {
        Age::Expired
    } else {
        Age::Fresh
    };
    let token = app.app_token_of_age(&organization, signed_in.user, age)?;
    Ok(Json(json!({ "token": token })).into_response())
}

async fn access_token(
    State(app): State<Arc<App>>,
    Path(organization): Path<String>,
    Query(signed_in): Query<SignedIn>,
) -> Result<Response, Refusal> {
    let token = app.access_token(&organization, signed_in.user)?;
    Ok(Json(json!({ "token": token })).into_response())
}

/// Why a call is refused: the status, and a sentence.
struct Refusal(StatusCode, String);

impl From<HubUrlError> for Refusal {
    fn from(error: HubUrlError) -> Self {
        let status = match error {
            HubUrlError::UnknownOrganization(_) => StatusCode::NOT_FOUND,
            HubUrlError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            HubUrlError::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self(status, error.to_string())
    }
}

impl From<InstallError> for Refusal {
    fn from(error: InstallError) -> Self {
        let status = match error {
            InstallError::UnknownOrganization(_) => StatusCode::NOT_FOUND,
            InstallError::Extension(_) => StatusCode::UNPROCESSABLE_ENTITY,
            InstallError::Interrupted(_) | InstallError::Store(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        Self(status, error.to_string())
    }
}

impl From<TokenError> for Refusal {
    fn from(error: TokenError) -> Self {
        let status = match error {
            TokenError::UnknownOrganization(_) => StatusCode::NOT_FOUND,
            TokenError::Sign { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self(status, error.to_string())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "message": self.1 }))).into_response()
    }
}
