//! What typesetting needs of a build, and the memory of what has been typeset.

use std::sync::Arc;

use super::{Memo, Prepared, hash_of};
use crate::diag::Checked;
use crate::memo::Hash;
use crate::path::VPath;
use crate::print::{Book, Printed, Reuse, engine};
use crate::snapshot::Snapshot;
use crate::{strings, theme};

/// The templates and fonts of the theme, and the words of printed matter.
pub struct Press<'a> {
    snapshot: &'a Snapshot,
    files: Vec<(VPath, Arc<[u8]>)>,
    hash: Hash,
    reuse: Reuse,
    pub message_ids: Vec<String>,
}

impl<'a> Press<'a> {
    pub fn new(prepared: &Prepared<'a>, reuse: Reuse) -> Self {
        let Prepared { snapshot, site, .. } = prepared;
        let files: Vec<(VPath, Arc<[u8]>)> = theme::files(snapshot, &site.config.look.theme, &mut Vec::new())
            .into_iter()
            .filter(|(name, _)| name.starts_with("print/"))
            .map(|(_, (path, file))| (path, file.bytes))
            .collect();
        let parts = files.iter().flat_map(|(path, bytes)| [path.as_str().as_bytes(), bytes]);
        let hash = Hash::of_parts(parts);
        Self { snapshot, files, hash, reuse, message_ids: strings::ids_with_prefix(snapshot, "print-") }
    }

    /// Of the templates and fonts.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    pub fn files(&self) -> &[(VPath, Arc<[u8]>)] {
        &self.files
    }

    /// What `book` is known by when it is typeset in this look.
    pub fn key(&self, book: &Book) -> Hash {
        Hash::join([self.hash, hash_of(book)])
    }

    /// The files of the `book` that is known by `key`, typeset now or before.
    pub fn printed(&self, book: &Book, key: Hash, memo: &Memo) -> Arc<Checked<Option<Printed>>> {
        let media = |path: &VPath| self.snapshot.get(path).map(|file| Arc::clone(&file.bytes));
        memo.books.get(key, || memo.kept(key, || engine::typeset(book, &self.files, media, self.reuse)))
    }
}
