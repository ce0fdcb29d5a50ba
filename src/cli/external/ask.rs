//! One question to a host. The only user of ureq.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Error, config::Config};

use super::Reach;

/// For a whole question with all its redirections.
const PATIENCE: Duration = Duration::from_secs(15);
const CONNECTED_WITHIN: Duration = Duration::from_secs(6);
const MAX_REDIRECTIONS: u32 = 8;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Something is there, or the host does not tell programs.
    Good,
    /// The host says that nothing is there.
    Gone(u16),
    /// The host itself does not answer.
    Silent(String),
    /// It answers, but not with a page.
    Failed(String),
    /// It is not for everybody, and was not asked.
    Private,
}

/// Asks politely: by name, with patience but not for ever, and for no more than is needed.
pub struct Agent {
    client: ureq::Agent,
    reach: Reach,
}

impl Agent {
    pub fn new(reach: Reach) -> Self {
        let config = Config::builder()
            .timeout_global(Some(PATIENCE))
            .timeout_connect(Some(CONNECTED_WITHIN))
            .max_redirects(MAX_REDIRECTIONS)
            .http_status_as_error(false)
            .user_agent(concat!("kopru/", env!("CARGO_PKG_VERSION"), " (checks links)"))
            .build();
        // Behind a proxy it is the proxy that finds hosts, and it stands in a private network itself.
        let found = if config.proxy().is_some() { Reach::Private } else { reach };
        let resolver = Within { reach: found, system: DefaultResolver::default() };
        Self { client: ureq::Agent::with_parts(config, DefaultConnector::default(), resolver), reach }
    }

    /// Whether a host that is written as a number is out of reach.
    pub fn refuses(&self, number: IpAddr) -> bool {
        self.reach == Reach::Public && !is_public(number)
    }

    /// Asks whether anything is at `address`, for its head first. Many hosts refuse that, so
    /// only what they say of the whole page counts against a link.
    pub fn ask(&self, address: &str) -> Outcome {
        match self.client.head(address).call() {
            Ok(answer) if answer.status().as_u16() < 400 => Outcome::Good,
            Err(error) if is_final(&error) => failure(&error),
            Ok(_) | Err(_) => match self.client.get(address).call() {
                Ok(answer) => judge(answer.status().as_u16()),
                Err(error) => failure(&error),
            },
        }
    }
}

fn judge(status: u16) -> Outcome {
    match status {
        404 | 410 => Outcome::Gone(status),
        // Not for programs, or not now: that says nothing about the page.
        401 | 402 | 403 | 405 | 406 | 408 | 425 | 429 | 451 => Outcome::Good,
        400.. => Outcome::Failed(format!("the host answers with status {status}")),
        _ => Outcome::Good,
    }
}

/// Whether another question would have the same end.
fn is_final(error: &Error) -> bool {
    match error {
        Error::Other(inner) => inner.is::<NotPublic>(),
        Error::BadUri(_) | Error::HostNotFound | Error::Timeout(_) | Error::ConnectionFailed => true,
        Error::Io(error) => error.kind() != std::io::ErrorKind::ConnectionReset,
        _ => false,
    }
}

fn failure(error: &Error) -> Outcome {
    match error {
        Error::Other(inner) if inner.is::<NotPublic>() => Outcome::Private,
        Error::HostNotFound => Outcome::Silent("there is no such host".to_string()),
        Error::Timeout(_) => Outcome::Silent("the host does not answer in time".to_string()),
        Error::ConnectionFailed => Outcome::Silent("the host takes no connection".to_string()),
        Error::Io(error) => Outcome::Silent(format!("no connection to the host: {error}")),
        Error::TooManyRedirects => Outcome::Failed("it leads from one address to another without an end".to_string()),
        Error::Tls(_) | Error::Rustls(_) => Outcome::Failed(format!("the connection would not be safe: {error}")),
        other => Outcome::Failed(other.to_string()),
    }
}

/// Finds the hosts that are within reach. It is asked for every redirection too, and the
/// connection goes to the very address that it gave, so no name can lead elsewhere later.
#[derive(Debug)]
struct Within {
    reach: Reach,
    system: DefaultResolver,
}

impl Resolver for Within {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.system.resolve(uri, config, timeout)?;
        match self.reach == Reach::Private || found.iter().map(SocketAddr::ip).all(is_public) {
            true => Ok(found),
            false => Err(Error::Other(Box::new(NotPublic))),
        }
    }
}

#[derive(Debug)]
struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the address is in a private network")
    }
}

impl std::error::Error for NotPublic {}

/// Whether everybody can reach an address.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4() {
            Some(inner) => is_public_v4(inner),
            None => is_public_v6(address),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    // For providers between themselves, for tests of networks, for protocols; nobody's.
    let reserved = match first {
        0 => true,
        100 => second & 0xc0 == 64,
        192 => second == 0 && third == 0,
        198 => second & 0xfe == 18,
        240.. => true,
        _ => false,
    };
    !(reserved
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_broadcast())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    match parts[0] {
        // Addresses of version 4 in another dress.
        0x0064 => parts[1] == 0xff9b && parts[2..6] == [0; 4] && is_public_v4(embedded(parts[6], parts[7])),
        0x2002 => is_public_v4(embedded(parts[1], parts[2])),
        // All that is given out to networks for everybody.
        first => first & 0xe000 == 0x2000,
    }
}

fn embedded(high: u16, low: u16) -> Ipv4Addr {
    let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_for_everybody_are_asked() {
        for private in [
            "127.0.0.1",
            "127.8.9.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "64:ff9b:1::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "64:ff9b::808:808", "192.0.1.1"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn what_a_host_does_not_tell_programs_counts_for_the_link() {
        for (status, expected) in [(200, Outcome::Good), (403, Outcome::Good), (429, Outcome::Good)] {
            assert_eq!(judge(status), expected);
        }
        assert_eq!(judge(410), Outcome::Gone(410));
        assert!(matches!(judge(503), Outcome::Failed(_)));
    }
}
