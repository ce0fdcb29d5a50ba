//! All input files of one moment, in memory.
//!
//! The core reads nothing else. A site's own files stand over the built-in
//! theme and locales that the program carries.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, LazyLock};

use crate::memo::Hash;
use crate::path::{Url, VPath};

/// One input file with the hash of its content.
#[derive(Clone)]
pub struct File {
    pub bytes: Arc<[u8]>,
    /// The same bytes, if they are text, or else the offset of the first one that is not UTF-8.
    text: Result<Arc<str>, usize>,
    pub hash: Hash,
    /// Carried by the program, not brought by the site.
    pub builtin: bool,
}

impl File {
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let hash = Hash::of(&bytes);
        match std::str::from_utf8(&bytes) {
            Ok(text) => {
                let text: Arc<str> = text.into();
                Self { bytes: Arc::from(Arc::clone(&text)), text: Ok(text), hash, builtin: false }
            }
            Err(error) => Self { bytes, text: Err(error.valid_up_to()), hash, builtin: false },
        }
    }

    /// The address under which this file of `content/` is published, with its hash in the name.
    pub fn published(&self, path: &VPath) -> Url {
        let below = path.below("content").unwrap_or(path.as_str());
        let stem = below.strip_suffix(path.extension()).unwrap_or(below);
        Url::new(format!("{stem}{}.{}", self.hash.short(8), path.extension()))
    }

    /// The content as text, or the offset of the first byte that is not UTF-8.
    pub fn text(&self) -> Result<&str, usize> {
        self.text.as_deref().map_err(|offset| *offset)
    }
}

/// Every file of the site by its path from the site's root.
#[derive(Clone, Default)]
pub struct Snapshot {
    files: BTreeMap<VPath, File>,
}

/// The theme and locales that the binary carries.
#[derive(rust_embed::RustEmbed)]
#[folder = "themes"]
#[prefix = "themes/"]
struct Themes;

#[derive(rust_embed::RustEmbed)]
#[folder = "locales"]
#[prefix = "locales/"]
struct Locales;

/// They are the same for every snapshot of a process.
static BUILTIN: LazyLock<BTreeMap<VPath, File>> = LazyLock::new(|| {
    let mut files = builtin::<Themes>();
    files.extend(builtin::<Locales>());
    files
});

impl Snapshot {
    /// The given files over the built-in ones.
    pub fn new(files: impl IntoIterator<Item = (VPath, File)>) -> Self {
        let mut all = BUILTIN.clone();
        all.extend(files);
        Self { files: all }
    }

    /// Whether both hold the same files with the same content.
    pub fn equals(&self, other: &Self) -> bool {
        self.files.len() == other.files.len()
            && self.iter().zip(other.iter()).all(|((a, one), (b, another))| a == b && one.hash == another.hash)
    }

    pub fn get(&self, path: &VPath) -> Option<&File> {
        self.files.get(path)
    }

    /// The file written as `path`, which may be any text.
    pub fn find(&self, path: &str) -> Option<(&VPath, &File)> {
        self.files.get_key_value(&VPath::new(path)?)
    }

    pub fn insert(&mut self, path: VPath, file: File) {
        self.files.insert(path, file);
    }

    pub fn remove(&mut self, path: &VPath) {
        self.files.remove(path);
    }

    pub fn iter(&self) -> impl Iterator<Item = (&VPath, &File)> {
        self.files.iter()
    }

    /// Every file below `folder`, in path order.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a VPath, &'a File)> {
        let start = VPath::new(folder).map_or(Bound::Unbounded, Bound::Included);
        let files = self.files.range((start, Bound::Unbounded));
        files
            .skip_while(move |(path, _)| path.below(folder).is_none())
            .take_while(move |(path, _)| path.below(folder).is_some())
    }
}

fn builtin<T: rust_embed::RustEmbed>() -> BTreeMap<VPath, File> {
    let names = T::iter();
    names
        .filter_map(|name| {
            let path = VPath::new(&name)?;
            let file = T::get(&name)?;
            Some((path, File { builtin: true, ..File::new(file.data.into_owned()) }))
        })
        .collect()
}
