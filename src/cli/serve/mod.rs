//! The author's loop: build, show in the browser, wait for a change, again.
//!
//! This thread builds; one thread answers requests from the newest site; one
//! makes the search index and the print editions when the pages are done. They share nothing but
//! whole values that are swapped.

mod answer;
mod desk;
mod http;
mod site;
mod watch;

use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::arguments::ServeArguments;
use super::disk::Reader;
use super::report::{self, Tone};
use super::{Failure, store, today};
use crate::diag::Diagnostic;
use crate::pipeline::{self, Build, EditionChoice, Memo, Options, SearchChoice};
use crate::print::Reuse;
use crate::snapshot::Snapshot;
use answer::Identity;
use desk::Desk;
use site::Site;
use tokio::sync::watch as newest;
use watch::{Hint, Watch};

/// What takes longer is done when no file has changed for this long.
const PAUSE: Duration = Duration::from_secs(1);

/// Serves the site until the process is ended.
pub fn run(arguments: &ServeArguments, tone: Tone) -> Result<bool, Failure> {
    let fail = |error: std::io::Error| format!("cannot listen on {}: {error}", arguments.addr);
    let listener = TcpListener::bind(arguments.addr).map_err(fail)?;
    let address = listener.local_addr().map_err(fail)?;
    if !arguments.root.is_dir() {
        return Err(format!("`{}` is not a folder", arguments.root.display()));
    }
    let url = format!("http://{address}/");
    report::output(format!("{url}\n").as_bytes());
    let (sender, receiver) = newest::channel(None);
    let (hints, hinted) = mpsc::channel();
    // Before the first look, so that no change falls between the two.
    let watch = Watch::new(&arguments.root, hints.clone(), hinted);
    let server = thread::Builder::new().name("server".to_string());
    server
        .spawn(move || http::serve(listener, Identity::new(address), &receiver))
        .map_err(|error| error.to_string())?;
    if arguments.open {
        open(&url);
    }
    Author::new(&arguments.root, address, sender, tone).work(watch, hints)
}

/// Everything that lives from one build to the next.
struct Author {
    reader: Reader,
    options: Options,
    memo: Arc<Memo>,
    newest: newest::Sender<Option<Arc<Site>>>,
    tone: Tone,
    /// Of this run.
    builds: u64,
    /// What was last seen, and what was last said about it.
    seen: Option<(Snapshot, Vec<Diagnostic>)>,
    said: BTreeSet<Diagnostic>,
    /// Why the last look failed.
    failed: Option<Failure>,
}

impl Author {
    fn new(root: &Path, address: SocketAddr, newest: newest::Sender<Option<Arc<Site>>>, tone: Tone) -> Self {
        let options = Options {
            drafts: true,
            editions: EditionChoice::Earlier,
            search: SearchChoice::Earlier,
            reuse: Reuse::Soon,
            not_found_base: Some(format!("http://{address}")),
            ..Options::default()
        };
        let (reader, memo) = (Reader::new(root), Arc::new(store::memo()));
        Self { reader, options, memo, newest, tone, builds: 0, seen: None, said: BTreeSet::new(), failed: None }
    }

    /// Builds after every change, for as long as there is anyone to tell of one.
    fn work(mut self, mut watch: Watch, hints: Sender<Hint>) -> Result<bool, Failure> {
        let finisher = finisher(Arc::clone(&self.memo), hints);
        let mut finished = false;
        loop {
            let begun = Instant::now();
            match self.look() {
                Ok(changed) if changed || finished => {
                    self.build(begun);
                    if changed && let Some((snapshot, _)) = &self.seen {
                        // It ends with the process; there is nothing to say if it has.
                        let _ = finisher.send((snapshot.clone(), Options { today: today(), ..self.options.clone() }));
                    }
                }
                Ok(_) => {}
                // A folder that is away may come back; what is served stays.
                Err(failure) => self.say_failure(failure),
            }
            watch.cover();
            match watch.wait(begun.elapsed()) {
                Some(why) => finished = why == Hint::Finished,
                None => return Ok(true),
            }
        }
    }

    /// Reads the site; whether it differs from what was seen before.
    fn look(&mut self) -> Result<bool, Failure> {
        let (snapshot, skipped) = self.reader.read()?;
        self.failed = None;
        let same =
            self.seen.as_ref().is_some_and(|(before, problems)| before.equals(&snapshot) && *problems == skipped);
        if !same {
            self.seen = Some((snapshot, skipped));
        }
        Ok(!same)
    }

    /// Builds what was seen, puts it in the place of the old site and says how it went.
    fn build(&mut self, begun: Instant) {
        let Some((snapshot, skipped)) = &self.seen else { return };
        self.builds += 1;
        self.options.today = today();
        let mut build = pipeline::build(snapshot, &self.options, &self.memo);
        build.problems.splice(0..0, skipped.iter().cloned());
        self.newest.send_modify(|site| {
            let before = site.clone().unwrap_or_default();
            let desk = Desk::new(snapshot, &self.options, &self.memo, &build);
            *site = Some(Arc::new(Site::after(&before, self.builds, &build, snapshot, desk)));
        });
        let took = begun.elapsed();
        let new: Vec<Diagnostic> = build.problems.iter().filter(|found| !self.said.contains(found)).cloned().collect();
        report::human(snapshot, &new);
        report::rebuilt(self.tone, &build, took);
        let Build { problems, .. } = build;
        self.said = problems.into_iter().collect();
    }

    fn say_failure(&mut self, failure: Failure) {
        if self.failed.as_ref() != Some(&failure) {
            report::failure(&failure);
        }
        self.failed = Some(failure);
    }
}

/// Makes the search index and typesets the editions of the newest snapshot that it is sent, once authors pause,
/// and tells when they are done.
fn finisher(memo: Arc<Memo>, hints: Sender<Hint>) -> Sender<(Snapshot, Options)> {
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let mut last = Vec::new();
        while let Some((snapshot, options)) = newest_after_pause(&receiver) {
            pipeline::aside(|| pipeline::find(&snapshot, &options, &memo));
            let _ = hints.send(Hint::Finished);
            let options = Options { editions: EditionChoice::All, ..options };
            let printed = pipeline::aside(|| pipeline::print(&snapshot, &options, &memo)).artifacts;
            if printed != last {
                last = printed;
                let _ = hints.send(Hint::Finished);
            }
        }
    };
    // Without this thread there are no editions, and everything else works.
    let _ = thread::Builder::new().name("finisher".to_string()).spawn(work);
    sender
}

fn newest_after_pause<T>(receiver: &Receiver<T>) -> Option<T> {
    let mut newest = receiver.recv().ok()?;
    while let Ok(newer) = receiver.recv_timeout(PAUSE) {
        newest = newer;
    }
    Some(newest)
}

/// Opens the address in the browser, if the system knows how.
fn open(url: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let silent = || Stdio::null();
    let started = Command::new(program).arg(url).stdin(silent()).stdout(silent()).stderr(silent()).spawn();
    if let Err(error) = started {
        report::failure(&format!("cannot open the browser with {program}: {error}"));
    }
}
