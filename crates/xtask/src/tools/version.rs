//! Reading what tools print for `--version`.

/// The first version number in such a line: `trunk 0.21.14` gives `0.21.14`, `wasm-opt version 132 (x)` gives `132`,
/// `v20.20.2` gives `20.20.2`.
pub fn number(line: &str) -> Option<&str> {
    line.split_whitespace().find_map(|word| {
        let word = word.strip_prefix('v').unwrap_or(word);
        word.starts_with(|first: char| first.is_ascii_digit())
            .then_some(word)
    })
}

/// The major version: `20` of `20.20.2`.
pub fn major(number: &str) -> Option<u32> {
    number.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_found_in_what_each_tool_prints() {
        assert_eq!(number("trunk 0.21.14"), Some("0.21.14"));
        assert_eq!(number("wasm-bindgen 0.2.130"), Some("0.2.130"));
        assert_eq!(number("wasm-bindgen 0.2.130 (a1b2c3d4e)"), Some("0.2.130"));
        assert_eq!(number("wasm-opt version 132 (version_132)"), Some("132"));
        assert_eq!(number("v20.20.2"), Some("20.20.2"));
        assert_eq!(number("version unknown"), None);
        assert_eq!(number(""), None);
    }

    #[test]
    fn the_major_version_comes_before_the_first_dot() {
        assert_eq!(major("20.20.2"), Some(20));
        assert_eq!(major("132"), Some(132));
        assert_eq!(major("x.1"), None);
    }
}
