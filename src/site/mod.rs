//! Beat 2: the summaries of all pages into a [`Site`].
//!
//! Sequential and small: no prose comes in. What a page may know of the rest of
//! the site is answered from here.

pub mod check;
pub mod course;
pub mod data;
pub mod glossary;
pub mod include;
pub mod links;
pub mod media;
mod nav;
pub mod people;
mod route;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::{Config, NavEntry};
use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::{Record, Summary};
use crate::lang::Lang;
use crate::path::{Url, VPath};
use crate::problems;
use crate::schema::{self, pages::Kind};
use data::Data;
use glossary::Lexicon;
use media::Media;

/// One page as beat 1 leaves it, in all languages that it is written in.
pub struct PageInput {
    /// Path without language and extension: `handbook/index`.
    pub path: String,
    pub kind: Kind,
    /// The language of the original.
    pub source: Lang,
    pub versions: BTreeMap<Lang, VersionInput>,
}

pub struct VersionInput {
    pub file: VPath,
    pub fields: Record,
    pub summary: Arc<Summary>,
}

/// Everything a page may know of the rest of the site.
pub struct Site {
    pub config: Config,
    pub data: Data,
    pub media: Media,
    pub pages: BTreeMap<String, Page>,
    /// Paths of all pages: in reading order, the home page first, and each page followed by
    /// its version in easy language.
    pub order: Vec<String>,
    /// What links terms to the glossary, by language; empty if nothing does.
    pub lexicons: BTreeMap<Lang, Arc<Lexicon>>,
    /// The reading order alone, and the place of each page in it.
    reading: Vec<String>,
    positions: BTreeMap<String, usize>,
    /// The path of the page that lists the terms of the glossary.
    glossary: Option<String>,
}

pub struct Page {
    pub path: String,
    pub kind: Kind,
    pub source: Lang,
    pub versions: BTreeMap<Lang, Version>,
    /// The address in every language of the site, translated or not.
    pub urls: BTreeMap<Lang, Url>,
    /// The page above; none for the home page.
    pub parent: Option<String>,
    /// In reading order.
    pub children: Vec<String>,
}

/// One language of a page.
pub struct Version {
    pub file: VPath,
    /// With the neutral data of the source page.
    pub fields: Record,
    pub summary: Arc<Summary>,
    /// Anchors of the headings by their ordinal, the same in all languages.
    pub anchors: Vec<String>,
}

pub const HOME: &str = "index";

/// The path of the page that the one at `path` tells in easy language; none for other pages.
pub fn standard_of(path: &str) -> Option<&str> {
    path.strip_suffix(".easy")
}

/// Joins all pages; `inputs` are sorted by path.
pub fn assemble(config: Config, data: Data, media: Media, nav: &[NavEntry], inputs: Vec<PageInput>) -> Checked<Site> {
    let mut problems = Vec::new();
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    for input in inputs {
        let page = page(input, &mut problems);
        pages.insert(page.path.clone(), page);
    }
    let order = nav::arrange(&mut pages, nav, &mut problems);
    route::assign(&mut pages, &config, &mut problems);
    let reading: Vec<String> = order.iter().filter(|path| standard_of(path).is_none()).cloned().collect();
    let positions = reading.iter().enumerate().map(|(index, path)| (path.clone(), index)).collect();
    let lexicons = glossary::lexicons(&config, &data);
    let glossary = order.iter().find(|path| pages.get(*path).is_some_and(|page| page.kind == Kind::Glossary)).cloned();
    let site = Site { config, data, media, pages, order, lexicons, reading, positions, glossary };
    problems.extend(check::site(&site));
    Checked::new(site, problems)
}

fn page(input: PageInput, problems: &mut Vec<Diagnostic>) -> Page {
    let tables = input.kind.fields();
    let source = match input.versions.contains_key(&input.source) {
        true => input.source.clone(),
        false => without_source(&input, problems),
    };
    let original = &input.versions[&source];
    let own = own_anchors(original, problems);
    let mut versions = BTreeMap::new();
    for (lang, version) in &input.versions {
        // Easy language is no translation: each version stands for itself.
        let fields = if *lang == source || standard_of(&input.path).is_some() {
            version.fields.clone()
        } else {
            let (fields, found) = schema::merge(&original.fields, &version.fields, &tables, &version.file);
            problems.extend(found);
            fields
        };
        problems.extend(schema::missing(&fields, &tables, Span::default(), &version.file));
        let anchors = match standard_of(&input.path) {
            _ if *lang == source => own.clone(),
            Some(_) => own_anchors(version, problems),
            None => anchors((original, &own), version, problems),
        };
        let (file, summary) = (version.file.clone(), Arc::clone(&version.summary));
        versions.insert(lang.clone(), Version { file, fields, summary, anchors });
    }
    Page {
        path: input.path,
        kind: input.kind,
        source,
        versions,
        urls: BTreeMap::new(),
        parent: None,
        children: Vec::new(),
    }
}

/// The language that stands in for the missing original.
fn without_source(input: &PageInput, problems: &mut Vec<Diagnostic>) -> Lang {
    let (lang, version) = input.versions.iter().next().expect("a page has at least one version");
    problems.push(problems::page_without_source(&version.file, &input.path, &input.source));
    lang.clone()
}

/// The anchors of a translation: those of the original, heading by heading.
fn anchors(
    (original, own): (&VersionInput, &[String]),
    version: &VersionInput,
    problems: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let (here, there) = (&version.summary.headings, &original.summary.headings);
    if here.iter().map(|heading| heading.level).eq(there.iter().map(|heading| heading.level)) {
        return own.to_vec();
    }
    problems.push(problems::headings_differ(&version.file, here.len(), there.len()));
    own_anchors(version, problems)
}

fn own_anchors(version: &VersionInput, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let headings = &version.summary.headings;
    for (id, heading) in headings.iter().filter_map(|heading| Some((heading.id.as_ref()?, heading))) {
        if !taken.insert(id.clone()) {
            problems.push(problems::anchor_duplicate(&version.file, heading.span, id));
        }
    }
    let anchor = |heading: &crate::doc::Heading| match &heading.id {
        Some(id) => id.clone(),
        None => unique(&heading.slug, &mut taken),
    };
    headings.iter().map(anchor).collect()
}

/// `slug`, or `slug-2`, `slug-3` … if it is taken.
fn unique(slug: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = if slug.is_empty() { "section" } else { slug };
    let mut anchor = slug.to_string();
    let mut number = 2;
    while !taken.insert(anchor.clone()) {
        anchor = format!("{slug}-{number}");
        number += 1;
    }
    anchor
}

impl Page {
    /// The version that readers of `lang` see, and its language: their own, or the original.
    pub fn shown(&self, lang: &Lang) -> (&Lang, &Version) {
        let own = self.versions.get_key_value(lang);
        let original = || self.versions.get_key_value(&self.source);
        own.or_else(original).expect("the version in the source language exists")
    }

    pub fn is_translated(&self, lang: &Lang) -> bool {
        self.versions.contains_key(lang)
    }

    pub fn url(&self, lang: &Lang) -> &Url {
        self.urls.get(lang).expect("a page has an address in every language of the site")
    }

    /// The title, or the file's name if it has none.
    pub fn title(&self, lang: &Lang) -> &str {
        let (_, version) = self.shown(lang);
        version.fields.str("title").unwrap_or_else(|| version.file.stem())
    }

    /// The title for lists and running heads.
    pub fn short_title(&self, lang: &Lang) -> &str {
        self.shown(lang).1.fields.str("nav_title").unwrap_or_else(|| self.title(lang))
    }
}

impl Site {
    /// The pages before and after in reading order.
    pub fn neighbours(&self, path: &str) -> (Option<&Page>, Option<&Page>) {
        let Some(&position) = self.positions.get(path) else { return (None, None) };
        let at = |index: usize| self.reading.get(index).and_then(|path| self.pages.get(path));
        (position.checked_sub(1).and_then(at), at(position + 1))
    }

    /// The pages that readers of `lang` get, in order. Nobody is shown easy language of another language.
    pub fn pages_for(&self, lang: &Lang) -> impl Iterator<Item = &Page> {
        let pages = self.order.iter().filter_map(|path| self.pages.get(path));
        pages.filter(move |page| page.is_translated(lang) || standard_of(&page.path).is_none())
    }

    /// The pages that the settings want below every page.
    pub fn footer(&self) -> impl Iterator<Item = &Page> {
        self.config.footer.iter().filter_map(|(path, _)| self.page_or_folder(path))
    }

    /// The version of a page in easy language, if `lang` has one.
    pub fn easy(&self, page: &Page, lang: &Lang) -> Option<&Page> {
        self.pages.get(&format!("{}.easy", page.path)).filter(|easy| easy.is_translated(lang))
    }

    /// The page that this one tells in easy language.
    pub fn standard(&self, page: &Page) -> Option<&Page> {
        self.pages.get(standard_of(&page.path)?)
    }

    /// From the home page to the page above.
    pub fn ancestors(&self, page: &Page) -> Vec<&Page> {
        let mut ancestors = Vec::new();
        let mut parent = page.parent.as_ref();
        while let Some(page) = parent.and_then(|path| self.pages.get(path)) {
            ancestors.push(page);
            parent = page.parent.as_ref();
        }
        ancestors.reverse();
        ancestors
    }

    /// The page that lists the terms of the glossary: the first of its kind.
    pub fn glossary(&self) -> Option<&Page> {
        self.pages.get(self.glossary.as_ref()?)
    }

    /// The page at `path`, which may also name a folder by its index page.
    pub fn page_or_folder(&self, path: &str) -> Option<&Page> {
        self.pages.get(path).or_else(|| self.pages.get(&format!("{path}/index")))
    }
}
