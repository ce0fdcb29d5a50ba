//! What a written link means. A link is resolved once; each writer spells the
//! target in its own way.

use std::borrow::Cow;

use super::media::MediaFile;
use super::{Page, Site};
use crate::diag::{Diagnostic, Span};
use crate::lang::Lang;
use crate::path::VPath;
use crate::problems;
use crate::schema::is_web_address;
use crate::schema::pages::Kind;

/// Where a link leads.
pub enum Target<'a> {
    Page { page: &'a Page, anchor: Option<String> },
    Media(&'a MediaFile),
    Web(String),
}

/// Where a link stands: the page, the language and the place for messages.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    pub page: &'a Page,
    pub lang: &'a Lang,
    pub file: &'a VPath,
    pub span: Span,
}

/// The target of a link, with the problem that it has; a link to nowhere has no target.
pub fn resolve<'a>(site: &'a Site, origin: Origin<'a>, written: &str) -> (Option<Target<'a>>, Option<Diagnostic>) {
    if is_web_address(written) {
        return (Some(Target::Web(written.to_string())), None);
    }
    let Origin { file, span, .. } = origin;
    let (path, anchor) = match written.split_once('#') {
        Some((path, anchor)) => (path, Some(decode(anchor))),
        None => (written, None),
    };
    let path = decode(path);
    if written.is_empty() || path.starts_with("//") || has_scheme(&path) {
        return (None, Some(problems::link_unsafe(file, span, written)));
    }
    if let Some(name) = media_name(site, origin, &path) {
        return match site.media.get(&name, origin.lang) {
            Some(file) => (Some(Target::Media(file)), None),
            None => (None, Some(problems::media_missing(file, span, &path, site.media.names()))),
        };
    }
    let (page, problem) = page(site, origin, &path);
    let Some(page) = page else { return (None, problem) };
    match anchor.filter(|anchor| !anchor.is_empty()) {
        None => (Some(Target::Page { page, anchor: None }), problem),
        Some(anchor) => {
            let missing = anchor_problem(site, origin, page, &anchor);
            let hidden = is_hidden(site, origin, page, &anchor);
            let anchor = (missing.is_none() && !hidden).then(|| anchor.into_owned());
            (Some(Target::Page { page, anchor }), problem.or(missing))
        }
    }
}

/// The picture or other file that is written as `source`, or the problem that it has.
pub fn media<'a>(site: &'a Site, origin: Origin<'a>, source: &str) -> Result<&'a MediaFile, Diagnostic> {
    let Origin { file, span, lang, .. } = origin;
    if has_scheme(source) || source.starts_with("//") {
        return Err(problems::media_remote(file, span, source));
    }
    let path = decode(source);
    let name = media_name(site, origin, &path).unwrap_or_else(|| path.trim_start_matches('/').to_string());
    let found = site.media.get(&name, lang);
    found.ok_or_else(|| problems::media_missing(file, span, source, site.media.names()))
}

/// The page that `path` names, and a problem even where it is found in another language.
fn page<'a>(site: &'a Site, origin: Origin<'a>, path: &str) -> (Option<&'a Page>, Option<Diagnostic>) {
    let Origin { file, span, .. } = origin;
    if path.is_empty() {
        return (Some(origin.page), None);
    }
    let missing = || {
        let known = site.pages.keys().map(String::as_str);
        problems::link_page_missing(file, span, path, suggestion(site, origin, path), known)
    };
    let Some((lang, name)) = page_name(site, origin, path) else { return (None, Some(missing())) };
    let Some(page) = site.pages.get(&name) else { return (None, Some(missing())) };
    let other =
        lang.filter(|lang| lang != origin.lang).map(|lang| problems::link_other_language(file, span, path, &lang));
    (Some(page), other)
}

/// The path without language and extension of a link to an `.md` file, and the language it names.
fn page_name(site: &Site, origin: Origin, path: &str) -> Option<(Option<Lang>, String)> {
    let path = path.strip_suffix(".md")?;
    if let Some(from_top) = path.strip_prefix('/') {
        return Some((None, VPath::new(from_top)?.as_str().to_string()));
    }
    let file = origin.file.sibling(path)?;
    let (lang, name) = file.below("content")?.split_once('/')?;
    let lang = site.config.languages.iter().find(|known| known.as_str() == lang)?;
    Some((Some(lang.clone()), name.to_string()))
}

/// The path below `content/media/`, if the link leads there.
fn media_name(site: &Site, origin: Origin, path: &str) -> Option<String> {
    if let Some(name) = path.strip_prefix("/media/") {
        return Some(VPath::new(name)?.as_str().to_string());
    }
    if path.starts_with('/') || path.is_empty() {
        return None;
    }
    let name = origin.file.sibling(path)?.below("content/media")?.to_string();
    let of_language = |lang: &Lang| name.strip_prefix(&format!("{lang}/")).map(str::to_string);
    Some(site.config.languages.iter().find_map(of_language).unwrap_or(name))
}

/// An existing page that a link without `.md` most likely means.
fn suggestion(site: &Site, origin: Origin, path: &str) -> Option<String> {
    let plain = path.trim_end_matches('/');
    [format!("{plain}.md"), format!("{plain}/index.md")]
        .into_iter()
        .find(|candidate| page_name(site, origin, candidate).is_some_and(|(_, name)| site.pages.contains_key(&name)))
}

fn anchor_problem(site: &Site, origin: Origin, page: &Page, anchor: &str) -> Option<Diagnostic> {
    let (_, version) = page.shown(origin.lang);
    let entries = match page.kind {
        Kind::Glossary => site.data.glossary.as_ref().map(|terms| terms.keys().map(String::as_str).collect()),
        Kind::Organisations => site.data.organisations.as_ref().map(|all| all.keys().map(String::as_str).collect()),
        _ => None,
    };
    let entries: Vec<&str> = entries.unwrap_or_default();
    let known = version.anchors.iter().map(String::as_str).chain(entries.iter().copied());
    if known.clone().any(|known| known == anchor) {
        return None;
    }
    Some(problems::link_anchor_missing(origin.file, origin.span, anchor, &page.path, known))
}

/// Whether the section is one that only trainers see.
fn is_hidden(site: &Site, origin: Origin, page: &Page, anchor: &str) -> bool {
    let (_, version) = page.shown(origin.lang);
    let mut sections = version.summary.headings.iter().zip(&version.anchors);
    !site.config.audience.is_trainer() && sections.any(|(heading, known)| heading.trainer && known == anchor)
}

fn has_scheme(path: &str) -> bool {
    let before_slash = path.split('/').next().unwrap_or_default();
    before_slash.contains(':')
}

/// Percent-encoded bytes restored; text that is not well encoded stays as it is.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let encoded = tail.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match encoded.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_addresses_are_read() {
        assert_eq!(decode("a%20b%C3%BC"), "a bü");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%ff"), "%zz%ff");
    }
}
