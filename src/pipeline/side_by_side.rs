//! Original and translation side by side, made when somebody asks for one: no
//! build holds these pages, they belong to the development server alone.

use super::translation::{Translation, find, whole};
use super::{Memo, Options, Prepared, prepare};
use crate::html;
use crate::lang::Lang;
use crate::site::Page;
use crate::snapshot::Snapshot;
use crate::translate::Report;
use crate::view::{self, Desk};

/// The view of the page at `address`, such as `de/handbook/a/`: the translation beside its
/// original; for an original its translations; for any other address of a language all pages.
pub fn side_by_side(snapshot: &Snapshot, options: &Options, memo: &Memo, address: &str) -> Option<Vec<u8>> {
    let prepared = prepare(snapshot, options, memo, &mut Vec::new())?;
    let tag = address.split('/').next().unwrap_or_default();
    let lang = prepared.site.config.languages.iter().find(|lang| lang.as_str() == tag)?;
    let desk = Desk { site: &prepared.site, strings: &prepared.strings, lang };
    let page = prepared.site.pages.values().find(|page| page.url(lang).as_str() == address);
    let found = page.and_then(|page| Some((page, find(&prepared, &page.path, lang)?)));
    let html = match (found, page) {
        (Some((page, one)), _) => {
            let report = whole(snapshot, options, memo, &page.path, lang)?;
            html::side_by_side(&prepared.theme, &beside(desk, &prepared, page, (one, &report)))
        }
        (None, Some(page)) => overview(desk, &prepared, |path| path == page.path),
        (None, None) => overview(desk, &prepared, |_| true),
    };
    Some(html)
}

fn beside(desk: Desk, prepared: &Prepared, page: &Page, (one, report): (&Translation, &Report)) -> view::SideBySide {
    let text = prepared.snapshot.get(&one.file).and_then(|file| file.text().ok()).unwrap_or_default();
    let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).collect();
    let line_of = |place: u32| ends.partition_point(|end| *end < place as usize) + 1;
    view::side_by_side(desk, page, (&one.source, one.file.as_str()), report, line_of)
}

fn overview(desk: Desk, prepared: &Prepared, is_asked: impl Fn(&str) -> bool) -> Vec<u8> {
    let of = |page: &Page, lang: &Lang| Some((find(prepared, &page.path, lang)?, prepared.site.pages.get(&page.path)?));
    let asked = prepared.in_order().filter(|page| is_asked(&page.path));
    let found: Vec<_> =
        asked.flat_map(|page| prepared.site.config.languages.iter().filter_map(|lang| of(page, lang))).collect();
    let reports: Vec<(&Lang, &Page, &Report)> =
        found.iter().map(|(one, page)| (&one.lang, *page, &*one.report)).collect();
    html::side_by_side_pages(&prepared.theme, &view::side_by_side_pages(desk, &reports))
}
