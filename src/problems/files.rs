//! Files that cannot be read as what they should be.

use super::START;
use crate::diag::{Diagnostic, Span};
use crate::path::VPath;

pub fn file_too_large(file: &VPath, limit: usize) -> Diagnostic {
    let megabytes = limit / (1024 * 1024);
    Diagnostic::error("file-too-large", file, START, format!("the file is larger than {megabytes} MiB"))
        .help("split it into several pages")
}

pub fn not_utf8(file: &VPath, byte: usize) -> Diagnostic {
    Diagnostic::error("file-not-utf8", file, Span::new(byte, byte), "the file is not UTF-8 text")
        .help("save it in the encoding UTF-8")
}

pub fn control_character(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::warning("control-character", file, span, "a control character stands here and is left out")
        .help("it cannot be seen or printed; delete it")
}

pub fn direction_character(file: &VPath, span: Span) -> Diagnostic {
    let message = "an invisible character that turns the direction of writing stands here and is left out";
    Diagnostic::warning("direction-character", file, span, message)
        .help("delete it; mark a passage in another language with `<span lang=\"…\">`, which sets its direction")
}

pub fn mixed_scripts(file: &VPath, span: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` mixes letters of several scripts, so it is not the word that it looks like");
    Diagnostic::warning("mixed-scripts", file, span, message)
        .help("type the word anew; letters that look alike hide it from search and can deceive readers")
}

pub fn not_a_file(file: &VPath, what: &str) -> Diagnostic {
    Diagnostic::warning("file-skipped", file, START, format!("{what} is left out"))
        .help("only regular files inside the site are read")
}
