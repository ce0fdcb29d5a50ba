//! `kopru check --external`: whether links to other hosts still lead somewhere.
//!
//! Each address is asked once. Hosts are asked side by side, the addresses of one
//! host one after the other with a pause, so that nobody is burdened. A host that
//! does not answer is not asked again and again.

mod ask;
mod hosts;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::diag::Diagnostic;
use crate::pipeline::WebLink;
use crate::problems;
use ask::{Agent, Outcome};
use hosts::Host;

/// Hosts that are asked at the same time.
const HOSTS_AT_ONCE: usize = 8;
/// Between two questions to one host.
const PAUSE: Duration = Duration::from_millis(150);
/// A host that failed so often in a row is asked no more.
const MAX_FAILURES: usize = 2;

/// Which hosts may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those that everybody can reach. A page is no way into the network of whoever checks it.
    Public,
    /// This machine and private networks too.
    Private,
}

/// The problems of all `links` that lead nowhere.
pub fn check(links: &[WebLink], reach: Reach) -> Vec<Diagnostic> {
    let mut places: BTreeMap<&str, Vec<&WebLink>> = BTreeMap::new();
    for link in links {
        places.entry(&link.address).or_default().push(link);
    }
    let outcomes = Mutex::new(Vec::new());
    let hosts = Mutex::new(hosts::hosts(places.keys().copied()));
    let agent = Agent::new(reach);
    let work = || {
        while let Some(host) = next(&hosts) {
            let found = ask_host(&agent, &host);
            outcomes.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        }
    };
    thread::scope(|scope| {
        for _ in 0..HOSTS_AT_ONCE {
            scope.spawn(work);
        }
    });
    let outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut problems: Vec<Diagnostic> = outcomes
        .iter()
        .flat_map(|(address, outcome)| places[address.as_str()].iter().filter_map(|link| problem(link, outcome)))
        .collect();
    problems.sort();
    problems
}

fn next(hosts: &Mutex<VecDeque<Host>>) -> Option<Host> {
    hosts.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}

/// What each address of a host leads to.
fn ask_host(agent: &Agent, host: &Host) -> Vec<(String, Outcome)> {
    let mut found = Vec::new();
    let mut failures = 0;
    let refused = host.number.is_some_and(|number| agent.refuses(number));
    for (index, address) in host.addresses.iter().enumerate() {
        if index > 0 && !refused {
            thread::sleep(PAUSE);
        }
        let outcome = if refused { Outcome::Private } else { agent.ask(&address.spelled) };
        failures = if matches!(outcome, Outcome::Silent(_)) { failures + 1 } else { 0 };
        let last = outcome.clone();
        found.extend(address.written.iter().map(|written| (written.clone(), outcome.clone())));
        if failures == MAX_FAILURES {
            let rest = host.addresses[index + 1..].iter().flat_map(|address| &address.written);
            found.extend(rest.map(|written| (written.clone(), last.clone())));
            break;
        }
    }
    found
}

fn problem(link: &WebLink, outcome: &Outcome) -> Option<Diagnostic> {
    let WebLink { address, file, span } = link;
    match outcome {
        Outcome::Good => None,
        Outcome::Gone(status) => Some(problems::link_gone(file, *span, address, *status)),
        Outcome::Silent(why) | Outcome::Failed(why) => Some(problems::link_unreachable(file, *span, address, why)),
        Outcome::Private => Some(problems::link_private(file, *span, address)),
    }
}
