//! Books, and what does not fit on their pages.

use crate::diag::{Diagnostic, Span};
use crate::path::VPath;

/// Letters of a printed line that a message repeats.
const LONGEST_QUOTE: usize = 40;

pub fn print_too_deep(file: &VPath, span: Span, limit: usize) -> Diagnostic {
    Diagnostic::warning(
        "print-too-deep",
        file,
        span,
        format!("this is nested more than {limit} levels deep and is printed flat"),
    )
    .help("lists, quotes and boxes inside of each other: use fewer levels")
}

pub fn print_no_glyph(file: &VPath, span: Span, letters: &str) -> Diagnostic {
    let message = format!("no font of the book has a shape for `{letters}`; an empty box is printed instead");
    Diagnostic::warning("print-no-glyph", file, span, message)
        .help("put a font that has it into `print/` of your theme, or write it in other words")
}

pub fn print_picture(file: &VPath, span: Span, picture: &VPath, reason: &str) -> Diagnostic {
    let message = format!("the picture `{picture}` cannot be printed: {reason}");
    Diagnostic::error("print-picture", file, span, message).help("give a whole PNG, JPEG, GIF, WebP or SVG file")
}

pub fn typst_error(file: &VPath, span: Span, message: &str) -> Diagnostic {
    Diagnostic::error("print-template", file, span, format!("the book cannot be typeset: {message}"))
        .help("correct this line of the print theme, or delete your copy of the file: the built-in one takes its place")
}

pub fn typst_warning(file: &VPath, span: Span, message: &str) -> Diagnostic {
    Diagnostic::warning("print-template-warning", file, span, message)
        .help("the book is made all the same; look at its pages, then correct the print theme")
}

pub fn print_overflow(file: &VPath, span: Span, page: &str, words: &str) -> Diagnostic {
    let words: String = words.chars().take(LONGEST_QUOTE).collect();
    let message = format!("`{words}` runs out of the text block on page {page} of the book");
    Diagnostic::warning("print-overflow", file, span, message).help("shorten it, or give a long word a place to break")
}

pub fn edition_too_long(
    file: &VPath,
    span: Span,
    (edition, lang): (&str, &str),
    pages: usize,
    limit: usize,
) -> Diagnostic {
    let surplus = pages - limit;
    let message = format!("the edition `{edition}` in `{lang}` has {pages} pages, {surplus} more than its {limit}");
    Diagnostic::warning("edition-too-long", file, span, message)
        .help("shorten its text, take pages out of it, or raise `max_pages`")
}

pub fn print_overlap(file: &VPath, span: Span, page: &str, words: &str) -> Diagnostic {
    let words: String = words.chars().take(LONGEST_QUOTE).collect();
    let message = format!("`{words}` is printed over other words on page {page} of the book");
    Diagnostic::warning("print-overlap", file, span, message).help("a table with fewer or shorter columns fits")
}
