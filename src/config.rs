//! `content/site.yaml` and `content/nav.yaml`, validated.

use std::collections::BTreeMap;

use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::{Audience, Entry, Record, Value};
use crate::lang::Lang;
use crate::look::{Look, look};
use crate::parse;
use crate::path::VPath;
use crate::problems;
use crate::schema::data::{NAV_SECTION, SITE};
use crate::schema::pages::Kind;
use crate::schema::{self, Type};
use crate::snapshot::Snapshot;
use crate::yaml::{self, Node};

/// A word or sentence in several languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    by_lang: BTreeMap<String, String>,
    /// What stands for languages that have no words of their own.
    fallback: String,
}

impl Words {
    /// Reads a bare value or a mapping from language to value.
    pub fn new(entry: Option<&Entry>, source: &Lang) -> Self {
        match entry.map(|entry| &entry.value) {
            Some(Value::Str(text)) => Self { by_lang: BTreeMap::new(), fallback: text.clone() },
            Some(Value::Record(record)) => {
                let words =
                    record.fields.iter().filter_map(|(lang, entry)| Some((lang.clone(), entry.as_str()?.to_string())));
                let by_lang: BTreeMap<String, String> = words.collect();
                let first = by_lang.get(source.as_str()).or_else(|| by_lang.values().next());
                Self { fallback: first.cloned().unwrap_or_default(), by_lang }
            }
            _ => Self::default(),
        }
    }

    /// The words of `lang`, or of the source language, or of any.
    pub fn get(&self, lang: &Lang) -> &str {
        self.by_lang.get(lang.as_str()).unwrap_or(&self.fallback)
    }

    /// The words of `lang` itself.
    pub fn own(&self, lang: &Lang) -> Option<&str> {
        self.by_lang.get(lang.as_str()).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.fallback.is_empty()
    }
}

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    pub title: Words,
    pub description: Words,
    pub base_url: String,
    pub languages: Vec<Lang>,
    /// The language of the original pages.
    pub source: Lang,
    /// Folders whose originals are in another language.
    pub sources: BTreeMap<String, Lang>,
    /// Kinds of the pages in a folder.
    pub kinds: BTreeMap<String, Kind>,
    pub publisher: Words,
    pub licence: Words,
    /// An address with `{path}` for the file of a page, perhaps with `{line}`.
    pub edit_url: Option<String>,
    pub look: Look,
    /// Pages that every page links to at its end, each with its place.
    pub footer: Vec<(String, Span)>,
    pub editions: BTreeMap<String, Edition>,
    pub features: Features,
    /// Where the site for trainers goes, beside the one for everybody; none if nobody asks for it.
    pub trainer: Option<TrainerSite>,
    /// Whom this build is for.
    pub audience: Audience,
}

/// The settings of the site for trainers.
#[derive(Clone, Debug)]
pub struct TrainerSite {
    /// A folder, counted from the site's own.
    pub output: VPath,
    /// Its address on the web, if it is published.
    pub base_url: Option<String>,
}

#[derive(Clone, Copy, Debug)]
pub struct Features {
    pub search: bool,
    pub feed: bool,
    pub print: bool,
    /// A picture of each page for links to it elsewhere.
    pub cards: bool,
    /// Terms lead to the glossary at their first use on a page.
    pub glossary_links: bool,
}

/// A print edition.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Who may read it: trainers get their notes and the answers of quizzes.
    pub audience: Audience,
    pub title: Words,
    pub subtitle: Words,
    /// Where it is declared.
    pub span: Span,
    /// Pages and sections by path, in the order of the book, each with its place.
    pub pages: Vec<(String, Span)>,
    /// Parts with a title of their own, after `pages`.
    pub parts: Vec<Part>,
    pub paper: String,
    pub booklet: Booklet,
    pub max_pages: MaxPages,
    /// Lines of the imprint: message id and text.
    pub imprint: Vec<(&'static str, Words)>,
}

/// Pages and sections of an edition under a title.
#[derive(Clone, Debug)]
pub struct Part {
    pub title: Words,
    pub pages: Vec<(String, Span)>,
}

impl Edition {
    /// The pages and sections that it names anywhere.
    pub fn named_pages(&self) -> impl Iterator<Item = &(String, Span)> {
        self.pages.iter().chain(self.parts.iter().flat_map(|part| &part.pages))
    }
}

/// How an edition is printed on sheets.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Booklet {
    pub crop_marks: bool,
    /// In millimetres.
    pub bleed: f64,
    /// Pages that are folded together.
    pub signature: Option<usize>,
}

/// How many pages an edition may have, by language, and where that is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MaxPages {
    by_lang: BTreeMap<String, (usize, Span)>,
    all: Option<(usize, Span)>,
}

impl MaxPages {
    fn new(entry: Option<&Entry>) -> Self {
        let limit = |entry: &Entry| match entry.value {
            Value::Int(pages) => usize::try_from(pages).ok().map(|pages| (pages, entry.span)),
            _ => None,
        };
        match entry.map(|entry| (&entry.value, entry)) {
            Some((Value::Record(record), _)) => {
                let limits = record.fields.iter().filter_map(|(lang, entry)| Some((lang.clone(), limit(entry)?)));
                Self { by_lang: limits.collect(), all: None }
            }
            Some((_, entry)) => Self { by_lang: BTreeMap::new(), all: limit(entry) },
            None => Self::default(),
        }
    }

    /// The limit for `lang` and its place in the settings.
    pub fn get(&self, lang: &Lang) -> Option<(usize, Span)> {
        self.by_lang.get(lang.as_str()).copied().or(self.all)
    }
}

/// More millimetres than any printer asks for.
const MOST_BLEED: f64 = 20.0;

pub const SITE_FILE: &str = "content/site.yaml";
pub const NAV_FILE: &str = "content/nav.yaml";

/// The settings in `content/site.yaml`; none if they cannot be used at all.
pub fn config(snapshot: &Snapshot) -> Checked<Option<Config>> {
    let file = VPath::fixed(SITE_FILE);
    let Some(input) = snapshot.get(&file) else {
        return Checked::new(None, vec![problems::site_missing(&file)]);
    };
    let mut problems = Vec::new();
    let entry = parse::data(&file, &input.bytes, &Type::Record(SITE)).unpack(&mut problems);
    let record = entry.as_ref().and_then(Entry::as_record).cloned().unwrap_or_default();
    let span = Span::default();
    problems.extend(schema::missing(&record, &[SITE], span, &file));
    let config = settings(&record, &file, &mut problems);
    Checked::new(config, problems)
}

fn settings(record: &Record, file: &VPath, problems: &mut Vec<Diagnostic>) -> Option<Config> {
    let languages: Vec<Lang> = record.strs("languages").filter_map(Lang::new).collect();
    let source = record.str("source").and_then(Lang::new).or_else(|| languages.first().cloned())?;
    if let Some(entry) = record.get("source").filter(|_| !languages.contains(&source)) {
        problems.push(problems::source_not_a_language(file, entry.span, source.as_str()));
        return None;
    }
    let words = |name: &str| Words::new(record.get(name), &source);
    let features = record.record("features").cloned().unwrap_or_default();
    let on = |name: &str| features.get(name).is_none() || features.flag(name);
    Some(Config {
        title: words("title"),
        description: words("description"),
        base_url: record.str("base_url")?.trim_end_matches('/').to_string(),
        sources: map(record, "sources", Lang::new),
        kinds: map(record, "kinds", Kind::from_name),
        publisher: words("publisher"),
        licence: words("licence"),
        edit_url: record.str("edit_url").map(str::to_string),
        footer: paths(record, "footer"),
        look: look(record.get("theme"), file, problems),
        editions: editions(record, &source),
        trainer: trainer_site(record, file, problems),
        audience: Audience::default(),
        features: Features {
            search: on("search"),
            feed: on("feed"),
            print: on("print"),
            cards: on("cards"),
            glossary_links: on("glossary_links"),
        },
        languages,
        source,
    })
}

/// `trainer:` with the folder that it names, which must lie inside of the site's.
fn trainer_site(record: &Record, file: &VPath, problems: &mut Vec<Diagnostic>) -> Option<TrainerSite> {
    let settings = record.record("trainer")?;
    let base_url = settings.str("base_url").map(|url| url.trim_end_matches('/').to_string());
    let written = settings.get("output")?;
    let output = VPath::new(written.as_str()?.trim_end_matches('/'));
    if output.is_none() {
        problems.push(problems::trainer_output(file, written.span));
    }
    Some(TrainerSite { output: output?, base_url })
}

/// A mapping from folder to a value that `read` understands.
fn map<T>(record: &Record, name: &str, read: impl Fn(&str) -> Option<T>) -> BTreeMap<String, T> {
    let fields = record.record(name).map(|map| &map.fields);
    let entries = fields.into_iter().flatten();
    entries.filter_map(|(folder, entry)| Some((folder.trim_matches('/').to_string(), read(entry.as_str()?)?))).collect()
}

/// The paths of pages in a list, each with its place.
fn paths(record: &Record, name: &str) -> Vec<(String, Span)> {
    record.list(name).iter().filter_map(|page| Some((page.as_str()?.to_string(), page.span))).collect()
}

fn editions(record: &Record, source: &Lang) -> BTreeMap<String, Edition> {
    let fields = record.record("editions").map(|map| &map.fields);
    let read = |(name, entry): (&String, &Entry)| Some((name.clone(), edition(entry.as_record()?, entry.span, source)));
    fields.into_iter().flatten().filter_map(read).collect()
}

fn edition(record: &Record, span: Span, source: &Lang) -> Edition {
    let empty = Record::default();
    let imprint = record.record("imprint").unwrap_or(&empty);
    let words = |name: &str| Words::new(imprint.get(name), source);
    let number = |name: &str| Words {
        fallback: imprint.int(name).map(|n| n.to_string()).unwrap_or_default(),
        ..Words::default()
    };
    let lines = [
        ("print-publisher", words("publisher")),
        ("print-place", words("place")),
        ("print-year", number("year")),
        ("print-run", number("print_run")),
        ("print-isbn", words("isbn")),
        ("print-note", words("note")),
    ];
    let part = |record: &Record| Part { title: Words::new(record.get("title"), source), pages: paths(record, "pages") };
    let for_trainers = record.str("edition") == Some("trainer");
    Edition {
        audience: if for_trainers { Audience::Trainer } else { Audience::Participant },
        title: Words::new(record.get("title"), source),
        subtitle: Words::new(record.get("subtitle"), source),
        span,
        pages: paths(record, "pages"),
        parts: record.records("parts").map(part).collect(),
        paper: record.str("paper").unwrap_or("a5").to_string(),
        booklet: Booklet {
            crop_marks: record.flag("crop_marks"),
            bleed: record.number("bleed").unwrap_or(0.0).clamp(0.0, MOST_BLEED),
            signature: record.int("signature").and_then(|pages| usize::try_from(pages).ok()).filter(|pages| *pages > 0),
        },
        max_pages: MaxPages::new(record.get("max_pages")),
        imprint: lines.into_iter().filter(|(_, words)| !words.is_empty()).collect(),
    }
}

impl Config {
    /// The kind of a page from its place; a page may override it.
    ///
    /// In a folder of kind `course` the depth decides: course, module, session.
    /// The index page of a folder of records or chapters is an ordinary page.
    pub fn kind_of(&self, path: &str) -> Kind {
        let folder =
            self.kinds.iter().filter(|(folder, _)| is_below(path, folder)).max_by_key(|(folder, _)| folder.len());
        let Some((folder, kind)) = folder else { return Kind::Page };
        let rest = path[folder.len()..].trim_start_matches('/');
        let depth = rest.matches('/').count();
        let index = rest == "index" || rest.ends_with("/index");
        match (kind, depth, index) {
            (_, 0, true) => Kind::Page,
            (Kind::Course, 0, false) | (Kind::Course, 1, true) => Kind::Course,
            (Kind::Course, 1, false) | (Kind::Course, 2, true) => Kind::Module,
            (Kind::Course, _, _) => Kind::Session,
            (_, _, true) => Kind::Page,
            (kind, _, false) => *kind,
        }
    }

    /// Where to edit a line of a file, if the site has such a place.
    pub fn edit_address(&self, file: &str, line: usize) -> Option<String> {
        let pattern = self.edit_url.as_ref()?;
        Some(pattern.replace("{path}", file).replace("{line}", &line.to_string()))
    }

    /// The language of the original of a page, unless the page says otherwise.
    pub fn source_of(&self, path: &str) -> &Lang {
        let folder =
            self.sources.iter().filter(|(folder, _)| is_below(path, folder)).max_by_key(|(folder, _)| folder.len());
        folder.map_or(&self.source, |(_, lang)| lang)
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// One entry of the reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct NavEntry {
    /// A page's path or a folder.
    pub path: String,
    pub span: Span,
    /// What stands below it; none means all pages of the folder in path order.
    pub pages: Option<Vec<NavEntry>>,
}

/// The reading order in `content/nav.yaml`; empty if there is no such file.
pub fn reading_order(snapshot: &Snapshot) -> Checked<Vec<NavEntry>> {
    let file = VPath::fixed(NAV_FILE);
    let Some(input) = snapshot.get(&file) else {
        return Checked::default();
    };
    let mut problems = Vec::new();
    let Ok(text) = input.text() else {
        return Checked::new(Vec::new(), vec![problems::not_utf8(&file, 0)]);
    };
    let node = yaml::parse(text, &file, 0).unpack(&mut problems);
    let entries = node.map(|node| nav_entries(&node, &file, "", &mut problems));
    Checked::new(entries.unwrap_or_default(), problems)
}

fn nav_entries(node: &Node, file: &VPath, folder: &str, problems: &mut Vec<Diagnostic>) -> Vec<NavEntry> {
    let yaml::Value::List(items) = &node.value else {
        problems.push(problems::wrong_type(file, node.span, "a list of pages"));
        return Vec::new();
    };
    items.iter().filter_map(|item| nav_entry(item, file, folder, problems)).collect()
}

fn nav_entry(node: &Node, file: &VPath, folder: &str, problems: &mut Vec<Diagnostic>) -> Option<NavEntry> {
    let inside = |path: &str| format!("{folder}{}", path.trim_matches('/'));
    match &node.value {
        yaml::Value::Scalar(path) => Some(NavEntry { path: inside(path), span: node.span, pages: None }),
        yaml::Value::Map(entries) => {
            let record = parse::read(file, problems, |reader| reader.record(node, &[NAV_SECTION]));
            problems.extend(schema::missing(&record, &[NAV_SECTION], node.span, file));
            let path = inside(record.str("section")?);
            let pages = entries.iter().find(|(key, _)| key.text == "pages").map(|(_, pages)| pages);
            let below = format!("{path}/");
            let pages = pages.map(|pages| nav_entries(pages, file, &below, problems));
            Some(NavEntry { path, span: node.span, pages })
        }
        yaml::Value::Null | yaml::Value::List(_) => {
            problems.push(problems::wrong_type(file, node.span, "a page's path, or `section:` with `pages:`"));
            None
        }
    }
}
