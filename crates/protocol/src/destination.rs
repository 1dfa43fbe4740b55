//! What somebody means who types or pastes a destination.
//!
//! This is the part that can be told from the text alone, so that the console can answer at once. The node
//! parses the result again as a URL and checks where it leads.

use crate::ErrorCode;

/// A destination as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The address of what should be a node: scheme, host and port, without a path.
    Node(String),
    /// An Azure DevOps organisation: `https://dev.azure.com/{org}`.
    Organization(String),
}

impl Destination {
    /// The address as understood.
    pub fn url(&self) -> &str {
        match self {
            Self::Node(url) | Self::Organization(url) => url,
        }
    }
}

/// Longest text that is looked at. Nobody types a longer address.
const TEXT_MAX: usize = 2000;

/// Finds the address in `text`: with or without scheme, with a path, in quotes, or in a sentence.
///
/// # Errors
/// [`ErrorCode::UrlRequired`], [`ErrorCode::UrlNotUnderstood`], [`ErrorCode::UrlHasCredentials`],
/// [`ErrorCode::DestinationNotHttps`] for a scheme that is neither `https` nor `http`.
/// Whether `http` will do depends on the address behind it, so the node decides that.
pub fn understand(text: &str) -> Result<Destination, ErrorCode> {
    let text = text.trim_matches(surrounding);
    if text.is_empty() {
        return Err(ErrorCode::UrlRequired);
    }
    if text.len() > TEXT_MAX {
        return Err(ErrorCode::UrlNotUnderstood);
    }
    let word = likely_address(text).ok_or(ErrorCode::UrlNotUnderstood)?;
    let (scheme, rest) = match word.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), word),
    };
    match scheme.as_str() {
        "https" | "http" => {}
        other if !other.is_empty() && other.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            return Err(ErrorCode::DestinationNotHttps);
        }
        _ => return Err(ErrorCode::UrlNotUnderstood),
    }
    // A backslash is a slash to browsers and to the URL standard; it must not hide where the host ends.
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') {
        return Err(ErrorCode::UrlHasCredentials);
    }
    // ASCII only: the tables for all of Unicode are 6 kB of the console, and the node's URL parser lowers the rest.
    let authority = authority.trim_end_matches('.').to_ascii_lowercase();
    if !plausible_authority(&authority) {
        return Err(ErrorCode::UrlNotUnderstood);
    }
    if let Some(organization) = organization(&authority, path) {
        return Ok(Destination::Organization(format!(
            "https://dev.azure.com/{organization}"
        )));
    }
    let default_port = if scheme == "https" { ":443" } else { ":80" };
    let authority = authority.strip_suffix(default_port).unwrap_or(&authority);
    Ok(Destination::Node(format!("{scheme}://{authority}")))
}

/// White space, quotes, brackets and the invisible characters that come along with copied text.
fn surrounding(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\''
                | '`'
                | '<'
                | '>'
                | '('
                | ')'
                | ','
                | ';'
                | '“'
                | '”'
                | '‘'
                | '’'
                | '«'
                | '»'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The word that looks most like an address: one with a scheme, else the first with a dot, a port or brackets.
fn likely_address(text: &str) -> Option<&str> {
    let words = || {
        text.split(|c: char| c.is_whitespace())
            .map(|word| {
                word.trim_matches(surrounding)
                    .trim_end_matches(['.', '!', ':'])
            })
            .filter(|word| !word.is_empty())
    };
    words()
        .find(|word| word.contains("://"))
        .or_else(|| words().find(|word| looks_like_host(word)))
}

fn looks_like_host(word: &str) -> bool {
    let host = word.split(['/', '?', '#', '\\']).next().unwrap_or(word);
    host.contains('.')
        || host.contains(':')
        || host.contains('@')
        || host.eq_ignore_ascii_case("localhost")
}

/// A host and perhaps a port; what exactly is a valid host, the node's URL parser knows.
fn plausible_authority(authority: &str) -> bool {
    let (host, port) = match authority.rfind(':') {
        Some(at) if !authority.ends_with(']') => (&authority[..at], Some(&authority[at + 1..])),
        _ => (authority, None),
    };
    let host_ok = if let Some(address) = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')) {
        address.contains(':')
            && address
                .chars()
                .all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.' | '%'))
    } else {
        !host.is_empty()
            && host.split('.').all(|label| !label.is_empty())
            && host
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'))
    };
    host_ok && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port != 0))
}

/// The organisation, when this is a page of Azure DevOps Services under its new or its old address.
fn organization(host: &str, path: &str) -> Option<String> {
    let clean = |name: &str| {
        let name = name.split(['?', '#']).next().unwrap_or(name);
        (!name.is_empty()).then(|| name.to_owned())
    };
    if host == "dev.azure.com" {
        return path.split(['/', '\\']).nth(1).and_then(clean);
    }
    host.strip_suffix(".visualstudio.com")
        .filter(|name| !name.contains('.'))
        .and_then(clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn node(url: &str) -> Result<Destination, ErrorCode> {
        Ok(Destination::Node(url.to_owned()))
    }

    fn org(url: &str) -> Result<Destination, ErrorCode> {
        Ok(Destination::Organization(url.to_owned()))
    }

    #[test]
    fn what_people_paste_is_understood() {
        for (text, expected) in [
            (
                "https://example.crosslink.net",
                node("https://example.crosslink.net"),
            ),
            (
                "  example.crosslink.net/ ",
                node("https://example.crosslink.net"),
            ),
            (
                "HTTPS://Example.Crosslink.NET:443/connections?x#y",
                node("https://example.crosslink.net"),
            ),
            (
                "https://example.net:8443/",
                node("https://example.net:8443"),
            ),
            ("<https://example.net>,", node("https://example.net")),
            ("“https://example.net”", node("https://example.net")),
            (
                "Our Crosslink URL is https://example.net/settings.",
                node("https://example.net"),
            ),
            (
                "please use example.net, thanks",
                node("https://example.net"),
            ),
            (
                "\u{feff}https://example.net\u{200b}",
                node("https://example.net"),
            ),
            ("https://example.net.", node("https://example.net")),
            ("http://127.0.0.1:7101", node("http://127.0.0.1:7101")),
            ("localhost:7101", node("https://localhost:7101")),
            ("https://[::1]:7101/x", node("https://[::1]:7101")),
            ("https://bücher.example/", node("https://bücher.example")),
            (
                "https://dev.azure.com/contoso/My%20Project/_boards",
                org("https://dev.azure.com/contoso"),
            ),
            (
                "dev.azure.com/contoso",
                org("https://dev.azure.com/contoso"),
            ),
            (
                "https://contoso.visualstudio.com/Project",
                org("https://dev.azure.com/contoso"),
            ),
            ("https://dev.azure.com/", node("https://dev.azure.com")),
        ] {
            assert_eq!(understand(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, expected) in [
            ("", ErrorCode::UrlRequired),
            (" \u{200b} ", ErrorCode::UrlRequired),
            ("hello", ErrorCode::UrlNotUnderstood),
            ("https://", ErrorCode::UrlNotUnderstood),
            ("https://a..b", ErrorCode::UrlNotUnderstood),
            ("https://example.net:99999", ErrorCode::UrlNotUnderstood),
            ("https://example.net:0", ErrorCode::UrlNotUnderstood),
            (
                "https://me:secret@example.net",
                ErrorCode::UrlHasCredentials,
            ),
            ("me@example.net", ErrorCode::UrlHasCredentials),
            ("ftp://example.net", ErrorCode::DestinationNotHttps),
            ("file:///etc/passwd", ErrorCode::DestinationNotHttps),
        ] {
            assert_eq!(understand(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn a_host_is_never_hidden_behind_another() {
        assert_eq!(
            understand("https://ok.example\\@127.0.0.1/"),
            node("https://ok.example")
        );
        assert_eq!(
            understand("https://ok.example#@127.0.0.1/"),
            node("https://ok.example")
        );
        assert_eq!(
            understand("https://ok.example@127.0.0.1/"),
            Err(ErrorCode::UrlHasCredentials)
        );
    }

    proptest! {
        #[test]
        fn what_was_understood_is_understood_again_as_the_same(text in "[a-z:/.@#?\\\\ \\[\\]0-9-]{0,40}") {
            if let Ok(destination) = understand(&text) {
                prop_assert_eq!(understand(destination.url()), Ok(destination));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,60}") {
            let _ = understand(&text);
        }
    }
}
