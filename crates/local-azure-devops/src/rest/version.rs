//! The `api-version` of a call.
//!
//! It stands in the query or in the `Accept` header. A `GET` may leave it out and gets the newest
//! released version, or the newest preview of a resource that was never released.

use super::Failure;
use crate::app::App;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Query};
use axum::http::header;
use axum::http::request::Parts;
use serde::Deserialize;
use std::sync::Arc;

/// The newest version there is, and it is a preview everywhere.
const NEWEST: (u32, u32) = (7, 2);

/// Whether a resource has left preview.
#[derive(Clone, Copy)]
pub(super) enum Stage {
    Released,
    Preview,
}

/// The version that a call asks for.
pub(super) struct ApiVersion(Option<Requested>);

struct Requested {
    text: String,
    number: (u32, u32),
    preview: bool,
}

#[derive(Deserialize)]
struct Parameter {
    #[serde(rename = "api-version")]
    api_version: Option<String>,
}

impl FromRequestParts<Arc<App>> for ApiVersion {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Failure> {
        let Query(parameter) = Query::<Parameter>::try_from_uri(&parts.uri)
            .map_err(|rejection: QueryRejection| Failure::from(rejection))?;
        let text = parameter.api_version.or_else(|| in_accept_header(parts));
        match text {
            None => Ok(Self(None)),
            Some(text) => parse(&text)
                .map(|requested| Self(Some(requested)))
                .ok_or(Failure::UnreadableVersion),
        }
    }
}

impl ApiVersion {
    /// Whether the resource can be had in this version.
    pub fn check(&self, stage: Stage) -> Result<(), Failure> {
        let Some(requested) = &self.0 else {
            return Ok(());
        };
        let released = matches!(stage, Stage::Released) && requested.number < NEWEST;
        if requested.number > NEWEST {
            Err(Failure::VersionOutOfRange(requested.text.clone()))
        } else if !released && !requested.preview {
            Err(Failure::PreviewFlagMissing(requested.text.clone()))
        } else {
            Ok(())
        }
    }
}

fn in_accept_header(parts: &Parts) -> Option<String> {
    parts
        .headers
        .get(header::ACCEPT)?
        .to_str()
        .ok()?
        .split([';', ','])
        .find_map(|part| part.trim().strip_prefix("api-version="))
        .map(str::to_owned)
}

/// Reads `7.1`, `7.1-preview` and `7.1-preview.1`.
fn parse(text: &str) -> Option<Requested> {
    let (number, preview) = match text.split_once('-') {
        None => (text, false),
        Some((number, "preview")) => (number, true),
        Some((number, rest)) => {
            rest.strip_prefix("preview.")?.parse::<u32>().ok()?;
            (number, true)
        }
    };
    let (major, minor) = number.split_once('.')?;
    Some(Requested {
        text: text.to_owned(),
        number: (major.parse().ok()?, minor.parse().ok()?),
        preview,
    })
}
