//! Places to break words that the typesetter does not break.
//!
//! Typst never hyphenates a word with an apostrophe, and Turkish puts one into
//! every inflected proper name: `Afyonkarahisar'daymış`. Such words get soft
//! hyphens in their halves here; all other words are left to the typesetter.

use std::borrow::Cow;

use crate::lang::Lang;

const SOFT_HYPHEN: char = '\u{ad}';

/// `text` with soft hyphens in the words that have an apostrophe inside.
pub fn soft_hyphens<'a>(text: &'a str, lang: &Lang) -> Cow<'a, str> {
    let Some(patterns) = patterns(lang).filter(|_| text.contains(is_apostrophe)) else {
        return Cow::Borrowed(text);
    };
    let mut broken = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let in_word = is_word(first);
        let end = rest.find(|c| is_word(c) != in_word).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        match in_word && run.contains(is_apostrophe) {
            true => push_word(&mut broken, run, patterns),
            false => broken.push_str(run),
        }
        rest = after;
    }
    Cow::Owned(broken)
}

fn push_word(broken: &mut String, word: &str, patterns: hypher::Lang) {
    for part in word.split_inclusive(is_apostrophe) {
        let letters = part.trim_end_matches(is_apostrophe);
        for (index, syllable) in hypher::hyphenate(letters, patterns).enumerate() {
            if index > 0 {
                broken.push(SOFT_HYPHEN);
            }
            broken.push_str(syllable);
        }
        broken.push_str(&part[letters.len()..]);
    }
}

fn patterns(lang: &Lang) -> Option<hypher::Lang> {
    let code: [u8; 2] = lang.primary().as_bytes().try_into().ok()?;
    hypher::Lang::from_iso(code)
}

fn is_word(c: char) -> bool {
    c.is_alphabetic() || is_apostrophe(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, text: &str, expected: &str) {
        let lang = Lang::new(tag).expect("a valid tag");
        assert_eq!(soft_hyphens(text, &lang).replace(SOFT_HYPHEN, "-"), expected);
    }

    #[test]
    fn inflected_names_can_be_broken_in_both_halves() {
        check("tr", "Dün Afyonkarahisar’daymışlar.", "Dün Af-yon-ka-ra-hi-sar’day-mış-lar.");
    }

    #[test]
    fn other_words_are_left_to_the_typesetter() {
        check("tr", "belediyelerin ’tırnak’ dışı", "belediyelerin ’tır-nak’ dışı");
        check("en", "municipality", "municipality");
        check("zz", "Ankara’nın", "Ankara’nın");
    }
}
