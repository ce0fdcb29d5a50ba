//! The few HTML elements that authors may write, read from one tag at a time.
//!
//! The document model has no place for raw HTML, so nothing else can reach an
//! output. Removed tags are reported by the caller.

use crate::doc::Element;
use crate::lang::Lang;

/// One tag of raw HTML.
#[derive(Debug, PartialEq)]
pub enum Tag {
    Open {
        element: Element,
        lang: Option<String>,
        title: Option<String>,
    },
    Close(Element),
    Break,
    /// A comment: nothing to show, nothing to report.
    Comment,
    /// Not on the list; the name is for the message.
    Refused(String),
}

/// Reads the tag that `html` begins with.
pub fn tag(html: &str) -> Tag {
    if html.starts_with("<!--") {
        return Tag::Comment;
    }
    let inner = html.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
    let (closing, inner) = match inner.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inner),
    };
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = inner[..end].to_ascii_lowercase();
    if name == "br" {
        return Tag::Break;
    }
    let Some(element) = element(&name) else {
        // Declarations and instructions have no name: `<!DOCTYPE …>`, `<?php …>`.
        let sign = inner.chars().next().filter(|_| name.is_empty());
        return Tag::Refused(sign.map_or(name, |sign| format!("{sign}…")));
    };
    if closing {
        return Tag::Close(element);
    }
    let lang = attribute(&inner[end..], "lang").filter(|tag| Lang::new(tag).is_some());
    Tag::Open { element, lang, title: attribute(&inner[end..], "title") }
}

fn element(name: &str) -> Option<Element> {
    Some(match name {
        "abbr" => Element::Abbr,
        "cite" => Element::Cite,
        "ins" => Element::Ins,
        "kbd" => Element::Kbd,
        "mark" => Element::Mark,
        "q" => Element::Q,
        "small" => Element::Small,
        "span" => Element::Span,
        "sub" => Element::Sub,
        "sup" => Element::Sup,
        _ => return None,
    })
}

/// The value of a quoted or bare attribute; character references stay as written.
fn attribute(text: &str, name: &str) -> Option<String> {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let key = &rest[..end];
        rest = rest[end..].trim_start();
        let value = match rest.strip_prefix('=') {
            Some(after) => {
                let (value, tail) = quoted(after.trim_start());
                rest = tail.trim_start();
                value
            }
            None => "",
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value.to_string());
        }
        if key.is_empty() && value.is_empty() {
            return None;
        }
    }
    None
}

/// A value at the start of `text`, and what follows it.
fn quoted(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

/// The words between the tags of a block of raw HTML, without scripts and
/// styles, and the names of the tags removed.
pub fn strip(html: &str) -> (String, Vec<String>) {
    let (mut words, mut removed) = (String::new(), Vec::new());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        words.push_str(&rest[..start]);
        rest = &rest[start..];
        let end =
            if rest.starts_with("<!--") { rest.find("-->").map(|i| i + 3) } else { rest.find('>').map(|i| i + 1) };
        let end = end.unwrap_or(rest.len());
        let (found, opens) = (tag(&rest[..end]), !rest.starts_with("</"));
        rest = &rest[end..];
        if let (Tag::Refused(name), true) = (found, opens) {
            rest = skip_raw(rest, &name);
            removed.push(name);
        }
    }
    words.push_str(rest);
    (words.split_whitespace().collect::<Vec<_>>().join(" "), removed)
}

/// What follows the content of an element whose content is never text.
fn skip_raw<'a>(rest: &'a str, name: &str) -> &'a str {
    if !matches!(name, "script" | "style" | "template" | "textarea" | "title" | "svg" | "math" | "iframe" | "object") {
        return rest;
    }
    let lower = rest.to_ascii_lowercase();
    lower.find(&format!("</{name}")).map_or("", |end| &rest[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_elements_and_attributes_pass() {
        let open = |element, lang: Option<&str>, title: Option<&str>| Tag::Open {
            element,
            lang: lang.map(str::to_string),
            title: title.map(str::to_string),
        };
        assert_eq!(tag("<kbd>"), open(Element::Kbd, None, None));
        assert_eq!(tag("<SPAN class=x lang='de'>"), open(Element::Span, Some("de"), None));
        assert_eq!(tag("<abbr onclick=\"x()\" title=\"a > b\">"), open(Element::Abbr, None, Some("a > b")));
        assert_eq!(tag("<span lang=\"../\">"), open(Element::Span, None, None));
        assert_eq!(tag("</kbd>"), Tag::Close(Element::Kbd));
        assert_eq!(tag("<br/>"), Tag::Break);
        assert_eq!(tag("<img src=x onerror=alert(1)>"), Tag::Refused("img".into()));
        assert_eq!(tag("<!-- note -->"), Tag::Comment);
    }

    #[test]
    fn blocks_are_reduced_to_their_words() {
        let (words, removed) = strip("<div>\nBir <b>iki</b>\n<script>alert(1)</script> üç</div>");
        assert_eq!(words, "Bir iki üç");
        assert_eq!(removed, ["div", "b", "script"]);
        assert_eq!(strip("<!-- x --> <").0, "");
    }
}
