//! Versions of a page in several languages, and the files of translation tools.

use super::{START, did_you_mean, listed};
use crate::diag::{Diagnostic, Severity, Span};
use crate::path::VPath;

// Translation

pub fn sync_broken(file: &VPath, span: Span, why: &str) -> Diagnostic {
    Diagnostic::warning("sync-broken", file, span, format!("this sync file is broken: {why}"))
        .help("run `kopru translate accept --repair`; every entry that can be read counts until then")
}

pub fn sync_foreign(file: &VPath, page: &str) -> Diagnostic {
    Diagnostic::warning("sync-foreign", file, START, format!("this sync file was written for the page `{page}`"))
        .help("rename it back, or run `kopru translate adopt` for the page that it stands for now")
}

pub fn sync_without_page(file: &VPath) -> Diagnostic {
    Diagnostic::warning("sync-without-page", file, START, "there is no translation that this sync file belongs to")
        .help("delete it, or give the page its old name again")
}

pub fn page_renamed(file: &VPath, old: &str, new: &str) -> Diagnostic {
    Diagnostic::warning("page-renamed", file, START, format!("the original of `{old}` seems to be `{new}` now"))
        .help("give this file the same name")
}

// Across languages

const MUTE: &str = "if the difference is meant, mute the rule here and say why (docs/checks.md)";

pub fn number_differs(file: &VPath, span: Span, there: &str, here: Option<&str>) -> Diagnostic {
    let message = match here {
        Some(here) => format!("the source says `{there}`, the translation `{here}`"),
        None => format!("`{there}` of the source is not in the translation"),
    };
    Diagnostic::warning("number-differs", file, span, message)
        .help(format!("write the same number in the way of this language; {MUTE}"))
}

pub fn number_added(file: &VPath, span: Span, here: &str) -> Diagnostic {
    Diagnostic::warning("number-differs", file, span, format!("the source says nothing of `{here}`"))
        .help(format!("take it out, or add it to the source first; {MUTE}"))
}

pub fn link_differs(file: &VPath, span: Span, there: &str, here: Option<&str>) -> Diagnostic {
    let message = match here {
        Some(here) => format!("the source links to `{there}`, the translation to `{here}`"),
        None => format!("the source links to `{there}` here, the translation nowhere"),
    };
    Diagnostic::warning("link-differs", file, span, message).help(format!("link to the same page; {MUTE}"))
}

pub fn link_added(file: &VPath, span: Span, target: &str) -> Diagnostic {
    Diagnostic::warning("link-differs", file, span, format!("the source does not link to `{target}`"))
        .help(format!("take the link out, or add it to the source first; {MUTE}"))
}

pub fn note_differs(file: &VPath, span: Span, here: usize, there: usize) -> Diagnostic {
    let message = format!("footnotes here: {here}, in the source: {there}");
    Diagnostic::warning("note-differs", file, span, message)
        .help(format!("put a footnote where the source has one; {MUTE}"))
}

pub fn code_differs(file: &VPath, span: Span, code: &str) -> Diagnostic {
    Diagnostic::warning("code-differs", file, span, format!("the source has the code `{code}` here"))
        .help(format!("code is not translated: write it as it stands there; {MUTE}"))
}

pub fn image_differs(file: &VPath, span: Span, here: &str, there: &str) -> Diagnostic {
    Diagnostic::warning("image-differs", file, span, format!("the source shows `{there}`, the translation `{here}`"))
        .help(format!("a picture for one language goes into `media/<lang>/` under the same name; {MUTE}"))
}

pub fn list_differs(file: &VPath, span: Span, what: &str, (here, there): (usize, usize)) -> Diagnostic {
    let message = format!("entries of this {what}: {here}, in the source: {there}");
    Diagnostic::warning("list-differs", file, span, message)
        .help(format!("give one entry for each of the source, in the same order; {MUTE}"))
}

pub fn table_differs(file: &VPath, span: Span, here: (usize, usize), there: (usize, usize)) -> Diagnostic {
    let size = |(rows, columns)| format!("{rows} × {columns}");
    let message = format!("rows and columns of this table: {}, in the source: {}", size(here), size(there));
    Diagnostic::warning("table-differs", file, span, message)
        .help(format!("give it the rows and columns of the source; {MUTE}"))
}

pub fn structure_differs(file: &VPath, span: Span, there: Option<&str>, here: Option<&str>) -> Diagnostic {
    let message = match (there, here) {
        (Some(there), Some(here)) => format!("in the source a {there} stands here, in the translation a {here}"),
        (Some(there), None) => format!("the source has a {there} in this section, the translation has not"),
        (None, _) => format!("the source has no {} here", here.unwrap_or("such part")),
    };
    Diagnostic::warning("structure-differs", file, span, message)
        .help(format!("build the section as in the source; {MUTE}"))
}

pub fn text_untranslated(file: &VPath, span: Span, source: &crate::lang::Lang) -> Diagnostic {
    Diagnostic::warning("text-untranslated", file, span, format!("this reads as the source language `{source}`"))
        .help(format!("translate it; a quotation stands in `<span lang=\"{source}\">…</span>`; {MUTE}"))
}

pub fn term_avoided(file: &VPath, span: Span, (written, advice): (&str, &str), severity: Severity) -> Diagnostic {
    let problem = Diagnostic::error("term-avoided", file, span, format!("`{written}` is a word to avoid"));
    Diagnostic { severity, ..problem }.help(format!("{advice}; {MUTE}"))
}

pub fn term_missing(file: &VPath, span: Span, there: &str, term: &str) -> Diagnostic {
    let message = format!("the source says `{there}` here, and this page never says `{term}`");
    Diagnostic::warning("term-missing", file, span, message)
        .help(format!("use the agreed term, or add this form to `forms` in `content/data/glossary.yaml`; {MUTE}"))
}

pub fn mute_unknown<'a>(
    file: &VPath,
    span: Span,
    code: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let help = did_you_mean(code, known.clone()).unwrap_or_else(|| format!("rules to mute are {}", listed(known)));
    Diagnostic::error("mute-unknown", file, span, format!("there is no rule `{code}` to mute")).help(help)
}

pub fn mute_without_reason(file: &VPath, span: Span, code: &str) -> Diagnostic {
    Diagnostic::error("mute-without-reason", file, span, format!("`{code}` is muted here without a reason"))
        .help(format!("say why: `<!-- kopru-ignore {code}: … -->`; until then the rule speaks"))
}

pub fn mute_unused(file: &VPath, span: Span, code: &str) -> Diagnostic {
    Diagnostic::warning("mute-unused", file, span, format!("`{code}` is muted here, but has nothing to say"))
        .help("delete the mute, so that the rule speaks when it has to")
}

// Files of translation tools

pub fn exchange_malformed(file: &VPath, span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("exchange-malformed", file, span, format!("this file cannot be read: {why}"))
        .help("import a file that `kopru translate export` wrote and a tool has saved in the same format")
}

pub fn exchange_page_missing(file: &VPath, span: Span, page: &str) -> Diagnostic {
    Diagnostic::error("exchange-page-missing", file, span, format!("the site has no page `{page}` in these languages"))
        .help("export it again if it was renamed or moved")
}

pub fn exchange_source_changed(file: &VPath, span: Span, page: &str) -> Diagnostic {
    let message = format!("the source of this text in `{page}` has changed since the export; it is left out");
    Diagnostic::warning("exchange-source-changed", file, span, message)
        .help("export the page again and translate what is new")
}

pub fn exchange_no_place(file: &VPath, span: Span, page: &str) -> Diagnostic {
    let message = format!("the translation of `{page}` has no place for this text; it is left out");
    Diagnostic::warning("exchange-no-place", file, span, message)
        .help("add it to the page where the source has it, then import again")
}

pub fn exchange_code(file: &VPath, span: Span, code: &str, missing: bool) -> Diagnostic {
    let message = match missing {
        true => format!("the inline code `{code}` is missing in this translation"),
        false => format!("the inline code `{code}` is not in the source"),
    };
    Diagnostic::error("exchange-code", file, span, message)
        .help("keep every link, emphasis, footnote and code of the source, each once; nothing of the file is taken in")
}

pub fn exchange_shape(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("exchange-shape", file, span, "this text would change the build of its page")
        .help("write running text only: no list, heading or table, and no line that begins like one; nothing of the file is taken in")
}
