//! Written links, media and slugs: where they lead and how they are spelled.

#![no_main]

use std::sync::LazyLock;

use kopru::path::{LinkStyle, Url, VPath};
use kopru::pipeline::{EditionChoice, Memo, Options, build};
use kopru::snapshot::{File, Snapshot};
use libfuzzer_sys::fuzz_target;

/// Templates and words are read once.
static MEMO: LazyLock<Memo> = LazyLock::new(Memo::default);

fuzz_target!(|written: &str| {
    if let Some(path) = VPath::new(written) {
        assert!(!path.as_str().split('/').any(|part| matches!(part, "" | "." | "..")), "{path}");
    }
    if let Some(sibling) = VPath::fixed("content/tr/a.md").sibling(written) {
        assert!(!sibling.as_str().split('/').any(|part| part == ".."), "{sibling}");
    }
    Url::new("tr/a/").relative(&Url::new("tr/b/c/"), LinkStyle::File);
    let text =
        format!("---\ntitle: A\nslug: {written:?}\naliases: [{written:?}]\n---\n[a](<{written}>) ![b](<{written}>)\n");
    let settings = "title: A\nbase_url: https://example.org\nlanguages: [tr]\n";
    let files = [("content/site.yaml", settings), ("content/tr/a.md", text.as_str())];
    let file = |(path, text): (&'static str, &str)| (VPath::fixed(path), File::new(text.as_bytes()));
    let options = Options { editions: EditionChoice::None, ..Options::default() };
    let built = build(&Snapshot::new(files.map(file)), &options, &MEMO);
    for artifact in &built.artifacts {
        assert!(!artifact.path.as_str().split('/').any(|part| part == ".."), "{}", artifact.path);
    }
});
