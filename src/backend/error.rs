//! How a call of the node can end badly, as one closed list.

use crate::text;
use crosslink_protocol::{ErrorCode, FieldError, Problem};

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The device has no network.
    Offline,
    /// The node can't be reached.
    Network,
    /// The node didn't answer in time. What was asked may have been done all the same.
    Timeout,
    /// This page gave the call up: its answer is no longer wanted.
    Cancelled,
    /// The node answered what this page can't read.
    Unreadable,
    /// Nobody is signed in any more.
    SignedOut(ErrorCode),
    /// The node refused: nothing was done.
    Refused(Box<Refusal>),
    /// The node, or something before it, failed. What was asked may have been done all the same.
    Server(Box<Refusal>),
}

/// What the node said about a failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The failure.
    pub code: ErrorCode,
    /// The sentence for people, as the node says it.
    pub title: String,
    /// What is wrong with which field.
    pub errors: Vec<FieldError>,
    /// The number under which the node's log has the call.
    pub request_id: Option<String>,
    /// After how many seconds the node wants to be asked again.
    pub retry_after_s: Option<u32>,
}

impl ApiError {
    /// Reads the answer of a call that failed.
    pub fn from_answer(status: u16, body: &str, retry_after_s: Option<u32>) -> Self {
        let problem = serde_json::from_str::<Problem>(body).ok();
        let code = problem
            .as_ref()
            .map_or_else(|| code_of(status), |problem| problem.code);
        if status == 401 {
            return Self::SignedOut(code);
        }
        let (title, errors, request_id) = problem
            .map(|problem| (problem.title, problem.errors, problem.request_id))
            .filter(|(title, ..)| !title.is_empty())
            // The node speaks English.
            .map(
                |(title, errors, id)| match text::translated_sentence(code) {
                    Some(sentence) if code != ErrorCode::Unrecognised => {
                        (sentence.to_owned(), errors, id)
                    }
                    _ => (title, errors, id),
                },
            )
            .unwrap_or_else(|| (own_sentence(code).to_owned(), Vec::new(), None));
        let refusal = Box::new(Refusal {
            status,
            code,
            title,
            errors,
            request_id,
            retry_after_s,
        });
        match status {
            400..500 if status != 408 => Self::Refused(refusal),
            500.. | 408 => Self::Server(refusal),
            _ => Self::Unreadable,
        }
    }

    /// The sentence for people.
    pub fn sentence(&self) -> String {
        match self {
            Self::Refused(refusal) | Self::Server(refusal) => refusal.sentence(),
            other => own_sentence(other.code()).to_owned(),
        }
    }

    /// What is wrong with the field `field` in particular, where the node said so; otherwise the sentence of the whole.
    pub fn sentence_at(&self, field: &str) -> String {
        let at_field = self.fields().iter().find(|error| error.field == field);
        at_field.map_or_else(
            || self.sentence(),
            |error| text::sentence(error.code).to_owned(),
        )
    }

    /// The failure's code.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Offline => ErrorCode::Offline,
            Self::Network => ErrorCode::NodeUnreachable,
            Self::Timeout | Self::Cancelled => ErrorCode::RequestTimeout,
            Self::Unreadable => ErrorCode::NodeAnswerUnreadable,
            Self::SignedOut(code) => *code,
            Self::Refused(refusal) | Self::Server(refusal) => refusal.code,
        }
    }

    /// Whether this is what went wrong, with the whole or with one of its fields.
    pub fn says(&self, code: ErrorCode) -> bool {
        self.code() == code || self.fields().iter().any(|error| error.code == code)
    }

    /// What is wrong with which field; empty unless the input was refused.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Refused(refusal) => &refusal.errors,
            _ => &[],
        }
    }

    /// Whether it is certain that nothing was done. After any other failure a change may have been made,
    /// so it is only ever repeated with the same `Idempotency-Key`.
    pub fn nothing_was_done(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::SignedOut(_))
    }

    /// Whether the node refused before it looked at what was asked.
    pub fn turned_away(&self) -> bool {
        matches!(
            self.code(),
            ErrorCode::Unauthenticated
                | ErrorCode::SessionExpired
                | ErrorCode::SignInRefused
                | ErrorCode::Forbidden
                | ErrorCode::RateLimited
        )
    }

    /// Whether asking again would bring the same answer: the node has looked at it, and refused.
    pub fn is_final(&self) -> bool {
        self.nothing_was_done() && self.code() != ErrorCode::RateLimited
    }

    /// After how many seconds the node wants to be asked again, where it said so.
    pub fn retry_after_s(&self) -> Option<u32> {
        match self {
            Self::Refused(refusal) | Self::Server(refusal) => refusal.retry_after_s,
            _ => None,
        }
    }
}

impl Refusal {
    fn sentence(&self) -> String {
        match &self.request_id {
            // Whoever reads the node's log needs it; for a wrong entry it would be noise.
            Some(id) if self.status >= 500 => format!("{} ({id})", self.title),
            _ => self.title.clone(),
        }
    }
}

/// What a status means when its body says nothing, as with an answer of a proxy on the way.
fn code_of(status: u16) -> ErrorCode {
    match status {
        401 => ErrorCode::Unauthenticated,
        403 => ErrorCode::Forbidden,
        404 => ErrorCode::NotFound,
        408 | 504 => ErrorCode::RequestTimeout,
        413 => ErrorCode::PayloadTooLarge,
        429 => ErrorCode::RateLimited,
        502 | 503 => ErrorCode::NodeUnreachable,
        500.. => ErrorCode::Internal,
        _ => ErrorCode::NodeAnswerUnreadable,
    }
}

/// The sentence of what this page finds out without a node's words. Each is looked up when the page is built: the table of
/// all sentences would be a good part of what the first view loads.
fn own_sentence(code: ErrorCode) -> &'static str {
    macro_rules! among {
        ($($own:ident)+) => {
            match code {
                $(ErrorCode::$own => (code, const { ErrorCode::$own.sentence() }),)+
                _ => {
                    let unreadable = ErrorCode::NodeAnswerUnreadable;
                    (unreadable, const { ErrorCode::NodeAnswerUnreadable.sentence() })
                }
            }
        };
    }
    let (code, english) = among! {
        Offline NodeUnreachable RequestTimeout Unauthenticated SessionExpired SignInRefused SignInLinkUsed
        Forbidden NotFound PayloadTooLarge RateLimited Internal
    };
    text::sentence_or(code, english)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(problem: &Problem) -> String {
        serde_json::to_string(problem).unwrap_or_default()
    }

    #[test]
    fn wrong_fields_are_named() {
        let field = FieldError::new("name", ErrorCode::NameTaken);
        let error = ApiError::from_answer(422, &body(&Problem::invalid(vec![field.clone()])), None);
        assert_eq!(error.fields(), [field]);
        assert_eq!(error.sentence_at("name"), ErrorCode::NameTaken.sentence());
        assert_eq!(error.sentence_at("mode"), error.sentence());
        assert!(error.says(ErrorCode::NameTaken) && error.says(ErrorCode::InvalidInput));
        assert!(!error.says(ErrorCode::TooLong));
        assert!(error.nothing_was_done());
    }

    #[test]
    fn an_ended_session_is_told_from_other_refusals() {
        let problem = Problem::new(401, ErrorCode::SessionExpired);
        assert_eq!(
            ApiError::from_answer(401, &body(&problem), None),
            ApiError::SignedOut(ErrorCode::SessionExpired)
        );
        assert_eq!(
            ApiError::from_answer(401, "<html>", None),
            ApiError::SignedOut(ErrorCode::Unauthenticated)
        );
    }

    #[test]
    fn an_answer_that_is_no_problem_still_has_a_sentence() {
        for (status, code) in [
            (404, ErrorCode::NotFound),
            (429, ErrorCode::RateLimited),
            (500, ErrorCode::Internal),
            (502, ErrorCode::NodeUnreachable),
            (418, ErrorCode::NodeAnswerUnreadable),
        ] {
            let error = ApiError::from_answer(status, "<html>", None);
            assert_eq!(error.sentence(), code.sentence(), "{status}");
        }
    }

    #[test]
    fn what_happens_before_a_node_has_spoken_has_its_sentence() {
        for error in [
            ApiError::Offline,
            ApiError::Network,
            ApiError::Timeout,
            ApiError::Unreadable,
            ApiError::SignedOut(ErrorCode::SessionExpired),
            ApiError::SignedOut(ErrorCode::SignInRefused),
            ApiError::SignedOut(ErrorCode::SignInLinkUsed),
        ] {
            assert_eq!(error.sentence(), error.code().sentence());
        }
    }

    #[test]
    fn a_failure_of_a_newer_node_is_told_in_its_own_words() {
        let problem = r#"{"type":"x","title":"The moon is full.","status":409,"code":"moon_full"}"#;
        assert_eq!(
            ApiError::from_answer(409, problem, None).sentence(),
            "The moon is full."
        );
    }

    #[test]
    fn only_a_refusal_is_sure_to_have_changed_nothing() {
        assert!(ApiError::from_answer(422, "", None).nothing_was_done());
        for error in [
            ApiError::Timeout,
            ApiError::Network,
            ApiError::Unreadable,
            ApiError::from_answer(500, "", None),
            ApiError::from_answer(504, "", None),
            ApiError::from_answer(408, "", None),
        ] {
            assert!(!error.nothing_was_done(), "{error:?}");
        }
    }

    #[test]
    fn a_sign_in_that_may_yet_succeed_ends_no_session() {
        assert!(ApiError::SignedOut(ErrorCode::SignInRefused).is_final());
        assert!(ApiError::from_answer(403, "", None).is_final());
        for error in [
            ApiError::Offline,
            ApiError::Timeout,
            ApiError::from_answer(429, "", Some(9)),
            ApiError::from_answer(503, "", None),
        ] {
            assert!(!error.is_final(), "{error:?}");
        }
    }

    #[test]
    fn a_failure_of_the_node_names_its_number_in_the_log() {
        let mut problem = Problem::new(500, ErrorCode::Internal);
        problem.request_id = Some("r-17".into());
        assert!(
            ApiError::from_answer(500, &body(&problem), None)
                .sentence()
                .contains("r-17")
        );
    }
}
