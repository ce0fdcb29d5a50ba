//! Terms of the glossary where they occur in running text: the index of a book.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Lang;
use crate::view::TermView;

/// The terms to look for, and those that were found.
#[derive(Default)]
pub struct Terms {
    /// By first letter; the longest first.
    forms: BTreeMap<char, Vec<Form>>,
    /// Places of the terms that occur.
    pub found: BTreeSet<usize>,
    lang: Option<Lang>,
    turkic: bool,
    /// Letters that an ending may add to a form.
    ending: usize,
}

struct Form {
    letters: Vec<char>,
    term: usize,
}

/// A piece of running text.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    /// The term at this place of the list begins here.
    Term(usize),
}

impl Terms {
    pub fn new(terms: &[TermView], lang: &Lang) -> Self {
        let turkic = matches!(lang.primary(), "tr" | "az");
        // A Turkish word carries a chain of endings, a German one a short one.
        let ending = match lang.primary() {
            "tr" | "az" => 9,
            "de" => 2,
            _ => 1,
        };
        let mut forms: BTreeMap<char, Vec<Form>> = BTreeMap::new();
        for (term, view) in terms.iter().enumerate() {
            for written in std::iter::once(&view.term).chain(&view.forms) {
                let letters: Vec<char> = written.chars().map(|letter| capital(letter, turkic)).collect();
                if let Some(first) = letters.first() {
                    forms.entry(*first).or_default().push(Form { letters, term });
                }
            }
        }
        forms
            .values_mut()
            .for_each(|forms| forms.sort_by(|a, b| b.letters.len().cmp(&a.letters.len()).then(a.term.cmp(&b.term))));
        Self { forms, found: BTreeSet::new(), lang: Some(lang.clone()), turkic, ending }
    }

    /// `text` in `lang` cut where terms begin that are not among `known`, which they join.
    pub fn cut<'a>(&mut self, text: &'a str, lang: &Lang, known: &mut BTreeSet<usize>) -> Vec<Piece<'a>> {
        if self.forms.is_empty() || self.lang.as_ref() != Some(lang) {
            return vec![Piece::Text(text)];
        }
        let letters: Vec<(usize, char)> =
            text.char_indices().map(|(at, letter)| (at, capital(letter, self.turkic))).collect();
        let (mut pieces, mut start, mut index) = (Vec::new(), 0, 0);
        while index < letters.len() {
            let in_word = index > 0 && letters[index - 1].1.is_alphanumeric();
            let form = if in_word { None } else { self.form_at(&letters[index..]) };
            let Some((term, length)) = form else {
                index += 1;
                continue;
            };
            self.found.insert(term);
            if known.insert(term) {
                let (before, _) = text.split_at(letters[index].0);
                pieces.push(Piece::Text(&before[start..]));
                pieces.push(Piece::Term(term));
                start = letters[index].0;
            }
            index += length;
        }
        pieces.push(Piece::Text(&text[start..]));
        pieces.retain(|piece| *piece != Piece::Text(""));
        pieces
    }

    /// The longest form that `letters` begin with, perhaps with an ending.
    fn form_at(&self, letters: &[(usize, char)]) -> Option<(usize, usize)> {
        let forms = self.forms.get(&letters.first()?.1)?;
        let fits = |form: &&Form| {
            let begins = form.letters.len() <= letters.len()
                && form.letters.iter().zip(letters).all(|(wanted, (_, letter))| wanted == letter);
            let tail = || letters[form.letters.len()..].iter().take_while(|(_, letter)| letter.is_alphabetic()).count();
            begins && tail() <= if form.letters.len() > 3 { self.ending } else { 0 }
        };
        forms.iter().find(fits).map(|form| (form.term, form.letters.len()))
    }
}

/// One letter as a capital, so that places in the text stay what they are.
fn capital(letter: char, turkic: bool) -> char {
    match letter {
        'i' if turkic => 'İ',
        '’' | 'ʼ' => '\'',
        _ => letter.to_uppercase().next().unwrap_or(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, terms: &[&str], text: &str, expected: &str) {
        let view = |term: &&str| TermView { term: (*term).to_string(), ..TermView::default() };
        let terms: Vec<TermView> = terms.iter().map(view).collect();
        let lang = Lang::new(tag).expect("a valid tag");
        let mut found = Terms::new(&terms, &lang);
        let pieces = found.cut(text, &lang, &mut BTreeSet::new());
        let shown = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => (*text).to_string(),
            Piece::Term(term) => format!("[{term}]"),
        });
        assert_eq!(shown.collect::<String>(), expected);
    }

    #[test]
    fn a_term_is_found_with_its_endings_once() {
        check(
            "tr",
            &["göçmen", "ihtiyaç analizi"],
            "İhtiyaç analizini göçmenlerle, göçmen için",
            "[1]İhtiyaç analizini [0]göçmenlerle, göçmen için",
        );
        check(
            "de",
            &["Migration"],
            "die Migrationen, nicht Migrationsgeschichte",
            "die [0]Migrationen, nicht Migrationsgeschichte",
        );
        check("en", &["city"], "The CITY; capacity", "The [0]CITY; capacity");
    }

    #[test]
    fn the_longest_term_wins() {
        check("en", &["migration", "irregular migration"], "on irregular migration", "on [1]irregular migration");
    }

    #[test]
    fn short_forms_stand_alone() {
        check("tr", &["AB"], "AB'nin, ABC", "[0]AB'nin, ABC");
    }
}
