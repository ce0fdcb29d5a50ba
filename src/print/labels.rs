//! The places of a book that a link can lead to, and the pictures it shows.
//!
//! A link may lead forwards, so links are written as they are wished for and
//! looked up when the whole book is written: one that leads to a place that is
//! not printed leads to its chapter, or stays plain words.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Picture;
use super::terms::Terms;
use crate::diag::Span;
use crate::path::VPath;
use crate::view::BookMedia;

/// What the chapters of a book have in common while they are written.
#[derive(Default)]
pub struct References {
    labels: BTreeSet<String>,
    pub pictures: Vec<Picture>,
    pub terms: Terms,
}

/// The label of an anchor of a chapter.
pub fn label(chapter: &str, anchor: &str) -> String {
    format!("{chapter}#{anchor}")
}

/// The mark of a term of the glossary where it occurs.
pub fn term(place: usize) -> String {
    format!("term:{place}")
}

impl References {
    pub fn new(terms: Terms) -> Self {
        Self { terms, ..Self::default() }
    }

    /// `label`, unless something of the book has it already.
    pub fn claim(&mut self, label: String) -> Option<String> {
        self.labels.insert(label.clone()).then_some(label)
    }

    /// The place of a file among the pictures of the book.
    pub fn picture(&mut self, media: &BookMedia, asked_in: &VPath, span: Span) -> usize {
        if let Some(index) = self.pictures.iter().position(|picture| picture.file == media.file) {
            return index;
        }
        let (file, hash) = (media.file.clone(), media.hash.clone());
        self.pictures.push(Picture { file, hash, asked_in: asked_in.clone(), span, drawing: None });
        self.pictures.len() - 1
    }

    /// The place of a drawing among the pictures of the book.
    pub fn drawing(&mut self, drawing: String, asked_in: &VPath, span: Span) -> usize {
        let file = VPath::fixed("drawing.svg");
        self.pictures.push(Picture {
            file,
            hash: String::new(),
            asked_in: asked_in.clone(),
            span,
            drawing: Some(drawing),
        });
        self.pictures.len() - 1
    }

    /// Makes every `to` below `value` name a place that is printed.
    pub fn resolve(&self, value: &mut Value) {
        match value {
            Value::Array(values) => values.iter_mut().for_each(|value| self.resolve(value)),
            Value::Object(fields) => {
                if let Some(Value::String(label)) = fields.get("to") {
                    let nearest = self.nearest(label).map(Value::from);
                    fields.insert("to".to_string(), nearest.unwrap_or(Value::Null));
                }
                fields.values_mut().for_each(|value| self.resolve(value));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn nearest(&self, label: &str) -> Option<String> {
        let chapter = label.split('#').next().unwrap_or(label);
        [label, chapter].into_iter().find(|label| self.labels.contains(*label)).map(str::to_string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_link_to_a_place_that_is_not_printed_leads_to_its_chapter() {
        let mut references = References::default();
        assert_eq!(references.claim("unit".to_string()).as_deref(), Some("unit"));
        assert_eq!(references.claim("unit".to_string()), None);
        references.claim(label("unit", "staff"));
        let mut value = json!([{ "to": "unit#staff" }, { "to": "unit#gone" }, { "c": [{ "to": "gone" }] }]);
        references.resolve(&mut value);
        assert_eq!(value, json!([{ "to": "unit#staff" }, { "to": "unit" }, { "c": [{ "to": null }] }]));
    }
}
