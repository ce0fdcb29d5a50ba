//! The site's folder into a [`Snapshot`].
//!
//! Only regular files inside of the site are read: no symbolic links, no pipes,
//! nothing hidden. What is left out is reported.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io;
use std::num::NonZero;
use std::os::unix::fs::MetadataExt;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use walkdir::{DirEntry, WalkDir};

use super::Failure;
use crate::diag::Diagnostic;
use crate::path::VPath;
use crate::problems;
use crate::snapshot::{File, Snapshot};

/// The folders of a site.
pub const FOLDERS: [&str; 3] = ["content", "themes", "locales"];

/// The largest file in bytes; a larger one is left out.
const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// Files that one thread reads before it pays to ask a second one.
const PORTION: usize = 64;

/// A file that changed this shortly before it was read may change again within
/// the same tick of the file system's clock, and look the same.
const SETTLED: Duration = Duration::from_millis(100);

/// Reads all files of the site in `root`.
pub fn read(root: &Path) -> Result<(Snapshot, Vec<Diagnostic>), Failure> {
    Reader::new(root).read()
}

/// Reads the same site again and again, and only the files that have changed.
pub struct Reader {
    root: PathBuf,
    known: BTreeMap<VPath, Stamped>,
}

/// A file and what it looked like when it was read.
type Stamped = (Stamp, File);

/// What differs when a file was written or exchanged since.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    device: u64,
    inode: u64,
    bytes: u64,
    modified: (i64, i64),
    /// Set by the system alone, unlike the time of modification.
    changed: (i64, i64),
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            bytes: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    fn is_settled(&self) -> bool {
        let (seconds, nanoseconds) = self.changed;
        let since_epoch = Duration::new(seconds.try_into().unwrap_or(0), nanoseconds.try_into().unwrap_or(0));
        let age = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH + since_epoch);
        age.is_ok_and(|age| age > SETTLED)
    }
}

impl Reader {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf(), known: BTreeMap::new() }
    }

    /// All files of this moment.
    pub fn read(&mut self) -> Result<(Snapshot, Vec<Diagnostic>), Failure> {
        if !self.root.is_dir() {
            return Err(format!("`{}` is not a folder", self.root.display()));
        }
        let mut listed = Vec::new();
        let mut problems = Vec::new();
        for folder in FOLDERS {
            let start = self.root.join(folder);
            match fs::symlink_metadata(&start) {
                Ok(metadata) if metadata.is_dir() => self.list_folder(&start, &mut listed, &mut problems)?,
                Ok(_) => problems.push(problems::not_a_file(
                    &VPath::fixed(folder),
                    "a symbolic link or file in the place of a folder",
                )),
                Err(_) => {}
            }
        }
        let (known, new): (Vec<Listed>, Vec<Listed>) = listed.into_iter().partition(|file| self.known(file).is_some());
        let mut found: BTreeMap<VPath, Stamped> = read_files(&new)?.into_iter().collect();
        found.extend(known.into_iter().filter_map(|file| Some((file.path.clone(), self.known(&file)?.clone()))));
        let snapshot = Snapshot::new(found.iter().map(|(path, (_, file))| (path.clone(), file.clone())));
        self.known = found;
        self.known.retain(|_, (stamp, _)| stamp.is_settled());
        Ok((snapshot, problems))
    }

    /// The file as it was read before, if it has not changed since.
    fn known(&self, listed: &Listed) -> Option<&Stamped> {
        self.known.get(&listed.path).filter(|(stamp, _)| *stamp == listed.stamp)
    }

    fn list_folder(
        &self,
        start: &Path,
        listed: &mut Vec<Listed>,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<(), Failure> {
        let walk = WalkDir::new(start).follow_links(false).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| !is_hidden(entry)) {
            let entry = match entry {
                Ok(entry) => entry,
                // Deleted while we look: it is not there.
                Err(error) if error.io_error().is_some_and(is_gone) => continue,
                Err(error) => return Err(error.to_string()),
            };
            if entry.file_type().is_dir() {
                continue;
            }
            let name = entry.path().strip_prefix(&self.root).ok().and_then(Path::to_str).and_then(VPath::new);
            let Some(path) = name else {
                let folder = VPath::fixed("content");
                problems.push(problems::not_a_file(&folder, &format!("the file name {:?}", entry.file_name())));
                continue;
            };
            match look_at(&entry, &path) {
                Ok(Some(stamp)) => listed.push(Listed { path, place: entry.into_path(), stamp }),
                Ok(None) => {}
                Err(problem) => problems.push(problem),
            }
        }
        Ok(())
    }
}

/// A file that may be read, before it is.
struct Listed {
    path: VPath,
    place: PathBuf,
    stamp: Stamp,
}

/// What an entry looks like; none if it has gone since.
fn look_at(entry: &DirEntry, path: &VPath) -> Result<Option<Stamp>, Diagnostic> {
    if !entry.file_type().is_file() {
        return Err(problems::not_a_file(path, "a symbolic link or special file"));
    }
    let Ok(metadata) = entry.metadata() else { return Ok(None) };
    if metadata.len() > MAX_FILE_BYTES {
        return Err(problems::file_too_large(path, MAX_FILE_BYTES as usize));
    }
    Ok(Some(Stamp::of(&metadata)))
}

/// The content of the files that are still there, read by several threads if they are many.
fn read_files(listed: &[Listed]) -> Result<Vec<(VPath, Stamped)>, Failure> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let portions = listed.chunks(listed.len().div_ceil(threads).max(PORTION));
    let portion = |listed: &[Listed]| listed.iter().filter_map(|file| read_file(file).transpose()).collect();
    let read: Result<Vec<Vec<_>>, Failure> = thread::scope(|scope| {
        let threads: Vec<_> = portions.map(|listed| scope.spawn(move || portion(listed))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    Ok(read?.into_iter().flatten().collect())
}

fn read_file(listed: &Listed) -> Result<Option<(VPath, Stamped)>, Failure> {
    match fs::read(&listed.place) {
        Ok(bytes) => Ok(Some((listed.path.clone(), (listed.stamp, File::new(bytes))))),
        Err(error) if is_gone(&error) => Ok(None),
        Err(error) => Err(format!("cannot read {}: {error}", listed.path)),
    }
}

fn is_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_str().is_some_and(|name| name.starts_with('.') || name.ends_with('~'))
}
