//! One submission, however often it is sent.
//!
//! An answer can get lost after the node did what was asked. So a request is remembered, with its
//! `Idempotency-Key`, before it is sent, and sent again exactly as it was until its outcome is known: the same
//! key with other content would be refused, and another key could make a second connection.

use super::kept::{Kept, Texts};
use crate::backend::ApiError;

/// What is known of a submission. It is kept with the draft, so that it survives a reload of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    key: String,
    /// The JSON that was sent and whose outcome isn't known, or that was done.
    sent: Option<String>,
    /// How often it was sent.
    attempts: u32,
}

/// How a submission was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The node looked at its content. An earlier attempt of the same was not done either, or it would have answered that.
    AfterLooking,
    /// The node turned it away at the door: nobody signed in, too many requests. What became of an earlier attempt isn't known.
    AtTheDoor,
}

impl Refused {
    /// How this failure refused a submission; `None` where it may have been done all the same.
    pub fn by(error: &ApiError) -> Option<Self> {
        match (error.nothing_was_done(), error.turned_away()) {
            (false, _) => None,
            (true, true) => Some(Self::AtTheDoor),
            (true, false) => Some(Self::AfterLooking),
        }
    }
}

impl Submission {
    /// A submission that was not sent yet. The key has 16 to 128 letters, digits and hyphens, and is unique.
    pub fn new(key: String) -> Self {
        Self {
            key,
            sent: None,
            attempts: 0,
        }
    }

    /// What to send for `body`: the key, and the body, or the one that was sent before when its outcome isn't known.
    pub fn attempt(&mut self, body: String) -> (String, String) {
        self.attempts += 1;
        let body = self.sent.get_or_insert(body).clone();
        (self.key.clone(), body)
    }

    /// Whether something was sent whose outcome isn't known, or that was done.
    pub fn sent(&self) -> bool {
        self.sent.is_some()
    }

    /// Notes that the node refused. Where certainly nothing was done, the next attempt is a new one.
    pub fn refused(&mut self, how: Refused, fresh_key: String) {
        if how == Refused::AfterLooking || self.attempts <= 1 {
            *self = Self::new(fresh_key);
        }
    }
}

impl Kept for Submission {
    fn write(&self, texts: &mut Texts) {
        texts.put(&self.key);
        texts.put_option(self.sent.as_deref());
        texts.put(&self.attempts.to_string());
    }

    fn read(texts: &mut Texts) -> Option<Self> {
        Some(Self {
            key: texts.take()?,
            sent: texts.take_option()?,
            attempts: texts.take_number()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::kept::reloaded;

    #[test]
    fn a_lost_answer_leads_to_the_same_request_again_whatever_was_typed_since() {
        let mut submission = Submission::new("key-1".into());
        let first = submission.attempt("one".into());
        assert_eq!(submission.attempt("two".into()), first);
        assert_eq!(first, ("key-1".to_owned(), "one".to_owned()));
    }

    #[test]
    fn after_a_refusal_the_corrected_content_goes_out_under_a_new_key() {
        let mut submission = Submission::new("key-1".into());
        submission.attempt("one".into());
        submission.refused(Refused::AfterLooking, "key-2".into());
        assert_eq!(
            submission.attempt("two".into()),
            ("key-2".to_owned(), "two".to_owned())
        );
    }

    #[test]
    fn an_attempt_in_doubt_stays_in_doubt_when_the_next_is_turned_away_at_the_door() {
        let mut submission = Submission::new("key-1".into());
        let first = submission.attempt("one".into());
        submission.attempt("one".into());
        submission.refused(Refused::AtTheDoor, "key-2".into());
        assert_eq!(submission.attempt("two".into()), first);
    }

    #[test]
    fn a_first_attempt_that_is_turned_away_at_the_door_leaves_no_doubt() {
        let mut submission = Submission::new("key-1".into());
        submission.attempt("one".into());
        submission.refused(Refused::AtTheDoor, "key-2".into());
        assert!(!submission.sent());
    }

    #[test]
    fn a_submission_survives_a_reload_in_mid_request() {
        let mut submission = Submission::new("key-1".into());
        let first = submission.attempt("one".into());
        let mut restored = reloaded(&submission).unwrap_or_default();
        assert!(restored.sent());
        assert_eq!(restored.attempt("one".into()), first);
    }
}
