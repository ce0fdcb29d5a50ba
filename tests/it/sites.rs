//! Whole small sites: `tests/sites/<name>/` and what it must become in `expected/`.
//!
//! Files of the search index and of the theme are listed, not compared.
//! `KOPRU_UPDATE=1 cargo test` writes what comes out.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kopru::path::VPath;
use kopru::pipeline::{Memo, build};
use kopru::snapshot::{File, Snapshot};

use crate::{files_below, repository, shown, without_print};

fn read_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    if !folder.exists() {
        return BTreeMap::new();
    }
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_string();
    files_below(folder).iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// Whether an output is made from the theme or the index alone.
fn is_only_listed(path: &str) -> bool {
    path.starts_with("assets/") || path.starts_with("search/")
}

/// The name without its content hash.
fn stable_name(path: &str) -> String {
    let parts: Vec<&str> =
        path.split('.').filter(|part| !(part.len() >= 8 && part.bytes().all(|b| b.is_ascii_hexdigit()))).collect();
    parts.join(".")
}

fn check(site: &Path) {
    let input = read_below(site).into_iter().filter(|(name, _)| !name.starts_with("expected/"));
    let snapshot = Snapshot::new(input.map(|(name, bytes)| (VPath::new(&name).unwrap(), File::new(bytes))));
    let built = build(&snapshot, &without_print(), &Memo::default());
    let mut actual: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut listed: Vec<String> = Vec::new();
    for artifact in &built.artifacts {
        let path = artifact.path.as_str();
        match is_only_listed(path) {
            true => listed.push(stable_name(path)),
            false => {
                actual.insert(path.to_string(), artifact.bytes.to_vec());
            }
        }
    }
    listed.retain(|name| name.starts_with("assets/") || name.ends_with("/index.js"));
    listed.sort();
    let problems: String = built.problems.iter().map(|problem| shown(&snapshot, problem)).collect();
    actual.insert("FILES".into(), (listed.join("\n") + "\n").into_bytes());
    actual.insert("PROBLEMS".into(), problems.into_bytes());
    compare(&site.join("expected"), &actual);
}

fn compare(folder: &Path, actual: &BTreeMap<String, Vec<u8>>) {
    if std::env::var("KOPRU_UPDATE").is_ok() {
        let _ = fs::remove_dir_all(folder);
        for (name, bytes) in actual {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    let expected = read_below(folder);
    let names: Vec<&String> = expected.keys().collect();
    assert_eq!(actual.keys().collect::<Vec<_>>(), names, "other files than in {}", folder.display());
    for (name, bytes) in actual {
        let (actual, expected) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[name]));
        assert_eq!(actual, expected, "{}/{name}", folder.display());
    }
}

#[test]
fn sites_become_what_is_expected() {
    let sites: Vec<_> = fs::read_dir(repository("tests/sites")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!sites.is_empty());
    sites.iter().for_each(|site| check(site));
}
