//! How often something may be asked.

use super::problem::Refusal;
use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use crosslink_protocol::ErrorCode;
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;

type Keyed = RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock>;

/// Counts requests by the caller's address.
pub(crate) struct Limits {
    sessions: Keyed,
    probes: Keyed,
    peers: Keyed,
    heartbeats: Keyed,
}

/// What is asked.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// To sign in.
    Session,
    /// To call a destination.
    Probe,
    /// An invitation of this node, by another node.
    Peer,
    /// Whether this node is there; each connection asks three times a minute.
    Heartbeat,
}

impl Default for Limits {
    fn default() -> Self {
        let a_minute = |requests: u32| {
            RateLimiter::keyed(Quota::per_minute(
                NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN),
            ))
        };
        Self {
            sessions: a_minute(120),
            probes: a_minute(120),
            peers: a_minute(240),
            heartbeats: a_minute(6000),
        }
    }
}

impl Limits {
    /// Forgets callers that were not heard of for a while.
    pub(crate) fn tidy(&self) {
        for limiter in [&self.sessions, &self.probes, &self.peers, &self.heartbeats] {
            limiter.retain_recent();
        }
    }

    /// Counts one request.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub(crate) fn count(&self, kind: Kind, caller: IpAddr) -> Result<(), Refusal> {
        let limiter = match kind {
            Kind::Session => &self.sessions,
            Kind::Probe => &self.probes,
            Kind::Peer => &self.peers,
            Kind::Heartbeat => &self.heartbeats,
        };
        limiter.check_key(&network_of(caller)).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Refusal {
                retry_after: Some(wait.as_secs() + 1),
                ..ErrorCode::RateLimited.into()
            }
        })
    }
}

/// Who owns one IPv6 address owns the whole /64.
fn network_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// The caller's address, as far as it can be believed.
pub(crate) fn caller(parts: &Parts, trusted: &[IpNet]) -> IpAddr {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |info| info.0.ip());
    let forwarded = parts.headers.get_all("x-forwarded-for").iter();
    let forwarded: Vec<&str> = forwarded.filter_map(|value| value.to_str().ok()).collect();
    behind_proxies(peer, &forwarded.join(","), trusted)
}

/// Who called the outermost trusted proxy. Each proxy adds at the right whom it heard; what an untrusted one wrote further
/// left is anybody's invention.
fn behind_proxies(peer: IpAddr, forwarded: &str, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|range| range.contains(address));
    let mut caller = peer;
    for hop in forwarded.rsplit(',').map(str::trim) {
        match hop.parse() {
            Ok(hop) if is_trusted(&caller) => caller = hop,
            _ => break,
        }
    }
    caller
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_trusted_proxy_says_is_believed() -> Result<(), Box<dyn std::error::Error>> {
        let trusted = ["10.0.0.0/8".parse()?];
        for (peer, forwarded, expected) in [
            ("192.0.2.1", "", "192.0.2.1"),
            ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
            ("10.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
            ("10.0.0.1", "198.51.100.7, 10.0.0.2", "198.51.100.7"),
            ("10.0.0.1", "rubbish", "10.0.0.1"),
        ] {
            let found = behind_proxies(peer.parse()?, forwarded, &trusted);
            assert_eq!(found, expected.parse::<IpAddr>()?, "{peer} {forwarded}");
        }
        Ok(())
    }

    #[test]
    fn too_many_requests_are_refused_for_a_while_and_others_are_not() {
        let limits = Limits::default();
        let (one, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let refused = (0..200)
            .find_map(|_| limits.count(Kind::Session, one).err())
            .expect("a limit");
        assert_eq!(refused.problem.code, ErrorCode::RateLimited);
        assert!(
            refused
                .retry_after
                .is_some_and(|seconds| (1..=60).contains(&seconds))
        );
        assert!(limits.count(Kind::Session, other).is_ok());
        assert!(limits.count(Kind::Probe, one).is_ok());
    }
}
