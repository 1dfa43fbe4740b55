//! Names that an administrator gives: which are valid, and which to suggest.

use crate::ErrorCode;

/// Longest short name, in characters. Short names stand side by side in one table cell.
pub const SHORT_NAME_MAX: usize = 40;
/// Longest connection name, in characters: two short names and `_to_` fit.
pub const CONNECTION_NAME_MAX: usize = 100;
/// Longest description, in characters.
pub const DESCRIPTION_MAX: usize = 1000;

/// Checks a short name and returns it without the white space around it.
///
/// # Errors
/// [`ErrorCode::Required`], [`ErrorCode::TooLong`], [`ErrorCode::InvalidCharacters`].
pub fn short_name(text: &str) -> Result<String, ErrorCode> {
    line(text, SHORT_NAME_MAX)
}

/// Checks a connection name and returns it without the white space around it.
///
/// # Errors
/// As [`short_name`].
pub fn connection_name(text: &str) -> Result<String, ErrorCode> {
    line(text, CONNECTION_NAME_MAX)
}

/// Checks a description, which may be empty and may have several lines.
///
/// # Errors
/// [`ErrorCode::TooLong`], [`ErrorCode::InvalidCharacters`].
pub fn description(text: &str) -> Result<String, ErrorCode> {
    let text = text.trim();
    if text.chars().count() > DESCRIPTION_MAX {
        return Err(ErrorCode::TooLong);
    }
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(ErrorCode::InvalidCharacters);
    }
    Ok(text.to_owned())
}

/// Two names are the same when they differ only in case, or in joiners: people would not tell them apart.
pub fn key(name: &str) -> String {
    let name = name.trim().to_lowercase();
    name.replace(['\u{200c}', '\u{200d}'], "")
}

/// The connection name that is suggested until somebody types another: `{local}_to_{remote}`.
pub fn suggested_connection_name(local: &str, remote: &str) -> String {
    match (local.trim(), remote.trim()) {
        ("", "") => String::new(),
        (local, remote) => [local, remote]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join("_to_"),
    }
}

/// The short name to suggest for an instance that calls itself `name`.
pub fn suggested_short_name(name: &str) -> String {
    name.chars()
        .filter(|c| !invisible(*c))
        .take(SHORT_NAME_MAX)
        .collect::<String>()
        .trim()
        .to_owned()
}

fn line(text: &str, max: usize) -> Result<String, ErrorCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ErrorCode::Required);
    }
    if text.chars().count() > max {
        return Err(ErrorCode::TooLong);
    }
    if text.chars().any(invisible) {
        return Err(ErrorCode::InvalidCharacters);
    }
    Ok(text.to_owned())
}

/// Control characters, and those that reorder or hide text: with them, one name could pass for another. The two joiners are
/// not among them: Persian, the scripts of India and many emoji are written with them.
fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_kept_as_typed() {
        assert_eq!(short_name("  Company A "), Ok("Company A".to_owned()));
        assert_eq!(short_name("会社 ü"), Ok("会社 ü".to_owned()));
    }

    #[test]
    fn what_is_wrong_with_a_name_is_named() {
        assert_eq!(short_name(" \t"), Err(ErrorCode::Required));
        assert_eq!(
            short_name(&"x".repeat(SHORT_NAME_MAX + 1)),
            Err(ErrorCode::TooLong)
        );
        assert_eq!(short_name("a\u{202e}b"), Err(ErrorCode::InvalidCharacters));
        assert_eq!(connection_name("a\nb"), Err(ErrorCode::InvalidCharacters));
        assert_eq!(description("a\u{0}b"), Err(ErrorCode::InvalidCharacters));
    }

    #[test]
    fn names_are_written_with_joiners_but_not_told_apart_by_them() {
        for name in ["نامه\u{200c}ای", "👨\u{200d}👩\u{200d}👧"] {
            assert_eq!(short_name(name), Ok(name.to_owned()));
        }
        assert_eq!(key("A\u{200d}b"), key("ab"));
    }

    #[test]
    fn the_longest_name_is_counted_in_characters() {
        assert!(short_name(&"ü".repeat(SHORT_NAME_MAX)).is_ok());
    }

    #[test]
    fn a_description_may_be_empty_and_have_lines() {
        assert_eq!(description(" \n"), Ok(String::new()));
        assert_eq!(description("one\ntwo"), Ok("one\ntwo".to_owned()));
    }

    #[test]
    fn two_longest_short_names_make_a_valid_suggestion() {
        let longest = "x".repeat(SHORT_NAME_MAX);
        assert!(connection_name(&suggested_connection_name(&longest, &longest)).is_ok());
        assert_eq!(suggested_connection_name("a", " "), "a");
        assert_eq!(suggested_connection_name("a", "b"), "a_to_b");
    }

    #[test]
    fn a_suggested_short_name_is_valid() {
        assert_eq!(suggested_short_name("Con\u{200b}toso"), "Contoso");
        assert!(short_name(&suggested_short_name(&"long name ".repeat(9))).is_ok());
    }
}
