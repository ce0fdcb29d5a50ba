//! The files beside the pages that machines read.

use std::fmt::Write as _;

use super::writer::escape;
use crate::artifact::Artifact;
use crate::diag::Checked;
use crate::doc::Date;
use crate::lang::Lang;
use crate::path::{LinkStyle, Url, VPath};
use crate::problems;
use crate::site::{Page, Site, Version};

/// How many pages a feed lists.
const FEED_LENGTH: usize = 30;

/// The date of feeds in which no page has one.
const NO_DATE: Date = Date { year: 1970, month: None, day: None };

/// `sitemap.xml`: every translated page with its other languages.
pub fn sitemap(site: &Site) -> Artifact {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in in_order(site) {
        let languages = site.config.languages.iter().filter(|lang| page.is_translated(lang));
        let versions: Vec<(&Lang, Url)> = languages.map(|lang| (lang, page.url(lang).clone())).collect();
        let dates = versions.iter().map(|(lang, _)| changed(page.shown(lang).1)).collect::<Vec<_>>();
        addresses(&site.config.base_url, &versions, &dates, &mut xml);
    }
    terms(site, &mut xml);
    xml.push_str("</urlset>\n");
    Artifact::new(VPath::fixed("sitemap.xml"), xml)
}

/// The pages of the terms of the glossary.
fn terms(site: &Site, xml: &mut String) {
    let Some(glossary) = site.glossary() else { return };
    for term in site.data.glossary.iter().flat_map(std::collections::BTreeMap::values) {
        let url = |lang| (lang, crate::view::term_url(glossary, term, lang));
        let versions: Vec<(&Lang, Url)> = site.config.languages.iter().map(url).collect();
        addresses(&site.config.base_url, &versions, &[], xml);
    }
}

/// One page in its languages, each with the others and the date of its change if it is known.
fn addresses(base: &str, versions: &[(&Lang, Url)], dates: &[Option<Date>], xml: &mut String) {
    for (index, (_, url)) in versions.iter().enumerate() {
        xml.push_str("<url>");
        element("loc", &url.absolute(base), xml);
        if let Some(date) = dates.get(index).copied().flatten() {
            element("lastmod", &date.to_string(), xml);
        }
        for (other, url) in versions {
            let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{other}\" href=\"");
            escape(&url.absolute(base), xml);
            xml.push_str("\"/>");
        }
        xml.push_str("</url>\n");
    }
}

/// `robots.txt`: everything may be found, except what is for trainers.
pub fn robots(site: &Site) -> Artifact {
    let rule = if site.config.audience.is_trainer() { "Disallow" } else { "Allow" };
    let text = format!("User-agent: *\n{rule}: /\n\nSitemap: {}/sitemap.xml\n", site.config.base_url);
    Artifact::new(VPath::fixed("robots.txt"), text)
}

/// The Atom feed of a language: its dated pages, the newest first.
pub fn feed(site: &Site, lang: &Lang) -> Artifact {
    let base = &site.config.base_url;
    let translated = in_order(site).filter(|page| page.is_translated(lang));
    let mut dated: Vec<(Date, &Page)> =
        translated.filter_map(|page| Some((changed(page.shown(lang).1)?, page))).collect();
    dated.sort_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.path.cmp(&second.path)));
    dated.truncate(FEED_LENGTH);
    let own = format!("{base}/{lang}/feed.xml");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n"
    );
    element("title", site.config.title.get(lang), &mut xml);
    element("id", &own, &mut xml);
    let _ = write!(xml, "<link rel=\"self\" href=\"");
    escape(&own, &mut xml);
    let _ = write!(xml, "\"/><link href=\"");
    escape(&format!("{base}/{lang}/"), &mut xml);
    xml.push_str("\"/>\n");
    element("updated", &timestamp(dated.first().map_or(NO_DATE, |(date, _)| *date)), &mut xml);
    xml.push_str("<author>");
    let publisher = site.config.publisher.get(lang);
    element("name", if publisher.is_empty() { site.config.title.get(lang) } else { publisher }, &mut xml);
    xml.push_str("</author>\n");
    for (date, page) in dated {
        entry(site, lang, page, date, &mut xml);
    }
    xml.push_str("</feed>\n");
    let path = VPath::new(&format!("{lang}/feed.xml")).expect("a language tag is a folder name");
    Artifact::new(path, xml)
}

fn entry(site: &Site, lang: &Lang, page: &Page, date: Date, xml: &mut String) {
    let address = page.url(lang).absolute(&site.config.base_url);
    xml.push_str("<entry>");
    element("title", page.title(lang), xml);
    element("id", &address, xml);
    xml.push_str("<link href=\"");
    escape(&address, xml);
    xml.push_str("\"/>");
    element("updated", &timestamp(date), xml);
    let version = page.shown(lang).1;
    let summary = version.fields.text("summary").map(|text| crate::doc::inlines_text(text));
    element("summary", summary.as_deref().unwrap_or(&version.summary.first_paragraph), xml);
    xml.push_str("</entry>\n");
}

fn element(name: &str, text: &str, xml: &mut String) {
    let _ = write!(xml, "<{name}>");
    escape(text, xml);
    let _ = write!(xml, "</{name}>");
}

/// A partial date as the first moment of it.
fn timestamp(date: Date) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

fn changed(version: &Version) -> Option<Date> {
    version.fields.date("reviewed").max(version.fields.date("date"))
}

fn in_order(site: &Site) -> impl Iterator<Item = &Page> {
    site.order.iter().filter_map(|path| site.pages.get(path))
}

/// A page at each old address that leads on to the new one, and the list of them for web servers.
pub fn redirects(site: &Site, style: LinkStyle) -> Checked<Vec<Artifact>> {
    let mut artifacts = Vec::new();
    let mut problems = Vec::new();
    let mut list = String::new();
    for page in in_order(site) {
        let version = page.shown(&page.source).1;
        for alias in version.fields.list("aliases") {
            let written = alias.as_str().unwrap_or_default();
            match old_address(site, written) {
                Some((lang, old)) if !is_taken(site, &old) => {
                    let new = page.url(&lang);
                    let _ = writeln!(list, "/{} /{} 301", old.as_str(), new.as_str());
                    artifacts.push(redirect_page(site, page, &lang, &old, style));
                }
                _ => problems.push(problems::alias_invalid(&version.file, alias.span, written)),
            }
        }
    }
    artifacts.push(Artifact::new(VPath::fixed("_redirects"), list));
    Checked::new(artifacts, problems)
}

/// The language and the address that an alias such as `/tr/eski-adres/` names.
fn old_address(site: &Site, written: &str) -> Option<(Lang, Url)> {
    let path = VPath::new(written.strip_prefix('/')?)?;
    let first = path.as_str().split('/').next()?;
    let lang = site.config.languages.iter().find(|lang| lang.as_str() == first);
    let plain = path.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
    plain.then(|| (lang.unwrap_or(&site.config.source).clone(), Url::new(format!("{path}/"))))
}

fn is_taken(site: &Site, url: &Url) -> bool {
    site.pages.values().any(|page| page.urls.values().any(|known| known == url))
}

/// A page at `old` that leads on to `page`.
pub fn redirect_page(site: &Site, page: &Page, lang: &Lang, old: &Url, style: LinkStyle) -> Artifact {
    let mut target = String::new();
    escape(&page.url(lang).relative(old, style), &mut target);
    let (mut canonical, mut title) = (String::new(), String::new());
    escape(&page.url(lang).absolute(&site.config.base_url), &mut canonical);
    escape(page.title(lang), &mut title);
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta http-equiv=\"refresh\" content=\"0; url={target}\"><link rel=\"canonical\" href=\"{canonical}\">\
         <meta name=\"robots\" content=\"noindex\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"></head>\
         <body><main><h1><a href=\"{target}\">{title}</a></h1></main></body></html>\n"
    );
    Artifact::new(old.file(), html)
}
