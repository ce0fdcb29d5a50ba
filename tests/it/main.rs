//! All tests of the library and the program, in one binary.

#![expect(clippy::disallowed_methods, reason = "tests read their cases and look at what commands write")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that meets something unexpected must fail")]

mod architecture;
mod attacks;
mod cache;
mod cases;
mod commands;
mod courses;
mod documentation;
mod ebooks;
mod exchange;
mod external;
mod glossary;
mod incremental;
mod laws;
mod locales;
mod merging;
mod messages;
mod offline;
mod output;
#[cfg(feature = "print")]
mod print;
mod promises;
mod reader;
mod records;
mod reports;
mod serve;
mod sites;
mod translation;

use std::fs;
use std::path::{Path, PathBuf};

use kopru::diag::{Diagnostic, Severity, line_column};
use kopru::path::VPath;
use kopru::pipeline::{Build, EditionChoice, Memo, Options, build};
use kopru::snapshot::{File, Snapshot};

/// Settings for sites in memory that bring none.
const SITE_YAML: &str =
    "title: {tr: Elkitabı, en: Handbook, de: Handbuch}\nbase_url: https://example.org\nlanguages: [tr, en, de]\n";

/// A file of this repository.
fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files below `folder`, in path order.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(files_below(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

/// A site in memory: the given files over the smallest settings.
fn snapshot<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Snapshot {
    let settings = ("content/site.yaml", SITE_YAML);
    let files = std::iter::once(settings).chain(files);
    Snapshot::new(files.map(|(path, text)| (VPath::new(path).unwrap(), File::new(text.as_bytes()))))
}

fn without_print() -> Options {
    Options { editions: EditionChoice::None, across_languages: true, ..Options::default() }
}

fn build_site<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Build {
    build(&snapshot(files), &without_print(), &Memo::default())
}

/// The text of one output file.
fn output<'a>(build: &'a Build, path: &str) -> &'a str {
    let artifact = build.artifacts.iter().find(|artifact| artifact.path.as_str() == path);
    let artifact = artifact.unwrap_or_else(|| panic!("no output {path}; problems: {:#?}", build.problems));
    std::str::from_utf8(&artifact.bytes).unwrap()
}

/// One line a problem: place, severity, code, message and help.
fn shown(snapshot: &Snapshot, problem: &Diagnostic) -> String {
    let text = snapshot.get(&problem.file).and_then(|file| file.text().ok()).unwrap_or_default();
    let (line, column) = line_column(text, problem.span.start as usize);
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let help = problem.help.as_ref().map(|help| format!("\n    {help}")).unwrap_or_default();
    format!("{}:{line}:{column} {severity} {}: {}{help}\n", problem.file, problem.code, problem.message)
}
