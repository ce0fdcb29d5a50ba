//! Writing the output: a whole new site in the place of the old one, or nothing.
//!
//! The new site is written beside the old one and exchanged with it in one
//! step. A folder that Köprü did not make is never touched; a marker file tells
//! which ones it made.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};

use super::Failure;
use crate::artifact::Artifact;

/// Stands in every output folder that Köprü made.
const MARKER: &str = ".kopru-output";

const MARKER_TEXT: &str = "This folder is written by kopru and replaced as a whole by its next build.\n";

/// An output folder that may be replaced, held by this process alone.
pub struct Target {
    out: PathBuf,
    stage: PathBuf,
    /// The lock on the folder above ends with this handle.
    _lock: File,
}

impl Target {
    /// Checks that `out` may be replaced, and waits until no other build writes beside it.
    pub fn claim(root: &Path, out: &Path) -> Result<Self, Failure> {
        let out = absolute(out)?;
        let root = absolute(root)?;
        refuse_source(&root, &out)?;
        let parent = out.parent().ok_or("the root of the file system cannot be the output folder")?;
        fs::create_dir_all(parent).map_err(|error| failure("create", parent, &error))?;
        let lock = File::open(parent).map_err(|error| failure("open", parent, &error))?;
        flock(&lock, FlockOperation::LockExclusive).map_err(|error| failure("lock", parent, &error.into()))?;
        refuse_foreign(&out)?;
        let name = out.file_name().and_then(|name| name.to_str()).unwrap_or("public");
        let stage = parent.join(format!(".{name}.kopru-new"));
        Ok(Self { out, stage, _lock: lock })
    }

    /// Writes all files and exchanges the folders.
    pub fn publish(self, artifacts: &[Artifact]) -> Result<(), Failure> {
        remove(&self.stage)?;
        fs::create_dir(&self.stage).map_err(|error| failure("create", &self.stage, &error))?;
        let written = write_all(&self.stage, artifacts).and_then(|()| self.exchange());
        // After the exchange this is the old site, after a failure the unfinished new one.
        remove(&self.stage)?;
        written
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

fn write_all(folder: &Path, artifacts: &[Artifact]) -> Result<(), Failure> {
    write(&folder.join(MARKER), MARKER_TEXT.as_bytes())?;
    let mut last_folder = "";
    for artifact in artifacts {
        let path = folder.join(artifact.path.as_str());
        if artifact.path.folder() != last_folder {
            create_parent(&path)?;
            last_folder = artifact.path.folder();
        }
        write(&path, &artifact.bytes)?;
    }
    Ok(())
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
