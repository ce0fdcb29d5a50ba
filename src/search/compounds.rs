//! German compounds: the words inside a word.
//!
//! In comes the vocabulary of a language's pages, out comes which forms shall
//! also be found by which others. Only words that the pages themselves use
//! count as parts, so no dictionary is needed; parts that stand nowhere alone,
//! at the end of a compound or of what is left of it without its last word, are
//! left to the script's list of word ends.

use std::collections::{HashMap, HashSet};

use super::postings::{self, Postings, Spread};
use super::vocabulary::{Form, FormId, LONGEST, Vocabulary};

/// Levels lost by a part of a compound that is known from end to end.
const PART: u8 = 2;
/// Levels lost by a known word behind unknown letters.
const TAIL: u8 = 4;
/// Letters of a known word behind unknown ones, at least: a shorter one is an accident.
const LEAST_TAIL: usize = 5;
/// Levels lost by the verb of a participle.
const PARTICIPLE: u8 = 1;

/// Letters of a compound, at least.
const LEAST_COMPOUND: usize = 7;
/// Letters of a part, at least.
const LEAST: usize = 3;
/// Letters before a known word that may be a compound themselves, at least.
const LEAST_HEAD: usize = 7;

/// What is known of the compounds of a language.
#[derive(Default)]
pub struct Compounds {
    /// Which forms shall be found by their parts.
    pub spreads: Vec<Spread>,
    /// What stands before the known word at the end of a compound, and is unknown:
    /// `tollwutimpf` of `Tollwutimpfausweis`.
    pub heads: Vec<String>,
}

/// The compounds among all forms.
pub fn compounds(vocabulary: &Vocabulary<'_>, postings: &Postings, stop_words: &HashSet<String>) -> Compounds {
    let mut found = Compounds::default();
    if vocabulary.analyzer.rules.links.is_empty() {
        return found;
    }
    let words = Words::new(vocabulary, postings, stop_words);
    for (from, form) in vocabulary.forms.iter().enumerate() {
        let from = from as FormId;
        let parts = words.parts(form);
        if parts.iter().any(|(_, lower)| *lower == TAIL) {
            found.heads.extend(words.tail(&form.stem).map(|(head, _)| head.to_string()));
        }
        found.spreads.extend(parts.into_iter().map(|(to, lower)| Spread { from, to, lower }));
        let verb = vocabulary.analyzer.participle_verb(&form.folded).and_then(|verb| words.known(&verb));
        found.spreads.extend(verb.map(|to| Spread { from, to, lower: PARTICIPLE }));
    }
    found.heads.retain(|head| head.len() >= LEAST_HEAD && words.known(head).is_none());
    found
}

/// The words that may be parts.
struct Words<'v> {
    /// The form that stands for a stem or folded form.
    forms: HashMap<&'v str, FormId>,
    /// By their first letters, how long they are, a bit for each length: at most places in a word none begins.
    lengths: HashMap<&'v str, u128>,
    links: Vec<&'static str>,
    bound: HashSet<&'static str>,
}

impl<'v> Words<'v> {
    fn new(vocabulary: &'v Vocabulary<'_>, postings: &Postings, stop_words: &HashSet<String>) -> Self {
        let rules = vocabulary.analyzer.rules;
        let short: HashSet<&str> = rules.short_parts.split_whitespace().collect();
        let is_part = |word: &str| {
            let letters = word.bytes().all(|b| b.is_ascii_alphabetic()) && word.len() <= LONGEST;
            letters && (word.len() >= 4 || short.contains(word)) && !stop_words.contains(word)
        };
        // The most frequent form stands for its stem, else the first by the alphabet. Beyond what is kept of a
        // form, how many postings are held is chance.
        let frequency = |id: FormId| postings[id as usize].len().min(postings::MOST);
        let rank = |id: FormId, form: &'v Form| (frequency(id), std::cmp::Reverse(form.text.as_str()));
        let mut best: HashMap<&str, FormId> = HashMap::new();
        for (id, form) in vocabulary.forms.iter().enumerate() {
            let id = id as FormId;
            for key in spellings(form).filter(|key| is_part(key)) {
                let held = best.entry(key).or_insert(id);
                if rank(id, form) > rank(*held, &vocabulary.forms[*held as usize]) {
                    *held = id;
                }
            }
        }
        let mut lengths: HashMap<&str, u128> = HashMap::new();
        for word in best.keys() {
            *lengths.entry(&word[..LEAST]).or_default() |= 1 << word.len();
        }
        let (links, bound) = (rules.links.split_whitespace().collect(), rules.bound.split_whitespace().collect());
        Self { forms: best, lengths, links, bound }
    }

    fn known(&self, word: &str) -> Option<FormId> {
        self.forms.get(word).copied()
    }

    /// The parts of a compound, each with the levels it loses. The stem shows what an
    /// ending hides, the whole word what only looks like an ending: Bettensteuer.
    fn parts(&self, form: &Form) -> Vec<(FormId, u8)> {
        let mut parts = self.parts_of(&form.stem, &form.stem);
        if form.folded != form.stem {
            parts.extend(self.parts_of(&form.folded, &form.stem));
        }
        parts.sort_unstable();
        parts.dedup_by_key(|(form, _)| *form);
        parts
    }

    /// The parts of one spelling of a compound; what begins with its whole stem is itself.
    fn parts_of(&self, word: &str, stem: &str) -> Vec<(FormId, u8)> {
        if !(LEAST_COMPOUND..=LONGEST).contains(&word.len()) || !word.is_ascii() {
            return Vec::new();
        }
        let mut spans = self.spans(word);
        spans.retain(|span| span.start > 0 || span.end < stem.len());
        let (begun, ended) = (reached_from_start(&spans, word.len()), reached_from_end(&spans, word.len()));
        let whole = |span: &&Span| begun[span.start] && ended[span.next];
        let mut parts: Vec<_> = spans.iter().filter(whole).map(|span| (span.form, PART)).collect();
        if parts.is_empty() {
            parts.extend(self.tail(word).map(|(_, form)| (form, TAIL)));
        }
        parts
    }

    /// Every known word inside `word`, once for each place where the next may begin.
    fn spans(&self, word: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        for start in 0..=word.len() - LEAST {
            let lengths = self.lengths.get(&word[start..start + LEAST]).copied().unwrap_or(0);
            for end in (start + LEAST..=word.len()).filter(|end| lengths >> (end - start) & 1 == 1) {
                let Some(form) = self.known(&word[start..end]) else { continue };
                let rest = &word[end..];
                // At the end of the word, the links are endings.
                let links = self.links.iter().filter(|link| rest.starts_with(**link));
                let nexts = links.map(|link| end + link.len()).chain([end]);
                spans.extend(nexts.map(|next| Span { start, end, next, form }));
            }
        }
        spans
    }

    /// The longest known word that `word` ends with, if it is long enough to be no accident,
    /// behind what stands before it.
    fn tail<'w>(&self, word: &'w str) -> Option<(&'w str, FormId)> {
        let mut starts = 2..(word.len() + 1).saturating_sub(LEAST_TAIL);
        starts.find_map(|start| {
            let head = &word[..start];
            let is_head = head.contains(['a', 'e', 'i', 'o', 'u', 'y']) && !self.bound.contains(head);
            self.known(&word[start..]).filter(|_| is_head).map(|form| (head, form))
        })
    }
}

/// How a word may stand in a compound: as it is, as its stem, without the
/// ending of its plural, for which the stem may be too short (Schornsteine).
fn spellings(form: &Form) -> impl Iterator<Item = &str> {
    let singular = ["en", "er", "e", "n"].into_iter().find_map(|ending| form.folded.strip_suffix(ending));
    let singular = singular.filter(|word| word.len() >= 5);
    [form.folded.as_str(), form.stem.as_str()].into_iter().chain(singular)
}

/// A known word inside another.
struct Span {
    start: usize,
    end: usize,
    /// Behind the linking letters.
    next: usize,
    form: FormId,
}

/// The places that known words lead to from the start.
fn reached_from_start(spans: &[Span], length: usize) -> Vec<bool> {
    let mut reached = vec![false; length + 1];
    reached[0] = true;
    // Spans are sorted by their start, so every way to it is known by then.
    for span in spans {
        reached[span.next] |= reached[span.start];
    }
    reached
}

/// The places from which known words lead to the end.
fn reached_from_end(spans: &[Span], length: usize) -> Vec<bool> {
    let mut reached = vec![false; length + 1];
    reached[length] = true;
    for span in spans.iter().rev() {
        reached[span.start] |= reached[span.next];
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::words::analyze::Analyzer;

    /// The parts of `compound` on pages with these words.
    fn parts(words: &str, compound: &str) -> Vec<(String, u8)> {
        let analyzer = Analyzer::new(&Lang::new("de").expect("a valid tag"));
        let mut vocabulary = Vocabulary::new(&analyzer);
        words.split(' ').chain([compound]).for_each(|word| {
            vocabulary.run(word);
        });
        let postings = vec![Vec::new(); vocabulary.len()];
        let found = compounds(&vocabulary, &postings, &HashSet::new()).spreads;
        let text = |id: FormId| vocabulary.forms[id as usize].text.clone();
        let found = found.iter().filter(|spread| text(spread.from) == compound.to_lowercase());
        found.map(|spread| (text(spread.to), spread.lower)).collect()
    }

    #[test]
    fn a_compound_is_found_by_every_part_that_the_pages_use() {
        let found = parts("Bewohner Park Ausweis", "Bewohnerparkausweises");
        assert_eq!(found, [("bewohner".into(), PART), ("park".into(), PART), ("ausweis".into(), PART)]);
    }

    #[test]
    fn linking_letters_and_endings_belong_to_no_part() {
        let found = parts("Integration Kurse", "Integrationskurs");
        assert_eq!(found, [("integration".into(), PART), ("kurse".into(), PART)]);
    }

    #[test]
    fn a_long_word_at_the_end_counts_alone() {
        assert_eq!(parts("Verwaltung", "Friedhofsverwaltung"), [("verwaltung".into(), TAIL)]);
        assert_eq!(parts("Staub", "Feinstaub"), [("staub".into(), TAIL)]);
        assert_eq!(parts("Steuer", "Bettensteuer"), [("steuer".into(), TAIL)]);
        assert_eq!(parts("Amt", "Beamte"), []);
        assert_eq!(parts("Schrank", "Beschränkung"), []);
    }

    #[test]
    fn what_stands_before_a_known_word_is_told_if_it_may_be_a_compound() {
        let analyzer = Analyzer::new(&Lang::new("de").expect("a valid tag"));
        let mut vocabulary = Vocabulary::new(&analyzer);
        for word in ["Ausweis", "Tollwutimpfausweis", "Lichtausweis"] {
            vocabulary.run(word);
        }
        let postings = vec![Vec::new(); vocabulary.len()];
        assert_eq!(compounds(&vocabulary, &postings, &HashSet::new()).heads, ["tollwutimpf"]);
    }

    #[test]
    fn a_participle_is_found_by_its_verb() {
        assert_eq!(parts("anmelden", "angemeldet"), [("anmelden".into(), PARTICIPLE)]);
    }
}
