//! The files of the index: words with their postings, cut into small scripts.
//!
//! In come sorted entries, out come classic scripts that hand their content to
//! `KopruSearch.receive`. They load from `file://`, where browsers refuse both
//! modules and `fetch`.

use serde::Serialize;

use super::postings::{LEVELS, Posting};

use crate::memo::Hash;

/// Sections of a part whose postings take a single sign.
const SHORT_SECTIONS: u32 = 4;

/// Signs between two sections.
const SECTION_STEP: u32 = LEVELS as u32;

/// Entries of a sorted list, cut into pieces.
pub struct Chunk {
    /// The shortest text that is greater than all keys before this chunk and
    /// not greater than its first.
    pub start: String,
    pub text: String,
}

/// One line of a sorted list.
pub struct Entry {
    pub key: String,
    /// What is written: a word, which shares its beginning with the one before.
    pub word: String,
    pub postings: String,
}

/// The postings of a group of entries with one key that are too long for a
/// chunk: the script loads them when it needs this very group.
pub type LongList = Vec<String>;

/// Bytes of postings that a group of entries may keep in its chunk.
const LONG: usize = 500;

/// Takes the long postings out of `entries`, sorted by key. What remains in
/// place of the first is `~`, the list's number, a dot and `mark` of the list;
/// of the others, `~`.
pub fn take_long(entries: &mut [Entry], mut write: impl FnMut(usize, &LongList) -> String) {
    let mut number = 0;
    for group in entries.chunk_by_mut(|a, b| a.key == b.key) {
        if group.iter().map(|entry| entry.postings.len()).sum::<usize>() <= LONG {
            continue;
        }
        let postings = group.iter_mut().map(|entry| std::mem::replace(&mut entry.postings, "~".into())).collect();
        let mark = write(number, &postings);
        group[0].postings = format!("~{number}.{mark}");
        number += 1;
    }
}

/// Cuts `entries`, sorted by key, into chunks of about `size` bytes. Equal keys
/// stay together, and so do related ones if they can.
pub fn cut(entries: &[Entry], size: usize) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut before: Option<&Entry> = None;
    for entry in entries {
        let filled = chunks.last().map_or(usize::MAX, |chunk| chunk.text.len());
        if before.is_none_or(|before| filled > least_size(size, &before.key, &entry.key)) {
            chunks.push(Chunk { start: separator(before.map_or("", |e| &e.key), &entry.key), text: String::new() });
            before = None;
        }
        let text = &mut chunks.last_mut().expect("there is a chunk by now").text;
        push_entry(text, before.map_or("", |e| &e.word), entry);
        before = Some(entry);
    }
    chunks
}

/// How full a chunk must be to end between two keys.
fn least_size(size: usize, before: &str, key: &str) -> usize {
    match before.chars().zip(key.chars()).take_while(|(a, b)| a == b).count() {
        _ if before == key => usize::MAX,
        0..=2 => size * 2 / 3,
        3 => size,
        _ => size * 3 / 2,
    }
}

/// The shortest beginning of `key` that is greater than `before`.
fn separator(before: &str, key: &str) -> String {
    let shared = before.chars().zip(key.chars()).take_while(|(a, b)| a == b).count();
    key.chars().take(shared + 1).collect()
}

/// Appends an entry: the letters shared with the word before, the others, the postings.
fn push_entry(text: &mut String, before: &str, entry: &Entry) {
    if !text.is_empty() {
        text.push(' ');
    }
    // The script counts as its strings do, in units of UTF-16; forty letters
    // at most keep the number within one sign.
    let shared = before.chars().zip(entry.word.chars()).take(40).take_while(|(a, b)| a == b);
    let (bytes, units) = shared.fold((0, 0), |(bytes, units), (c, _)| (bytes + c.len_utf8(), units + c.len_utf16()));
    text.push(sign(units as u32));
    text.push_str(&entry.word[bytes..]);
    if !entry.postings.is_empty() {
        text.push(' ');
        text.push_str(&entry.postings);
    }
}

/// Postings as text: for each the distance from the part before (0: the same
/// part), then section and level.
pub fn encode(postings: &[Posting]) -> String {
    let mut text = String::with_capacity(postings.len() * 3);
    let mut before = -1;
    for posting in postings {
        let part = i64::from(posting.part());
        push_number(&mut text, (part - before) as u32);
        before = part;
        let (section, level) = (u32::from(posting.section()), u32::from(posting.level()));
        if section < SHORT_SECTIONS {
            text.push(sign(section * SECTION_STEP + level));
        } else {
            text.push(sign(SHORT_SECTIONS * SECTION_STEP + section - SHORT_SECTIONS));
            text.push(sign(level));
        }
    }
    text
}

/// Rising numbers as the distances between them.
pub fn encode_rising(numbers: impl Iterator<Item = usize>) -> String {
    let mut text = String::new();
    let mut before = 0;
    for number in numbers {
        push_number(&mut text, (number - before) as u32);
        before = number;
    }
    text
}

/// Appends a number in base 45, lowest digit first; digits that are not the
/// last are marked by adding 45.
fn push_number(text: &mut String, mut number: u32) {
    while number >= 45 {
        text.push(sign(45 + number % 45));
        number /= 45;
    }
    text.push(sign(number));
}

/// A number up to 90 as one character that needs no escape in a script.
fn sign(number: u32) -> char {
    let code = number + u32::from(b'#');
    let code = if code >= u32::from(b'\\') { code + 1 } else { code };
    char::from_u32(code).expect("signs are ASCII")
}

/// The script that hands `data` to the search engine under `name`.
pub fn script(name: &str, data: &impl Serialize) -> Vec<u8> {
    let data = serde_json::to_string(data).expect("indexes are plain values");
    format!("KopruSearch.receive({name:?},{data});\n").into_bytes()
}

/// The part of a file name that changes with the content.
pub fn mark(bytes: &[u8]) -> String {
    Hash::of(bytes).short(MARK)
}

/// Digits of [`mark`]: enough to tell two versions of one file apart.
pub const MARK: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str) -> Entry {
        Entry { key: key.into(), word: key.into(), postings: String::new() }
    }

    #[test]
    fn words_share_the_beginning_of_the_one_before() {
        let chunks = cut(&["kart", "karta", "kasa"].map(entry), 1000);
        assert_eq!(chunks[0].text, "#kart 'a %sa");
    }

    #[test]
    fn related_words_stay_in_one_chunk() {
        let chunks = cut(&["belediye", "belediyeci", "beledi", "cam", "cami"].map(entry), 10);
        let starts: Vec<&str> = chunks.iter().map(|chunk| chunk.start.as_str()).collect();
        assert_eq!(starts, ["b", "c"]);
    }

    #[test]
    fn postings_are_distances_sections_and_levels() {
        let posting = Posting::new;
        assert_eq!(encode(&[posting(0, 0, 0)]), "$#");
        assert_eq!(encode(&[posting(0, 0, 0), posting(0, 5, 2)]), "$##e%");
    }

    #[test]
    fn no_sign_needs_an_escape() {
        let signs: String = (0..=90).map(sign).collect();
        assert_eq!(serde_json::to_string(&signs).unwrap().len(), signs.len() + 2);
    }
}
