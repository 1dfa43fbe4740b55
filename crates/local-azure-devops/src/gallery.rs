//! The gallery: the stand-in of `https://{publisher}.gallerycdn.vsassets.io`, where the files of installed
//! extensions come from. Another origin than the organisations', a deep path that changes with every
//! installation, addressable files only, no directory index, nothing rewritten.

use crate::app::App;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

/// The routes.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new().route(
        "/extensions/{publisher}/{extension}/{version}/{timestamp}/{*file}",
        get(file),
    )
}

async fn file(
    State(app): State<Arc<App>>,
    Path((publisher, extension, version, timestamp, file)): Path<(
        String,
        String,
        String,
        u64,
        String,
    )>,
) -> Response {
    let installed = app.installations.at(timestamp).filter(|installed| {
        let found = &installed.extension;
        found.publisher == publisher && found.id == extension && found.version == version
    });
    let Some(installed) = installed else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(asset) = installed.extension.assets.get(&file) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let switches = &installed.switches;
    tokio::time::sleep(switches.delay).await;
    let content_type = switches
        .wasm_type
        .as_ref()
        .filter(|_| file.ends_with(".wasm"))
        .unwrap_or(&asset.content_type);
    let mut answer = asset.content.clone().into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type.clone());
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000"),
    );
    if let Some(policy) = &switches.content_security_policy
        && content_type.as_bytes().starts_with(b"text/html")
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    }
    answer
}
