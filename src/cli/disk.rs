//! The site's folder into a [`Snapshot`].
//!
//! Only regular files inside of the site are read: no symbolic links, no pipes,
//! nothing hidden. What is left out is reported.

use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::Failure;
use crate::diag::Diagnostic;
use crate::path::VPath;
use crate::problems;
use crate::snapshot::{File, Snapshot};

/// The folders of a site.
const FOLDERS: [&str; 3] = ["content", "themes", "locales"];

/// The largest file in bytes; a larger one is left out.
const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// Reads all files of the site in `root`.
pub fn read(root: &Path) -> Result<(Snapshot, Vec<Diagnostic>), Failure> {
    if !root.is_dir() {
        return Err(format!("`{}` is not a folder", root.display()));
    }
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for folder in FOLDERS {
        let start = root.join(folder);
        match fs::symlink_metadata(&start) {
            Ok(metadata) if metadata.is_dir() => read_folder(root, &start, &mut files, &mut problems)?,
            Ok(_) => problems
                .push(problems::not_a_file(&VPath::fixed(folder), "a symbolic link or file in the place of a folder")),
            Err(_) => {}
        }
    }
    Ok((Snapshot::new(files), problems))
}

fn read_folder(
    root: &Path,
    start: &Path,
    files: &mut Vec<(VPath, File)>,
    problems: &mut Vec<Diagnostic>,
) -> Result<(), Failure> {
    let walk = WalkDir::new(start).follow_links(false).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.file_type().is_dir() {
            continue;
        }
        let name = entry.path().strip_prefix(root).ok().and_then(Path::to_str).and_then(VPath::new);
        let Some(path) = name else {
            let folder = VPath::fixed("content");
            problems.push(problems::not_a_file(&folder, &format!("the file name {:?}", entry.file_name())));
            continue;
        };
        if !entry.file_type().is_file() {
            problems.push(problems::not_a_file(&path, "a symbolic link or special file"));
            continue;
        }
        match entry.metadata() {
            Ok(metadata) if metadata.len() > MAX_FILE_BYTES => {
                problems.push(problems::file_too_large(&path, MAX_FILE_BYTES as usize));
            }
            _ => {
                let bytes = fs::read(entry.path()).map_err(|error| format!("cannot read {path}: {error}"))?;
                files.push((path, File::new(bytes)));
            }
        }
    }
    Ok(())
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_str().is_some_and(|name| name.starts_with('.') || name.ends_with('~'))
}
