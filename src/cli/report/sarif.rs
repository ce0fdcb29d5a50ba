//! The report in the Static Analysis Results Interchange Format (SARIF 2.1.0),
//! for code scanning and editors.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Findings, output, text};
use crate::cli::Failure;
use crate::diag::{Diagnostic, Severity, line_column};
use crate::memo::Hash;

/// Where the rules are explained.
const INFORMATION: &str = "https://docs.rs/kopru";

/// Writes every problem; with an earlier report, each says whether it is new.
pub fn sarif(findings: &Findings) -> Result<(), Failure> {
    let mut text = serde_json::to_vec_pretty(&log(findings)).map_err(|error| error.to_string())?;
    text.push(b'\n');
    output(&text);
    Ok(())
}

fn log(findings: &Findings) -> Value {
    let codes: BTreeSet<&str> = findings.problems.iter().map(|problem| problem.code).collect();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code, "name": name(code) })).collect();
    let indexes: BTreeMap<&str, usize> = codes.iter().enumerate().map(|(index, code)| (*code, index)).collect();
    let mut seen = BTreeMap::new();
    let results: Vec<Value> = findings
        .problems
        .iter()
        .zip(&findings.new)
        .map(|(problem, new)| result(findings, problem, *new, indexes[problem.code], &mut seen))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "kopru",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": INFORMATION,
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": { "muted": findings.muted },
        }],
    })
}

fn result(
    findings: &Findings,
    problem: &Diagnostic,
    new: bool,
    rule: usize,
    seen: &mut BTreeMap<String, usize>,
) -> Value {
    let level = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let words = match &problem.help {
        Some(help) => format!("{}\n{help}", problem.message),
        None => problem.message.clone(),
    };
    let mut result = json!({
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": level,
        "message": { "text": words },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&findings.file(problem)) },
            "region": region(findings, problem),
        } }],
        "partialFingerprints": { "problem/v1": fingerprint(problem, seen) },
    });
    if findings.known() > 0 {
        result["baselineState"] = json!(if new { "new" } else { "unchanged" });
    }
    result
}

fn region(findings: &Findings, problem: &Diagnostic) -> Value {
    let text = text(findings.snapshot, problem);
    let (line, column) = findings.place(problem);
    let (end_line, end_column) = line_column(text, problem.span.end as usize);
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// What stays when text above the problem comes and goes.
fn fingerprint(problem: &Diagnostic, seen: &mut BTreeMap<String, usize>) -> String {
    let key = format!("{}\n{}\n{}", problem.code, problem.file, problem.message);
    let count = seen.entry(key.clone()).or_default();
    *count += 1;
    format!("{}:{count}", Hash::of(key.as_bytes()).short(16))
}

/// `number-differs` as `NumberDiffers`, the form that SARIF suggests for names.
fn name(code: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        format!("{}{rest}", first.to_ascii_uppercase())
    };
    code.split('-').map(capital).collect()
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte as char),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
