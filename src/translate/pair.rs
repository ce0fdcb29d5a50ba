//! Which unit of one version of a page stands for which unit of another.
//!
//! In: two lists of units. Out: pairs. Units that are known to belong together
//! are kept; what lies between two of them is aligned in order, like with like.
//! Languages are not understood here: numbers, link targets, equal words and
//! length have to do.

use std::collections::{BTreeMap, BTreeSet};

use super::unit::{Unit, UnitKind};

/// A unit of the source and the one that translates it, by their positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub source: Option<usize>,
    pub translation: Option<usize>,
}

/// Above this number of comparisons, units are paired in order, kind by kind.
const MAX_COMPARISONS: usize = 250_000;

/// What tells that two units go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Numbers, targets, equal words and length.
    AcrossLanguages,
    /// Shared words: the one is an earlier form of the other.
    WithinLanguage,
}

impl Measure {
    /// How well two units go together; none if they cannot.
    fn likeness(self, left: &Unit, right: &Unit) -> Option<f32> {
        match self {
            _ if left.kind != right.kind => None,
            Self::AcrossLanguages => Some(across_languages(left, right)),
            Self::WithinLanguage => Some(0.05 + shared_words(&left.normal, &right.normal)),
        }
    }
}

/// The pairs of two versions of a page: those of the source in its order, then
/// the units that only the translation has.
pub fn pair(source: &[Unit], translation: &[Unit]) -> Vec<Pair> {
    let joined = align(source, translation, &[], Measure::AcrossLanguages);
    let of_source: BTreeMap<usize, usize> = joined.iter().copied().collect();
    let taken: BTreeSet<usize> = joined.iter().map(|(_, translation)| *translation).collect();
    let ours = (0..source.len()).map(|index| Pair { source: Some(index), translation: of_source.get(&index).copied() });
    let extra = (0..translation.len()).filter(|index| !taken.contains(index));
    ours.chain(extra.map(|index| Pair { source: None, translation: Some(index) })).collect()
}

/// The pairs `known` and those found between them.
pub fn align(left: &[Unit], right: &[Unit], known: &[(usize, usize)], measure: Measure) -> Vec<(usize, usize)> {
    let mut pairs = known.to_vec();
    let groups: BTreeSet<&str> = left.iter().map(|unit| unit.field.as_str()).collect();
    for group in groups {
        let of =
            |units: &[Unit]| -> Vec<usize> { (0..units.len()).filter(|&index| units[index].field == group).collect() };
        let table = Alignment { left, right, measure };
        table.group(&of(left), &of(right), &mut pairs);
    }
    pairs.sort_unstable();
    pairs
}

struct Alignment<'a> {
    left: &'a [Unit],
    right: &'a [Unit],
    measure: Measure,
}

impl Alignment<'_> {
    /// Adds the pairs of one field, or of the text, to those known.
    fn group(&self, left: &[usize], right: &[usize], pairs: &mut Vec<(usize, usize)>) {
        let (taken_left, taken_right) = taken(pairs);
        let mut fixed = rising(pairs, left, right);
        let free_left: Vec<usize> = left.iter().copied().filter(|index| !taken_left.contains(index)).collect();
        let free_right: Vec<usize> = right.iter().copied().filter(|index| !taken_right.contains(index)).collect();
        // Headings carry the page: with them in place, a gap is never longer than a section.
        let heading = |units: &[Unit], index: &&usize| units[**index].kind == UnitKind::Heading;
        let left_headings: Vec<usize> = free_left.iter().filter(|index| heading(self.left, index)).copied().collect();
        let right_headings: Vec<usize> =
            free_right.iter().filter(|index| heading(self.right, index)).copied().collect();
        let mut found = self.between(&fixed, &left_headings, &right_headings);
        fixed.extend(&found);
        fixed.sort_unstable();
        let rest = |all: &[usize], headings: &[usize]| -> Vec<usize> {
            all.iter().copied().filter(|index| headings.binary_search(index).is_err()).collect()
        };
        found.extend(self.between(&fixed, &rest(&free_left, &left_headings), &rest(&free_right, &right_headings)));
        pairs.extend(found);
    }

    /// Aligns what lies between each two of the `fixed` pairs.
    fn between(&self, fixed: &[(usize, usize)], left: &[usize], right: &[usize]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let (mut from_left, mut from_right) = (0, 0);
        for (end_left, end_right) in fixed.iter().copied().chain([(usize::MAX, usize::MAX)]) {
            let next_left = from_left + left[from_left..].partition_point(|&index| index < end_left);
            let next_right = from_right + right[from_right..].partition_point(|&index| index < end_right);
            found.extend(self.gap(&left[from_left..next_left], &right[from_right..next_right]));
            (from_left, from_right) = (next_left, next_right);
        }
        found
    }

    fn gap(&self, left: &[usize], right: &[usize]) -> Vec<(usize, usize)> {
        let kinds = |units: &[Unit], of: &[usize]| of.iter().map(|&index| units[index].kind).collect::<Vec<_>>();
        if left.is_empty() || right.is_empty() {
            return Vec::new();
        }
        let by_place = self.measure == Measure::AcrossLanguages || left.len() * right.len() == 1;
        if by_place && kinds(self.left, left) == kinds(self.right, right) {
            return left.iter().copied().zip(right.iter().copied()).collect();
        }
        if left.len() * right.len() > MAX_COMPARISONS {
            return self.in_order(left, right);
        }
        self.best(left, right)
    }

    /// The first with the first of its kind, and so on.
    fn in_order(&self, left: &[usize], right: &[usize]) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let mut from = 0;
        for &index in left {
            let kind = self.left[index].kind;
            if let Some(step) = right[from..].iter().position(|&other| self.right[other].kind == kind) {
                pairs.push((index, right[from + step]));
                from += step + 1;
            }
        }
        pairs
    }

    /// The pairs in rising order with the greatest sum of likeness.
    fn best(&self, left: &[usize], right: &[usize]) -> Vec<(usize, usize)> {
        let width = right.len() + 1;
        let like = |i: usize, j: usize| self.measure.likeness(&self.left[left[i]], &self.right[right[j]]);
        let mut sums = vec![0.0_f32; (left.len() + 1) * width];
        let mut joins = vec![false; sums.len()];
        for i in (0..left.len()).rev() {
            for j in (0..right.len()).rev() {
                let skipped = sums[(i + 1) * width + j].max(sums[i * width + j + 1]);
                let joined = like(i, j).map_or(-1.0, |like| like + sums[(i + 1) * width + j + 1]);
                // Of equals, the first ones belong together.
                joins[i * width + j] = joined >= skipped;
                sums[i * width + j] = skipped.max(joined);
            }
        }
        let mut pairs = Vec::new();
        let (mut i, mut j) = (0, 0);
        while i < left.len() && j < right.len() {
            if joins[i * width + j] {
                pairs.push((left[i], right[j]));
                (i, j) = (i + 1, j + 1);
            } else if sums[(i + 1) * width + j] >= sums[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        pairs
    }
}

fn taken(pairs: &[(usize, usize)]) -> (BTreeSet<usize>, BTreeSet<usize>) {
    (pairs.iter().map(|pair| pair.0).collect(), pairs.iter().map(|pair| pair.1).collect())
}

/// The most of the `pairs` of this group that stand in the same order on both sides.
fn rising(pairs: &[(usize, usize)], left: &[usize], right: &[usize]) -> Vec<(usize, usize)> {
    let inside = |pair: &&(usize, usize)| left.binary_search(&pair.0).is_ok() && right.binary_search(&pair.1).is_ok();
    let mut sorted: Vec<(usize, usize)> = pairs.iter().filter(inside).copied().collect();
    sorted.sort_unstable();
    let kept = longest_rising(&sorted.iter().map(|pair| pair.1).collect::<Vec<_>>());
    kept.into_iter().map(|index| sorted[index]).collect()
}

/// The positions of a longest strictly rising run of `values`.
pub fn longest_rising(values: &[usize]) -> Vec<usize> {
    // `tails[n]` is the position of the least value that ends a run of n + 1.
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (position, value) in values.iter().enumerate() {
        let length = tails.partition_point(|&tail| values[tail] < *value);
        before.push(length.checked_sub(1).map(|last| tails[last]));
        match tails.get_mut(length) {
            Some(tail) => *tail = position,
            None => tails.push(position),
        }
    }
    let mut run = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(position) = next {
        run.push(position);
        next = before[position];
    }
    run.reverse();
    run
}

/// How well a unit goes with one of the same kind in another language.
fn across_languages(source: &Unit, translation: &Unit) -> f32 {
    let (ours, theirs) = (landmarks(&source.normal), landmarks(&translation.normal));
    let shared = ours.intersection(&theirs).count() as f32;
    let all = ours.union(&theirs).count() as f32;
    let marks = if all == 0.0 { 0.3 } else { shared / all };
    let lengths = (source.text.chars().count() as f32, translation.text.chars().count() as f32);
    let length = lengths.0.min(lengths.1) / lengths.0.max(lengths.1).max(1.0);
    let equal = f32::from(u8::from(source.normal == translation.normal));
    1.0 + 0.5 * marks + 0.3 * length + 0.2 * equal
}

/// Numbers, addresses and code: what stays the same in every language.
fn landmarks(normal: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    for number in normal.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()) {
        found.insert(number.to_string());
    }
    for target in normal.split("](").skip(1) {
        found.insert(target.split(')').next().unwrap_or_default().to_string());
    }
    for code in normal.split('`').skip(1).step_by(2) {
        found.insert(code.to_string());
    }
    found
}

/// The share of words that two texts have in common, from 0 to 1.
pub fn shared_words(one: &str, other: &str) -> f32 {
    let count = |text: &str| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).for_each(|word| {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        });
        counts
    };
    let (one, other) = (count(one), count(other));
    let all: usize = one.values().chain(other.values()).sum();
    let shared: usize = one.iter().map(|(word, count)| *count.min(other.get(word).unwrap_or(&0))).sum();
    if all == 0 { 0.0 } else { 2.0 * shared as f32 / all as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;
    use crate::path::VPath;
    use crate::schema::pages::Kind;
    use crate::translate::units;

    /// The pairs of two pages, each by the first word of its text.
    fn check(source: &str, translation: &str) -> Vec<String> {
        let read = |lang: &str, text: &str| {
            let file = VPath::new(&format!("content/{lang}/a.md")).unwrap();
            units(text, &parse(&file, text.as_bytes(), Kind::Chapter).value)
        };
        let (source, translation) = (read("tr", source), read("de", translation));
        let first = |units: &[Unit], index: Option<usize>| {
            index.map_or("-".to_string(), |index| units[index].text.split(' ').next().unwrap().to_string())
        };
        let pairs = pair(&source, &translation);
        pairs.iter().map(|p| format!("{}={}", first(&source, p.source), first(&translation, p.translation))).collect()
    }

    #[test]
    fn units_of_the_same_kind_pair_in_order() {
        let pairs = check(
            "---\nsummary: b\ntitle: a\n---\nbir\n\n- iki\n- üç\n",
            "---\ntitle: A\nsummary: B\n---\neins\n\n- zwei\n- drei\n",
        );
        assert_eq!(pairs, ["b=B", "a=A", "bir=eins", "iki=zwei", "üç=drei"]);
    }

    #[test]
    fn a_missing_item_is_found_by_what_the_others_share() {
        let pairs = check("- bir 10\n- iki 20\n- üç 30\n", "- eins 10\n- drei 30\n");
        assert_eq!(pairs, ["bir=eins", "iki=-", "üç=drei"]);
    }

    #[test]
    fn sections_hold_their_units_together() {
        let pairs = check("## A\n\nbir\n\n## B\n\niki\n\nüç\n", "## A\n\neins\n\nmehr\n\n## B\n\nzwei\n\ndrei\n");
        assert_eq!(pairs[..2], ["A=A", "bir=eins"]);
        assert!(pairs.contains(&"iki=zwei".to_string()) && pairs.contains(&"üç=drei".to_string()), "{pairs:?}");
    }

    #[test]
    fn lists_of_a_field_do_not_mix_with_those_of_another() {
        let pairs = check(
            "---\nkey_points: [bir, iki]\noutcomes: [üç]\n---\n",
            "---\nkey_points: [eins]\noutcomes: [drei, vier]\n---\n",
        );
        assert!(pairs.contains(&"üç=drei".to_string()), "{pairs:?}");
    }
}
