//! Content hashes and content-addressed tables.
//!
//! A [`Table`] maps the hash of everything a value depends on to the value.
//! Looking a key up or computing the value is all there is to incremental
//! building; nobody keeps lists of what depends on what.

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

/// A 256-bit content hash (BLAKE3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of one piece of content.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The hash of several pieces; moving a byte from one to the next changes it.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The hash of several hashes in this order.
    pub fn join(hashes: impl IntoIterator<Item = Hash>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for hash in hashes {
            hasher.update(&hash.0);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The first `digits` hexadecimal digits.
    pub fn short(&self, digits: usize) -> String {
        self.digits().take(digits).collect()
    }

    fn digits(&self) -> impl Iterator<Item = char> {
        let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
        self.0.into_iter().flat_map(move |byte| [digit(byte >> 4), digit(byte & 15)])
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits().try_for_each(|digit| f.write_char(digit))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short(12))
    }
}

/// Values by the hash of what they were computed from.
///
/// Entries that a build did not use are dropped when the next one ends, so a
/// long-lived process holds about two builds.
pub struct Table<V> {
    entries: Mutex<HashMap<Hash, Entry<V>>>,
}

struct Entry<V> {
    value: Arc<V>,
    used: bool,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { entries: Mutex::new(HashMap::new()) }
    }
}

impl<V> Table<V> {
    /// The value stored under `key`, computed now if there is none; without a key it is
    /// computed and not stored.
    ///
    /// The table is not locked while computing; two threads that ask for the
    /// same new key may both compute it, and the first result is kept.
    pub fn get(&self, key: impl Into<Option<Hash>>, compute: impl FnOnce() -> V) -> Arc<V> {
        let Some(key) = key.into() else { return Arc::new(compute()) };
        if let Some(entry) = self.lock().get_mut(&key) {
            entry.used = true;
            return Arc::clone(&entry.value);
        }
        let value = Arc::new(compute());
        let mut entries = self.lock();
        let entry = entries.entry(key).or_insert(Entry { value, used: true });
        Arc::clone(&entry.value)
    }

    /// Uses the value stored under `key`, if there is one, without asking for it.
    pub fn keep(&self, key: Hash) {
        if let Some(entry) = self.lock().get_mut(&key) {
            entry.used = true;
        }
    }

    /// Drops what has not been used since the last call.
    pub fn retire(&self) {
        self.lock().retain(|_, entry| std::mem::take(&mut entry.used));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Hash, Entry<V>>> {
        // The map is whole after every statement, so a panic elsewhere does not spoil it.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place where what was computed outlives the process.
///
/// It may forget anything at any time, but gives back only what was put in.
pub trait Store: Send + Sync {
    fn load(&self, key: Hash) -> Option<Vec<u8>>;
    fn save(&self, key: Hash, bytes: &[u8]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        let hash = |parts: &[&str]| Hash::of_parts(parts.iter().map(|p| p.as_bytes()));
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }

    #[test]
    fn a_value_is_computed_once_and_dropped_when_unused() {
        let table = Table::default();
        let key = Hash::of(b"key");
        assert_eq!(*table.get(key, || 1), 1);
        assert_eq!(*table.get(key, || 2), 1);
        table.retire();
        table.retire();
        assert_eq!(*table.get(key, || 3), 3);
    }
}
