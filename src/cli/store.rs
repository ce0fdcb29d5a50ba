//! Books of earlier runs in the user's folder for caches.
//!
//! Each lies in a file of its own that is named after what the book was made from
//! and begins with the hash of the rest, so that a damaged file counts as absent.
//! Files are put in place whole, so that two builds at once do not disturb each
//! other. The folder keeps to a size; what was not used for longest goes first,
//! and all of it may be deleted at any time.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use super::cache;
use crate::memo::{self, Hash};
use crate::pipeline::Memo;

/// Bytes of all books together.
const LIMIT: u64 = 256 * 1024 * 1024;
/// Digits of the hash at the beginning of a file.
const DIGITS: usize = 64;

struct Store {
    folder: PathBuf,
    /// This very program; another version may make other books.
    program: Hash,
    /// Bytes since the folder was last made smaller.
    saved: AtomicU64,
}

/// A memo that shares books with the runs before and after this one, if the system has a place for them.
pub fn memo() -> Memo {
    let store = || {
        let (folder, program) = (cache::folder()?.join("books"), cache::program()?);
        Some(Store { folder, program, saved: AtomicU64::new(0) })
    };
    store().map_or_else(Memo::default, |store| Memo::with_store(Box::new(store)))
}

impl Store {
    fn place(&self, key: Hash) -> PathBuf {
        self.folder.join(Hash::join([self.program, key]).short(32))
    }

    fn write(&self, key: Hash, bytes: &[u8]) -> io::Result<()> {
        let length = bytes.len() as u64;
        let saved = length + self.saved.fetch_add(length, Ordering::Relaxed);
        fs::create_dir_all(&self.folder)?;
        let place = self.place(key);
        let partial = place.with_extension(format!("{}.part", std::process::id()));
        fs::write(&partial, [Hash::of(bytes).to_string().as_bytes(), bytes].concat())?;
        fs::rename(&partial, &place)?;
        // A server lives long and keeps a book after each change.
        if saved > LIMIT / 8 { self.shrink() } else { Ok(()) }
    }

    fn shrink(&self) -> io::Result<()> {
        self.saved.store(0, Ordering::Relaxed);
        shrink(&self.folder, LIMIT)
    }
}

impl memo::Store for Store {
    fn load(&self, key: Hash) -> Option<Vec<u8>> {
        let place = self.place(key);
        let mut bytes = fs::read(&place).ok()?;
        let rest = (bytes.len() >= DIGITS).then(|| bytes.split_off(DIGITS))?;
        if Hash::of(&rest).to_string().as_bytes() != bytes {
            return None;
        }
        // The time of a file says when it was used last.
        let _ = fs::File::options().append(true).open(&place).and_then(|file| file.set_modified(SystemTime::now()));
        Some(rest)
    }

    fn save(&self, key: Hash, bytes: &[u8]) {
        // Without it the next run takes longer, and nothing else.
        let _ = self.write(key, bytes);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.saved.load(Ordering::Relaxed) > 0 {
            let _ = self.shrink();
        }
    }
}

/// Deletes the files that were not used for longest, until the others are small enough together.
fn shrink(folder: &Path, limit: u64) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // Another build may have deleted it just now.
        if let Ok(metadata) = entry.metadata() {
            files.push((metadata.modified()?, metadata.len(), entry.path()));
        }
    }
    files.sort();
    let mut size: u64 = files.iter().map(|(_, length, _)| length).sum();
    for (_, length, path) in files {
        if size <= limit {
            break;
        }
        let _ = fs::remove_file(path);
        size -= length;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memo::Store as _;

    fn store(folder: &Path, program: &[u8]) -> Store {
        Store { folder: folder.to_path_buf(), program: Hash::of(program), saved: AtomicU64::new(0) }
    }

    #[test]
    fn a_book_is_found_again_unless_it_was_damaged_or_made_by_another_program() {
        let folder = tempfile::tempdir().unwrap();
        let (other, store) = (store(folder.path(), b"2"), store(folder.path(), b"1"));
        let key = Hash::of(b"key");
        store.save(key, b"book");
        assert_eq!(store.load(key).as_deref(), Some(&b"book"[..]));
        assert_eq!(other.load(key), None);
        for damaged in [&b""[..], b"short", &[b'0'; 80]] {
            fs::write(store.place(key), damaged).unwrap();
            assert_eq!(store.load(key), None);
        }
    }

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        for (name, day) in [("old", 1), ("new", 3), ("middle", 2)] {
            let path = folder.path().join(name);
            fs::write(&path, [0; 100]).unwrap();
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(day * 86_400);
            fs::File::options().append(true).open(path).unwrap().set_modified(time).unwrap();
        }
        shrink(folder.path(), 250).unwrap();
        let names = || fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert_eq!(names().count(), 2);
        assert!(names().all(|name| name != "old"));
    }
}
