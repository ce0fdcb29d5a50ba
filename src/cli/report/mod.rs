//! Problems and results in the forms that people and programs read, one
//! renderer a format.
//!
//! Problems go to standard error, results to standard output. A closed pipe is
//! not a failure.

mod baseline;
mod github;
mod human;
mod json;
mod sarif;

pub use baseline::Baseline;
pub use github::github;
pub use human::human;
pub use json::{Entry, entry, json};
pub use sarif::sarif;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use anstream::AutoStream;

use crate::diag::{Diagnostic, Severity, line_column};
use crate::path::VPath;
use crate::pipeline::Build;
use crate::snapshot::Snapshot;

/// How much to say.
#[derive(Clone, Copy)]
pub struct Tone {
    pub quiet: bool,
}

/// What a check has found.
pub struct Findings<'a> {
    pub snapshot: &'a Snapshot,
    pub problems: &'a [Diagnostic],
    /// Whether each problem is missing in the earlier report.
    pub new: Vec<bool>,
    /// How many problems are muted, by code.
    pub muted: &'a BTreeMap<&'static str, usize>,
    /// The site's folder as seen from the repository; empty if it is the same.
    pub folder: String,
}

impl Findings<'_> {
    /// The problems that count: those that the earlier report lacks.
    pub fn counted(&self) -> impl Iterator<Item = &Diagnostic> {
        self.problems.iter().zip(&self.new).filter(|(_, new)| **new).map(|(problem, _)| problem)
    }

    /// How many problems stand in the earlier report too.
    pub fn known(&self) -> usize {
        self.new.iter().filter(|new| !**new).count()
    }

    /// Whether they make a check fail.
    pub fn fail(&self, strict: bool) -> bool {
        self.counted().any(|problem| strict || problem.severity == Severity::Error)
    }

    /// Line and column of a problem, both from 1.
    fn place(&self, problem: &Diagnostic) -> (usize, usize) {
        line_column(text(self.snapshot, problem), problem.span.start as usize)
    }

    /// The path of a problem's file in the repository.
    fn file(&self, problem: &Diagnostic) -> String {
        self.path(&problem.file)
    }

    fn path(&self, path: &VPath) -> String {
        match self.folder.as_str() {
            "" => path.to_string(),
            folder => format!("{folder}/{path}"),
        }
    }

    /// How many problems are muted, with the rules in order; none if there are none.
    pub fn muted_summary(&self) -> Option<String> {
        let total: usize = self.muted.values().sum();
        let rules: Vec<String> = self.muted.iter().map(|(code, count)| format!("{code} {count}")).collect();
        (total > 0).then(|| format!("{} muted ({})", counted(total, "problem"), rules.join(", ")))
    }
}

fn text<'a>(snapshot: &'a Snapshot, problem: &Diagnostic) -> &'a str {
    snapshot.get(&problem.file).and_then(|file| file.text().ok()).unwrap_or_default()
}

/// Writes a result to standard output.
pub fn output(bytes: &[u8]) {
    let _ = io::stdout().lock().write_all(bytes);
}

/// Says why the command could not do its work.
pub fn failure(message: &str) {
    let _ = writeln!(AutoStream::auto(io::stderr().lock()), "kopru: {message}");
}

/// Says that a site has been begun in `folder`, and the next step.
pub fn started(tone: Tone, folder: &Path, files: usize) {
    let folder = folder.display();
    say(tone, &format!("{files} files of a small handbook are in {folder}"));
    say(tone, &format!("next: kopru build --root {folder}"));
}

pub fn built(tone: Tone, (pages, files): (usize, usize), out: &Path, took: Duration) {
    let took = took.as_secs_f64();
    say(tone, &format!("built {pages} pages, {files} files in {took:.1} s: {}", out.display()));
}

pub fn unchanged(tone: Tone, (pages, files): (usize, usize), out: &Path, took: Duration) {
    let took = took.as_secs_f64();
    say(tone, &format!("nothing has changed: {pages} pages, {files} files, seen in {took:.1} s: {}", out.display()));
}

pub fn printed(tone: Tone, build: &Build, out: &Path, took: Duration) {
    for artifact in &build.artifacts {
        say(tone, &out.join(artifact.path.as_str()).display().to_string());
    }
    say(tone, &format!("typeset {} files in {:.1} s", build.artifacts.len(), took.as_secs_f64()));
}

pub fn not_built(tone: Tone, problems: &[Diagnostic], out: &Path) {
    say(tone, &totals(problems));
    let state = if out.exists() { "is left as it was" } else { "was not written" };
    say(tone, &format!("`{}` {state}", out.display()));
}

/// The closing lines of a check.
pub fn checked(tone: Tone, findings: &Findings) {
    say(tone, &totals(findings.counted()));
    if findings.known() > 0 {
        say(tone, &format!("{} of the earlier report left", counted(findings.known(), "problem")));
    }
    if let Some(muted) = findings.muted_summary() {
        say(tone, &muted);
    }
}

pub fn rebuilt(tone: Tone, build: &Build, took: Duration) {
    let state = if build.is_whole() { "" } else { "; the last whole site is shown" };
    let took = took.as_secs_f64() * 1000.0;
    say(tone, &format!("{} pages in {took:.0} ms, {}{state}", build.pages, totals(&build.problems)));
}

/// How many errors and how many warnings there are.
pub fn counts<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> (usize, usize) {
    problems.into_iter().fold((0, 0), |(errors, warnings), problem| match problem.severity {
        Severity::Error => (errors + 1, warnings),
        Severity::Warning => (errors, warnings + 1),
    })
}

fn totals<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let (errors, warnings) = counts(problems);
    format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Writes one line of a result for people.
pub fn say(tone: Tone, message: &str) {
    if !tone.quiet {
        let _ = writeln!(io::stdout().lock(), "{message}");
    }
}
