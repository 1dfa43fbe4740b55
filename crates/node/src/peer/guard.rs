//! Which addresses this node calls, when somebody else names them.
//!
//! Only public addresses, unless the operator allowed others: otherwise a destination's URL would be a way to make the
//! node talk to machines inside its network (server-side request forgery). The rules are applied to the URL *and*
//! to the addresses its name resolves to, and exactly these are dialled.

use crosslink_protocol::ErrorCode;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::lookup_host;
use tokio::time::timeout;
use url::{Host, Url};

/// How long a name may take to resolve.
const LOOKUP: Duration = Duration::from_secs(3);

/// The rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guard {
    /// Special ranges that may be called all the same.
    allowed: Arc<[IpNet]>,
}

/// Why an address is not called; the reason travels through the HTTP client to the caller.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{}", .0.as_str())]
pub(crate) struct Refused(pub(crate) ErrorCode);

impl Guard {
    /// Rules under which the special ranges of `allowed` may be called, and without TLS.
    pub(crate) fn new(allowed: &[IpNet]) -> Self {
        Self {
            allowed: allowed.into(),
        }
    }

    /// Rules that let everything be called, for addresses that the operator set. Without TLS still only in networks that
    /// are not public.
    pub(crate) fn open() -> Self {
        Self {
            allowed: [
                IpNet::from(Ipv4Net::default()),
                IpNet::from(Ipv6Net::default()),
            ]
            .into(),
        }
    }

    /// Whether this address may be called.
    fn may_call(&self, address: IpAddr) -> bool {
        self.allows(address) || !special(address)
    }

    /// Whether the operator allowed this address by name of its range.
    fn allows(&self, address: IpAddr) -> bool {
        self.allowed.iter().any(|range| range.contains(&address))
    }

    /// Whether this address may be called without TLS: it is of a network that the operator allowed, and not a public one.
    fn allows_insecure(&self, address: IpAddr) -> bool {
        self.allows(address) && special(address)
    }

    /// Checks everything that can be told from the URL alone.
    pub(crate) fn check(&self, url: &Url) -> Result<(), ErrorCode> {
        if !matches!(url.scheme(), "https" | "http") {
            return Err(ErrorCode::DestinationNotHttps);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ErrorCode::UrlHasCredentials);
        }
        if !url
            .port_or_known_default()
            .is_some_and(|port| matches!(port, 80 | 443) || port >= 1024)
        {
            return Err(ErrorCode::UrlPortNotAllowed);
        }
        let literal = match url.host() {
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
            Some(Host::Domain(_)) => None,
            None => return Err(ErrorCode::UrlNotUnderstood),
        };
        // Without TLS only where the operator allowed it; a name is judged again when it is resolved.
        let insecure = url.scheme() == "http";
        match literal {
            Some(address) if !self.may_call(address) => Err(ErrorCode::DestinationPrivate),
            Some(address) if insecure && !self.allows_insecure(address) => {
                Err(ErrorCode::DestinationNotHttps)
            }
            None if insecure && self.allowed.is_empty() => Err(ErrorCode::DestinationNotHttps),
            _ => Ok(()),
        }
    }

    /// Resolves names for calls with TLS (`secure`) or without.
    pub(crate) fn resolver(&self, secure: bool) -> Arc<GuardedResolver> {
        Arc::new(GuardedResolver {
            guard: self.clone(),
            secure,
        })
    }

    /// A name is called only if all its addresses may be: one that leads inside as well is not trusted at all.
    fn judge(
        &self,
        addresses: Vec<SocketAddr>,
        secure: bool,
    ) -> Result<Vec<SocketAddr>, ErrorCode> {
        if addresses.is_empty() {
            return Err(ErrorCode::DestinationUnresolved);
        }
        if !addresses.iter().all(|address| self.may_call(address.ip())) {
            return Err(ErrorCode::DestinationPrivate);
        }
        if !secure
            && !addresses
                .iter()
                .all(|address| self.allows_insecure(address.ip()))
        {
            return Err(ErrorCode::DestinationNotHttps);
        }
        Ok(addresses)
    }
}

/// Resolves names by the rules. What it returns is what is dialled.
pub(crate) struct GuardedResolver {
    guard: Guard,
    secure: bool,
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (guard, secure) = (self.guard.clone(), self.secure);
        Box::pin(async move {
            let found = match timeout(LOOKUP, lookup_host((name.as_str(), 0))).await {
                Ok(Ok(found)) => found.collect(),
                Ok(Err(_)) | Err(_) => return Err(Refused(ErrorCode::DestinationUnresolved).into()),
            };
            let addresses = guard.judge(found, secure).map_err(Refused)?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is none of the public internet's (IANA special-purpose registries; RFC 6890 and successors).
fn special(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => special_v4(address),
        IpAddr::V6(address) => special_v6(address),
    }
}

fn special_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, d] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b)) // carrier-grade NAT
        || (a == 192 && b == 0 && c == 0) // protocol assignments
        || (a == 192 && b == 88 && c == 99) // 6to4 relays
        || (a == 198 && (18..20).contains(&b)) // benchmarks
        || (a, b, c, d) == (168, 63, 129, 16) // Azure's platform address, public by number only
}

fn special_v6(address: Ipv6Addr) -> bool {
    let s = address.segments();
    address.is_unspecified()
        || address.is_loopback()
        || address.is_multicast()
        || address.is_unique_local()
        || s[0] & 0xff80 == 0xfe80 // link-local and the former site-local
        || s[..6] == [0; 6] // IPv4-compatible
        || s[..5] == [0; 5] && s[5] == 0xffff // IPv4-mapped: no honest person types it
        || s[..4] == [0; 4] && s[4] == 0xffff // IPv4-translated
        || s[0] == 0x0064 && s[1] == 0xff9b // NAT64
        || s[0] == 0x2002 // 6to4
        || s[0] == 0x2001 && s[1] < 0x0200 // protocol assignments, Teredo among them
        || s[0] == 0x2001 && s[1] == 0x0db8 // documentation
        || s[0] == 0x3fff // documentation
        || s[0] == 0x5f00 // segment routing
        || s[..4] == [0x0100, 0, 0, 0] // discard
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str) -> Result<(), ErrorCode> {
        Guard::default().check(&Url::parse(url).expect(url))
    }

    #[test]
    fn every_spelling_of_an_inner_address_is_refused() {
        for host in [
            "127.0.0.1",
            "127.1",
            "127.254.254.254",
            "0.0.0.0",
            "0.1.2.3",
            "[::]",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "127.0x1",
            "１２７.0.0.1",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:a9fe:a9fe]",
            "[::127.0.0.1]",
            "[64:ff9b::a9fe:a9fe]",
            "[64:ff9b:1::1]",
            "[2002:7f00:1::]",
            "[2001:0:4136::1]",
            "[::ffff:0:a9fe:a9fe]",
            "[fe80::1]",
            "[febf::1]",
            "[fec0::1]",
            "[fd00:ec2::254]",
            "[fc00::1]",
            "169.254.169.254",
            "169.254.170.2",
            "168.63.129.16",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "100.64.0.1",
            "100.100.100.200",
            "192.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "192.88.99.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "[ff02::1]",
            "[2001:db8::1]",
            "[3fff::1]",
            "[100::1]",
            "[5f00::1]",
            "[::ffff:8.8.8.8]",
        ] {
            assert_eq!(
                check(&format!("https://{host}/")),
                Err(ErrorCode::DestinationPrivate),
                "{host}"
            );
        }
    }

    #[test]
    fn public_addresses_next_to_the_borders_are_called() {
        for host in [
            "172.15.255.255",
            "172.32.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "8.8.8.8",
            "[2001:4860:4860::8888]",
            "example.net",
        ] {
            assert_eq!(check(&format!("https://{host}/")), Ok(()), "{host}");
        }
    }

    #[test]
    fn what_else_a_url_can_hide_is_named() {
        for (url, expected) in [
            ("http://example.net/", ErrorCode::DestinationNotHttps),
            ("http://8.8.8.8/", ErrorCode::DestinationNotHttps),
            ("ftp://example.net/", ErrorCode::DestinationNotHttps),
            ("file:///etc/passwd", ErrorCode::DestinationNotHttps),
            ("https://me@example.net/", ErrorCode::UrlHasCredentials),
            (
                "https://ok.example@127.0.0.1/",
                ErrorCode::UrlHasCredentials,
            ),
            ("https://example.net:22/", ErrorCode::UrlPortNotAllowed),
            ("https://example.net:25/", ErrorCode::UrlPortNotAllowed),
        ] {
            assert_eq!(check(url), Err(expected), "{url}");
        }
    }

    #[test]
    fn what_the_operator_allowed_is_called_without_tls_and_nothing_else()
    -> Result<(), Box<dyn std::error::Error>> {
        let guard = Guard::new(&["127.0.0.0/8".parse()?]);
        assert_eq!(guard.check(&Url::parse("http://127.0.0.1:7101")?), Ok(()));
        assert_eq!(
            guard.check(&Url::parse("http://10.0.0.1:7101")?),
            Err(ErrorCode::DestinationPrivate)
        );
        assert_eq!(
            guard.check(&Url::parse("http://8.8.8.8")?),
            Err(ErrorCode::DestinationNotHttps)
        );
        Ok(())
    }

    #[test]
    fn the_public_internet_is_never_called_without_tls() -> Result<(), Box<dyn std::error::Error>> {
        let guard = Guard::new(&["0.0.0.0/0".parse()?, "::/0".parse()?]);
        assert_eq!(
            guard.check(&Url::parse("http://8.8.8.8")?),
            Err(ErrorCode::DestinationNotHttps)
        );
        assert_eq!(guard.check(&Url::parse("https://8.8.8.8")?), Ok(()));
        assert_eq!(guard.check(&Url::parse("http://10.0.0.1")?), Ok(()));
        let public = guard
            .judge(vec!["8.8.8.8:80".parse()?], false)
            .map(|found| found.len());
        assert_eq!(public, Err(ErrorCode::DestinationNotHttps));
        Ok(())
    }

    #[test]
    fn a_name_is_judged_by_all_its_addresses() -> Result<(), Box<dyn std::error::Error>> {
        let guard = Guard::new(&["127.0.0.0/8".parse()?]);
        let addresses = |texts: &[&str]| {
            texts
                .iter()
                .filter_map(|text| text.parse().ok())
                .collect::<Vec<SocketAddr>>()
        };
        let judge = |texts: &[&str], secure| {
            guard
                .judge(addresses(texts), secure)
                .map(|found| found.len())
        };
        assert_eq!(judge(&["8.8.8.8:443", "8.8.4.4:443"], true), Ok(2));
        assert_eq!(
            judge(&["8.8.8.8:443", "10.0.0.5:443"], true),
            Err(ErrorCode::DestinationPrivate)
        );
        assert_eq!(
            judge(&["[::ffff:127.0.0.1]:443"], true),
            Err(ErrorCode::DestinationPrivate)
        );
        assert_eq!(judge(&["127.0.0.1:80"], false), Ok(1));
        assert_eq!(
            judge(&["8.8.8.8:80"], false),
            Err(ErrorCode::DestinationNotHttps)
        );
        assert_eq!(judge(&[], true), Err(ErrorCode::DestinationUnresolved));
        Ok(())
    }
}
