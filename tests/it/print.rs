//! Print editions of whole sites in memory.

use kopru::pipeline::{Build, Memo, Options, build};

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
