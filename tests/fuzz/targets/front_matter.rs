//! The front matter of a page of every kind, and every data file of a site.

#![no_main]

use std::sync::LazyLock;

use kopru::parse::parse;
use kopru::path::VPath;
use kopru::pipeline::{EditionChoice, Memo, Options, build};
use kopru::schema::pages::Kind;
use kopru::snapshot::{File, Snapshot};
use libfuzzer_sys::fuzz_target;

/// Templates and words are read once.
static MEMO: LazyLock<Memo> = LazyLock::new(Memo::default);

fuzz_target!(|yaml: &str| {
    let page = format!("---\n{yaml}\n---\n## Metin\n");
    for kind in Kind::ALL {
        let checked = parse(&VPath::fixed("content/tr/a.md"), page.as_bytes(), kind);
        for problem in checked.problems {
            let (start, end) = (problem.span.start as usize, problem.span.end as usize);
            assert!(page.is_char_boundary(start) && page.is_char_boundary(end), "{problem:?}");
        }
    }
    let settings = "title: A\nbase_url: https://example.org\nlanguages: [tr, de]\n";
    let files = [
        ("content/site.yaml", settings),
        ("content/nav.yaml", yaml),
        ("content/data/glossary.yaml", yaml),
        ("content/data/organisations.yaml", yaml),
        ("content/data/vocabulary.yaml", yaml),
        ("content/data/timeline.yaml", yaml),
        ("content/tr/a.md", &page),
    ];
    let file = |(path, text): (&'static str, &str)| (VPath::fixed(path), File::new(text.as_bytes()));
    let options = Options { editions: EditionChoice::None, ..Options::default() };
    build(&Snapshot::new(files.map(file)), &options, &MEMO);
    build(&Snapshot::new([("content/site.yaml", yaml)].map(file)), &options, &MEMO);
});
