//! Finished files that outlive the process: books, e-books and packages, which take long to make
//! and seldom change, by the hash of what they were made from.
//!
//! What the store gives back is read with care: anything unexpected counts as absent.

use serde::{Deserialize, Serialize};

use super::Memo;
use crate::diag::{Checked, StoredDiagnostic};
use crate::memo::{Hash, Store};
#[cfg(feature = "print")]
use crate::print::Printed;

/// A value with a form in bytes.
pub trait Kept: Sized {
    /// Nothing if the value is not worth keeping.
    fn to_bytes(&self) -> Option<Vec<u8>>;
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

impl Memo {
    /// A memo that also asks `store` for books, and puts new ones there.
    pub fn with_store(store: Box<dyn Store>) -> Self {
        Self { store: Some(store), ..Self::default() }
    }

    /// The value that an earlier run stored under `key`, or the one computed now.
    pub(super) fn kept<V: Kept>(&self, key: Hash, compute: impl FnOnce() -> V) -> V {
        self.load(key).unwrap_or_else(|| {
            let value = compute();
            self.save(key, &value);
            value
        })
    }

    /// What an earlier run stored under `key`.
    pub(super) fn load<V: Kept>(&self, key: Hash) -> Option<V> {
        self.store.as_ref()?.load(key).and_then(|bytes| V::from_bytes(&bytes))
    }

    pub(super) fn save<V: Kept>(&self, key: Hash, value: &V) {
        if let (Some(store), Some(bytes)) = (&self.store, value.to_bytes()) {
            store.save(key, &bytes);
        }
    }
}

/// The line before the files.
#[derive(Serialize, Deserialize)]
struct Head {
    pages: usize,
    problems: Vec<StoredDiagnostic>,
    /// The lengths of the files that follow.
    files: Vec<usize>,
}

/// A line of JSON, then the files one after another.
fn write(pages: usize, problems: &[crate::diag::Diagnostic], files: &[&[u8]]) -> Option<Vec<u8>> {
    let problems = problems.iter().map(StoredDiagnostic::new).collect();
    let head = Head { pages, problems, files: files.iter().map(|file| file.len()).collect() };
    let mut bytes = serde_json::to_vec(&head).ok()?;
    bytes.push(b'\n');
    files.iter().for_each(|file| bytes.extend_from_slice(file));
    Some(bytes)
}

fn read(bytes: &[u8]) -> Option<(usize, Checked<Vec<Vec<u8>>>)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
    let mut rest = &bytes[end + 1..];
    let mut files = Vec::new();
    for length in head.files {
        let (file, after) = rest.split_at_checked(length)?;
        files.push(file.to_vec());
        rest = after;
    }
    let problems = head.problems.iter().map(StoredDiagnostic::restore).collect::<Option<_>>()?;
    rest.is_empty().then_some((head.pages, Checked::new(files, problems)))
}

impl Kept for Vec<u8> {
    fn to_bytes(&self) -> Option<Vec<u8>> {
        write(0, &[], &[self])
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (_, Checked { value, .. }) = read(bytes)?;
        <[Self; 1]>::try_from(value).ok().map(|[file]| file)
    }
}

impl Kept for Checked<Vec<u8>> {
    fn to_bytes(&self) -> Option<Vec<u8>> {
        write(0, &self.problems, &[&self.value])
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (_, Checked { value, problems }) = read(bytes)?;
        <[Vec<u8>; 1]>::try_from(value).ok().map(|[file]| Self::new(file, problems))
    }
}

#[cfg(feature = "print")]
impl Kept for Checked<Option<Printed>> {
    fn to_bytes(&self) -> Option<Vec<u8>> {
        // A book that could not be typeset is tried again.
        let Printed { pdf, booklet, pages } = self.value.as_ref()?;
        let files: Vec<&[u8]> = std::iter::once(pdf).chain(booklet).map(Vec::as_slice).collect();
        write(*pages, &self.problems, &files)
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (pages, Checked { value, problems }) = read(bytes)?;
        let mut files = value.into_iter();
        let (pdf, booklet) = (files.next()?, files.next());
        Some(Self::new(Some(Printed { pdf, booklet, pages }), problems))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostic, Span};
    use crate::path::VPath;

    #[test]
    fn what_is_kept_comes_back_with_its_problems_and_nothing_else_does() {
        let file = VPath::fixed("content/tr/a.md");
        let problem = Diagnostic::warning("print-overflow", &file, Span::new(3, 9), "İğne").help("ara");
        let made = Checked::new(b"bytes\n\0".to_vec(), vec![problem.clone()]);
        let packed = made.to_bytes().expect("a form in bytes");
        let back = Checked::<Vec<u8>>::from_bytes(&packed).expect("the same");
        assert_eq!((back.value, back.problems), (made.value, vec![problem]));
        for end in 0..packed.len() {
            assert!(Checked::<Vec<u8>>::from_bytes(&packed[..end]).is_none(), "{end} bytes are not the whole");
        }
    }

    #[cfg(feature = "print")]
    #[test]
    fn a_book_comes_back_with_and_without_its_booklet() {
        for booklet in [None, Some(b"sheets".to_vec())] {
            let made = Printed { pdf: b"%PDF".to_vec(), booklet, pages: 7 };
            let packed = Checked::new(Some(made.clone()), Vec::new()).to_bytes().expect("a form in bytes");
            assert!(Checked::<Option<Printed>>::from_bytes(&packed).expect("the same").value == Some(made));
        }
        assert!(Checked::new(None::<Printed>, Vec::new()).to_bytes().is_none());
    }
}
