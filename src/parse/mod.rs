//! Beat 1: the text of one page into a [`Document`].
//!
//! Parsing does not fail. What cannot be read is reported and left out, and the
//! rest of the page is kept.

mod directive;
mod html;
mod line;
mod outline;
mod tree;

pub use outline::finish_headings;
pub use tree::MAX_DEPTH;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::{self, Block, BlockKind, Document, Entry, Inline, Inlines, Record, Value};
use crate::lang::Lang;
use crate::path::VPath;
use crate::problems;
use crate::schema::pages::Kind;
use crate::schema::{Field, Reader, Type};
use crate::text::{blanked, is_unprintable, mixed_words, turns_direction};
use crate::yaml;

/// The largest page in bytes; a larger one is reported and left out.
pub const MAX_PAGE_BYTES: usize = 8 * 1024 * 1024;

/// Some editors put it before the first character.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The document in `bytes`, whose front matter has the fields of `kind`.
pub fn parse(file: &VPath, bytes: &[u8], kind: Kind) -> Checked<Document> {
    let mut problems = Vec::new();
    let text = text_of(file, bytes, &mut problems);
    let parts = split(&text);
    let mut fields = front_matter(file, &parts, kind, &mut problems);
    let mut body = tree::parse(file, parts.body, parts.body_start).unpack(&mut problems);
    take_title(&mut fields, &mut body.blocks);
    finish_headings(&mut body.blocks, file, &mut problems);
    let document = Document { file: file.clone(), fields, blocks: body.blocks, notes: body.notes };
    check_notes(&document, &mut problems);
    Checked::new(document, problems)
}

/// Where the front matter has no title, a top heading at the start of the text is it.
fn take_title(fields: &mut Record, blocks: &mut Vec<Block>) {
    if fields.get("title").is_some() {
        return;
    }
    if let Some(Block { span, kind: BlockKind::Heading { level: 1, content, .. } }) = blocks.first() {
        let title = Entry { span: *span, value: Value::Str(doc::inlines_text(content)) };
        fields.fields.insert("title".to_string(), title);
        blocks.remove(0);
    }
}

/// Reports footnotes that nothing refers to.
fn check_notes(document: &Document, problems: &mut Vec<Diagnostic>) {
    if document.notes.is_empty() {
        return;
    }
    let mut used = BTreeSet::new();
    let mut visit = |inline: &Inline| {
        if let Inline::NoteReference { label, .. } = inline {
            used.insert(label.clone());
        }
    };
    doc::walk_inlines(&document.blocks, &mut visit);
    document.notes.values().for_each(|note| doc::walk_inlines(&note.blocks, &mut visit));
    for (label, note) in document.notes.iter().filter(|(label, _)| !used.contains(*label)) {
        problems.push(problems::note_unused(&document.file, note.span, label));
    }
}

/// The `kind:` that the front matter in `text` declares, before it is read in full.
///
/// A page's kind decides how the front matter of every language is read, so it
/// is asked for first. A wrong value is reported by [`parse`].
pub fn declared_kind(text: &str) -> Option<Kind> {
    Kind::from_name(front_matter_line(text, "kind:")?)
}

/// The `source:` language that the front matter in `text` declares; a record's origin is a mapping.
pub fn declared_source(text: &str) -> Option<Lang> {
    Lang::new(front_matter_line(text, "source:")?)
}

/// The text of a page behind its front matter.
pub fn body(text: &str) -> &str {
    split(text).body
}

/// Inline Markdown that stands at `span` of `file`.
pub fn inlines(file: &VPath, text: &str, span: Span, problems: &mut Vec<Diagnostic>) -> Inlines {
    tree::inlines(file, text, span).unpack(problems)
}

/// The record in a YAML file whose top level has this type; absent if it cannot be read.
pub fn data(file: &VPath, bytes: &[u8], kind: &Type) -> Checked<Option<Entry>> {
    let mut problems = Vec::new();
    let text = text_of(file, bytes, &mut problems);
    let Some(node) = yaml::parse(&text, file, 0).unpack(&mut problems) else {
        return Checked::new(None, problems);
    };
    let entry = read(file, &mut problems, |reader| reader.value(&node, kind));
    Checked::new(entry, problems)
}

fn text_of<'a>(file: &VPath, bytes: &'a [u8], problems: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    if bytes.len() > MAX_PAGE_BYTES {
        problems.push(problems::file_too_large(file, MAX_PAGE_BYTES));
        return Cow::Borrowed("");
    }
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| {
        problems.push(problems::not_utf8(file, error.valid_up_to()));
        ""
    });
    let mixed = mixed_words(text).map(|(at, word)| problems::mixed_scripts(file, Span::new(at, at + word.len()), word));
    problems.extend(mixed);
    let start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let Some(first) = text[start..].find(is_unprintable) else { return Cow::Borrowed(text) };
    let place = Span::new(start + first, start + first);
    problems.push(match text[start + first..].starts_with(turns_direction) {
        true => problems::direction_character(file, place),
        false => problems::control_character(file, place),
    });
    Cow::Owned(text[..start].to_string() + &blanked(&text[start..]))
}

/// A page's text in two: the YAML between `---` lines and what follows.
struct Parts<'a> {
    yaml: Option<&'a str>,
    yaml_start: usize,
    body: &'a str,
    body_start: usize,
    /// The first `---` has no second one.
    open: bool,
}

fn split(text: &str) -> Parts<'_> {
    let start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let whole = Parts { yaml: None, yaml_start: start, body: &text[start..], body_start: start, open: false };
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return whole;
    };
    let yaml_start = start + first.len();
    let mut position = yaml_start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            let body_start = position + line.len();
            let yaml = Some(&text[yaml_start..position]);
            return Parts { yaml, yaml_start, body: &text[body_start..], body_start, open: false };
        }
        position += line.len();
    }
    Parts { open: true, ..whole }
}

fn front_matter(file: &VPath, parts: &Parts, kind: Kind, problems: &mut Vec<Diagnostic>) -> Record {
    if parts.open {
        problems.push(problems::front_matter_open(file));
    }
    let Some(text) = parts.yaml else { return Record::default() };
    let Some(node) = yaml::parse(text, file, parts.yaml_start).unpack(problems) else {
        return Record::default();
    };
    let tables: Vec<&'static [Field]> = kind.fields();
    read(file, problems, |reader| reader.record(&node, &tables))
}

/// Runs a schema reader whose inline Markdown is parsed here.
pub fn read<T>(file: &VPath, problems: &mut Vec<Diagnostic>, with: impl FnOnce(&mut Reader) -> T) -> T {
    let in_text = RefCell::new(Vec::new());
    let parse_text = |text: &str, span: Span| inlines(file, text, span, &mut in_text.borrow_mut());
    let mut reader = Reader { file, text: &parse_text, problems: Vec::new() };
    let value = with(&mut reader);
    problems.append(&mut reader.problems);
    problems.append(&mut in_text.borrow_mut());
    value
}

fn front_matter_line<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let yaml = split(text).yaml?;
    let value = yaml.lines().find_map(|line| line.strip_prefix(key))?;
    let value = value.split(" #").next()?.trim();
    Some(value.trim_matches(['"', '\'']))
}
