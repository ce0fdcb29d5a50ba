//! Original and translation beside each other, unit by unit, for translators at
//! the development server. Addresses count from the server's root.

use serde::Serialize;

use crate::lang::Lang;
use crate::path::Url;
use crate::site::{Page, Site};
use crate::strings::{Argument, Strings};
use crate::translate::{Counts, Piece, Report, State, UnitReport, difference};

/// Below this address of the server stands the view of each page, under the page's own address.
pub const SIDE_BY_SIDE: &str = "/.kopru/side-by-side/";

/// A page beside its original.
#[derive(Debug, Serialize)]
pub struct SideBySide {
    pub lang: Lang,
    pub direction: &'static str,
    pub title: String,
    /// All pages of the language.
    pub overview_url: String,
    /// File of the translation, from the site's root.
    pub file: String,
    pub source: Version,
    pub translation: Version,
    /// The states that occur, the most urgent first.
    pub counts: Vec<Count>,
    pub rows: Vec<Row>,
}

/// A language of the page.
#[derive(Debug, Serialize)]
pub struct Version {
    pub lang: Lang,
    pub direction: &'static str,
    /// In the language itself.
    pub name: String,
    pub url: String,
}

/// A state with what shows it to those who see no colours.
#[derive(Debug, Serialize)]
pub struct Mark {
    pub state: State,
    pub sign: &'static str,
    pub word: String,
}

#[derive(Debug, Serialize)]
pub struct Count {
    pub mark: Mark,
    /// `out of date: 2`.
    pub text: String,
    /// The number of the first row in this state.
    pub first: usize,
}

/// A unit of the page.
#[derive(Debug, Serialize)]
pub struct Row {
    pub mark: Mark,
    pub kind: &'static str,
    /// The original, with what was removed and added since it was translated.
    pub source: Vec<Stretch>,
    pub translation: String,
    /// In the file of the translation.
    pub line: usize,
    pub edit_url: Option<String>,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Stretch {
    /// `same`, `removed` or `added`.
    pub change: &'static str,
    pub text: String,
}

/// The pages of a site that have a view, for readers of `lang`.
#[derive(Debug, Serialize)]
pub struct SideBySidePages {
    pub lang: Lang,
    pub direction: &'static str,
    pub title: String,
    pub languages: Vec<LanguagePages>,
}

#[derive(Debug, Serialize)]
pub struct LanguagePages {
    pub lang: Lang,
    pub direction: &'static str,
    pub name: String,
    pub pages: Vec<PageLink>,
}

#[derive(Debug, Serialize)]
pub struct PageLink {
    pub title: String,
    pub url: String,
    pub mark: Mark,
    /// `out of date: 2, missing: 1`; empty if nothing is open.
    pub open: String,
}

/// For whom, and of which site.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub site: &'a Site,
    pub strings: &'a Strings,
    /// The language of the words around the texts.
    pub lang: &'a Lang,
}

/// One page in the language of the desk beside its original; `line_of` tells the line of a place in `file`.
pub fn side_by_side(
    desk: Desk,
    page: &Page,
    (source, file): (&Lang, &str),
    report: &Report,
    line_of: impl Fn(u32) -> usize,
) -> SideBySide {
    let row = |unit: &UnitReport| {
        let line = line_of(unit.span.start);
        Row {
            mark: desk.mark(unit.state),
            kind: unit.kind.name(),
            source: stretches(&unit.source_old, &unit.source_new),
            translation: unit.translation.clone(),
            line,
            edit_url: desk.site.config.edit_address(file, line),
        }
    };
    SideBySide {
        lang: desk.lang.clone(),
        direction: desk.lang.direction(),
        title: page.title(desk.lang).to_string(),
        overview_url: format!("{SIDE_BY_SIDE}{}/translation/", desk.lang),
        file: file.to_string(),
        source: desk.version(page, source),
        translation: desk.version(page, desk.lang),
        counts: by_urgency(&report.counts).map(|state| desk.count(report, state)).collect(),
        rows: report.units.iter().map(row).collect(),
    }
}

/// The pages of `reports`, by language and in reading order.
pub fn side_by_side_pages(desk: Desk, reports: &[(&Lang, &Page, &Report)]) -> SideBySidePages {
    let of = |lang: &Lang| {
        let own = reports.iter().filter(|(other, ..)| *other == lang);
        let pages: Vec<PageLink> = own.map(|(_, page, report)| desk.link(lang, page, report)).collect();
        let name = desk.strings.word(lang, "language-name");
        LanguagePages { lang: lang.clone(), direction: lang.direction(), name, pages }
    };
    let languages = desk.site.config.languages.iter().map(of).filter(|language| !language.pages.is_empty());
    SideBySidePages {
        lang: desk.lang.clone(),
        direction: desk.lang.direction(),
        title: desk.strings.word(desk.lang, "side-by-side"),
        languages: languages.collect(),
    }
}

impl Desk<'_> {
    fn mark(self, state: State) -> Mark {
        let word = self.strings.word(self.lang, &format!("translation-{}", state.name()));
        Mark { state, sign: sign(state), word }
    }

    fn version(self, page: &Page, lang: &Lang) -> Version {
        let (name, url) = (self.strings.word(lang, "language-name"), address("/", page.url(lang)));
        Version { lang: lang.clone(), direction: lang.direction(), name, url }
    }

    fn count(self, report: &Report, state: State) -> Count {
        let first = report.units.iter().position(|unit| unit.state == state).map_or(1, |index| index + 1);
        Count { mark: self.mark(state), text: self.counted(&report.counts, state), first }
    }

    fn counted(self, counts: &Counts, state: State) -> String {
        let count = ("count", Argument::Number(counts.get(state) as f64));
        let word = ("state", Argument::Text(self.mark(state).word));
        self.strings.get(self.lang, "translation-count", &[count, word])
    }

    fn link(self, lang: &Lang, page: &Page, report: &Report) -> PageLink {
        let open = by_urgency(&report.counts).filter(|state| !state.is_settled());
        PageLink {
            title: page.title(self.lang).to_string(),
            url: address(SIDE_BY_SIDE, page.url(lang)),
            mark: self.mark(report.state),
            open: open.map(|state| self.counted(&report.counts, state)).collect::<Vec<_>>().join(", "),
        }
    }
}

fn by_urgency(counts: &Counts) -> impl Iterator<Item = State> {
    let mut present: Vec<State> = State::ALL.into_iter().filter(|state| counts.get(*state) > 0).collect();
    present.sort_by_key(|state| std::cmp::Reverse(state.urgency()));
    present.into_iter()
}

fn address(folder: &str, url: &Url) -> String {
    format!("{folder}{}", url.encoded())
}

fn sign(state: State) -> &'static str {
    match state {
        State::Ok => "✓",
        State::Minor => "~",
        State::Stale => "!",
        State::Missing => "∅",
        State::Extra => "+",
        State::Unconfirmed => "?",
        State::Adapted => "≠",
        State::Identical => "=",
    }
}

/// The text now, with what it lost and gained since `old`; nothing is marked if there is no `old`.
fn stretches(old: &str, new: &str) -> Vec<Stretch> {
    let words = |text: &'_ str| -> Vec<String> { text.split_inclusive([' ', '\n']).map(str::to_string).collect() };
    let new_words = words(new);
    let old_words = if old.is_empty() { new_words.clone() } else { words(old) };
    let mut stretches: Vec<Stretch> = Vec::new();
    for piece in difference(&old_words, &new_words) {
        let (change, word) = match piece {
            Piece::Same(word) => ("same", word),
            Piece::Removed(word) => ("removed", word),
            Piece::Added(word) => ("added", word),
        };
        match stretches.last_mut() {
            Some(last) if last.change == change => last.text.push_str(word),
            _ => stretches.push(Stretch { change, text: word.clone() }),
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str) -> String {
        stretches(old, new).iter().map(|stretch| format!("[{} {}]", stretch.change, stretch.text)).collect()
    }

    #[test]
    fn the_original_shows_what_changed_since_it_was_translated() {
        assert_eq!(check("30 aile geldi", "45 aile geldi"), "[removed 30 ][added 45 ][same aile geldi]");
        assert_eq!(check("", "45 aile"), "[same 45 aile]");
        assert_eq!(check("45 aile", ""), "[removed 45 aile]");
    }
}
