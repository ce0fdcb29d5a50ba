//! The rules that hold the languages of a page together.
//!
//! In: two versions of a page as units. Out: problems at the translation's own
//! lines. A rule that is wrong too often is worse than one that misses
//! something, so what a good translation may do is left alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::language::SmallWords;
use super::numbers::{self, Quantity, Value};
use super::prose::{Foreign, prose, targets};
use super::structure::structure;
use super::terms::{Terms, Word};
use super::unit::{Unit, UnitKind, units};
use super::{Pair, pair};
use crate::diag::{Diagnostic, Severity, Span};
use crate::doc::Document;
use crate::lang::Lang;
use crate::problems;
use crate::schema::is_web_address;
use crate::site::Site;
use crate::snapshot::Snapshot;

/// What the rules know of the site's languages.
pub struct Rules {
    terms: BTreeMap<Lang, Terms>,
    small_words: SmallWords,
}

impl Rules {
    pub fn new(site: &Site, snapshot: &Snapshot) -> Self {
        let languages = &site.config.languages;
        let terms = languages.iter().map(|lang| (lang.clone(), Terms::new(&site.data, lang))).collect();
        Self { terms, small_words: SmallWords::new(snapshot, languages) }
    }
}

/// One version of a page.
pub struct Side<'a> {
    pub lang: &'a Lang,
    pub text: &'a str,
    pub document: &'a Document,
    units: Vec<Unit>,
    /// The words of each unit in the language of the page.
    words: Vec<String>,
    /// The words of each unit with phrases in other languages.
    all_words: Vec<String>,
    // A text is read once, however many languages it is compared with.
    /// The quantities in `all_words`.
    quantities: Vec<Vec<Quantity>>,
    /// What terms are looked for in: the analysed `words`.
    analysed: Vec<Vec<Word>>,
}

impl<'a> Side<'a> {
    pub fn new(rules: &Rules, lang: &'a Lang, text: &'a str, document: &'a Document) -> Self {
        let units = units(text, document);
        let words = |foreign| units.iter().map(|unit| words_of(unit, foreign)).collect();
        let (words, all_words): (Vec<String>, Vec<String>) = (words(Foreign::Drop), words(Foreign::Keep));
        let quantities = all_words.iter().map(|words| numbers::read(words, lang)).collect();
        let analyse = |terms: &Terms| words.iter().map(|words| terms.words(words)).collect();
        let analysed = rules.terms.get(lang).map(analyse).unwrap_or_default();
        Self { lang, text, document, units, words, all_words, quantities, analysed }
    }

    /// The quantities of a unit, in digits alone where words cannot be compared.
    fn quantities(&self, unit: usize, known: bool) -> Cow<'_, [Quantity]> {
        match known {
            true => Cow::Borrowed(&self.quantities[unit]),
            false => Cow::Owned(numbers::read_digits(&self.all_words[unit], self.lang)),
        }
    }

    /// Where `written` stands in a unit; the whole unit if that is not certain.
    fn place(&self, unit: usize, written: &str) -> Span {
        let span = self.units[unit].span;
        let slice = span.slice(self.text);
        match slice.match_indices(written).next() {
            Some((at, _)) => Span::new(at, at + written.len()).shifted(span.start as usize),
            None => span,
        }
    }
}

fn words_of(unit: &Unit, foreign: Foreign) -> String {
    match unit.kind {
        UnitKind::Code => String::new(),
        UnitKind::Field | UnitKind::AltText | UnitKind::Title if !unit.normal.contains("](") => unit.text.clone(),
        _ => prose(&unit.normal, foreign),
    }
}

/// Problems of one version alone: terms that are not to be used.
pub fn wording(rules: &Rules, version: &Side) -> Vec<Diagnostic> {
    let Some(terms) = rules.terms.get(version.lang) else { return Vec::new() };
    let mut problems = Vec::new();
    for (index, (words, analysed)) in version.words.iter().zip(&version.analysed).enumerate() {
        for avoided in terms.avoided(words, analysed) {
            let span = version.place(index, avoided.written);
            let severity = if avoided.agreed { Severity::Error } else { Severity::Warning };
            let words = (avoided.written, avoided.advice.as_str());
            problems.push(problems::term_avoided(&version.document.file, span, words, severity));
        }
    }
    problems
}

/// What a translation does otherwise than its source.
pub fn translation(rules: &Rules, source: &Side, translation: &Side) -> Vec<Diagnostic> {
    let pairs = pair(&source.units, &translation.units);
    let both = |pair: &Pair| Some((pair.source?, pair.translation?));
    let comparison = Comparison { rules, source, translation, pairs: pairs.iter().filter_map(both).collect() };
    let mut problems = structure(source.document, translation.document);
    comparison.numbers(&mut problems);
    comparison.links(&mut problems);
    comparison.notes(&mut problems);
    comparison.code(&mut problems);
    comparison.language(&mut problems);
    comparison.terms(&mut problems);
    problems
}

struct Comparison<'a> {
    rules: &'a Rules,
    source: &'a Side<'a>,
    translation: &'a Side<'a>,
    /// Units that stand for each other.
    pairs: Vec<(usize, usize)>,
}

impl Comparison<'_> {
    fn numbers(&self, problems: &mut Vec<Diagnostic>) {
        let known = numbers::is_known(self.source.lang) && numbers::is_known(self.translation.lang);
        let file = &self.translation.document.file;
        for &(theirs, ours) in &self.pairs {
            let (source, own) = (&self.source.all_words[theirs], &self.translation.all_words[ours]);
            let quantities = (self.source.quantities(theirs, known), self.translation.quantities(ours, known));
            let (missing, extra) = numbers::differences(&quantities.0, &quantities.1);
            let moved = |one: &Quantity, missing_in| self.is_beside(one, (theirs, ours), missing_in);
            let missing = missing.into_iter().filter(|one| !moved(one, self.translation));
            let mut extra: Vec<_> = extra.into_iter().filter(|one| !moved(one, self.source)).collect();
            for lost in missing {
                let instead = extra.iter().position(|one| is_kind(&one.value, &lost.value)).map(|at| extra.remove(at));
                let written = instead.map(|one| one.span.slice(own));
                let span = written.map_or(self.translation.units[ours].span, |text| self.translation.place(ours, text));
                problems.push(problems::number_differs(file, span, lost.span.slice(source), written));
            }
            for surplus in extra {
                let written = surplus.span.slice(own);
                let span = self.translation.place(ours, written);
                problems.push(problems::number_added(file, span, written));
            }
        }
    }

    /// Whether `quantity`, which `here` says and its counterpart does not, is said in a
    /// paragraph beside the counterpart: a sentence may move.
    fn is_beside(&self, quantity: &Quantity, (theirs, ours): (usize, usize), missing_in: &Side) -> bool {
        let is_paragraph = |side: &Side, unit: usize| side.units[unit].kind == UnitKind::Paragraph;
        let is_free =
            |theirs: usize, ours: usize| is_paragraph(self.source, theirs) && is_paragraph(self.translation, ours);
        let beside = self
            .pairs
            .iter()
            .filter(|(source, own)| source.abs_diff(theirs) == 1 && own.abs_diff(ours) == 1 && is_free(*source, *own));
        let mut texts = beside.map(|(source, own)| if std::ptr::eq(missing_in, self.source) { source } else { own });
        is_free(theirs, ours)
            && texts.any(|unit| {
                let all = &missing_in.quantities[*unit];
                all.iter().any(|one| numbers::same(&one.value, &quantity.value))
            })
    }

    /// Links may move within a page, but each leads to the same places.
    fn links(&self, problems: &mut Vec<Diagnostic>) {
        let all = |side: &Side| -> BTreeSet<String> {
            let found = side.units.iter().flat_map(|unit| targets(&unit.normal));
            found.map(str::to_string).collect()
        };
        let (theirs, ours) = (all(self.source), all(self.translation));
        let file = &self.translation.document.file;
        for &(source, own) in &self.pairs {
            let (there, here) =
                (targets(&self.source.units[source].normal), targets(&self.translation.units[own].normal));
            // A site on the web may have a page for each language.
            let web = |targets: &[&str]| targets.iter().filter(|target| is_foreign(target)).count();
            let same_web = web(&there) == web(&here);
            let mut surplus: Vec<&&str> =
                here.iter().filter(|target| !theirs.iter().any(|other| same_place(other, target))).collect();
            let span = self.translation.units[own].span;
            for target in there.iter().filter(|target| !ours.iter().any(|other| same_place(other, target))) {
                let instead = surplus.iter().position(|other| is_foreign(other) == is_foreign(target));
                let instead = instead.map(|at| surplus.remove(at));
                if !(same_web && is_foreign(target)) {
                    problems.push(problems::link_differs(file, span, target, instead.copied()));
                }
            }
            let added = surplus.iter().filter(|target| !(same_web && is_foreign(target)));
            problems.extend(added.map(|target| problems::link_added(file, span, target)));
        }
    }

    fn notes(&self, problems: &mut Vec<Diagnostic>) {
        let count = |unit: &Unit| unit.normal.matches("[^]").count();
        for &(theirs, ours) in &self.pairs {
            let (there, here) = (count(&self.source.units[theirs]), count(&self.translation.units[ours]));
            if there != here {
                let unit = &self.translation.units[ours];
                problems.push(problems::note_differs(&self.translation.document.file, unit.span, here, there));
            }
        }
    }

    /// Code in the text is the same in every language.
    fn code(&self, problems: &mut Vec<Diagnostic>) {
        let codes = |unit: &Unit| -> BTreeSet<String> {
            unit.normal.split('`').skip(1).step_by(2).map(str::to_string).collect()
        };
        for &(theirs, ours) in &self.pairs {
            let (source, unit) = (&self.source.units[theirs], &self.translation.units[ours]);
            // An example in a block may be in the language of the page.
            if source.kind == UnitKind::Code || source.normal.contains("\\`") || unit.normal.contains("\\`") {
                continue;
            }
            let (there, here) = (codes(source), codes(unit));
            if there.len() > here.len() {
                let lost = there.difference(&here).next().cloned().unwrap_or_default();
                problems.push(problems::code_differs(&self.translation.document.file, unit.span, &lost));
            }
        }
    }

    fn language(&self, problems: &mut Vec<Diagnostic>) {
        let (source, own) = (self.source.lang, self.translation.lang);
        for (index, words) in self.translation.words.iter().enumerate() {
            if self.rules.small_words.is_left(words, source, own) {
                let span = self.translation.units[index].span;
                problems.push(problems::text_untranslated(&self.translation.document.file, span, source));
            }
        }
    }

    fn terms(&self, problems: &mut Vec<Diagnostic>) {
        let of = |lang| self.rules.terms.get(lang);
        let (Some(theirs), Some(ours)) = (of(self.source.lang), of(self.translation.lang)) else { return };
        let mut told = BTreeSet::new();
        for &(source, own) in &self.pairs {
            for (key, written) in theirs.agreed(&self.source.words[source], &self.source.analysed[source]) {
                // A translator may say “it”; a page that never says the term uses another one.
                if told.contains(key) || ours.has(key, &self.translation.analysed) {
                    continue;
                }
                told.insert(key.to_string());
                let span = self.translation.units[own].span;
                let file = &self.translation.document.file;
                problems.push(problems::term_missing(file, span, written, ours.preferred(key)));
            }
        }
    }
}

fn is_foreign(target: &str) -> bool {
    is_web_address(target) || target.starts_with("mailto:") || target.starts_with("tel:")
}

/// Whether two targets are the same page, of which one may name a section.
fn same_place(one: &str, other: &str) -> bool {
    let parts = |target: &str| target.split_once('#').map(|(page, section)| (page.to_string(), section.to_string()));
    match (parts(one), parts(other)) {
        (Some((page, _)), None) => page == other,
        (None, Some((page, _))) => one == page,
        _ => one == other,
    }
}

fn is_kind(one: &Value, other: &Value) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}
