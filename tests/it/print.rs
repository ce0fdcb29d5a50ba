//! Print editions of whole sites in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use kopru::memo::{Hash, Store};
use kopru::pipeline::{Build, Memo, Options, build};
use kopru::snapshot::Snapshot;

use crate::{shown, snapshot};

const SETTINGS: &str = "title: {tr: Elkitabı, en: Handbook}
base_url: https://example.org
languages: [tr, en]
editions:
  book:
    title: {tr: Kitap, en: Book}
    pages: [a, b]
    max_pages: {tr: 2, en: 40}
";

fn built(files: &[(&str, &str)]) -> (Build, String) {
    let files = [("content/site.yaml", SETTINGS)].into_iter().chain(files.iter().copied());
    let snapshot = snapshot(files);
    let build = build(&snapshot, &Options::default(), &Memo::default());
    let problems = build.problems.iter().map(|problem| shown(&snapshot, problem)).collect();
    (build, problems)
}

fn small_book() -> (Build, String) {
    built(&[
        ("content/tr/a.md", "# Bir\n\nMetin.\n"),
        ("content/tr/b.md", "# İki\n\nMetin.\n"),
        ("content/en/a.md", "# One\n\nText.\n"),
        ("content/en/b.md", "# Two\n\nText.\n"),
    ])
}

fn file<'a>(build: &'a Build, path: &str) -> &'a [u8] {
    let artifact = build.artifacts.iter().find(|artifact| artifact.path.as_str() == path);
    &artifact.unwrap_or_else(|| panic!("no {path}: {:#?}", build.problems)).bytes
}

#[test]
fn every_edition_comes_with_its_booklet_and_both_are_offered() {
    let (build, _) = small_book();
    for lang in ["tr", "en"] {
        assert!(file(&build, &format!("{lang}/print/book.pdf")).starts_with(b"%PDF-1.7"));
        assert!(file(&build, &format!("{lang}/print/book-booklet.pdf")).starts_with(b"%PDF-1.7"));
    }
    let home = std::str::from_utf8(file(&build, "tr/index.html")).unwrap();
    for link in ["\"print/book.pdf\"", "\"print/book-booklet.pdf\"", "Baskı için kitapçık: Kitap"] {
        assert!(home.contains(link), "{link} is missing in {home}");
    }
}

#[test]
fn a_book_that_is_too_long_says_by_how_many_pages() {
    let (build, problems) = small_book();
    assert!(build.is_good());
    assert_eq!(
        problems,
        "content/site.yaml:8:21 warning edition-too-long: the edition `book` in `tr` has 6 pages, 4 more than its 2\n    \
         shorten its text, take pages out of it, or raise `max_pages`\n"
    );
}

#[test]
fn a_mistake_in_any_template_of_the_site_is_told_with_its_line() {
    for name in ["main", "words", "style", "front", "chapter", "blocks", "back"] {
        let path = format!("themes/default/print/{name}.typ");
        let text = std::fs::read_to_string(crate::repository(&path)).unwrap();
        let (build, problems) = built(&[
            ("content/tr/a.md", "# Bir\n"),
            ("content/tr/b.md", "# İki\n"),
            (&path, &format!("{text}#nothing\n")),
        ]);
        assert!(!build.is_good());
        let place = format!(
            "{path}:{}:2 error print-template: the book cannot be typeset: unknown variable: nothing",
            text.lines().count() + 1
        );
        assert!(problems.contains(&place), "{place} is not in {problems}");
    }
}

#[test]
fn a_site_replaces_a_part_of_the_print_theme() {
    let pages = [("content/tr/a.md", "# Bir\n"), ("content/tr/b.md", "# İki\n")];
    let usual = built(&pages).1;
    // Two more leaves at the end.
    let back = ("themes/default/print/back.typ", "#let index() = { pagebreak(); [ ]; pagebreak(); [ ] }\n");
    let (build, changed) = built(&[pages[0], pages[1], back]);
    assert!(build.is_good(), "{changed}");
    assert!(usual.contains("in `tr` has 6 pages") && changed.contains("in `tr` has 8 pages"), "{usual}{changed}");
}

/// A store in memory that says which books were put in.
#[derive(Clone, Default)]
struct Shelf {
    books: Arc<Mutex<BTreeMap<Hash, Vec<u8>>>>,
}

impl Shelf {
    fn typeset(&self) -> usize {
        let is_book = |bytes: &&Vec<u8>| bytes.windows(5).any(|window| window == b"%PDF-");
        self.books.lock().unwrap().values().filter(is_book).count()
    }

    fn damage(&self) {
        self.books.lock().unwrap().values_mut().for_each(|bytes| bytes.truncate(40));
    }
}

impl Store for Shelf {
    fn load(&self, key: Hash) -> Option<Vec<u8>> {
        self.books.lock().unwrap().get(&key).cloned()
    }

    fn save(&self, key: Hash, bytes: &[u8]) {
        self.books.lock().unwrap().insert(key, bytes.to_vec());
    }
}

/// Two books of a page each, in one language.
fn two_books(second: &str) -> Snapshot {
    let settings = "title: Kitaplık\nbase_url: https://example.org\nlanguages: [tr]\neditions:\n  \
                    first: {title: Bir, pages: [a]}\n  second: {title: İki, pages: [b]}\n";
    let first = ("content/tr/a.md", "# Bir\n\nMetin ve [öbürü](b.md).\n");
    snapshot([("content/site.yaml", settings), first, ("content/tr/b.md", second)])
}

#[test]
fn a_change_typesets_the_books_that_hold_the_page_also_in_a_later_run() {
    let shelf = Shelf::default();
    // Each run has a memo of its own, as another process would.
    let run = |text: &str| build(&two_books(text), &Options::default(), &Memo::with_store(Box::new(shelf.clone())));
    let cold = run("# İki\n\nMetin.\n");
    assert_eq!(shelf.typeset(), 2);
    assert!(run("# İki\n\nMetin.\n").artifacts == cold.artifacts);
    assert_eq!(shelf.typeset(), 2, "nothing has changed");
    let changed = run("# İki\n\nBaşka metin.\n");
    assert_eq!(shelf.typeset(), 3, "one book has");
    assert!(file(&changed, "tr/print/first.pdf") == file(&cold, "tr/print/first.pdf"));
    assert!(file(&changed, "tr/print/second.pdf") != file(&cold, "tr/print/second.pdf"));
    shelf.damage();
    assert!(run("# İki\n\nMetin.\n").artifacts == cold.artifacts, "what is damaged is made anew");
}
