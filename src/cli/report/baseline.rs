//! An earlier report: what was known before does not fail a check.
//!
//! A problem is known by its rule, file and words, not by its line, so text
//! above it may come and go. Of several equal ones, as many are known as the
//! earlier report has.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::cli::Failure;
use crate::diag::Diagnostic;

#[derive(Default)]
pub struct Baseline {
    /// How often each problem was met.
    counts: BTreeMap<Known, usize>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Known {
    code: String,
    file: String,
    message: String,
}

impl Baseline {
    /// The report in `file`, as `--format json` wrote it.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        let bytes = fs::read(file).map_err(|error| format!("cannot read `{}`: {error}", file.display()))?;
        Self::from_json(&bytes)
            .map_err(|error| format!("`{}` is not a report of `kopru check --format json`: {error}", file.display()))
    }

    fn from_json(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let mut counts = BTreeMap::new();
        for known in serde_json::from_slice::<Vec<Known>>(bytes)? {
            *counts.entry(known).or_default() += 1;
        }
        Ok(Self { counts })
    }

    /// Whether each of `problems` is new.
    pub fn new_ones(mut self, problems: &[Diagnostic]) -> Vec<bool> {
        let mut is_new = |problem: &Diagnostic| {
            let (code, file) = (problem.code.to_string(), problem.file.to_string());
            let known = Known { code, file, message: problem.message.clone() };
            match self.counts.get_mut(&known) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    false
                }
                _ => true,
            }
        };
        problems.iter().map(&mut is_new).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::path::VPath;

    fn problem(place: usize, message: &str) -> Diagnostic {
        Diagnostic::warning("number-differs", &VPath::fixed("content/de/a.md"), Span::new(place, place), message)
    }

    #[test]
    fn a_problem_that_moved_is_known_and_a_second_equal_one_is_new() {
        let report = r#"[{"code": "number-differs", "severity": "warning", "file": "content/de/a.md",
            "line": 3, "column": 1, "message": "`5` is missing", "help": ""}]"#;
        let baseline = Baseline::from_json(report.as_bytes()).unwrap();
        let now = [problem(90, "`5` is missing"), problem(99, "`5` is missing"), problem(120, "`6` is missing")];
        assert_eq!(baseline.new_ones(&now), [false, true, true]);
        assert!(Baseline::from_json(b"{}").is_err());
    }
}
