//! The normal form of a line of text: what two spellings of the same words share.
//!
//! In: inlines and the file they stand in. Out: one line of Markdown in one
//! fixed spelling. Composed characters, white space, the signs of emphasis,
//! lists and tables, line ends, reference links and the way a link target is
//! written make no difference. Words, their marks, numbers and targets do.
//! Nothing here may lose a difference of meaning.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

use crate::doc::{Element, Html, Inline};
use crate::memo::Hash;
use crate::path::VPath;
use crate::schema::is_web_address;

/// How many hexadecimal digits of a hash tell the units of a page apart.
const FINGERPRINT_DIGITS: usize = 12;

/// The normal form of `inlines` in `file`.
pub fn inlines(inlines: &[Inline], file: &VPath) -> String {
    let mut out = String::new();
    write_all(inlines, file, &mut out);
    words(&out)
}

/// The normal form of plain text.
pub fn words(text: &str) -> String {
    match text.chars().all(is_plain) {
        true => spaced(text),
        false => spaced(&text.nfc().filter(|c| !is_invisible(*c)).collect::<String>()),
    }
}

/// One space between words.
fn spaced(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The name of a normal form in sync files.
pub fn fingerprint(normal: &str) -> String {
    Hash::of(normal.as_bytes()).short(FINGERPRINT_DIGITS)
}

/// A character of which every spelling is composed: Latin letters, dashes and quotation marks.
/// Texts with others are rare, and take longer.
fn is_plain(c: char) -> bool {
    (c < '\u{300}' || ('\u{2010}'..='\u{2027}').contains(&c)) && !is_invisible(c)
}

/// Marks of where a line may break, and of nothing else.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn write_all(inlines: &[Inline], file: &VPath, out: &mut String) {
    inlines.iter().for_each(|inline| write_inline(inline, file, out));
}

fn write_inline(inline: &Inline, file: &VPath, out: &mut String) {
    match inline {
        Inline::Text(text) => write_text(text, out),
        Inline::Emphasis(content) => marked("*", content, file, out),
        Inline::Strong(content) => marked("**", content, file, out),
        Inline::Strikethrough(content) => marked("~~", content, file, out),
        Inline::Code(code) => {
            let _ = write!(out, "`{code}`");
        }
        Inline::Link(link) => {
            out.push('[');
            write_all(&link.content, file, out);
            write_target(&link.target, &link.title, file, out);
        }
        Inline::Image(image) => {
            out.push_str("![");
            write_text(&image.alt, out);
            write_target(&image.source, &image.title, file, out);
        }
        // Labels are free: renumbered notes read the same.
        Inline::NoteReference { .. } => out.push_str("[^]"),
        Inline::Html(html) => {
            let Html { element, lang, title, content } = &**html;
            let name = element_name(*element);
            let _ = write!(out, "<{name}");
            for (name, value) in [("lang", lang), ("title", title)] {
                if let Some(value) = value {
                    let _ = write!(out, " {name}={value}");
                }
            }
            out.push('>');
            write_all(content, file, out);
            let _ = write!(out, "</{name}>");
        }
        Inline::LineBreak | Inline::SoftBreak => out.push(' '),
    }
}

fn marked(sign: &str, content: &[Inline], file: &VPath, out: &mut String) {
    out.push_str(sign);
    write_all(content, file, out);
    out.push_str(sign);
}

/// Text whose signs cannot be taken for marks of this form.
fn write_text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'*' | b'`' | b'[' | b'<' | b'\\')) {
        let (before, sign) = rest.split_at(at);
        out.push_str(before);
        out.push('\\');
        out.push_str(&sign[..1]);
        rest = &sign[1..];
    }
    out.push_str(rest);
}

fn write_target(target: &str, title: &str, file: &VPath, out: &mut String) {
    let _ = write!(out, "]({}", self::target(target, file));
    if !title.is_empty() {
        let _ = write!(out, " \"{title}\"");
    }
    out.push(')');
}

/// A link or file of `file`, written from the top of its language or of `content/`.
pub fn target(written: &str, file: &VPath) -> String {
    if is_web_address(written) {
        return web_address(written);
    }
    let (path, anchor) = written.split_once('#').map_or((written, ""), |(path, anchor)| (path, anchor));
    let full = match path.strip_prefix('/') {
        _ if path.contains(':') => None,
        Some(from_top) => VPath::new(from_top).map(|path| format!("/{path}")),
        None if path.is_empty() => below_language(file),
        None => file.sibling(path).and_then(|path| below_language(&path)),
    };
    let mut target = full.unwrap_or_else(|| path.to_string());
    if !anchor.is_empty() {
        let _ = write!(target, "#{anchor}");
    }
    target
}

/// `/handbook/a.md` for `content/tr/handbook/a.md`, `/media/a.png` for `content/media/a.png`.
fn below_language(path: &VPath) -> Option<String> {
    let (folder, rest) = path.below("content")?.split_once('/')?;
    Some(if folder == "media" { format!("/media/{rest}") } else { format!("/{rest}") })
}

/// Scheme and host in small letters; an empty path is `/`.
fn web_address(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_string() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = if path.is_empty() { "/" } else { path };
    format!("{}://{}{path}", scheme.to_ascii_lowercase(), host.to_ascii_lowercase())
}

fn element_name(element: Element) -> &'static str {
    match element {
        Element::Abbr => "abbr",
        Element::Cite => "cite",
        Element::Ins => "ins",
        Element::Kbd => "kbd",
        Element::Mark => "mark",
        Element::Q => "q",
        Element::Small => "small",
        Element::Span => "span",
        Element::Sub => "sub",
        Element::Sup => "sup",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::parse;

    fn check(markdown: &str) -> String {
        let file = VPath::fixed("content/tr/handbook/a.md");
        let parsed = parse::inlines(&file, markdown, Span::default(), &mut Vec::new());
        inlines(&parsed, &file)
    }

    #[test]
    fn spellings_of_the_same_words_are_one() {
        let same = [
            ("*a* __b__", "_a_ **b**"),
            ("a\nb  c", "a b\u{a0}c"),
            ("s\u{327}", "ş"),
            ("[x](b.md#y)", "[x](./../handbook/b.md#y)"),
            ("[x](b.md)", "[x](/handbook/b.md)"),
            ("[x][1]\n\n[1]: b.md", "[x](b.md)"),
            ("[x](#y)", "[x](a.md#y)"),
            ("![x](../../media/y.png)", "![x](/media/y.png)"),
            ("<HTTPS://Example.org>", "[HTTPS://Example.org](https://example.org/)"),
            ("a &amp; b", "a \\& b"),
            ("Ge\u{ad}meinde", "Gemeinde"),
        ];
        for (one, other) in same {
            assert_eq!(check(one), check(other));
        }
    }

    #[test]
    fn different_words_and_targets_stay_different() {
        let different = [
            ("a b", "ab"),
            ("*a*", "**a**"),
            ("*a*", "\\*a\\*"),
            ("[x](b.md)", "[x](c.md)"),
            ("5", "6"),
            ("a", "A"),
            ("ı", "i"),
            ("`a`", "a"),
        ];
        for (one, other) in different {
            assert_ne!(check(one), check(other));
        }
    }
}
