//! One chapter as JSON for the templates: its running text.
//!
//! Plain words are strings; everything else is an object with its kind in `k`.

use serde_json::{Value, json};

use super::labels::label;
use super::locale;
use super::writer::{MAX_DEPTH, Writer};
use crate::doc::{Element, Inline, Inlines, Link, inlines_text, plain_text};
use crate::lang::Lang;
use crate::view::BookTarget;

impl<'a> Writer<'a> {
    pub fn inlines(&mut self, inlines: &'a Inlines) -> Vec<Value> {
        inlines.iter().flat_map(|inline| self.inline(inline)).collect()
    }

    fn inline(&mut self, inline: &'a Inline) -> Vec<Value> {
        if let Some(content) = inline.content().filter(|_| self.depth >= MAX_DEPTH) {
            self.too_deep();
            return self.inlines(content);
        }
        let value = match inline {
            Inline::Text(text) => return self.words(text),
            Inline::Emphasis(content) => json!({ "k": "em", "c": self.nested(content) }),
            Inline::Strong(content) => json!({ "k": "strong", "c": self.nested(content) }),
            Inline::Strikethrough(content) => json!({ "k": "strike", "c": self.nested(content) }),
            Inline::Code(text) => json!({ "k": "mono", "t": breakable(text) }),
            Inline::Link(link) if self.in_heading => return self.inlines(&link.content),
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => json!({ "k": "icon", "picture": self.picture(image) }),
            Inline::NoteReference { label, .. } => return self.note(label).into_iter().collect(),
            Inline::Html(html) => self.element(html.element, html.lang.as_deref(), &html.content),
            Inline::LineBreak => json!({ "k": "br" }),
            Inline::SoftBreak => json!(" "),
        };
        match inline {
            Inline::LineBreak | Inline::SoftBreak => self.quotes.pass(' '),
            Inline::Code(_) | Inline::Image(_) => self.quotes.pass('x'),
            Inline::Text(_)
            | Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Strikethrough(_)
            | Inline::Link(_)
            | Inline::NoteReference { .. }
            | Inline::Html(_) => {}
        }
        vec![value]
    }

    fn nested(&mut self, content: &'a Inlines) -> Vec<Value> {
        self.depth += 1;
        let values = self.inlines(content);
        self.depth -= 1;
        values
    }

    /// A link. Without a place to lead to its words stand alone; a link without
    /// words could be followed by nobody.
    pub fn link(&mut self, link: &'a Link) -> Value {
        let content = self.nested(&link.content);
        let target = self.chapter.links.get(&link.target);
        match target.filter(|_| !inlines_text(&link.content).trim().is_empty()) {
            Some(BookTarget::Web(address)) if is_usable(address) => {
                json!({ "k": "link", "url": address, "c": content })
            }
            Some(BookTarget::Chapter { path, anchor }) => {
                let to = anchor.as_ref().map_or_else(|| path.clone(), |anchor| label(path, anchor));
                json!({ "k": "link", "to": to, "c": content })
            }
            Some(BookTarget::Web(_)) | None => json!({ "k": "link", "c": content }),
        }
    }

    /// A footnote with its text at the first reference, a second mark later.
    fn note(&mut self, name: &'a str) -> Option<Value> {
        let chapter = self.chapter;
        let note = chapter.document.notes.get(name)?;
        let label = format!("{}#note:{name}", chapter.path);
        if !self.notes.insert(name) {
            return Some(json!({ "k": "mark", "label": label }));
        }
        let around = self.quotes;
        let blocks = match self.depth < MAX_DEPTH {
            true => self.inner(&note.blocks),
            false => vec![json!({ "k": "p", "c": [plain_text(&note.blocks)] })],
        };
        self.quotes = around;
        Some(json!({ "k": "note", "label": label, "repeated": self.in_heading || self.in_caption, "b": blocks }))
    }

    fn element(&mut self, element: Element, lang: Option<&str>, content: &'a Inlines) -> Value {
        let lang = lang.and_then(Lang::new);
        let outer = lang.clone().map(|lang| std::mem::replace(&mut self.lang, lang));
        let content = self.nested(content);
        self.lang = outer.unwrap_or_else(|| self.lang.clone());
        json!({ "k": "element", "element": element, "locale": lang.as_ref().map(locale), "c": content })
    }
}

/// Whether Typst takes this as an address.
fn is_usable(address: &str) -> bool {
    (1..=8000).contains(&address.len())
}

/// Code with places to break, since it is not hyphenated.
fn breakable(code: &str) -> String {
    const LONG: usize = 16;
    if code.chars().count() < LONG {
        return code.to_string();
    }
    let mut text = String::with_capacity(code.len() + 8);
    for c in code.chars() {
        text.push(c);
        if matches!(c, '_' | '.' | '/' | ',' | '(' | '=' | '-') {
            text.push('\u{200b}');
        }
    }
    text
}
