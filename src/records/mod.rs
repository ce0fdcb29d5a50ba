//! The good practices as data: JSON, CSV and JSON-LD.
//!
//! In comes the site, out come files that other programs read. Neutral data keep
//! their codes; labels are those of the reader's language. Nothing here is shown
//! on a page except [`linked_data`], which search engines read.

mod table;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::artifact::Artifact;
use crate::doc::{self, Inlines, Record, inlines_text};
use crate::lang::Lang;
use crate::path::{Url, VPath};
use crate::schema::pages::Kind;
use crate::site::{Page, Site};

/// The published schema of `practices.json`.
const SCHEMA: &str = include_str!("practices.schema.json");

/// A code and its label.
#[derive(Clone, Debug, Serialize)]
pub struct Coded {
    pub code: String,
    pub label: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Funding {
    pub amount: f64,
    pub currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
}

/// One good practice in one language; what is not known is left out.
#[derive(Clone, Debug, Serialize)]
pub struct Practice {
    /// The path without language and extension, the same in all languages.
    pub id: String,
    /// On the web, in the reader's language.
    pub url: String,
    /// The language of the words, which is another one where the record is not translated.
    pub language: Lang,
    pub title: String,
    pub summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Coded>,
    pub implementer: Coded,
    pub country: Coded,
    pub places: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Coded>,
    pub actor_type: Vec<Coded>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    pub target_groups: Vec<Coded>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_group_other: Option<String>,
    pub topics: Vec<Coded>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    pub ongoing: bool,
    pub funding: Vec<Funding>,
    pub partners: Vec<Coded>,
    pub gcr_objectives: Vec<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<BTreeMap<String, String>>,
    /// The sections of the record in their order.
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// The same in all languages.
    pub id: String,
    pub title: String,
}

/// The files of the good practices, for the languages to write; none if there are no records.
pub fn files(site: &Site, languages: &[Lang]) -> Vec<Artifact> {
    let any = site.pages.values().any(|page| page.kind == Kind::Practice);
    if !any {
        return Vec::new();
    }
    let mut files = vec![Artifact::new(VPath::fixed("data/practices.schema.json"), SCHEMA)];
    for lang in languages {
        let practices = practices(site, lang);
        let file = |name: &str| Url::new(format!("{lang}/data/{name}")).file();
        let json = serde_json::to_vec_pretty(&practices).expect("records have text keys only");
        files.push(Artifact::new(file("practices.json"), json));
        files.push(Artifact::new(file("practices.csv"), table::csv(&practices)));
    }
    files
}

/// All good practices in reading order.
fn practices(site: &Site, lang: &Lang) -> Vec<Practice> {
    let pages = site.order.iter().filter_map(|path| site.pages.get(path));
    pages.filter(|page| page.kind == Kind::Practice).map(|page| practice(site, page, lang)).collect()
}

/// One good practice for readers of `lang`.
pub fn practice(site: &Site, page: &Page, lang: &Lang) -> Practice {
    let (language, version) = page.shown(lang);
    let fields = &version.fields;
    let text = |name: &str| fields.str(name).map(str::to_string);
    let plain = |name: &str| fields.text(name).map(|words: &Inlines| inlines_text(words));
    let coded =
        |vocabulary: &str, code: &str| Coded { code: code.to_string(), label: site.data.label(vocabulary, code, lang) };
    let one = |name: &str| fields.str(name).map(|code| coded(name, code));
    let many = |name: &str, vocabulary: &str| fields.strs(name).map(|code| coded(vocabulary, code)).collect();
    let organisation = |key: &str| Coded { code: key.to_string(), label: site.data.organisation(key, lang) };
    let date = |name: &str| fields.date(name).map(|date| date.to_string());
    Practice {
        id: page.path.clone(),
        url: page.url(lang).absolute(&site.config.base_url),
        language: language.clone(),
        title: page.title(lang).to_string(),
        summary: plain("summary").unwrap_or_else(|| version.summary.first_paragraph.clone()),
        basis: one("basis"),
        implementer: organisation(fields.str("implementer").unwrap_or_default()),
        country: coded("country", fields.str("country").unwrap_or_default()),
        places: fields.strs("places").map(str::to_string).collect(),
        level: one("level"),
        actor_type: many("actor_type", "actor_type"),
        website: text("website"),
        target_groups: many("target_groups", "target_group"),
        target_group_other: plain("target_group_other"),
        topics: many("topics", "topic"),
        start: date("start"),
        end: date("end"),
        ongoing: fields.flag("ongoing"),
        funding: fields.records("funding").filter_map(funding).collect(),
        partners: fields.strs("partners").map(organisation).collect(),
        gcr_objectives: fields.list("gcr_objectives").iter().filter_map(whole).collect(),
        source: fields.record("source").map(origin),
        sections: sections(page, lang),
    }
}

fn funding(record: &Record) -> Option<Funding> {
    Some(Funding {
        amount: record.number("amount")?,
        currency: record.str("currency")?.to_string(),
        programme: record.str("programme").map(str::to_string),
    })
}

fn whole(entry: &doc::Entry) -> Option<i64> {
    match entry.value {
        doc::Value::Int(number) => Some(number),
        _ => None,
    }
}

fn origin(record: &Record) -> BTreeMap<String, String> {
    let text = |name: &str| record.str(name).map(str::to_string);
    let known =
        [("name", text("name")), ("url", text("url")), ("retrieved", record.date("retrieved").map(|d| d.to_string()))];
    known.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?))).collect()
}

fn sections(page: &Page, lang: &Lang) -> Vec<Section> {
    let (_, version) = page.shown(lang);
    let headings = version.summary.headings.iter().zip(&version.anchors);
    let own = headings.filter(|(heading, _)| heading.level == 2 && !heading.trainer);
    own.map(|(heading, anchor)| Section { id: anchor.clone(), title: heading.text.clone() }).collect()
}

/// What search engines read on the page of a good practice (schema.org), safe inside of a page.
pub fn linked_data(site: &Site, page: &Page, lang: &Lang) -> String {
    let practice = practice(site, page, lang);
    let organisation = |coded: &Coded| json!({ "@type": "Organization", "name": coded.label });
    let labels = |all: &[Coded]| all.iter().map(|coded| coded.label.clone()).collect::<Vec<_>>();
    let grant = |funding: &Funding| {
        json!({
            "@type": "MonetaryGrant",
            "name": funding.programme,
            "amount": { "@type": "MonetaryAmount", "value": funding.amount, "currency": funding.currency },
        })
    };
    let period = match (&practice.start, &practice.end, practice.ongoing) {
        (Some(start), Some(end), _) => Some(format!("{start}/{end}")),
        (Some(start), None, true) => Some(format!("{start}/..")),
        (Some(start), None, false) => Some(start.clone()),
        (None, end, _) => end.as_ref().map(|end| format!("../{end}")),
    };
    let value = json!({
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": practice.url,
        "url": practice.url,
        "name": practice.title,
        "description": practice.summary,
        "inLanguage": practice.language,
        "creator": organisation(&practice.implementer),
        "contributor": practice.partners.iter().map(organisation).collect::<Vec<_>>(),
        "countryOfOrigin": { "@type": "Country", "name": practice.country.label, "identifier": practice.country.code },
        "spatialCoverage": practice.places,
        "temporalCoverage": period,
        "keywords": labels(&practice.topics),
        "audience": labels(&practice.target_groups).into_iter()
            .map(|label| json!({ "@type": "Audience", "audienceType": label })).collect::<Vec<_>>(),
        "funding": practice.funding.iter().map(grant).collect::<Vec<_>>(),
        "license": site.config.licence.get(lang),
        "isBasedOn": practice.source.as_ref().and_then(|source| source.get("url")),
    });
    // Inside of `script` only `<` could end the data.
    without_empty(value).to_string().replace('<', "\\u003c")
}

/// `value` without what is not known.
fn without_empty(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let known = map.into_iter().map(|(key, value)| (key, without_empty(value)));
            Value::Object(known.filter(|(_, value)| !is_empty(value)).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_empty).collect()),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
