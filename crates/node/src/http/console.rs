//! The built console, served by the node itself.
//!
//! Files whose names carry a hash never change and are kept for ever; everything else is asked for again each time.
//! A path that is no file is a page of the console, which knows its own addresses.

use super::Shared;
use super::problem::Refusal;
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use crosslink_protocol::ErrorCode;
use tower_http::services::{ServeDir, ServeFile};
use url::Url;

/// Where Azure DevOps frames extensions.
const AZURE_DEVOPS: &str = "https://dev.azure.com https://*.visualstudio.com";

/// What the page may do with the device: nothing but write to the clipboard.
const PERMISSIONS: HeaderValue = HeaderValue::from_static(
    "camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
);

/// A page elsewhere that opens the console in a window gets no hold of that window: it could put a sign-in link of its own
/// there. Consoles open each other without one (`noopener`), and in a frame it says nothing.
const OPENER: HeaderValue = HeaderValue::from_static("same-origin");

/// Adds the console to the API's routes, if there is one to serve.
pub(crate) fn serve(api: Router<Shared>, app: &Shared) -> Router<Shared> {
    let Some(folder) = &app.config.console_dir else {
        return api.fallback(async || Refusal::from(ErrorCode::NotFound));
    };
    let index = ServeFile::new(folder.join("index.html"))
        .precompressed_br()
        .precompressed_gzip();
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .fallback(index);
    let policy = content_security_policy(&app.config.organization_url);
    let console = Router::new().fallback_service(files).layer(from_fn(
        move |request: Request, next: Next| {
            let policy = policy.clone();
            async move { page(request, next, policy).await }
        },
    ));
    api.fallback_service(console)
}

async fn page(request: Request, next: Next, policy: Option<HeaderValue>) -> Response {
    let path = request.uri().path().to_owned();
    // An address of the API that does not exist is no page; neither is a file that is missing.
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    if path.starts_with("/api/") || path.starts_with("/peer/") {
        return Refusal::from(ErrorCode::NotFound).into_response();
    }
    let mut response = next.run(request).await;
    let html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| {
            kind.to_str()
                .is_ok_and(|kind| kind.starts_with("text/html"))
        });
    if html && is_file && path != "/index.html" {
        return Refusal::from(ErrorCode::NotFound).into_response();
    }
    let caching = if is_file && hashed(&path) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    let headers = response.headers_mut();
    if let Some(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert("permissions-policy", PERMISSIONS);
    headers.insert("cross-origin-opener-policy", OPENER);
    response
}

/// What the page may load, and who may frame it. Styles may be inline: the Azure DevOps SDK writes the theme as one.
fn content_security_policy(organization: &Url) -> Option<HeaderValue> {
    let organization = organization.origin().ascii_serialization();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; \
         frame-ancestors 'self' {organization} {AZURE_DEVOPS}"
    );
    HeaderValue::try_from(policy).ok()
}

/// Whether the file's name carries a hash: `name-0123456789abcdef.ext`, as Trunk writes them.
fn hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit('-')
        .next()
        .is_some_and(|hash| hash.len() >= 12 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
        && stem.contains('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(hashed("/crosslink-0123456789abcdef.js"));
        assert!(hashed("/crosslink-0123456789abcdef_bg.wasm"));
        assert!(!hashed("/index.html"));
        assert!(!hashed("/boot.js"));
        assert!(!hashed("/vendor/ado-sdk.js"));
    }
}
