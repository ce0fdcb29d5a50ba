//! What became of each recorded unit in both versions of a page.
//!
//! In: the entries of a sync file and the units of source and translation now.
//! Out: for every entry the units it lives on in. Equal text is found wherever
//! it went; a unit that was split or joined is found by its words; what was
//! edited is found between its neighbours.

use std::collections::{BTreeMap, BTreeSet};

use super::normal;
use super::pair::{Measure, align, shared_words};
use super::sync::Entry;
use super::unit::{Unit, UnitKind};

/// Where the entries of a sync file live on, by position.
#[derive(Debug, Default)]
pub struct Matching {
    /// Entries by unit of the source; several after a join.
    pub of_source: BTreeMap<usize, Vec<usize>>,
    /// The units of the source by entry; several after a split.
    pub source: BTreeMap<usize, Vec<usize>>,
    /// The units of the translation by entry.
    pub translation: BTreeMap<usize, Vec<usize>>,
}

/// How many units one may be split into, or joined from.
const MAX_PARTS: usize = 8;

/// How much of its words a unit keeps that was moved and edited at once.
const STILL_THE_SAME: f32 = 0.6;

/// Above this number of comparisons, units that were moved and edited at once count as new.
const MAX_COMPARISONS: usize = 40_000;

/// An entry and a unit, by position.
type Link = (usize, usize);

/// Where `entries` live on in `source` and `translation`.
pub fn matching(entries: &[Entry], source: &[Unit], translation: &[Unit]) -> Matching {
    let recorded: Vec<Unit> = entries.iter().map(Entry::as_unit).collect();
    let mut found = Matching::default();
    for (entry, unit) in in_source(&recorded, source) {
        found.source.entry(entry).or_default().push(unit);
        found.of_source.entry(unit).or_default().push(entry);
    }
    for (entry, unit) in in_translation(entries, &recorded, translation) {
        found.translation.entry(entry).or_default().push(unit);
    }
    found
}

fn in_source(recorded: &[Unit], source: &[Unit]) -> Vec<Link> {
    let mut links = equal(recorded, source);
    links.extend(split(recorded, source, &links));
    let joins = split(source, recorded, &links.iter().map(|link| (link.1, link.0)).collect::<Vec<_>>());
    links.extend(joins.into_iter().map(|(unit, entry)| (entry, unit)));
    let mut links = align(recorded, source, &links, Measure::WithinLanguage);
    links.extend(moved(recorded, source, &links));
    links.sort_unstable();
    links
}

fn in_translation(entries: &[Entry], recorded: &[Unit], translation: &[Unit]) -> Vec<Link> {
    let mut links = by_name(recorded, translation);
    links.extend(unchanged(entries, recorded, translation));
    links.extend(split_translation(entries, translation, &links));
    align(recorded, translation, &links, Measure::AcrossLanguages)
}

/// Entries and units of equal text, or of the same named field: the first with the first, those
/// of one kind before the others, since a heading may say what an item says.
fn equal(recorded: &[Unit], units: &[Unit]) -> Vec<Link> {
    let mut links = equal_by(recorded, units, &[], |unit| (Some(unit.kind), name(unit)));
    links.extend(equal_by(recorded, units, &links, |unit| (None::<UnitKind>, name(unit))));
    links
}

fn equal_by<'a, K: Ord>(
    recorded: &'a [Unit],
    units: &'a [Unit],
    known: &[Link],
    key: impl Fn(&'a Unit) -> K,
) -> Vec<Link> {
    let matched: BTreeSet<usize> = known.iter().map(|link| link.0).collect();
    let taken: BTreeSet<usize> = known.iter().map(|link| link.1).collect();
    let mut places: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate().rev().filter(|(index, _)| !taken.contains(index)) {
        places.entry(key(unit)).or_default().push(index);
    }
    let free = recorded.iter().enumerate().filter(|(entry, _)| !matched.contains(entry));
    free.filter_map(|(entry, unit)| Some((entry, places.get_mut(&key(unit)).and_then(Vec::pop)?))).collect()
}

/// A named field goes by its name, everything else by its text.
fn name(unit: &Unit) -> (&str, &str) {
    (&unit.field, if unit.key == unit.field { "" } else { &unit.fingerprint })
}

/// Units of `whole` whose text is that of several of `parts` in a row.
fn split(whole: &[Unit], parts: &[Unit], known: &[Link]) -> Vec<Link> {
    let matched: BTreeSet<usize> = known.iter().map(|link| link.0).collect();
    let mut taken: BTreeSet<usize> = known.iter().map(|link| link.1).collect();
    let mut links = Vec::new();
    for (index, unit) in whole.iter().enumerate().filter(|(index, _)| !matched.contains(index)) {
        let found = (0..parts.len()).find_map(|start| run(&unit.normal, parts, start, &taken));
        for part in found.unwrap_or_default() {
            taken.insert(part);
            links.push((index, part));
        }
    }
    links
}

/// The units from `start` on whose texts, joined, are `whole`.
fn run(whole: &str, units: &[Unit], start: usize, taken: &BTreeSet<usize>) -> Option<Vec<usize>> {
    let mut rest = whole;
    let mut run = Vec::new();
    for (index, unit) in units.iter().enumerate().skip(start).take(MAX_PARTS) {
        if taken.contains(&index) {
            return None;
        }
        rest = rest.strip_prefix(unit.normal.as_str())?;
        run.push(index);
        if rest.is_empty() {
            return (run.len() > 1).then_some(run);
        }
        rest = rest.strip_prefix(' ')?;
    }
    None
}

/// Entries that were moved and edited at once, by the words they kept.
fn moved(recorded: &[Unit], units: &[Unit], known: &[Link]) -> Vec<Link> {
    let matched: BTreeSet<usize> = known.iter().map(|link| link.0).collect();
    let taken: BTreeSet<usize> = known.iter().map(|link| link.1).collect();
    let entries: Vec<usize> = (0..recorded.len()).filter(|entry| !matched.contains(entry)).collect();
    let mut free: Vec<usize> = (0..units.len()).filter(|unit| !taken.contains(unit)).collect();
    if entries.len() * free.len() > MAX_COMPARISONS {
        return Vec::new();
    }
    let mut links = Vec::new();
    for entry in entries {
        let like = |unit: usize| {
            let same_kind = units[unit].kind == recorded[entry].kind;
            let shared = shared_words(&recorded[entry].normal, &units[unit].normal);
            (same_kind && shared >= STILL_THE_SAME).then_some((shared, unit))
        };
        let best = free.iter().filter_map(|unit| like(*unit)).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, unit)) = best {
            free.retain(|other| *other != unit);
            links.push((entry, unit));
        }
    }
    links
}

/// A named field of the translation answers the same field of the source, whatever it says.
fn by_name(recorded: &[Unit], translation: &[Unit]) -> Vec<Link> {
    let named = recorded.iter().enumerate().filter(|(_, unit)| unit.key == unit.field);
    let place = |unit: &Unit| translation.iter().position(|other| other.key == unit.key);
    named.filter_map(|(entry, unit)| Some((entry, place(unit)?))).collect()
}

/// Units of the translation that are as they were recorded.
fn unchanged(entries: &[Entry], recorded: &[Unit], translation: &[Unit]) -> Vec<Link> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, unit) in translation.iter().enumerate().filter(|(_, unit)| unit.key != unit.field) {
        places.entry(&unit.fingerprint).or_default().push(index);
    }
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    let mut links = Vec::new();
    for (index, entry) in entries.iter().enumerate().filter(|(index, _)| recorded[*index].key != recorded[*index].field)
    {
        let mut units = Vec::new();
        for fingerprint in &entry.translation {
            let Some(all) = places.get(fingerprint.as_str()) else { continue };
            let count = next.entry(fingerprint).or_default();
            // Two parts of a source may share one unit of the translation.
            units.extend(all.get(*count).or(all.last()));
            *count += 1;
        }
        if units.len() == entry.translation.len() {
            links.extend(units.into_iter().map(|unit| (index, unit)));
        }
    }
    links
}

/// Units of the translation that, joined, are what was recorded.
fn split_translation(entries: &[Entry], translation: &[Unit], known: &[Link]) -> Vec<Link> {
    let matched: BTreeSet<usize> = known.iter().map(|link| link.0).collect();
    let mut taken: BTreeSet<usize> = known.iter().map(|link| link.1).collect();
    let mut links = Vec::new();
    for (index, entry) in entries.iter().enumerate().filter(|(index, _)| !matched.contains(index)) {
        let [fingerprint] = &entry.translation[..] else { continue };
        let found = (0..translation.len()).find_map(|start| recorded_run(fingerprint, translation, start, &taken));
        for part in found.unwrap_or_default() {
            taken.insert(part);
            links.push((index, part));
        }
    }
    links
}

fn recorded_run(fingerprint: &str, units: &[Unit], start: usize, taken: &BTreeSet<usize>) -> Option<Vec<usize>> {
    let mut joined = String::new();
    let mut run = Vec::new();
    for (index, unit) in units.iter().enumerate().skip(start).take(MAX_PARTS) {
        if taken.contains(&index) {
            return None;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&unit.normal);
        run.push(index);
        if run.len() > 1 && normal::fingerprint(&joined) == fingerprint {
            return Some(run);
        }
    }
    None
}
