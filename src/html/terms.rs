//! Terms of the glossary in running text: a link at the first use on a page, its
//! definition at the end of the text.
//!
//! Headings, links, code, questions and boxes of facts keep their words as they
//! are: those who write them say so by [`Writer::without_terms`].

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::writer::{Medium, Writer};
use crate::doc::Inline;
use crate::site::glossary::Lexicon;
use crate::view::GlossaryView;

/// The links to the glossary of a page while it is being written.
pub struct Linking<'a> {
    lexicon: &'a Lexicon,
    /// The terms that have their link.
    pub linked: BTreeSet<usize>,
}

impl<'a> Linking<'a> {
    /// None if the page does not link terms.
    pub fn new(view: Option<&'a GlossaryView>) -> Option<Self> {
        let lexicon = view?.lexicon.as_deref()?;
        Some(Self { lexicon, linked: BTreeSet::new() })
    }

    /// The first uses in `text`: places and terms.
    fn first_uses(&mut self, text: &str) -> Vec<(usize, usize, usize)> {
        let uses = self.lexicon.uses(text).into_iter();
        uses.filter(|found| self.linked.insert(found.term)).map(|found| (found.start, found.end, found.term)).collect()
    }
}

impl Writer<'_> {
    /// What `write` appends, without links to the glossary.
    pub fn without_terms(&mut self, write: impl FnOnce(&mut Self)) {
        let linking = self.linking.take();
        write(self);
        self.linking = linking;
    }

    /// Text that `inlines` begin with, its terms linked; returns what follows it. A phrase may
    /// go on in the next line of the source.
    pub fn text_with_terms<'i>(&mut self, inlines: &'i [Inline]) -> &'i [Inline] {
        let is_text = |inline: &&Inline| matches!(inline, Inline::Text(_) | Inline::SoftBreak);
        let (run, rest) = inlines.split_at(inlines.iter().take_while(is_text).count());
        let text: String = run.iter().map(|inline| if let Inline::Text(text) = inline { text } else { "\n" }).collect();
        let uses = self.linking.as_mut().map(|linking| linking.first_uses(&text)).unwrap_or_default();
        let mut done = 0;
        for (start, end, term) in uses {
            self.text(&text[done..start]);
            self.term(term, &text[start..end]);
            done = end;
        }
        self.text(&text[done..]);
        rest
    }

    fn term(&mut self, number: usize, words: &str) {
        let Some((address, definition)) = self.entry(number) else { return self.text(words) };
        self.raw("<a class=\"term\"");
        self.attribute("href", &address);
        match self.medium {
            Medium::Page | Medium::Deck => self.attribute("aria-describedby", &definition),
            // The index of the book leads here.
            Medium::Ebook => {
                self.id(&definition);
                self.raw(" epub:type=\"glossref\" role=\"doc-glossref\"");
            }
        }
        self.raw(">");
        self.text(words);
        self.raw("</a>");
    }

    /// The address of a term and the name of its definition.
    fn entry(&self, number: usize) -> Option<(String, String)> {
        let (view, linking) = (self.view.glossary.as_ref()?, self.linking.as_ref()?);
        let entry = linking.lexicon.entries.get(number)?;
        Some((view.address(&entry.key, &entry.slug), definition_id(&entry.slug)))
    }

    /// The definitions of the terms that have a link: read out with it, and shown beside it by a script.
    pub fn definitions_of_terms(&mut self) {
        let Some(linking) = self.linking.take().filter(|linking| !linking.linked.is_empty()) else { return };
        self.raw("<div class=\"term-definitions\" hidden>\n");
        for entry in linking.linked.iter().filter_map(|number| linking.lexicon.entries.get(*number)) {
            let _ = write!(self.out, "<p id=\"{}\">", definition_id(&entry.slug));
            self.text(&entry.definition);
            self.raw("</p>\n");
        }
        self.raw("</div>\n");
    }

    /// The name of an entry in a list of terms or organisations; that of a term leads to its page.
    pub fn entry_name(&mut self, id: &str, name: &[Inline]) {
        match &self.view.glossary {
            Some(view) if view.entries.contains_key(id) => {
                let address = view.address(id, &view.entries[id]);
                self.raw("<a");
                self.attribute("href", &address);
                self.raw(">");
                self.inlines(name);
                self.raw("</a>");
            }
            _ => self.inlines(name),
        }
    }
}

/// The name of the definition of a term on a page, and of its first use in a chapter of an e-book.
/// Two hyphens never meet the anchor of a heading.
pub fn definition_id(slug: &str) -> String {
    format!("term--{slug}")
}
