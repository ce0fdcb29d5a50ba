//! What fields a page or data file may have, and the check of YAML against it.
//!
//! In: a YAML tree and a table of [`Field`]s. Out: a typed [`Record`] and every
//! problem, each at its own place. Codes and references are only read here;
//! whether they exist is a question for the whole site.

pub mod data;
mod merge;
pub mod pages;

pub use merge::merge;

use crate::diag::{Diagnostic, Span};
use crate::doc::{Date, Entry, Inlines, Record, Value};
use crate::lang::Lang;
use crate::path::VPath;
use crate::problems;
use crate::text::printable;
use crate::yaml::{self, Node};

/// A field that an author may write.
#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub kind: Type,
    pub scope: Scope,
    pub required: bool,
}

/// Who carries a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Words: every language has its own.
    Translated,
    /// Data: the page of the source language has it, the others inherit it.
    Neutral,
    /// Facts about one language version, such as its translators.
    PerLanguage,
}

#[derive(Debug)]
pub enum Type {
    /// Plain text.
    Str,
    /// Inline Markdown.
    Text,
    Int,
    Number,
    Bool,
    Date,
    /// An address on the web (`http`, `https`, `mailto`).
    Url,
    /// A language of the site.
    Language,
    /// A code of this vocabulary in `data/vocabulary.yaml`.
    Code(&'static str),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The path of a page without language and extension.
    Page,
    /// A key of `data/organisations.yaml`.
    Organisation,
    /// A key of `data/glossary.yaml`.
    Term,
    /// A file in `media/`.
    Media,
    List(&'static Type),
    Record(&'static [Field]),
    /// A mapping with free keys.
    Map(&'static Type),
    /// A mapping from language to value; a bare value counts for every language.
    ByLanguage(&'static Type),
    /// A mapping if it is the second type, anything else the first.
    Either(&'static Type, &'static Type),
    /// Its own reader knows it; kept as written.
    Raw,
}

impl Field {
    pub const fn translated(name: &'static str, kind: Type) -> Self {
        Self { name, kind, scope: Scope::Translated, required: false }
    }

    pub const fn neutral(name: &'static str, kind: Type) -> Self {
        Self { name, kind, scope: Scope::Neutral, required: false }
    }

    pub const fn per_language(name: &'static str, kind: Type) -> Self {
        Self { name, kind, scope: Scope::PerLanguage, required: false }
    }

    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

/// What reading needs: the file for problems, and the parser for inline Markdown.
pub struct Reader<'a> {
    pub file: &'a VPath,
    pub text: &'a dyn Fn(&str, Span) -> Inlines,
    pub problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// The record of a mapping; anything else is a problem and gives an empty one.
    pub fn record(&mut self, node: &Node, tables: &[&'static [Field]]) -> Record {
        let mut record = Record::default();
        let yaml::Value::Map(entries) = &node.value else {
            self.problems.push(problems::wrong_type(self.file, node.span, "fields such as `title: …`"));
            return record;
        };
        for (key, value) in entries {
            let Some(field) = find(tables, &key.text) else {
                let known = tables.iter().flat_map(|table| table.iter().map(|field| field.name));
                self.problems.push(problems::unknown_key(self.file, key.span, &key.text, known));
                continue;
            };
            if let Some(entry) = self.value(value, &field.kind) {
                record.fields.insert(key.text.clone(), entry);
            }
        }
        record
    }

    /// The value if it has the type; an empty value counts as absent.
    pub fn value(&mut self, node: &Node, kind: &Type) -> Option<Entry> {
        if node.value == yaml::Value::Null {
            return None;
        }
        let value = match kind {
            Type::List(inner) => self.list(node, inner)?,
            Type::Record(fields) => Value::Record(self.record(node, &[fields])),
            Type::Map(inner) => self.map(node, inner)?,
            Type::ByLanguage(inner) => self.by_language(node, inner)?,
            Type::Either(plain, mapping) => {
                let is_map = matches!(node.value, yaml::Value::Map(_));
                return self.value(node, if is_map { mapping } else { plain });
            }
            Type::Raw => return None,
            _ => self.scalar(node, kind)?,
        };
        Some(Entry { span: node.span, value })
    }

    fn list(&mut self, node: &Node, inner: &Type) -> Option<Value> {
        let yaml::Value::List(items) = &node.value else {
            self.problems.push(problems::wrong_type(self.file, node.span, "a list, one `- …` a line"));
            return None;
        };
        Some(Value::List(items.iter().filter_map(|item| self.value(item, inner)).collect()))
    }

    fn map(&mut self, node: &Node, inner: &Type) -> Option<Value> {
        let yaml::Value::Map(entries) = &node.value else {
            self.problems.push(problems::wrong_type(self.file, node.span, "a mapping of names to values"));
            return None;
        };
        let read = entries.iter().filter_map(|(key, value)| Some((key.text.clone(), self.value(value, inner)?)));
        Some(Value::Record(Record { fields: read.collect() }))
    }

    fn by_language(&mut self, node: &Node, inner: &Type) -> Option<Value> {
        let yaml::Value::Map(entries) = &node.value else {
            return self.value(node, inner).map(|entry| entry.value);
        };
        for (key, _) in entries.iter().filter(|(key, _)| Lang::new(&key.text).is_none()) {
            self.problems.push(problems::not_a_language(self.file, key.span, &key.text));
        }
        self.map(node, inner)
    }

    fn scalar(&mut self, node: &Node, kind: &Type) -> Option<Value> {
        let yaml::Value::Scalar(text) = &node.value else {
            self.problems.push(problems::wrong_type(self.file, node.span, expectation(kind)));
            return None;
        };
        let value = match kind {
            Type::Text => Some(Value::Text((self.text)(text, node.span))),
            Type::Int => text.parse().ok().map(Value::Int),
            Type::Number => text.parse().ok().filter(|n: &f64| n.is_finite()).map(Value::Number),
            Type::Bool => truth(text).map(Value::Bool),
            Type::Date => Date::parse(text).map(Value::Date),
            Type::Url => is_web_address(text).then(|| Value::Str(text.clone())),
            Type::OneOf(words) => return self.one_of(node.span, text, words),
            Type::Language => Lang::new(text).map(|_| Value::Str(text.clone())),
            _ => Some(Value::Str(printable(text).into_owned())),
        };
        if value.is_none() {
            self.problems.push(problems::wrong_value(self.file, node.span, text, expectation(kind)));
        }
        value
    }

    fn one_of(&mut self, span: Span, text: &str, words: &[&'static str]) -> Option<Value> {
        if words.contains(&text) {
            return Some(Value::Str(text.to_string()));
        }
        self.problems.push(problems::unknown_word(self.file, span, text, words.iter().copied()));
        None
    }
}

/// The field called `name`; later tables win, so that a kind may refine a common field.
pub fn find(tables: &[&'static [Field]], name: &str) -> Option<&'static Field> {
    tables.iter().rev().find_map(|table| table.iter().find(|field| field.name == name))
}

/// The required fields that `record` and the records in it lack. A translation
/// is complete only after [`merge`], so this is asked afterwards.
pub fn missing(record: &Record, tables: &[&'static [Field]], span: Span, file: &VPath) -> Vec<Diagnostic> {
    let fields = tables.iter().flat_map(|table| table.iter());
    let absent = fields.filter(|field| field.required && record.get(field.name).is_none());
    let mut problems: Vec<_> = absent.map(|field| problems::field_missing(file, span, field.name)).collect();
    for (name, entry) in &record.fields {
        if let Some(field) = find(tables, name) {
            problems.extend(missing_inside(entry, &field.kind, file));
        }
    }
    problems
}

fn missing_inside(entry: &Entry, kind: &Type, file: &VPath) -> Vec<Diagnostic> {
    match (&entry.value, kind) {
        (Value::List(items), Type::List(inner)) => {
            items.iter().flat_map(|item| missing_inside(item, inner, file)).collect()
        }
        (Value::Record(record), Type::Record(fields)) => missing(record, &[fields], entry.span, file),
        (Value::Record(record), Type::Map(inner) | Type::ByLanguage(inner)) => {
            record.fields.values().flat_map(|item| missing_inside(item, inner, file)).collect()
        }
        (_, Type::Either(_, mapping)) => missing_inside(entry, mapping, file),
        _ => Vec::new(),
    }
}

/// Calls `visit` with every scalar of `record` and its type.
pub fn visit<'a>(record: &'a Record, tables: &[&'static [Field]], visit: &mut dyn FnMut(&'static Type, &'a Entry)) {
    for (name, entry) in &record.fields {
        if let Some(field) = find(tables, name) {
            visit_value(entry, &field.kind, visit);
        }
    }
}

fn visit_value<'a>(entry: &'a Entry, kind: &'static Type, visit: &mut dyn FnMut(&'static Type, &'a Entry)) {
    match (&entry.value, kind) {
        (Value::List(items), Type::List(inner)) => {
            items.iter().for_each(|item| visit_value(item, inner, visit));
        }
        (Value::Record(record), Type::Record(fields)) => self::visit(record, &[fields], visit),
        (Value::Record(record), Type::Map(inner) | Type::ByLanguage(inner)) => {
            record.fields.values().for_each(|item| visit_value(item, inner, visit));
        }
        (Value::Record(_), Type::Either(_, mapping)) => visit_value(entry, mapping, visit),
        (_, Type::Either(plain, _)) => visit_value(entry, plain, visit),
        _ => visit(kind, entry),
    }
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

/// Whether `text` is an address that a page may link to outside of the site.
pub fn is_web_address(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let known = matches!(scheme.as_deref(), Some("http" | "https" | "mailto" | "tel"));
    known && !text.contains(|c: char| c.is_control() || c.is_whitespace())
}

fn expectation(kind: &Type) -> &'static str {
    match kind {
        Type::Str | Type::Text | Type::Raw => "text",
        Type::Int => "a whole number",
        Type::Number => "a number with a decimal point",
        Type::Bool => "`true` or `false`",
        Type::Date => "a date such as `2021`, `2021-07` or `2021-07-15`",
        Type::Url => "an address that begins with `https://`",
        Type::Language => "a language tag such as `tr`",
        Type::Code(_) | Type::OneOf(_) => "a code",
        Type::Page => "the path of a page without language and extension",
        Type::Organisation => "a key of `data/organisations.yaml`",
        Type::Term => "a key of `data/glossary.yaml`",
        Type::Media => "the name of a file in `media/`",
        Type::List(_) => "a list",
        Type::Record(_) | Type::Map(_) | Type::ByLanguage(_) | Type::Either(..) => "a mapping",
    }
}
