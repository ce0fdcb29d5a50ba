//! The state of every translation: each page in each language against its source.
//!
//! In: the parsed versions and the files of `content/sync/`. Out: a report a
//! page, and the sync files that a reviewer would write. Reports reach pages
//! and commands alike, so both say the same.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::sources::{Parsed, parse_all, sources};
use super::{Memo, Options, Prepared, hash_of};
use crate::artifact::Artifact;
use crate::config::{self, Config};
use crate::diag::{Checked, Diagnostic, Span, line_column};
use crate::doc::Document;
use crate::html;
use crate::lang::Lang;
use crate::memo::Hash;
use crate::parse;
use crate::path::{LinkStyle, Url, VPath};
use crate::print::Reuse;
use crate::problems;
use crate::schema::pages::Kind;
use crate::site::data::Data;
use crate::site::{self, Page, Site, standard_of};
use crate::snapshot::{File, Snapshot};
use crate::translate::evidence::TermPair;
use crate::translate::report::{UnitReport, belongs, vouched};
use crate::translate::skeleton::skeleton;
use crate::translate::{self, Counts, Report, State, Sync, Unit, Version, Versions, Vouching, sync, units};
use crate::view::{self, Addresses, Editions, PageView};

/// One page in one language that it is to be translated into.
pub struct Translation {
    pub lang: Lang,
    /// Path without language and extension.
    pub page: String,
    /// The language of the original.
    pub source: Lang,
    /// Where the translation stands or would stand.
    pub file: VPath,
    pub report: Arc<Report>,
    /// The hash of what the report was made from.
    key: Hash,
}

/// The state of a page in a language, as programs read it.
#[derive(Serialize)]
pub struct Status<'a> {
    lang: &'a Lang,
    page: &'a str,
    state: State,
    units: Counts,
}

impl<'a> Status<'a> {
    pub fn of(translation: &'a Translation) -> Self {
        let Translation { lang, page, report, .. } = translation;
        Self { lang, page, state: report.state, units: report.counts }
    }
}

impl Translation {
    /// The line of a place in the translation; the first one if it does not exist.
    pub fn line(&self, snapshot: &Snapshot, span: Span) -> usize {
        let text = snapshot.get(&self.file).and_then(|file| file.text().ok()).unwrap_or_default();
        line_column(text, span.start as usize).0
    }
}

/// A sync file to write, and an old one that it replaces.
pub struct Written {
    pub path: VPath,
    pub text: String,
    pub replaces: Option<VPath>,
    /// After the file is written.
    pub report: Report,
    pub lang: Lang,
    pub page: String,
}

/// The state of all translations of a site.
pub fn translations(snapshot: &Snapshot, options: &Options) -> Checked<Vec<Translation>> {
    let mut problems = Vec::new();
    let memo = Memo::default();
    let found = with_jobs(snapshot, options, &memo, &mut problems, |jobs, parsed, data| {
        jobs.reports(parsed, data, &memo, |_| true)
    });
    Checked::new(found.unwrap_or_default(), problems)
}

/// The report on one page with all its units, of which a build keeps but a few.
pub(super) fn whole(snapshot: &Snapshot, options: &Options, memo: &Memo, page: &str, lang: &Lang) -> Option<Report> {
    with_jobs(snapshot, options, memo, &mut Vec::new(), |jobs, _, data| {
        let job = jobs.all.iter().find(|job| job.page == page && job.lang == lang)?;
        Some(job.report(&job.terms(data)))
    })?
}

/// The sync files after somebody vouched for the `chosen` pages as they are.
pub fn vouch(
    snapshot: &Snapshot,
    options: &Options,
    chosen: &dyn Fn(&str, &Lang) -> bool,
    vouching: Option<Vouching>,
) -> Checked<Vec<Written>> {
    let mut problems = Vec::new();
    let written = with_jobs(snapshot, options, &Memo::default(), &mut problems, |jobs, _, data| {
        let existing = jobs.all.iter().filter(|job| job.source.is_some() && job.translation.is_some());
        let wanted = existing.filter(|job| chosen(job.page, job.lang));
        wanted.filter_map(|job| job.vouched(snapshot, data, vouching)).collect()
    });
    Checked::new(written.unwrap_or_default(), problems)
}

/// `/translation.json`: the state of every page in every language; none on a site with one language.
pub fn status_file(site: &Site, translations: &[Translation]) -> Option<Artifact> {
    if site.config.languages.len() < 2 {
        return None;
    }
    let entries: Vec<Status> = translations.iter().map(Status::of).collect();
    let mut json = serde_json::to_vec_pretty(&entries).expect("a list of plain values is always JSON");
    json.push(b'\n');
    Some(Artifact::new(VPath::fixed("translation.json"), json))
}

pub(super) fn find<'a>(prepared: &'a Prepared, page: &str, lang: &Lang) -> Option<&'a Translation> {
    let all = &prepared.translations;
    let found = all.binary_search_by(|one| (one.page.as_str(), &one.lang).cmp(&(page, lang)));
    found.ok().map(|index| &all[index])
}

/// How far a page is in a language that it is translated into.
pub(super) fn state(prepared: &Prepared, page: &str, lang: &Lang) -> Option<State> {
    // What nobody recorded is paired by guess.
    find(prepared, page, lang).map(|one| if one.report.recorded { one.report.state } else { State::Unconfirmed })
}

/// The hash of everything that a page may tell of its translation.
pub(super) fn key(prepared: &Prepared, page: &str, lang: &Lang) -> Hash {
    find(prepared, page, lang).map_or(Hash::of(b""), |one| one.key)
}

/// Adds to a page what its readers are told of its translation.
pub(super) fn tell(prepared: &Prepared, style: LinkStyle, page: &Page, lang: &Lang, view: &mut PageView) {
    let Some(one) = find(prepared, &page.path, lang) else { return };
    if view.fallback || one.report.counts.stale + one.report.counts.missing == 0 {
        return;
    }
    let line_of = |place| one.line(prepared.snapshot, Span { start: place, end: place });
    let source = (&one.source, one.file.as_str());
    view.content.stale = view::stale_marks(&prepared.site, source, &one.report, line_of);
    view.behind = view::behind(&prepared.strings, page, (&one.source, lang), &one.report, style);
}

/// The pages that show how far the translations are; none on a site with one language.
pub(super) fn pages(
    prepared: &Prepared,
    style: LinkStyle,
    editions: &Editions,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Artifact> {
    let Prepared { site, strings, theme, languages, .. } = prepared;
    if site.config.languages.len() < 2 {
        return Vec::new();
    }
    let all = prepared.translations.iter().map(|one| (&one.lang, one.page.as_str(), &*one.report));
    let reports: Vec<_> = all.collect();
    let page = |lang: &Lang| {
        let here = Url::new(format!("{lang}/translation/"));
        let place = ("translation/", Addresses::Relative);
        let view = view::special_page(site, strings, editions, style, place, lang);
        let reader = view::Reader { site, strings, lang, here: &here, style };
        html::translation(theme, &view, &view::progress(&reader, &reports), here.file()).unpack(problems)
    };
    languages.iter().map(page).collect()
}

/// First drafts of the chosen translations that do not exist yet, each with its path.
pub fn skeletons(
    snapshot: &Snapshot,
    options: &Options,
    chosen: &dyn Fn(&str, &Lang) -> bool,
) -> Checked<Vec<(VPath, String)>> {
    let mut problems = Vec::new();
    let drafts = with_jobs(snapshot, options, &Memo::default(), &mut problems, |jobs, _, _| {
        let absent = jobs.all.iter().filter(|job| job.translation.is_none() && chosen(job.page, job.lang));
        absent.filter_map(|job| Some((job.file(), skeleton(job.source?.text, job.source?.document)))).collect()
    });
    Checked::new(drafts.unwrap_or_default(), problems)
}

/// Parses the site and hands its pages to `work`.
pub(super) fn with_jobs<T>(
    snapshot: &Snapshot,
    options: &Options,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
    work: impl FnOnce(&Jobs, &Parsed, &Data) -> T,
) -> Option<T> {
    let config = config::config(snapshot).unpack(problems)?;
    let sources = sources(snapshot, &config, problems);
    let parsed = parse_all(sources, options, memo, problems);
    let data = site::data::data(snapshot, &config.languages, &config.source).unpack(problems);
    let jobs = jobs(snapshot, &config, &parsed, memo, problems);
    Some(work(&jobs, &parsed, &data))
}

/// The reports of a build that has parsed already. Only what readers need is kept, unless the
/// process goes on and may be asked for a page beside its original.
pub fn of_build(
    snapshot: &Snapshot,
    (config, options): (&Config, &Options),
    parsed: &Parsed,
    data: &Data,
    (memo, problems): (&Memo, &mut Vec<Diagnostic>),
) -> Vec<Translation> {
    if config.languages.len() < 2 {
        return Vec::new();
    }
    let jobs = jobs(snapshot, config, parsed, memo, problems);
    let kept: fn(&UnitReport) -> bool = match options.reuse {
        Reuse::Never => |unit| unit.state == State::Stale,
        Reuse::Soon => |_| true,
    };
    jobs.reports(parsed, data, memo, kept)
}

/// A version of a page: its file, text and document.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) text: &'a str,
    pub(super) document: &'a Document,
}

/// A page in one language beside its source.
pub(super) struct Job<'a> {
    pub(super) lang: &'a Lang,
    pub(super) page: &'a str,
    kind: Kind,
    pub(super) source_lang: &'a Lang,
    pub(super) source: Option<Text<'a>>,
    pub(super) translation: Option<Text<'a>>,
    sync: Option<Found>,
}

/// A sync file and where it was found.
#[derive(Clone)]
struct Found {
    path: VPath,
    sync: Arc<Sync>,
    hash: Hash,
}

pub(super) struct Jobs<'a> {
    pub(super) all: Vec<Job<'a>>,
}

fn jobs<'a>(
    snapshot: &'a Snapshot,
    config: &'a Config,
    parsed: &'a Parsed<'a>,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Jobs<'a> {
    let Parsed { groups, documents, .. } = parsed;
    let mut files = sync_files(snapshot, memo, problems);
    let mut all = Vec::new();
    for (page, group) in groups.iter().filter(|(page, group)| !group.files.is_empty() && standard_of(page).is_none()) {
        let version = |lang: &Lang| {
            let document = documents.get(&(page.clone(), lang.clone()))?;
            let text = snapshot.get(&document.file).and_then(|file| file.text().ok()).unwrap_or_default();
            Some(Text { text, document })
        };
        let source = version(&group.source);
        for lang in config.languages.iter().filter(|lang| **lang != group.source) {
            let translation = version(lang);
            if source.is_some() || translation.is_some() {
                let found = translation.and_then(|_| files.remove(&(lang.to_string(), page.clone())));
                all.push(Job {
                    lang,
                    page,
                    kind: group.kind,
                    source_lang: &group.source,
                    source,
                    translation,
                    sync: found,
                });
            }
        }
    }
    let mut jobs = Jobs { all };
    jobs.check_owners(problems);
    jobs.follow_renames(files, problems);
    jobs
}

/// The sync files by language and page.
fn sync_files(snapshot: &Snapshot, memo: &Memo, problems: &mut Vec<Diagnostic>) -> BTreeMap<(String, String), Found> {
    let files: Vec<_> = snapshot.below("content/sync").filter(|(path, _)| path.extension() == "yaml").collect();
    let read = |(path, file): &(&VPath, &File)| {
        let key = Hash::join([Hash::of(path.as_str().as_bytes()), file.hash]);
        memo.syncs.get(key, || {
            let Checked { value, problems } = sync::read(path, &file.bytes);
            Checked::new(Arc::new(value), problems)
        })
    };
    let read: Vec<_> = files.par_iter().map(read).collect();
    let mut found = BTreeMap::new();
    for ((path, file), checked) in files.into_iter().zip(read) {
        problems.extend(checked.problems.iter().cloned());
        let sync = Arc::clone(&checked.value);
        let name = path.below("content/sync").and_then(|rest| rest.strip_suffix(".yaml")?.split_once('/'));
        if let Some((lang, page)) = name {
            let key = (lang.to_string(), page.to_string());
            found.insert(key, Found { path: path.clone(), sync, hash: file.hash });
        }
    }
    found
}

impl<'a> Jobs<'a> {
    /// Leaves out sync files that were copied from another page.
    fn check_owners(&mut self, problems: &mut Vec<Diagnostic>) {
        for job in &mut self.all {
            let Some(found) = job.sync.take_if(|found| found.sync.page != job.page) else { continue };
            let (source, translation) = job.units();
            if belongs(&found.sync, &source, &translation) {
                job.sync = Some(found);
            } else {
                problems.push(problems::sync_foreign(&found.path, &found.sync.page));
            }
        }
    }

    /// Gives sync files without a page to the page that was renamed, and reports the others.
    fn follow_renames(&mut self, files: BTreeMap<(String, String), Found>, problems: &mut Vec<Diagnostic>) {
        for ((lang, _), found) in files {
            let mut orphaned = self.all.iter_mut().filter(|job| {
                job.lang.as_str() == lang && job.sync.is_none() && job.source.is_some() && job.translation.is_some()
            });
            let heir = orphaned.find(|job| {
                let (source, translation) = job.units();
                !found.sync.entries.is_empty() && belongs(&found.sync, &source, &translation)
            });
            match heir {
                Some(job) => job.sync = Some(found),
                None => problems.push(problems::sync_without_page(&found.path)),
            }
        }
        self.hint_renames(problems);
    }

    /// Says which source was renamed where only the translation kept its name.
    fn hint_renames(&self, problems: &mut Vec<Diagnostic>) {
        for job in self.all.iter().filter(|job| job.source.is_none()) {
            let (Some(found), Some(translation)) = (&job.sync, job.translation) else { continue };
            let candidates = self.all.iter().filter(|other| other.lang == job.lang && other.translation.is_none());
            let mut matching = candidates.filter(|other| belongs(&found.sync, &other.units().0, &[]));
            if let Some(renamed) = matching.next() {
                problems.push(problems::page_renamed(&translation.document.file, job.page, renamed.page));
            }
        }
    }

    /// The report on every page and language, with the units that are to be `kept` in it.
    fn reports(&self, parsed: &Parsed, data: &Data, memo: &Memo, kept: fn(&UnitReport) -> bool) -> Vec<Translation> {
        let terms = self.terms(data);
        let hash = |page: &str, lang: &Lang| {
            let hash = parsed.hashes.get(&(page.to_string(), lang.clone()));
            hash.copied().unwrap_or(Hash::of(b""))
        };
        let report = |job: &Job, source: &OnceCell<Vec<Unit>>| {
            let (terms, terms_hash) = &terms[&(job.source_lang, job.lang)];
            let sync = job.sync.as_ref().map_or(Hash::of(b""), |found| found.hash);
            let key = Hash::join([hash(job.page, job.source_lang), hash(job.page, job.lang), sync, *terms_hash]);
            let report = memo.reports.get(key, || {
                let mut report = job.report_on(source.get_or_init(|| job.source_units()), terms);
                report.units.retain(kept);
                report.units.shrink_to_fit();
                report
            });
            Translation {
                lang: job.lang.clone(),
                page: job.page.to_string(),
                source: job.source_lang.clone(),
                file: job.file(),
                report,
                key,
            }
        };
        // All languages of a page have one source, which is cut into units once.
        let pages: Vec<&[Job]> = self.all.chunk_by(|one, next| one.page == next.page).collect();
        let of_page = |jobs: &&[Job]| -> Vec<Translation> {
            let source = OnceCell::new();
            jobs.iter().map(|job| report(job, &source)).collect()
        };
        let mut all: Vec<Translation> = pages.par_iter().flat_map_iter(of_page).collect();
        all.sort_by(|a, b| (&a.page, &a.lang).cmp(&(&b.page, &b.lang)));
        all
    }

    /// The words of the glossary for each pair of languages, with their hash.
    fn terms(&self, data: &Data) -> BTreeMap<(&'a Lang, &'a Lang), (Vec<TermPair>, Hash)> {
        let mut terms = BTreeMap::new();
        for job in &self.all {
            terms.entry((job.source_lang, job.lang)).or_insert_with(|| {
                let terms = job.terms(data);
                let hash = hash_of(&terms);
                (terms, hash)
            });
        }
        terms
    }
}

impl Job<'_> {
    /// The units of another text of the translation.
    pub(super) fn units_of(&self, text: &str) -> Vec<Unit> {
        units(text, &parse::parse(&self.file(), text.as_bytes(), self.kind).value)
    }

    /// What a translation that does not exist yet begins with.
    pub(super) fn draft(&self) -> String {
        self.source.map(|source| skeleton(source.text, source.document)).unwrap_or_default()
    }

    pub(super) fn file(&self) -> VPath {
        let path = format!("content/{}/{}.md", self.lang, self.page);
        VPath::new(&path).expect("a page's path is a path")
    }

    /// The units of both versions.
    fn units(&self) -> (Vec<Unit>, Vec<Unit>) {
        let translation = self.translation.map(|version| units(version.text, version.document));
        (self.source_units(), translation.unwrap_or_default())
    }

    fn source_units(&self) -> Vec<Unit> {
        self.source.map(|version| units(version.text, version.document)).unwrap_or_default()
    }

    /// Hands both versions to `work`.
    fn with_versions<T>(&self, work: impl FnOnce(Versions) -> T) -> T {
        self.with_source(&self.source_units(), work)
    }

    /// Hands both versions to `work`, the `source` cut into units before.
    fn with_source<T>(&self, source: &[Unit], work: impl FnOnce(Versions) -> T) -> T {
        let translation = self.translation.map(|version| units(version.text, version.document)).unwrap_or_default();
        let adapted = self.translation.is_some_and(|version| version.document.fields.get("adapted").is_some());
        let source_text = self.source.map_or("", |version| version.text);
        let text = self.translation.map_or("", |version| version.text);
        work(Versions {
            source: Version { lang: self.source_lang, text: source_text, units: source },
            translation: Version { lang: self.lang, text, units: &translation },
            adapted,
        })
    }

    pub(super) fn report(&self, terms: &[TermPair]) -> Report {
        self.report_on(&self.source_units(), terms)
    }

    fn report_on(&self, source: &[Unit], terms: &[TermPair]) -> Report {
        let sync = self.sync.as_ref().map(|found| &*found.sync);
        self.with_source(source, |versions| translate::report(versions, sync, terms))
    }

    /// The words of the glossary in the languages of both versions.
    pub(super) fn terms(&self, data: &Data) -> Vec<TermPair> {
        let entries = data.glossary.iter().flat_map(|terms| terms.values());
        let pair = |term: &site::data::Term| TermPair {
            source: term.term.get(self.source_lang).to_string(),
            translation: term.term.get(self.lang).to_string(),
        };
        entries.map(pair).filter(|pair| !pair.source.is_empty() && !pair.translation.is_empty()).collect()
    }

    /// The sync file after somebody vouched for the page, or after a repair alone.
    fn vouched(&self, snapshot: &Snapshot, data: &Data, vouching: Option<Vouching>) -> Option<Written> {
        let path = sync::path(self.lang.as_str(), self.page)?;
        let old = self.sync.as_ref();
        let known = old.map(|found| &*found.sync);
        let sync = match vouching {
            Some(vouching) => self.with_versions(|versions| vouched(self.page, versions, known, vouching)),
            None => Sync { page: self.page.to_string(), ..known?.clone() },
        };
        let text = sync::write(&sync);
        let before = snapshot.get(&path).and_then(|file| file.text().ok());
        let replaces = old.map(|found| found.path.clone()).filter(|found| *found != path);
        let report = self.with_versions(|versions| translate::report(versions, Some(&sync), &self.terms(data)));
        let changed = before != Some(text.as_str()) || replaces.is_some();
        changed.then(|| Written { path, text, replaces, report, lang: self.lang.clone(), page: self.page.to_string() })
    }
}
