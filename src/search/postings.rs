//! Where each form stands and how much it says there.
//!
//! In come the parts of pages, out comes a list of postings for every form.
//! The weight of a form in a section (title, heading, text, rarity excepted) is
//! kept as one of sixteen levels, which need no table of lengths beside them.

use std::collections::HashSet;

use super::synonyms::Synonyms;
use super::texts::{Part, Placed, SECTIONS};
use super::vocabulary::{FormId, Vocabulary};
use crate::words::analyze::runs;

/// Steps of weight: a level is `STEP` times as heavy as the one below.
pub const LEVELS: u8 = 16;
const LOWEST: f64 = 0.25;
const STEP: f64 = 1.26;

/// What a word is worth in each place, beside 1 for a word that stands once in
/// a text of usual length.
const TITLE: f64 = 4.5;
const HEADING: f64 = 2.0;
const SYNONYM: f64 = 2.0;
const TOPIC: f64 = 1.0;
const BREADCRUMB: f64 = 0.5;
/// What a word is worth where another of the same meaning stands.
const MEANT: f64 = 0.35;

/// Words of a section at which its length neither helps nor harms.
const USUAL_LENGTH: f64 = 100.0;
/// How soon more of the same word adds nothing, and how much length counts.
const SATURATION: f64 = 1.2;
const LENGTH_PART: f64 = 0.5;

/// A form in a section, ordered by place and then weight. An index has many millions
/// of these at a time, so a number of 24 bits for the part, and four each for
/// section and level, are kept as one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u32);

impl Posting {
    pub fn new(part: u32, section: u8, level: u8) -> Self {
        Self(part << 8 | u32::from(section) << 4 | u32::from(level))
    }

    pub fn part(self) -> u32 {
        self.0 >> 8
    }

    pub fn section(self) -> u8 {
        (self.0 >> 4 & 15) as u8
    }

    pub fn level(self) -> u8 {
        (self.0 & 15) as u8
    }

    /// Part and section together.
    fn place(self) -> u32 {
        self.0 >> 4
    }
}

impl std::fmt::Debug for Posting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}:{}", self.part(), self.section(), self.level())
    }
}

/// The postings of every form, by its number.
pub type Postings = Vec<Vec<Posting>>;

/// The section that stands for the first name in a page's title, behind all others.
pub const TITLE_SECTION: u8 = SECTIONS as u8;
/// Names of a title that are told apart: what a posting has room for.
const NAMES: u8 = 16 - TITLE_SECTION;
/// Words of a name in a title, at most: beyond, one word more makes no difference.
const LONGEST_NAME: usize = 8;

/// Postings of all forms of one stem, at most: the heaviest of a word that
/// stands everywhere.
pub const MOST: usize = 2000;
/// Postings of one form at which the light ones are let go before all pages are read.
const MOST_HELD: usize = MOST + MOST / 4;

/// Adds what stands in a part.
pub fn add(postings: &mut Postings, vocabulary: &mut Vocabulary<'_>, synonyms: &Synonyms, placed: &Placed<'_>) {
    for section in 0..placed.part.sections.len().max(1) {
        let found = weigh(vocabulary, synonyms, &placed.part, section);
        postings.resize_with(vocabulary.len(), Vec::new);
        for (form, weight) in found {
            let level = level(weight * placed.part.page.boost);
            hold(&mut postings[form as usize], Posting::new(placed.number as u32, section as u8, level));
        }
    }
}

/// Adds a posting to the list of a form, which must not grow with the site.
fn hold(list: &mut Vec<Posting>, posting: Posting) {
    list.push(posting);
    if list.len() == MOST_HELD {
        tidy(list);
        keep_heaviest(std::slice::from_mut(list), &[0], MOST);
        list.reserve_exact(MOST_HELD - list.len());
    }
}

/// Adds the words of a page's title. Their level does not weigh them; it tells
/// the script how many words share the name: one less than [`LEVELS`] for a word
/// that is a name by itself, one less again for each telling word beside it.
pub fn add_title(
    postings: &mut Postings,
    vocabulary: &mut Vocabulary<'_>,
    stop_words: &HashSet<String>,
    placed: &Placed<'_>,
) {
    if placed.part.continues {
        return;
    }
    let names = names(&placed.part.page.title, vocabulary.analyzer.rules.and);
    for (section, name) in (0..NAMES).chain(std::iter::repeat(NAMES - 1)).zip(names) {
        let words: Vec<Vec<FormId>> = name.into_iter().map(|word| forms(vocabulary, word)).collect();
        postings.resize_with(vocabulary.len(), Vec::new);
        let tells = |form: &FormId| !stop_words.contains(&vocabulary.forms[*form as usize].folded);
        let telling = words.iter().filter(|forms| forms.iter().any(tells)).count().clamp(1, LONGEST_NAME);
        let level = LEVELS - telling as u8;
        for form in words.into_iter().flatten() {
            hold(&mut postings[form as usize], Posting::new(placed.number as u32, TITLE_SECTION + section, level));
        }
    }
}

/// The names that a title lists, in words: "Equal treatment, complaints and
/// advice" answers each of three questions as well as a title of its own.
fn names<'t>(title: &'t str, and: &str) -> Vec<Vec<&'t str>> {
    let mut names = vec![Vec::new()];
    for word in title.split_whitespace() {
        let joins = word == and || !word.contains(char::is_alphanumeric);
        if !joins {
            names.last_mut().expect("there is a name from the start").push(word);
        }
        if joins || word.ends_with([',', ':', ';']) {
            names.push(Vec::new());
        }
    }
    names
}

/// The forms in a section with their weights, each once.
fn weigh(vocabulary: &mut Vocabulary<'_>, synonyms: &Synonyms, part: &Part<'_>, section: usize) -> Vec<(FormId, f64)> {
    let mut found = Vec::new();
    if let Some(piece) = part.sections.get(section) {
        let text = forms(vocabulary, piece.text);
        found.extend(synonyms.meant(vocabulary, &text).into_iter().map(|form| (form, MEANT)));
        found.extend(text_weights(text));
        found.extend(field(vocabulary, synonyms, &piece.section.heading, HEADING));
    }
    if section == 0 && !part.continues {
        let page = part.page;
        found.extend(field(vocabulary, synonyms, &page.title, TITLE));
        page.synonyms.iter().for_each(|text| found.extend(field(vocabulary, synonyms, text, SYNONYM)));
        page.topics.iter().for_each(|text| found.extend(field(vocabulary, synonyms, text, TOPIC)));
        page.breadcrumbs.iter().for_each(|text| found.extend(field(vocabulary, synonyms, text, BREADCRUMB)));
    }
    found.sort_by_key(|(form, _)| *form);
    found.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0.0 };
        same
    });
    found
}

/// The forms of a text in its order.
fn forms(vocabulary: &mut Vocabulary<'_>, text: &str) -> Vec<FormId> {
    let mut forms = Vec::with_capacity(text.len() / 6);
    runs(text).for_each(|run| forms.extend_from_slice(vocabulary.run(run)));
    forms
}

/// The forms of a title or another short field, the heavier the shorter it is.
fn field(
    vocabulary: &mut Vocabulary<'_>,
    synonyms: &Synonyms,
    text: &str,
    weight: f64,
) -> impl Iterator<Item = (FormId, f64)> + use<> {
    let mut found = forms(vocabulary, text);
    let weight = weight * (1.3 - 0.07 * found.len() as f64).clamp(0.7, 1.2);
    let meant = synonyms.meant(vocabulary, &found);
    found.sort_unstable();
    found.dedup();
    let meant = meant.into_iter().map(move |form| (form, weight * MEANT));
    found.into_iter().map(move |form| (form, weight)).chain(meant)
}

/// The weight of each form by how often it stands in a text of this length.
fn text_weights(mut text: Vec<FormId>) -> Vec<(FormId, f64)> {
    let length = text.len() as f64 / USUAL_LENGTH;
    let room = SATURATION * (1.0 - LENGTH_PART + LENGTH_PART * length);
    text.sort_unstable();
    let same = text.chunk_by(|a, b| a == b);
    same.map(|same| (same[0], same.len() as f64 * (SATURATION + 1.0) / (same.len() as f64 + room))).collect()
}

/// The level of a weight.
fn level(weight: f64) -> u8 {
    // Halfway between two levels on the scale; multiplied, not raised to a
    // power, so that every machine finds the same one.
    let mut bound = LOWEST * 1.122_497;
    let mut level = 0;
    while level < LEVELS - 1 && weight > bound {
        bound *= STEP;
        level += 1;
    }
    level
}

/// Adds the postings of each form `from` to form `to`, some levels lower.
pub fn spread(postings: &mut Postings, spreads: &[Spread]) {
    let mut added = vec![Vec::new(); postings.len()];
    for spread in spreads {
        // In a title the level counts words: a compound is a name of one word more than each of its parts.
        let lower = |posting: Posting| if posting.section() >= TITLE_SECTION { 1 } else { spread.lower };
        for posting in &postings[spread.from as usize] {
            let level = posting.level().saturating_sub(lower(*posting));
            hold(&mut added[spread.to as usize], Posting::new(posting.part(), posting.section(), level));
        }
    }
    for (list, added) in postings.iter_mut().zip(added) {
        list.extend(added);
    }
}

/// That pages with the form `from` shall be found by `to` as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    pub from: FormId,
    pub to: FormId,
    /// Levels of weight that are lost on the way.
    pub lower: u8,
}

/// Sorts a list and keeps the heaviest posting of each section.
pub fn tidy(list: &mut Vec<Posting>) {
    list.sort_unstable();
    list.dedup_by(|next, kept| {
        let same = next.place() == kept.place();
        if same {
            *kept = *next;
        }
        same
    });
}

/// Keeps, of all lists of a group of forms together, about the `most` heaviest postings.
pub fn keep_heaviest(postings: &mut [Vec<Posting>], group: &[FormId], most: usize) {
    let mut counts = [0; LEVELS as usize];
    for posting in group.iter().flat_map(|form| &postings[*form as usize]) {
        counts[usize::from(posting.level())] += 1;
    }
    if counts.iter().sum::<usize>() <= most {
        return;
    }
    // Whole levels from above, and of the level that does not fit the first of each form.
    let (mut room, mut lowest) = (most, LEVELS);
    while lowest > 0 && counts[usize::from(lowest) - 1] <= room {
        lowest -= 1;
        room -= counts[usize::from(lowest)];
    }
    for form in group {
        let list = &mut postings[*form as usize];
        // A rare form of a frequent word must not vanish from the index.
        let heaviest = list.iter().copied().max_by_key(|posting| posting.level());
        list.retain(|posting| {
            let partly = posting.level() + 1 == lowest && room > 0;
            room -= usize::from(partly);
            partly || posting.level() >= lowest
        });
        if list.is_empty() {
            list.extend(heaviest);
        }
        list.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_steps_of_weight() {
        assert_eq!([0.0, 0.25, 0.32, 1.0, 100.0].map(level), [0, 0, 1, 6, 15]);
    }

    #[test]
    fn a_title_may_list_several_names() {
        let title = "Equal treatment: complaints, advice and the law – an overview";
        let expected =
            [&["Equal", "treatment:"][..], &["complaints,"], &["advice"], &["the", "law"], &["an", "overview"]];
        assert_eq!(names(title, "and"), expected);
    }

    #[test]
    fn long_lists_keep_the_heaviest() {
        let posting = |part, level| Posting::new(part, 0, level);
        let mut list = vec![posting(2, 5), posting(1, 5), posting(3, 9), posting(1, 7)];
        tidy(&mut list);
        assert_eq!(list, [posting(1, 7), posting(2, 5), posting(3, 9)]);
        let mut postings = vec![list, vec![posting(4, 7), posting(5, 5)]];
        keep_heaviest(&mut postings, &[0, 1], 4);
        assert_eq!(postings, [vec![posting(1, 7), posting(2, 5), posting(3, 9)], vec![posting(4, 7)]]);
    }

    #[test]
    fn a_list_that_is_thinned_on_the_way_ends_as_if_it_were_not() {
        let all: Vec<Posting> = (0..10_000).map(|part| Posting::new(part, 0, (part * 7 % 16) as u8)).collect();
        let mut held = Vec::new();
        all.iter().for_each(|posting| hold(&mut held, *posting));
        assert!(held.len() < MOST_HELD);
        let mut lists = [held, all];
        keep_heaviest(&mut lists, &[0], MOST);
        keep_heaviest(&mut lists, &[1], MOST);
        assert_eq!(lists[0], lists[1]);
    }

    #[test]
    fn spreading_counts_less_and_does_not_chain() {
        let posting = |level| Posting::new(0, 0, level);
        let mut postings = vec![vec![posting(6)], vec![], vec![]];
        let spread_to = |from, to| Spread { from, to, lower: 2 };
        spread(&mut postings, &[spread_to(0, 1), spread_to(1, 2)]);
        assert_eq!(postings, [vec![posting(6)], vec![posting(4)], vec![]]);
    }
}
