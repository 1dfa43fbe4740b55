//! Sync rules, and the configuration of Visual connections, which is kept in the same way.

use super::Shared;
use super::auth::{Admin, Caller};
use super::detached::detached;
use super::if_match::IfMatch;
use super::input::Input;
use super::problem::Refusal;
use super::remote::fields_over_there;
use crate::app::App;
use crate::domain::{ConnectionRecord, by_person, generated};
use crate::failure::Failure;
use crate::peer::{ATTEMPT_MS, ship};
use crate::ports::is_id;
use crate::store::{
    Configurations, Connections, RulesVersions, Shipment, StoreError, StoredRules, Tx,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::{ActivityEntry, ActivityKind};
use crosslink_protocol::connection::Side;
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::lifecycle::{Action, refusal};
use crosslink_protocol::mode::Mode;
use crosslink_protocol::rules::{Rules, RulesContent, RulesVersion, SaveRules};
use crosslink_protocol::visual::VisualConfig;
use std::sync::Arc;

/// The rules that count.
#[utoipa::path(get, path = "/api/v1/connections/{id}/rules", tag = "rules", operation_id = "get_rules",
    params(("id" = ConnectionId, Path)), responses((status = 200, body = Rules)))]
pub(crate) async fn get(
    State(app): State<Shared>,
    _: Caller,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let connection = of_id(&app, id).await?;
    Ok(with_etag(current(&app, &connection).await?))
}

/// Saves rules as a new version. `If-Match` names the version that they replace.
#[utoipa::path(put, path = "/api/v1/connections/{id}/rules", tag = "rules", operation_id = "put_rules",
    params(("id" = ConnectionId, Path), ("If-Match" = String, Header)), request_body = SaveRules,
    responses((status = 200, body = Rules)))]
pub(crate) async fn put(
    State(app): State<Shared>,
    Admin(caller): Admin,
    Path(id): Path<String>,
    replaces: IfMatch,
    Input(request): Input<SaveRules>,
) -> Result<Response, Refusal> {
    let by = caller.user.display_name;
    let saved = detached(async move { save(&app, by, id, replaces, request).await }).await?;
    Ok(with_etag(saved))
}

async fn save(
    app: &Arc<App>,
    by: String,
    id: String,
    replaces: IfMatch,
    request: SaveRules,
) -> Result<Rules, Failure> {
    let connection = of_id(app, id).await?;
    if let Some(reason) = refusal(Action::EditRules, &connection.to_dto()) {
        return Err(reason.into());
    }
    let content = request.content.checked().map_err(Failure::Invalid)?;
    let before = newest(app, &connection).await?;
    if before
        .as_ref()
        .is_some_and(|before| before.content == content)
    {
        return current(app, &connection).await;
    }
    // Before others are asked, and again below, when nobody can change it any more.
    replaces.is(number_of(before.as_ref()))?;
    let content = match (connection.mode, content) {
        (Mode::Visual, RulesContent::Visual { config }) => RulesContent::Visual {
            config: as_it_is(app, &connection, config).await?,
        },
        (Mode::Script, content @ RulesContent::Script { .. }) => content,
        _ => return Err(ErrorCode::MalformedRequest.into()),
    };
    let save = Save {
        by,
        replaces,
        content,
        restored_from: request.restored_from,
    };
    let shipment = write(app, &connection.id, save).await?;
    if let Some(shipment) = shipment {
        let app = Arc::clone(app);
        // The job sends it again if this attempt fails.
        tokio::spawn(async move {
            if let Err(error) = ship(&app, &shipment).await {
                tracing::warn!(%error, "a configuration was not sent");
            }
        });
    }
    current(app, &connection).await
}

/// What is to be saved.
struct Save {
    by: String,
    replaces: IfMatch,
    content: RulesContent,
    restored_from: Option<u32>,
}

/// Writes a new version. Returns what the other side has to be sent, if anything.
async fn write(app: &App, id: &ConnectionId, save: Save) -> Result<Option<Shipment>, Failure> {
    let now = app.clock.now();
    let mut tx = app.store.begin().await?;
    let connection = Connections::held(&mut tx, id).await?;
    let mut connection = connection.ok_or(ErrorCode::NotFound)?;
    if let Some(reason) = refusal(Action::EditRules, &connection.to_dto()) {
        return Err(reason.into());
    }
    let before = RulesVersions::find(&mut tx, id, None).await?;
    save.replaces.is(number_of(before.as_ref()))?;
    let restored_from = match save.restored_from {
        Some(version) => restored(&mut tx, id, version, &save.content).await?,
        None => None,
    };
    let version = before.map_or(0, |before| before.version.version) + 1;
    let rules = StoredRules {
        version: RulesVersion {
            version,
            saved_at: now,
            saved_by: Some(save.by.clone()),
            restored_from,
        },
        content: save.content,
    };
    match RulesVersions::insert(&mut tx, id, &rules).await {
        Err(StoreError::Duplicate(_)) => return Err(ErrorCode::ChangedMeanwhile.into()),
        done => done?,
    }
    let mut shipment = None;
    if let RulesContent::Visual { config } = rules.content {
        let project = Some(config.source.project);
        if connection.project != project {
            connection.project = project;
            Connections::update(&mut tx, &connection).await?;
        }
        Configurations::send(&mut tx, id, version, now.plus_ms(ATTEMPT_MS)).await?;
        shipment = Configurations::find(&mut tx, id).await?;
    }
    let kind = match restored_from {
        Some(_) => ActivityKind::RulesRestored,
        None => ActivityKind::RulesSaved,
    };
    let entry = ActivityEntry {
        detail: Some(version.to_string()),
        ..by_person(now, &save.by, kind)
    };
    app.note(&mut tx, id, &entry).await?;
    tx.commit().await?;
    Ok(shipment)
}

/// The version that is restored, if these are its rules to the letter; changed ones are new rules.
async fn restored(
    tx: &mut Tx,
    id: &ConnectionId,
    version: u32,
    content: &RulesContent,
) -> Result<Option<u32>, Failure> {
    let found = match version {
        0 => None,
        version => RulesVersions::find(tx, id, Some(version)).await?,
    };
    let found = found.ok_or(Failure::field("restoredFrom", ErrorCode::NotFound))?;
    Ok((found.content == *content).then_some(version))
}

/// The configuration with projects and fields as they are on both sides.
async fn as_it_is(
    app: &App,
    connection: &ConnectionRecord,
    mut config: VisualConfig,
) -> Result<VisualConfig, Failure> {
    let unknown = |field| Failure::field(field, ErrorCode::ProjectUnknown);
    let own = app.projects.find(&config.source.project.id).await?;
    config.source.project = own.ok_or_else(|| unknown("source.project"))?;
    let here = app.projects.fields(&config.source.project.id).await;
    let here = here.map_err(|code| match code {
        ErrorCode::ProjectUnknown => unknown("source.project"),
        other => other.into(),
    })?;
    let project = config.destination.project.id.clone();
    let there = fields_over_there(app, connection, project).await;
    let there = there.map_err(|failure| match failure {
        Failure::Refused(ErrorCode::ProjectUnknown) => unknown("destination.project"),
        other => other,
    })?;
    let known = config.with_fields(&here, &there.items);
    known.map_err(Failure::Invalid)
}

/// The rules that a new connection begins with; none in Visual mode, which has no project yet.
pub(crate) async fn first_rules(tx: &mut Tx, connection: &ConnectionRecord) -> Result<(), Failure> {
    let Some(project) = &connection.project else {
        return Ok(());
    };
    let rules = StoredRules {
        version: RulesVersion {
            version: 1,
            saved_at: connection.created_at,
            saved_by: None,
            restored_from: None,
        },
        content: generated(project),
    };
    Ok(RulesVersions::insert(tx, &connection.id, &rules).await?)
}

/// The connection with this id, as somebody typed it into an address.
pub(crate) async fn of_id(app: &App, id: String) -> Result<ConnectionRecord, Failure> {
    if !is_id(&id) {
        return Err(ErrorCode::NotFound.into());
    }
    let found = Connections::find(&mut *app.store.read().await?, &ConnectionId::new(id)).await?;
    Ok(found.ok_or(ErrorCode::NotFound)?)
}

async fn newest(app: &App, connection: &ConnectionRecord) -> Result<Option<StoredRules>, Failure> {
    let mut db = app.store.read().await?;
    Ok(RulesVersions::find(&mut db, &connection.id, None).await?)
}

async fn current(app: &App, connection: &ConnectionRecord) -> Result<Rules, Failure> {
    let rules = newest(app, connection).await?;
    if rules.is_none()
        && let Some(project) = &connection.project
    {
        // It was made before rules were kept: it begins with what is generated, once somebody saves that.
        return Ok(Rules {
            content: Some(generated(project)),
            ..told(None, None)
        });
    }
    let delivered = match (connection.mode, connection.side) {
        (Mode::Visual, Side::Source) => {
            let mut db = app.store.read().await?;
            let shipment = Configurations::find(&mut db, &connection.id).await?;
            shipment.map(|shipment| shipment.delivered)
        }
        _ => None,
    };
    Ok(told(rules, delivered))
}

fn number_of(rules: Option<&StoredRules>) -> i64 {
    rules.map_or(0, |rules| i64::from(rules.version.version))
}

/// What the console is told.
pub(crate) fn told(rules: Option<StoredRules>, delivered: Option<u32>) -> Rules {
    match rules {
        Some(rules) => Rules {
            version: rules.version.version,
            content: Some(rules.content),
            saved_at: Some(rules.version.saved_at),
            saved_by: rules.version.saved_by,
            delivered,
        },
        None => Rules {
            version: 0,
            content: None,
            saved_at: None,
            saved_by: None,
            delivered,
        },
    }
}

pub(crate) fn with_etag(rules: Rules) -> Response {
    let etag = format!("\"{}\"", rules.version);
    let mut response = Json(rules).into_response();
    if let Ok(etag) = HeaderValue::try_from(etag) {
        response.headers_mut().insert(ETAG, etag);
    }
    response
}
