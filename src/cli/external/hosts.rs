//! Addresses as they are asked for, by host.

use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;

use url::Url;

/// A host and what is asked of it.
#[derive(Debug, PartialEq)]
pub struct Host {
    /// If it is written as a number.
    pub number: Option<IpAddr>,
    pub addresses: Vec<Address>,
}

/// One question: the address in plain letters without its section, and all spellings that mean it.
#[derive(Debug, PartialEq)]
pub struct Address {
    pub spelled: String,
    pub written: Vec<String>,
}

/// The hosts of all `written` addresses. What cannot be read is asked as it is, and fails.
pub fn hosts<'a>(written: impl Iterator<Item = &'a str>) -> VecDeque<Host> {
    let mut hosts: BTreeMap<(String, Option<IpAddr>), BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for written in written {
        let (host, spelled) = match Url::parse(written) {
            Ok(mut url) => {
                url.set_fragment(None);
                ((url.host_str().unwrap_or_default().to_string(), number(&url)), url.to_string())
            }
            Err(_) => ((String::new(), None), written.to_string()),
        };
        hosts.entry(host).or_default().entry(spelled).or_default().push(written.to_string());
    }
    let address = |(spelled, written)| Address { spelled, written };
    let host = |((_, number), addresses): (_, BTreeMap<_, _>)| Host {
        number,
        addresses: addresses.into_iter().map(address).collect(),
    };
    hosts.into_iter().map(host).collect()
}

fn number(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        url::Host::Ipv4(number) => Some(number.into()),
        url::Host::Ipv6(number) => Some(number.into()),
        url::Host::Domain(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_asked_once_in_plain_letters_and_without_its_section() {
        let written = ["https://türkei.example/şehir#a", "https://türkei.example/şehir#b", "http://b.example/%41?q=ı"];
        let found = hosts(written.into_iter());
        let spelled: Vec<&str> = found.iter().flat_map(|host| &host.addresses).map(|a| a.spelled.as_str()).collect();
        assert_eq!(spelled, ["http://b.example/%41?q=%C4%B1", "https://xn--trkei-kva.example/%C5%9Fehir"]);
        assert_eq!(found[1].addresses[0].written.len(), 2);
        assert_eq!(hosts(["http://0x7f.1/"].into_iter())[0].number, Some([127, 0, 0, 1].into()));
    }
}
