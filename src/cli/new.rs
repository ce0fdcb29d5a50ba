//! `kopru new`: a small, complete starter site in three languages.
//!
//! The starter is the folder `starter` beside this file, carried in the binary.
//! It is written into a new or an empty folder only; nothing is overwritten.

use std::fs;
use std::path::Path;

use super::Failure;

#[derive(rust_embed::RustEmbed)]
#[folder = "src/cli/starter"]
struct Starter;

/// Writes the starter site into `folder` and gives the number of files written.
pub fn write(folder: &Path) -> Result<usize, Failure> {
    let taken = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if taken || folder.is_file() {
        return Err(format!("`{}` is not empty: name a folder that does not exist yet", folder.display()));
    }
    let mut written = 0;
    for name in Starter::iter() {
        let file = Starter::get(&name).expect("the list names files that are there");
        write_file(&folder.join(name.as_ref()), &file.data)
            .map_err(|error| format!("cannot write `{name}` into `{}`: {error}", folder.display()))?;
        written += 1;
    }
    Ok(written)
}

fn write_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
