//! Translators who work on one page at the same time, merged as Git merges them.

use std::fs;
use std::process::Command;

use kopru::path::VPath;
use kopru::pipeline::Options;
use kopru::pipeline::translation::{translations, vouch};
use kopru::snapshot::{File, Snapshot};
use kopru::translate::{Counts, Vouching};

use crate::snapshot;

const SOURCE: &str =
    "---\ntitle: Kurs\n---\nBirinci bölüm 10 saattir.\n\nİkinci bölüm 20 saattir.\n\nÜçüncü bölüm 30 saattir.\n";
const TRANSLATION: &str = "---\ntitle: Der Kurs\n---\nDer erste Teil hat 10 Stunden.\n\nDer zweite Teil hat 20 Stunden.\n\nDer dritte Teil hat 30 Stunden.\n";
const PAGE: &str = "content/de/a.md";
const SYNC: &str = "content/sync/de/a.yaml";

fn put(site: &mut Snapshot, path: &str, text: &str) {
    site.insert(VPath::new(path).unwrap(), File::new(text.as_bytes()));
}

fn text(site: &Snapshot, path: &str) -> String {
    site.find(path).unwrap().1.text().unwrap().to_string()
}

fn write_sync(site: &mut Snapshot, vouching: Option<Vouching>) {
    for written in vouch(site, &Options::default(), &|_, lang| lang.as_str() == "de", vouching).value {
        put(site, written.path.as_str(), &written.text);
    }
}

fn counts(site: &Snapshot) -> Counts {
    let all = translations(site, &Options::default()).value;
    all.iter().find(|one| one.lang.as_str() == "de" && one.page == "a").unwrap().report.counts
}

/// An accepted page whose original has changed in two paragraphs, one below the other.
fn base() -> Snapshot {
    let mut site = snapshot([("content/tr/a.md", SOURCE), (PAGE, TRANSLATION)]);
    write_sync(&mut site, Some(Vouching::Accepted));
    put(&mut site, "content/tr/a.md", &SOURCE.replace("10 saat", "12 saat").replace("20 saat", "24 saat"));
    assert_eq!(counts(&site), Counts { ok: 2, stale: 2, ..Counts::default() });
    site
}

/// The site after somebody edited the translation and accepted it.
fn edited(from: &str, to: &str) -> Snapshot {
    let mut site = base();
    let page = text(&site, PAGE);
    assert!(page.contains(from));
    put(&mut site, PAGE, &page.replace(from, to));
    write_sync(&mut site, Some(Vouching::Accepted));
    site
}

/// What Git makes of one file of three sites, and in how many places it gives up.
fn merged(path: &str, [ours, base, theirs]: [&Snapshot; 3]) -> (String, i32) {
    let folder = tempfile::tempdir().unwrap();
    let names = [("ours", ours), ("base", base), ("theirs", theirs)].map(|(name, site)| {
        let file = folder.path().join(name);
        fs::write(&file, text(site, path)).unwrap();
        file
    });
    let output = Command::new("git").args(["merge-file", "-p"]).args(names).output().expect("git can be run");
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

/// The base with both edits, and the conflicts in its page and its sync file.
fn both(one: &Snapshot, other: &Snapshot) -> (Snapshot, [i32; 2]) {
    let mut site = base();
    let sides = [one, &base(), other];
    let conflicts = [PAGE, SYNC].map(|path| {
        let (merged, conflicts) = merged(path, sides);
        put(&mut site, path, &merged);
        conflicts
    });
    (site, conflicts)
}

#[test]
fn translators_of_different_paragraphs_do_not_meet_in_a_conflict() {
    let one = edited("10 Stunden", "12 Stunden");
    let other = edited("20 Stunden", "24 Stunden");
    let (site, conflicts) = both(&one, &other);
    assert_eq!(conflicts, [0, 0], "{}", text(&site, SYNC));
    assert_eq!(counts(&site), Counts { ok: 4, ..Counts::default() });
    let checked = translations(&site, &Options::default());
    assert_eq!(checked.problems, []);
}

#[test]
fn accepting_one_paragraph_says_nothing_of_the_one_that_waits() {
    let site = edited("10 Stunden", "12 Stunden");
    assert_eq!(counts(&site), Counts { ok: 3, stale: 1, ..Counts::default() });
    // Whoever accepts now can only mean the one that is out of date.
    let mut again = site.clone();
    write_sync(&mut again, Some(Vouching::Accepted));
    assert_eq!(counts(&again), Counts { ok: 4, ..Counts::default() });
    let mut at_once = base();
    put(&mut at_once, PAGE, &TRANSLATION.replace("10 Stunden", "12 Stunden"));
    write_sync(&mut at_once, Some(Vouching::AcceptedStale));
    assert_eq!(counts(&at_once), Counts { ok: 4, ..Counts::default() });
}

#[test]
fn a_conflict_over_one_paragraph_is_repaired_and_the_text_that_stands_decides() {
    let one = edited("Der erste Teil hat 10 Stunden", "Der erste Teil hat 12 Stunden");
    let other = edited("Der erste Teil hat 10 Stunden", "Teil eins umfasst 12 Stunden");
    let (mut site, conflicts) = both(&one, &other);
    assert_eq!(conflicts, [1, 1]);
    // The translators settle their page; nobody edits the sync file.
    put(&mut site, PAGE, &text(&other, PAGE));
    let told = translations(&site, &Options::default()).problems;
    assert_eq!(told.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["sync-broken"]);
    let before = counts(&site);
    assert_eq!(before, Counts { ok: 3, stale: 1, ..Counts::default() });
    write_sync(&mut site, None);
    let repaired = text(&site, SYNC);
    assert!(!repaired.contains("<<<<<<<") && !repaired.contains(">>>>>>>"), "{repaired}");
    assert_eq!((counts(&site), translations(&site, &Options::default()).problems), (before, Vec::new()));
}

#[test]
fn a_page_that_two_begin_at_once_keeps_the_work_of_both() {
    let mut start = snapshot([("content/tr/a.md", SOURCE), (PAGE, SOURCE)]);
    let begun = |from: &str, to: &str| {
        let mut site = start.clone();
        put(&mut site, PAGE, &SOURCE.replace(from, to));
        write_sync(&mut site, Some(Vouching::Accepted));
        site
    };
    let one = begun("Birinci bölüm 10 saattir", "Der erste Teil hat 10 Stunden");
    let other = begun("Üçüncü bölüm 30 saattir", "Der dritte Teil hat 30 Stunden");
    put(&mut start, SYNC, "");
    let (page, in_page) = merged(PAGE, [&one, &start, &other]);
    let (sync, in_sync) = merged(SYNC, [&one, &start, &other]);
    assert_eq!((in_page, in_sync > 0), (0, true), "both made the file");
    put(&mut start, PAGE, &page);
    put(&mut start, SYNC, &sync);
    write_sync(&mut start, None);
    assert_eq!(translations(&start, &Options::default()).problems, []);
    let merged = counts(&start);
    // Nobody has touched the second one; that it reads as the original is told by another rule.
    assert_eq!((merged.ok, merged.identical, merged.unconfirmed), (2, 2, 0), "{merged:?}");
}
