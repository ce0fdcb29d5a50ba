//! The text of a page through every writer that needs no typesetter: pages, search, e-books, translation.

#![no_main]

use std::sync::LazyLock;

use kopru::path::VPath;
use kopru::pipeline::{Memo, Options, build};
use kopru::snapshot::{File, Snapshot};
use libfuzzer_sys::fuzz_target;

/// Templates and words are read once.
static MEMO: LazyLock<Memo> = LazyLock::new(Memo::default);

fuzz_target!(|text: &str| {
    let settings = "title: A\nbase_url: https://example.org\nlanguages: [tr, de]\nprint:\n  book: {title: A}\n";
    let translation = format!("---\ntitle: A\n---\n{text}");
    let files = [("content/site.yaml", settings), ("content/tr/a.md", text), ("content/de/a.md", &translation)];
    let file = |(path, text): (&'static str, &str)| (VPath::fixed(path), File::new(text.as_bytes()));
    let options = Options { across_languages: true, ..Options::default() };
    let built = build(&Snapshot::new(files.map(file)), &options, &MEMO);
    for artifact in built.artifacts.iter().filter(|artifact| artifact.path.extension() == "html") {
        let html = std::str::from_utf8(&artifact.bytes).expect("pages are text");
        let known =
            |rest: &str| [" src=\"", " type=\"application/ld+json\">"].iter().any(|kind| rest.starts_with(kind));
        assert!(html.split("<script").skip(1).all(known), "{html}");
        assert!(!html.contains("href=\"javascript:"), "{html}");
    }
});
