//! Looking at a destination.

use super::Shared;
use super::auth::Admin;
use super::input::Input;
use super::limits::{Kind, caller};
use super::problem::Refusal;
use crate::app::App;
use crate::failure::Failure;
use crate::reach;
use crate::store::Connections;
use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use crosslink_protocol::destination::{Destination, understand};
use crosslink_protocol::instance::{Probe, ProbeRequest, ProbedNode};
use crosslink_protocol::mode::{DestinationFacts, ModeFacts, offers};
use crosslink_protocol::peer::NodeInfo;
use crosslink_protocol::{ErrorCode, FieldError};

/// Counts calls to places that somebody else names.
pub(crate) struct Counted;

impl FromRequestParts<Shared> for Counted {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Refusal> {
        app.limits
            .count(Kind::Probe, caller(parts, &app.config.trusted_proxies))
            .map(|()| Self)
    }
}

/// What is at this URL, and which modes does it allow?
#[utoipa::path(post, path = "/api/v1/destinations/probe", tag = "connections", operation_id = "probe_destination",
    request_body = ProbeRequest, responses((status = 200, body = Probe)))]
pub(crate) async fn probe(
    State(app): State<Shared>,
    _: Admin,
    _: Counted,
    Input(request): Input<ProbeRequest>,
) -> Result<Json<Probe>, Refusal> {
    let Some(text) = request.url else {
        let modes = offers(&facts(&app, None).await);
        return Ok(Json(Probe {
            url: None,
            node: None,
            latency_ms: None,
            modes,
        }));
    };
    let found = look(&app, &text)
        .await
        .map_err(|failure| at_field(failure, "url"))?;
    let modes = offers(&facts(&app, Some(&found.node)).await);
    Ok(Json(Probe {
        url: Some(found.url),
        latency_ms: u32::try_from(found.took_ms).ok(),
        modes,
        node: Some(ProbedNode {
            uid: found.node.uid,
            name: found.node.name,
            tracker_url: found.node.tracker.url,
            version: found.node.version,
            console_url: found.node.console_url,
        }),
    }))
}

/// A node that was found behind a destination.
pub(crate) struct Found {
    /// Where it was found.
    pub(crate) url: String,
    pub(crate) node: NodeInfo,
    pub(crate) took_ms: i64,
}

/// Understands what was typed, and asks the node there who it is.
pub(crate) async fn look(app: &App, text: &str) -> Result<Found, Failure> {
    let url = match understand(text)? {
        Destination::Node(url) => url,
        Destination::Organization(tracker) => node_of(app, &tracker).await?,
    };
    let (node, took_ms) = app.peers.node_info(&url).await?;
    Ok(Found { url, node, took_ms })
}

/// Where an organisation's node is can only be known from a connection that is there already.
async fn node_of(app: &App, tracker: &str) -> Result<String, Failure> {
    if tracker.eq_ignore_ascii_case(&app.peers.own.tracker.url) {
        return Err(ErrorCode::DestinationIsSelf.into());
    }
    let known = Connections::of_tracker(&mut *app.store.read().await?, tracker).await?;
    Ok(known
        .and_then(|connection| connection.remote.node_url)
        .ok_or(ErrorCode::DestinationIsTracker)?)
}

/// What decides which modes a destination allows.
pub(crate) async fn facts(app: &App, destination: Option<&NodeInfo>) -> ModeFacts {
    ModeFacts {
        own_url: reach::own_url(app).await,
        licence: super::instance::evaluation(),
        destination: destination.map_or(DestinationFacts::NoUrl, |node| DestinationFacts::Node {
            tracker: node.tracker.kind.clone(),
            version: node.version.clone(),
            modes: node.modes.clone(),
        }),
    }
}

/// What is wrong with a destination is wrong with the field it was typed into.
pub(crate) fn at_field(failure: Failure, field: &str) -> Failure {
    match failure {
        Failure::Refused(code) => Failure::Invalid(vec![FieldError::new(field, code)]),
        other => other,
    }
}
