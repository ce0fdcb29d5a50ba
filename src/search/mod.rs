//! The search index: what stands in it, and its files.
//!
//! In come the pages of one language as plain text, out come scripts that the
//! browser loads piece by piece: a manifest, chunks of words with their
//! postings, chunks of word ends (for words typed wrong at their beginning and
//! for the second half of compounds), and the texts that results show. Finding
//! and ranking are the browser's part and exist only there, in
//! `themes/default/js/search*.js`.
//!
//! Nothing here may depend on a locale, on the order of a hash map or on the
//! number of threads.

mod chunks;
mod compounds;
mod postings;
mod record;
mod synonyms;
mod texts;
mod vocabulary;

pub use record::record;

use std::collections::{BTreeSet, HashSet};

use crate::artifact::Artifact;
use crate::lang::Lang;
use crate::path::VPath;
use crate::words::analyze::{Analyzer, runs};
use crate::words::rules;
use chunks::{Chunk, Entry};
use compounds::Compounds;
use postings::Postings;
use synonyms::Synonyms;
use texts::Placed;
use vocabulary::{FormId, Vocabulary};

/// One page as search sees it. Text is plain, without markup.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Page {
    /// From the site's root, such as `tr/elkitabi/ihtiyac-analizi/`.
    pub url: String,
    pub title: String,
    /// Titles of the pages above, outermost first.
    pub breadcrumbs: Vec<String>,
    /// The page's kind, such as `chapter`, for filters.
    pub kind: String,
    pub topics: Vec<String>,
    /// Words that should find the page although they do not stand in it.
    pub synonyms: Vec<String>,
    /// 1 for an ordinary page.
    pub boost: f64,
    /// In the order of the page; the first has no anchor and holds what stands above the first heading.
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Section {
    pub anchor: Option<String>,
    pub heading: String,
    pub text: String,
}

/// The words of a language that search treats apart.
pub struct Words<'a> {
    pub stop_words: &'a str,
    /// Groups of words that mean the same, from the glossary.
    pub synonyms: &'a [Vec<String>],
}

/// File names of texts change together in groups, of which there are this many at most.
const TEXT_GROUPS: usize = 128;
/// Files that are given away at a time, so that they can be written side by side.
const TOGETHER: usize = 256;
/// Letters that a word end must have to be listed.
const LISTED_END: usize = 4;

/// Gives away the index of one language, below `search/<lang>/`, some files at a time:
/// together they are larger than the pages.
pub fn index(lang: &Lang, mut pages: Vec<&Page>, words: &Words<'_>, give: &mut dyn FnMut(Vec<Artifact>)) {
    let analyzer = Analyzer::new(lang);
    let stop_words = stop_words(&analyzer, words.stop_words);
    let mut vocabulary = Vocabulary::new(&analyzer);
    // Parts are numbered by address, so that equal scores stand in that order.
    pages.sort_by(|a, b| a.url.cmp(&b.url));
    let placed = texts::place(&pages);
    let folded_stop_words = stop_words.iter().map(|word| analyzer.fold(word)).collect();
    let (postings, heads) = collect(&mut vocabulary, &placed, words, &folded_stop_words);

    let mut files = Files { lang, waiting: Vec::new(), give };
    let texts = files.texts(&placed);
    drop(placed);
    let ends = end_entries(&vocabulary, &postings, &heads);
    let mut entries = word_entries(vocabulary, postings);
    chunks::take_long(&mut entries, |number, list| files.script("list", number, list));
    let size = chunk_size(&entries);
    let manifest = Manifest {
        pages: pages.len(),
        rules: analyzer.rules,
        stop: stop_words.into_iter().collect::<Vec<_>>().join(" "),
        words: files.chunks("words", chunks::cut(&entries, size)),
        ends: files.chunks("ends", chunks::cut(&ends, size)),
        texts,
    };
    files.push("index.js", chunks::script(&format!("{lang}/index"), &manifest));
    files.give_waiting();
}

/// What the browser reads first.
#[derive(serde::Serialize)]
struct Manifest {
    pages: usize,
    rules: &'static rules::Rules,
    /// Stop words between spaces.
    stop: String,
    words: ChunkList,
    ends: ChunkList,
    texts: TextList,
}

/// The chunks of one kind, in order.
#[derive(serde::Serialize)]
struct ChunkList {
    starts: String,
    /// The marks of all file names in a row.
    marks: String,
}

#[derive(serde::Serialize)]
struct TextList {
    /// Files that share a mark.
    group: usize,
    marks: String,
    /// Files that begin with a further piece of the page before, as distances.
    continued: String,
}

/// The stop words of a list with one word a line and `#` before comments.
fn stop_words(analyzer: &Analyzer, list: &str) -> BTreeSet<String> {
    let lines = list.lines().map(|line| line.split('#').next().unwrap_or(""));
    lines.flat_map(runs).flat_map(|run| analyzer.forms(run)).collect()
}

/// Every form with its postings, compounds and synonyms included, and the unknown heads of compounds.
fn collect(
    vocabulary: &mut Vocabulary<'_>,
    placed: &[Placed<'_>],
    words: &Words<'_>,
    stop_words: &HashSet<String>,
) -> (Postings, Vec<String>) {
    let synonyms = Synonyms::new(vocabulary, words.synonyms);
    let mut postings = Postings::new();
    for placed in placed {
        postings::add(&mut postings, vocabulary, &synonyms, placed);
        postings::add_title(&mut postings, vocabulary, stop_words, placed);
    }
    postings.resize_with(vocabulary.len(), Vec::new);
    let Compounds { spreads, heads } = compounds::compounds(vocabulary, &postings, stop_words);
    postings::spread(&mut postings, &spreads);
    postings.iter_mut().for_each(postings::tidy);
    for group in groups(vocabulary) {
        postings::keep_heaviest(&mut postings, &group, postings::MOST);
    }
    (postings, heads)
}

/// The forms of each stem.
fn groups(vocabulary: &Vocabulary<'_>) -> Vec<Vec<FormId>> {
    let mut sorted: Vec<FormId> = (0..vocabulary.len() as FormId).collect();
    let stem = |form: &FormId| &vocabulary.forms[*form as usize].stem;
    sorted.sort_by(|a, b| stem(a).cmp(stem(b)));
    sorted.chunk_by(|a, b| stem(a) == stem(b)).map(<[FormId]>::to_vec).collect()
}

/// All forms with postings, sorted by stem so that inflected forms stand together.
fn word_entries(vocabulary: Vocabulary<'_>, postings: Postings) -> Vec<Entry> {
    let used = vocabulary.forms.into_iter().zip(postings).filter(|(_, list)| !list.is_empty());
    let entry = |(form, list): (vocabulary::Form, Vec<postings::Posting>)| Entry {
        key: form.stem,
        word: form.text,
        postings: chunks::encode(&list),
    };
    let mut entries: Vec<Entry> = used.map(entry).collect();
    entries.sort_unstable_by(|a, b| (&a.key, &a.word).cmp(&(&b.key, &b.word)));
    entries
}

/// All stems and heads of compounds, written backwards.
fn end_entries(vocabulary: &Vocabulary<'_>, postings: &Postings, heads: &[String]) -> Vec<Entry> {
    let used = vocabulary.forms.iter().zip(postings).filter(|(_, list)| !list.is_empty());
    let all = used.map(|(form, _)| &form.stem).chain(heads);
    let long = all.filter(|stem| stem.chars().count() >= LISTED_END);
    let words = long.filter(|stem| !stem.contains(|c: char| c.is_ascii_digit()));
    let mut backwards: Vec<String> = words.map(|stem| stem.chars().rev().collect()).collect();
    backwards.sort_unstable();
    backwards.dedup();
    let entry = |word: String| Entry { key: word.clone(), word, postings: String::new() };
    backwards.into_iter().map(entry).collect()
}

/// Bytes of a chunk: with the size of the index grow both the chunks that a
/// question loads and the manifest that lists them, so neither may lead.
fn chunk_size(entries: &[Entry]) -> usize {
    let total: usize = entries.iter().map(|entry| entry.word.len() / 2 + entry.postings.len() + 3).sum();
    ((total as f64 * 12.0).sqrt() as usize).clamp(2_500, 16_000)
}

/// The files on their way.
struct Files<'a> {
    lang: &'a Lang,
    waiting: Vec<Artifact>,
    give: &'a mut dyn FnMut(Vec<Artifact>),
}

impl Files<'_> {
    fn push(&mut self, name: &str, bytes: Vec<u8>) {
        let path = VPath::new(&format!("search/{}/{name}", self.lang)).expect("names are plain");
        self.waiting.push(Artifact::new(path, bytes));
        if self.waiting.len() == TOGETHER {
            self.give_waiting();
        }
    }

    fn give_waiting(&mut self) {
        (self.give)(std::mem::take(&mut self.waiting));
    }

    /// Writes a script with a mark in its name, and returns the mark.
    fn script(&mut self, kind: &str, number: usize, data: &impl serde::Serialize) -> String {
        let bytes = chunks::script(&format!("{}/{kind}-{number}", self.lang), data);
        let mark = chunks::mark(&bytes);
        self.push(&format!("{kind}-{number}-{mark}.js"), bytes);
        mark
    }

    fn chunks(&mut self, kind: &str, chunks: Vec<Chunk>) -> ChunkList {
        let mut list = ChunkList { starts: String::new(), marks: String::new() };
        for (number, chunk) in chunks.into_iter().enumerate() {
            let mark = self.script(kind, number, &chunk.text);
            list.starts.push_str(if number == 0 { "" } else { " " });
            list.starts.push_str(&chunk.start);
            list.marks.push_str(&mark);
        }
        list
    }

    fn texts(&mut self, placed: &[Placed<'_>]) -> TextList {
        let file_of = |placed: &Placed<'_>| placed.number / texts::PER_FILE;
        let files: Vec<_> = placed.chunk_by(|a, b| file_of(a) == file_of(b)).collect();
        let group = files.len().div_ceil(TEXT_GROUPS).max(1);
        let mut marks = String::new();
        for files in files.chunks(group) {
            let script = |parts: &&[Placed<'_>]| {
                let number = file_of(&parts[0]);
                (number, chunks::script(&format!("{}/texts-{number}", self.lang), &texts::shown(parts)))
            };
            let scripts: Vec<(usize, Vec<u8>)> = files.iter().map(script).collect();
            let mark = chunks::mark(&scripts.iter().flat_map(|(_, bytes)| bytes).copied().collect::<Vec<u8>>());
            for (number, bytes) in scripts {
                self.push(&format!("texts-{number}-{mark}.js"), bytes);
            }
            marks.push_str(&mark);
        }
        let continued = placed.iter().filter(|placed| placed.part.continues).map(file_of);
        TextList { group, marks, continued: chunks::encode_rising(continued) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(url: &str, title: &str, text: &str) -> Page {
        let section = Section { anchor: None, heading: String::new(), text: text.to_string() };
        Page {
            url: url.to_string(),
            title: title.to_string(),
            breadcrumbs: Vec::new(),
            kind: "page".to_string(),
            topics: Vec::new(),
            synonyms: Vec::new(),
            boost: 1.0,
            sections: vec![section],
        }
    }

    fn files(pages: &[Page]) -> Vec<(String, String)> {
        let lang = Lang::new("en").expect("a valid tag");
        let words = Words { stop_words: "the # an article\n", synonyms: &[] };
        let text = |artifact: Artifact| String::from_utf8(artifact.bytes.to_vec()).expect("scripts are text");
        let mut given = Vec::new();
        index(&lang, pages.iter().collect(), &words, &mut |files| given.extend(files));
        given.into_iter().map(|file| (file.path.to_string(), text(file))).collect()
    }

    #[test]
    fn the_order_of_the_pages_changes_nothing() {
        let pages = [page("en/b/", "Second", "two words"), page("en/a/", "First", "the word")];
        let turned = [pages[1].clone(), pages[0].clone()];
        assert_eq!(files(&pages), files(&turned));
    }

    #[test]
    fn a_change_of_text_changes_the_names_of_its_files() {
        let name = |text: &str| {
            let files = files(&[page("en/a/", "Page", text)]);
            files.into_iter().find(|(name, _)| name.contains("texts-0")).expect("there is a text").0
        };
        assert_ne!(name("one"), name("two"));
        assert_eq!(name("one"), name("one"));
    }

    #[test]
    fn marks_without_a_letter_leave_no_entry_that_is_empty() {
        let analyzer = Analyzer::new(&Lang::new("en").expect("a valid tag"));
        let mut vocabulary = Vocabulary::new(&analyzer);
        let found = runs("a \u{301} word, \u{37a}, \u{ff9e}").flat_map(|run| vocabulary.run(run).to_vec()).count();
        assert_eq!(found, 2);
        assert!(vocabulary.forms.iter().all(|form| !form.folded.is_empty() && !form.stem.contains(' ')));
    }

    #[test]
    fn a_language_without_pages_has_an_empty_index() {
        let files = files(&[]);
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].0, "search/en/index.js");
    }

    #[test]
    fn a_frequent_word_has_a_list_of_its_own() {
        let pages: Vec<Page> = (0..400).map(|n| page(&format!("en/{n}/"), "Page", "common")).collect();
        let names: Vec<String> = files(&pages).into_iter().map(|(name, _)| name).collect();
        assert!(names.iter().any(|name| name.starts_with("search/en/list-0-")), "{names:?}");
    }
}
