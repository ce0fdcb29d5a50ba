//! Beat 1: the files of every page, found and parsed.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Memo, Options, hash_of};
use crate::config::Config;
use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::{Document, Entry, Record, Value};
use crate::lang::Lang;
use crate::memo::Hash;
use crate::parse;
use crate::path::VPath;
use crate::problems;
use crate::schema::pages::Kind;
use crate::site::include::Documents;
use crate::site::{HOME, standard_of};
use crate::snapshot::{File, Snapshot};

/// One page in all its languages, before it is parsed.
pub struct Group<'a> {
    pub kind: Kind,
    pub source: Lang,
    pub files: Vec<(Lang, &'a VPath, &'a File)>,
}

/// Every page of the site by path.
pub fn sources<'a>(
    snapshot: &'a Snapshot,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Group<'a>> {
    let mut files: BTreeMap<String, Vec<(Lang, &VPath, &File)>> = BTreeMap::new();
    for (path, file) in snapshot.below("content").filter(|(path, _)| path.extension() == "md") {
        let Some((folder, name)) = path.below("content").and_then(|rest| rest.split_once('/')) else { continue };
        match config.languages.iter().find(|lang| lang.as_str() == folder) {
            Some(lang) => {
                let page = name.strip_suffix(".md").unwrap_or(name);
                files.entry(page.to_string()).or_default().push((lang.clone(), path, file));
            }
            None if !["data", "media", "sync"].contains(&folder) => {
                problems.push(problems::page_outside_language(path, folder));
            }
            None => {}
        }
    }
    let group = |(path, files): (String, Vec<(Lang, &'a VPath, &'a File)>)| {
        let declared = files.iter().find_map(|(_, _, file)| parse::declared_kind(file.text().ok()?));
        // Easy language tells what a record says, but is none.
        let kind = if standard_of(&path).is_some() { Kind::Page } else { config.kind_of(&path) };
        let kind = declared.unwrap_or(kind);
        let source = source_language(config, &path, &files, problems);
        (path, Group { kind, source, files })
    };
    files.into_iter().map(group).collect()
}

/// The language that a version declares as the page's source, or that of its folder.
fn source_language(
    config: &Config,
    path: &str,
    files: &[(Lang, &VPath, &File)],
    problems: &mut Vec<Diagnostic>,
) -> Lang {
    for (_, file, content) in files {
        let Some(declared) = content.text().ok().and_then(parse::declared_source) else { continue };
        if config.languages.contains(&declared) {
            return declared;
        }
        problems.push(problems::source_not_a_language(file, Span::default(), declared.as_str()));
    }
    let source = config.source_of(path);
    // Each language has easy versions of its own, so none is the original.
    let first = files.first().filter(|_| standard_of(path).is_some() && files.iter().all(|(lang, ..)| lang != source));
    first.map_or(source, |(lang, ..)| lang).clone()
}

pub struct Parsed<'a> {
    pub groups: BTreeMap<String, Group<'a>>,
    pub documents: Documents,
    /// Of the documents, by path and language.
    pub hashes: BTreeMap<(String, Lang), Hash>,
}

/// Beat 1.
pub fn parse_all<'a>(
    mut groups: BTreeMap<String, Group<'a>>,
    options: &Options,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Parsed<'a> {
    let jobs: Vec<(&String, Kind, &Lang, &VPath, &File)> = groups
        .iter()
        .flat_map(|(page, group)| {
            group.files.iter().map(move |(lang, path, file)| (page, group.kind, lang, *path, *file))
        })
        .collect();
    let parse_one = |(page, kind, lang, path, file): &(&String, Kind, &Lang, &VPath, &File)| {
        let key = Hash::of_parts([file.hash.to_string().as_bytes(), path.as_str().as_bytes(), kind.name().as_bytes()]);
        let parsed = memo.documents.get(memo.page_key(|| key), || {
            let checked = parse::parse(path, &file.bytes, *kind);
            Checked::new(Arc::new(checked.value), checked.problems)
        });
        (((*page).clone(), (*lang).clone()), key, parsed)
    };
    let results: Vec<_> = jobs.par_iter().map(parse_one).collect();
    let (mut documents, mut hashes) = (Documents::new(), BTreeMap::new());
    for (id, key, parsed) in results {
        problems.extend(parsed.problems.iter().cloned());
        hashes.insert(id.clone(), key);
        documents.insert(id, Arc::clone(&parsed.value));
    }
    if !options.drafts {
        let is_draft = |group: &Group, page: &String| {
            let original = documents.get(&(page.clone(), group.source.clone()));
            original.is_some_and(|document| document.fields.flag("draft"))
        };
        let drafts: Vec<String> =
            groups.iter().filter(|(page, group)| is_draft(group, page)).map(|(page, _)| page.clone()).collect();
        groups.retain(|page, _| !drafts.contains(page));
        documents.retain(|(page, _), _| !drafts.contains(page));
    }
    Parsed { groups, documents, hashes }
}

/// Gives a site without a home page one that shows its title alone.
pub fn add_home(parsed: &mut Parsed, config: &Config) {
    if parsed.groups.contains_key(HOME) {
        return;
    }
    let home = Group { kind: Kind::Page, source: config.source.clone(), files: Vec::new() };
    parsed.groups.insert(HOME.to_string(), home);
    for lang in &config.languages {
        let title = Value::Str(config.title.get(lang).to_string());
        let title = Entry { span: Span::default(), value: title };
        let fields = Record { fields: BTreeMap::from([("title".to_string(), title)]) };
        let file = VPath::new(&format!("content/{lang}/index.md")).expect("a language tag is a folder name");
        let document = Document { file, fields, blocks: Vec::new(), notes: BTreeMap::new() };
        let id = (HOME.to_string(), lang.clone());
        parsed.hashes.insert(id.clone(), hash_of(&document));
        parsed.documents.insert(id, Arc::new(document));
    }
}
