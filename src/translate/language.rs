//! Text that was left in the language of the source.
//!
//! A language is known by its small words, the stop words of search. Words that
//! both languages use say nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Lang;
use crate::snapshot::Snapshot;

/// Below this number of words a text may be a name in any language.
const LEAST_WORDS: usize = 4;

/// The small words of the site's languages.
pub struct SmallWords {
    by_lang: BTreeMap<Lang, BTreeSet<String>>,
}

impl SmallWords {
    pub fn new(snapshot: &Snapshot, languages: &[Lang]) -> Self {
        let words = |lang: &Lang| {
            let file = snapshot.find(&format!("locales/{lang}/stop-words.txt"));
            let text = file.and_then(|(_, file)| file.text().ok()).unwrap_or_default();
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            (lang.clone(), lines.flat_map(str::split_whitespace).map(|word| lang.lowercase(word)).collect())
        };
        Self { by_lang: languages.iter().map(words).collect() }
    }

    /// Whether `text`, a translation from `source` to `own`, reads as the source language.
    pub fn is_left(&self, text: &str, source: &Lang, own: &Lang) -> bool {
        let (Some(theirs), Some(ours)) = (self.by_lang.get(source), self.by_lang.get(own)) else { return false };
        let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
        if words.len() < LEAST_WORDS || ours.is_empty() {
            return false;
        }
        let count = |lang: &Lang, known: &BTreeSet<String>, other: &BTreeSet<String>| {
            let small = words.iter().map(|word| lang.lowercase(word));
            small.filter(|word| known.contains(word) && !other.contains(word)).count()
        };
        let (foreign, native) = (count(source, theirs, ours), count(own, ours, theirs));
        foreign >= 2 && foreign > 3 * native && foreign * 12 >= words.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_of_the_source_language_is_known_by_its_small_words() {
        let lang = |tag| Lang::new(tag).expect("a valid tag");
        let (tr, en, de) = (lang("tr"), lang("en"), lang("de"));
        let words = SmallWords::new(&Snapshot::new([]), &[tr.clone(), en.clone(), de.clone()]);
        assert!(words.is_left(
            "Belediye bu hizmeti yalnızca ilçede yaşayanlar için ve ücretsiz olarak verir.",
            &tr,
            &de
        ));
        assert!(words.is_left("The city offers this service for all and at no cost.", &en, &de));
        assert!(!words.is_left("Die Stadt bietet das für alle an, kostenlos.", &en, &de));
        assert!(!words.is_left("Der Bericht „The state of the city“ ist von 2008.", &en, &de));
        assert!(!words.is_left("Şanlıurfa Büyükşehir Belediyesi", &tr, &de));
    }
}
