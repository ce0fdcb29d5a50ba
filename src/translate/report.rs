//! What is to be told of one page in one language.
//!
//! In: both versions of the page and its sync file. Out: counts by state, the
//! units that need somebody, and the sync file that a reviewer would accept.
//! Who reads the report, and in which language, is not decided here.

use super::evidence::TermPair;
use super::state::{State, Verdict, Version, judge};
use super::sync::{Entry, Sync};
use super::unit::{Unit, UnitKind};
use crate::diag::Span;

/// How many units are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    pub ok: usize,
    pub minor: usize,
    pub stale: usize,
    pub missing: usize,
    pub extra: usize,
    pub unconfirmed: usize,
    pub adapted: usize,
    pub identical: usize,
}

impl Counts {
    pub fn get(&self, state: State) -> usize {
        match state {
            State::Ok => self.ok,
            State::Minor => self.minor,
            State::Stale => self.stale,
            State::Missing => self.missing,
            State::Extra => self.extra,
            State::Unconfirmed => self.unconfirmed,
            State::Adapted => self.adapted,
            State::Identical => self.identical,
        }
    }

    pub fn add(&mut self, state: State, count: usize) {
        let place = match state {
            State::Ok => &mut self.ok,
            State::Minor => &mut self.minor,
            State::Stale => &mut self.stale,
            State::Missing => &mut self.missing,
            State::Extra => &mut self.extra,
            State::Unconfirmed => &mut self.unconfirmed,
            State::Adapted => &mut self.adapted,
            State::Identical => &mut self.identical,
        };
        *place += count;
    }

    pub fn all(&self) -> usize {
        State::ALL.into_iter().map(|state| self.get(state)).sum()
    }

    /// What a page or section as a whole is: the most urgent state of its units.
    pub fn worst(&self) -> State {
        let present = State::ALL.into_iter().filter(|state| self.get(*state) > 0);
        let worst = present.max_by_key(|state| state.urgency()).unwrap_or(State::Ok);
        let settled = if self.adapted == self.all() && self.adapted > 0 { State::Adapted } else { State::Ok };
        if worst.is_settled() { settled } else { worst }
    }
}

/// The state of a translation.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub state: State,
    pub counts: Counts,
    /// Words of the source, counted once a unit.
    pub words: Counts,
    /// There is a sync file: somebody has taken the page in.
    pub recorded: bool,
    /// In the order of the source; what only the translation has comes last.
    pub units: Vec<UnitReport>,
}

/// One unit, with everything that a report may say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitReport {
    pub key: String,
    pub kind: UnitKind,
    pub state: State,
    /// The source it was translated from; empty if nobody recorded it.
    pub source_old: String,
    /// Empty if the source does not have it.
    pub source_new: String,
    /// The words of the source alone.
    pub source_text: String,
    /// Empty if the translation does not have it.
    pub translation: String,
    /// In the file of the source.
    pub source_span: Span,
    /// In the file of the translation; where it belongs if it is missing.
    pub span: Span,
    /// The block of the translation that holds it.
    pub block: Option<Span>,
    pub words: usize,
}

/// Both versions of a page.
#[derive(Clone, Copy)]
pub struct Versions<'a> {
    /// Without units for a page that exists only in the translation.
    pub source: Version<'a>,
    pub translation: Version<'a>,
    /// The author of the translation says that it differs on purpose.
    pub adapted: bool,
}

/// The report on a page, and the sync file that accepting it would write.
pub fn report(versions: Versions, sync: Option<&Sync>, terms: &[TermPair]) -> Report {
    let Versions { source, translation, adapted } = versions;
    let verdicts = judge(source, translation, sync, terms);
    let mut units = Vec::with_capacity(verdicts.len());
    let mut place = Span::default();
    for verdict in &verdicts {
        let mut unit = unit_report(verdict, source.units, translation.units, place);
        if adapted {
            unit.state = State::Adapted;
        }
        place = Span { start: unit.span.end, end: unit.span.end };
        units.push(unit);
    }
    let (mut counts, mut words) = (Counts::default(), Counts::default());
    for unit in &units {
        counts.add(unit.state, 1);
        words.add(unit.state, unit.words);
    }
    Report { state: counts.worst(), counts, words, recorded: sync.is_some(), units }
}

fn unit_report(verdict: &Verdict, source: &[Unit], translation: &[Unit], place: Span) -> UnitReport {
    let ours = verdict.source.map(|unit| &source[unit]);
    let theirs: Vec<&Unit> = verdict.translation.iter().map(|unit| &translation[*unit]).collect();
    let first = theirs.first().copied();
    let span = match (first, theirs.last()) {
        (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end.max(first.span.end) },
        _ => place,
    };
    let text = ours.or(first).map_or("", |unit| unit.text.as_str());
    let joined: Vec<&str> = theirs.iter().map(|unit| unit.normal.as_str()).collect();
    let new = ours.map_or("", |unit| &unit.normal);
    UnitReport {
        key: ours.or(first).map(|unit| unit.key.clone()).unwrap_or_default(),
        kind: ours.or(first).map_or(UnitKind::Paragraph, |unit| unit.kind),
        state: verdict.state,
        source_old: verdict.source_old.clone().unwrap_or_default(),
        source_new: new.to_string(),
        source_text: ours.map(|unit| unit.text.clone()).unwrap_or_default(),
        translation: joined.join(" "),
        source_span: ours.map_or(Span::default(), |unit| unit.span),
        span,
        block: theirs.last().and_then(|unit| unit.block),
        words: text.split_whitespace().count(),
    }
}

/// How somebody vouches for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vouching {
    /// A reviewer has read the page. Where somebody has worked on some of its units, those that
    /// are out of date and wait for somebody else stay so.
    Accepted,
    /// A reviewer says of what is out of date, too, that it is right as it stands.
    AcceptedStale,
    /// Nobody has read it: what somebody worked on, and what shows by itself that it is right.
    Shown,
    /// It is taken in as it was found; entries that exist keep what they say.
    Adopted,
}

/// The sync file after somebody vouched for the page as it is.
pub fn vouched(page: &str, versions: Versions, sync: Option<&Sync>, vouching: Vouching) -> Sync {
    let verdicts = judge(versions.source, versions.translation, sync, &[]);
    let voucher = Voucher { versions };
    // Whoever accepts a page that nobody has worked on means what is out of date.
    let waits = verdicts.iter().any(|verdict| voucher.is_worked_on(verdict));
    let vouching = if vouching == Vouching::Accepted && !waits { Vouching::AcceptedStale } else { vouching };
    let entries = verdicts.iter().filter_map(|verdict| voucher.entry(verdict, vouching)).collect();
    Sync { page: page.to_string(), entries }
}

struct Voucher<'a> {
    versions: Versions<'a>,
}

impl Voucher<'_> {
    /// Whether the translation of a unit is another one than its entry says.
    fn is_worked_on(&self, verdict: &Verdict) -> bool {
        let recorded = verdict.entry.as_ref().map(|entry| &entry.translation);
        !verdict.translation.is_empty() && verdict.source.is_some() && recorded != Some(&self.fingerprints(verdict))
    }

    fn fingerprints(&self, verdict: &Verdict) -> Vec<String> {
        let units = self.versions.translation.units;
        verdict.translation.iter().map(|unit| units[*unit].fingerprint.clone()).collect()
    }

    /// What is recorded of a unit; none if there is nothing to record.
    fn entry(&self, verdict: &Verdict, vouching: Vouching) -> Option<Entry> {
        let ours = &self.versions.source.units[verdict.source?];
        if verdict.translation.is_empty() {
            return None;
        }
        let shows = matches!(verdict.state, State::Ok | State::Identical) && self.is_worked_on(verdict);
        let keeps = match vouching {
            Vouching::AcceptedStale => false,
            Vouching::Accepted => verdict.state == State::Stale,
            Vouching::Shown => verdict.entry.is_none() || !shows,
            Vouching::Adopted => true,
        };
        let fresh = Entry {
            unit: ours.key.clone(),
            kind: ours.kind,
            field: ours.field.clone(),
            source: ours.normal.clone(),
            translation: self.fingerprints(verdict),
            unverified: vouching == Vouching::Adopted,
        };
        match verdict.entry.as_ref().filter(|_| keeps) {
            // An entry is named after its source.
            Some(entry) if entry.source == ours.normal => {
                Some(Entry { unit: fresh.unit, kind: fresh.kind, ..entry.clone() })
            }
            Some(entry) => Some(entry.clone()),
            None if keeps && vouching == Vouching::Shown => None,
            None => Some(fresh),
        }
    }
}

/// Whether more of `sync` belongs to a page with these units than not.
pub fn belongs(sync: &Sync, source: &[Unit], translation: &[Unit]) -> bool {
    let known = |entry: &&Entry| {
        let fingerprint = entry.fingerprint();
        let ours = source.iter().any(|unit| unit.fingerprint == fingerprint);
        let theirs = || translation.iter().any(|unit| entry.translation.contains(&unit.fingerprint));
        ours || theirs()
    };
    2 * sync.entries.iter().filter(known).count() >= sync.entries.len()
}
