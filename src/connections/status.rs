//! Status in words and colours. What has been agreed (lifecycle) and what the last contact showed (health) are
//! two things and get two words.

use crate::text;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::{Connection, Health, Lifecycle, Side};

/// What a status means for the reader; decides colour and icon, never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Waits for somebody.
    Waiting,
    /// Not in use.
    Quiet,
    /// Deserves a look.
    Warning,
    /// Broken, or ended.
    Bad,
}

impl Tone {
    /// Its name in style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Waiting => "waiting",
            Self::Quiet => "quiet",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }
}

/// The lifecycle's word.
pub fn lifecycle_word(lifecycle: Lifecycle) -> &'static str {
    match lifecycle {
        Lifecycle::Pending => text::pending(),
        Lifecycle::Active => text::active(),
        Lifecycle::Deactivated => text::deactivated(),
        Lifecycle::Expired => text::expired(),
        Lifecycle::Revoked => text::revoked(),
        Lifecycle::RemoteRemoved => text::remote_removed(),
    }
}

/// The lifecycle's tone.
pub fn lifecycle_tone(lifecycle: Lifecycle) -> Tone {
    match lifecycle {
        Lifecycle::Active => Tone::Good,
        Lifecycle::Pending => Tone::Waiting,
        Lifecycle::Deactivated | Lifecycle::Revoked => Tone::Quiet,
        Lifecycle::Expired => Tone::Warning,
        Lifecycle::RemoteRemoved => Tone::Bad,
    }
}

/// What stands below the lifecycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// What the last contact showed, and why it was not good.
    Health(&'static str, Tone, Option<ErrorCode>),
    /// Until when the invitation can be accepted.
    InvitationExpires(crosslink_protocol::Timestamp),
    /// A plain sentence.
    Plain(&'static str),
}

/// Whether the two nodes are in contact, so that there is a health to tell of.
pub fn tells_health(lifecycle: Lifecycle) -> bool {
    matches!(lifecycle, Lifecycle::Active | Lifecycle::Deactivated)
}

/// What stands below the lifecycle of this connection, line by line.
pub fn notes(connection: &Connection) -> Vec<Note> {
    let health = tells_health(connection.lifecycle).then(|| {
        let (word, tone) = health(connection.health);
        Note::Health(word, tone, connection.health_reason)
    });
    note(connection).into_iter().chain(health).collect()
}

fn note(connection: &Connection) -> Option<Note> {
    match connection.lifecycle {
        Lifecycle::Active => None,
        Lifecycle::Pending => match (connection.side, connection.invitation_expires_at) {
            (Side::Source, Some(time)) => Some(Note::InvitationExpires(time)),
            (Side::Source, None) => None,
            (Side::Destination, _) => Some(Note::Plain(text::acceptance_on_its_way())),
        },
        Lifecycle::Deactivated => Some(Note::Plain(deactivated_by(connection))),
        Lifecycle::Expired | Lifecycle::Revoked => Some(Note::Plain(match connection.side {
            Side::Source => text::make_a_new_code(),
            Side::Destination => text::ask_for_a_new_code(),
        })),
        Lifecycle::RemoteRemoved => Some(Note::Plain(text::delete_here_too())),
    }
}

/// Who has deactivated a connection.
pub fn deactivated_by(connection: &Connection) -> &'static str {
    match (connection.paused_here, connection.paused_there) {
        (true, true) => text::deactivated_by_both(),
        (false, true) => text::deactivated_there(),
        (_, false) => text::deactivated_here(),
    }
}

/// The word and the tone of a health.
pub fn health(health: Health) -> (&'static str, Tone) {
    match health {
        Health::Unknown => (text::not_contacted_yet(), Tone::Quiet),
        Health::Up => (text::responding(), Tone::Good),
        Health::Slow => (text::slow(), Tone::Warning),
        Health::Down => (text::not_responding(), Tone::Bad),
        Health::Unauthorised => (text::not_recognised(), Tone::Bad),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connections::changes::tests::connection;
    use crosslink_protocol::Timestamp;
    use std::collections::HashSet;

    #[test]
    fn every_lifecycle_has_its_own_word() {
        let words: HashSet<_> = Lifecycle::ALL
            .iter()
            .map(|value| lifecycle_word(*value))
            .collect();
        assert_eq!(words.len(), Lifecycle::ALL.len());
    }

    #[test]
    fn health_is_told_where_the_two_sides_are_in_contact() {
        let mut one = connection("c", Lifecycle::Active);
        one.health = Health::Down;
        one.health_reason = Some(ErrorCode::DestinationRefused);
        one.paused_there = true;
        let reason = Some(ErrorCode::DestinationRefused);
        let down = Note::Health(text::not_responding(), Tone::Bad, reason);
        assert_eq!(notes(&one), std::slice::from_ref(&down));
        one.lifecycle = Lifecycle::Deactivated;
        assert_eq!(notes(&one), [Note::Plain(text::deactivated_there()), down]);
        one.lifecycle = Lifecycle::RemoteRemoved;
        assert_eq!(notes(&one), [Note::Plain(text::delete_here_too())]);
    }

    #[test]
    fn a_deactivated_connection_says_by_whom() {
        let mut paused = connection("c", Lifecycle::Deactivated);
        for (here, there, words) in [
            (true, false, text::deactivated_here()),
            (false, true, text::deactivated_there()),
            (true, true, text::deactivated_by_both()),
        ] {
            (paused.paused_here, paused.paused_there) = (here, there);
            assert_eq!(deactivated_by(&paused), words);
        }
    }

    #[test]
    fn what_has_ended_says_what_to_do() {
        for (lifecycle, side, words) in [
            (Lifecycle::Expired, Side::Source, text::make_a_new_code()),
            (Lifecycle::Revoked, Side::Source, text::make_a_new_code()),
            (
                Lifecycle::Revoked,
                Side::Destination,
                text::ask_for_a_new_code(),
            ),
            (
                Lifecycle::RemoteRemoved,
                Side::Source,
                text::delete_here_too(),
            ),
        ] {
            let mut ended = connection("c", lifecycle);
            ended.side = side;
            assert_eq!(note(&ended), Some(Note::Plain(words)), "{lifecycle:?}");
        }
    }

    #[test]
    fn a_pending_connection_says_what_it_waits_for() {
        let mut pending = connection("c", Lifecycle::Pending);
        pending.invitation_expires_at = Some(Timestamp(7));
        assert_eq!(note(&pending), Some(Note::InvitationExpires(Timestamp(7))));
        pending.side = Side::Destination;
        assert_eq!(
            note(&pending),
            Some(Note::Plain(text::acceptance_on_its_way()))
        );
    }
}
