//! The driver: a snapshot in, all output files and problems out.
//!
//! Parse every file alone, assemble their summaries, write every output alone.
//! The same snapshot and options give the same bytes, with any number of
//! threads and whatever the [`Memo`] holds. The only user of rayon.

mod audience;
mod ebooks;
#[cfg(feature = "print")]
mod editions;
mod sources;
pub mod translation;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::artifact::Artifact;
use crate::config::{self, Config};
use crate::diag::{Checked, Diagnostic, Severity};
use crate::doc::{self, Audience, Date, Document};
use crate::html::{self, IndexItem, Letter};
use crate::lang::Lang;
use crate::memo::{Hash, Table};
use crate::path::{LinkStyle, Url};
use crate::problems;
use crate::search;
use crate::site::include::{self, Documents};
use crate::site::{self, HOME, PageInput, Site, VersionInput};
use crate::snapshot::Snapshot;
use crate::strings::{self, Strings};
use crate::theme::{self, Theme};
use crate::translate::Report;
use crate::view::{self, Addresses, EditionFile, Editions};
#[cfg(feature = "print")]
use editions::editions;
use sources::{Group, Parsed, add_home, parse_all};
use translation::Translation;

/// What a build may be asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Pages marked as drafts too.
    pub drafts: bool,
    /// Instead of the one in `site.yaml`.
    pub base_url: Option<String>,
    pub editions: EditionChoice,
    /// Only these languages; all if empty.
    pub languages: Vec<Lang>,
    pub links: LinkStyle,
    /// Whom the output is for.
    pub audience: Audience,
    /// Where pages for addresses that lead nowhere say that they stand, instead of at the
    /// base address: they are shown at any address, so theirs are absolute.
    pub not_found_base: Option<String>,
    /// For reminders that a review is due; it reaches no output.
    pub today: Option<Date>,
}

/// Which print editions to typeset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EditionChoice {
    #[default]
    All,
    None,
    /// Those that [`print`] made last with the same memo, even if they are out of date.
    Earlier,
    Named(Vec<String>),
}

impl Options {
    /// The editions to make for this audience.
    fn chosen_editions<'a>(&self, config: &'a Config) -> impl Iterator<Item = (&'a String, &'a config::Edition)> {
        let wanted = |(name, edition): &(&String, &config::Edition)| {
            edition.audience == self.audience && self.editions.has(name, config)
        };
        config.editions.iter().filter(wanted)
    }
}

impl EditionChoice {
    fn has(&self, name: &str, config: &Config) -> bool {
        match self {
            Self::All => config.features.print,
            Self::None | Self::Earlier => false,
            Self::Named(names) => names.iter().any(|wanted| wanted == name),
        }
    }
}

/// The outcome of a build.
#[derive(Default)]
pub struct Build {
    /// By path.
    pub artifacts: Vec<Artifact>,
    /// By file and place.
    pub problems: Vec<Diagnostic>,
    pub pages: usize,
    /// In the order of the settings.
    pub languages: Vec<Lang>,
}

impl Build {
    /// Whether every page could be written, right or wrong. Settings that cannot be
    /// read, or a broken template, leave nothing worth showing.
    pub fn is_whole(&self) -> bool {
        let is_page = |file: &&Artifact| file.path.extension() == "html";
        !self.artifacts.is_empty() && self.artifacts.iter().filter(is_page).all(|page| !page.bytes.is_empty())
    }

    /// Whether the site may be published.
    pub fn is_good(&self) -> bool {
        !self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// Results of earlier builds by the hashes of what they were made from.
#[derive(Default)]
pub struct Memo {
    documents: Table<Checked<Arc<Document>>>,
    pages: Table<Checked<Written>>,
    indexes: Table<Vec<Artifact>>,
    reports: Table<Report>,
    ebooks: Table<Vec<u8>>,
    #[cfg(feature = "print")]
    books: Table<Checked<Option<Vec<u8>>>>,
    /// What [`print`] made last.
    editions: Mutex<Checked<Vec<Edition>>>,
}

/// A page as HTML and as search sees it.
struct Written {
    artifact: Artifact,
    record: Option<search::Page>,
}

/// The whole site.
pub fn build(snapshot: &Snapshot, options: &Options, memo: &Memo) -> Build {
    let mut problems = Vec::new();
    let written = prepare(snapshot, options, memo, &mut problems).map(|prepared| {
        let editions = match options.editions {
            EditionChoice::Earlier => memo.editions().clone().unpack(&mut problems),
            _ => books(&prepared, options, memo, &mut problems),
        };
        let mut artifacts = pages(&prepared, options, memo, &editions, &mut problems);
        artifacts.extend(editions.into_iter().map(|edition| edition.artifact));
        (artifacts, prepared.site.order.len() * prepared.languages.len(), prepared.languages)
    });
    memo.retire();
    let (artifacts, pages, languages) = written.unwrap_or_default();
    Build { pages, languages, ..finish(artifacts, problems) }
}

/// The print editions alone.
pub fn print(snapshot: &Snapshot, options: &Options, memo: &Memo) -> Build {
    let mut problems = Vec::new();
    let artifacts = prepare(snapshot, options, memo, &mut problems).map(|prepared| {
        let mut found = Vec::new();
        let editions = books(&prepared, options, memo, &mut found);
        let artifacts = editions.iter().map(|edition| edition.artifact.clone()).collect();
        problems.extend(found.iter().cloned());
        *memo.editions() = Checked::new(editions, found);
        memo.retire_books();
        artifacts
    });
    finish(artifacts.unwrap_or_default(), problems)
}

/// The same on a thread of its own beside those that build pages, which so never wait for it.
pub fn print_aside(snapshot: &Snapshot, options: &Options, memo: &Memo) -> Build {
    match rayon::ThreadPoolBuilder::new().num_threads(1).build() {
        Ok(pool) => pool.install(|| print(snapshot, options, memo)),
        Err(_) => print(snapshot, options, memo),
    }
}

fn finish(mut artifacts: Vec<Artifact>, mut problems: Vec<Diagnostic>) -> Build {
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    // Two pages may ask for the same file.
    artifacts.dedup_by(|a, b| a.path == b.path);
    problems.sort();
    problems.dedup();
    Build { artifacts, problems, ..Build::default() }
}

impl Memo {
    fn retire(&self) {
        self.documents.retire();
        self.pages.retire();
        self.indexes.retire();
        self.reports.retire();
    }

    /// Those that no run for print editions has asked for since the last one.
    fn retire_books(&self) {
        self.ebooks.retire();
        #[cfg(feature = "print")]
        self.books.retire();
    }

    fn editions(&self) -> MutexGuard<'_, Checked<Vec<Edition>>> {
        // A whole value is put in at once, so a panic elsewhere does not spoil it.
        self.editions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The site after beats 1 and 2.
struct Prepared<'a> {
    snapshot: &'a Snapshot,
    site: Site,
    documents: Documents,
    /// Of the documents, by path and language.
    hashes: BTreeMap<(String, Lang), Hash>,
    strings: Arc<Strings>,
    theme: Theme,
    /// The languages to write.
    languages: Vec<Lang>,
    /// By page and language.
    translations: Vec<Translation>,
}

fn prepare<'a>(
    snapshot: &'a Snapshot,
    options: &Options,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Option<Prepared<'a>> {
    let mut config = config::config(snapshot).unpack(problems)?;
    config.audience = options.audience;
    let trainer_url = config.trainer.as_ref().and_then(|trainer| trainer.base_url.clone());
    let own_url = trainer_url.filter(|_| options.audience.is_trainer());
    if let Some(base_url) = options.base_url.clone().or(own_url) {
        config.base_url = base_url.trim_end_matches('/').to_string();
    }
    let chosen = |lang: &&Lang| options.languages.is_empty() || options.languages.contains(lang);
    let languages = config.languages.iter().filter(chosen).cloned().collect();
    let nav = config::reading_order(snapshot).unpack(problems);
    let strings = Arc::new(strings::strings(snapshot, &config.languages).unpack(problems));
    let theme = theme::theme(snapshot, &config.look, &config.languages, &strings).unpack(problems);
    let data = site::data::data(snapshot, &config.languages, &config.source).unpack(problems);
    let media = site::media::media(snapshot).unpack(problems);
    let sources = sources::sources(snapshot, &config, problems);
    let mut parsed = parse_all(sources, options, memo, problems);
    add_home(&mut parsed, &config);
    let translations = translation::of_build(snapshot, &config, &parsed, &data, (memo, problems));
    let Parsed { groups, documents, hashes } = parsed;
    let source_of = |path: &str| groups.get(path).map_or(config.source.clone(), |group| group.source.clone());
    let (expanded, found) = include::expand(&documents, &source_of);
    problems.extend(found);
    let hashes = rehash(&documents, &expanded, hashes);
    let inputs = summarise(&groups, &expanded, &config.languages);
    let site = site::assemble(config, data, media, &nav, inputs).unpack(problems);
    problems.extend(overdue(&site, options.today));
    let (documents, hashes) = audience::documents(&site, expanded, hashes);
    Some(Prepared { snapshot, site, documents, hashes, strings, theme, languages, translations })
}

/// The hashes of documents, made anew for those that others were included in.
fn rehash(
    before: &Documents,
    after: &Documents,
    mut hashes: BTreeMap<(String, Lang), Hash>,
) -> BTreeMap<(String, Lang), Hash> {
    for (id, document) in after {
        let unchanged = before.get(id).is_some_and(|original| Arc::ptr_eq(original, document));
        if !unchanged {
            hashes.insert(id.clone(), hash_of(document.as_ref()));
        }
    }
    hashes
}

/// The hash of a value by its JSON form.
fn hash_of(value: &impl serde::Serialize) -> Hash {
    let json = serde_json::to_vec(value).expect("values of the program have text keys only");
    Hash::of(&json)
}

fn summarise(groups: &BTreeMap<String, Group>, documents: &Documents, languages: &[Lang]) -> Vec<PageInput> {
    let groups: Vec<(&String, &Group)> = groups.iter().collect();
    let version = |path: &String, lang: &Lang| {
        let document = documents.get(&(path.clone(), lang.clone()))?;
        let (file, fields) = (document.file.clone(), document.fields.clone());
        Some((lang.clone(), VersionInput { file, fields, summary: doc::summary(document) }))
    };
    let input = |(path, group): &(&String, &Group)| PageInput {
        path: (*path).clone(),
        kind: group.kind,
        source: group.source.clone(),
        versions: languages.iter().filter_map(|lang| version(path, lang)).collect(),
    };
    groups.par_iter().map(input).collect()
}

fn overdue(site: &Site, today: Option<Date>) -> Vec<Diagnostic> {
    let Some(today) = today else { return Vec::new() };
    let versions = site.pages.values().map(|page| page.shown(&page.source).1);
    let due = versions.filter_map(|version| {
        Some((version, version.fields.get("review_due")?.span, version.fields.date("review_due")?))
    });
    due.filter(|(_, _, due)| *due < today)
        .map(|(version, span, due)| problems::review_overdue(&version.file, span, due))
        .collect()
}

/// A finished print edition or e-book.
#[derive(Clone)]
struct Edition {
    lang: Lang,
    title: String,
    artifact: Artifact,
}

/// The chosen editions in every format, those of one book together.
fn books(prepared: &Prepared, options: &Options, memo: &Memo, problems: &mut Vec<Diagnostic>) -> Vec<Edition> {
    let mut books = editions(prepared, options, memo, problems);
    books.extend(ebooks::ebooks(prepared, options, memo));
    // The PDF first: everyone can open it.
    books.sort_by_cached_key(|book| {
        let path = &book.artifact.path;
        (book.lang.clone(), path.stem().to_string(), Reverse(path.extension().to_string()))
    });
    books
}

/// Without the feature `print` there are no editions.
#[cfg(not(feature = "print"))]
fn editions(_: &Prepared, _: &Options, _: &Memo, _: &mut Vec<Diagnostic>) -> Vec<Edition> {
    Vec::new()
}

/// Beat 3: everything but print.
fn pages(
    prepared: &Prepared,
    options: &Options,
    memo: &Memo,
    editions: &[Edition],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let Prepared { snapshot, site, strings, theme, languages, .. } = prepared;
    let mut downloads = Editions::new();
    for edition in editions {
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
        languages.iter().flat_map(|lang| site.order.iter().map(move |path| (lang, path))).collect();
    let write = |(lang, path): &(&Lang, &String)| page(prepared, options, memo, &downloads, lang, path);
    let written: Vec<(Vec<Diagnostic>, Arc<Checked<Written>>)> = jobs.par_iter().map(write).collect();

    let mut artifacts: Vec<Artifact> = Vec::with_capacity(written.len());
    let mut records: BTreeMap<&Lang, Vec<search::Page>> = BTreeMap::new();
    for ((lang, _), (found, written)) in jobs.iter().zip(written) {
        problems.extend(found);
        problems.extend(written.problems.iter().cloned());
        artifacts.push(written.value.artifact.clone());
        records.entry(*lang).or_default().extend(written.value.record.clone());
    }
    artifacts.extend(special_pages(prepared, options, &downloads, &records, problems));
    if site.config.features.search {
        artifacts.extend(indexes(prepared, memo, &records));
    }
    artifacts.extend(html::redirects(site, options.links).unpack(problems));
    artifacts.push(html::sitemap(site));
    artifacts.push(html::robots(site));
    artifacts.extend(translation::status_file(&prepared.translations));
    if site.config.features.feed {
        artifacts.extend(languages.iter().map(|lang| html::feed(site, lang)));
    }
    let front = view::front_page(site, strings, options.links);
    artifacts.push(html::languages(theme, &front).unpack(problems));
    artifacts.extend(theme.assets().iter().cloned());
    artifacts.extend(media(snapshot, site));
    artifacts
}

fn page(
    prepared: &Prepared,
    options: &Options,
    memo: &Memo,
    editions: &Editions,
    lang: &Lang,
    path: &str,
) -> (Vec<Diagnostic>, Arc<Checked<Written>>) {
    let Prepared { site, documents, hashes, strings, theme, .. } = prepared;
    let page = &site.pages[path];
    let checked = view::page_view(site, strings, editions, options.links, page, lang);
    let view = checked.value;
    let id = (path.to_string(), view.content_lang.clone());
    let (document, document_hash) = (&documents[&id], hashes[&id]);
    let url = page.url(lang);
    let key = Hash::join([theme.hash(), document_hash, hash_of(&(&view, &view.content, url))]);
    let written = memo.pages.get(key, || {
        let html = html::page(theme, strings, &view, document, url.file(), path == HOME);
        let findable = !view.fallback && !view.content.search.hidden;
        let record = findable.then(|| search::record(&view, document, url.as_str()));
        Checked::new(Written { artifact: html.value, record }, html.problems)
    });
    (checked.problems, written)
}

/// The search page and the page for addresses that lead nowhere.
fn special_pages(
    prepared: &Prepared,
    options: &Options,
    editions: &Editions,
    records: &BTreeMap<&Lang, Vec<search::Page>>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let Prepared { site, strings, theme, .. } = prepared;
    let mut artifacts = Vec::new();
    for (lang, pages) in records {
        let links = options.links;
        let special = |name, addresses| view::special_page(site, strings, editions, links, (name, addresses), lang);
        if site.config.features.search {
            let view = special("search/", Addresses::Relative);
            let here = Url::new(format!("{lang}/search/"));
            let entries = index_entries(lang, pages, &here, links);
            artifacts.push(html::search(theme, &view, &entries, here.file()).unpack(problems));
        }
        let base = options.not_found_base.as_deref().unwrap_or(&site.config.base_url);
        let view = special("404.html", Addresses::Absolute(base));
        let path = Url::new(format!("{lang}/404.html")).file();
        artifacts.push(html::not_found(theme, &view, path).unpack(problems));
    }
    artifacts
}

/// Titles, headings and terms from A to Z.
fn index_entries(lang: &Lang, pages: &[search::Page], here: &Url, links: LinkStyle) -> Vec<Letter> {
    let mut items: Vec<IndexItem> = Vec::new();
    for page in pages {
        let address = Url::new(page.url.as_str()).relative(here, links);
        items.push(IndexItem { title: page.title.clone(), url: address.clone(), context: String::new() });
        let sections = page.sections.iter().filter_map(|section| Some((section.anchor.as_ref()?, &section.heading)));
        items.extend(sections.map(|(anchor, heading)| IndexItem {
            title: heading.clone(),
            url: format!("{address}#{anchor}"),
            context: page.title.clone(),
        }));
    }
    let compare = lang.sorter();
    items.sort_by(|a, b| compare(&a.title, &b.title).then_with(|| a.url.cmp(&b.url)));
    let mut letters: Vec<Letter> = Vec::new();
    for item in items {
        let initial = lang.initial(&item.title);
        match letters.iter_mut().find(|letter| letter.letter == initial) {
            Some(letter) => letter.items.push(item),
            None => letters.push(Letter { letter: initial, items: vec![item] }),
        }
    }
    letters
}

fn indexes(prepared: &Prepared, memo: &Memo, records: &BTreeMap<&Lang, Vec<search::Page>>) -> Vec<Artifact> {
    let synonyms = |lang: &Lang| -> Vec<Vec<String>> {
        let organisations = prepared.site.data.organisations.iter().flat_map(|all| all.values());
        let group = |organisation: &site::data::Organisation| {
            let names = organisation.variants.iter().cloned().chain(organisation.abbreviation.clone());
            std::iter::once(organisation.name.get(lang).to_string()).chain(names).collect::<Vec<_>>()
        };
        let terms = prepared.site.data.glossary.iter().flat_map(|all| all.values());
        let words = |term: &site::data::Term| {
            let forms = term.forms.get(lang.as_str()).into_iter().flatten().cloned();
            std::iter::once(term.term.get(lang).to_string()).chain(forms).collect()
        };
        organisations.map(group).chain(terms.map(words)).filter(|group| group.len() > 1).collect()
    };
    let index = |(lang, pages): &(&&Lang, &Vec<search::Page>)| {
        let stop_words = prepared.snapshot.find(&format!("locales/{lang}/stop-words.txt"));
        let stop_words = stop_words.and_then(|(_, file)| file.text().ok()).unwrap_or_default();
        let synonyms = synonyms(lang);
        let key = hash_of(&(lang, pages, stop_words, &synonyms));
        let words = search::Words { stop_words, synonyms: &synonyms };
        memo.indexes.get(key, || search::index(lang, pages, &words)).as_ref().clone()
    };
    let languages: Vec<_> = records.iter().collect();
    languages.par_iter().flat_map_iter(index).collect()
}

/// The files of `media/` under their published names.
fn media(snapshot: &Snapshot, site: &Site) -> Vec<Artifact> {
    let publish = |file: &site::media::MediaFile| {
        let bytes = Arc::clone(&snapshot.get(&file.path)?.bytes);
        Some(Artifact::shared(file.url().file(), bytes))
    };
    let private = audience::private_files(site);
    site.media.files().filter(|file| !private.contains(&file.path)).filter_map(publish).collect()
}
