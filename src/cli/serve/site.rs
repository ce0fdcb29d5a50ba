//! What is served: all files of one build in memory, never changed, swapped as a whole.
//!
//! An address is looked up in the list of built files. No path of it ever
//! reaches the file system, so none can leave the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use serde::Serialize;

use super::desk::Desk;
use crate::cli::report::{self, Entry};
use crate::diag::Diagnostic;
use crate::pipeline::Build;
use crate::snapshot::Snapshot;

/// Problems that a page shows; more than these nobody reads there.
const SHOWN: usize = 50;

/// The site of one moment and what is wrong with it.
#[derive(Clone, Default)]
pub struct Site {
    /// By path from the site's root.
    files: BTreeMap<String, Bytes>,
    /// In the order of the settings; the first is for readers of none of them.
    languages: Vec<String>,
    /// The message for open pages, in JSON.
    pub state: String,
    /// Where translators see pages beside their originals.
    pub desk: Option<Arc<Desk>>,
}

/// What stands at an address.
#[derive(Debug, PartialEq)]
pub enum Found<'a> {
    File {
        path: &'a str,
        bytes: &'a Bytes,
    },
    /// The page is at this address, which ends in a stroke.
    Moved(String),
    /// Nothing; the page that says so, if the site has one.
    Missing(Option<&'a Bytes>),
}

/// What open pages are told.
#[derive(Serialize)]
struct State<'a> {
    /// Counts the builds of this run.
    build: u64,
    errors: usize,
    warnings: usize,
    problems: Vec<Entry<'a>>,
}

impl Site {
    /// The site after a build. One that is not whole leaves the files of `before`
    /// in their place, so that a broken template takes no page away.
    pub fn after(before: &Self, number: u64, build: &Build, snapshot: &Snapshot, desk: Desk) -> Self {
        let state = state(number, &build.problems, snapshot);
        if !build.is_whole() {
            return Self { state, ..before.clone() };
        }
        let files = build.artifacts.iter().map(|file| (file.path.to_string(), file.bytes.clone())).collect();
        let languages = build.languages.iter().map(ToString::to_string).collect();
        Self { files, languages, state, desk: Some(Arc::new(desk)) }
    }

    /// Whether there is anything to serve.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What stands at the path of a request; `accepted` is what languages its reader prefers.
    pub fn find(&self, path: &str, accepted: &str) -> Found<'_> {
        let Some(name) = decoded(path) else { return self.missing("", accepted) };
        if let Some(folder) = name.strip_suffix('/').or((name.is_empty()).then_some("")) {
            let index = if folder.is_empty() { "index.html".to_string() } else { format!("{folder}/index.html") };
            return self.file(&index).unwrap_or_else(|| self.missing(&name, accepted));
        }
        if let Some(found) = self.file(&name) {
            return found;
        }
        match self.files.contains_key(&format!("{name}/index.html")) {
            true => Found::Moved(format!("/{}/", encoded(&name))),
            false => self.missing(&name, accepted),
        }
    }

    fn file(&self, name: &str) -> Option<Found<'_>> {
        let (path, bytes) = self.files.get_key_value(name)?;
        Some(Found::File { path, bytes })
    }

    /// The 404 page of the language whose tree the address is in, or of one that the reader knows.
    fn missing(&self, name: &str, accepted: &str) -> Found<'_> {
        let first = name.split('/').next().unwrap_or_default();
        let known = |tag: &str| self.languages.iter().find(|lang| lang.eq_ignore_ascii_case(tag));
        let lang = known(first).or_else(|| preferred(accepted).into_iter().find_map(known)).or(self.languages.first());
        Found::Missing(lang.and_then(|lang| self.files.get(&format!("{lang}/404.html"))))
    }
}

fn state(number: u64, problems: &[Diagnostic], snapshot: &Snapshot) -> String {
    let (errors, warnings) = report::counts(problems);
    let shown = problems.iter().take(SHOWN).map(|problem| report::entry(snapshot, problem)).collect();
    let state = State { build: number, errors, warnings, problems: shown };
    serde_json::to_string(&state).expect("problems are plain values")
}

/// The path of an address without its percent signs; none if it is no path of a built file.
pub fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.strip_prefix('/')?.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => bytes.push(hexadecimal(rest.next()?)? * 16 + hexadecimal(rest.next()?)?),
            byte => bytes.push(byte),
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let inner = path.strip_suffix('/').unwrap_or(&path);
    let plain = |segment: &str| !matches!(segment, "" | "." | "..") && !segment.contains(['\\', '\0']);
    (path.is_empty() || inner.split('/').all(plain)).then_some(path)
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

/// The path as it is written into a header.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The tags of an `Accept-Language` header, the most wanted first, each followed by its language alone.
fn preferred(accepted: &str) -> Vec<&str> {
    let mut wanted: Vec<(f32, &str)> = Vec::new();
    for part in accepted.split(',') {
        let (tag, quality) = part.split_once(";q=").unwrap_or((part, "1"));
        wanted.push((quality.trim().parse().unwrap_or(0.0), tag.trim()));
    }
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.into_iter().flat_map(|(_, tag)| [tag, tag.split('-').next().unwrap_or(tag)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let files = ["index.html", "tr/index.html", "tr/404.html", "de/404.html", "tr/a/index.html", "search/ş.js"];
        Site {
            files: files.map(|name| (name.to_string(), Bytes::from(name))).into(),
            languages: vec!["tr".to_string(), "de".to_string()],
            state: String::new(),
            desk: None,
        }
    }

    fn found(path: &str) -> Option<String> {
        match site().find(path, "") {
            Found::File { path, .. } => Some(path.to_string()),
            Found::Moved(to) => Some(format!("> {to}")),
            Found::Missing(_) => None,
        }
    }

    #[test]
    fn an_address_is_the_name_of_a_built_file() {
        assert_eq!(found("/").as_deref(), Some("index.html"));
        assert_eq!(found("/tr/").as_deref(), Some("tr/index.html"));
        assert_eq!(found("/tr/a").as_deref(), Some("> /tr/a/"));
        assert_eq!(found("/search/%C5%9F.js").as_deref(), Some("search/ş.js"));
    }

    #[test]
    fn no_spelling_of_an_address_leads_elsewhere() {
        let spellings = [
            "/../tr/",
            "/tr/../tr/",
            "/tr/%2e%2e/tr/",
            "/tr/%2E%2E%2Ftr/",
            "/tr/..%5ctr/",
            "/tr//",
            "//tr/",
            "/tr/./",
            "/tr/%00",
            "/tr/%",
            "/tr/%2",
            "/tr/%zz",
            "/tr/%252e%252e/tr/",
            "/tr/%c0%ae%c0%ae/",
            "/tr\\..\\tr/",
            "tr/",
            "",
            "*",
            "/..",
            "/tr/a/index.html/",
            "/etc/passwd",
            "/TR/",
        ];
        for spelling in spellings {
            assert_eq!(found(spelling), None, "{spelling:?}");
        }
    }

    #[test]
    fn the_page_for_nothing_speaks_the_language_of_the_address_or_of_the_reader() {
        let shown = |path: &str, accepted: &str| match site().find(path, accepted) {
            Found::Missing(Some(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(shown("/de/yok/", "tr"), "de/404.html");
        assert_eq!(shown("/yok/", "en, de-AT;q=0.8, tr;q=0.5"), "de/404.html");
        assert_eq!(shown("/yok/", "fr"), "tr/404.html");
    }
}
