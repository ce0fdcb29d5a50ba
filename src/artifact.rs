//! One output file.

use crate::path::VPath;

/// An output file by its path from the output folder's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    pub path: VPath,
    pub bytes: Vec<u8>,
}

impl Artifact {
    pub fn new(path: VPath, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path, bytes: bytes.into() }
    }
}
