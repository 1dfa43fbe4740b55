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
use crosslink_protocol::mode::{
    DestinationFacts, Mode, ModeFacts, ModeOffer, offers, refused_destination,
};
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
    let (found, modes) = looked(&app, request.url.as_deref())
        .await
        .map_err(|failure| at_field(failure, "url"))?;
    let Some(found) = found else {
        return Ok(Json(Probe {
            url: None,
            node: None,
            latency_ms: None,
            modes,
        }));
    };
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

/// What is behind a destination.
pub(crate) enum Look {
    /// **I don't have a URL**.
    NoUrl,
    /// The own instance.
    Own,
    /// Another node.
    Node(Box<Found>),
}

/// Looks at a destination, if there is one, and tells which modes can be chosen for it.
///
/// # Errors
/// What is wrong with the destination whichever mode is chosen; the caller says at which field.
pub(crate) async fn looked(
    app: &App,
    text: Option<&str>,
) -> Result<(Option<Found>, Vec<ModeOffer>), Failure> {
    let look = match text {
        Some(text) => look(app, text).await?,
        None => Look::NoUrl,
    };
    let offers = offers(&facts(app, &look).await);
    match (refused_destination(&offers), look) {
        (Some(code), _) => Err(code.into()),
        (None, Look::Node(found)) => Ok((Some(*found), offers)),
        (None, Look::NoUrl | Look::Own) => Ok((None, offers)),
    }
}

/// Understands what was typed, and asks the node there who it is.
async fn look(app: &App, text: &str) -> Result<Look, Failure> {
    let url = match understand(text)? {
        Destination::Node(url) => url,
        Destination::Organization(tracker)
            if tracker.eq_ignore_ascii_case(&app.peers.own.tracker.url) =>
        {
            return Ok(Look::Own);
        }
        Destination::Organization(tracker) => node_of(app, &tracker).await?,
    };
    match app.peers.node_info(&url).await {
        Ok((node, took_ms)) => Ok(Look::Node(Box::new(Found { url, node, took_ms }))),
        Err(ErrorCode::DestinationIsSelf) => Ok(Look::Own),
        Err(code) => Err(code.into()),
    }
}

/// Where an organisation's node is can only be known from a connection that is there already.
async fn node_of(app: &App, tracker: &str) -> Result<String, Failure> {
    let known = Connections::of_tracker(&mut *app.store.read().await?, tracker).await?;
    Ok(known
        .and_then(|connection| connection.remote.node_url)
        .ok_or(ErrorCode::DestinationIsTracker)?)
}

/// What decides which modes a destination allows.
async fn facts(app: &App, destination: &Look) -> ModeFacts {
    ModeFacts {
        own_url: reach::own_url(app).await,
        licence: app.peers.licensing.now(),
        destination: match destination {
            Look::NoUrl => DestinationFacts::NoUrl,
            Look::Own => DestinationFacts::Own,
            Look::Node(found) => DestinationFacts::Node {
                tracker: found.node.tracker.kind.clone(),
                version: found.node.version.clone(),
                modes: found.node.modes.clone(),
            },
        },
    }
}

/// Why this mode can't be chosen; `None` when it can.
pub(crate) fn refused(offers: &[ModeOffer], mode: Mode) -> Option<ErrorCode> {
    let offer = offers.iter().find(|offer| offer.mode == mode);
    offer.and_then(|offer| offer.refused)
}

/// What is wrong with a destination is wrong with the field it was typed into.
pub(crate) fn at_field(failure: Failure, field: &str) -> Failure {
    match failure {
        Failure::Refused(code) => Failure::Invalid(vec![FieldError::new(field, code)]),
        other => other,
    }
}
