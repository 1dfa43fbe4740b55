//! What the command is told: publisher, version, the addresses of node and development server. Each is valid once it
//! exists; what refuses to parse says what it should look like.

use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

/// The id of a publisher in the Visual Studio Marketplace. Azure DevOps serves the publisher's files from a host name that
/// begins with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher(String);

impl Publisher {
    /// The two origins that the page may have: the content network, and what stands in for it.
    pub fn origins(&self) -> [String; 2] {
        // Browsers write host names in lower case.
        let host = self.0.to_ascii_lowercase();
        ["gallerycdn", "gallery"].map(|name| format!("https://{host}.{name}.vsassets.io"))
    }
}

impl FromStr for Publisher {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if is_label(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(
                "a publisher's id has up to 63 letters, digits and hyphens, and begins and ends with a letter or digit; \
                 https://marketplace.visualstudio.com/manage shows yours",
            )
        }
    }
}

impl fmt::Display for Publisher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The version of an extension: `major.minor.patch`, and a fourth number where one wants it
/// (<https://learn.microsoft.com/azure/devops/extend/develop/manifest>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(String);

impl FromStr for Version {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts: Vec<_> = text.split('.').collect();
        let is_number = |part: &&str| {
            part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u16>().is_ok()
        };
        if (3..=4).contains(&parts.len()) && parts.iter().all(is_number) {
            Ok(Self(text.to_owned()))
        } else {
            Err(
                "a version reads like 1.2.3 or 1.2.3.4: the marketplace takes nothing behind the numbers",
            )
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The node that the packaged page talks to: an origin, without path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeUrl {
    origin: String,
    /// Whether it is on the machine of whoever opens the page.
    pub is_loopback: bool,
}

impl NodeUrl {
    /// Scheme, host and port, without a slash at the end.
    pub fn origin(&self) -> &str {
        &self.origin
    }
}

impl FromStr for NodeUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let origin = Origin::parse(text).ok_or(
            "a node's URL reads like https://crosslink.example.com: its Crosslink URL, without a path (a name with other \
             characters than ASCII in its xn-- form)",
        )?;
        if !origin.is_secure && !origin.is_loopback {
            return Err(
                "a node has to be reached by https; only one on this machine may do with http, as http://127.0.0.1:7101",
            );
        }
        Ok(Self {
            origin: origin.text,
            is_loopback: origin.is_loopback,
        })
    }
}

/// Where the files of the development extension are served from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUri(String);

impl BaseUri {
    /// Scheme, host and port, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BaseUri {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match Origin::parse(text) {
            Some(origin) if origin.is_secure => Ok(Self(origin.text)),
            _ => {
                Err("it reads like https://localhost:7443; Azure DevOps frames pages by https only")
            }
        }
    }
}

/// `http://` or `https://`, a host and maybe a port. Strict, because it becomes a part of a page and of its policy.
struct Origin {
    text: String,
    is_secure: bool,
    is_loopback: bool,
}

impl Origin {
    fn parse(text: &str) -> Option<Self> {
        let text = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
        let (is_secure, rest) = match text.strip_prefix("https://") {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix("http://")?),
        };
        let (host, port) = split_port(rest)?;
        if port.is_some_and(|port| !port.parse::<u16>().is_ok_and(|port| port > 0)) {
            return None;
        }
        let is_name = host.len() <= 253 && host.split('.').all(is_label);
        if host != "[::1]" && !is_name {
            return None;
        }
        let loopback_address = host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback());
        let is_loopback = matches!(host, "localhost" | "[::1]") || loopback_address;
        Some(Self {
            is_secure,
            is_loopback,
            text,
        })
    }
}

fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    match authority.rsplit_once(':') {
        // The colons of an IPv6 address are no port's.
        Some((_, port)) if port.ends_with(']') => Some((authority, None)),
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some((host, Some(port)))
        }
        Some(_) => None,
        None => Some((authority, None)),
    }
}

/// A part of a host name.
fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_is_what_the_marketplace_takes() {
        for good in ["crosslink", "Contoso-Ltd", "a", "7"] {
            assert!(good.parse::<Publisher>().is_ok(), "{good}");
        }
        let long = "a".repeat(64);
        for bad in ["", "-a", "a-", "a b", "a.b", "a_b", "ä", "a/b", &long] {
            assert!(bad.parse::<Publisher>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_origins_are_written_as_browsers_write_them() {
        let publisher = Publisher("Contoso-Ltd".to_owned());
        assert_eq!(
            publisher.origins(),
            [
                "https://contoso-ltd.gallerycdn.vsassets.io",
                "https://contoso-ltd.gallery.vsassets.io"
            ]
        );
    }

    #[test]
    fn a_version_is_three_or_four_numbers() {
        for good in ["0.3.0", "1.2.3.4", env!("CARGO_PKG_VERSION")] {
            assert!(good.parse::<Version>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "1",
            "1.2",
            "1.2.3-beta",
            "1.2.3.4.5",
            "1..2",
            "1.2.99999",
            "+1.2.3",
        ] {
            assert!(bad.parse::<Version>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_node_is_reached_by_https_or_on_this_machine() {
        let origin = |text: &str| text.parse::<NodeUrl>().map(|node| node.origin);
        assert_eq!(
            origin("https://X.example/").as_deref(),
            Ok("https://x.example")
        );
        assert_eq!(
            origin("https://x.example:8443").as_deref(),
            Ok("https://x.example:8443")
        );
        for here in [
            "http://127.0.0.1:7101",
            "http://localhost:1",
            "http://[::1]:7101",
        ] {
            assert!(
                here.parse::<NodeUrl>().is_ok_and(|node| node.is_loopback),
                "{here}"
            );
        }
        for bad in [
            "http://x.example",
            "http://127.0.0.1.example",
            "https://x.example/path",
            "https://x.example?q",
            "https://x.example#f",
            "https://user@x.example",
            "https://x.example:0",
            "https://x.example:99999",
            "https://",
            "https://x..example",
            "https://x.example;script-src *",
            "https://x.example\"><script>",
            "ftp://x.example",
            "x.example",
        ] {
            assert!(bad.parse::<NodeUrl>().is_err(), "{bad}");
        }
        assert!(
            "https://x.example"
                .parse::<NodeUrl>()
                .is_ok_and(|node| !node.is_loopback)
        );
    }

    #[test]
    fn a_development_server_speaks_https() {
        assert!("https://localhost:7443".parse::<BaseUri>().is_ok());
        assert!("http://localhost:7443".parse::<BaseUri>().is_err());
    }
}
