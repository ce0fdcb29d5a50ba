//! Agreed terms: words to avoid, and terms of the source that the translation
//! must have too.
//!
//! A form is found in its inflections: with Turkish endings and softened
//! consonants, German plurals and compounds. Nothing here reads Markdown.

use crate::lang::Lang;
use crate::site::data::{Data, Term};
use crate::words::analyze::{Analyzer, runs};

/// The terms of one language.
pub struct Terms {
    analyzer: Analyzer,
    entries: Vec<Entry>,
}

struct Entry {
    key: String,
    agreed: bool,
    accepted: Vec<Form>,
    avoided: Vec<(Form, String)>,
}

/// A form as its words.
struct Form {
    text: String,
    words: Vec<Word>,
}

/// A word of a text, analysed once for all terms.
pub struct Word {
    folded: String,
    stem: String,
    /// Where it stands in the text.
    start: usize,
    end: usize,
}

/// A form to avoid that was found.
pub struct Avoided<'t> {
    pub written: &'t str,
    /// Why, and what to write.
    pub advice: String,
    pub agreed: bool,
}

impl Terms {
    pub fn new(data: &Data, lang: &Lang) -> Self {
        let analyzer = Analyzer::new(lang);
        let glossary = data.glossary.iter().flatten();
        let entries = glossary.map(|(key, term)| entry(&analyzer, key, term, lang)).collect();
        Self { analyzer, entries }
    }

    /// The words of `text`; none if there are no terms to look for.
    pub fn words(&self, text: &str) -> Vec<Word> {
        if self.entries.is_empty() { Vec::new() } else { words(&self.analyzer, text) }
    }

    /// The forms to avoid in `text`, whose words are `words`.
    pub fn avoided<'t>(&'t self, text: &'t str, words: &[Word]) -> Vec<Avoided<'t>> {
        let mut found = Vec::new();
        for entry in &self.entries {
            for (form, reason) in &entry.avoided {
                let Some(at) = self.places(form, words, Match::Inflected).next() else { continue };
                let last = at + form.words.len() - 1;
                // A longer accepted form may hold the avoided one.
                if self.is_inside_accepted(words, at, last) {
                    continue;
                }
                let written = &text[words[at].start..words[last].end];
                let instead = entry.accepted.first().map_or("", |form| form.text.as_str());
                let advice = if reason.is_empty() { format!("write `{instead}`") } else { reason.clone() };
                found.push(Avoided { written, advice, agreed: entry.agreed });
            }
        }
        found
    }

    fn is_inside_accepted(&self, words: &[Word], first: usize, last: usize) -> bool {
        let accepted = self.entries.iter().flat_map(|entry| &entry.accepted);
        let longer = accepted.filter(|form| form.words.len() > last - first + 1);
        longer.into_iter().any(|form| {
            self.places(form, words, Match::Inflected).any(|at| at <= first && last < at + form.words.len())
        })
    }

    /// The agreed terms in `text`, whose words are `words`: each by key and as it is written, the
    /// longest at each place.
    pub fn agreed<'t>(&'t self, text: &'t str, words: &[Word]) -> Vec<(&'t str, &'t str)> {
        let mut found: Vec<(usize, usize, &Entry)> = Vec::new();
        for entry in &self.entries {
            for form in &entry.accepted {
                let places = self.places(form, words, Match::Inflected);
                found.extend(places.map(|at| (at, at + form.words.len(), entry)));
            }
        }
        let covered = |at: usize, end: usize| found.iter().any(|(a, e, _)| *a <= at && end <= *e && e - a > end - at);
        let mut terms: Vec<(&str, &str)> = Vec::new();
        for (at, end, entry) in &found {
            let told = terms.iter().any(|(key, _)| *key == entry.key);
            if entry.agreed && !told && !covered(*at, *end) {
                terms.push((&entry.key, &text[words[*at].start..words[end - 1].end]));
            }
        }
        terms
    }

    /// Whether one of `texts` has the term, in whatever form; also where there are no forms to look for.
    pub fn has(&self, key: &str, texts: &[Vec<Word>]) -> bool {
        let Some(entry) = self.entries.iter().find(|entry| entry.key == key) else { return true };
        let holds = |form: &Form| texts.iter().any(|words| self.places(form, words, Match::Inside).next().is_some());
        entry.accepted.is_empty() || entry.accepted.iter().any(holds)
    }

    /// The form that a translator would write.
    pub fn preferred(&self, key: &str) -> &str {
        let entry = self.entries.iter().find(|entry| entry.key == key);
        entry.and_then(|entry| entry.accepted.first()).map_or("", |form| &form.text)
    }

    /// Where `form` begins in `words`.
    fn places<'w>(&'w self, form: &'w Form, words: &'w [Word], how: Match) -> impl Iterator<Item = usize> + 'w {
        let length = form.words.len();
        let last = (words.len() + 1).saturating_sub(length.max(1));
        (0..last).filter(move |at| {
            length > 0 && form.words.iter().zip(&words[*at..]).all(|(form, word)| self.matches(form, word, how))
        })
    }

    fn matches(&self, form: &Word, word: &Word, how: Match) -> bool {
        if form.folded == word.folded || form.stem == word.stem {
            return true;
        }
        // `p`, `t`, `k` soften before an ending, so the last letter is left open.
        let open = |text: &str| text.char_indices().next_back().map_or(0, |(at, _)| at);
        let is_long = form.folded.len() >= 5;
        let begins = is_long && word.folded.starts_with(&form.folded[..open(&form.folded)]);
        let compound = !self.analyzer.rules.links.is_empty();
        match how {
            Match::Inflected => false,
            Match::Inside => begins || (compound && is_long && word.folded.contains(&form.stem)),
        }
    }
}

/// How near a word must be to a form.
#[derive(Clone, Copy)]
enum Match {
    /// The same word with other endings.
    Inflected,
    /// Also as part of a longer word.
    Inside,
}

fn entry(analyzer: &Analyzer, key: &str, term: &Term, lang: &Lang) -> Entry {
    let form = |text: &str| Form { text: text.to_string(), words: words(analyzer, text) };
    // `Migrantin, Migrant` is two forms; a remark in brackets is none.
    let names =
        term.term.own(lang).unwrap_or_default().split(',').map(|name| name.split('(').next().unwrap_or(name).trim());
    let forms = term.forms.get(lang.as_str()).into_iter().flatten().map(String::as_str);
    let avoided = term.avoid.get(lang.as_str()).into_iter().flatten();
    Entry {
        key: key.to_string(),
        agreed: term.agreed,
        accepted: names.filter(|name| !name.is_empty()).chain(forms).map(form).collect(),
        avoided: avoided.map(|(text, reason)| (form(text), reason.clone())).collect(),
    }
}

fn words(analyzer: &Analyzer, text: &str) -> Vec<Word> {
    // Runs are slices of the text, so their addresses tell their places.
    let place = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
    let pieces = runs(text).flat_map(|run| run.split(['-', '\u{2010}', '\u{2011}']));
    let word = |piece: &str| {
        let start = place(piece);
        let form = analyzer.forms(piece).into_iter().next()?;
        let folded = analyzer.fold(&form);
        let stem = analyzer.stem(&folded);
        Some(Word { folded, stem, start, end: start + piece.len() })
    };
    pieces.filter_map(word).collect()
}
