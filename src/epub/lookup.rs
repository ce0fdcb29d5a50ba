//! What a reader looks up: the glossary of a book that does not hold that of the
//! site, and an index, which names the chapters where a term stands, since an
//! e-book has no pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{chapter_file, page, title};
use crate::html::{definition_id, escape};
use crate::schema::pages::Kind;
use crate::view::{BookView, TermView};

/// The chapters that use the terms of a book, by the places of terms in its lexicon.
#[derive(Default)]
pub struct Uses {
    chapters: BTreeMap<usize, Vec<usize>>,
}

impl Uses {
    pub fn add(&mut self, chapter: usize, terms: BTreeSet<usize>) {
        terms.into_iter().for_each(|term| self.chapters.entry(term).or_default().push(chapter));
    }

    pub fn is_empty(&self) -> bool {
        self.chapters.is_empty()
    }

    /// The terms of the book in alphabetical order, each with its page's name and the chapters that use it.
    fn terms<'a>(&'a self, view: &'a BookView) -> impl Iterator<Item = (&'a TermView, &'a str, &'a [usize])> {
        let entries = view.lexicon.iter().flat_map(|lexicon| lexicon.entries.iter().enumerate());
        let used = entries.filter_map(|(place, entry)| Some((&entry.key, (&entry.slug, self.chapters.get(&place)?))));
        let used: BTreeMap<_, _> = used.collect();
        view.terms.iter().filter_map(move |term| {
            let (slug, chapters) = used.get(&term.key)?;
            Some((term, slug.as_str(), chapters.as_slice()))
        })
    }

    /// The terms that the book uses, in alphabetical order.
    pub fn words<'a>(&'a self, view: &'a BookView) -> impl Iterator<Item = &'a TermView> {
        self.terms(view).map(|(term, _, _)| term)
    }
}

/// The file of the glossary: the page of the site if it is in the book, else a chapter after the last.
pub fn glossary_file(view: &BookView) -> String {
    let own = view.chapters.iter().position(|chapter| chapter.kind == Kind::Glossary);
    chapter_file(own.unwrap_or(view.chapters.len()))
}

pub fn index_title(view: &BookView) -> String {
    view.strings.get("print-index").cloned().unwrap_or_default()
}

/// The page of the index.
pub fn index(view: &BookView, uses: &Uses) -> String {
    let title_of_index = index_title(view);
    let mut text = String::from("<section epub:type=\"index\" role=\"doc-index\">\n<h1>");
    escape(&title_of_index, &mut text);
    text.push_str("</h1>\n");
    let mut letter = String::new();
    for (term, slug, chapters) in uses.terms(view) {
        let initial = view.lang.initial(&term.term);
        if initial != letter {
            text.push_str(if letter.is_empty() { "<h2>" } else { "</ul>\n<h2>" });
            escape(&initial, &mut text);
            text.push_str("</h2>\n<ul class=\"index\">\n");
            letter = initial;
        }
        text.push_str("<li>");
        escape(&term.term, &mut text);
        for (number, chapter) in chapters.iter().enumerate() {
            text.push_str(if number == 0 { ": " } else { "; " });
            let _ = write!(text, "<a href=\"{}#{}\">", chapter_file(*chapter), definition_id(slug));
            escape(title(&view.chapters[*chapter]), &mut text);
            text.push_str("</a>");
        }
        text.push_str("</li>\n");
    }
    text.push_str(if letter.is_empty() { "</section>\n" } else { "</ul>\n</section>\n" });
    page(&title_of_index, &view.lang, &text)
}
