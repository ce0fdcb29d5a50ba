//! Annotations for GitHub, the most important first.
//!
//! GitHub shows ten of each level and step; the rest is told in a notice and
//! in the summary of the job.

use std::io::Write;

use super::{Findings, counted, output};
use crate::cli::Failure;
use crate::diag::{Diagnostic, Severity};
use crate::memo::Hash;
use crate::pipeline::translation::Written;

/// GitHub shows this many annotations of each level.
const LIMIT: usize = 10;

/// The summary of a step may have 1 MiB.
const SUMMARY_LIMIT: usize = 500;

/// So many sync files are printed; a proposal changes few pages.
const SYNC_FILES: usize = 20;

const COMMIT: &str = "the translations show what changed in their originals. Put these texts into the files they are named \
    after, or run `kopru translate accept`";

/// Rules whose problems mislead a reader come before those that look bad.
const FIRST: &[&str] = &[
    "number-differs",
    "quiz-key-differs",
    "term-avoided",
    "text-untranslated",
    "term-missing",
    "link-differs",
    "list-differs",
    "table-differs",
    "structure-differs",
];

/// Writes annotations to standard output, and the whole list to the summary of the job.
pub fn github(findings: &Findings, sync_files: &[Written]) -> Result<(), Failure> {
    output(annotations(findings).as_bytes());
    output(printed(findings, sync_files).as_bytes());
    match std::env::var_os("GITHUB_STEP_SUMMARY") {
        Some(file) if !file.is_empty() => {
            append(&file, &format!("{}{}", summary(findings), offered(findings, sync_files)))
        }
        _ => Ok(()),
    }
}

fn append(file: &std::ffi::OsStr, text: &str) -> Result<(), Failure> {
    let opened = std::fs::OpenOptions::new().append(true).create(true).open(file);
    let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| format!("cannot write the summary of the job: {error}"))
}

fn annotations(findings: &Findings) -> String {
    let mut text = String::new();
    for (severity, name) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        let of_level = by_importance(findings, severity);
        for problem in of_level.iter().take(LIMIT) {
            text.push_str(&annotation(findings, problem, name));
        }
        if of_level.len() > LIMIT {
            let rest = counted(of_level.len() - LIMIT, &format!("more {name}"));
            text.push_str(&format!(
                "::notice title=kopru::{rest}: the summary of this job lists them, `kopru check` shows them at home\n"
            ));
        }
    }
    if let Some(muted) = findings.muted_summary() {
        text.push_str(&format!("::notice title=kopru::{muted}\n"));
    }
    text
}

/// The problems of one level, the most important first, else in the order of files.
fn by_importance<'a>(findings: &'a Findings, severity: Severity) -> Vec<&'a Diagnostic> {
    let rank = |problem: &&Diagnostic| FIRST.iter().position(|code| *code == problem.code).unwrap_or(FIRST.len());
    // What may not be published comes before everything else of its level.
    let mut problems: Vec<&Diagnostic> = findings.counted().filter(|problem| problem.severity == severity).collect();
    problems.sort_by_key(rank);
    problems
}

fn annotation(findings: &Findings, problem: &Diagnostic, level: &str) -> String {
    let (line, column) = findings.place(problem);
    let message = match &problem.help {
        Some(help) => format!("{}\n{help}", problem.message),
        None => problem.message.clone(),
    };
    let (file, code) = (property(&findings.file(problem)), problem.code);
    let message = message.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    format!("::{level} file={file},line={line},col={column},title={code}::{message}\n")
}

fn property(text: &str) -> String {
    text.replace('%', "%25").replace(':', "%3A").replace(',', "%2C").replace(['\r', '\n'], " ")
}

/// All problems as a table in Markdown.
fn summary(findings: &Findings) -> String {
    let mut text = format!("### kopru check: {}\n\n", super::totals(findings.counted()));
    let levels = [Severity::Error, Severity::Warning];
    let all: Vec<&Diagnostic> = levels.into_iter().flat_map(|level| by_importance(findings, level)).collect();
    if !all.is_empty() {
        text.push_str("| where | what | what to do |\n|---|---|---|\n");
    }
    for problem in all.iter().take(SUMMARY_LIMIT) {
        let (line, _) = findings.place(problem);
        let help = problem.help.as_deref().unwrap_or_default();
        let place = format!("{}:{line}", findings.file(problem));
        let row = [cell(&place), format!("{} ({})", cell(&problem.message), problem.code), cell(help)];
        text.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    if all.len() > SUMMARY_LIMIT {
        text.push_str(&format!("\n{} not listed\n", counted(all.len() - SUMMARY_LIMIT, "problem")));
    }
    if let Some(muted) = findings.muted_summary() {
        text.push_str(&format!("\n{muted}\n"));
    }
    text
}

/// The sync files in the log of the job, to be committed by who has nothing but an editor.
fn printed(findings: &Findings, sync_files: &[Written]) -> String {
    let mut text = String::new();
    if !sync_files.is_empty() {
        let count = counted(sync_files.len(), "sync file");
        text.push_str(&format!("::notice title=kopru::{count} to commit: {COMMIT}\n"));
    }
    for file in sync_files.iter().take(SYNC_FILES) {
        // Whatever the texts say, it is no command for the job: nobody can foresee its end mark.
        let mark = Hash::of(file.text.as_bytes()).short(24);
        let path = property(&findings.path(&file.path));
        text.push_str(&format!("::group::{path}\n::stop-commands::{mark}\n{}::{mark}::\n::endgroup::\n", file.text));
    }
    text
}

/// The same in the summary, to be copied.
fn offered(findings: &Findings, sync_files: &[Written]) -> String {
    let mut text = String::new();
    if !sync_files.is_empty() {
        text.push_str(&format!("\n### {} to commit\n\n{COMMIT}\n", counted(sync_files.len(), "sync file")));
    }
    for file in sync_files.iter().take(SYNC_FILES) {
        let path = cell(&findings.path(&file.path));
        // No line of such a file begins with the fence: every text in it stands in quotation marks.
        text.push_str(&format!("\n<details><summary>{path}</summary>\n\n```yaml\n{}```\n\n</details>\n", file.text));
    }
    text
}

/// Text that cannot leave its cell or be HTML.
fn cell(text: &str) -> String {
    let plain = text.replace(['\r', '\n'], " ").replace('|', "\\|");
    plain.replace('&', "&amp;").replace('<', "&lt;")
}
