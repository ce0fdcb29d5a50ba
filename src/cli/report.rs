//! Problems and results in the forms that people and programs read.
//!
//! Problems go to standard error, results to standard output. A closed pipe is
//! not a failure.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};
use serde::Serialize;

use super::Failure;
use crate::diag::{Diagnostic, Severity, line_column};
use crate::pipeline::Build;
use crate::snapshot::Snapshot;

/// How much to say.
#[derive(Clone, Copy)]
pub struct Tone {
    pub quiet: bool,
}

/// GitHub shows this many annotations of each level.
const GITHUB_LIMIT: usize = 10;

/// Whether these problems make a check fail.
pub fn fails(problems: &[Diagnostic], strict: bool) -> bool {
    problems.iter().any(|problem| strict || problem.severity == Severity::Error)
}

/// Every problem with its line, as the best compilers show them.
pub fn human(snapshot: &Snapshot, problems: &[Diagnostic]) {
    let mut out = AutoStream::auto(io::stderr().lock());
    let renderer = match out.current_choice() {
        ColorChoice::Never => Renderer::plain(),
        _ => Renderer::styled(),
    };
    for problem in problems {
        let _ = writeln!(out, "{}\n", rendered(snapshot, problem, &renderer));
    }
}

fn rendered(snapshot: &Snapshot, problem: &Diagnostic, renderer: &Renderer) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let text = text(snapshot, problem);
    let title = level.primary_title(problem.message.as_str()).id(problem.code);
    let path = problem.file.as_str();
    let mut group = match text {
        "" => title.element(annotate_snippets::Origin::path(path)),
        _ => {
            let span = visible(text, problem);
            let snippet = Snippet::source(text).path(path).annotation(AnnotationKind::Primary.span(span));
            title.element(snippet)
        }
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// The part of the span that is on its first line: more would hide the message.
fn visible(text: &str, problem: &Diagnostic) -> std::ops::Range<usize> {
    let boundary =
        |byte: usize| (0..=byte.min(text.len())).rev().find(|&byte| text.is_char_boundary(byte)).unwrap_or(0);
    let start = boundary(problem.span.start as usize);
    let end = boundary(problem.span.end as usize).max(start);
    let line_end = text[start..end].find('\n').map_or(end, |newline| start + newline);
    start..line_end
}

fn text<'a>(snapshot: &'a Snapshot, problem: &Diagnostic) -> &'a str {
    snapshot.get(&problem.file).and_then(|file| file.text().ok()).unwrap_or_default()
}

/// One problem in the JSON report.
#[derive(Serialize)]
pub struct Entry<'a> {
    code: &'a str,
    severity: Severity,
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: &'a str,
}

/// The entry of a problem, with the line that it is in.
pub fn entry<'a>(snapshot: &Snapshot, problem: &'a Diagnostic) -> Entry<'a> {
    let (line, column) = line_column(text(snapshot, problem), problem.span.start as usize);
    Entry {
        code: problem.code,
        severity: problem.severity,
        file: problem.file.as_str(),
        line,
        column,
        message: &problem.message,
        help: problem.help.as_deref().unwrap_or_default(),
    }
}

/// One array of all problems.
pub fn json(snapshot: &Snapshot, problems: &[Diagnostic]) -> Result<(), Failure> {
    let entries: Vec<Entry> = problems.iter().map(|problem| entry(snapshot, problem)).collect();
    let mut text = serde_json::to_vec_pretty(&entries).map_err(|error| error.to_string())?;
    text.push(b'\n');
    output(&text);
    Ok(())
}

/// Annotations for GitHub, the most important first; what is above its limit is counted.
pub fn github(snapshot: &Snapshot, problems: &[Diagnostic]) -> Result<(), Failure> {
    let mut text = String::new();
    for (severity, name) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        let of_level: Vec<&Diagnostic> = problems.iter().filter(|problem| problem.severity == severity).collect();
        for problem in of_level.iter().take(GITHUB_LIMIT) {
            text.push_str(&annotation(snapshot, problem, name));
        }
        if of_level.len() > GITHUB_LIMIT {
            let rest = of_level.len() - GITHUB_LIMIT;
            text.push_str(&format!(
                "::notice title=kopru::{rest} more of level {name}: run `kopru check` to see them all\n"
            ));
        }
    }
    output(text.as_bytes());
    Ok(())
}

fn annotation(snapshot: &Snapshot, problem: &Diagnostic, level: &str) -> String {
    let (line, column) = line_column(self::text(snapshot, problem), problem.span.start as usize);
    let message = match &problem.help {
        Some(help) => format!("{}\n{help}", problem.message),
        None => problem.message.clone(),
    };
    let (file, code) = (github_property(problem.file.as_str()), problem.code);
    let message = message.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    format!("::{level} file={file},line={line},col={column},title={code}::{message}\n")
}

fn github_property(text: &str) -> String {
    text.replace('%', "%25").replace(':', "%3A").replace(',', "%2C").replace(['\r', '\n'], " ")
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
    checked(tone, problems);
    let state = if out.exists() { "is left as it was" } else { "was not written" };
    say(tone, &format!("`{}` {state}", out.display()));
}

pub fn checked(tone: Tone, problems: &[Diagnostic]) {
    say(tone, &counted(problems));
}

pub fn rebuilt(tone: Tone, build: &Build, took: Duration) {
    let state = if build.is_whole() { "" } else { "; the last whole site is shown" };
    let took = took.as_secs_f64() * 1000.0;
    say(tone, &format!("{} pages in {took:.0} ms, {}{state}", build.pages, counted(&build.problems)));
}

/// How many errors and how many warnings there are.
pub fn counts(problems: &[Diagnostic]) -> (usize, usize) {
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    (count(Severity::Error), count(Severity::Warning))
}

fn counted(problems: &[Diagnostic]) -> String {
    let (errors, warnings) = counts(problems);
    let counted = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
}

fn say(tone: Tone, message: &str) {
    if !tone.quiet {
        let _ = writeln!(io::stdout().lock(), "{message}");
    }
}
