//! Building again with what earlier builds left in the memo gives what a first build gives.

use std::sync::Mutex;

use kopru::artifact::Artifact;
use kopru::path::VPath;
use kopru::pipeline::{Build, Memo, Options, SearchChoice, build, find, stream};
use kopru::snapshot::{File, Snapshot};

use crate::{snapshot, without_print};

const SITE: &str = "title: Site\nbase_url: https://example.org\nlanguages: [tr, de]\n";

fn site() -> Snapshot {
    snapshot([
        ("content/site.yaml", SITE),
        ("content/tr/a/index.md", "---\ntitle: A\n---\n## Bir\n\n[b](b.md#iki)\n"),
        ("content/tr/a/b.md", "---\ntitle: B\n---\nİlk paragraf.\n\n## İki\n\n[yok](yok.md)\n"),
        ("content/de/a/b.md", "---\ntitle: B\n---\nErster Absatz.\n\n## Zwei\n"),
        ("content/tr/c.md", "---\ntitle: C\n---\n![x](/media/x.svg)\n\n:::include{page=a/b}\n:::\n"),
        ("content/media/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>"),
    ])
}

/// One change after the other; each shows on other pages than the one that is changed.
const CHANGES: &[(&str, Option<&str>)] = &[
    ("content/tr/a/b.md", Some("---\ntitle: B\n---\nİlk paragraf.\n\nYeni satır.\n\n## İki\n\n[yok](yok.md)\n")),
    ("content/tr/a/b.md", Some("---\ntitle: B2\n---\nİlk paragraf.\n\n## İki\n\n[yok](yok.md)\n")),
    ("content/tr/a/b.md", Some("---\ntitle: B2\n---\nBaşka.\n\n## Üç\n")),
    ("content/de/a/b.md", None),
    ("content/nav.yaml", Some("- c\n- a\n")),
    ("content/media/x.svg", Some("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")),
    ("content/media/x.svg", None),
    ("content/tr/d.md", Some("---\ntitle: D\ndraft: true\n---\n")),
    ("content/tr/d.md", Some("---\ntitle: D\n---\n[c](c.md)\n")),
    ("content/site.yaml", Some("title: Başka\nbase_url: https://example.com/x\nlanguages: [tr, de]\n")),
    ("content/site.yaml", Some("title: Başka\nbase_url: https://example.com/x\nlanguages: [tr, de, en]\n")),
    ("themes/default/html/components/footer.html", Some("<footer>son</footer>")),
    ("locales/tr/ui.ftl", Some("skip-to-content = İçeriğe git\n")),
    ("content/tr/a/index.md", None),
    ("content/data/glossary.yaml", Some("terms:\n  x:\n    term: {tr: X}\n")),
];

fn changed(site: &mut Snapshot, (path, text): &(&str, Option<&str>)) {
    let path = VPath::new(path).unwrap();
    match text {
        Some(text) => site.insert(path, File::new(text.as_bytes())),
        None => site.remove(&path),
    }
}

fn assert_same(warm: &Build, cold: &Build, what: &str) {
    assert_eq!(warm.problems, cold.problems, "after {what}");
    let names = |build: &Build| build.artifacts.iter().map(|file| file.path.to_string()).collect::<Vec<_>>();
    assert_eq!(names(warm), names(cold), "after {what}");
    for (one, other) in warm.artifacts.iter().zip(&cold.artifacts) {
        assert!(one == other, "{} differs after {what}", one.path);
    }
}

#[test]
fn a_build_after_any_change_equals_a_first_one() {
    let (mut site, memo) = (site(), Memo::default());
    build(&site, &without_print(), &memo);
    for change in CHANGES {
        changed(&mut site, change);
        let cold = build(&site, &without_print(), &Memo::default());
        assert_same(&build(&site, &without_print(), &memo), &cold, change.0);
        // What the build for this change has left is right as well.
        assert_same(&build(&site, &without_print(), &memo), &cold, change.0);
    }
}

#[test]
fn options_are_part_of_what_a_page_is_made_from() {
    let (site, memo) = (site(), Memo::default());
    let with = |options: Options| {
        let cold = build(&site, &options, &Memo::default());
        assert_same(&build(&site, &options, &memo), &cold, &format!("{options:?}"));
    };
    with(without_print());
    with(Options { base_url: Some("https://example.net".to_string()), ..without_print() });
    with(Options { links: kopru::path::LinkStyle::File, ..without_print() });
    with(Options { not_found_base: Some("http://127.0.0.1:1".to_string()), ..without_print() });
    with(Options { drafts: true, ..without_print() });
}

#[test]
fn an_earlier_search_index_is_whole_and_is_followed_by_a_new_one() {
    let (mut site, memo) = (site(), Memo::default());
    let earlier = Options { search: SearchChoice::Earlier, ..without_print() };
    let index = |build: &Build| {
        let files = build.artifacts.iter().filter(|file| file.path.as_str().contains("search/"));
        files.cloned().collect::<Vec<_>>()
    };
    let first = build(&site, &earlier, &memo);
    assert_same(&first, &build(&site, &without_print(), &Memo::default()), "nothing");
    changed(&mut site, &CHANGES[2]);
    let second = build(&site, &earlier, &memo);
    assert_eq!(index(&second), index(&first));
    find(&site, &earlier, &memo);
    let third = build(&site, &earlier, &memo);
    assert_same(&third, &build(&site, &without_print(), &Memo::default()), "the index was made");
    assert_ne!(index(&third), index(&first));
}

#[test]
fn files_that_are_given_away_at_once_are_those_of_the_build() {
    for precompress in [false, true] {
        let options = Options { precompress, ..without_print() };
        let whole = build(&site(), &options, &Memo::default());
        for memo in [Memo::default(), Memo::default().for_single_build()] {
            let taken: Mutex<Vec<Artifact>> = Mutex::default();
            let rest = stream(&site(), &options, &memo, &|file| taken.lock().unwrap().push(file));
            let mut taken = taken.into_inner().unwrap();
            taken.sort_by(|a, b| a.path.cmp(&b.path));
            assert!(taken == whole.artifacts && rest.artifacts.is_empty());
            assert_eq!((rest.files, rest.problems), (whole.artifacts.len(), whole.problems.clone()));
        }
        let copies = whole.artifacts.iter().filter(|file| ["gz", "br"].contains(&file.path.extension())).count();
        assert_eq!(copies > 0, precompress);
    }
}
