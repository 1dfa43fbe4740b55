//! How anything in the node fails, before it is known whether HTTP asked for it.

use crate::ports::NoEntropy;
use crate::store::StoreError;
use crate::vault::VaultError;
use crosslink_protocol::{ErrorCode, FieldError};

/// Why something did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// For the reason that the code names; the caller is told.
    #[error("{}", .0.as_str())]
    Refused(ErrorCode),
    /// Because of these fields; the caller is told.
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    /// For a reason of the node's own; it goes to the log, the caller gets a number.
    #[error("{0}")]
    Internal(
        &'static str,
        #[source] Option<Box<dyn std::error::Error + Send + Sync>>,
    ),
}

impl Failure {
    /// `code` is wrong with `field`.
    pub fn field(field: &'static str, code: ErrorCode) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(code)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Internal("the store failed", Some(Box::new(error)))
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<NoEntropy> for Failure {
    fn from(error: NoEntropy) -> Self {
        Self::Internal("no randomness", Some(Box::new(error)))
    }
}

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Self {
        Self::Internal(
            "a secret could not be sealed or opened",
            Some(Box::new(error)),
        )
    }
}
