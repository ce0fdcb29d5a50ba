//! What a build leaves to the next one: tables by the hashes of what their values were made from.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::pages::{Shown, Written};
use super::{Edition, Options, SearchChoice, Summarised};
use crate::artifact::Artifact;
use crate::diag::Checked;
use crate::doc::Document;
use crate::memo::{Hash, Store, Table};
use crate::picture::Variant;
use crate::site::media::Media;
use crate::strings::Strings;
use crate::theme::Theme;
use crate::translate::{Report, Sync};

/// Results of earlier builds by the hashes of what they were made from.
#[derive(Default)]
pub struct Memo {
    pub(super) strings: Table<Checked<Arc<Strings>>>,
    pub(super) themes: Table<Checked<Arc<Theme>>>,
    pub(super) documents: Table<Checked<Arc<Document>>>,
    pub(super) summaries: Table<Summarised>,
    pub(super) pages: Table<Checked<Written>>,
    /// Pages by what their views are made from, where that is the quicker question.
    pub(super) shown: Table<Shown>,
    /// What stands beside the pages and does not depend on their prose.
    pub(super) beside: Table<Checked<Vec<Artifact>>>,
    pub(super) media: Table<Checked<Media>>,
    pub(super) indexes: Table<Vec<Artifact>>,
    pub(super) search_pages: Table<Checked<Artifact>>,
    /// What search last found pages with.
    pub(super) finding: Mutex<Option<Checked<Vec<Artifact>>>>,
    /// What translations were made from, as their sync files say.
    pub(super) syncs: Table<Checked<Arc<Sync>>>,
    pub(super) reports: Table<Report>,
    pub(super) ebooks: Table<Vec<u8>>,
    pub(super) pictures: Table<Result<Vec<Variant>, String>>,
    /// Slides and packages.
    pub(super) course_files: Table<Checked<Vec<u8>>>,
    pub(super) copies: Table<Vec<u8>>,
    /// Editions by what their views are made from, where that is the quicker question.
    #[cfg(feature = "print")]
    pub(super) bound: Table<super::editions::Bound>,
    #[cfg(feature = "print")]
    pub(super) books: Table<Checked<Option<crate::print::Printed>>>,
    /// Where books are kept for later runs.
    pub(super) store: Option<Box<dyn Store>>,
    /// What [`print`] made last.
    pub(super) editions: Mutex<Checked<Vec<Edition>>>,
    /// There is no next build that could ask for the pages of this one.
    pub(super) single: bool,
}

impl Memo {
    /// For one build of one site, whose pages nobody will ask for again: they are not kept.
    #[must_use]
    pub fn for_single_build(self) -> Self {
        Self { single: true, ..self }
    }

    /// The key of a page; none if pages are not kept, since keys of pages cost something.
    pub(super) fn page_key(&self, key: impl FnOnce() -> Hash) -> Option<Hash> {
        (!self.single).then(key)
    }

    pub(super) fn retire(&self, asked: &Options) {
        self.strings.retire();
        self.themes.retire();
        self.documents.retire();
        self.summaries.retire();
        self.pages.retire();
        self.shown.retire();
        self.beside.retire();
        self.media.retire();
        self.pictures.retire();
        self.syncs.retire();
        self.reports.retire();
        // Builds that take what was found earlier do not ask for these.
        if asked.search == SearchChoice::Fresh {
            self.indexes.retire();
            self.search_pages.retire();
        }
    }

    /// Those that no run for print editions has asked for since the last one.
    pub(super) fn retire_books(&self) {
        self.ebooks.retire();
        self.course_files.retire();
        self.copies.retire();
        #[cfg(feature = "print")]
        self.bound.retire();
        #[cfg(feature = "print")]
        self.books.retire();
    }

    // Whole values are put in at once, so a panic elsewhere does not spoil them.

    pub(super) fn editions(&self) -> MutexGuard<'_, Checked<Vec<Edition>>> {
        self.editions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn finding(&self) -> MutexGuard<'_, Option<Checked<Vec<Artifact>>>> {
        self.finding.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
