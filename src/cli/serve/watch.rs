//! Tells that the site's folder may have changed. The only user of notify.
//!
//! A hint says “look again” and nothing else: what changed is found by looking.
//! Since hints may get lost (network folders, a limit of watched folders, a
//! folder that was unmounted), a slow look without any hint stands behind them.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::disk::FOLDERS;

/// Editors write a file in several steps, some of them a few milliseconds apart.
const QUIET: Duration = Duration::from_millis(8);
/// Whoever writes without a pause still sees what has been written so far.
const LONGEST_BURST: Duration = Duration::from_millis(200);
/// The slow look, and how much longer than a look it waits at least.
const SLOW_LOOK: Duration = Duration::from_secs(2);
const PATIENCE: u32 = 50;

/// Why to look again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    Files,
    /// The search index or print editions were made.
    Finished,
}

/// The folders that are watched, and the way that hints come.
pub struct Watch {
    root: PathBuf,
    watcher: Option<RecommendedWatcher>,
    hints: Receiver<Hint>,
}

impl Watch {
    /// Watches the site in `root`; hints come from `sender` too.
    pub fn new(root: &Path, sender: Sender<Hint>, hints: Receiver<Hint>) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let tell = move |event: notify::Result<Event>| {
            // Our own reads are no change. An error may hide one.
            if event.map_or(true, |event| !event.kind.is_access()) {
                let _ = sender.send(Hint::Files);
            }
        };
        let config = Config::default().with_event_kinds(EventKindMask::CORE).with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(tell, config).ok();
        let mut watch = Self { root, watcher, hints };
        watch.cover();
        watch
    }

    /// Watches folders that have appeared since, or appeared again.
    pub fn cover(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        // Not the folders in it: they hold the output and much else.
        let _ = watcher.watch(&self.root, RecursiveMode::NonRecursive);
        for folder in FOLDERS.map(|name| self.root.join(name)) {
            // A link may lead anywhere, and is not read either.
            if folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) {
                let _ = watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }

    /// Waits for a hint and for quiet after it, or until it is time for a slow look.
    ///
    /// `look` is how long the last one took. Returns `None` when nobody can send hints any more.
    pub fn wait(&self, look: Duration) -> Option<Hint> {
        match self.hints.recv_timeout(SLOW_LOOK.max(look * PATIENCE)) {
            Ok(Hint::Files) => self.wait_for_quiet(),
            Ok(Hint::Finished) => Some(Hint::Finished),
            Err(RecvTimeoutError::Timeout) => Some(Hint::Files),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn wait_for_quiet(&self) -> Option<Hint> {
        let begun = Instant::now();
        let mut why = Hint::Files;
        while begun.elapsed() < LONGEST_BURST {
            match self.hints.recv_timeout(QUIET) {
                Ok(Hint::Finished) => why = Hint::Finished,
                Ok(Hint::Files) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(why)
    }
}
