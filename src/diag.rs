//! Problems as data: where, how bad, what, and what to do.
//!
//! Bad content is never an error of the program. Every stage returns
//! [`Checked`], its value and the problems met on the way. The constructors of
//! all problems stand together in [`crate::problems`].

use crate::path::VPath;

/// A range of bytes in a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The same range in a text that begins `offset` bytes into the file.
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }

    /// The part of `text` in this range; empty if it does not fit.
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Whether a problem stops the site from being published.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

/// One problem in one file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Diagnostic {
    pub file: VPath,
    pub span: Span,
    pub severity: Severity,
    /// A stable name such as `link-page-missing`.
    pub code: &'static str,
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
}

impl Diagnostic {
    pub fn error(code: &'static str, file: &VPath, span: Span, message: impl Into<String>) -> Self {
        let (file, message) = (file.clone(), message.into());
        Self { file, span, severity: Severity::Error, code, message, help: None }
    }

    pub fn warning(code: &'static str, file: &VPath, span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, file, span, message) }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A diagnostic in a form that may be written to a file and read by a later run.
#[derive(serde::Serialize, serde::Deserialize)]
pub struct StoredDiagnostic {
    file: String,
    start: usize,
    end: usize,
    error: bool,
    code: String,
    message: String,
    help: Option<String>,
}

impl StoredDiagnostic {
    pub fn new(problem: &Diagnostic) -> Self {
        Self {
            file: problem.file.to_string(),
            start: problem.span.start as usize,
            end: problem.span.end as usize,
            error: problem.severity == Severity::Error,
            code: problem.code.to_string(),
            message: problem.message.clone(),
            help: problem.help.clone(),
        }
    }

    /// The diagnostic again; nothing if the file's name is none.
    pub fn restore(&self) -> Option<Diagnostic> {
        Some(Diagnostic {
            file: VPath::new(&self.file)?,
            span: Span::new(self.start, self.end),
            severity: if self.error { Severity::Error } else { Severity::Warning },
            // A short name, once in the life of the process.
            code: self.code.clone().leak(),
            message: self.message.clone(),
            help: self.help.clone(),
        })
    }
}

/// A value and the problems met while making it.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    pub value: T,
    pub problems: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    pub fn new(value: T, problems: Vec<Diagnostic>) -> Self {
        Self { value, problems }
    }

    /// The value, after its problems have been added to `problems`.
    pub fn unpack(self, problems: &mut Vec<Diagnostic>) -> T {
        problems.extend(self.problems);
        self.value
    }
}

/// The line and column, both from 1 and counted in characters, of a byte of `text`.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let before = &text[..byte];
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// The byte at a line and column, both from 1 and counted in characters.
pub fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line.max(1) {
        match text[start..].find('\n') {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    let rest = text[start..].char_indices().nth(column.max(1) - 1);
    rest.map_or(text.len(), |(byte, _)| start + byte)
}

/// The nearest of `known` to `wrong`, if one is likely to be meant.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.into_iter().map(|name| (strsim::damerau_levenshtein(wrong, name), name));
    let (distance, name) = scored.min()?;
    (distance <= (wrong.chars().count() / 3).max(1)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        let text = "bir\niki üç\n";
        let byte = text.find('ç').unwrap();
        assert_eq!(line_column(text, byte), (2, 6));
        assert_eq!(byte_at(text, 2, 6), byte);
        assert_eq!(line_column(text, 999), (3, 1));
    }

    #[test]
    fn a_likely_name_is_suggested() {
        assert_eq!(nearest("titel", ["title", "topics"]), Some("title"));
        assert_eq!(nearest("zzz", ["title", "topics"]), None);
    }
}
