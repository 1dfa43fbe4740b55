//! Every failure as problem details (RFC 9457).

use super::request_id;
use crate::failure::Failure;
use crate::jobs::chain;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use crosslink_protocol::problem::PROBLEM_JSON;
use crosslink_protocol::{ErrorCode, Problem};
use std::any::Any;
use utoipa::Modify;
use utoipa::openapi::{Content, OpenApi, Ref, RefOr, ResponseBuilder};

/// A call that was refused or failed, as it is answered.
pub(crate) struct Refusal {
    pub(crate) problem: Box<Problem>,
    /// After how many seconds it is worth trying again.
    pub(crate) retry_after: Option<u64>,
}

impl From<ErrorCode> for Refusal {
    fn from(code: ErrorCode) -> Self {
        Self {
            problem: Box::new(Problem::new(status_of(code), code)),
            retry_after: None,
        }
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(code) => code.into(),
            Failure::Invalid(errors) => Self {
                problem: Box::new(Problem::invalid(errors)),
                retry_after: None,
            },
            Failure::Internal(..) => {
                // Told to the log, whole; the caller gets the number under which it stands there.
                tracing::error!(error = %chain(&failure), "a request failed");
                ErrorCode::Internal.into()
            }
        }
    }
}

impl From<crate::store::StoreError> for Refusal {
    fn from(error: crate::store::StoreError) -> Self {
        Failure::from(error).into()
    }
}

impl Refusal {
    /// Says more about this one occurrence.
    pub(crate) fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.problem.detail = Some(detail.into());
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> axum::response::Response {
        let mut problem = self.problem;
        problem.request_id = request_id::current();
        let status =
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(&*problem)).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// The answer to a request whose handler panicked.
pub(crate) fn after_panic(_: Box<dyn Any + Send>) -> Response<Body> {
    tracing::error!("a handler panicked");
    Refusal::from(ErrorCode::Internal).into_response()
}

/// The HTTP status of a failure of the request as a whole.
fn status_of(code: ErrorCode) -> u16 {
    use ErrorCode as E;
    match code {
        E::MalformedRequest | E::IdempotencyKeyMissing => 400,
        E::Unauthenticated
        | E::SessionExpired
        | E::SignInRefused
        | E::SignInLinkUsed
        | E::PeerSignatureInvalid
        | E::PeerClocksDiffer => 401,
        E::Forbidden | E::InvitationForOtherNode | E::InvitationProofWrong | E::GrantMissing => 403,
        E::NotFound | E::InvitationUnknown | E::VerificationUnknown | E::PeerConnectionUnknown => {
            404
        }
        E::MethodNotAllowed => 405,
        E::InvitationUsed
        | E::PeerReplayed
        | E::NotAgreedYet
        | E::RemovedByOtherSide
        | E::PausedByOtherSide
        | E::AlreadyDeactivated
        | E::AlreadyActive
        | E::InvitationNotNeeded
        | E::InvitationNotYours
        | E::InvitationEnded
        | E::AcceptanceUnderWay
        | E::RulesFixed
        | E::RulesElsewhere
        | E::VerificationDecided => 409,
        E::InvitationExpired
        | E::InvitationRevoked
        | E::VerificationExpired
        | E::PeerConnectionRemoved => 410,
        E::ChangedMeanwhile => 412,
        E::PayloadTooLarge => 413,
        E::UnsupportedMediaType => 415,
        E::PreconditionMissing => 428,
        E::RateLimited => 429,
        E::Internal => 500,
        E::TrackerUnreachable
        | E::TrackerSignInNeeded
        | E::TrackerForbidden
        | E::TrackerNotFound
        | E::TrackerUnexpected
        | E::SourceUnreachable
        | E::SourceNotGenuine => 502,
        E::TrackerThrottled => 503,
        E::RequestTimeout => 504,
        _ => 422,
    }
}

/// Adds to each documented call how it fails.
pub(crate) struct Problems;

impl Modify for Problems {
    fn modify(&self, document: &mut OpenApi) {
        let problem = || {
            let schema = RefOr::Ref(Ref::from_schema_name("Problem"));
            ResponseBuilder::new()
                .description("Why it failed; see `code`")
                .content(PROBLEM_JSON, Content::new(Some(schema)))
                .build()
        };
        for item in document.paths.paths.values_mut() {
            let operations = [
                &mut item.get,
                &mut item.post,
                &mut item.delete,
                &mut item.put,
                &mut item.patch,
            ];
            for operation in operations.into_iter().flatten() {
                operation
                    .responses
                    .responses
                    .insert("default".to_owned(), RefOr::T(problem()));
            }
        }
    }
}
