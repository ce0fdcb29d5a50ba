//! What authors write in a page: Markdown and directives.

use super::{did_you_mean, listed};
use crate::diag::{Diagnostic, Span};
use crate::path::VPath;

// Markdown

pub fn heading_level_one(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::warning("heading-level-one", file, span, "a page has one top heading, its `title`")
        .help("begin sections with `##`")
}

pub fn heading_level_skipped(file: &VPath, span: Span, written: u8, shown: u8) -> Diagnostic {
    let marks = "#".repeat(shown as usize);
    Diagnostic::warning(
        "heading-level-skipped",
        file,
        span,
        format!("this heading skips a level: it is shown as level {shown}, not {written}"),
    )
    .help(format!("write `{marks}`; readers with a screen reader rely on the outline"))
}

pub fn anchor_invalid(file: &VPath, span: Span, id: &str) -> Diagnostic {
    Diagnostic::error("anchor-invalid", file, span, format!("`{id}` cannot be an anchor"))
        .help("use letters, digits and hyphens")
}

pub fn anchor_duplicate(file: &VPath, span: Span, id: &str) -> Diagnostic {
    Diagnostic::error("anchor-duplicate", file, span, format!("two headings of this page have the anchor `{id}`"))
        .help("give each its own")
}

pub fn note_missing(file: &VPath, span: Span, label: &str) -> Diagnostic {
    Diagnostic::error("note-missing", file, span, format!("there is no footnote `[^{label}]`"))
        .help(format!("add a line `[^{label}]: …` at the end of the page"))
}

pub fn note_unused(file: &VPath, span: Span, label: &str) -> Diagnostic {
    Diagnostic::warning("note-unused", file, span, format!("nothing refers to the footnote `{label}`"))
        .help(format!("put `[^{label}]` into the text, or delete the footnote"))
}

pub fn too_deep(file: &VPath, span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error(
        "nesting-too-deep",
        file,
        span,
        format!("this is nested more than {limit} levels deep and is left out"),
    )
    .help("lists and quotes inside of each other: use fewer levels")
}

pub fn html_removed(file: &VPath, span: Span, names: &[String]) -> Diagnostic {
    let tags = names.iter().map(|name| format!("<{name}>")).collect::<Vec<_>>();
    let tags = listed(tags.iter().map(String::as_str));
    Diagnostic::warning("html-removed", file, span, format!("the HTML {tags} was removed"))
        .help("use Markdown or a directive; only simple text elements such as `<kbd>` are kept")
}

pub fn html_not_closed(file: &VPath, span: Span, tag: &str) -> Diagnostic {
    Diagnostic::warning("html-not-closed", file, span, format!("`{tag}` is not closed"))
        .help("close it in the same paragraph")
}

pub fn html_not_open(file: &VPath, span: Span, tag: &str) -> Diagnostic {
    Diagnostic::warning("html-not-open", file, span, format!("`{tag}` closes nothing"))
        .help("delete it, or open it in the same paragraph")
}

// Directives

pub fn directive_unknown<'a>(
    file: &VPath,
    span: Span,
    name: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let help = did_you_mean(name, known.clone()).unwrap_or_else(|| format!("known are {}", listed(known)));
    Diagnostic::error("directive-unknown", file, span, format!("there is no directive `:::{name}`")).help(help)
}

pub fn directive_malformed(file: &VPath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("directive-malformed", file, span, "the attributes of this directive cannot be read")
        .help(format!("write them like `:::{name}{{key=value other=\"two words\"}}`"))
}

pub fn directive_not_closed(file: &VPath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("directive-not-closed", file, span, format!("`:::{name}` is not closed"))
        .help("put a line `:::` after its content")
}

pub fn directive_not_open(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("directive-not-open", file, span, "this `:::` closes nothing")
        .help("delete it, or write the name of a directive behind it")
}

pub fn directive_indented(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("directive-indented", file, span, "this `:::` is not read as a directive here")
        .help("let it begin at the left margin, or where the text of its list item begins, after an empty line")
}

pub fn attribute_unknown(
    file: &VPath,
    span: Span,
    name: &str,
    known: &mut dyn Iterator<Item = &'static str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let help = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| match known.is_empty() {
        true => "this directive has no attributes".to_string(),
        false => format!("known are {}", listed(known)),
    });
    Diagnostic::error("attribute-unknown", file, span, format!("there is no attribute `{name}` here")).help(help)
}

pub fn attribute_missing(file: &VPath, span: Span, directive: &str, name: &str) -> Diagnostic {
    Diagnostic::error("attribute-missing", file, span, format!("`:::{directive}` needs the attribute `{name}`"))
        .help(format!("write `:::{directive}{{{name}=\"…\"}}`"))
}

pub fn not_a_tab(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("tabs-content", file, span, "between `:::tabs` and its end only `:::tab` may stand")
        .help("put this text into a `:::tab{title=\"…\"}`")
}

pub fn video_place(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("video-place", file, span, "a video has either `src` or `url`")
        .help("`src` is a file in `media/`, `url` an address on the web")
}

pub fn include_has_content(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("include-content", file, span, "`:::include` has no content of its own")
        .help("close it on the next line")
}

pub fn include_shift(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("include-shift", file, span, "`shift` is a number from 0 to 4")
        .help("it is the number of levels by which headings are lowered; leave it out to keep them")
}

pub fn quiz_malformed(file: &VPath, span: Span, fault: &str) -> Diagnostic {
    Diagnostic::error("quiz-malformed", file, span, format!("this quiz cannot be asked: {fault}"))
        .help("write the question, then a list of answers with `[x]` before the right ones (docs/courses.md)")
}
