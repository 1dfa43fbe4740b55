//! The settings of an organisation, made for people: the one page that frames the hub, and around it
//! enough of *Organization settings* to see how the hub sits there.

mod assets;
mod hub;
mod layout;
mod overview;

use crate::app::App;
use crate::organization::{Organization, Role};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use layout::Page;
use serde::Deserialize;
use std::sync::Arc;

/// The routes.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(overview))
        .route("/_assets/{file}", get(assets::asset))
        .route("/{organization}", get(to_hub))
        .route("/{organization}/_settings", get(to_hub))
        .route("/{organization}/_settings/{page}", get(settings))
        .route("/{organization}/_avatars/{user}", get(avatar))
}

/// What the address asks of a settings page.
#[derive(Clone, Copy, Default, Deserialize)]
struct View {
    /// Who is signed in.
    #[serde(default)]
    user: Role,
    #[serde(default)]
    theme: Theme,
    #[serde(default)]
    handshake: Handshake,
}

/// The themes of Azure DevOps.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Theme {
    #[default]
    Light,
    Dark,
    HcLight,
    HcDark,
}

impl Theme {
    const ALL: [Self; 4] = [Self::Light, Self::Dark, Self::HcLight, Self::HcDark];

    /// The name in addresses and in the style sheet.
    fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HcLight => "hc-light",
            Self::HcDark => "hc-dark",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HcLight => "High contrast light",
            Self::HcDark => "High contrast dark",
        }
    }
}

/// How the page answers the hub's handshake.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Handshake {
    /// In today's form.
    #[default]
    Current,
    /// In the form of older host pages.
    Legacy,
    /// With an error.
    Refuse,
    /// Never.
    Silent,
}

impl Handshake {
    fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Legacy => "legacy",
            Self::Refuse => "refuse",
            Self::Silent => "silent",
        }
    }
}

async fn overview(State(app): State<Arc<App>>) -> Response {
    html(StatusCode::OK, overview::render(&app), None)
}

async fn to_hub(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    match app.organization(&name) {
        Some(organization) => {
            let contribution = app.contribution_id();
            Redirect::to(&format!("/{}/_settings/{contribution}", organization.name))
                .into_response()
        }
        None => unknown_organization(),
    }
}

async fn settings(
    State(app): State<Arc<App>>,
    Path((name, page)): Path<(String, String)>,
    Query(view): Query<View>,
) -> Response {
    let Some(organization) = app.organization(&name) else {
        return unknown_organization();
    };
    let contribution_id = app.contribution_id();
    let page_of = |selected| Page {
        organization,
        view,
        contribution_id: &contribution_id,
        selected,
    };
    if page != contribution_id {
        let page = page_of(page.as_str());
        return html(StatusCode::NOT_FOUND, layout::not_here(&page), None);
    }
    let page = page_of(contribution_id.as_str());
    match hub::find(&app, organization).await {
        Ok(hub) => html(StatusCode::OK, hub.render(&app, &page), hub.origin()),
        Err(error) => {
            tracing::error!(%error, "the database failed");
            (StatusCode::INTERNAL_SERVER_ERROR, "The database failed.").into_response()
        }
    }
}

/// The picture of a user: their initials.
async fn avatar(
    State(app): State<Arc<App>>,
    Path((name, user)): Path<(String, String)>,
) -> Response {
    let role = Role::ALL
        .into_iter()
        .find(|role| user.strip_suffix(".svg") == Some(role.name()));
    match (app.organization(&name), role) {
        (Some(organization), Some(role)) => {
            let headers = [(header::CONTENT_TYPE, "image/svg+xml")];
            (headers, layout::avatar(organization.user(role))).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Where the picture of a user is.
fn avatar_path(organization: &Organization, role: Role) -> String {
    format!("/{}/_avatars/{role}.svg", organization.name)
}

fn unknown_organization() -> Response {
    let page = "<!DOCTYPE html><html lang=\"en\"><title>Local Azure DevOps</title>\
                <p>There is no such organisation here. <a href=\"/\">Show the organisations</a>.</p>";
    html(StatusCode::NOT_FOUND, page.to_owned(), None)
}

/// A page that may run our own scripts and frame the given origin, and nothing else.
fn html(status: StatusCode, page: String, frame: Option<&str>) -> Response {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         frame-src {}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        frame.unwrap_or("'none'")
    );
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    (status, headers, Html(page)).into_response()
}
