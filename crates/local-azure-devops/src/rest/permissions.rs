//! May the caller do this? `security/7.1/security.json` of the published specification.

use super::version::{ApiVersion, Stage};
use super::{Failure, List};
use crate::auth::Caller;
use crate::organization::Role;
use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query};
use serde::Deserialize;

/// The security namespace "Collection", the only one here.
const COLLECTION: &str = "3e65f728-f8bc-4ecd-8764-7e378b19bfa7";
/// The one token in it: the whole organisation.
const WHOLE_ORGANIZATION: &str = "NAMESPACE:";
/// "View instance-level information", which every member may. The other bits are for administrators.
const GENERIC_READ: u32 = 1;

/// The parameters of the check.
#[derive(Deserialize)]
pub(super) struct Parameters {
    #[serde(default)]
    tokens: String,
    #[serde(rename = "alwaysAllowAdministrators", default)]
    always_allow_administrators: bool,
    #[serde(default = "comma")]
    delimiter: String,
}

fn comma() -> String {
    ",".to_owned()
}

/// `GET /{organization}/_apis/permissions/{namespace}/{permissions}`: for each security token,
/// whether the caller has all the permissions.
pub(super) async fn has(
    caller: Caller,
    version: ApiVersion,
    path: Result<Path<(String, String, u32)>, PathRejection>,
    parameters: Result<Query<Parameters>, QueryRejection>,
) -> Result<Json<List<bool>>, Failure> {
    version.check(Stage::Released)?;
    let Path((_, namespace, permissions)) = path?;
    let Query(parameters) = parameters?;
    if !namespace.eq_ignore_ascii_case(COLLECTION) {
        return Err(Failure::UnknownSecurityNamespace(namespace));
    }
    let administrator = caller.role == Role::Administrator;
    let granted = administrator || permissions & !GENERIC_READ == 0;
    let overruled = administrator && parameters.always_allow_administrators;
    // Splitting by an empty text would give a token for every character.
    let delimiter = match parameters.delimiter.as_str() {
        "" => ",",
        delimiter => delimiter,
    };
    let answers: Vec<_> = parameters
        .tokens
        .split(delimiter)
        .map(|token| overruled || (granted && token == WHOLE_ORGANIZATION))
        .collect();
    Ok(Json(List::from(answers)))
}
