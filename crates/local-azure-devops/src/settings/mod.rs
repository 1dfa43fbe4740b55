//! The settings of an organisation, made for people: the one page that frames the hub, and around it
//! enough of *Organization settings* to see how the hub sits there.

mod assets;
#[cfg(test)]
mod contrast;
mod entry;
mod hub;
mod layout;
mod overview;
mod view;

use crate::app::App;
use crate::organization::{Organization, Role};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use entry::Entry;
use layout::Page;
use std::sync::Arc;
use view::View;

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

async fn overview(State(app): State<Arc<App>>) -> Response {
    let page = overview::render(&app);
    html(StatusCode::OK, page, Elsewhere::default())
}

async fn to_hub(State(app): State<Arc<App>>, Path(name): Path<String>) -> Response {
    match app.organization(&name) {
        Some(organization) => {
            let contribution = Entry::of(&app, organization).contribution_id;
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
    let entry = Entry::of(&app, organization);
    let page = Page {
        organization,
        view: &view,
        entry: &entry,
        selected: &page,
    };
    let gallery = format!("http://{}", app.gallery);
    let icons = entry.icon.is_some().then_some(gallery.as_str());
    if page.selected != entry.contribution_id {
        let elsewhere = Elsewhere { frame: None, icons };
        return html(StatusCode::NOT_FOUND, layout::not_here(&page), elsewhere);
    }
    match hub::find(&app, organization, &entry).await {
        Ok(hub) => {
            let frame = hub.origin();
            let elsewhere = Elsewhere { frame, icons };
            html(StatusCode::OK, hub.render(&app, &page), elsewhere)
        }
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
    html(StatusCode::NOT_FOUND, page.to_owned(), Elsewhere::default())
}

/// The other origins that a page takes something from.
#[derive(Default)]
struct Elsewhere<'a> {
    /// The hub.
    frame: Option<&'a str>,
    /// Icons of installed extensions.
    icons: Option<&'a str>,
}

/// A page that may run our own scripts, take from elsewhere what is said, and nothing else.
fn html(status: StatusCode, page: String, elsewhere: Elsewhere<'_>) -> Response {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {}; connect-src 'self'; \
         frame-src {}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        elsewhere.icons.unwrap_or_default(),
        elsewhere.frame.unwrap_or("'none'"),
    );
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    (status, headers, Html(page)).into_response()
}
