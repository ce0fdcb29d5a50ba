//! Every problem that content can have: one constructor each.
//!
//! A message says what is wrong in the author's words, the help what to do.
//! Both are lower case without a final stop, with the author's text in backticks.

use crate::diag::{Diagnostic, Severity, Span, nearest};
use crate::path::VPath;

const START: Span = Span { start: 0, end: 0 };

/// Where authors find what a field holds.
const FIELDS: &str = "docs/fields.md shows what each field holds";

fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wrong, known).map(|name| format!("did you mean `{name}`?"))
}

fn listed<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = known.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

// Files

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

// YAML

pub fn yaml_syntax(file: &VPath, span: Span, message: &str) -> Diagnostic {
    let first = message.lines().next().unwrap_or_default();
    Diagnostic::error("yaml-syntax", file, span, format!("this is not valid YAML: {first}"))
        .help("check the indentation, and put text that contains `: ` or `#` between quotation marks")
}

pub fn duplicate_key(file: &VPath, span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("yaml-duplicate-key", file, span, format!("`{key}` stands here a second time"))
        .help("keep one of them; the first one counts until then")
}

pub fn unknown_key<'a>(
    file: &VPath,
    span: Span,
    key: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let help = did_you_mean(key, known.clone()).unwrap_or_else(|| format!("known are {}", listed(known)));
    Diagnostic::error("field-unknown", file, span, format!("there is no field `{key}` here")).help(help)
}

pub fn field_missing(file: &VPath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("field-missing", file, span, format!("the field `{name}` is missing"))
        .help(format!("add a line `{name}: …`"))
}

pub fn wrong_type(file: &VPath, span: Span, expected: &str) -> Diagnostic {
    Diagnostic::error("field-type", file, span, format!("this should be {expected}")).help(FIELDS)
}

pub fn wrong_value(file: &VPath, span: Span, text: &str, expected: &str) -> Diagnostic {
    Diagnostic::error("field-value", file, span, format!("`{text}` is not {expected}")).help(FIELDS)
}

pub fn unknown_word<'a>(
    file: &VPath,
    span: Span,
    text: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let help = did_you_mean(text, known.clone()).unwrap_or_else(|| format!("known are {}", listed(known)));
    Diagnostic::error("word-unknown", file, span, format!("`{text}` is not known here")).help(help)
}

pub fn not_a_language(file: &VPath, span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("language-tag", file, span, format!("`{text}` is not a language tag"))
        .help("language tags look like `tr`, `en` or `de-CH`")
}

pub fn block_in_field(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("field-block", file, span, "a field holds running text only: no lists, headings or tables")
        .help("move it into the page")
}

// Front matter and inheritance

pub fn front_matter_open(file: &VPath) -> Diagnostic {
    Diagnostic::error("front-matter-open", file, START, "the front matter is not closed")
        .help("put a line `---` after the last field")
}

pub fn neutral_repeated(file: &VPath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "field-neutral",
        file,
        span,
        format!("`{name}` is the same in every language and stands in the source page"),
    )
    .help("delete it here; the translation inherits it")
}

pub fn list_length_differs(file: &VPath, span: Span, name: &str, source: usize, here: usize) -> Diagnostic {
    Diagnostic::error(
        "field-list-length",
        file,
        span,
        format!("entries of `{name}` here: {here}, in the source: {source}"),
    )
    .help("give one entry for each entry of the source, in the same order")
}

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

// Print

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

/// The page whose path or file name is near to `name`.
fn nearest_page<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let last = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    let known: Vec<&str> = known.into_iter().collect();
    nearest(name, known.iter().copied()).or_else(|| {
        let wanted = name.rsplit('/').next().unwrap_or(name);
        let found = nearest(wanted, known.iter().map(|path| last(path)))?;
        known.iter().copied().find(|path| last(path) == found)
    })
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

// Data, references and sums

pub fn label_missing(file: &VPath, span: Span, what: &str, lang: &crate::lang::Lang) -> Diagnostic {
    Diagnostic::error("label-missing", file, span, format!("`{what}` has no words in `{lang}`"))
        .help(format!("add `{lang}: …`"))
}

pub fn code_unknown<'a>(
    file: &VPath,
    span: Span,
    code: &str,
    vocabulary: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let help = did_you_mean(code, known.clone()).unwrap_or_else(|| format!("known are {}", listed(known)));
    Diagnostic::error("code-unknown", file, span, format!("`{code}` is not in the vocabulary `{vocabulary}`"))
        .help(help)
}

pub fn reference_missing<'a>(
    file: &VPath,
    span: Span,
    path: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem = Diagnostic::error("reference-missing", file, span, format!("there is no page `{path}`"));
    match nearest_page(path, known) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("write the path of a page without language and extension"),
    }
}

pub fn edition_page_missing<'a>(
    file: &VPath,
    span: Span,
    edition: &str,
    path: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem = reference_missing(file, span, path, known);
    Diagnostic { message: format!("the edition `{edition}` names `{path}`, which is no page or folder"), ..problem }
}

pub fn edition_empty(file: &VPath, span: Span, edition: &str) -> Diagnostic {
    let message = format!("the edition `{edition}` names no pages");
    Diagnostic::error("edition-empty", file, span, message)
        .help("name pages or folders by their path in `pages`, or parts of the book in `parts`")
}

pub fn organisation_unknown<'a>(
    file: &VPath,
    span: Span,
    key: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem = Diagnostic::error("organisation-unknown", file, span, format!("there is no organisation `{key}`"));
    problem.help(did_you_mean(key, known).unwrap_or_else(|| "add it to `content/data/organisations.yaml`".to_string()))
}

pub fn term_unknown<'a>(file: &VPath, span: Span, key: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let problem = Diagnostic::error("term-unknown", file, span, format!("there is no term `{key}` in the glossary"));
    problem.help(did_you_mean(key, known).unwrap_or_else(|| "add it to `content/data/glossary.yaml`".to_string()))
}

pub fn sum_differs(file: &VPath, span: Span, name: &str, stated: f64, sum: f64) -> Diagnostic {
    Diagnostic::error("sum-differs", file, span, format!("`{name}` says {stated}, but the parts add up to {sum}"))
        .help("correct the total or the parts")
}

pub fn print_overfull_slide(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::warning("print-overfull-slide", file, span, "this slide does not fit one page, even in small type")
        .help("make two slides of it, or leave words out: they can be said")
}

pub fn people_without_name<'a>(file: &VPath, span: Span, columns: impl Iterator<Item = &'a str>) -> Diagnostic {
    let found = listed(columns);
    Diagnostic::error("people-without-name", file, span, "the first line names no column `name`")
        .help(format!("its columns are {found}; `name` is needed, `organisation`, `course` and `date` are read too"))
}

pub fn person_without_name(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("person-without-name", file, span, "there is no name in this line")
        .help("write the name, or delete the line")
}

pub fn certificate_course<'a>(list: &VPath, wrong: Option<&str>, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = match wrong {
        Some(name) => format!("there is no course `{name}`"),
        None => "it is not clear which course the certificates are for".to_string(),
    };
    let help = format!("name one with `--course`, or in the column `course`: {}", listed(known));
    Diagnostic::error("certificate-course", list, START, message).help(help)
}

pub fn certificate_template<'a>(
    file: &VPath,
    span: Span,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("the theme has no template `print/{name}`");
    let help = format!("put it there, or name another one: {}", listed(known));
    Diagnostic::error("certificate-template", file, span, message).help(help)
}

pub fn people_none(file: &VPath) -> Diagnostic {
    Diagnostic::error("people-none", file, START, "there is nobody in this list")
        .help("write a line `name`, and below it a line for each person")
}

pub fn trainer_output(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("trainer-output", file, span, "this is not a folder inside of the site")
        .help("write a name such as `public-trainer`; `kopru build --audience trainer --out DIR` writes anywhere")
}

pub fn objective_uncovered(file: &VPath, span: Span, number: usize) -> Diagnostic {
    Diagnostic::warning("objective-uncovered", file, span, format!("no session works on objective {number}"))
        .help("add its number to the `objectives` of a session, or leave the objective out")
}

pub fn length_invalid(file: &VPath, span: Span, name: &str, length: f64) -> Diagnostic {
    Diagnostic::error("length-invalid", file, span, format!("nothing takes {length} {name}"))
        .help(format!("write the {name} that it takes, more than 0"))
}

pub fn participants_count(file: &VPath, span: Span, count: i64) -> Diagnostic {
    Diagnostic::error("participants-count", file, span, format!("{count} is no number of people"))
        .help("write how many of this audience take part, 1 or more")
}

pub fn objective_missing(file: &VPath, span: Span, number: i64, count: usize) -> Diagnostic {
    Diagnostic::error("objective-missing", file, span, format!("the module has no objective {number}"))
        .help(format!("its objectives are numbered from 1 to {count}"))
}

pub fn quiz_count_differs(file: &VPath, here: usize, there: usize) -> Diagnostic {
    Diagnostic::error("quiz-count-differs", file, START, format!("quizzes here: {here}, in the source: {there}"))
        .help("translate each quiz of the source, in the same order")
}

pub fn quiz_key_differs(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("quiz-key-differs", file, span, "another answer is marked as right than in the source page")
        .help("keep the order of the answers and the marks `[x]` of the source")
}

pub fn review_overdue(file: &VPath, span: Span, due: crate::doc::Date) -> Diagnostic {
    Diagnostic::warning("review-overdue", file, span, format!("the review of this page was due on {due}"))
        .help("review the page and set `reviewed` and `review_due`")
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
