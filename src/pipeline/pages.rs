//! Beat 3: every page of the site and the files beside them, but no print.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::finding::Records;
use super::{Finished, Options, PageCard, Prepared, Run, courses, finding, glossary, hash_of, pictures, translation};
use crate::artifact::Artifact;
use crate::diag::{Checked, Diagnostic};
use crate::html;
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::Url;
use crate::records;
use crate::search;
use crate::site::HOME;
use crate::view::{self, Addresses, Attachment, EditionFile, Editions};

/// A page as HTML and as search sees it.
pub struct Written {
    pub artifact: Artifact,
    pub record: Option<Arc<Record>>,
}

/// A page as search sees it.
pub struct Record {
    pub page: search::Page,
    hashes: OnceLock<Hashes>,
}

/// Of a whole record, and of its titles and headings.
#[derive(Clone, Copy)]
pub struct Hashes {
    pub whole: Hash,
    pub outline: Hash,
}

impl Record {
    pub fn new(page: search::Page) -> Self {
        Self { page, hashes: OnceLock::new() }
    }

    pub fn hashes(&self) -> Hashes {
        *self.hashes.get_or_init(|| {
            let page = &self.page;
            let headings: Vec<_> = page.sections.iter().map(|section| (&section.anchor, &section.heading)).collect();
            Hashes { whole: hash_of(page), outline: hash_of(&(&page.url, &page.title, &headings)) }
        })
    }
}

/// A page with the problems of its links.
pub struct Shown {
    problems: Vec<Diagnostic>,
    /// Of the page in the table of pages.
    key: Option<Hash>,
    written: Arc<Checked<Written>>,
}

/// What [`pages`] leaves for what stands beside them.
pub struct Gathered {
    /// The pages that nobody has taken yet.
    pub artifacts: Vec<Artifact>,
    records: Records,
    downloads: Editions,
}

/// Every page of the site.
pub fn pages(prepared: &Prepared, run: Run, finished: &Finished, problems: &mut Vec<Diagnostic>) -> Gathered {
    let Prepared { site, languages, .. } = prepared;
    let mut downloads = Editions::new();
    for edition in finished.editions {
        let path = &edition.artifact.path;
        let download = EditionFile {
            title: edition.title.clone(),
            url: Url::new(path.as_str()),
            format: path.extension().to_uppercase(),
            size: edition.artifact.bytes.len(),
        };
        downloads.entry(edition.lang.clone()).or_default().push(download);
    }
    let jobs: Vec<(&Lang, &String)> =
        languages.iter().flat_map(|lang| site.pages_for(lang).map(move |page| (lang, &page.path))).collect();
    let cards = cards_by_page(finished.cards);
    let hash = hash_of(&(&downloads, finished.attachments, &cards.values().collect::<Vec<_>>()));
    let files = Files { downloads, attachments: by_page(finished.attachments), cards, hash };
    let write = |place: &(&Lang, &String)| {
        let shown = page(prepared, run, &files, *place);
        let Checked { value: written, problems } = &*shown.written;
        let problems: Vec<Diagnostic> = shown.problems.iter().chain(problems).cloned().collect();
        (run.delivery.offer(written.artifact.clone()), written.record.clone(), problems)
    };
    let written: Vec<_> = jobs.par_iter().map(write).collect();

    let mut artifacts: Vec<Artifact> = Vec::with_capacity(written.len());
    let mut records = Records::new();
    for ((lang, _), (artifact, record, found)) in jobs.iter().zip(written) {
        problems.extend(found);
        artifacts.extend(artifact);
        records.entry((*lang).clone()).or_default().extend(record);
    }
    Gathered { artifacts, records, downloads: files.downloads }
}

/// The pages that the program itself makes and the files for machines; the text of pages is not needed any more.
pub fn beside(prepared: &Prepared, run: Run, gathered: &Gathered, problems: &mut Vec<Diagnostic>) -> Vec<Artifact> {
    let Prepared { snapshot, site, .. } = prepared;
    let Run { options, memo, .. } = run;
    let mut artifacts = glossary::term_pages(prepared, options, memo, problems);
    if site.config.features.search {
        artifacts.extend(finding::finding(prepared, run, &gathered.records).unpack(problems));
    }
    artifacts.extend(html::redirects(site, options.links).unpack(problems));
    artifacts.extend(pictures::published(snapshot, site, memo));
    // While nothing but prose changes, these stay as they are.
    let downloads = &gathered.downloads;
    let asked = (&prepared.languages, &options.not_found_base, downloads);
    let around = Hash::join([prepared.digest, prepared.theme.hash(), hash_of(&asked)]);
    let steady = memo.beside.get(memo.page_key(|| around), || steady(prepared, options, downloads));
    let key = memo.page_key(|| Hash::join([around, progress_key(prepared)]));
    let progress = memo.beside.get(key, || progress(prepared, options, downloads));
    for made in [steady, progress] {
        problems.extend(made.problems.iter().cloned());
        artifacts.extend(made.value.iter().cloned());
    }
    artifacts
}

/// Of everything that [`progress`] shows of the translations.
fn progress_key(prepared: &Prepared) -> Hash {
    let states: Vec<_> = prepared.translations.iter().map(translation::Status::of).collect();
    let words: Vec<_> = prepared.translations.iter().map(|one| one.report.words).collect();
    hash_of(&(states, words))
}

/// How far the translations are, for readers and for programs.
fn progress(prepared: &Prepared, options: &Options, downloads: &Editions) -> Checked<Vec<Artifact>> {
    let mut problems = Vec::new();
    let mut artifacts = translation::pages(prepared, options.links, downloads, &mut problems);
    artifacts.extend(translation::status_file(&prepared.site, &prepared.translations));
    Checked::new(artifacts, problems)
}

fn steady(prepared: &Prepared, options: &Options, downloads: &Editions) -> Checked<Vec<Artifact>> {
    let Prepared { site, strings, theme, languages, .. } = prepared;
    let mut problems = Vec::new();
    let mut artifacts = not_found(prepared, options, downloads, &mut problems);
    artifacts.push(html::sitemap(site));
    artifacts.push(html::robots(site));
    if site.config.features.feed {
        artifacts.extend(languages.iter().map(|lang| html::feed(site, lang)));
    }
    let front = view::front_page(site, strings, options.links);
    artifacts.push(html::languages(theme, &front).unpack(&mut problems));
    artifacts.extend(records::files(site, languages));
    artifacts.extend(theme.assets().iter().cloned());
    Checked::new(artifacts, problems)
}

/// What readers can take away.
struct Files<'a> {
    downloads: Editions,
    attachments: Attachments<'a>,
    /// Addresses of cards by the page's path and language.
    cards: BTreeMap<(String, Lang), &'a str>,
    hash: Hash,
}

/// Files of pages by the page's path and language.
type Attachments<'a> = BTreeMap<(String, Lang), Vec<&'a Attachment>>;

fn by_page(attachments: &[Attachment]) -> Attachments<'_> {
    let mut pages = Attachments::new();
    for attachment in attachments {
        pages.entry((attachment.page.clone(), attachment.lang.clone())).or_default().push(attachment);
    }
    pages
}

fn cards_by_page(cards: &[PageCard]) -> BTreeMap<(String, Lang), &str> {
    cards.iter().map(|card| ((card.page.clone(), card.lang.clone()), card.artifact.path.as_str())).collect()
}

/// A page as its readers see it.
fn page(prepared: &Prepared, run: Run, files: &Files, (lang, path): (&Lang, &String)) -> Arc<Shown> {
    let Run { options, memo, .. } = run;
    let Prepared { site, documents, hashes, strings, theme, .. } = prepared;
    let page = &site.pages[path];
    let id = (path.clone(), page.shown(lang).0.clone());
    let (document, document_hash) = (&documents[&id], hashes[&id]);
    let place = Hash::of_parts([lang.as_str().as_bytes(), path.as_bytes()]);
    // A view costs more than most look-ups. While nothing but prose has changed, all
    // that it is made from is known to be the same.
    let state = translation::key(prepared, path, lang);
    let surroundings =
        memo.page_key(|| Hash::join([prepared.digest, theme.hash(), files.hash, document_hash, place, state]));
    let shown = memo.shown.get(surroundings, || {
        let checked = view::page_view(site, strings, &files.downloads, options.links, page, lang);
        let mut view = checked.value;
        let url = page.url(lang);
        view::attach(&mut view, files.attachments.get(&id).map_or(&[], Vec::as_slice), url, options.links);
        translation::tell(prepared, options.links, page, lang, &mut view);
        view.card = files.cards.get(&id).map(|address| Url::new(*address).absolute(&site.config.base_url));
        view.slides_url = courses::slides_link(prepared, page, lang, options.links);
        let key = memo.page_key(|| Hash::join([theme.hash(), document_hash, hash_of(&(&view, &view.content, url))]));
        let written = memo.pages.get(key, || {
            let html = html::page(theme, strings, &view, document, url.file(), path == HOME);
            let findable = !view.fallback && !view.content.search.hidden;
            let record = findable.then(|| Arc::new(Record::new(search::record(&view, document, url.as_str()))));
            Checked::new(Written { artifact: html.value, record }, html.problems)
        });
        Shown { problems: checked.problems, key, written }
    });
    if let Some(key) = shown.key {
        memo.pages.keep(key);
    }
    shown
}

/// The pages for addresses that lead nowhere.
fn not_found(
    prepared: &Prepared,
    options: &Options,
    editions: &Editions,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let Prepared { site, strings, theme, languages, .. } = prepared;
    let base = options.not_found_base.as_deref().unwrap_or(&site.config.base_url);
    let page = |lang: &Lang| {
        let place = ("404.html", Addresses::Absolute(base));
        let view = view::special_page(site, strings, editions, options.links, place, lang);
        html::not_found(theme, &view, Url::new(format!("{lang}/404.html")).file()).unpack(problems)
    };
    languages.iter().map(page).collect()
}
