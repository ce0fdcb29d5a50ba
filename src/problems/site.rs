//! The site as a whole: its settings, addresses, theme and interface words.

use super::{START, did_you_mean, listed};
use crate::diag::{Diagnostic, Span};
use crate::path::VPath;

// The site and its settings

pub fn site_missing(file: &VPath) -> Diagnostic {
    Diagnostic::error("site-missing", file, START, "there is no `content/site.yaml`, so this folder is not a site")
        .help("create it with `title`, `base_url` and `languages`, or name the site's folder with `--root`")
}

pub fn source_not_a_language(file: &VPath, span: Span, source: &str) -> Diagnostic {
    Diagnostic::error("source-language", file, span, format!("`{source}` is not one of the site's languages"))
        .help("add it to `languages`, or choose one of them")
}

pub fn nav_page_missing<'a>(
    file: &VPath,
    span: Span,
    path: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem =
        Diagnostic::error("nav-page-missing", file, span, format!("there is no page `{path}` in any language"));
    match did_you_mean(path, known) {
        Some(help) => problem.help(help),
        None => problem.help("write the path of a page or folder without language and extension"),
    }
}

pub fn page_outside_language(file: &VPath, folder: &str) -> Diagnostic {
    Diagnostic::warning(
        "page-outside-language",
        file,
        START,
        format!("`{folder}` is not a language of the site, so this page is left out"),
    )
    .help("move it below one of the languages in `content/site.yaml`, or add the language there")
}

pub fn page_without_source(file: &VPath, path: &str, source: &crate::lang::Lang) -> Diagnostic {
    Diagnostic::warning(
        "page-without-source",
        file,
        START,
        format!("`{path}` has no page in its source language `{source}`"),
    )
    .help(format!("write `content/{source}/{path}.md`, or say `source:` with the language of this page"))
}

pub fn easy_without_page(file: &VPath, standard: &str) -> Diagnostic {
    let message = format!("there is no page `{standard}` to tell in easy language");
    Diagnostic::error("easy-without-page", file, START, message)
        .help("name the file like the page: `page.easy.md` stands beside `page.md`")
}

pub fn headings_differ(file: &VPath, here: usize, there: usize) -> Diagnostic {
    let message = match here == there {
        true => "the headings have other levels than in the source page".to_string(),
        false => format!("headings here: {here}, in the source: {there}"),
    };
    Diagnostic::warning("headings-differ", file, START, message)
        .help("give both the same sections, so that links to a section work in every language")
}

pub fn slug_invalid(file: &VPath, span: Span, slug: &str, clean: &str) -> Diagnostic {
    Diagnostic::error("slug-invalid", file, span, format!("`{slug}` cannot be part of an address"))
        .help(format!("write `{clean}`"))
}

pub fn address_taken(file: &VPath, span: Span, url: &str, other: &str) -> Diagnostic {
    Diagnostic::error(
        "address-taken",
        file,
        span,
        format!("the address `/{url}` belongs to the page `{other}` already"),
    )
    .help("give one of the two another `slug`")
}

pub fn address_reserved(file: &VPath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("address-reserved", file, span, format!("the address `{name}` is used by the program"))
        .help("give the page another `slug`")
}

pub fn alias_invalid(file: &VPath, span: Span, alias: &str) -> Diagnostic {
    Diagnostic::error("alias-invalid", file, span, format!("`{alias}` cannot be an old address"))
        .help("write the path from the root of the site, such as `/tr/eski-adres/`")
}

// Theme and interface words

pub fn message_syntax(file: &VPath, span: Span, message: &str) -> Diagnostic {
    Diagnostic::error("message-syntax", file, span, format!("this message cannot be read: {message}"))
        .help("messages look like `id = text { $variable }`")
}

pub fn message_duplicate(file: &VPath, span: Span, id: &str) -> Diagnostic {
    Diagnostic::error(
        "message-duplicate",
        file,
        span,
        format!("the message `{id}` stands in another file of this language too"),
    )
    .help("keep one of them")
}

pub fn messages_missing(file: &VPath, ids: &[&str], lang: &crate::lang::Lang) -> Diagnostic {
    let shown = listed(ids.iter().copied().take(5));
    let more = if ids.len() > 5 { " and others" } else { "" };
    let message = format!("`{lang}` lacks interface words, so English ones are shown: {shown}{more}");
    Diagnostic::warning("messages-missing", file, START, message)
        .help(format!("add them to a file in `locales/{lang}/`"))
}

pub fn message_variable(file: &VPath, span: Span, id: &str, variable: &str) -> Diagnostic {
    Diagnostic::error(
        "message-variable",
        file,
        span,
        format!("the message `{id}` uses `${variable}`, which it is not given"),
    )
    .help("use only the variables of the English message")
}

pub fn template_failed(file: &VPath, span: Span, message: &str) -> Diagnostic {
    Diagnostic::error("template-failed", file, span, format!("this template fails: {message}"))
        .help("correct it, or delete your copy of the file: the built-in one takes its place")
}

pub fn theme_missing(file: &VPath, name: &str) -> Diagnostic {
    Diagnostic::error("theme-missing", file, START, format!("there is no theme `{name}`"))
        .help("create `themes/<name>/`, or leave `theme` out")
}

pub fn theme_file_missing(file: &VPath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("theme-file-missing", file, span, format!("the theme has no file `{name}`"))
        .help("create it below the theme's folder, or correct the name")
}

pub fn colour_invalid(file: &VPath, span: Span, written: &str) -> Diagnostic {
    Diagnostic::error("colour-invalid", file, span, format!("`{written}` is not a colour"))
        .help("write it in hexadecimal digits and quotes: `\"#0a5a80\"`")
}

pub fn theme_contrast(
    file: &VPath,
    span: Span,
    pair: &str,
    (contrast, wanted): (f64, f64),
    better: &str,
) -> Diagnostic {
    // Rounded down: 4.499 is not 4.5.
    let contrast = (contrast * 100.0).floor() / 100.0;
    Diagnostic::error("theme-contrast", file, span, format!("{pair} is hard to read: contrast {contrast} of {wanted}"))
        .help(format!("public sites must keep {wanted}; the nearest colour that does is `\"{better}\"`"))
}

pub fn font_invalid(file: &VPath, span: Span, written: &str) -> Diagnostic {
    Diagnostic::error("font-invalid", file, span, format!("`{written}` is not a list of fonts"))
        .help("write names of letters, digits and spaces with commas between them, and weights such as `400 700`")
}
