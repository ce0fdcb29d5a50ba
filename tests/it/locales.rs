//! Interface words are whole in every language that the program carries.

use std::collections::BTreeMap;
use std::fs;

use kopru::lang::Lang;
use kopru::snapshot::Snapshot;
use kopru::strings::strings;

use crate::repository;

const LANGUAGES: [&str; 3] = ["tr", "en", "de"];

/// Message ids by file name.
fn ids(lang: &str) -> BTreeMap<String, Vec<String>> {
    let mut ids = BTreeMap::new();
    for entry in fs::read_dir(repository(&format!("locales/{lang}"))).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "ftl") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let id = |line: &str| line.split_once(" =").map(|(id, _)| id.to_string());
        let starts = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        let mut found: Vec<String> = text.lines().filter(starts).filter_map(id).collect();
        found.sort();
        ids.insert(path.file_name().unwrap().to_str().unwrap().to_string(), found);
    }
    ids
}

#[test]
fn all_languages_have_the_same_messages_in_the_same_files() {
    let english = ids("en");
    assert!(english.values().map(Vec::len).sum::<usize>() > 100);
    for lang in LANGUAGES {
        assert_eq!(ids(lang), english, "{lang}");
    }
}

#[test]
fn messages_can_be_read_and_use_the_same_variables() {
    let languages: Vec<Lang> = LANGUAGES.iter().map(|tag| Lang::new(tag).unwrap()).collect();
    assert_eq!(strings(&Snapshot::new([]), &languages).problems, []);
}
