//! The first draft of a translation: the fields that carry words, and the text
//! of the source to write over.
//!
//! In: the text and document of the source. Out: a page that builds. Data that
//! a translation inherits are left out, since repeating them is an error.

use std::fmt::Write as _;

use super::normal;
use super::unit::{OWN_WORDS, field_with_words, has_words, inner_fields};
use crate::doc::{Document, Entry, Record, Value};
use crate::parse;
use crate::path::VPath;
use crate::schema::Field;

/// A page in another language, for its translator to begin with.
pub fn skeleton(text: &str, document: &Document) -> String {
    let mut front = String::new();
    // A title in the text stays there.
    let title = document.fields.get("title").filter(|title| parse_keeps(text, title));
    for (name, entry) in &document.fields.fields {
        if let Some(field) = field_with_words(name).filter(|field| field.name != "title" || title.is_some()) {
            write_field(field, entry, "", &document.file, &mut front);
        }
    }
    let body = parse::body(text);
    if front.is_empty() { body.to_string() } else { format!("---\n{front}---\n{body}") }
}

/// Whether the title stands in the front matter.
fn parse_keeps(text: &str, title: &Entry) -> bool {
    (title.span.start as usize) < text.len() - parse::body(text).len()
}

fn write_field(field: &Field, entry: &Entry, indent: &str, file: &VPath, out: &mut String) {
    if OWN_WORDS.contains(&field.name) {
        return;
    }
    let mut value = String::new();
    write_value(field, &entry.value, indent, file, &mut value);
    if !value.is_empty() {
        let _ = writeln!(out, "{indent}{}:{value}", field.name);
    }
}

/// Appends ` "…"`, or the lines of a list or mapping.
fn write_value(field: &Field, value: &Value, indent: &str, file: &VPath, out: &mut String) {
    match value {
        Value::Str(text) => {
            let _ = write!(out, " {}", quoted(text));
        }
        Value::Text(content) => {
            let _ = write!(out, " {}", quoted(&normal::inlines(content, file)));
        }
        Value::List(items) => {
            for item in items {
                let mut inner = String::new();
                write_value(field, &item.value, &format!("{indent}    "), file, &mut inner);
                match inner.strip_prefix('\n') {
                    // The first line of a mapping stands behind the dash.
                    Some(lines) => {
                        let _ = write!(out, "\n{indent}  - {}", lines.trim_start());
                    }
                    None if inner.is_empty() => {
                        let _ = write!(out, "\n{indent}  - {{}}");
                    }
                    None => {
                        let _ = write!(out, "\n{indent}  -{inner}");
                    }
                }
            }
        }
        Value::Record(record) => write_record(field, record, indent, file, out),
        Value::Int(_) | Value::Number(_) | Value::Bool(_) | Value::Date(_) => {}
    }
}

fn write_record(field: &Field, record: &Record, indent: &str, file: &VPath, out: &mut String) {
    let deeper = if indent.is_empty() { "  " } else { indent };
    for inner in inner_fields(&field.kind).iter().filter(|inner| has_words(inner)) {
        if let Some(entry) = record.get(inner.name) {
            let mut line = String::new();
            write_field(inner, entry, deeper, file, &mut line);
            if !line.is_empty() {
                let _ = write!(out, "\n{}", line.trim_end());
            }
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string is always JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::pages::Kind;

    #[test]
    fn a_draft_has_the_words_and_not_the_data() {
        let text = "---\ntitle: Bölüm\ndate: 2020\nslug: bolum\nkey_points: [\"a: b\", *c*]\npolicy_refs:\n  - label: Yasa\n    code: X\n  - code: Y\ncover: {src: a.png, alt: Resim}\n---\nMetin\n";
        let file = VPath::fixed("content/tr/a.md");
        let read = |text: &str| crate::parse::parse(&file, text.as_bytes(), Kind::Chapter);
        let draft = skeleton(&text.replace("*c*", "'*c*'"), &read(&text.replace("*c*", "'*c*'")).value);
        assert_eq!(
            draft,
            "---\ncover:\n  alt: \"Resim\"\nkey_points:\n  - \"a: b\"\n  - \"*c*\"\npolicy_refs:\n  - label: \"Yasa\"\n  - {}\ntitle: \"Bölüm\"\n---\nMetin\n"
        );
        assert_eq!(read(&draft).problems, []);
        let plain = "# Başlık\n\nMetin\n";
        assert_eq!(skeleton(plain, &read(plain).value), plain);
    }
}
