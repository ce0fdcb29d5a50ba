//! What readers are told of translations: marks in a page, and the page that
//! shows how far each language is.

use std::collections::BTreeMap;

use serde::Serialize;

use super::format::date_text;
use super::types::{Behind, StaleMark};
use crate::doc::Date;
use crate::lang::Lang;
use crate::path::{LinkStyle, Url};
use crate::site::{HOME, Page, Site};
use crate::strings::{Argument, Strings};
use crate::translate::{Counts, Report, State};

/// The current originals of the passages that are out of date; `line_of` tells the line of a place.
pub fn stale_marks(
    site: &Site,
    (source, file): (&Lang, &str),
    report: &Report,
    line_of: impl Fn(u32) -> usize,
) -> BTreeMap<u32, Vec<StaleMark>> {
    let mut marks: BTreeMap<u32, Vec<StaleMark>> = BTreeMap::new();
    for unit in report.units.iter().filter(|unit| unit.state == State::Stale) {
        let Some(block) = unit.block else { continue };
        marks.entry(block.start).or_default().push(StaleMark {
            lang: source.clone(),
            direction: source.direction(),
            text: unit.source_text.clone(),
            edit_url: site.config.edit_address(file, line_of(unit.span.start)),
        });
    }
    marks
}

/// What the notice above a page says of its translation.
pub fn behind(
    strings: &Strings,
    page: &Page,
    (source, lang): (&Lang, &Lang),
    report: &Report,
    style: LinkStyle,
) -> Option<Behind> {
    let Counts { stale, missing, .. } = report.counts;
    // What nobody recorded may well be whole: units are paired by guess.
    let tell = report.recorded && stale + missing > 0 && page.is_translated(lang);
    tell.then(|| Behind {
        stale,
        missing,
        original_url: page.url(source).relative(page.url(lang), style),
        original_lang: source.clone(),
        original_name: strings.word(source, "language-name"),
    })
}

/// How far one language is.
#[derive(Clone, Debug, Serialize)]
pub struct Progress {
    pub lang: Lang,
    pub direction: &'static str,
    /// In the language itself.
    pub name: String,
    pub sections: Vec<Section>,
    pub pages: Vec<OpenPage>,
}

/// The pages of one folder.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    pub title: String,
    pub pages: usize,
    pub units: usize,
    pub words: usize,
    /// Percent of the words that need nobody.
    pub settled: usize,
    pub counts: Counts,
    /// The oldest review of a page, in the reader's language.
    pub reviewed: String,
    /// Translators and reviewers.
    pub people: Vec<String>,
}

/// A page that needs somebody.
#[derive(Clone, Debug, Serialize)]
pub struct OpenPage {
    pub title: String,
    pub url: String,
    pub state: State,
    pub words: String,
}

/// Where and for whom progress is shown.
pub struct Reader<'a> {
    pub site: &'a Site,
    pub strings: &'a Strings,
    pub lang: &'a Lang,
    pub here: &'a Url,
    pub style: LinkStyle,
}

/// How far every language is; `reports` by language, page and report.
pub fn progress(reader: &Reader, reports: &[(&Lang, &str, &Report)]) -> Vec<Progress> {
    let of = |lang: &Lang| {
        let own: Vec<(&Page, &Report)> = reports
            .iter()
            .filter(|(other, ..)| *other == lang)
            .filter_map(|(_, path, report)| Some((reader.site.pages.get(*path)?, *report)))
            .collect();
        let name = reader.strings.word(lang, "language-name");
        let (sections, pages) = (sections(reader, lang, &own), open_pages(reader, lang, &own));
        Progress { lang: lang.clone(), direction: lang.direction(), name, sections, pages }
    };
    let all = reader.site.config.languages.iter().map(of);
    all.filter(|progress| !progress.sections.is_empty()).collect()
}

fn folder(path: &str) -> &str {
    path.split_once('/').map_or(HOME, |(folder, _)| folder)
}

fn sections(reader: &Reader, lang: &Lang, own: &[(&Page, &Report)]) -> Vec<Section> {
    let mut folders: BTreeMap<&str, Vec<(&Page, &Report)>> = BTreeMap::new();
    for (page, report) in own {
        folders.entry(folder(&page.path)).or_default().push((page, report));
    }
    folders.into_iter().map(|(name, pages)| section(reader, lang, name, &pages)).collect()
}

fn section(reader: &Reader, lang: &Lang, name: &str, pages: &[(&Page, &Report)]) -> Section {
    let (mut counts, mut words) = (Counts::default(), Counts::default());
    for (_, report) in pages {
        for state in State::ALL {
            counts.add(state, report.counts.get(state));
            words.add(state, report.words.get(state));
        }
    }
    let all = words.all();
    let settled: usize = State::ALL.into_iter().filter(|state| state.is_settled()).map(|state| words.get(state)).sum();
    let versions = pages.iter().filter_map(|(page, _)| page.versions.get(lang));
    let mut people: Vec<String> = Vec::new();
    let mut reviewed: Option<Date> = None;
    for version in versions {
        let credits = version.fields.records("credits").filter(|credit| credit.str("role") != Some("author"));
        people.extend(credits.filter_map(|credit| credit.str("name")).map(str::to_string));
        reviewed = match (reviewed, version.fields.date("reviewed")) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    people.sort();
    people.dedup();
    let page = reader.site.page_or_folder(name);
    Section {
        title: page.map_or(name, |page| page.short_title(reader.lang)).to_string(),
        pages: pages.len(),
        units: counts.all(),
        words: all,
        settled: (settled * 100).checked_div(all).unwrap_or(100),
        counts,
        reviewed: reviewed.map(|date| date_text(reader.strings, reader.lang, date)).unwrap_or_default(),
        people,
    }
}

/// Readers get a page that loads; `kopru translate todo` lists the rest.
const MAX_OPEN_PAGES: usize = 200;

/// The pages that need somebody, the most urgent first.
fn open_pages(reader: &Reader, lang: &Lang, own: &[(&Page, &Report)]) -> Vec<OpenPage> {
    let mut open: Vec<&(&Page, &Report)> = own.iter().filter(|(_, report)| !report.state.is_settled()).collect();
    open.sort_by_key(|(_, report)| std::cmp::Reverse(report.state.urgency()));
    let shown = |(page, report): &(&Page, &Report)| {
        let present = State::ALL.into_iter().filter(|state| !state.is_settled() && report.counts.get(*state) > 0);
        let part = |state: State| {
            let count = ("count", Argument::Number(report.counts.get(state) as f64));
            let word = reader.strings.word(reader.lang, &format!("translation-{}", state.name()));
            reader.strings.get(reader.lang, "translation-count", &[count, ("state", Argument::Text(word))])
        };
        OpenPage {
            title: page.title(reader.lang).to_string(),
            url: page.url(lang).relative(reader.here, reader.style),
            state: report.state,
            words: present.map(part).collect::<Vec<_>>().join(", "),
        }
    };
    open.into_iter().take(MAX_OPEN_PAGES).map(shown).collect()
}
