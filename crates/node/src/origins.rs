//! From where a browser may use the console API.

use axum::http::HeaderValue;
use std::net::IpAddr;
use url::{Host, Url};

/// The origins of consoles that this node does not serve itself, such as the packaged extension's
/// `https://{publisher}.gallerycdn.vsassets.io`. Each is one exact origin: whoever may publish at it may act as whoever
/// is signed in there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsoleOrigins(Vec<HeaderValue>);

impl ConsoleOrigins {
    /// Reads origins, separated by commas.
    ///
    /// # Errors
    /// A sentence that says which of them can't be allowed, and why.
    pub fn parse(text: &str) -> Result<Self, String> {
        let origins = text
            .split(',')
            .map(str::trim)
            .filter(|origin| !origin.is_empty());
        origins.map(origin).collect::<Result<_, _>>().map(Self)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them, as browsers write it.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &HeaderValue> {
        self.0.iter()
    }
}

fn origin(text: &str) -> Result<HeaderValue, String> {
    if text.contains('*') {
        return Err(format!(
            "`{text}` stands for many origins; name each one that a console is at"
        ));
    }
    if text.eq_ignore_ascii_case("null") {
        return Err(
            "`null` is the origin of any page in a sandbox, and can't be allowed".to_owned(),
        );
    }
    let shape = || {
        format!(
            "`{text}` is no origin; it should read like https://publisher.gallerycdn.vsassets.io"
        )
    };
    let url = Url::parse(text).map_err(|_| shape())?;
    let plain = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if !plain || !matches!(url.scheme(), "https" | "http") {
        return Err(shape());
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(format!(
            "`{text}` isn't secure; only an origin on this machine may do without https"
        ));
    }
    HeaderValue::try_from(url.origin().ascii_serialization()).map_err(|_| shape())
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_read_as_browsers_write_them() -> Result<(), String> {
        for (text, expected) in [
            ("", vec![]),
            (" , ", vec![]),
            (
                "https://p.gallerycdn.vsassets.io",
                vec!["https://p.gallerycdn.vsassets.io"],
            ),
            (
                "https://P.Example/, https://q.example:8443",
                vec!["https://p.example", "https://q.example:8443"],
            ),
            ("https://p.example:443", vec!["https://p.example"]),
            ("http://localhost:8080", vec!["http://localhost:8080"]),
            (
                "http://127.0.0.1:3000,http://[::1]:3000",
                vec!["http://127.0.0.1:3000", "http://[::1]:3000"],
            ),
        ] {
            let origins = ConsoleOrigins::parse(text)?;
            assert_eq!(origins.iter().collect::<Vec<_>>(), expected, "{text}");
        }
        Ok(())
    }

    #[test]
    fn what_is_no_origin_of_one_console_is_refused_with_the_reason() {
        for (text, told) in [
            ("*", "many origins"),
            ("https://*.gallerycdn.vsassets.io", "many origins"),
            ("null", "sandbox"),
            ("https://p.example/path", "no origin"),
            ("https://p.example?x", "no origin"),
            ("https://p.example#x", "no origin"),
            ("https://me@p.example", "no origin"),
            ("p.example", "no origin"),
            ("ftp://p.example", "no origin"),
            ("file:///tmp", "no origin"),
            ("http://p.example", "isn't secure"),
            ("http://localhost.p.example", "isn't secure"),
            ("http://10.0.0.1", "isn't secure"),
            ("https://p.example,http://q.example", "`http://q.example`"),
        ] {
            let error = ConsoleOrigins::parse(text).err().unwrap_or_default();
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
