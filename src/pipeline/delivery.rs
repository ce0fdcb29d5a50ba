//! Where finished files go: to whoever wants each at once, or into the list of the build.
//!
//! A site of many thousand pages is larger than what should be in memory, so a
//! build that is asked to gives every file away as soon as it is made.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::artifact::Artifact;
use crate::compress;
use crate::path::VPath;

/// Takes finished files, from several threads and in any order.
pub type Sink<'a> = dyn Fn(Artifact) + Sync + 'a;

/// The files of one build on their way.
#[derive(Default)]
pub struct Delivery<'a> {
    sink: Option<&'a Sink<'a>>,
    /// Each file goes with its compressed copies.
    compresses: bool,
    delivered: Mutex<BTreeSet<VPath>>,
}

impl<'a> Delivery<'a> {
    /// Gives every file to `sink`, or into the list of the build if there is none.
    pub fn new(sink: Option<&'a Sink<'a>>, compresses: bool) -> Self {
        Self { sink, compresses, ..Self::default() }
    }

    /// Gives `file` away; returns it if nobody takes files before the build is done.
    pub fn offer(&self, file: Artifact) -> Option<Artifact> {
        let Some(sink) = self.sink else { return Some(file) };
        for file in self.with_copies(file) {
            // Of two files with one name the build has an error, and is published nowhere.
            self.delivered().insert(file.path.clone());
            sink(file);
        }
        None
    }

    /// Gives away what is left, unless a file of this name has gone before. Returns it if nobody
    /// takes it, and how many files there are in all.
    pub fn finish(self, mut files: Vec<Artifact>) -> (Vec<Artifact>, usize) {
        files.sort_by(|a, b| a.path.cmp(&b.path));
        // Two pages may ask for the same file.
        files.dedup_by(|a, b| a.path == b.path);
        if self.sink.is_none() {
            let mut files: Vec<Artifact> = files.into_par_iter().flat_map_iter(|file| self.with_copies(file)).collect();
            files.sort_by(|a, b| a.path.cmp(&b.path));
            let count = files.len();
            return (files, count);
        }
        let is_new = |file: &Artifact| !self.delivered().contains(&file.path);
        files.into_par_iter().filter(is_new).for_each(|file| drop(self.offer(file)));
        (Vec::new(), self.delivered().len())
    }

    fn with_copies(&self, file: Artifact) -> Vec<Artifact> {
        let mut files = if self.compresses { compress::copies(&file) } else { Vec::new() };
        files.push(file);
        files
    }

    fn delivered(&self) -> MutexGuard<'_, BTreeSet<VPath>> {
        // The set is whole after every statement, so a panic elsewhere does not spoil it.
        self.delivered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
