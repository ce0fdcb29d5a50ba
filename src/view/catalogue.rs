//! The catalogue of the records below a page: every record with its codes, and
//! the facets by which readers choose among them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::format::money_text;
use crate::doc::{Record, inlines_text};
use crate::lang::Lang;
use crate::schema::pages::Kind;
use crate::site::{Page, Site};
use crate::strings::{Argument, Strings};

/// The fields to choose by, with their vocabularies.
const CODED: [(&str, &str); 5] = [
    ("country", "country"),
    ("level", "level"),
    ("actor_type", "actor_type"),
    ("target_groups", "target_group"),
    ("topics", "topic"),
];

/// Sums of money are put into classes between these.
const CLASSES: [f64; 3] = [50_000.0, 250_000.0, 1_000_000.0];

/// What is not written down, which readers may want to see, too.
const UNKNOWN: &str = "unknown";

/// With more records than this, the list shows titles alone.
const WITH_SUMMARY: usize = 200;

#[derive(Clone, Debug, Serialize)]
pub struct Catalogue {
    /// What the paths of records begin with.
    pub folder: String,
    pub facets: Vec<Facet>,
    pub records: Vec<CatalogueRecord>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    /// In the address of a choice.
    pub name: String,
    pub label: String,
    pub options: Vec<FacetOption>,
}

#[derive(Clone, Debug, Serialize)]
pub struct FacetOption {
    pub code: String,
    pub label: String,
    pub count: usize,
}

#[derive(Clone, Debug, Serialize)]
pub struct CatalogueRecord {
    /// Its path, if the end of its address does not say it.
    pub path: Option<String>,
    pub title: String,
    pub url: String,
    pub summary: String,
    pub lang: Lang,
    /// The numbers of its options, counted through all facets from 0, between spaces.
    pub codes: String,
}

/// The catalogue for `page`, if there are records right below it; `href` spells an address.
pub fn catalogue(
    site: &Site,
    strings: &Strings,
    page: &Page,
    lang: &Lang,
    href: impl Fn(&Page) -> String,
) -> Option<Catalogue> {
    let below = page.children.iter().filter_map(|path| site.pages.get(path));
    let practices: Vec<&Page> = below.filter(|child| child.kind == Kind::Practice).collect();
    if practices.is_empty() {
        return None;
    }
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let coded: Vec<Vec<Code>> = practices.iter().map(|practice| codes(&practice.shown(lang).1.fields)).collect();
    for code in coded.iter().flatten() {
        *counts.entry(code.clone()).or_default() += 1;
    }
    let facets = Labels { site, strings, lang }.facets(&counts);
    let options = facets.iter().flat_map(|facet| facet.options.iter().map(move |option| (&*facet.name, &*option.code)));
    let numbers: BTreeMap<(&str, &str), usize> = options.enumerate().map(|(number, option)| (option, number)).collect();
    let mut records = Vec::with_capacity(practices.len());
    let with_summary = practices.len() <= WITH_SUMMARY;
    let folder = page.path.strip_suffix("index").unwrap_or_default().to_string();
    for (practice, codes) in practices.into_iter().zip(&coded) {
        let (shown, version) = practice.shown(lang);
        let number = |(facet, code): &Code| numbers.get(&(*facet, code.as_str())).map(ToString::to_string);
        let summary = version.fields.text("summary").filter(|_| with_summary).map(|text| inlines_text(text));
        let url = href(practice);
        let said =
            url.strip_suffix("index.html").unwrap_or(&url).strip_suffix('/').map(|name| format!("{folder}{name}"));
        records.push(CatalogueRecord {
            path: Some(practice.path.clone()).filter(|path| said.as_ref() != Some(path)),
            title: practice.title(lang).to_string(),
            url,
            summary: summary.unwrap_or_default(),
            lang: shown.clone(),
            codes: codes.iter().filter_map(number).collect::<Vec<_>>().join(" "),
        });
    }
    Some(Catalogue { folder, facets, records })
}

/// A facet and one of its codes.
type Code = (&'static str, String);

/// The facets of a record and its codes in each.
fn codes(fields: &Record) -> Vec<Code> {
    let mut codes = Vec::new();
    for (field, _) in CODED {
        let one = fields.str(field).into_iter();
        codes.extend(one.chain(fields.strs(field)).map(|code| (field, code.to_string())));
    }
    let mut times: Vec<String> = fields.date("start").map(|date| date.year.to_string()).into_iter().collect();
    times.extend(fields.flag("ongoing").then(|| "ongoing".to_string()));
    let mut sums: Vec<String> = fields.records("funding").filter_map(sum_class).collect();
    sums.dedup();
    for (facet, mut found) in [("time", times), ("funding", sums)] {
        if found.is_empty() {
            found.push(UNKNOWN.to_string());
        }
        codes.extend(found.into_iter().map(|code| (facet, code)));
    }
    codes
}

/// `EUR-1`: the currency and the number of limits below the sum.
fn sum_class(funding: &Record) -> Option<String> {
    let amount = funding.number("amount")?;
    let class = CLASSES.iter().filter(|limit| amount >= **limit).count();
    let currency = funding.str("currency")?;
    let plain = currency.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then(|| format!("{currency}-{class}"))
}

struct Labels<'a> {
    site: &'a Site,
    strings: &'a Strings,
    lang: &'a Lang,
}

impl Labels<'_> {
    fn facets(&self, counts: &BTreeMap<Code, usize>) -> Vec<Facet> {
        let names = CODED.iter().map(|(name, _)| *name).chain(["time", "funding"]);
        let facet = |name: &'static str| {
            let own = counts.iter().filter(|((facet, _), _)| *facet == name);
            let option = |((_, code), count): (&(&str, String), &usize)| FacetOption {
                code: code.clone(),
                label: self.label(name, code),
                count: *count,
            };
            let mut options: Vec<FacetOption> = own.map(option).collect();
            if CODED.iter().any(|(coded, _)| *coded == name) {
                let compare = self.lang.sorter();
                options.sort_by(|a, b| compare(&a.label, &b.label));
            }
            let label = self.strings.word(self.lang, &format!("facet-{}", name.replace('_', "-")));
            Facet { name: name.to_string(), label, options }
        };
        names.map(facet).filter(|facet| !facet.options.is_empty()).collect()
    }

    fn label(&self, facet: &str, code: &str) -> String {
        if let Some((_, vocabulary)) = CODED.iter().find(|(name, _)| *name == facet) {
            return self.site.data.label(vocabulary, code, self.lang);
        }
        match code {
            UNKNOWN => self.strings.word(self.lang, "facet-unknown"),
            "ongoing" => self.strings.word(self.lang, "facet-ongoing"),
            _ => self.sum(code).unwrap_or_else(|| code.to_string()),
        }
    }

    fn sum(&self, code: &str) -> Option<String> {
        let (currency, class) = code.rsplit_once('-')?;
        let class: usize = class.parse().ok()?;
        let money = |amount: f64| Argument::Text(money_text(self.strings, self.lang, amount, currency));
        let (from, to) = (class.checked_sub(1).and_then(|below| CLASSES.get(below)), CLASSES.get(class));
        Some(match (from, to) {
            (None, Some(to)) => self.strings.get(self.lang, "facet-sum-below", &[("sum", money(*to))]),
            (Some(from), Some(to)) => {
                self.strings.get(self.lang, "facet-sum-between", &[("from", money(*from)), ("to", money(*to))])
            }
            (Some(from), None) => self.strings.get(self.lang, "facet-sum-from", &[("sum", money(*from))]),
            (None, None) => return None,
        })
    }
}
