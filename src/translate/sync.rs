//! Sync files: which source each unit of a translation was made from.
//!
//! In: the text of `content/sync/<lang>/<path>.yaml`. Out: entries, and back.
//! One entry is a few lines between blank ones and is named after its source,
//! so that two translators on different paragraphs change different lines. A
//! file that a merge or an editor broke still gives every entry that can be
//! read. Whether an entry fits the page is not asked here.

use std::fmt::Write as _;

use super::normal;
use super::unit::{Unit, UnitKind};
use crate::diag::{Checked, Diagnostic, Span};
use crate::path::VPath;
use crate::problems;
use crate::yaml::{self, Node, Value};

/// The largest sync file in bytes.
pub const MAX_SYNC_BYTES: usize = 4 * 1024 * 1024;

const HEAD: &str = "\
# Written by `kopru translate accept` and `adopt`: which source each unit was translated from.
# After a merge conflict, or if this file is broken, run `kopru translate accept --repair`.
";

/// What a sync file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sync {
    /// The page that it was written for.
    pub page: String,
    /// In the order of the source.
    pub entries: Vec<Entry>,
}

/// One unit as it was when somebody last vouched for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key of the source unit at that time.
    pub unit: String,
    pub kind: UnitKind,
    /// The field that it stood in; empty in the text.
    pub field: String,
    /// The normal form of the source.
    pub source: String,
    /// Fingerprints of the translation; several where one unit became more.
    pub translation: Vec<String>,
    /// Taken in as it was found, and read by nobody since.
    pub unverified: bool,
}

impl Entry {
    pub fn fingerprint(&self) -> String {
        normal::fingerprint(&self.source)
    }

    /// The source unit as it was.
    pub fn as_unit(&self) -> Unit {
        Unit {
            kind: self.kind,
            field: self.field.clone(),
            span: Span::default(),
            block: None,
            key: self.unit.clone(),
            text: self.source.clone(),
            normal: self.source.clone(),
            fingerprint: self.fingerprint(),
        }
    }
}

/// The path of the sync file of a page.
pub fn path(lang: &str, page: &str) -> Option<VPath> {
    VPath::new(&format!("content/sync/{lang}/{page}.yaml"))
}

/// The file for `sync`.
pub fn write(sync: &Sync) -> String {
    let mut text = format!("{HEAD}page: {}\n\nunits:\n", quoted(&sync.page));
    for entry in &sync.entries {
        let kind = match entry.field.as_str() {
            "" => entry.kind.name().to_string(),
            field => format!("{} {field}", entry.kind.name()),
        };
        let _ = writeln!(text, "- unit: {}\n  kind: {}", quoted(&entry.unit), quoted(&kind));
        let _ = writeln!(text, "  source: {}", quoted(&entry.source));
        let _ = writeln!(text, "  translation: {}", quoted(&entry.translation.join(" ")));
        if entry.unverified {
            text.push_str("  verified: \"no\"\n");
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// A string of JSON, which YAML reads as well.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string is always JSON")
}

/// What `bytes` say; everything that can be read of a broken file.
pub fn read(file: &VPath, bytes: &[u8]) -> Checked<Sync> {
    let broken = |span, why| vec![problems::sync_broken(file, span, why)];
    if bytes.len() > MAX_SYNC_BYTES {
        return Checked::new(Sync::default(), broken(Span::default(), "it is larger than 4 MiB"));
    }
    let text = String::from_utf8_lossy(bytes);
    let (sync, whole) = by_line(&text);
    if whole {
        return Checked::new(sync, Vec::new());
    }
    if let Some(marker) = merge_marker(&text) {
        return Checked::new(sync, broken(marker, "a merge left its marks in it"));
    }
    let mut found = Vec::new();
    match yaml::parse(&text, file, 0).unpack(&mut found).map(|node| by_tree(&node)) {
        Some((tree, true)) if found.is_empty() => Checked::new(tree, Vec::new()),
        Some((tree, _)) => {
            let place = found.first().map_or(Span::default(), |problem: &Diagnostic| problem.span);
            let fuller = if tree.entries.len() > sync.entries.len() { tree } else { sync };
            Checked::new(fuller, broken(place, "some of its entries cannot be read"))
        }
        None => {
            let place = found.first().map_or(Span::default(), |problem| problem.span);
            Checked::new(sync, broken(place, "it is not valid YAML"))
        }
    }
}

fn merge_marker(text: &str) -> Option<Span> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| line.starts_with(marker)) {
            return Some(Span::new(start, start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}

/// Reads line by line what this program writes, and tells whether nothing else was there.
fn by_line(text: &str) -> (Sync, bool) {
    let mut sync = Sync::default();
    let mut whole = true;
    let mut open: Option<Fields> = None;
    for line in text.lines() {
        if line.trim().is_empty() || line.starts_with('#') || line.trim_end() == "units:" {
            continue;
        }
        let (name, value) = line.split_once(": ").unwrap_or((line, ""));
        let Ok(value) = serde_json::from_str::<String>(value.trim_end()) else {
            whole = false;
            continue;
        };
        match name {
            "page" => sync.page = value,
            "- unit" => {
                whole &= close(open.replace(Fields { unit: value, ..Fields::default() }), &mut sync);
            }
            _ => match (open.as_mut(), name) {
                (Some(fields), "  kind") => fields.kind = value,
                (Some(fields), "  source") => fields.source = value,
                (Some(fields), "  translation") => fields.translation = value,
                (Some(fields), "  verified") => fields.unverified = value == "no",
                _ => whole = false,
            },
        }
    }
    whole &= close(open, &mut sync);
    (sync, whole)
}

/// The values of an entry, perhaps not all of them.
#[derive(Default)]
struct Fields {
    unit: String,
    kind: String,
    source: String,
    translation: String,
    unverified: bool,
}

/// Adds the entry that `fields` make; false if they make none.
fn close(fields: Option<Fields>, sync: &mut Sync) -> bool {
    let Some(fields) = fields else { return true };
    let (kind, field) = fields.kind.split_once(' ').unwrap_or((&fields.kind, ""));
    let translation: Vec<String> = fields.translation.split_whitespace().map(str::to_string).collect();
    let Some(kind) = UnitKind::from_name(kind) else { return false };
    if fields.source.is_empty() || translation.is_empty() {
        return false;
    }
    let (unit, field, unverified) = (fields.unit.clone(), field.to_string(), fields.unverified);
    let entry = Entry { unit, kind, field, source: fields.source, translation, unverified };
    // Both sides of a merge may say the same.
    if !sync.entries.contains(&entry) {
        sync.entries.push(entry);
    }
    true
}

/// Reads a file that somebody wrote in another style of YAML.
fn by_tree(node: &Node) -> (Sync, bool) {
    let mut sync = Sync::default();
    let mut whole = true;
    let Value::Map(top) = &node.value else { return (sync, false) };
    for (key, value) in top {
        match (key.text.as_str(), &value.value) {
            ("page", Value::Scalar(page)) => sync.page = page.clone(),
            ("units", Value::List(items)) => {
                whole &=
                    items.iter().all(|item| entry_fields(item).is_some_and(|fields| close(Some(fields), &mut sync)));
            }
            ("units", Value::Null) => {}
            _ => whole = false,
        }
    }
    (sync, whole)
}

fn entry_fields(item: &Node) -> Option<Fields> {
    let Value::Map(entries) = &item.value else { return None };
    let mut fields = Fields::default();
    for (key, value) in entries {
        let Value::Scalar(value) = &value.value else { return None };
        match key.text.as_str() {
            "unit" => fields.unit.clone_from(value),
            "kind" => fields.kind.clone_from(value),
            "source" => fields.source.clone_from(value),
            "translation" => fields.translation.clone_from(value),
            "verified" => fields.unverified = value == "no" || value == "false",
            _ => return None,
        }
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> VPath {
        VPath::fixed("content/sync/de/a.yaml")
    }

    fn sync() -> Sync {
        let entry = |unit: &str, source: &str| Entry {
            unit: unit.to_string(),
            kind: UnitKind::Paragraph,
            field: String::new(),
            source: source.to_string(),
            translation: vec![normal::fingerprint(unit)],
            unverified: unit == "b",
        };
        Sync { page: "a".to_string(), entries: vec![entry("a", "Bir: \"iki\" #3\u{7f}"), entry("b", "Üç")] }
    }

    #[test]
    fn a_written_file_is_read_back() {
        let read = read(&file(), write(&sync()).as_bytes());
        assert_eq!(read.value, sync());
        assert_eq!(read.problems, []);
    }

    #[test]
    fn another_style_of_yaml_says_the_same() {
        let text = "page: a\nunits:\n  - {unit: b, kind: paragraph, source: Üç, translation: 0123, verified: no}\n";
        let checked = read(&file(), text.as_bytes());
        assert_eq!(checked.problems, []);
        assert_eq!(checked.value.entries[0].source, "Üç");
        assert!(checked.value.entries[0].unverified);
    }

    #[test]
    fn both_sides_of_a_merge_are_kept() {
        let text = write(&sync());
        let (head, tail) = text.split_once("- unit: \"b\"").unwrap();
        let other = tail.replace("Üç", "Dört");
        let merged = format!("{head}<<<<<<< ours\n- unit: \"b\"{tail}=======\n- unit: \"b\"{other}>>>>>>> theirs\n");
        let checked = read(&file(), merged.as_bytes());
        assert_eq!(checked.problems[0].code, "sync-broken");
        let sources: Vec<_> = checked.value.entries.iter().map(|entry| entry.source.as_str()).collect();
        assert_eq!(sources[1..], ["Üç", "Dört"]);
    }

    #[test]
    fn a_broken_line_costs_its_own_entry() {
        let text = write(&sync()).replace("source: \"Üç\"", "source: \"Üç");
        let checked = read(&file(), text.as_bytes());
        assert_eq!(checked.problems[0].code, "sync-broken");
        assert_eq!(checked.value.entries.len(), 1);
        let huge = vec![b'a'; MAX_SYNC_BYTES + 1];
        assert_eq!(read(&file(), &huge).problems[0].code, "sync-broken");
        assert_eq!(read(&file(), b"\xff\xfe").value.entries, []);
    }
}
