//! One output file.

use std::sync::Arc;

use bytes::Bytes;

use crate::path::VPath;

/// An output file by its path from the output folder's root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    pub path: VPath,
    /// Shared: a copy of an artifact has the same bytes in memory.
    pub bytes: Bytes,
}

impl Artifact {
    pub fn new(path: VPath, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path, bytes: bytes.into().into() }
    }

    /// An output file with the very bytes of an input file.
    pub fn shared(path: VPath, bytes: Arc<[u8]>) -> Self {
        Self { path, bytes: Bytes::from_owner(bytes) }
    }
}
