//! Parts, chapters and their numbers.
//!
//! A book of several section pages has parts with Roman numbers, and its
//! chapters are counted through all of them. One section page alone is no part:
//! it opens the book, and what stands below it are the chapters. An edition that
//! declares its parts has those and no others. Pages made from
//! data, such as a glossary, have no number.

use serde::Serialize;

use crate::schema::pages::Kind;
use crate::view::ChapterView;

/// What a page is in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Part,
    Chapter,
    /// A chapter inside of another one: `2.3`.
    Section,
    /// Without a number: what opens and closes the book.
    Matter,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub role: Role,
    /// Of its heading, from 1.
    pub level: u8,
    /// `II`, `3` or `3.1`; empty if it has none.
    pub number: String,
}

/// The place of each chapter, in their order.
pub fn places(chapters: &[ChapterView]) -> Vec<Place> {
    let levels = levels(chapters);
    let tops: Vec<usize> =
        (0..levels.len()).filter(|index| levels[*index] == 1 && is_counted(&chapters[*index])).collect();
    let has_pages_below = |index: &usize| levels.get(index + 1).is_some_and(|level| *level > 1);
    let declares_parts = chapters.iter().any(|chapter| chapter.part);
    let several_sections = tops.iter().filter(|index| has_pages_below(index)).count() > 1;
    let opens_part = |index: usize| match declares_parts {
        true => chapters[index].part,
        false => several_sections && levels[index] == 1 && has_pages_below(&index),
    };
    let opening = tops.first().copied().filter(|top| tops.len() == 1 && has_pages_below(top) && !declares_parts);
    let mut counter = Counter::default();
    let mut in_part = false;
    let place = |(index, level): (usize, &u8)| {
        let raised = opening.is_some() && *level > 1;
        let depth = if raised { level - 1 } else { *level };
        if *level == 1 {
            in_part = opens_part(index);
        }
        if opening == Some(index) || !is_counted(&chapters[index]) {
            return Place { role: Role::Matter, level: depth, number: String::new() };
        }
        if in_part && *level == 1 {
            return Place { role: Role::Part, level: 1, number: roman(counter.part()) };
        }
        let step = if in_part { depth - 2 } else { depth - 1 };
        let role = if step == 0 { Role::Chapter } else { Role::Section };
        Place { role, level: depth, number: counter.chapter(step.into()) }
    };
    levels.iter().enumerate().map(place).collect()
}

/// The level of each chapter: the first is 1, and none is skipped on the way
/// down, because an outline with gaps is not accessible.
fn levels(chapters: &[ChapterView]) -> Vec<u8> {
    let mut before = 0;
    let levels = chapters.iter().map(|chapter| {
        before = chapter.level.clamp(1, before + 1);
        before
    });
    levels.collect()
}

fn is_counted(chapter: &ChapterView) -> bool {
    match chapter.kind {
        Kind::Glossary | Kind::Organisations | Kind::Timeline => false,
        Kind::Page | Kind::Chapter | Kind::Practice | Kind::Course | Kind::Module | Kind::Session => true,
    }
}

#[derive(Default)]
struct Counter {
    parts: usize,
    /// Chapter, section, section of a section.
    numbers: Vec<usize>,
}

impl Counter {
    fn part(&mut self) -> usize {
        self.parts += 1;
        self.numbers.truncate(1);
        self.parts
    }

    /// The number of the next page that stands `step` levels below a chapter.
    fn chapter(&mut self, step: usize) -> String {
        self.numbers.resize(step + 1, 0);
        self.numbers[step] += 1;
        self.numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(".")
    }
}

/// `number` in Roman capitals.
fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        text.push_str(&sign.repeat(rest / value));
        rest %= value;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_roman_numbers() {
        assert_eq!([1, 4, 9, 14, 49].map(roman), ["I", "IV", "IX", "XIV", "XLIX"]);
    }

    #[test]
    fn chapters_are_counted_through_all_parts() {
        let mut counter = Counter::default();
        counter.part();
        assert_eq!([0, 1, 1, 0].map(|step| counter.chapter(step)), ["1", "1.1", "1.2", "2"]);
        counter.part();
        assert_eq!([0, 1].map(|step| counter.chapter(step)), ["3", "3.1"]);
    }
}
