//! What earlier runs left behind, so that the same work is not done twice.
//!
//! For each output folder there is one small file that says which input, program
//! and options the folder was made from, what its files look like and which
//! problems were found. If all of that still holds, the folder is the result of
//! the build already. The files lie in the user's folder for caches and may be
//! deleted at any time; one that cannot be read or written counts as absent. Bytes
//! of the output are not here; those of books are in [`super::store`].

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::{DirEntry, WalkDir};

use crate::diag::{Diagnostic, StoredDiagnostic};
use crate::memo::Hash;
use crate::pipeline::{Build, Options};
use crate::snapshot::Snapshot;

/// Folders that are remembered; of more, those that were built longest ago are forgotten.
const FOLDERS: usize = 64;
/// Whoever has more problems than this solves them before speed matters.
const PROBLEMS: usize = 10_000;

/// What a finished output folder was made from and what was said about it.
#[derive(Serialize, Deserialize)]
pub struct Record {
    input: String,
    output: String,
    pub pages: usize,
    pub files: usize,
    problems: Vec<StoredDiagnostic>,
}

/// The record of `out`, if that folder is what a build would make now.
pub fn record(snapshot: &Snapshot, options: &Options, out: &Path) -> Option<Record> {
    let record: Record = serde_json::from_slice(&fs::read(place(out)?).ok()?).ok()?;
    let same = record.input == input(snapshot, options)? && record.output == output(out)?;
    same.then_some(record)
}

/// Remembers that `out` has just been made from this input.
pub fn remember(snapshot: &Snapshot, options: &Options, out: &Path, build: &Build, problems: &[Diagnostic]) {
    let record = || {
        let (input, output) = (input(snapshot, options)?, output(out)?);
        let problems = problems.iter().map(StoredDiagnostic::new).collect();
        Some(Record { input, output, pages: build.pages, files: build.files, problems })
    };
    // Without a record the next build takes longer, and nothing else.
    if problems.len() <= PROBLEMS
        && let (Some(place), Some(record)) = (place(out), record())
    {
        let _ = write(&place, &record);
    }
}

impl Record {
    pub fn problems(&self) -> Option<Vec<Diagnostic>> {
        self.problems.iter().map(StoredDiagnostic::restore).collect()
    }
}

/// The hash of everything that the output depends on: input, options and this very program.
fn input(snapshot: &Snapshot, options: &Options) -> Option<String> {
    let files = snapshot.iter().flat_map(|(path, file)| [Hash::of(path.as_str().as_bytes()), file.hash]);
    let own = [program()?, Hash::of(format!("{options:?}").as_bytes())];
    Some(Hash::join(own.into_iter().chain(files)).to_string())
}

/// The hash of this very program: what another version made may differ.
pub fn program() -> Option<Hash> {
    let file = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let program = format!("{} {} {:?}", env!("CARGO_PKG_VERSION"), file.len(), file.modified().ok()?);
    Some(Hash::of(program.as_bytes()))
}

/// The hash of names, sizes and times of all files in the folder.
fn output(out: &Path) -> Option<String> {
    let walk = WalkDir::new(out).follow_links(false).sort_by_file_name().into_iter();
    let entries = walk.collect::<Result<Vec<DirEntry>, _>>().ok()?;
    let files: Vec<&DirEntry> = entries.iter().filter(|entry| !entry.file_type().is_dir()).collect();
    let hashes = files.par_iter().map(|entry| look(out, entry)).collect::<Option<Vec<Hash>>>()?;
    Some(Hash::join(hashes).to_string())
}

fn look(out: &Path, entry: &DirEntry) -> Option<Hash> {
    let metadata = entry.metadata().ok()?;
    let place = entry.path().strip_prefix(out).ok()?.to_str()?;
    let look = format!("{place}\0{} {} {} {}", metadata.len(), metadata.mtime(), metadata.mtime_nsec(), metadata.ino());
    Some(Hash::of(look.as_bytes()))
}

/// The file for an output folder.
fn place(out: &Path) -> Option<PathBuf> {
    let real = out.canonicalize().ok()?;
    Some(folder()?.join(format!("{}.json", Hash::of(real.as_os_str().as_encoded_bytes()).short(32))))
}

/// Where this user's caches of Köprü lie.
pub fn folder() -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let caches = of("XDG_CACHE_HOME").or_else(|| Some(of("HOME")?.join(".cache")))?;
    Some(caches.join("kopru"))
}

/// Writes in one step, so that two builds at once leave one whole file.
fn write(place: &Path, record: &Record) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let partial = place.with_extension(format!("{}.part", std::process::id()));
    fs::write(&partial, serde_json::to_vec(record)?)?;
    fs::rename(&partial, place)?;
    forget(folder)
}

fn forget(folder: &Path) -> io::Result<()> {
    let mut records: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            continue;
        }
        records.push((entry.metadata()?.modified()?, entry.path()));
    }
    records.sort();
    let surplus = records.len().saturating_sub(FOLDERS);
    records.iter().take(surplus).try_for_each(|(_, path)| fs::remove_file(path))
}
