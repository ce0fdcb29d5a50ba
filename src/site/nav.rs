//! The reading order: which page stands below which, and in what order.

use std::collections::BTreeMap;

use super::{HOME, Page, standard_of};
use crate::config::{NAV_FILE, NavEntry};
use crate::diag::Diagnostic;
use crate::path::VPath;
use crate::problems;

/// Sets parents and children of all pages and gives the reading order.
///
/// Pages that `nav.yaml` does not name follow the named ones of their section in path order.
pub fn arrange(pages: &mut BTreeMap<String, Page>, nav: &[NavEntry], problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut places = BTreeMap::new();
    place(nav, pages, &mut places, problems);
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let paths: Vec<String> = pages.keys().filter(|path| *path != HOME).cloned().collect();
    for path in paths {
        // Easy language stands below the page that it tells, and in no list.
        let standard = standard_of(&path).filter(|standard| pages.contains_key(*standard)).map(str::to_string);
        let parent = standard.clone().unwrap_or_else(|| parent(&path, pages));
        if standard.is_none() {
            children.entry(parent.clone()).or_default().push(path.clone());
        }
        if let Some(page) = pages.get_mut(&path) {
            page.parent = Some(parent);
        }
    }
    for (parent, mut below) in children {
        below.sort_by_cached_key(|path| (places.get(path).copied().unwrap_or(usize::MAX), sort_key(path)));
        if let Some(page) = pages.get_mut(&parent) {
            page.children = below;
        }
    }
    let mut order = Vec::with_capacity(pages.len());
    collect(HOME, pages, &mut order);
    order
}

/// Gives each page named in `nav.yaml` its place.
fn place(
    entries: &[NavEntry],
    pages: &BTreeMap<String, Page>,
    places: &mut BTreeMap<String, usize>,
    problems: &mut Vec<Diagnostic>,
) {
    for entry in entries {
        let index = format!("{}/index", entry.path);
        let path = if pages.contains_key(&entry.path) { &entry.path } else { &index };
        let folder = format!("{}/", entry.path);
        if pages.contains_key(path) {
            let next = places.len();
            places.entry(path.clone()).or_insert(next);
        } else if !pages.keys().any(|path| path.starts_with(&folder)) {
            let known = pages.keys().map(String::as_str);
            problems.push(problems::nav_page_missing(&VPath::fixed(NAV_FILE), entry.span, &entry.path, known));
        }
        place(entry.pages.as_deref().unwrap_or_default(), pages, places, problems);
    }
}

/// The nearest index page above.
fn parent(path: &str, pages: &BTreeMap<String, Page>) -> String {
    let mut folder = path.strip_suffix("/index").unwrap_or(path);
    while let Some((above, _)) = folder.rsplit_once('/') {
        let index = format!("{above}/index");
        if pages.contains_key(&index) {
            return index;
        }
        folder = above;
    }
    HOME.to_string()
}

/// A folder stands where its name says, not where `index` would.
fn sort_key(path: &str) -> String {
    path.strip_suffix("/index").unwrap_or(path).to_string()
}

fn collect(path: &str, pages: &BTreeMap<String, Page>, order: &mut Vec<String>) {
    let Some(page) = pages.get(path) else { return };
    order.push(path.to_string());
    order.extend(Some(format!("{path}.easy")).filter(|easy| pages.contains_key(easy)));
    for child in &page.children {
        collect(child, pages, order);
    }
}
