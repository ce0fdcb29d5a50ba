//! The view of a print edition.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::format::date_text;
use super::panels::panels;
use super::resolved::resolve;
use super::types::{BookMedia, BookTarget, BookView, ChapterView, TermView};
use crate::config::Edition;
use crate::doc::{Date, Document};
use crate::lang::Lang;
use crate::site::include::Documents;
use crate::site::links::Target;
use crate::site::{Page, Site};
use crate::strings::{Argument, Strings};

/// The book that the edition `name` is in `lang`; `message_ids` are the words of the print theme.
///
/// Problems of links are not repeated here: they are those of the pages.
pub fn book_view(
    site: &Site,
    strings: &Strings,
    documents: &Documents,
    message_ids: &[String],
    (name, edition): (&str, &Edition),
    lang: &Lang,
) -> BookView {
    let pages = pages(site, edition);
    let paths: Vec<&str> = pages.iter().map(|(page, _)| page.path.as_str()).collect();
    let chapter = |(page, level): &(&Page, u8)| chapter(site, strings, documents, &paths, page, *level, lang);
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
        imprint: imprint(site, strings, edition, &pages, lang),
        chapters: pages.iter().filter_map(chapter).collect(),
        terms: terms(site, lang),
        strings: message_ids.iter().map(|id| (id.clone(), strings.word(lang, id))).collect(),
    }
}

/// The named pages, each followed by those below it, with their depth from 1.
fn pages<'a>(site: &'a Site, edition: &Edition) -> Vec<(&'a Page, u8)> {
    let mut pages = Vec::new();
    for (path, _) in &edition.pages {
        if let Some(page) = site.page_or_folder(path) {
            collect(site, page, 1, &mut pages);
        }
    }
    pages
}

fn collect<'a>(site: &'a Site, page: &'a Page, level: u8, pages: &mut Vec<(&'a Page, u8)>) {
    let fields = &page.shown(&page.source).1.fields;
    let settings = fields.record("print");
    let excluded = settings.is_some_and(|print| print.get("include").is_some() && !print.flag("include"));
    if excluded || pages.iter().any(|(known, _)| known.path == page.path) {
        return;
    }
    pages.push((page, level));
    for child in page.children.iter().filter_map(|path| site.pages.get(path)) {
        collect(site, child, (level + 1).min(3), pages);
    }
}

/// What the publisher declares, then what the site knows: licence, date, address, translation.
fn imprint(
    site: &Site,
    strings: &Strings,
    edition: &Edition,
    pages: &[(&Page, u8)],
    lang: &Lang,
) -> Vec<(String, String)> {
    let word = |id: &str| strings.word(lang, id);
    let mut lines: Vec<(String, String)> =
        edition.imprint.iter().map(|(id, words)| (word(id), words.get(lang).to_string())).collect();
    let date = latest_date(pages).map(|date| date_text(strings, lang, date)).unwrap_or_default();
    lines.push((word("print-date"), date));
    lines.push((word("print-licence"), site.config.licence.get(lang).to_string()));
    lines.push((word("print-address"), site.config.base_url.clone()));
    if site.config.languages.len() > 1 {
        lines.push((word("print-translation"), translation(strings, pages, lang)));
    }
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

/// How much of the book is in its language.
fn translation(strings: &Strings, pages: &[(&Page, u8)], lang: &Lang) -> String {
    if pages.iter().all(|(page, _)| page.source == *lang) {
        return strings.word(lang, "print-original");
    }
    let translated = pages.iter().filter(|(page, _)| page.is_translated(lang)).count();
    let id = if translated == pages.len() { "print-translated" } else { "print-partly-translated" };
    let number = |count: usize| Argument::Text(count.to_string());
    strings.get(lang, id, &[("translated", number(translated)), ("total", number(pages.len()))])
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

pub(super) fn latest_date(pages: &[(&Page, u8)]) -> Option<Date> {
    let dates = pages.iter().flat_map(|(page, _)| {
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
