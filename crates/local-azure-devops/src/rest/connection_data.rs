//! Who the caller is. Not in the published specification, never out of preview.

use super::Failure;
use super::version::{ApiVersion, Stage};
use crate::auth::Caller;
use axum::Json;
use serde_json::{Value, json};

/// `GET /{organization}/_apis/connectionData`, as `connectOptions=none` answers.
pub(super) async fn get(caller: Caller, version: ApiVersion) -> Result<Json<Value>, Failure> {
    version.check(Stage::Preview)?;
    let organization = &caller.organization;
    let user = organization.user(caller.role);
    let identity = json!({
        "id": user.id,
        "descriptor": user.descriptor(organization),
        "subjectDescriptor": user.subject_descriptor(),
        "providerDisplayName": user.display_name,
        "isActive": true,
        "properties": {
            "Account": { "$type": "System.String", "$value": user.email },
        },
        "resourceVersion": 2,
        "metaTypeId": 0,
    });
    Ok(Json(json!({
        "authenticatedUser": identity,
        "authorizedUser": identity,
        "instanceId": organization.instance_id,
        "deploymentType": "hosted",
        "locationServiceData": {
            "serviceOwner": "00025394-6065-48ca-87d9-7f5672854ef7",
            "defaultAccessMappingMoniker": "PublicAccessMapping",
            "lastChangeId": 1,
            "lastChangeId64": 1,
        },
    })))
}
