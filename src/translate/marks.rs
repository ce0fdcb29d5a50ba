//! What the author of a translation says about it: `<!-- adapted: why -->` above
//! or inside of a unit that differs on purpose, `<!-- omitted: why -->` where a
//! unit of the source was left out.
//!
//! In: the text of the translation and its units. Out: which units carry a mark.
//! In the front matter the comment is one of YAML. A mark without a reason is none.

use std::collections::{BTreeMap, BTreeSet};

use super::unit::{Unit, UnitKind};

/// The marks of one page.
#[derive(Debug, Default)]
pub struct Marks {
    adapted: BTreeSet<usize>,
    /// How many units were left out before each unit, by its position.
    omitted: BTreeMap<usize, usize>,
}

impl Marks {
    /// The marks in `text` around and inside of `units`.
    pub fn read(text: &str, units: &[Unit]) -> Self {
        let mut marks = Self::default();
        if !text.contains("adapted:") && !text.contains("omitted:") {
            return marks;
        }
        let mut end = 0;
        for (index, unit) in units.iter().enumerate() {
            let gap = text.get(end..unit.span.start as usize).unwrap_or_default();
            end = unit.span.end as usize;
            let inside = if unit.kind == UnitKind::Code { String::new() } else { without_code(unit.span.slice(text)) };
            // In YAML the comment may stand behind the value.
            let behind = if unit.kind == UnitKind::Field { text[end..].lines().next().unwrap_or_default() } else { "" };
            if [gap_of(unit, gap), &inside, behind].iter().any(|place| count(place, "adapted") > 0) {
                marks.adapted.insert(index);
            }
            marks.omit(index, count(gap, "omitted"));
        }
        marks.omit(units.len(), count(text.get(end..).unwrap_or_default(), "omitted"));
        marks
    }

    fn omit(&mut self, before: usize, count: usize) {
        if count > 0 {
            self.omitted.insert(before, count);
        }
    }

    pub fn is_adapted(&self, unit: usize) -> bool {
        self.adapted.contains(&unit)
    }

    /// How many units are said to be left out directly before the unit at this position.
    pub fn omitted_before(&self, unit: usize) -> usize {
        self.omitted.get(&unit).copied().unwrap_or(0)
    }
}

/// The part of the text before a unit that can speak of it: for a field, not the line before it.
fn gap_of<'a>(unit: &Unit, gap: &'a str) -> &'a str {
    match unit.kind {
        UnitKind::Field => gap.split_once('\n').map_or("", |(_, below)| below),
        _ => gap,
    }
}

/// A line of text without its code: a mark in there is shown, not made.
fn without_code(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        let (before, after) = (&rest[..start], &rest[start + ticks..]);
        kept.push_str(before);
        // A code span ends with as many ticks as it begins with, or is none.
        rest = after_code(after, ticks).unwrap_or(after);
    }
    kept + rest
}

/// What follows the next run of exactly `ticks` ticks.
fn after_code(text: &str, ticks: usize) -> Option<&str> {
    let mut rest = text;
    loop {
        let start = rest.find('`')?;
        let run = rest[start..].bytes().take_while(|byte| *byte == b'`').count();
        rest = &rest[start + run..];
        if run == ticks {
            return Some(rest);
        }
    }
}

/// How often `text` holds a comment that begins with `word:` and gives a reason.
fn count(text: &str, word: &str) -> usize {
    let reasons = |opening: &str, closing: &str| {
        let begins = format!("{opening} {word}:");
        let reason = |rest: &str| !rest.split(closing).next().unwrap_or_default().trim().is_empty();
        text.split(&begins).skip(1).filter(|rest| reason(rest)).count()
    };
    reasons("<!--", "-->") + reasons("#", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_in_code_is_shown_and_not_made() {
        let marks = |text: &str| count(&without_code(text), "adapted");
        assert_eq!(marks("Law. <!-- adapted: our own -->"), 1);
        assert_eq!(marks("Write `<!-- adapted: why -->` above it."), 0);
        assert_eq!(marks("Write ``<!-- adapted: `why` -->`` above it."), 0);
        assert_eq!(marks("A lone ` and <!-- adapted: our own -->"), 1);
        assert_eq!(marks("`a` <!-- adapted: our own --> `b`"), 1);
    }
}
