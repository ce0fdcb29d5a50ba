//! Several output files in one ZIP archive: e-books, offline copies, course packages.
//!
//! Entries come in the order they are given in, all with the same time stamp,
//! so that the same files give the same bytes. The only user of `zip`.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::artifact::Artifact;

/// An archive being written.
///
/// Files that are compressed already are stored as they are, and so is an entry
/// named `mimetype`: an e-book must begin with it, readable without unpacking
/// (EPUB Open Container Format 3.3, section 4.3).
pub struct Archive {
    writer: ZipWriter<Cursor<Vec<u8>>>,
    /// The paths it has.
    names: BTreeSet<String>,
}

impl Archive {
    pub fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())), names: BTreeSet::new() }
    }

    /// Appends a file, by the path it has. Of two with the same path, as two pages with the same
    /// address make them, the first is kept.
    ///
    /// # Panics
    /// If the file is larger than 4 GiB.
    pub fn add(&mut self, file: &Artifact) {
        if !self.names.insert(file.path.to_string()) {
            return;
        }
        let options = SimpleFileOptions::default().compression_method(method(file.path.as_str()));
        self.writer.start_file(file.path.as_str(), options).expect("names of output files fit a ZIP archive");
        self.writer.write_all(&file.bytes).expect("memory can be written to");
    }

    /// The bytes of the whole archive.
    pub fn finish(self) -> Vec<u8> {
        self.writer.finish().expect("memory can be written to").into_inner()
    }
}

impl Default for Archive {
    fn default() -> Self {
        Self::new()
    }
}

/// The archive of `files`.
pub fn zip<'a>(files: impl IntoIterator<Item = &'a Artifact>) -> Vec<u8> {
    let mut archive = Archive::new();
    files.into_iter().for_each(|file| archive.add(file));
    archive.finish()
}

fn method(path: &str) -> CompressionMethod {
    const STORED: [&str; 10] = ["mimetype", "pdf", "epub", "zip", "png", "jpg", "jpeg", "webp", "woff2", "gz"];
    let extension = path.rsplit_once('.').map_or(path, |(_, extension)| extension);
    if STORED.contains(&extension) { CompressionMethod::Stored } else { CompressionMethod::Deflated }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::path::VPath;

    fn file(path: &str, text: &str) -> Artifact {
        Artifact::new(VPath::new(path).expect("a valid path"), text)
    }

    #[test]
    fn what_goes_in_comes_out_and_the_type_can_be_read_without_unpacking() {
        let bytes = zip(&[file("mimetype", "application/epub+zip"), file("a/ş.html", "metin")]);
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name("a/ş.html").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "metin");
    }

    #[test]
    fn of_two_files_with_one_path_the_first_is_kept() {
        assert_eq!(zip(&[file("a.html", "a"), file("a.html", "b")]), zip(&[file("a.html", "a")]));
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let files = [file("a.html", "a"), file("b.png", "b")];
        assert_eq!(zip(&files), zip(&files));
    }
}
