//! What a connection's status means, in sentences: what is, and what to do next.

use crate::connections::status::{Tone, health};
use crate::text;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::{Connection, Health, Lifecycle, Side};

/// A status in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// What is.
    pub what: String,
    /// What to do next, or what happens by itself.
    pub next: Option<&'static str>,
}

/// The status of this connection in sentences.
pub fn story(connection: &Connection) -> Story {
    let remote = &connection.remote_short_name;
    let source = connection.side == Side::Source;
    let next_code = if source {
        text::next_new_code()
    } else {
        text::next_ask()
    };
    let (what, next) = match connection.lifecycle {
        Lifecycle::Pending if source => (text::waiting_for(remote), Some(text::next_send())),
        Lifecycle::Pending => (
            text::acceptance_on_its_way_to(remote),
            Some(text::next_keeps_trying()),
        ),
        Lifecycle::Active => (text::both_agreed().to_owned(), None),
        Lifecycle::Deactivated => (deactivated(connection).to_owned(), learns_later(connection)),
        Lifecycle::Expired if source => (text::expired_long().to_owned(), Some(next_code)),
        Lifecycle::Revoked if source => (text::revoked_long().to_owned(), Some(next_code)),
        Lifecycle::Expired | Lifecycle::Revoked => {
            (text::acceptance_ended().to_owned(), Some(next_code))
        }
        Lifecycle::RemoteRemoved => (
            text::sentence(ErrorCode::RemovedByOtherSide).to_owned(),
            None,
        ),
    };
    Story { what, next }
}

fn deactivated(connection: &Connection) -> &'static str {
    match (connection.paused_here, connection.paused_there) {
        (true, true) => text::deactivated_by_both_long(),
        (false, true) => text::sentence(ErrorCode::PausedByOtherSide),
        (_, false) => text::deactivated_here_long(),
    }
}

/// Who doesn't respond can't have heard of it yet.
fn learns_later(connection: &Connection) -> Option<&'static str> {
    let silent = connection.health == Health::Down;
    (connection.paused_here && silent).then_some(text::next_learns_later())
}

/// What deleting this connection means on the other side.
pub fn deletion(connection: &Connection) -> String {
    let remote = &connection.remote_short_name;
    match (connection.lifecycle, connection.side) {
        (Lifecycle::Pending, Side::Source) => text::delete_pending().to_owned(),
        (Lifecycle::Pending, Side::Destination) => text::delete_accepted(remote),
        (Lifecycle::Active | Lifecycle::Deactivated, _) => text::delete_agreed(remote),
        (Lifecycle::Expired | Lifecycle::Revoked, _) => text::delete_ended().to_owned(),
        (Lifecycle::RemoteRemoved, _) => text::delete_removed().to_owned(),
    }
}

/// The line between the two ends: its word, and its tone.
pub fn line(connection: &Connection) -> (&'static str, Tone) {
    match connection.lifecycle {
        Lifecycle::Active => health(connection.health),
        Lifecycle::Pending => (text::pending(), Tone::Waiting),
        Lifecycle::Deactivated => (text::deactivated(), Tone::Quiet),
        Lifecycle::Expired => (text::expired(), Tone::Warning),
        Lifecycle::Revoked => (text::revoked(), Tone::Quiet),
        Lifecycle::RemoteRemoved => (text::remote_removed(), Tone::Bad),
    }
}

/// Where the other side is, in short: the host of its address.
pub fn remote_place(connection: &Connection) -> String {
    let url = connection.remote_url.as_deref().unwrap_or_default();
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    match rest.trim_end_matches('/') {
        "" => text::unknown().to_owned(),
        place => place.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connections::changes::tests::connection;

    #[test]
    fn whoever_can_mend_it_is_told_how() {
        for (lifecycle, side, next) in [
            (
                Lifecycle::Expired,
                Side::Source,
                Some(text::next_new_code()),
            ),
            (
                Lifecycle::Revoked,
                Side::Destination,
                Some(text::next_ask()),
            ),
            (Lifecycle::Active, Side::Source, None),
        ] {
            let mut one = connection("c", lifecycle);
            one.side = side;
            assert_eq!(story(&one).next, next, "{lifecycle:?}");
        }
    }

    #[test]
    fn a_deactivated_connection_says_who_can_activate_it() {
        let mut one = connection("c", Lifecycle::Deactivated);
        one.paused_there = true;
        assert_eq!(story(&one).what, ErrorCode::PausedByOtherSide.sentence());
        one.paused_here = true;
        assert_eq!(story(&one).what, text::deactivated_by_both_long());
    }

    #[test]
    fn whoever_does_not_respond_learns_of_a_deactivation_later() {
        let mut one = connection("c", Lifecycle::Deactivated);
        one.paused_here = true;
        assert_eq!(story(&one).next, None);
        one.health = Health::Down;
        assert_eq!(story(&one).next, Some(text::next_learns_later()));
        (one.paused_here, one.paused_there) = (false, true);
        assert_eq!(story(&one).next, None, "it has told so itself");
    }

    #[test]
    fn deleting_says_what_the_other_side_gets_to_see() {
        let told = |lifecycle| deletion(&connection("c", lifecycle));
        assert!(told(Lifecycle::Active).contains("“b” is told"));
        assert_eq!(told(Lifecycle::Pending), text::delete_pending());
        assert_eq!(told(Lifecycle::RemoteRemoved), text::delete_removed());
    }

    #[test]
    fn the_line_shows_health_only_where_there_is_contact() {
        let mut one = connection("c", Lifecycle::Active);
        one.health = Health::Down;
        assert_eq!(line(&one), (text::not_responding(), Tone::Bad));
        one.lifecycle = Lifecycle::Deactivated;
        assert_eq!(line(&one), (text::deactivated(), Tone::Quiet));
    }

    #[test]
    fn the_other_side_is_unknown_until_it_has_an_address() {
        let mut one = connection("c", Lifecycle::Pending);
        assert_eq!(remote_place(&one), text::unknown());
        one.remote_url = Some("https://dev.azure.com/b/".into());
        assert_eq!(remote_place(&one), "dev.azure.com/b");
    }
}
