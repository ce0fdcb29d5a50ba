//! YAML text into a tree of [`Node`]s with the place of each.
//!
//! The only user of `serde_yaml`. Scalars stay as the author wrote them (`no`
//! is the text `no` until a schema asks for a truth value), duplicate keys are
//! reported and the first one counts. Budgets of the parser bound depth, size
//! and aliases.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::diag::{Checked, Diagnostic, Span};
use crate::path::VPath;
use crate::problems;

/// One YAML value and where it stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Scalar(String),
    List(Vec<Node>),
    /// In the order written.
    Map(Vec<(Key, Node)>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub text: String,
    pub span: Span,
}

/// The tree of `text`, which begins `offset` bytes into `file`; `None` if it is
/// empty or cannot be read.
pub fn parse(text: &str, file: &VPath, offset: usize) -> Checked<Option<Node>> {
    let mut problems = Vec::new();
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if text.lines().all(blank) {
        return Checked::new(None, problems);
    }
    let value = match serde_yaml::from_str_with_options::<Located>(text, options()) {
        Ok(raw) => Some(raw.place(&mut Placing { text, offset, file, problems: &mut problems })),
        Err(error) => {
            problems.push(syntax_problem(&error, text, file, offset));
            None
        }
    };
    Checked::new(value, problems)
}

fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::PassThrough,
        merge_keys: serde_yaml::MergeKeyPolicy::Error,
        with_snippet: false,
    }
}

fn syntax_problem(error: &serde_yaml::Error, text: &str, file: &VPath, offset: usize) -> Diagnostic {
    let start = error.location().map_or(0, |at| {
        let (line, column) = (at.line() as usize, at.column() as usize);
        crate::diag::byte_at(text, line, column)
    });
    let message = error.to_string();
    problems::yaml_syntax(file, Span::new(start, start).shifted(offset), &message)
}

type Located = serde_yaml::Spanned<Raw>;

/// A value as serde reports it, before the author's spelling is restored.
enum Raw {
    Null,
    /// A quoted or block scalar, or a plain one that is no number or truth value.
    Text(String),
    /// A plain scalar that YAML would read as a number or truth value.
    Plain(String),
    List(Vec<Located>),
    Map(Vec<(serde_yaml::Spanned<String>, Located)>),
}

struct Placing<'a> {
    text: &'a str,
    offset: usize,
    file: &'a VPath,
    problems: &'a mut Vec<Diagnostic>,
}

impl Placing<'_> {
    fn span(&self, location: serde_yaml::Location) -> Span {
        let span = location.span();
        let start = span.byte_offset().unwrap_or(0) as usize;
        let length = span.byte_len().unwrap_or(0) as usize;
        Span::new(start, start + length)
    }
}

trait Place {
    fn place(self, placing: &mut Placing) -> Node;
}

impl Place for Located {
    fn place(self, placing: &mut Placing) -> Node {
        let span = placing.span(self.referenced);
        let value = match self.value {
            Raw::Null => Value::Null,
            Raw::Text(text) => Value::Scalar(text),
            Raw::Plain(read) => {
                let written = placing.span(self.defined).slice(placing.text).trim();
                Value::Scalar(if written.is_empty() { read } else { written.to_string() })
            }
            Raw::List(items) => Value::List(items.into_iter().map(|item| item.place(placing)).collect()),
            Raw::Map(entries) => Value::Map(place_entries(entries, placing)),
        };
        Node { span: span.shifted(placing.offset), value }
    }
}

fn place_entries(entries: Vec<(serde_yaml::Spanned<String>, Located)>, placing: &mut Placing) -> Vec<(Key, Node)> {
    let mut placed: Vec<(Key, Node)> = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let span = placing.span(key.referenced).shifted(placing.offset);
        let node = value.place(placing);
        if placed.iter().any(|(known, _)| known.text == key.value) {
            placing.problems.push(problems::duplicate_key(placing.file, span, &key.value));
        } else {
            placed.push((Key { text: key.value, span }, node));
        }
    }
    placed
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_string()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> (String, Vec<Diagnostic>) {
        let parsed = parse(text, &VPath::fixed("a.yaml"), 0);
        let shown = parsed.value.map_or_else(String::new, |node| show(&node, text));
        (shown, parsed.problems)
    }

    /// The tree in one line; scalars followed by the text at their span.
    fn show(node: &Node, text: &str) -> String {
        match &node.value {
            Value::Null => "null".into(),
            Value::Scalar(scalar) => format!("{scalar}@{}", node.span.slice(text)),
            Value::List(items) => {
                let items: Vec<_> = items.iter().map(|item| show(item, text)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Map(entries) => {
                let entry = |(key, node): &(Key, Node)| {
                    assert_eq!(key.span.slice(text), key.text);
                    format!("{}: {}", key.text, show(node, text))
                };
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }

    #[test]
    fn scalars_keep_the_authors_spelling_and_place() {
        let (shown, problems) = check("ığ: no\nb: 2021-07\nc: [1.50, 'x y', ~]\nd: {e: 007}\n");
        assert_eq!(shown, "{ığ: no@no, b: 2021-07@2021-07, c: [1.50@1.50, x y@'x y', null], d: {e: 007@007}}");
        assert_eq!(problems, []);
    }

    #[test]
    fn duplicate_keys_are_reported_and_the_first_counts() {
        let (shown, problems) = check("a: 1\nb: 2\na: 3\n");
        assert_eq!(shown, "{a: 1@1, b: 2@2}");
        assert_eq!(problems[0].code, "yaml-duplicate-key");
        assert_eq!(problems[0].span, Span::new(10, 11));
    }

    #[test]
    fn a_syntax_error_has_a_place() {
        let (shown, problems) = check("a: 1\nb: [2\nc: 3\n");
        assert_eq!(shown, "");
        assert_eq!(problems[0].code, "yaml-syntax");
        assert!(problems[0].span.start > 4, "{problems:?}");
    }

    #[test]
    fn bombs_are_refused() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
        assert_eq!(check(bomb).1[0].code, "yaml-syntax");
        let deep = format!("a: {}", "[".repeat(100_000));
        assert_eq!(check(&deep).1[0].code, "yaml-syntax");
    }
}
