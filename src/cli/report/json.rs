//! One array of all problems, for programs and for the next check.

use serde::Serialize;

use super::{Findings, output, text};
use crate::cli::Failure;
use crate::diag::{Diagnostic, Severity, line_column};
use crate::snapshot::Snapshot;

/// One problem in the report.
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

/// Writes every problem, also those of the earlier report: this one may be the next.
pub fn json(findings: &Findings) -> Result<(), Failure> {
    let entries: Vec<Entry> = findings.problems.iter().map(|problem| entry(findings.snapshot, problem)).collect();
    let mut text = serde_json::to_vec_pretty(&entries).map_err(|error| error.to_string())?;
    text.push(b'\n');
    output(&text);
    Ok(())
}
