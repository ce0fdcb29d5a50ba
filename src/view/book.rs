//! The view of a print edition.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::format::date_text;
use super::panels::panels;
use super::resolved::resolve;
use super::types::{BookMedia, BookTarget, BookView, ChapterView, TermView};
use crate::config::{Edition, SITE_FILE, Words};
use crate::diag::Span;
use crate::doc::{Block, BlockKind, Date, Definition, Document, Inline, Record};
use crate::lang::Lang;
use crate::path::VPath;
use crate::schema::pages::Kind;
use crate::site::include::Documents;
use crate::site::links::Target;
use crate::site::{Page, Site};
use crate::strings::{Argument, Strings};
use crate::translate::State;

/// What books are made from.
#[derive(Clone, Copy)]
pub struct Books<'a> {
    pub site: &'a Site,
    pub strings: &'a Strings,
    pub documents: &'a Documents,
    /// The words of the print theme.
    pub message_ids: &'a [String],
    /// How far the translation of a page is; nothing where it was written first.
    pub state: &'a dyn Fn(&str, &Lang) -> Option<State>,
}

/// The book that the edition `name` is in `lang`.
///
/// Problems of links are not repeated here: they are those of the pages.
pub fn book_view(books: Books, (name, edition): (&str, &Edition), lang: &Lang) -> BookView {
    let Books { site, strings, message_ids, .. } = books;
    let entries = entries(site, edition);
    let pages: Vec<&Page> = entries.iter().filter_map(Entry::page).collect();
    BookView {
        edition: name.to_string(),
        lang: lang.clone(),
        direction: lang.direction(),
        title: edition.title.get(lang).to_string(),
        subtitle: edition.subtitle.get(lang).to_string(),
        site_title: site.config.title.get(lang).to_string(),
        publisher: site.config.publisher.get(lang).to_string(),
        licence: site.config.licence.get(lang).to_string(),
        paper: edition.paper.clone(),
        booklet: edition.booklet,
        date: latest_date(&pages),
        imprint: imprint(books, edition, &pages, lang),
        chapters: chapters(books, &entries, &pages, lang),
        terms: terms(site, lang),
        lexicon: site.lexicons.get(lang).cloned(),
        strings: message_ids
            .iter()
            .map(String::as_str)
            .chain(["language-name"])
            .map(|id| (id.to_string(), strings.word(lang, id)))
            .collect(),
    }
}

impl BookView {
    /// A glossary of `terms`, for the end of a book that does not hold that of the site.
    pub fn glossary<'a>(&self, terms: impl Iterator<Item = &'a TermView>) -> Option<ChapterView> {
        let entry = |term: &TermView| {
            let meaning = Block { span: Span::default(), kind: BlockKind::Paragraph(term.definition.clone()) };
            Definition {
                term: vec![Inline::Text(term.term.clone())],
                descriptions: vec![vec![meaning]],
                id: Some(term.key.clone()),
                span: Span::default(),
            }
        };
        let entries: Vec<Definition> = terms.map(entry).collect();
        if entries.is_empty() || self.chapters.iter().any(|chapter| chapter.kind == Kind::Glossary) {
            return None;
        }
        let document = Document {
            file: VPath::fixed("content/data/glossary.yaml"),
            fields: Record::default(),
            blocks: vec![Block { span: Span::default(), kind: BlockKind::DefinitionList(entries) }],
            notes: BTreeMap::new(),
        };
        let title = self.strings.get("print-glossary").cloned().unwrap_or_default();
        Some(ChapterView::made("glossary".to_string(), Kind::Glossary, &self.lang, title, document))
    }
}

/// What stands in a book: a page with its depth from 1, or the title of a part.
enum Entry<'a> {
    Page(&'a Page, u8),
    Part(&'a Words),
}

impl<'a> Entry<'a> {
    fn page(&self) -> Option<&'a Page> {
        match self {
            Self::Page(page, _) => Some(page),
            Self::Part(_) => None,
        }
    }
}

/// The named pages, each followed by those below it; then the parts.
fn entries<'a>(site: &'a Site, edition: &'a Edition) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    let add = |named: &[(String, Span)], level: u8, entries: &mut Vec<Entry<'a>>| {
        for page in named.iter().filter_map(|(path, _)| site.page_or_folder(path)) {
            collect(site, page, level, entries);
        }
    };
    add(&edition.pages, 1, &mut entries);
    for part in &edition.parts {
        entries.push(Entry::Part(&part.title));
        add(&part.pages, 2, &mut entries);
    }
    entries
}

fn collect<'a>(site: &'a Site, page: &'a Page, level: u8, entries: &mut Vec<Entry<'a>>) {
    let excluded = print_setting(page, "include") == Some(false);
    if excluded || entries.iter().any(|entry| entry.page().is_some_and(|known| known.path == page.path)) {
        return;
    }
    entries.push(Entry::Page(page, level));
    for child in page.children.iter().filter_map(|path| site.pages.get(path)) {
        collect(site, child, (level + 1).min(3), entries);
    }
}

/// What the page says of itself in `print:`.
fn print_setting(page: &Page, name: &str) -> Option<bool> {
    let settings = page.shown(&page.source).1.fields.record("print")?;
    settings.get(name).map(|_| settings.flag(name))
}

fn chapters(books: Books, entries: &[Entry], pages: &[&Page], lang: &Lang) -> Vec<ChapterView> {
    let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let chapter = |(number, entry): (usize, &Entry)| match entry {
        Entry::Page(page, level) => {
            let view = chapter(books.site, books.strings, books.documents, &paths, page, *level, lang)?;
            let follows = number > 0 && print_setting(page, "break") == Some(false);
            Some(ChapterView { follows, ..view })
        }
        Entry::Part(title) => Some(part(number, title.get(lang), lang)),
    };
    entries.iter().enumerate().filter_map(chapter).collect()
}

/// A part has a title and nothing else. No page's path looks like its own.
fn part(number: usize, title: &str, lang: &Lang) -> ChapterView {
    let document = Document {
        file: VPath::fixed(SITE_FILE),
        fields: Record::default(),
        blocks: Vec::new(),
        notes: BTreeMap::new(),
    };
    let path = format!("part:{number}");
    ChapterView { part: true, ..ChapterView::made(path, Kind::Page, lang, title.to_string(), document) }
}

/// What the publisher declares, then what the site knows: licence, date, address, translation.
fn imprint(books: Books, edition: &Edition, pages: &[&Page], lang: &Lang) -> Vec<(String, String)> {
    let Books { site, strings, .. } = books;
    let word = |id: &str| strings.word(lang, id);
    let mut lines: Vec<(String, String)> =
        edition.imprint.iter().map(|(id, words)| (word(id), words.get(lang).to_string())).collect();
    let date = latest_date(pages).map(|date| date_text(strings, lang, date)).unwrap_or_default();
    lines.push((word("print-date"), date));
    lines.push((word("print-licence"), site.config.licence.get(lang).to_string()));
    lines.push((word("print-address"), site.config.base_url.clone()));
    if site.config.languages.len() > 1 {
        lines.push((word("print-translation"), translation(books, pages, lang)));
    }
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

/// How much of the book is in its language, and how far that can be relied on.
fn translation(books: Books, pages: &[&Page], lang: &Lang) -> String {
    if pages.iter().all(|page| page.source == *lang) {
        return books.strings.word(lang, "print-original");
    }
    let mut counts = [0; 4];
    for page in pages {
        counts[standing(books, page, lang) as usize] += 1;
    }
    if counts[Standing::Current as usize] == pages.len() {
        return books.strings.word(lang, "print-translated");
    }
    let number = |count: usize| Argument::Text(count.to_string());
    let sentence = |standing: &Standing| {
        let count = counts[*standing as usize];
        let arguments = [("count", number(count)), ("total", number(pages.len()))];
        (count > 0).then(|| books.strings.get(lang, standing.message(), &arguments))
    };
    Standing::ALL.iter().filter_map(sentence).collect::<Vec<_>>().join(" ")
}

/// What a reader of print must know of a page's translation.
#[derive(Clone, Copy)]
enum Standing {
    Current,
    Outdated,
    Unverified,
    Original,
}

impl Standing {
    const ALL: [Self; 4] = [Self::Current, Self::Outdated, Self::Unverified, Self::Original];

    fn message(self) -> &'static str {
        match self {
            Self::Current => "print-pages-current",
            Self::Outdated => "print-pages-outdated",
            Self::Unverified => "print-pages-unverified",
            Self::Original => "print-pages-original",
        }
    }
}

fn standing(books: Books, page: &Page, lang: &Lang) -> Standing {
    if page.source == *lang {
        return Standing::Current;
    }
    if !page.is_translated(lang) {
        return Standing::Original;
    }
    match (books.state)(&page.path, lang) {
        Some(State::Stale | State::Missing | State::Extra) => Standing::Outdated,
        Some(State::Unconfirmed) | None => Standing::Unverified,
        Some(State::Ok | State::Minor | State::Adapted | State::Identical) => Standing::Current,
    }
}

/// The glossary in the order of the language's alphabet.
fn terms(site: &Site, lang: &Lang) -> Vec<TermView> {
    let compare = lang.sorter();
    let view = |(key, term): (&String, &crate::site::data::Term)| TermView {
        key: key.clone(),
        term: term.term.get(lang).to_string(),
        forms: term.forms.get(lang.as_str()).cloned().unwrap_or_default(),
        definition: term.definition.get(lang.as_str()).cloned().unwrap_or_default(),
    };
    let mut terms: Vec<TermView> = site.data.glossary.iter().flatten().map(view).collect();
    terms.sort_by(|a, b| compare(&a.term, &b.term));
    terms
}

pub(super) fn latest_date(pages: &[&Page]) -> Option<Date> {
    let dates = pages.iter().flat_map(|page| {
        let fields = &page.shown(&page.source).1.fields;
        [fields.date("date"), fields.date("reviewed")]
    });
    dates.flatten().max()
}

pub(super) fn chapter(
    site: &Site,
    strings: &Strings,
    documents: &Documents,
    in_book: &[&str],
    page: &Page,
    level: u8,
    lang: &Lang,
) -> Option<ChapterView> {
    let (content_lang, version) = page.shown(lang);
    let document: &Arc<Document> = documents.get(&(page.path.clone(), content_lang.clone()))?;
    let panels = panels(site, strings, page, content_lang, version);
    let resolved = resolve(site, page, lang, version, &panels).value;
    let target = |target: &Target| match target {
        Target::Page { page, anchor } if in_book.contains(&page.path.as_str()) => {
            BookTarget::Chapter { path: page.path.clone(), anchor: anchor.clone() }
        }
        Target::Page { page, anchor } => {
            let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
            BookTarget::Web(page.url(lang).absolute(&site.config.base_url) + &anchor)
        }
        Target::Media(file) => BookTarget::Web(file.url().absolute(&site.config.base_url)),
        Target::Web(address) => BookTarget::Web(address.clone()),
    };
    let links: BTreeMap<String, BookTarget> =
        resolved.links.iter().map(|(written, found)| (written.clone(), target(found))).collect();
    let media = resolved.media.iter().map(|(written, file)| {
        let view = BookMedia {
            file: file.path.clone(),
            hash: file.hash.short(16),
            size: file.size,
            web_address: file.url().absolute(&site.config.base_url),
            rows: file.rows.clone(),
        };
        (written.clone(), view)
    });
    Some(ChapterView {
        path: page.path.clone(),
        kind: page.kind,
        lang: content_lang.clone(),
        level,
        title: page.title(lang).to_string(),
        short_title: page.short_title(lang).to_string(),
        part: false,
        follows: false,
        audience: site.config.audience,
        web_address: page.url(lang).absolute(&site.config.base_url),
        document: Arc::clone(document),
        lead: panels.lead,
        tail: panels.tail,
        anchors: version.anchors.clone(),
        links,
        media: media.collect(),
        notes: site.config.audience.notes(&version.summary).to_vec(),
    })
}
