//! The data files beside the languages: vocabularies, organisations, glossary, timeline.

use std::collections::{BTreeMap, BTreeSet};

use super::unique;
use crate::config::Words;
use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::{Date, Entry, Inlines, Record, Value};
use crate::lang::Lang;
use crate::parse;
use crate::path::VPath;
use crate::problems;
use crate::schema::data::{GLOSSARY, ORGANISATIONS, TIMELINE, VOCABULARY};
use crate::schema::{self, Type};
use crate::snapshot::Snapshot;

/// What the data files hold; a file that is absent leaves its part `None`, and
/// what refers to it unchecked.
#[derive(Default)]
pub struct Data {
    /// Vocabulary → code → label.
    pub vocabulary: Option<BTreeMap<String, BTreeMap<String, Words>>>,
    pub organisations: Option<BTreeMap<String, Organisation>>,
    /// By key, in the order of the keys.
    pub glossary: Option<BTreeMap<String, Term>>,
    /// In the order of the file.
    pub timeline: Vec<Event>,
}

pub struct Organisation {
    pub name: Words,
    /// Its name in its own language, and that language if it is stated.
    pub official_name: Option<(String, Option<String>)>,
    /// A file of `media/`, with its place.
    pub logo: Option<(String, Span)>,
    pub abbreviation: Option<String>,
    pub kind: Option<String>,
    pub country: Option<String>,
    pub website: Option<String>,
    pub variants: Vec<String>,
}

pub struct Term {
    /// Its key as the last part of an address.
    pub slug: String,
    pub term: Words,
    pub definition: BTreeMap<String, Inlines>,
    /// Other words for it by language, inflected ones among them.
    pub forms: BTreeMap<String, Vec<String>>,
    /// Forms not to use by language, each with the reason.
    pub avoid: BTreeMap<String, Vec<(String, String)>>,
    /// Held equal on all pages.
    pub agreed: bool,
    /// Keys of other terms, each with its place.
    pub see_also: Vec<(String, Span)>,
}

pub struct Event {
    pub date: Date,
    pub end: Option<Date>,
    pub text: BTreeMap<String, Inlines>,
    pub place: Words,
    /// The path of a record, with its place.
    pub practice: Option<(String, Span)>,
}

/// Reads the four files.
pub fn data(snapshot: &Snapshot, languages: &[Lang], source: &Lang) -> Checked<Data> {
    let mut reading = Reading { snapshot, languages, source, problems: Vec::new() };
    let data = Data {
        vocabulary: reading.file("vocabulary", &VOCABULARY).map(|(entry, file)| reading.vocabulary(&entry, &file)),
        organisations: reading.file("organisations", &ORGANISATIONS).map(|(entry, _)| reading.organisations(&entry)),
        glossary: reading.file("glossary", &GLOSSARY).map(|(entry, file)| reading.glossary(&entry, &file)),
        timeline: reading.file("timeline", &TIMELINE).map(|(entry, _)| reading.timeline(&entry)).unwrap_or_default(),
    };
    Checked::new(data, reading.problems)
}

/// The path of a data file.
pub fn file(name: &str) -> VPath {
    VPath::new(&format!("content/data/{name}.yaml")).expect("a data file's path is normalised")
}

struct Reading<'a> {
    snapshot: &'a Snapshot,
    languages: &'a [Lang],
    source: &'a Lang,
    problems: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn file(&mut self, name: &str, kind: &'static Type) -> Option<(Entry, VPath)> {
        let path = file(name);
        let input = self.snapshot.get(&path)?;
        let entry = parse::data(&path, &input.bytes, kind).unpack(&mut self.problems)?;
        let items: Vec<&Entry> = match &entry.value {
            Value::Record(record) => record.fields.values().collect(),
            Value::List(items) => items.iter().collect(),
            _ => Vec::new(),
        };
        for item in items {
            if let (Type::Map(Type::Record(fields)) | Type::List(Type::Record(fields)), Some(record)) =
                (kind, item.as_record())
            {
                self.problems.extend(schema::missing(record, &[fields], item.span, &path));
            }
        }
        Some((entry, path))
    }

    fn words(&self, record: &Record, name: &str) -> Words {
        Words::new(record.get(name), self.source)
    }

    fn lists(record: &Record, name: &str) -> BTreeMap<String, Vec<String>> {
        let by_lang = record.record(name).map(|by_lang| by_lang.fields.keys().map(move |lang| (by_lang, lang)));
        let list =
            |(by_lang, lang): (&Record, &String)| (lang.clone(), by_lang.strs(lang).map(str::to_string).collect());
        by_lang.into_iter().flatten().map(list).collect()
    }

    /// Forms not to use by language, each with the reason.
    fn avoided(record: &Record) -> BTreeMap<String, Vec<(String, String)>> {
        let by_lang = record.record("avoid");
        let pair =
            |form: &Record| Some((form.str("form")?.to_string(), form.str("reason").unwrap_or_default().to_string()));
        let list = |by_lang: &Record, lang: &String| by_lang.records(lang).filter_map(pair).collect();
        let languages = by_lang.into_iter().flat_map(|by_lang| by_lang.fields.keys().map(move |lang| (by_lang, lang)));
        languages.map(|(by_lang, lang)| (lang.clone(), list(by_lang, lang))).collect()
    }

    fn texts(record: &Record, name: &str) -> BTreeMap<String, Inlines> {
        let texts = record.record(name).map(|by_lang| {
            let text = |(lang, entry): (&String, &Entry)| match &entry.value {
                Value::Text(text) => Some((lang.clone(), text.clone())),
                _ => None,
            };
            by_lang.fields.iter().filter_map(text).collect()
        });
        texts.unwrap_or_default()
    }

    /// Reports languages of the site for which `entry` has no words.
    fn check_languages(&mut self, entry: Option<&Entry>, file: &VPath, what: &str) {
        let Some(Entry { span, value: Value::Record(by_lang) }) = entry else { return };
        let missing = self.languages.iter().filter(|lang| by_lang.get(lang.as_str()).is_none());
        self.problems.extend(missing.map(|lang| problems::label_missing(file, *span, what, lang)));
    }

    fn vocabulary(&mut self, entry: &Entry, file: &VPath) -> BTreeMap<String, BTreeMap<String, Words>> {
        let mut vocabularies = BTreeMap::new();
        for (name, codes) in entry.as_record().into_iter().flat_map(|record| &record.fields) {
            let codes = codes.as_record().into_iter().flat_map(|record| &record.fields);
            let mut labels = BTreeMap::new();
            for (code, label) in codes {
                self.check_languages(Some(label), file, code);
                labels.insert(code.clone(), Words::new(Some(label), self.source));
            }
            vocabularies.insert(name.clone(), labels);
        }
        vocabularies
    }

    fn organisations(&mut self, entry: &Entry) -> BTreeMap<String, Organisation> {
        let text = |record: &Record, name: &str| record.str(name).map(str::to_string);
        let organisation = |record: &Record| Organisation {
            name: self.words(record, "name"),
            official_name: official_name(record),
            logo: record.get("logo").and_then(placed),
            abbreviation: text(record, "abbreviation"),
            kind: text(record, "kind"),
            country: text(record, "country"),
            website: text(record, "website"),
            variants: record.strs("variants").map(str::to_string).collect(),
        };
        records(entry).map(|(key, record)| (key.to_string(), organisation(record))).collect()
    }

    fn glossary(&mut self, entry: &Entry, file: &VPath) -> BTreeMap<String, Term> {
        let (mut terms, mut taken) = (BTreeMap::new(), BTreeSet::new());
        for (key, record) in records(entry) {
            self.check_languages(record.get("term"), file, key);
            self.check_languages(record.get("definition"), file, key);
            let term = Term {
                slug: unique(&self.source.slug(key), &mut taken),
                term: self.words(record, "term"),
                definition: Self::texts(record, "definition"),
                forms: Self::lists(record, "forms"),
                avoid: Self::avoided(record),
                agreed: record.flag("agreed"),
                see_also: record.list("see_also").iter().filter_map(placed).collect(),
            };
            terms.insert(key.to_string(), term);
        }
        terms
    }

    fn timeline(&mut self, entry: &Entry) -> Vec<Event> {
        let Value::List(items) = &entry.value else { return Vec::new() };
        let event = |record: &Record| {
            Some(Event {
                date: record.date("date")?,
                end: record.date("end"),
                text: Self::texts(record, "event"),
                place: self.words(record, "place"),
                practice: record.get("practice").and_then(placed),
            })
        };
        items.iter().filter_map(Entry::as_record).filter_map(event).collect()
    }
}

fn official_name(record: &Record) -> Option<(String, Option<String>)> {
    let full = record.record("official_name");
    let name = full.and_then(|full| full.str("name")).or_else(|| record.str("official_name"))?;
    Some((name.to_string(), full.and_then(|full| full.str("lang")).map(str::to_string)))
}

impl Organisation {
    /// Whether the official name says more than the one that readers of `lang` see.
    pub fn has_other_name(&self, lang: &Lang) -> bool {
        self.official_name.as_ref().is_some_and(|(name, _)| name != self.name.get(lang))
    }
}

/// A name and where it is written.
fn placed(entry: &Entry) -> Option<(String, Span)> {
    Some((entry.as_str()?.to_string(), entry.span))
}

fn records(entry: &Entry) -> impl Iterator<Item = (&str, &Record)> {
    let fields = entry.as_record().into_iter().flat_map(|record| &record.fields);
    fields.filter_map(|(key, entry)| Some((key.as_str(), entry.as_record()?)))
}

impl Data {
    /// The label of a code; the code itself where there is no vocabulary for it.
    pub fn label(&self, vocabulary: &str, code: &str, lang: &Lang) -> String {
        let words = self.vocabulary.as_ref().and_then(|all| all.get(vocabulary)?.get(code));
        words.map_or(code, |words| words.get(lang)).to_string()
    }

    /// The name of an organisation; its key where it is not known.
    pub fn organisation(&self, key: &str, lang: &Lang) -> String {
        let known = self.organisations.as_ref().and_then(|all| all.get(key));
        known.map_or(key, |organisation| organisation.name.get(lang)).to_string()
    }
}
