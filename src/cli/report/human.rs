//! Every problem with its line, as the best compilers show them.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anstream::{AutoStream, ColorChoice};

use super::text;
use crate::diag::{Diagnostic, Severity};
use crate::snapshot::Snapshot;

/// Writes `problems` to standard error.
pub fn human<'a>(snapshot: &Snapshot, problems: impl IntoIterator<Item = &'a Diagnostic>) {
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
