//! Where a refused sign-in is told: at the field, when another token may help.

use crate::backend::ApiError;
use crate::text;

/// What is said of a sign-in that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The token is the trouble; said at its field.
    Token(String),
    /// Something else is; said below the form.
    Other(String),
}

impl Refusal {
    /// How this failure is told.
    pub fn of(error: &ApiError) -> Self {
        match error {
            ApiError::SignedOut(_) => Self::Token(text::token_refused().to_owned()),
            _ if !error.fields().is_empty() => Self::Token(text::token_refused().to_owned()),
            _ => Self::Other(error.sentence()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::ErrorCode;

    #[test]
    fn a_refused_token_is_told_at_its_field() {
        let refused = ApiError::SignedOut(ErrorCode::SignInRefused);
        assert_eq!(
            Refusal::of(&refused),
            Refusal::Token(text::token_refused().into())
        );
    }

    #[test]
    fn what_is_not_the_tokens_fault_is_told_apart_from_it() {
        for error in [
            ApiError::Network,
            ApiError::from_answer(429, "", None),
            ApiError::from_answer(503, "", None),
        ] {
            assert_eq!(Refusal::of(&error), Refusal::Other(error.sentence()));
        }
    }
}
