//! Problem details (RFC 9457), as every failed call answers them.

use crate::ErrorCode;
use serde::{Deserialize, Serialize};

/// The media type of a [`Problem`] (RFC 9457, section 3).
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Why a call failed, for programs (`code`) and for people (`title`, `detail`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// A URI that names the kind of problem: `urn:crosslink:problem:{code}`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The sentence for people; the same for each problem of this kind.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code of the failure.
    pub code: ErrorCode,
    /// More about this one occurrence, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The number under which the node's log has this request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// What is wrong with which field, for invalid input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

impl Problem {
    /// A problem with the sentence of its code.
    pub fn new(status: u16, code: ErrorCode) -> Self {
        Self {
            kind: format!("urn:crosslink:problem:{}", code.as_str()),
            title: code.sentence().to_owned(),
            status,
            code,
            detail: None,
            request_id: None,
            errors: Vec::new(),
        }
    }

    /// Invalid input: 422, with what is wrong at which field.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self {
            errors,
            ..Self::new(422, ErrorCode::InvalidInput)
        }
    }
}

/// What is wrong with one field of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field, as it is called in the request's JSON.
    pub field: String,
    /// What is wrong with it.
    pub code: ErrorCode,
}

impl FieldError {
    /// `code` is wrong with `field`.
    pub fn new(field: impl Into<String>, code: ErrorCode) -> Self {
        Self {
            field: field.into(),
            code,
        }
    }
}
