//! Names that the node finds for connections, where nobody typed any.

use crosslink_protocol::connection::ConnectionDetails;
use crosslink_protocol::names::{
    CONNECTION_NAME_MAX, suggested_connection_name, suggested_short_name,
};

/// What the other side is called as long as nothing is known of it.
const UNKNOWN: &str = "unknown";

/// Details whose names are all there: empty ones are made of what the two instances call themselves. Tells as well whether
/// the connection's name was made, so that another may be taken when there is one of that name already.
pub(crate) fn filled(
    details: ConnectionDetails,
    own_name: &str,
    other_name: Option<&str>,
) -> (ConnectionDetails, bool) {
    let or = |typed: String, name: &str| match (typed.is_empty(), suggested_short_name(name)) {
        (false, _) => typed,
        (true, name) if name.is_empty() => UNKNOWN.to_owned(),
        (true, name) => name,
    };
    let local_short_name = or(details.local_short_name, own_name);
    let remote_short_name = or(details.remote_short_name, other_name.unwrap_or_default());
    let made = details.name.is_empty();
    let name = match made {
        true => suggested_connection_name(&local_short_name, &remote_short_name),
        false => details.name,
    };
    let filled = ConnectionDetails {
        local_short_name,
        remote_short_name,
        name,
        ..details
    };
    (filled, made)
}

/// The `number`th variant of a name: itself, then `name 2`, `name 3`, cut where it would be too long.
pub(crate) fn numbered(name: &str, number: usize) -> String {
    if number < 2 {
        return name.to_owned();
    }
    let number = format!(" {number}");
    let room = CONNECTION_NAME_MAX.saturating_sub(number.len());
    let start: String = name.chars().take(room).collect();
    format!("{}{number}", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::id::ProjectId;
    use crosslink_protocol::names::connection_name;

    fn details(local: &str, remote: &str, name: &str) -> ConnectionDetails {
        ConnectionDetails {
            local_short_name: local.into(),
            remote_short_name: remote.into(),
            name: name.into(),
            description: String::new(),
            project_id: ProjectId::new("p"),
        }
    }

    #[test]
    fn only_empty_names_are_filled() {
        for (typed, other, expected, made) in [
            (
                details("", "", ""),
                Some("Company B"),
                ["Company A", "Company B", "Company A_to_Company B"],
                true,
            ),
            (
                details("", "", ""),
                None,
                ["Company A", "unknown", "Company A_to_unknown"],
                true,
            ),
            (
                details("", "", ""),
                Some("\u{200b}"),
                ["Company A", "unknown", "Company A_to_unknown"],
                true,
            ),
            (details("a", "", "n"), Some("B"), ["a", "B", "n"], false),
        ] {
            let (filled, was_made) = filled(typed, "Company A", other);
            let names = [
                filled.local_short_name,
                filled.remote_short_name,
                filled.name,
            ];
            assert_eq!((names, was_made), (expected.map(str::to_owned), made));
        }
    }

    #[test]
    fn a_numbered_name_is_valid_however_long_it_was() {
        assert_eq!(numbered("a_to_b", 1), "a_to_b");
        assert_eq!(numbered("a_to_b", 2), "a_to_b 2");
        let longest = "ü".repeat(CONNECTION_NAME_MAX);
        let numbered = numbered(&longest, 1000);
        assert!(numbered.ends_with("ü 1000") && connection_name(&numbered).is_ok());
    }
}
