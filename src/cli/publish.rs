//! Writing the output: a whole new site in the place of the old one, or nothing.
//!
//! The new site is written beside the old one and exchanged with it in one
//! step. A folder that Köprü did not make is never touched; a marker file tells
//! which ones it made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};

use super::Failure;
use crate::artifact::Artifact;

/// Stands in every output folder that Köprü made.
const MARKER: &str = ".kopru-output";

const MARKER_TEXT: &str = "This folder is written by kopru and replaced as a whole by its next build.\n";

/// An output folder that may be replaced, held by this process alone, and the new site beside it.
pub struct Target {
    out: PathBuf,
    stage: PathBuf,
    /// What a file of this process looks like.
    marker: Metadata,
    /// Why the new site cannot be written.
    failed: Mutex<Option<Failure>>,
    /// The lock on the folder above ends with this handle.
    _lock: Arc<File>,
}

/// Checks that all of `outs` may be replaced, waits until no other build writes
/// beside them, and begins a new site for each.
pub fn claim(root: &Path, outs: &[&Path]) -> Result<Vec<Target>, Failure> {
    let root = absolute(root)?;
    let outs = outs.iter().map(|out| absolute(out)).collect::<Result<Vec<_>, _>>()?;
    let mut locks: BTreeMap<&Path, Arc<File>> = BTreeMap::new();
    // In the order of their names, so that no two processes wait for each other.
    for parent in outs.iter().filter_map(|out| out.parent()).collect::<BTreeSet<_>>() {
        fs::create_dir_all(parent).map_err(|error| failure("create", parent, &error))?;
        let lock = File::open(parent).map_err(|error| failure("open", parent, &error))?;
        flock(&lock, FlockOperation::LockExclusive).map_err(|error| failure("lock", parent, &error.into()))?;
        locks.insert(parent, Arc::new(lock));
    }
    outs.iter().map(|out| Target::begin(&root, out, &locks)).collect()
}

impl Target {
    fn begin(root: &Path, out: &Path, locks: &BTreeMap<&Path, Arc<File>>) -> Result<Self, Failure> {
        refuse_source(root, out)?;
        refuse_foreign(out)?;
        let parent = out.parent().ok_or("the root of the file system cannot be the output folder")?;
        let stage = stage(out);
        remove(&stage)?;
        fs::create_dir(&stage).map_err(|error| failure("create", &stage, &error))?;
        let marker = stage.join(MARKER);
        write(&marker, MARKER_TEXT.as_bytes())?;
        let marker = fs::metadata(&marker).map_err(|error| failure("read", &marker, &error))?;
        let lock = Arc::clone(&locks[parent]);
        Ok(Self { out: out.to_path_buf(), stage, marker, failed: Mutex::new(None), _lock: lock })
    }

    /// Writes a file of the new site, from any thread; [`Target::publish`] tells if that failed.
    pub fn put(&self, file: &Artifact) {
        let failed = || self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed().is_none()
            && let Err(error) = self.write(file)
        {
            *failed() = Some(error);
        }
    }

    fn write(&self, file: &Artifact) -> Result<(), Failure> {
        let path = self.stage.join(file.path.as_str());
        let old = self.out.join(file.path.as_str());
        let link = self.is_as_written(&old, &file.bytes);
        let put = || if link { fs::hard_link(&old, &path) } else { fs::write(&path, &file.bytes) };
        match put() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => create_parent(&path)?,
            done if done.is_ok() => return Ok(()),
            _ => {}
        }
        // In its folder now, or as a file of its own where the system knows no links.
        if link && put().is_ok() { Ok(()) } else { write(&path, &file.bytes) }
    }

    /// Whether the old site has this very file, and nobody else does. The new site may share it
    /// then, which costs less than a copy and leaves it its date.
    fn is_as_written(&self, old: &Path, bytes: &[u8]) -> bool {
        let Ok(metadata) = fs::symlink_metadata(old) else { return false };
        let look = |metadata: &Metadata| (metadata.mode(), metadata.uid(), metadata.gid());
        let ours = look(&metadata) == look(&self.marker) && metadata.nlink() == 1;
        ours && metadata.len() == bytes.len() as u64 && fs::read(old).is_ok_and(|old| old == bytes)
    }

    /// Puts the new site in the place of the old one.
    pub fn publish(self) -> Result<(), Failure> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner).take();
        let published = failed.map_or_else(|| self.exchange(), Err);
        // After the exchange this is the old site, after a failure the unfinished new one.
        remove(&self.stage)?;
        published
    }

    /// Leaves the old site as it is.
    pub fn discard(self) -> Result<(), Failure> {
        remove(&self.stage)
    }

    fn exchange(&self) -> Result<(), Failure> {
        let fail = |error: io::Error| failure("replace", &self.out, &error);
        if !self.out.exists() {
            return fs::rename(&self.stage, &self.out).map_err(fail);
        }
        match renameat_with(CWD, &self.stage, CWD, &self.out, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(()),
            // Some file systems cannot exchange: move the old one away first.
            Err(_) => {
                let old = self.stage.with_extension("kopru-old");
                remove(&old)?;
                fs::rename(&self.out, &old).map_err(fail)?;
                if let Err(error) = fs::rename(&self.stage, &self.out) {
                    fs::rename(&old, &self.out).map_err(fail)?;
                    return Err(fail(error));
                }
                remove(&old)
            }
        }
    }
}

/// Where the new site for `out` is written.
fn stage(out: &Path) -> PathBuf {
    let name = out.file_name().and_then(|name| name.to_str()).unwrap_or("public");
    out.with_file_name(format!(".{name}.kopru-new"))
}

/// Whether a new site for `out` lies beside it: another build is at work, or was killed.
pub fn is_begun(out: &Path) -> bool {
    absolute(out).is_ok_and(|out| stage(&out).exists())
}

/// Refuses folders that may not be written, before any work is done for them.
pub fn refuse(root: &Path, folders: &[&Path]) -> Result<(), Failure> {
    let root = absolute(root)?;
    let folders = folders.iter().map(|out| absolute(out)).collect::<Result<Vec<_>, _>>()?;
    for (index, out) in folders.iter().enumerate() {
        refuse_source(&root, out)?;
        refuse_foreign(out)?;
        let mut others = folders[..index].iter().chain(&folders[index + 1..]);
        if let Some(around) = others.find(|other| out.starts_with(other)) {
            let (out, around) = (out.display(), around.display());
            return Err(format!("`{out}` lies in `{around}`, which is an output folder too: name another one"));
        }
    }
    Ok(())
}

/// Adds files to the output folder `out`, each in one step.
pub fn add(out: &Path, artifacts: &[Artifact]) -> Result<(), Failure> {
    let out = absolute(out)?;
    refuse_foreign(&out)?;
    fs::create_dir_all(&out).map_err(|error| failure("create", &out, &error))?;
    write(&out.join(MARKER), MARKER_TEXT.as_bytes())?;
    artifacts.iter().try_for_each(|artifact| replace(&out, artifact))
}

/// Writes one file in one step.
fn replace(folder: &Path, artifact: &Artifact) -> Result<(), Failure> {
    let path = folder.join(artifact.path.as_str());
    let partial = path.with_extension("kopru-part");
    create_parent(&path)?;
    write(&partial, &artifact.bytes)?;
    fs::rename(&partial, &path).map_err(|error| failure("replace", &path, &error))
}

/// Writes files into a folder of the user's, which keeps what else is in it.
#[cfg(feature = "print")]
pub fn place(root: &Path, out: &Path, artifacts: &[Artifact]) -> Result<(), Failure> {
    let (root, out) = (absolute(root)?, absolute(out)?);
    if let Some(folder) = ["content", "themes", "locales"].iter().find(|folder| out.starts_with(root.join(folder))) {
        return Err(format!("`{}` lies in `{folder}/`, which the site is made from", out.display()));
    }
    fs::create_dir_all(&out).map_err(|error| failure("create", &out, &error))?;
    artifacts.iter().try_for_each(|artifact| replace(&out, artifact))
}

fn create_parent(path: &Path) -> Result<(), Failure> {
    let Some(parent) = path.parent() else { return Ok(()) };
    fs::create_dir_all(parent).map_err(|error| failure("create", parent, &error))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| failure("write", path, &error))
}

/// Removes a folder of ours; none is fine.
fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failure("remove", folder, &error)),
        _ => Ok(()),
    }
}

/// The output must not hold or lie in what it is made from.
fn refuse_source(root: &Path, out: &Path) -> Result<(), Failure> {
    let shown = out.display();
    if root.starts_with(out) {
        return Err(format!(
            "`{shown}` holds the site itself and cannot be the output folder: name another with `--out`"
        ));
    }
    match ["content", "themes", "locales"].iter().find(|folder| out.starts_with(root.join(folder))) {
        Some(folder) => {
            Err(format!("`{shown}` lies in `{folder}/`, which the site is made from: name another folder with `--out`"))
        }
        None => Ok(()),
    }
}

/// A folder that is neither empty nor ours is left alone.
fn refuse_foreign(out: &Path) -> Result<(), Failure> {
    let Ok(metadata) = fs::symlink_metadata(out) else { return Ok(()) };
    let shown = out.display();
    if !metadata.is_dir() {
        return Err(format!("`{shown}` is not a folder: name another one with `--out`"));
    }
    let mut entries = fs::read_dir(out).map_err(|error| failure("read", out, &error))?;
    if entries.next().is_none() || out.join(MARKER).is_file() {
        return Ok(());
    }
    Err(format!("`{shown}` holds files that kopru did not write: empty it, or name another folder with `--out`"))
}

/// The path without links and dots, as far as it exists.
fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let full = std::path::absolute(path).map_err(|error| failure("find", path, &error))?;
    if let Ok(real) = full.canonicalize() {
        return Ok(real);
    }
    match (full.parent(), full.file_name()) {
        (Some(parent), Some(name)) => Ok(absolute(parent)?.join(name)),
        _ => Ok(full),
    }
}

fn failure(verb: &str, path: &Path, error: &io::Error) -> Failure {
    format!("cannot {verb} {}: {error}", path.display())
}
