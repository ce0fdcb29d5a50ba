//! The text of a page through every writer that needs no typesetter.

#![no_main]

use kopru::path::VPath;
use kopru::pipeline::{EditionChoice, Memo, Options, build};
use kopru::snapshot::{File, Snapshot};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let settings = "title: A\nbase_url: https://example.org\nlanguages: [tr, de]\n";
    let translation = format!("---\ntitle: A\n---\n{text}");
    let files = [("content/site.yaml", settings), ("content/tr/a.md", text), ("content/de/a.md", &translation)];
    let file = |(path, text): (&'static str, &str)| (VPath::fixed(path), File::new(text.as_bytes()));
    let options = Options { editions: EditionChoice::None, ..Options::default() };
    let built = build(&Snapshot::new(files.map(file)), &options, &Memo::default());
    for artifact in built.artifacts.iter().filter(|artifact| artifact.path.extension() == "html") {
        let html = std::str::from_utf8(&artifact.bytes).expect("pages are text");
        assert!(html.split("<script").skip(1).all(|rest| rest.starts_with(" src=\"")), "{html}");
        assert!(!html.contains("href=\"javascript:"), "{html}");
    }
});
