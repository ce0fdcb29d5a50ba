//! Words and phrases recognised in running text, whatever endings they carry.
//!
//! In: forms of one language, each with the number of what it stands for, and a
//! text. Out: where which of them is used. A form is known with the endings that
//! a noun takes in its language, softened consonants and changed vowels included;
//! a word that only shares its root is another word. A form in capitals (`AB`) is
//! known in capitals only, and in German a noun only with its capital.

use std::collections::BTreeMap;

use super::analyze::{Analyzer, runs};
use crate::lang::Lang;

/// Forms to look for in texts of one language.
pub struct Terms {
    lang: Lang,
    analyzer: Analyzer,
    forms: Vec<Form>,
    /// Places in `forms` by the first letters of the first word, the longest form first.
    by_start: BTreeMap<String, Vec<usize>>,
}

struct Form {
    /// What it stands for.
    term: usize,
    words: Vec<Word>,
}

/// A word of a form or of a text.
struct Word {
    /// In the letters that words are compared in.
    plain: String,
    written: String,
}

/// A term in a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Use {
    pub term: usize,
    pub start: usize,
    pub end: usize,
}

/// A part of a run of letters between hyphens.
struct Piece<'t> {
    text: &'t str,
    start: usize,
    opens_run: bool,
    ends_run: bool,
}

/// How many letters of a word are looked up.
const START: usize = 2;

/// The parts of a German compound have this many letters at least.
const PART: usize = 4;

/// A term that ends a compound is longer, since short words end many that mean something else.
const HEAD: usize = 5;

impl Terms {
    /// `forms` are words or phrases, each with the number of its term.
    pub fn new<'f>(lang: &Lang, forms: impl IntoIterator<Item = (usize, &'f str)>) -> Self {
        let (analyzer, by_start) = (Analyzer::new(lang), BTreeMap::new());
        let mut terms = Self { lang: lang.clone(), analyzer, forms: Vec::new(), by_start };
        for (term, written) in forms {
            let words: Vec<Word> = pieces(written).iter().map(|piece| terms.word(piece.text)).collect();
            if words.first().is_some_and(|word| !word.plain.is_empty()) {
                terms.forms.push(Form { term, words });
            }
        }
        for (place, form) in terms.forms.iter().enumerate() {
            terms.by_start.entry(start_of(&form.words[0].plain)).or_default().push(place);
        }
        let forms = &terms.forms;
        let length =
            |place: &usize| usize::MAX - forms[*place].words.iter().map(|word| word.plain.len()).sum::<usize>();
        terms.by_start.values_mut().for_each(|places| places.sort_by_key(length));
        terms
    }

    /// The uses of terms in `text`, none inside of another.
    pub fn uses(&self, text: &str) -> Vec<Use> {
        let pieces = pieces(text);
        let mut uses = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let Some((term, length)) = self.form_at(text, &pieces[at..]) else {
                at += 1;
                continue;
            };
            let last = &pieces[at + length - 1];
            uses.push(Use { term, start: pieces[at].start, end: last.start + last.text.len() });
            at += length;
        }
        uses
    }

    /// The term that begins where `pieces` do, and how many of them it takes.
    fn form_at(&self, text: &str, pieces: &[Piece]) -> Option<(usize, usize)> {
        let first = &pieces[0];
        let compounds = !self.analyzer.rules.links.is_empty();
        if !first.opens_run && !compounds {
            return None;
        }
        let start = self.start_of(first.text);
        let places = self.by_start.get(&start);
        if places.is_none() && !(compounds && first.text.len() >= PART + HEAD) {
            return None;
        }
        let word = self.word(first.text);
        let fits = |place: &&usize| {
            let form = &self.forms[**place];
            let here = pieces.get(..form.words.len()).unwrap_or_default();
            !here.is_empty() && is_one_phrase(text, here) && self.is_phrase(form, here, &word)
        };
        let found = places.into_iter().flatten().find(fits).map(|place| &self.forms[*place]);
        let found = found.map(|form| (form.term, form.words.len()));
        found.or_else(|| self.head_of(first, &word).map(|term| (term, 1)))
    }

    fn is_phrase(&self, form: &Form, pieces: &[Piece], first: &Word) -> bool {
        let last = form.words.len() - 1;
        form.words.iter().zip(pieces).enumerate().all(|(index, (wanted, piece))| {
            let later;
            let word = match index {
                0 => first,
                _ => {
                    later = self.word(piece.text);
                    &later
                }
            };
            match index == last {
                true => self.is_form(wanted, word) || (last > 0 && self.is_plural_of_possessed(wanted, word)),
                false => self.stands_before(wanted, word),
            }
        })
    }

    /// Whether `word` is `wanted` with the endings of a noun.
    fn is_form(&self, wanted: &Word, word: &Word) -> bool {
        if is_acronym(&wanted.written) && !word.written.starts_with(&wanted.written) {
            return false;
        }
        if self.lang.primary() == "de" && starts_high(&wanted.written) && !starts_high(&word.written) {
            return false;
        }
        wanted.plain == word.plain || self.is_inflected(&wanted.plain, &word.plain)
    }

    fn is_inflected(&self, wanted: &str, word: &str) -> bool {
        match self.lang.primary() {
            "tr" | "az" => self.is_turkish(wanted, word),
            "de" => is_german(wanted, word),
            "en" => is_english(wanted, word) || self.is_irregular(wanted, word),
            _ => false,
        }
    }

    /// The last noun of a Turkish phrase has an ending of its own, which the plural takes the
    /// place of: `ziyareti`, `ziyaretleri`.
    fn is_plural_of_possessed(&self, wanted: &Word, word: &Word) -> bool {
        let (wanted, word) = (wanted.plain.as_str(), word.plain.as_str());
        let bare = |ending: &&str| wanted.strip_suffix(*ending).filter(|bare| bare.chars().count() >= 3);
        let is_turkish = matches!(self.lang.primary(), "tr" | "az");
        is_turkish
            && ["sı", "si", "su", "sü", "ı", "i", "u", "ü"].iter().filter_map(bare).any(|bare| {
                let hard = hardened(bare);
                let rest = word.strip_prefix(bare).or_else(|| word.strip_prefix(hard.as_deref()?));
                rest.is_some_and(|rest| (rest.starts_with("lar") || rest.starts_with("ler")) && self.are_endings(rest))
            })
    }

    /// Whether `word` is `wanted` before the last word of a phrase: there only German words change.
    fn stands_before(&self, wanted: &Word, word: &Word) -> bool {
        if self.lang.primary() != "de" {
            return wanted.plain == word.plain;
        }
        let bare = |word: &Word| {
            let ending = ["er", "en", "es", "em", "e"].into_iter().find_map(|ending| word.plain.strip_suffix(ending));
            ending.unwrap_or(&word.plain).to_string()
        };
        self.is_form(wanted, word) || (bare(wanted) == bare(word) && bare(wanted).len() >= 3)
    }

    fn is_turkish(&self, wanted: &str, word: &str) -> bool {
        if let Some(rest) = word.strip_prefix(wanted) {
            return self.are_endings(rest);
        }
        let begins_with_vowel = |rest: &str| rest.starts_with(['a', 'e', 'ı', 'i', 'o', 'ö', 'u', 'ü']);
        let stems = softened(wanted).into_iter().chain(self.without_vowel(wanted));
        stems
            .into_iter()
            .any(|stem| word.strip_prefix(&stem).is_some_and(|rest| begins_with_vowel(rest) && self.are_endings(rest)))
    }

    /// Whether `rest` is nothing but endings of a noun.
    fn are_endings(&self, rest: &str) -> bool {
        self.analyzer.is_ending_chain(&self.analyzer.fold(rest))
    }

    /// `şehr` of `şehir`: the vowel that falls before an ending.
    fn without_vowel(&self, wanted: &str) -> Option<String> {
        let letters: Vec<char> = wanted.chars().collect();
        let (last, before) = (letters.last()?, letters.len().checked_sub(2)?);
        let short: String = letters[..before].iter().chain([last]).collect();
        let is_known = self.analyzer.stem(&self.analyzer.fold(&short)) == self.analyzer.fold(wanted);
        (is_known && short != wanted).then_some(short)
    }

    /// `children` of `child`.
    fn is_irregular(&self, wanted: &str, word: &str) -> bool {
        let is_listed =
            self.analyzer.rules.irregular.split_whitespace().any(|pair| pair.split('=').next() == Some(word));
        is_listed && self.analyzer.stem(word) == self.analyzer.stem(wanted)
    }

    /// The term that a German compound ends with: `Migrationsbeirat` is a kind of `Beirat`.
    fn head_of(&self, piece: &Piece, word: &Word) -> Option<usize> {
        if self.analyzer.rules.links.is_empty() || !piece.ends_run || !word.plain.is_ascii() {
            return None;
        }
        let last = word.plain.len().checked_sub(HEAD)?;
        (PART..=last).find_map(|at| {
            let tail = &word.plain[at..];
            let fits = |place: &&usize| {
                let form = &self.forms[**place];
                let head = &form.words[0].plain;
                form.words.len() == 1 && head.len() >= HEAD && (head == tail || is_german(head, tail))
            };
            let places = self.by_start.get(&start_of(tail))?;
            places.iter().find(fits).map(|place| self.forms[*place].term)
        })
    }

    fn word(&self, written: &str) -> Word {
        let head = self.analyzer.forms(written).into_iter().next().unwrap_or_default();
        // Umlauts come and go with German endings; elsewhere another letter is another word.
        let plain = if self.analyzer.rules.digraphs { self.analyzer.fold(&head) } else { head };
        Word { plain, written: written.to_string() }
    }

    /// As [`start_of`] the whole word, but without looking at the rest of it.
    fn start_of(&self, written: &str) -> String {
        let end = written.char_indices().nth(2 * START).map_or(written.len(), |(at, _)| at);
        start_of(&self.word(&written[..end]).plain)
    }
}

fn start_of(plain: &str) -> String {
    plain.chars().take(START).collect()
}

/// The parts of `text` between hyphens, spaces and other signs.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    // Runs are slices of the text, so their addresses tell their places.
    let place = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
    let parts = runs(text).flat_map(|run| {
        run.split(['-', '\u{2010}', '\u{2011}']).map(move |part| Piece {
            text: part,
            start: place(part),
            opens_run: place(part) == place(run),
            ends_run: place(part) + part.len() == place(run) + run.len(),
        })
    });
    parts.collect()
}

/// Whether nothing but spaces and hyphens stands between the pieces, and nothing is hyphened to
/// their end, not even across words: `Migrations- und Asylrecht`.
fn is_one_phrase(text: &str, pieces: &[Piece]) -> bool {
    let is_hyphen = |c| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let joined = pieces.windows(2).all(|pair| {
        let between = &text[pair[0].start + pair[0].text.len()..pair[1].start];
        between.chars().all(|c| c.is_whitespace() || is_hyphen(c))
    });
    let ends = |last: &Piece| last.ends_run && !text[last.start + last.text.len()..].starts_with(is_hyphen);
    joined && pieces.last().is_some_and(ends)
}

fn is_acronym(written: &str) -> bool {
    written.chars().nth(1).is_some()
        && written.chars().all(|c| !c.is_lowercase())
        && written.chars().any(char::is_uppercase)
}

fn starts_high(written: &str) -> bool {
    written.chars().next().is_some_and(char::is_uppercase)
}

/// `kitab` of `kitap`: the last letter before an ending that begins with a vowel.
fn softened(wanted: &str) -> Option<String> {
    let (stem, last) = split_last(wanted)?;
    let soft = match last {
        'p' => 'b',
        'ç' => 'c',
        't' => 'd',
        'k' if stem.ends_with('n') => 'g',
        'k' => 'ğ',
        _ => return None,
    };
    Some(format!("{stem}{soft}"))
}

/// `dernek` of `derneğ`.
fn hardened(bare: &str) -> Option<String> {
    let (stem, last) = split_last(bare)?;
    let hard = match last {
        'b' => 'p',
        'c' => 'ç',
        'd' => 't',
        'g' | 'ğ' => 'k',
        _ => return None,
    };
    Some(format!("{stem}{hard}"))
}

fn split_last(word: &str) -> Option<(&str, char)> {
    let (at, last) = word.char_indices().next_back()?;
    Some((&word[..at], last))
}

/// Whether a German `word` is `wanted` in another case or number, both in folded letters.
fn is_german(wanted: &str, word: &str) -> bool {
    let has = |rest: Option<&str>, endings: &[&str]| rest.is_some_and(|rest| endings.contains(&rest));
    let noun = word.strip_prefix(wanted);
    // Geflüchtete, Geflüchteter.
    let adjective = wanted.strip_suffix('e').and_then(|bare| word.strip_prefix(bare));
    // Zentrum, Zentren; Praxis, Praxen; Thema, Themen.
    let foreign = ["um", "is", "us", "a"].into_iter().find_map(|ending| wanted.strip_suffix(ending));
    let foreign = foreign.filter(|bare| bare.len() >= 3).and_then(|bare| word.strip_prefix(bare));
    has(noun, &["e", "en", "er", "ern", "es", "n", "s", "nen", "in", "innen"])
        || has(adjective, &["en", "er", "em", "es"])
        || has(foreign, &["en"])
}

fn is_english(wanted: &str, word: &str) -> bool {
    if let Some(rest) = word.strip_prefix(wanted) {
        return matches!(rest, "s" | "es");
    }
    let changed = |from: &str, to: &str| wanted.strip_suffix(from).and_then(|bare| word.strip_prefix(bare)) == Some(to);
    changed("y", "ies") || changed("sis", "ses")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The uses of `terms`, divided by semicolons, in brackets.
    fn check(tag: &str, terms: &str, expected: &str) {
        let lang = Lang::new(tag).expect("a valid tag");
        let terms = Terms::new(&lang, terms.split("; ").enumerate());
        let text = expected.replace(['[', ']'], "");
        let mut marked = text.clone();
        for found in terms.uses(&text).iter().rev() {
            marked.insert(found.end, ']');
            marked.insert(found.start, '[');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn turkish_endings_belong_to_the_word_and_other_words_of_the_root_do_not() {
        check("tr", "göç", "[Göçün] nedeni, [göçle] gelen göçmenler, göçebe, [GÖÇLERİN]");
        check("tr", "ihtiyaç analizi", "[İhtiyaç analizinin], [ihtiyaç analizleri] ve ihtiyacın analizi");
        check("tr", "uyum", "[uyuma], uyumlu, uyumsuz");
        check("tr", "STK", "[STK’ların], [STK'lar], stk");
        check("tr", "ırk; irk", "[IRK], [İrk]");
    }

    #[test]
    fn turkish_consonants_soften_and_vowels_fall() {
        check("tr", "kitap; dernek; şehir; renk", "[kitabı], [dernekler], [derneğin], [şehri], [şehirde], [rengi]");
        check("tr", "hemşehri derneği", "[hemşehri derneğine], [hemşehri dernekleriyle]");
    }

    #[test]
    fn german_nouns_are_known_in_every_case_and_number() {
        check("de", "Beirat", "[Beirats], [Beiräte] und [Beiräten], beirat");
        check("de", "Integrationszentrum; Analyse", "[Integrationszentren], [Analysen]");
        check("de", "Geflüchtete", "[Geflüchteten], ein [Geflüchteter]");
        check("de", "vorübergehender Schutz", "[vorübergehenden Schutzes], Schutz");
        check("de", "Treffen", "[Treffen] sie [Treffen], treffen sie");
    }

    #[test]
    fn a_german_compound_is_a_kind_of_its_last_part() {
        check("de", "Beirat", "[Migrationsbeirat], Migrations-[Beirat], Beiratsbeschluss");
        check("de", "Migration", "Emigration, Migrationsgeschichte, Migrations- und Asylrecht");
    }

    #[test]
    fn english_plurals_count_and_verbs_do_not() {
        check("en", "municipality; needs analysis", "[municipalities], [needs analyses], [needs-analysis]");
        check("en", "plan; migrant; NGO", "[plans], planning, [migrant’s], migrant-led, [NGOs], ngo");
        check("en", "child; IT", "[children], it is");
    }

    #[test]
    fn the_longest_term_wins_and_covers_the_words_in_it() {
        check("en", "migration; irregular migration", "on [irregular migration] and [migration]");
        check("en", "local government", "[local\ngovernment], local. Government");
    }

    #[test]
    fn a_language_without_rules_knows_the_forms_as_they_are() {
        check("fr", "intégration", "[L’intégration], [Intégration], intégrations, integration");
    }
}
