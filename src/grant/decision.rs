//! What an administrator decides about the admin access that is asked for, and what becomes of it.

use crate::backend::ApiError;
use crate::text;
use crosslink_protocol::ErrorCode;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// **Accept**.
    Grant,
    /// **Decline**.
    Decline,
}

/// How far the decision has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// It is still to be made.
    #[default]
    Open,
    /// It is on its way to the node.
    Sending(Decision),
    /// The node has it.
    Done(Decision),
    /// There is nothing to decide any more; why, in a sentence.
    Ended(&'static str),
    /// It could not be brought to the node, or was refused: it can be tried again.
    Failed(String),
}

impl Stage {
    /// What comes after the node's answer.
    pub fn answered(decision: Decision, answer: Result<(), ApiError>) -> Self {
        match answer {
            Ok(()) => Self::Done(decision),
            Err(error) => match ended(&error) {
                Some(why) => Self::Ended(why),
                None => Self::Failed(error.sentence_at(CODE)),
            },
        }
    }

    /// Whether nothing can be pressed now.
    pub fn busy(&self) -> bool {
        matches!(self, Self::Sending(_))
    }
}

/// Why there is nothing to decide any more, whatever is pressed; `None` where trying again may help.
pub fn ended(error: &ApiError) -> Option<&'static str> {
    [
        (
            ErrorCode::VerificationUnknown,
            text::sentence(ErrorCode::VerificationUnknown),
        ),
        (
            ErrorCode::VerificationExpired,
            text::sentence(ErrorCode::VerificationExpired),
        ),
        (ErrorCode::VerificationDecided, text::request_was_decided()),
        (
            ErrorCode::VerificationDeclined,
            text::request_was_declined(),
        ),
    ]
    .into_iter()
    .find_map(|(code, why)| error.says(code).then_some(why))
}

/// The code's name in JSON, and in field errors.
pub const CODE: &str = "code";

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::{FieldError, Problem};

    #[test]
    fn a_decision_that_arrived_is_final() {
        for decision in [Decision::Grant, Decision::Decline] {
            assert_eq!(Stage::answered(decision, Ok(())), Stage::Done(decision));
        }
    }

    fn refused(code: ErrorCode) -> ApiError {
        let problem = Problem::invalid(vec![FieldError::new(CODE, code)]);
        let body = serde_json::to_string(&problem).unwrap_or_default();
        ApiError::from_answer(422, &body, None)
    }

    #[test]
    fn what_has_ended_is_not_decided_again() {
        for (code, why) in [
            (
                ErrorCode::VerificationUnknown,
                text::sentence(ErrorCode::VerificationUnknown),
            ),
            (
                ErrorCode::VerificationExpired,
                text::sentence(ErrorCode::VerificationExpired),
            ),
            (ErrorCode::VerificationDecided, text::request_was_decided()),
            (
                ErrorCode::VerificationDeclined,
                text::request_was_declined(),
            ),
        ] {
            assert_eq!(
                Stage::answered(Decision::Grant, Err(refused(code))),
                Stage::Ended(why)
            );
        }
    }

    #[test]
    fn a_refusal_is_told_in_the_words_of_what_is_wrong_with_the_code() {
        let sentence = text::sentence(ErrorCode::VerificationForOther).to_owned();
        assert_eq!(
            Stage::answered(
                Decision::Grant,
                Err(refused(ErrorCode::VerificationForOther))
            ),
            Stage::Failed(sentence)
        );
        let lost = Stage::answered(Decision::Decline, Err(ApiError::Network));
        assert_eq!(
            lost,
            Stage::Failed(text::sentence(ErrorCode::NodeUnreachable).to_owned())
        );
    }
}
