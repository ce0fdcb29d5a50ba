//! Text to words, for search: where a word begins and ends, its letters in one
//! plain form, its stem.
//!
//! In comes text of one language, out come the forms of its words. The
//! browser's script (`themes/default/js/search-analysis.js`) does the same by the same
//! rules; the vectors in `tests/search` hold the two equal. Nothing here may
//! depend on a locale.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::rules::{After, Rules, rules};
use crate::lang::Lang;

/// The analysis of one language.
pub struct Analyzer {
    pub rules: &'static Rules,
    endings: HashMap<&'static str, Vec<Ending>>,
    longest_ending: usize,
    irregular: HashMap<&'static str, &'static str>,
}

/// When an ending may be taken away.
struct Ending {
    least: usize,
    after: After,
}

impl Ending {
    fn may_follow(&self, left: &str) -> bool {
        let vowel = left.ends_with(is_vowel);
        let fits = match self.after {
            After::Any => true,
            After::Vowel => vowel,
            After::Consonant => !vowel,
        };
        fits && left.len() >= self.least && left.contains(is_vowel)
    }
}

impl Analyzer {
    pub fn new(lang: &Lang) -> Self {
        let rules = rules(lang.primary());
        let mut endings: HashMap<&str, Vec<Ending>> = HashMap::new();
        for (least, after, list) in rules.endings {
            for ending in list.split_whitespace() {
                endings.entry(ending).or_default().push(Ending { least: *least, after: *after });
            }
        }
        endings.extend(rules.kept.split_whitespace().map(|kept| (kept, Vec::new())));
        let longest_ending = endings.keys().map(|ending| ending.len()).max().unwrap_or(0);
        let pairs = rules.irregular.split_whitespace().filter_map(|pair| pair.split_once('='));
        // What is meant stays as it is, too.
        let irregular = pairs.flat_map(|(found, meant)| [(found, meant), (meant, meant)]).collect();
        Self { rules, endings, longest_ending, irregular }
    }

    /// The forms in one run of letters (see [`runs`]): its parts between
    /// hyphens without what follows an apostrophe, and what it gives when it
    /// is written together.
    pub fn forms(&self, run: &str) -> Vec<String> {
        if run.contains(is_group_sign) {
            return vec![run.chars().filter(char::is_ascii_digit).collect()];
        }
        let mut forms = Vec::new();
        let mut joined = String::new();
        let mut pieces = 0;
        for piece in run.split(is_hyphen) {
            pieces += 1;
            joined.push_str(&self.push_piece(piece, &mut forms));
        }
        if pieces > 1 {
            forms.push(joined);
        }
        // Marks without a letter fold to nothing, which no list could be sorted by.
        forms.retain(|form| !form.is_empty() && (form.is_ascii() || !self.fold(form).is_empty()));
        forms
    }

    /// Appends the forms of a piece without hyphens; returns the main one.
    fn push_piece(&self, piece: &str, forms: &mut Vec<String>) -> String {
        let Some((head, tail)) = piece.split_once(is_apostrophe) else {
            forms.push(self.lower(piece));
            return self.lower(piece);
        };
        let (head, tail) = (self.lower(head), self.lower(&tail.replace(is_apostrophe, "")));
        let joined = format!("{head}{tail}");
        let long_tail = tail.chars().nth(1).is_some();
        if head.chars().nth(1).is_none() && long_tail {
            // l’intégration, O’Brien: the word stands behind the apostrophe.
            forms.extend([tail.clone(), joined]);
            return tail;
        }
        forms.push(head.clone());
        if !self.is_ending_chain(&self.fold(&tail)) {
            forms.push(joined);
        }
        head
    }

    /// Small letters of this language, composed, without invisible characters.
    pub fn lower(&self, word: &str) -> String {
        if word.is_ascii() && !(self.rules.dotless_i && word.contains('I')) {
            return word.to_ascii_lowercase();
        }
        let composed: String = word.nfc().filter(|c| !is_invisible(*c)).collect();
        let composed = match self.rules.dotless_i {
            true => composed.replace('I', "ı").replace('İ', "i"),
            false => composed,
        };
        composed.to_lowercase().nfc().collect()
    }

    /// `form` in its plainest letters: no case, no marks, `ß` as `ss`, `ı` as
    /// `i`, and in German `ae` as `a`.
    pub fn fold(&self, form: &str) -> String {
        let mut folded = String::with_capacity(form.len());
        if form.is_ascii() {
            folded.push_str(form);
            folded.make_ascii_lowercase();
        } else {
            // Some letters, such as `ͺ`, are a mark on a space by their definition.
            let is_bare = |c: &char| !is_combining_mark(*c) && *c != ' ';
            let bare = form.nfkd().filter(is_bare).flat_map(char::to_lowercase);
            bare.for_each(|c| push_plain(&mut folded, c));
        }
        if self.rules.digraphs { without_digraphs(&folded) } else { folded }
    }

    /// What the inflected forms of a folded word have in common, roughly: it
    /// brings forms together in the index, the query decides how near they are.
    pub fn stem(&self, folded: &str) -> String {
        if !folded.bytes().all(|b| b.is_ascii_alphabetic()) {
            return folded.to_string();
        }
        let mut stem = folded.to_string();
        loop {
            if let Some(meant) = self.irregular.get(stem.as_str()) {
                return meant.to_string();
            }
            match self.without_ending(&stem) {
                Some(shorter) => stem.truncate(shorter),
                None => break,
            }
        }
        let last = self.rules.finals.iter().find(|(from, _)| stem.len() >= 4 && stem.ends_with(from));
        if let Some((from, to)) = last {
            stem.truncate(stem.len() - from.len());
            stem.push_str(to);
        }
        self.irregular.get(stem.as_str()).map_or(stem, ToString::to_string)
    }

    /// The verb of a participle: `anmeld` of `angemeldet`.
    pub fn participle_verb(&self, folded: &str) -> Option<String> {
        let mut prefixes = self.rules.participles.split_whitespace();
        let root = ["et", "t", "en"].into_iter().find_map(|ending| folded.strip_suffix(ending))?;
        prefixes.find_map(|prefix| {
            let prefix = if prefix == "-" { "" } else { prefix };
            let verb = root.strip_prefix(prefix)?.strip_prefix("ge")?;
            (verb.len() >= 3).then(|| format!("{prefix}{verb}"))
        })
    }

    /// The length of `stem` without its longest ending.
    fn without_ending(&self, stem: &str) -> Option<usize> {
        for length in (1..=self.longest_ending.min(stem.len())).rev() {
            let left = stem.len() - length;
            let Some(endings) = self.endings.get(&stem[left..]) else { continue };
            if endings.is_empty() {
                // An ending that belongs to the word.
                return None;
            }
            if endings.iter().any(|ending| ending.may_follow(&stem[..left])) {
                return Some(left);
            }
        }
        None
    }

    /// Whether `tail` is nothing but endings, such as `daki`.
    pub fn is_ending_chain(&self, tail: &str) -> bool {
        let ending = |length: usize| tail.get(..length).is_some_and(|start| self.endings.contains_key(start));
        tail.is_empty() || (1..=tail.len()).any(|length| ending(length) && self.is_ending_chain(&tail[length..]))
    }
}

/// The runs of letters and digits in `text`, held together by hyphens and
/// apostrophes inside a word and by the signs between groups of three digits.
pub fn runs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = &rest[rest.find(is_letter)?..];
        let (run, after) = rest.split_at(number_end(rest).unwrap_or_else(|| word_end(rest)));
        rest = after;
        Some(run)
    })
}

/// The end of a run of letters that `text` begins with.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    loop {
        end += text[end..].find(|c| !is_letter(c)).unwrap_or(text.len() - end);
        let mut next = text[end..].chars();
        let joins = next.next().is_some_and(|c| is_hyphen(c) || is_apostrophe(c));
        if !joins || !next.next().is_some_and(is_letter) {
            return end;
        }
        end = text.len() - next.as_str().len();
    }
}

/// The end of a number with grouped digits, such as `244.318`, that `text` begins with.
fn number_end(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    if !(1..=3).contains(&end) {
        return None;
    }
    let mut found = None;
    while let Some(sign) = text[end..].chars().next().filter(|c| is_group_sign(*c)) {
        let group = end + sign.len_utf8();
        if digits(&text[group..]) < 3 {
            break;
        }
        end = group + 3;
        let next = text[end..].chars().next();
        if !next.is_some_and(char::is_alphanumeric) {
            found = Some(end);
        }
        if next.is_some_and(|c| c.is_ascii_digit()) {
            break;
        }
    }
    found
}

/// Appends `c` in the form that typed letters are compared in.
fn push_plain(folded: &mut String, c: char) {
    match c {
        'ı' => folded.push('i'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'đ' | 'ð' => folded.push('d'),
        'ł' => folded.push('l'),
        'ς' => folded.push('σ'),
        // The dot that remains of a small `İ`.
        '\u{307}' => {}
        _ => folded.push(c),
    }
}

/// `ae`, `oe`, `ue` as `a`, `o`, `u`, unless the letter belongs to what stands
/// before it, as in `neue`, `Bauer`, `Quelle`.
fn without_digraphs(folded: &str) -> String {
    let mut plain = String::with_capacity(folded.len());
    let mut before = ' ';
    let mut letters = folded.chars().peekable();
    while let Some(c) = letters.next() {
        plain.push(c);
        let digraph = matches!(c, 'a' | 'o' | 'u') && letters.peek() == Some(&'e');
        if digraph && before != 'q' && !is_vowel(before) {
            letters.next();
        }
        before = c;
    }
    plain
}

fn is_letter(c: char) -> bool {
    // Most letters and all that ends a word are ASCII, which no table needs to be asked about.
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c)
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Soft hyphens and joiners: they may stand inside a word and mean nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn is_group_sign(c: char) -> bool {
    matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn analyzer(lang: &str) -> Analyzer {
        Analyzer::new(&Lang::new(lang).expect("a valid tag"))
    }

    /// What becomes of each word of `text`: form, folded form, stem.
    fn analysis(analyzer: &Analyzer, text: &str) -> Value {
        let forms = runs(text).flat_map(|run| analyzer.forms(run));
        let analysed = forms.map(|form| {
            let folded = analyzer.fold(&form);
            json!([form, folded, analyzer.stem(&folded)])
        });
        analysed.collect()
    }

    fn stems(lang: &str, words: &str) -> Vec<String> {
        let analyzer = analyzer(lang);
        runs(words).flat_map(|run| analyzer.forms(run)).map(|form| analyzer.stem(&analyzer.fold(&form))).collect()
    }

    fn all_one(lang: &str, words: &str) {
        let stems = stems(lang, words);
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{words}: {stems:?}");
    }

    #[test]
    fn vectors_shared_with_the_script_hold() {
        for (lang, vectors) in [
            ("tr", include_str!("../../tests/search/tr.json")),
            ("en", include_str!("../../tests/search/en.json")),
            ("de", include_str!("../../tests/search/de.json")),
        ] {
            let vectors: Value = serde_json::from_str(vectors).expect("vectors are JSON");
            let analyzer = analyzer(lang);
            let rules = serde_json::to_value(analyzer.rules).expect("rules are plain values");
            assert_eq!(vectors["rules"], rules, "copy these to tests/search/{lang}.json: {rules}");
            for (text, expected) in vectors["texts"].as_object().expect("texts are an object") {
                assert_eq!(*expected, analysis(&analyzer, text), "{lang}: {text}");
            }
        }
    }

    #[test]
    fn generated_words_shared_with_the_script_hold() {
        for (lang, words) in [
            ("tr", include_str!("../../tests/search/generated.tr.txt")),
            ("de", include_str!("../../tests/search/generated.de.txt")),
        ] {
            let analyzer = analyzer(lang);
            for line in words.lines() {
                let (word, _) = line.split_once(' ').expect("a word stands before its analysis");
                let forms = runs(word).flat_map(|run| analyzer.forms(run)).map(|form| analyzer.fold(&form));
                let found: Vec<String> =
                    forms.map(|folded| format!("{word} {folded} {}", analyzer.stem(&folded))).collect();
                assert_eq!(found, [line], "{lang}");
            }
        }
    }

    #[test]
    fn turkish_i_folds_with_and_without_dot() {
        let turkish = analyzer("tr");
        for word in ["IĞDIR", "Iğdır", "ığdır", "igdir", "İĞDİR"] {
            assert_eq!(turkish.fold(&turkish.lower(word)), "igdir");
        }
        assert_eq!(turkish.lower("IŞIK İLE"), "ışık ile");
        assert_eq!(analyzer("en").lower("ISPARTA"), "isparta");
    }

    #[test]
    fn german_letters_fold_however_they_are_typed() {
        let german = analyzer("de");
        for (word, folded) in [("Müll", "mull"), ("Muell", "mull"), ("Straße", "strasse"), ("STRASSE", "strasse")] {
            assert_eq!(german.fold(&german.lower(word)), folded);
        }
        for kept in ["neue", "bauer", "quelle", "steuer"] {
            assert_eq!(german.fold(kept), kept);
        }
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        all_one("tr", "hizmet hizmetleri hizmetlerinden hizmetin");
        all_one("tr", "kitap kitabı kitaplar kitapta");
        all_one("tr", "şehir şehri şehirler sehrin");
        all_one("tr", "derneği dernek derneklerden");
        all_one("tr", "su suyu suyun sular");
        all_one("tr", "anlamak anlamakta anlamıyor anlamıyorum");
        all_one("de", "Spielplatz Spielplätze Spielplätzen");
        all_one("de", "Beratung Beratungen beraten Berater Beraterinnen");
        all_one("en", "party parties");
        all_one("en", "vote votes voted voting");
        all_one("en", "child children");
    }

    #[test]
    fn an_apostrophe_ends_the_word_before_an_ending() {
        let forms = |lang, run| analyzer(lang).forms(run);
        assert_eq!(forms("tr", "İstanbul’daki"), ["istanbul"]);
        assert_eq!(forms("tr", "Kur'an"), ["kur", "kuran"]);
        assert_eq!(forms("en", "residents'"), ["residents"]);
        assert_eq!(forms("en", "O'Brien"), ["brien", "obrien"]);
    }

    #[test]
    fn hyphens_make_parts_and_a_whole() {
        assert_eq!(analyzer("en").forms("e-mail"), ["e", "mail", "email"]);
        assert_eq!(analyzer("de").forms("Integra\u{ad}tion"), ["integration"]);
    }

    #[test]
    fn runs_hold_grouped_digits_together() {
        let found: Vec<&str> = runs("COM(2005) 389: 244.318,00 €, 26.08.2008, 1.234.5678").collect();
        assert_eq!(found, ["COM", "2005", "389", "244.318", "00", "26", "08", "2008", "1.234", "5678"]);
        assert_eq!(analyzer("tr").forms("244.318"), ["244318"]);
    }
}
