//! What a merge, an editor or a translation tool may have left: sync files, XLIFF and PO.

#![no_main]

use std::sync::LazyLock;

use kopru::path::VPath;
use kopru::pipeline::{EditionChoice, Memo, Options, build};
use kopru::snapshot::{File, Snapshot};
use kopru::translate::{po, sync, xliff};
use libfuzzer_sys::fuzz_target;

const SETTINGS: &str = "title: A\nbase_url: https://example.org\nlanguages: [tr, de]\n";
const PAGE: &str = "---\ntitle: A\n---\n## Bir {#one}\n\n18 Mayıs 2021, %60.\n\n- [a](a.md)\n- **b**\n";

/// Templates and words are read once.
static MEMO: LazyLock<Memo> = LazyLock::new(Memo::default);

fuzz_target!(|text: &str| {
    let file = VPath::fixed("content/sync/de/a.yaml");
    let found = sync::read(&file, text.as_bytes());
    // What could be read is written whole, and is read again without complaint.
    let written = sync::write(&found.value);
    let again = sync::read(&file, written.as_bytes());
    assert!(again.problems.is_empty(), "{written}");
    assert_eq!(again.value, found.value);

    for read in [xliff::read, po::read] {
        for problem in read(&VPath::fixed("back"), text).problems {
            assert!(text.is_char_boundary(problem.span.start as usize), "{problem:?}");
        }
    }

    let files = [
        ("content/site.yaml", SETTINGS),
        ("content/tr/a.md", PAGE),
        ("content/de/a.md", PAGE),
        ("content/sync/de/a.yaml", text),
    ];
    let file = |(path, text): (&'static str, &str)| (VPath::fixed(path), File::new(text.as_bytes()));
    let options = Options { editions: EditionChoice::None, across_languages: true, ..Options::default() };
    build(&Snapshot::new(files.map(file)), &options, &MEMO);
});
