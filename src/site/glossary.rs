//! The terms of the glossary as pages know them: how they are recognised in
//! text, and what is said of them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::data::{Data, Term};
use crate::config::Config;
use crate::doc::inlines_text;
use crate::lang::Lang;
use crate::memo::Hash;
use crate::words::terms::{Terms, Use};

/// The terms of one language.
pub struct Lexicon {
    terms: Terms,
    pub entries: Vec<LexiconEntry>,
    /// Of all that it is made from.
    pub hash: Hash,
}

pub struct LexiconEntry {
    /// Its name in the data file, and its anchor in a list of all terms.
    pub key: String,
    /// The last part of its address.
    pub slug: String,
    /// In plain words.
    pub definition: String,
}

/// The lexicons of a site whose text leads to its glossary.
pub fn lexicons(config: &Config, data: &Data) -> BTreeMap<Lang, Arc<Lexicon>> {
    if !config.features.glossary_links || data.glossary.is_none() {
        return BTreeMap::new();
    }
    config.languages.iter().map(|lang| (lang.clone(), Arc::new(Lexicon::new(data, lang)))).collect()
}

impl Lexicon {
    fn new(data: &Data, lang: &Lang) -> Self {
        let known: Vec<(&String, &Term)> = data.glossary.iter().flatten().collect();
        let forms: Vec<(usize, &str)> = known
            .iter()
            .enumerate()
            .flat_map(|(index, (_, term))| forms(term, lang).map(move |form| (index, form)))
            .collect();
        let definition = |term: &Term| term.definition.get(lang.as_str()).map(|text| inlines_text(text));
        let entry = |(key, term): &(&String, &Term)| LexiconEntry {
            key: (*key).clone(),
            slug: term.slug.clone(),
            definition: definition(term).unwrap_or_default(),
        };
        let entries: Vec<LexiconEntry> = known.iter().map(entry).collect();
        let words = forms.iter().map(|(_, form)| *form);
        let said = entries.iter().flat_map(|entry| [&entry.key, &entry.slug, &entry.definition].map(String::as_str));
        let parts = words.chain(std::iter::once("")).chain(said).map(str::as_bytes);
        let hash = Hash::of_parts(std::iter::once(lang.as_str().as_bytes()).chain(parts));
        Self { terms: Terms::new(lang, forms), entries, hash }
    }

    /// The uses of terms in `text`; each names an entry.
    pub fn uses(&self, text: &str) -> Vec<Use> {
        self.terms.uses(text)
    }
}

/// The names of a term and its other forms. `Migrantin, Migrant` is two names; a remark in
/// brackets is none.
fn forms<'a>(term: &'a Term, lang: &Lang) -> impl Iterator<Item = &'a str> {
    let names = term.term.own(lang).unwrap_or_default().split([',', ';', '/']);
    let names = names.map(|name| name.split('(').next().unwrap_or(name).trim());
    names.chain(term.forms.get(lang.as_str()).into_iter().flatten().map(String::as_str))
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lexicon({:?})", self.hash)
    }
}
