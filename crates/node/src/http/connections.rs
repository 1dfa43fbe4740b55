//! Reading connections.

use super::Shared;
use super::auth::Caller;
use super::input::{QueryInput, search};
use super::problem::Refusal;
use crate::ports::is_id;
use crate::store::{ConnectionQuery, Connections, Cursor, Revisions};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::{Connection, ConnectionPage, Lifecycle, Sort};
use crosslink_protocol::id::ConnectionId;
use serde::Deserialize;
use utoipa::IntoParams;

/// Connections a page, unless asked otherwise, and at most.
const PAGE: u32 = 50;
const PAGE_MAX: u32 = 200;

/// Which connections.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// A part of a name, a URL, a project or a description.
    search: Option<String>,
    /// Only connections in this state.
    lifecycle: Option<String>,
    /// The order; `-` in front turns it round.
    sort: Option<String>,
    /// The `nextCursor` of the page before.
    cursor: Option<String>,
    /// How many; 200 at most.
    limit: Option<u32>,
}

/// A page of connections. With `If-None-Match` it is 304 as long as no connection has changed.
#[utoipa::path(get, path = "/api/v1/connections", tag = "connections", operation_id = "list_connections",
    params(ListQuery), responses((status = 200, body = ConnectionPage), (status = 304, description = "Nothing has changed")))]
pub(crate) async fn list(
    State(app): State<Shared>,
    _: Caller,
    headers: HeaderMap,
    QueryInput(query): QueryInput<ListQuery>,
) -> Result<Response, Refusal> {
    let query = parse(query)?;
    let mut db = app.store.read().await?;
    // The revision is read before the rows: a change in between costs one fetch too many, never one too few.
    let etag = format!("\"r{}\"", Revisions::current(&mut db).await?);
    let known = headers
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| {
        known
            .split(',')
            .any(|tag| tag.trim().trim_start_matches("W/") == etag)
    }) {
        return Ok(with_etag(StatusCode::NOT_MODIFIED.into_response(), &etag));
    }
    let asked = ConnectionQuery {
        limit: query.limit + 1,
        ..query
    };
    let (mut found, total) = Connections::page(&mut db, &asked).await?;
    let more = found.len() > query.limit as usize;
    found.truncate(query.limit as usize);
    let last = found.last().filter(|_| more);
    let page = ConnectionPage {
        next_cursor: last.map(|last| write_cursor(&Cursor::behind(last, asked.sort))),
        total: u32::try_from(total).unwrap_or(u32::MAX),
        items: found.iter().map(|connection| connection.to_dto()).collect(),
    };
    Ok(with_etag(Json(page).into_response(), &etag))
}

/// One connection.
#[utoipa::path(get, path = "/api/v1/connections/{id}", tag = "connections", operation_id = "get_connection",
    params(("id" = ConnectionId, Path)), responses((status = 200, body = Connection)))]
pub(crate) async fn get(
    State(app): State<Shared>,
    _: Caller,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let found = Connections::find(&mut *app.store.read().await?, &one(id)?).await?;
    Ok(with_version(&found.ok_or(ErrorCode::NotFound)?.to_dto()))
}

/// The id of a connection in a path.
///
/// # Errors
/// [`ErrorCode::NotFound`] when it is none.
pub(crate) fn one(id: String) -> Result<ConnectionId, Refusal> {
    match is_id(&id) {
        true => Ok(ConnectionId::new(id)),
        false => Err(ErrorCode::NotFound.into()),
    }
}

/// A connection as an answer, with its version as its `ETag`.
pub(crate) fn with_version(connection: &Connection) -> Response {
    let etag = format!("\"{}\"", connection.version);
    with_etag(Json(connection).into_response(), &etag)
}

fn with_etag(mut response: Response, etag: &str) -> Response {
    if let Ok(value) = HeaderValue::try_from(etag) {
        response.headers_mut().insert(ETAG, value);
    }
    response
}

fn parse(query: ListQuery) -> Result<ConnectionQuery, Refusal> {
    let unknown = |name: &str, value: &str| {
        Refusal::from(ErrorCode::MalformedRequest).with_detail(format!("`{value}` is no {name}."))
    };
    let lifecycle = match query.lifecycle.as_deref() {
        None | Some("") => None,
        Some(text) => Some(Lifecycle::parse(text).ok_or_else(|| unknown("lifecycle", text))?),
    };
    let sort = match query.sort.as_deref() {
        None | Some("") => Sort::Name,
        Some(text) => Sort::parse(text).ok_or_else(|| unknown("sort", text))?,
    };
    let after = match query.cursor.as_deref() {
        None | Some("") => None,
        Some(text) => Some(read_cursor(text).ok_or_else(|| unknown("cursor", text))?),
    };
    let limit = query.limit.unwrap_or(PAGE).clamp(1, PAGE_MAX);
    Ok(ConnectionQuery {
        search: search(query.search),
        lifecycle,
        sort,
        after,
        limit,
    })
}

fn write_cursor(cursor: &Cursor) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}\n{}", cursor.id, cursor.value))
}

fn read_cursor(text: &str) -> Option<Cursor> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (id, value) = text.split_once('\n')?;
    (is_id(id) && !value.contains('\0')).then(|| Cursor {
        value: value.to_owned(),
        id: id.to_owned(),
    })
}
