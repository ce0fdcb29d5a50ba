//! What the typesetter would refuse, found and replaced before it starts.
//!
//! Typst stops at the first letter without a shape and the first broken
//! picture, and names the template's line, not the author's. So both are looked
//! for here: the letter becomes an empty box, the picture its words, and the
//! author is told where.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Book, Chapter, picture_path};
use crate::diag::{Checked, Diagnostic, Span};
use crate::path::VPath;
use crate::problems;

/// Stands where a letter has no shape.
const EMPTY_BOX: char = '□';

/// Fields that are never drawn.
const NOT_DRAWN: [&str; 10] = ["k", "kind", "label", "to", "url", "src", "path", "alt", "address", "mark"];

/// Where problems of the title and the imprint are reported.
const SETTINGS: &str = "content/site.yaml";

/// The front matter and chapters of `book` without what cannot be printed.
/// `has_glyph` knows the letters of the fonts, `fault` what is wrong with a picture.
pub fn check(
    book: &Book,
    has_glyph: &dyn Fn(char) -> bool,
    fault: &dyn Fn(&VPath) -> Option<String>,
) -> Checked<(Value, Vec<Value>)> {
    let mut problems = Vec::new();
    let mut broken = BTreeSet::new();
    for (index, picture) in book.pictures.iter().enumerate().filter(|(_, picture)| picture.drawing.is_none()) {
        if let Some(reason) = fault(&picture.file) {
            problems.push(problems::print_picture(&picture.asked_in, picture.span, &picture.file, &reason));
            broken.insert(picture_path(index));
        }
    }
    let settings = Chapter { file: VPath::fixed(SETTINGS), content: book.front.clone() };
    let mut checked = |chapter: &Chapter| {
        let (file, mut content) = (&chapter.file, chapter.content.clone());
        let mut preflight =
            Preflight { file, broken: &broken, has_glyph, here: Span::default(), problems: &mut problems };
        preflight.value(&mut content);
        content
    };
    let front = checked(&settings);
    let chapters = book.chapters.iter().map(checked).collect();
    Checked::new((front, chapters), problems)
}

struct Preflight<'a> {
    file: &'a VPath,
    broken: &'a BTreeSet<String>,
    has_glyph: &'a dyn Fn(char) -> bool,
    /// The block around.
    here: Span,
    problems: &'a mut Vec<Diagnostic>,
}

impl Preflight<'_> {
    fn value(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(values) => values.iter_mut().for_each(|value| self.value(value)),
            Value::Object(fields) => self.object(fields),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn object(&mut self, fields: &mut serde_json::Map<String, Value>) {
        let around = self.here;
        self.here = fields.get("pos").and_then(span).unwrap_or(around);
        if fields.get("src").and_then(Value::as_str).is_some_and(|source| self.broken.contains(source)) {
            fields.insert("src".to_string(), Value::Null);
        }
        for (name, value) in fields.iter_mut() {
            if !NOT_DRAWN.contains(&name.as_str()) {
                self.value(value);
            }
        }
        self.here = around;
    }

    fn text(&mut self, text: &mut String) {
        let drawn = |c: char| is_space(c) || (self.has_glyph)(c);
        if text.chars().all(drawn) {
            return;
        }
        let missing: String = text.chars().filter(|c| !drawn(*c) && !is_mark(*c)).collect();
        let mut whole = String::with_capacity(text.len());
        for c in text.chars() {
            match drawn(c) {
                true => whole.push(c),
                // One box for each unknown word is enough.
                false if is_mark(c) || whole.ends_with(EMPTY_BOX) => {}
                false => whole.push(EMPTY_BOX),
            }
        }
        *text = whole;
        if !missing.is_empty() {
            self.problems.push(problems::print_no_glyph(self.file, self.here, &missing));
        }
    }
}

fn span(pos: &Value) -> Option<Span> {
    let at = |index: usize| usize::try_from(pos.get(index)?.as_u64()?).ok();
    Some(Span::new(at(0)?, at(1)?))
}

/// What the typesetter turns into space or a place to break.
fn is_space(c: char) -> bool {
    matches!(c, '\n' | '\t' | '\u{ad}' | '\u{200b}') || (c.is_whitespace() && !c.is_control())
}

/// What has no shape of its own and is dropped without a word.
fn is_mark(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn book(content: Value) -> Book {
        let file = VPath::fixed("content/en/page.md");
        let picture = super::super::Picture {
            file: VPath::fixed("content/media/broken.png"),
            hash: String::new(),
            asked_in: file.clone(),
            span: Span::new(7, 9),
            drawing: None,
        };
        let chapters = vec![Chapter { file, content }];
        Book {
            ident: String::new(),
            date: None,
            template: "main.typ".into(),
            front: json!({}),
            chapters,
            pictures: vec![picture],
            imposition: None,
        }
    }

    fn check_latin(content: Value) -> (Value, Vec<Diagnostic>) {
        let fault = |_: &VPath| Some("it is broken".to_string());
        let checked = check(&book(content), &|c| c < '\u{250}' || c == EMPTY_BOX, &fault);
        (checked.value.1[0].clone(), checked.problems)
    }

    #[test]
    fn a_word_without_shape_becomes_a_box_and_names_its_line() {
        let (content, problems) = check_latin(json!([{ "k": "p", "pos": [40, 60], "c": ["a مرحبا b"] }]));
        assert_eq!(content[0]["c"][0], "a □ b");
        let problem = problems.iter().find(|problem| problem.code == "print-no-glyph").unwrap();
        assert_eq!(problem.span, Span::new(40, 60));
        assert!(problem.message.contains("مرحبا"));
    }

    #[test]
    fn a_broken_picture_is_replaced_by_its_words() {
        let (content, problems) = check_latin(json!([{ "src": "/media/0", "alt": "日本" }]));
        assert_eq!(content[0], json!({ "src": null, "alt": "日本" }));
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].span, Span::new(7, 9));
    }
}
