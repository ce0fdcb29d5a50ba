//! Words that mean the same: where one of a group stands, the others are found.
//!
//! In come the groups and the forms of a text in its order, out come the forms
//! of the other words of each group that the text mentions.

use std::collections::{BTreeSet, HashMap};

use super::vocabulary::{FormId, Vocabulary};
use crate::words::analyze::runs;

/// The groups, ready to be looked for.
pub struct Synonyms {
    by_first_stem: HashMap<String, Vec<Entry>>,
}

/// A word or phrase of a group.
struct Entry {
    stems: Vec<String>,
    others: Vec<FormId>,
}

impl Synonyms {
    pub fn new(vocabulary: &mut Vocabulary<'_>, groups: &[Vec<String>]) -> Self {
        let mut by_first_stem: HashMap<String, Vec<Entry>> = HashMap::new();
        for group in groups {
            let mut phrases: Vec<Vec<FormId>> = group.iter().map(|phrase| phrase_forms(vocabulary, phrase)).collect();
            keep_distinct(vocabulary, &mut phrases);
            for (index, phrase) in phrases.iter().enumerate() {
                let stems: Vec<String> = phrase.iter().map(|form| stem(vocabulary, *form).to_string()).collect();
                let Some(first) = stems.first().cloned() else { continue };
                let others = phrases.iter().enumerate().filter(|(other, _)| *other != index);
                let others = others.flat_map(|(_, forms)| forms.iter().copied()).collect();
                by_first_stem.entry(first).or_default().push(Entry { stems, others });
            }
        }
        Self { by_first_stem }
    }

    /// The forms that a text with these forms should be found by as well.
    pub fn meant(&self, vocabulary: &Vocabulary<'_>, text: &[FormId]) -> Vec<FormId> {
        let mut meant = Vec::new();
        if self.by_first_stem.is_empty() {
            return meant;
        }
        for (at, form) in text.iter().enumerate() {
            let entries = self.by_first_stem.get(stem(vocabulary, *form));
            let here = |entry: &&Entry| begins_with(vocabulary, &text[at..], &entry.stems);
            entries.into_iter().flatten().filter(here).for_each(|entry| meant.extend(&entry.others));
        }
        meant.sort_unstable();
        meant.dedup();
        meant
    }
}

fn phrase_forms(vocabulary: &mut Vocabulary<'_>, phrase: &str) -> Vec<FormId> {
    runs(phrase).flat_map(|run| vocabulary.run(run).to_vec()).collect()
}

/// Drops phrases that are an inflected form of an earlier one.
fn keep_distinct(vocabulary: &Vocabulary<'_>, phrases: &mut Vec<Vec<FormId>>) {
    let stems = |phrase: &Vec<FormId>| phrase.iter().map(|form| stem(vocabulary, *form)).collect::<Vec<_>>();
    let mut seen = BTreeSet::new();
    phrases.retain(|phrase| seen.insert(stems(phrase)));
}

fn begins_with(vocabulary: &Vocabulary<'_>, text: &[FormId], stems: &[String]) -> bool {
    text.len() >= stems.len() && text.iter().zip(stems).all(|(form, wanted)| stem(vocabulary, *form) == wanted)
}

fn stem<'v>(vocabulary: &'v Vocabulary<'_>, form: FormId) -> &'v str {
    &vocabulary.forms[form as usize].stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::words::analyze::Analyzer;

    #[test]
    fn a_phrase_in_any_form_brings_the_other_words_of_its_group() {
        let analyzer = Analyzer::new(&Lang::new("en").expect("a valid tag"));
        let mut vocabulary = Vocabulary::new(&analyzer);
        let groups = [vec!["local authority".to_string(), "municipality".to_string()]];
        let synonyms = Synonyms::new(&mut vocabulary, &groups);
        let text = phrase_forms(&mut vocabulary, "two local authorities");
        let meant = synonyms.meant(&vocabulary, &text);
        let meant: Vec<&str> = meant.iter().map(|form| vocabulary.forms[*form as usize].text.as_str()).collect();
        assert_eq!(meant, ["municipality"]);
    }
}
