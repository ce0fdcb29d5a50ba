//! The state of every unit of a translation.
//!
//! In: both versions of a page and what its sync file says. Out: a verdict for
//! each unit of the source, and for those that only the translation has. No
//! date and no commit has a say: text is compared with text.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{self, Change, TermPair};
use super::marks::Marks;
use super::matching::{Matching, matching};
use super::pair::{Measure, align, longest_rising};
use super::sync::{Entry, Sync};
use super::unit::{Unit, UnitKind};
use crate::lang::Lang;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Ok,
    /// The source changed in dress or order alone.
    Minor,
    /// The source changed its meaning, and the translation did not follow.
    Stale,
    /// The source has it, the translation does not.
    Missing,
    /// The translation has it, the source does not.
    Extra,
    /// Nobody has vouched for it.
    Unconfirmed,
    /// Different on purpose, as its author says.
    Adapted,
    /// The same text in both languages, and rightly so.
    Identical,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Ok,
        Self::Minor,
        Self::Stale,
        Self::Missing,
        Self::Extra,
        Self::Unconfirmed,
        Self::Adapted,
        Self::Identical,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Minor => "minor",
            Self::Stale => "stale",
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Unconfirmed => "unconfirmed",
            Self::Adapted => "adapted",
            Self::Identical => "identical",
        }
    }

    /// Whether nothing remains to be done.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Ok | Self::Adapted | Self::Identical)
    }

    /// How soon somebody should look at it: the wrong before the absent before the unread.
    pub fn urgency(self) -> u8 {
        match self {
            Self::Stale => 5,
            Self::Missing => 4,
            Self::Unconfirmed => 3,
            Self::Extra => 2,
            Self::Minor => 1,
            Self::Ok | Self::Adapted | Self::Identical => 0,
        }
    }
}

/// One version of a page.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    pub lang: &'a Lang,
    pub text: &'a str,
    pub units: &'a [Unit],
}

/// What is known of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub state: State,
    /// The unit of the source, by position; none if only the translation has it.
    pub source: Option<usize>,
    /// The units that translate it, by position.
    pub translation: Vec<usize>,
    /// The source that it was translated from, if somebody recorded it.
    pub source_old: Option<String>,
    /// What is recorded of it, if that is one entry.
    pub entry: Option<Entry>,
}

/// A verdict for every unit: those of the source in its order, then what only the translation has.
pub fn judge(source: Version, translation: Version, sync: Option<&Sync>, terms: &[TermPair]) -> Vec<Verdict> {
    let entries = chosen(sync.map_or(&[], |sync| &sync.entries), translation.units);
    let matching = matching(&entries, source.units, translation.units);
    let marks = Marks::read(translation.text, translation.units);
    let judge = Judge { source, translation, entries, terms, marks, recorded: sync.is_some() };
    judge.verdicts(&matching)
}

/// The entries, where a merge left two of one unit the one that fits the translation.
fn chosen(entries: &[Entry], translation: &[Unit]) -> Vec<Entry> {
    let present: BTreeSet<&str> = translation.iter().map(|unit| unit.fingerprint.as_str()).collect();
    let fits = |entry: &Entry| entry.translation.iter().all(|fingerprint| present.contains(fingerprint.as_str()));
    let mut chosen: Vec<Entry> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        match places.get(entry.unit.as_str()) {
            Some(&place) if fits(entry) && !fits(&chosen[place]) => chosen[place] = entry.clone(),
            Some(_) => {}
            None => {
                places.insert(&entry.unit, chosen.len());
                chosen.push(entry.clone());
            }
        }
    }
    chosen
}

struct Judge<'a> {
    source: Version<'a>,
    translation: Version<'a>,
    entries: Vec<Entry>,
    terms: &'a [TermPair],
    marks: Marks,
    /// There is a sync file for the page.
    recorded: bool,
}

impl Judge<'_> {
    fn verdicts(&self, matching: &Matching) -> Vec<Verdict> {
        let mut partners: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (unit, entries) in &matching.of_source {
            let found = entries.iter().filter_map(|entry| matching.translation.get(entry)).flatten();
            let mut units: Vec<usize> = found.copied().collect();
            units.dedup();
            partners.insert(*unit, units);
        }
        self.new_partners(&mut partners, matching);
        let moved = self.moved(matching, &partners);
        let of_source = (0..self.source.units.len()).map(|unit| {
            let theirs = partners.get(&unit).cloned().unwrap_or_default();
            let recorded: Vec<usize> = matching.of_source.get(&unit).cloned().unwrap_or_default();
            self.verdict(unit, theirs, &recorded, matching, moved.contains(&unit))
        });
        let mut verdicts: Vec<Verdict> = of_source.collect();
        self.left_out(&mut verdicts);
        let answered: BTreeSet<usize> = verdicts.iter().flat_map(|verdict| verdict.translation.clone()).collect();
        for unit in (0..self.translation.units.len()).filter(|unit| !answered.contains(unit)) {
            let state = if self.marks.is_adapted(unit) { State::Adapted } else { State::Extra };
            verdicts.push(Verdict { state, source: None, translation: vec![unit], source_old: None, entry: None });
        }
        verdicts
    }

    /// Pairs units that no entry knows.
    fn new_partners(&self, partners: &mut BTreeMap<usize, Vec<usize>>, matching: &Matching) {
        let mut known: Vec<(usize, usize)> =
            partners.iter().flat_map(|(unit, theirs)| theirs.iter().map(|their| (*unit, *their))).collect();
        // What was recorded for a unit that has gone answers no new one.
        let gone = matching.translation.iter().filter(|(entry, _)| !matching.source.contains_key(entry));
        known.extend(gone.flat_map(|(_, theirs)| theirs.iter().map(|their| (usize::MAX, *their))));
        let had_entry: BTreeSet<usize> = matching.of_source.keys().copied().collect();
        for (unit, their) in align(self.source.units, self.translation.units, &known, Measure::AcrossLanguages) {
            if !had_entry.contains(&unit) && unit != usize::MAX {
                partners.insert(unit, vec![their]);
            }
        }
    }

    /// Units that stand elsewhere than before, and elsewhere than their translation.
    fn moved(&self, matching: &Matching, partners: &BTreeMap<usize, Vec<usize>>) -> BTreeSet<usize> {
        let body = |unit: &usize| self.source.units[*unit].field.is_empty();
        let out_of_order = |places: Vec<(usize, usize)>| -> BTreeSet<usize> {
            let values: Vec<usize> = places.iter().map(|place| place.1).collect();
            let kept: BTreeSet<usize> = longest_rising(&values).into_iter().collect();
            places.iter().enumerate().filter(|(index, _)| !kept.contains(index)).map(|(_, place)| place.0).collect()
        };
        let single = |all: &Vec<usize>| match all[..] {
            [one] => Some(one),
            _ => None,
        };
        let before = matching.of_source.iter().filter(|(unit, _)| body(unit));
        let before = before.filter_map(|(unit, entries)| Some((*unit, single(entries)?))).collect();
        let theirs = partners.iter().filter(|(unit, _)| body(unit));
        let theirs: Vec<(usize, usize)> = theirs.filter_map(|(unit, units)| Some((*unit, single(units)?))).collect();
        let moved = out_of_order(before);
        if moved.is_empty() { moved } else { moved.intersection(&out_of_order(theirs)).copied().collect() }
    }

    /// Missing units are adapted where the author says that they were left out.
    fn left_out(&self, verdicts: &mut [Verdict]) {
        let (mut place, mut used) = (0, 0);
        for verdict in verdicts {
            match verdict.translation.last() {
                Some(last) => (place, used) = (last + 1, 0),
                None if self.marks.omitted_before(place) > used => {
                    used += 1;
                    verdict.state = State::Adapted;
                }
                None => {}
            }
        }
    }

    fn verdict(
        &self,
        unit: usize,
        theirs: Vec<usize>,
        recorded: &[usize],
        matching: &Matching,
        moved: bool,
    ) -> Verdict {
        let ours = &self.source.units[unit];
        let entries: Vec<&Entry> = recorded.iter().map(|entry| &self.entries[*entry]).collect();
        let old = entries.iter().map(|entry| entry.source.as_str()).collect::<Vec<_>>().join(" ");
        let parts: usize =
            recorded.iter().map(|entry| matching.source.get(entry).map_or(0, Vec::len)).max().unwrap_or(0);
        let state = if theirs.iter().any(|their| self.marks.is_adapted(*their)) {
            State::Adapted
        } else if theirs.is_empty() {
            State::Missing
        } else if entries.is_empty() {
            self.unknown(ours, &theirs)
        } else {
            let state = match (entries.len(), parts) {
                (1, 1) => self.known(ours, &theirs, entries[0]),
                _ => self.regrouped(&theirs, recorded, matching),
            };
            let vouched = !entries.iter().any(|entry| entry.unverified);
            self.refined(state, ours, &theirs, vouched, moved)
        };
        let source_old = (!old.is_empty()).then_some(old);
        let entry = match entries[..] {
            [entry] => Some(entry.clone()),
            _ => None,
        };
        Verdict { state, source: Some(unit), translation: theirs, source_old, entry }
    }

    /// A pair that no entry knows.
    fn unknown(&self, ours: &Unit, theirs: &[usize]) -> State {
        let text = self.joined(theirs);
        match text == ours.normal {
            true if is_same_everywhere(ours) => State::Identical,
            // The source stands where its translation is to come.
            true if !self.recorded => State::Missing,
            _ => State::Unconfirmed,
        }
    }

    fn joined(&self, theirs: &[usize]) -> String {
        theirs.iter().map(|their| self.translation.units[*their].normal.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn is_touched(&self, entry: &Entry, theirs: &[usize]) -> bool {
        let now: Vec<&String> = theirs.iter().map(|their| &self.translation.units[*their].fingerprint).collect();
        let joined = super::normal::fingerprint(&self.joined(theirs));
        let same = now.iter().copied().eq(entry.translation.iter());
        !same && entry.translation != [joined]
    }

    /// A pair that one entry knows.
    fn known(&self, ours: &Unit, theirs: &[usize], entry: &Entry) -> State {
        let touched = self.is_touched(entry, theirs);
        let text = self.joined(theirs);
        let (ours_lang, theirs_lang) = (self.source.lang, self.translation.lang);
        if entry.source == ours.normal {
            let sound = !touched || evidence::agrees(&ours.normal, ours_lang, (&text, theirs_lang));
            return if sound { State::Ok } else { State::Unconfirmed };
        }
        let stands = |word: &str| {
            let others = self.source.units.iter().filter(|unit| unit.fingerprint != ours.fingerprint);
            others.into_iter().any(|unit| unit.normal.split(|c: char| !c.is_alphanumeric()).any(|other| other == word))
        };
        if ours.kind != UnitKind::Code
            && evidence::change(&entry.source, &ours.normal, ours_lang, &stands) == Change::Cosmetic
        {
            return State::Minor;
        }
        if !touched {
            return State::Stale;
        }
        match evidence::shows(&entry.source, &ours.normal, ours_lang, (&text, theirs_lang), self.terms) {
            true => State::Ok,
            false => State::Unconfirmed,
        }
    }

    /// A unit that was split or joined, its words unchanged.
    fn regrouped(&self, theirs: &[usize], recorded: &[usize], matching: &Matching) -> State {
        let untouched = recorded.iter().all(|entry| {
            let units = matching.translation.get(entry).map_or(&[][..], Vec::as_slice);
            !self.is_touched(&self.entries[*entry], units)
        });
        let ours = recorded.first().and_then(|entry| matching.source.get(entry)).map_or(1, Vec::len);
        let followed = recorded.len() == 1 && ours == theirs.len();
        match (untouched, followed) {
            (true, true) => State::Ok,
            (true, false) => State::Minor,
            (false, _) => State::Unconfirmed,
        }
    }

    /// What else is to be said of a state: equal texts, order, and whether anybody vouched.
    fn refined(&self, state: State, ours: &Unit, theirs: &[usize], vouched: bool, moved: bool) -> State {
        let equal = self.joined(theirs) == ours.normal;
        match state {
            State::Ok if equal && (vouched || is_same_everywhere(ours)) => State::Identical,
            State::Ok | State::Minor if !vouched => State::Unconfirmed,
            State::Ok if moved => State::Minor,
            other => other,
        }
    }
}

/// Whether a text may well be the same in every language: numbers, code, names.
fn is_same_everywhere(unit: &Unit) -> bool {
    if unit.kind == UnitKind::Code {
        return true;
    }
    let has_words = |text: &str| text.contains(char::is_alphabetic);
    // Between signs of code.
    if !unit.normal.contains("\\`") && !unit.normal.split('`').step_by(2).any(has_words) {
        return true;
    }
    let mut words = unit.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| {
        let common = word.chars().next().is_some_and(char::is_lowercase);
        !common || word.chars().count() < 3
    })
}
