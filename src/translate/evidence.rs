//! What a change of a text amounts to, and whether a translation shows it.
//!
//! In: normal forms. Out: cosmetic or not, and for what is not, whether every
//! changed number, date, link, name and term stands in the translation. When in
//! doubt a change counts as one of meaning, and as not shown: a person decides.

use super::difference::{Piece, difference};
use super::numbers::{self, Form, Quantity};
use crate::lang::Lang;

/// Agreed words in two languages.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TermPair {
    pub source: String,
    pub translation: String,
}

/// How a text differs from an earlier form of itself.
#[derive(Debug, PartialEq)]
pub enum Change {
    /// Punctuation, emphasis, capital letters, a slip of the pen.
    Cosmetic,
    Meaning,
}

/// What can be compared in a text.
struct Reading<'a> {
    /// Words outside of numbers and dates, as written.
    words: Vec<String>,
    /// Numbers and dates in digits.
    quantities: Vec<Quantity>,
    /// Targets of links and pictures, code, boxes, notes, signs of calculation and question.
    marks: Vec<String>,
    lang: &'a Lang,
}

/// The difference between two forms of a text; `known` says whether a word stands elsewhere in the page.
pub fn change(before: &str, after: &str, lang: &Lang, known: &dyn Fn(&str) -> bool) -> Change {
    let (old, new) = (read(before, lang), read(after, lang));
    let same_values = values(&old).eq(values(&new));
    if same_values && old.marks == new.marks && same_words(&old.words, &new.words, lang, known) {
        Change::Cosmetic
    } else {
        Change::Meaning
    }
}

/// Whether all that changed from `before` to `after` stands in the translation, and nothing of what went.
pub fn shows(before: &str, after: &str, lang: &Lang, translation: (&str, &Lang), terms: &[TermPair]) -> bool {
    let (old, new) = (read(before, lang), read(after, lang));
    let theirs = read(translation.0, translation.1);
    quantities_shown(&old, &new, &theirs)
        && marks_shown(&old, &new, &theirs)
        && words_shown(&old, &new, &theirs, (before, after, translation.0), terms)
}

/// Whether numbers, dates, links and boxes of a translation are those of its source.
pub fn agrees(source: &str, lang: &Lang, translation: (&str, &Lang)) -> bool {
    let (ours, theirs) = (read(source, lang), read(translation.0, translation.1));
    let (lacking, extra) = numbers::differences(&ours.quantities, &theirs.quantities);
    let sorted = |reading: &Reading| {
        let mut marks: Vec<String> = reading.marks.iter().filter(|mark| mark.len() > 1).cloned().collect();
        marks.sort();
        marks
    };
    lacking.is_empty() && extra.is_empty() && sorted(&ours) == sorted(&theirs)
}

fn values<'a>(reading: &'a Reading) -> impl Iterator<Item = &'a numbers::Value> {
    reading.quantities.iter().map(|quantity| &quantity.value)
}

fn read<'a>(normal: &str, lang: &'a Lang) -> Reading<'a> {
    let (plain, mut marks) = separate(normal);
    let all = numbers::read(&plain, lang);
    let quantities: Vec<Quantity> = all.into_iter().filter(|quantity| quantity.form == Form::Digits).collect();
    let slice = |start: usize, end: usize| plain.get(start..end).unwrap_or_default();
    let mut words = Vec::new();
    let mut start = 0;
    for quantity in &quantities {
        split_words(slice(start, quantity.span.start as usize), lang, &mut words, &mut marks);
        start = after_ending(&plain, quantity.span.end as usize);
    }
    split_words(slice(start, plain.len()), lang, &mut words, &mut marks);
    Reading { words, quantities, marks, lang }
}

/// The words of a normal form, and its targets, code, notes and boxes.
fn separate(normal: &str) -> (String, Vec<String>) {
    let mut marks = Vec::new();
    let mut rest = normal;
    for mark in ["[x] ", "[ ] "] {
        if let Some(after) = rest.strip_prefix(mark) {
            marks.push(mark.to_string());
            rest = after;
        }
    }
    let mut plain = String::with_capacity(rest.len());
    while let Some(at) = rest.find(['\\', '`', ']', '[']) {
        plain.push_str(&rest[..at]);
        let here = &rest[at..];
        let taken = if here.starts_with('\\') {
            let escaped = here.chars().nth(1).map_or(0, char::len_utf8);
            plain.push_str(&here[1..1 + escaped]);
            1 + escaped
        } else if here.starts_with("[^]") {
            marks.push("[^]".to_string());
            3
        } else if let Some((code, _)) = here.strip_prefix('`').and_then(|code| code.split_once('`')) {
            marks.push(format!("`{code}`"));
            plain.push(' ');
            code.len() + 2
        } else if let Some((target, _)) = here.strip_prefix("](").and_then(|target| target.split_once(')')) {
            marks.push(target.to_string());
            plain.push(' ');
            target.len() + 3
        } else {
            1
        };
        rest = &here[taken..];
    }
    plain.push_str(rest);
    (plain, marks)
}

/// Where the text goes on behind a number and an ending that an apostrophe joins to it.
fn after_ending(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    match rest.strip_prefix(['\'', '’']) {
        Some(ending) => {
            let letters: usize = ending.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
            text.len() - ending.len() + letters
        }
        None => end,
    }
}

/// Signs that mean something by themselves.
const TELLING_SIGNS: &str = "?§+=<>≤≥±×÷°@#/&";

fn split_words(text: &str, lang: &Lang, words: &mut Vec<String>, marks: &mut Vec<String>) {
    let mut word = String::new();
    let mut in_ending = false;
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            if !in_ending {
                word.push(c);
            }
            continue;
        }
        // What an apostrophe joins to a Turkish name is its ending: Berlin'de.
        let is_name = word.chars().next().is_some_and(char::is_uppercase);
        in_ending = matches!(c, '\'' | '’') && is_name && lang.primary() == "tr";
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if TELLING_SIGNS.contains(c) {
            marks.push(c.to_string());
        }
    }
}

fn same_words(old: &[String], new: &[String], lang: &Lang, known: &dyn Fn(&str) -> bool) -> bool {
    if old.len() == new.len() {
        return old
            .iter()
            .zip(new)
            .all(|(old, new)| old == new || only_case(old, new, lang) || is_slip(old, new, lang, known));
    }
    // Two words written together, or one apart.
    let (old, new): (String, String) = (old.concat(), new.concat());
    old == new
}

/// Words that a capital letter gives another meaning.
const CASE_MATTERS: [&str; 8] = ["sie", "ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres", "ihnen"];

fn only_case(old: &str, new: &str, lang: &Lang) -> bool {
    let small = old.to_lowercase();
    let matters = lang.primary() == "de" && CASE_MATTERS.contains(&small.as_str());
    let letters = old.chars().count();
    let initials = letters <= 4 && (is_capital(old) != is_capital(new));
    !matters && !initials && lang.uppercase(old) == lang.uppercase(new)
}

/// Whether all letters are capital, as in `AB`.
fn is_capital(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// Words that turn a sentence round, or near to one that does.
const TURNING: [&str; 34] = [
    "not",
    "no",
    "nor",
    "never",
    "none",
    "without",
    "cannot",
    "neither",
    "only",
    "except",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "keinem",
    "keines",
    "nie",
    "niemals",
    "ohne",
    "weder",
    "nur",
    "außer",
    "einen",
    "einer",
    "değil",
    "yok",
    "hiç",
    "asla",
    "yalnızca",
    "sadece",
    "hariç",
    "must",
    "may",
];

/// Whether one word is the other with a slip of the pen inside of it.
///
/// Beginnings and endings carry names and grammar, so a difference there counts.
fn is_slip(old: &str, new: &str, lang: &Lang, known: &dyn Fn(&str) -> bool) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let turning = |word: &str| TURNING.contains(&word.to_lowercase().as_str());
    let numeric = |word: &[char]| word.iter().any(|c| c.is_numeric());
    if turning(old) || turning(new) || numeric(&a) || numeric(&b) || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (inner_a, inner_b) = (&a[front..a.len() - back], &b[front..b.len() - back]);
    let swapped = matches!((inner_a, inner_b), ([x, y], [z, w]) if x == w && y == z);
    let single = inner_a.len() <= 1 && inner_b.len() <= 1;
    let umlaut = |c: &char| "äöüÄÖÜ".contains(*c);
    let inflected = lang.primary() == "de" && inner_a.iter().chain(inner_b).any(umlaut);
    let long = a.len().min(b.len()) >= 5;
    // Where both are words of the page, one was put in the place of the other.
    let both_words = known(old) && known(new);
    !inflected && !both_words && front > 0 && ((long && single && back >= 2) || (swapped && a.len() >= 3))
}

fn quantities_shown(old: &Reading, new: &Reading, theirs: &Reading) -> bool {
    let among =
        |quantity: &Quantity, all: &[Quantity]| all.iter().any(|other| numbers::same(&quantity.value, &other.value));
    let (lacking, _) = numbers::differences(&new.quantities, &theirs.quantities);
    let added_shown = lacking.iter().all(|quantity| among(quantity, &old.quantities));
    let mut removed = old.quantities.iter().filter(|quantity| !among(quantity, &new.quantities));
    let count_kept = old.quantities.len() == new.quantities.len() || new.quantities.len() == theirs.quantities.len();
    added_shown && count_kept && removed.all(|quantity| !among(quantity, &theirs.quantities))
}

fn marks_shown(old: &Reading, new: &Reading, theirs: &Reading) -> bool {
    let count = |reading: &Reading, mark: &String| reading.marks.iter().filter(|other| *other == mark).count();
    let changed = old.marks.iter().chain(&new.marks).filter(|mark| count(old, mark) != count(new, mark));
    let mut changed = changed.peekable();
    let moved = changed.peek().is_none() && old.marks != new.marks;
    !moved && changed.all(|mark| count(theirs, mark) == count(new, mark))
}

/// Whether the words that changed are names or terms that the translation follows.
fn words_shown(old: &Reading, new: &Reading, theirs: &Reading, texts: (&str, &str, &str), terms: &[TermPair]) -> bool {
    let (before, after, translation) = texts;
    let (mut removed, mut added) = changed_words(&old.words, &new.words);
    for term in terms {
        let (had, has) = (holds(before, &term.source, old.lang), holds(after, &term.source, old.lang));
        if had == has {
            continue;
        }
        if holds(translation, &term.translation, theirs.lang) != has {
            return false;
        }
        let gone = if had { &mut removed } else { &mut added };
        gone.retain(|word| !holds(&term.source, word, old.lang) && !starts_with_any(word, &term.source));
    }
    let stands = |word: &String| theirs.words.iter().any(|other| same_name(word, other));
    removed.iter().all(|word| is_name(word) && !stands(word)) && added.iter().all(|word| is_name(word) && stands(word))
}

/// Whether an inflected `word` belongs to one of the words of a term.
fn starts_with_any(word: &str, term: &str) -> bool {
    let word = word.to_lowercase();
    term.to_lowercase().split_whitespace().any(|part| word.starts_with(part))
}

fn holds(text: &str, words: &str, lang: &Lang) -> bool {
    lang.uppercase(text).contains(&lang.uppercase(words))
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() >= 2
}

/// The same name, perhaps with an ending: `Berlin` in `Berlins`.
fn same_name(word: &str, other: &str) -> bool {
    other == word || (word.chars().count() >= 4 && other.strip_prefix(word).is_some_and(|ending| ending.len() <= 2))
}

/// The words of `old` that `new` lacks in its order, and the other way round.
fn changed_words(old: &[String], new: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for piece in difference(old, new) {
        match piece {
            Piece::Same(_) => {}
            Piece::Removed(word) => removed.push(word.clone()),
            Piece::Added(word) => added.push(word.clone()),
        }
    }
    (removed, added)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> Lang {
        Lang::new(tag).unwrap()
    }

    fn check(before: &str, after: &str, tag: &str) -> Change {
        change(before, after, &lang(tag), &|_| false)
    }

    #[test]
    fn dress_is_cosmetic() {
        for (before, after, tag) in [
            ("Belediye, hizmet verir.", "Belediye hizmet verir", "tr"),
            ("Belediyeler birlikte çalşır.", "Belediyeler birlikte çalışır.", "tr"),
            ("The *city* helps.", "The **city** helps.", "en"),
            ("the munciipality", "the municipality", "en"),
            ("teh city", "the city", "en"),
            ("Der Integrationsrat „tagt“.", "Der Integrationsrat \"tagt\".", "de"),
            ("bir kaç aile", "birkaç aile", "tr"),
            ("[Kurs](/a.md) bitti", "[Kurs](/a.md), bitti", "tr"),
        ] {
            assert_eq!(check(before, after, tag), Change::Cosmetic, "{before} → {after}");
        }
    }

    #[test]
    fn meaning_is_never_cosmetic() {
        for (before, after, tag) in [
            ("30 aile", "45 aile", "tr"),
            ("Hizmet verir.", "Hizmet vermez.", "tr"),
            ("Das ist ein Recht.", "Das ist kein Recht.", "de"),
            ("Er wurde gehört.", "Er würde gehört.", "de"),
            ("Ich sehe Sie.", "Ich sehe sie.", "de"),
            ("They may stay.", "They must stay.", "en"),
            ("now", "not", "en"),
            ("Can pay", "Can't pay", "en"),
            ("[a](/a.md)", "[a](/b.md)", "en"),
            ("It is late.", "It is late?", "en"),
            ("[x] evet", "[ ] evet", "tr"),
            ("in Limburg", "in Limbung an der Lahn", "de"),
            ("the women", "the woman", "en"),
            ("a[^] b", "a b", "en"),
            ("26 Ağustos 2008", "27 Ağustos 2008", "tr"),
        ] {
            assert_eq!(check(before, after, tag), Change::Meaning, "{before} → {after}");
        }
    }

    #[test]
    fn a_word_of_the_page_is_no_slip_for_another_one() {
        let both = |word: &str| ["adapted", "adopted"].contains(&word);
        assert_eq!(change("was adapted", "was adopted", &lang("en"), &both), Change::Meaning);
    }

    fn shown(before: &str, after: &str, translation: &str) -> bool {
        let terms = [TermPair { source: "göçmen".to_string(), translation: "Migrant".to_string() }];
        shows(before, after, &lang("tr"), (translation, &lang("de")), &terms)
    }

    #[test]
    fn a_translation_shows_the_change_or_not() {
        assert!(shown("30 aile geldi", "45 aile geldi", "45 Familien kamen"));
        assert!(!shown("30 aile geldi", "45 aile geldi", "30 Familien kamen an"));
        assert!(shown("26 Ağustos 2008’de", "27 Ağustos 2008’de", "am 27. August 2008"));
        assert!(shown("Berlin'de bir kurs", "Köln'de bir kurs", "ein Kurs in Köln"));
        assert!(!shown("Berlin'de bir kurs", "Köln'de bir kurs", "ein guter Kurs in Berlin"));
        assert!(shown("[a](/a.md) b", "[a](/c.md) b", "[A](/c.md) B"));
        assert!(!shown("hizmet verir", "hizmet vermez", "leistet keine Dienste"), "words cannot be compared");
        assert!(!shown("30 aile geldi", "45 aile gelmedi", "45 Familien kamen"), "the number is not all");
    }
}
