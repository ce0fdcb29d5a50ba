//! Links, pictures and other files that a page names, and hosts elsewhere.

use super::{START, listed, nearest_page};
use crate::diag::{Diagnostic, Span, nearest};
use crate::path::VPath;

// Links and files

pub fn link_page_missing<'a>(
    file: &VPath,
    span: Span,
    path: &str,
    meant: Option<String>,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let name = path.trim_matches('/').trim_end_matches(".md");
    let help = match (meant, nearest_page(name, known)) {
        (Some(meant), _) => format!("link to the file: `{meant}`"),
        (None, Some(page)) => format!("did you mean `/{page}.md`?"),
        (None, None) => "links to pages are paths to `.md` files, relative or from the top of the language".to_string(),
    };
    Diagnostic::error("link-page-missing", file, span, format!("there is no page `{path}`")).help(help)
}

pub fn link_anchor_missing<'a>(
    file: &VPath,
    span: Span,
    anchor: &str,
    page: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let problem =
        Diagnostic::error("link-anchor-missing", file, span, format!("the page `{page}` has no section `#{anchor}`"));
    match nearest(anchor, known.clone()) {
        Some(near) => problem.help(format!("did you mean `#{near}`?")),
        None if known.clone().into_iter().next().is_some() => {
            problem.help(format!("its sections are {}", listed(known)))
        }
        None => problem,
    }
}

pub fn link_other_language(file: &VPath, span: Span, path: &str, lang: &crate::lang::Lang) -> Diagnostic {
    Diagnostic::error(
        "link-other-language",
        file,
        span,
        format!("`{path}` leads into the tree of another language (`{lang}`)"),
    )
    .help("link to the page of the same language; readers switch the language themselves")
}

pub fn link_unsafe(file: &VPath, span: Span, target: &str) -> Diagnostic {
    let shown: String = target.chars().filter(|c| !c.is_control()).take(60).collect();
    let message = match shown.is_empty() {
        true => "this link has no address".to_string(),
        false => format!("`{shown}` is not an address that a page may link to"),
    };
    Diagnostic::error("link-address", file, span, message)
        .help("use `https://`, `mailto:`, `tel:` or a path to a `.md` file")
}

pub fn media_missing<'a>(
    file: &VPath,
    span: Span,
    source: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let name = source.trim_start_matches('/').trim_start_matches("media/");
    let problem = Diagnostic::error("media-missing", file, span, format!("there is no file `{source}`"));
    match nearest(name, known) {
        Some(near) => problem.help(format!("did you mean `/media/{near}`?")),
        None => problem.help("put it into `content/media/` and write `/media/…`"),
    }
}

pub fn media_remote(file: &VPath, span: Span, source: &str) -> Diagnostic {
    Diagnostic::error("media-remote", file, span, format!("`{source}` is on another host"))
        .help("put the file into `content/media/`: pages ask no other host for anything")
}

pub fn media_type(file: &VPath) -> Diagnostic {
    Diagnostic::warning("media-type", file, START, "files of this type are not published")
        .help("publish documents as PDF or text, pictures as SVG, PNG, JPEG or WebP")
}

pub fn svg_active(file: &VPath, mark: &str) -> Diagnostic {
    let message = format!("this drawing contains `{mark}`, which has been left out of what is published");
    Diagnostic::warning("svg-active", file, START, message)
        .help("save it as a plain SVG without scripts, handlers and links to other hosts")
}

pub fn svg_broken(file: &VPath) -> Diagnostic {
    Diagnostic::error(
        "svg-broken",
        file,
        START,
        "this drawing holds what could run, cannot be read, and is not published",
    )
    .help("open it in a drawing program and save it as plain SVG")
}

pub fn picture_broken(file: &VPath, reason: &str) -> Diagnostic {
    Diagnostic::warning("picture-broken", file, START, format!("this picture cannot be read: {reason}"))
        .help("it is published as it is; save it anew as PNG or JPEG, at most 12,000 pixels wide and high")
}

pub fn alt_missing(file: &VPath, span: Span, source: &str) -> Diagnostic {
    Diagnostic::warning("alt-missing", file, span, format!("the picture `{source}` has no text alternative"))
        .help("say in words what it shows: `![…](…)`")
}

pub fn table_caption_empty(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::warning(
        "table-caption-empty",
        file,
        span,
        "this table has the mark of a caption, and no words after it",
    )
    .help("say after the colon what the table shows, or remove the line")
}

pub fn include_page_missing<'a>(
    file: &VPath,
    span: Span,
    page: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem =
        Diagnostic::error("include-page-missing", file, span, format!("there is no page `{page}` to include"));
    match nearest_page(page, known) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("write its path without language and extension"),
    }
}

pub fn include_section_missing(file: &VPath, span: Span, anchor: &str, page: &str) -> Diagnostic {
    Diagnostic::error(
        "include-section-missing",
        file,
        span,
        format!("the page `{page}` has no section `#{anchor}` to include"),
    )
    .help("use the anchor that its heading has in this language")
}

// Other hosts, asked on request

pub fn link_gone(file: &VPath, span: Span, address: &str, status: u16) -> Diagnostic {
    let message = format!("`{address}` leads to nothing: the host answers with status {status}");
    Diagnostic::error("link-gone", file, span, message)
        .help("look for the new address, or link to a copy in an archive")
}

pub fn link_unreachable(file: &VPath, span: Span, address: &str, why: &str) -> Diagnostic {
    Diagnostic::warning("link-unreachable", file, span, format!("`{address}` cannot be reached: {why}"))
        .help("open it in a browser; if it stays away, replace the link")
}

pub fn link_private(file: &VPath, span: Span, address: &str) -> Diagnostic {
    let message = format!("`{address}` is in a private network, and was not asked");
    Diagnostic::warning("link-private", file, span, message)
        .help("readers elsewhere cannot open it; for an internal handbook, check with `--allow-private`")
}
