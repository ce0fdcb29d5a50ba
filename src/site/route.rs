//! Addresses: the path of a page with the slugs of each language.

use std::collections::BTreeMap;

use super::{HOME, Page, standard_of};
use crate::config::Config;
use crate::diag::{Diagnostic, Span};
use crate::lang::Lang;
use crate::path::Url;
use crate::problems;

/// First segments below a language that the program itself uses.
const RESERVED: [&str; 5] = ["search", "print", "data", "translation", "404"];

/// The last segment of a page in easy language that has no slug.
const EASY: &str = "easy";

/// Gives every page its address in every language of the site.
pub fn assign(pages: &mut BTreeMap<String, Page>, config: &Config, problems: &mut Vec<Diagnostic>) {
    for lang in &config.languages {
        let slugs: BTreeMap<String, String> =
            pages.iter().map(|(path, page)| (path.clone(), slug(page, lang, problems))).collect();
        let mut taken: BTreeMap<Url, String> = BTreeMap::new();
        for page in pages.values_mut() {
            // Where there is no easy language, the page that it would tell stands for it.
            if let Some(standard) = standard_of(&page.path).filter(|_| !page.is_translated(lang)) {
                page.urls.insert(lang.clone(), address(standard, lang, &slugs));
                continue;
            }
            let url = address(&page.path, lang, &slugs);
            report_clash(page, lang, &url, &taken, problems);
            taken.insert(url.clone(), page.path.clone());
            page.urls.insert(lang.clone(), url);
        }
    }
}

/// The last segment of a page's address: its own slug, or the name of its file or folder.
fn slug(page: &Page, lang: &Lang, problems: &mut Vec<Diagnostic>) -> String {
    let name = page.path.strip_suffix("/index").unwrap_or(&page.path).rsplit('/').next().unwrap_or_default();
    let name = if standard_of(&page.path).is_some() { EASY } else { name };
    let Some(version) = page.versions.get(lang) else { return name.to_string() };
    let Some(entry) = version.fields.get("slug") else { return name.to_string() };
    let written = entry.as_str().unwrap_or_default();
    let clean = lang.slug(written);
    if clean != written {
        problems.push(problems::slug_invalid(&version.file, entry.span, written, &clean));
    }
    if clean.is_empty() { name.to_string() } else { clean }
}

fn address(path: &str, lang: &Lang, slugs: &BTreeMap<String, String>) -> Url {
    if path == HOME {
        return Url::new(format!("{lang}/"));
    }
    if let Some(standard) = standard_of(path) {
        let name = slugs.get(path).map_or(EASY, String::as_str);
        return Url::new(format!("{}{name}/", self::address(standard, lang, slugs).as_str()));
    }
    let mut address = format!("{lang}/");
    let own = path.strip_suffix("/index").unwrap_or(path);
    for (end, _) in own.match_indices('/').chain([(own.len(), "")]) {
        let part = &own[..end];
        let page = if end == own.len() { path.to_string() } else { format!("{part}/index") };
        let name = part.rsplit('/').next().unwrap_or(part);
        address.push_str(slugs.get(&page).map_or(name, String::as_str));
        address.push('/');
    }
    Url::new(address)
}

fn report_clash(page: &Page, lang: &Lang, url: &Url, taken: &BTreeMap<Url, String>, problems: &mut Vec<Diagnostic>) {
    let (_, version) = page.shown(lang);
    let span = version.fields.get("slug").map_or(Span::default(), |entry| entry.span);
    if let Some(other) = taken.get(url) {
        problems.push(problems::address_taken(&version.file, span, url.as_str(), other));
    }
    let below = url.as_str().strip_prefix(lang.as_str()).unwrap_or_default().trim_matches('/');
    if RESERVED.contains(&below) {
        problems.push(problems::address_reserved(&version.file, span, below));
    }
}
