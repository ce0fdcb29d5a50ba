//! What finds pages: the index of each language, and the search page with its list from A to Z.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::pages::Record;
use super::{Memo, Options, Prepared, Run, SearchChoice, hash_of};
use crate::artifact::Artifact;
use crate::diag::Checked;
use crate::html::{self, IndexItem, Letter};
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::{LinkStyle, Url};
use crate::search;
use crate::site;
use crate::view::{self, Addresses, Editions};

/// The pages of each language in reading order.
pub type Records = BTreeMap<Lang, Vec<Arc<Record>>>;

/// All files of search, or those that were made last if that is enough.
pub fn finding(prepared: &Prepared, run: Run, records: &Records) -> Checked<Vec<Artifact>> {
    let Run { options, memo, delivery } = run;
    if options.search == SearchChoice::Earlier
        && let Some(earlier) = memo.finding().clone()
    {
        return earlier;
    }
    let mut problems = Vec::new();
    let search_page = |(lang, records): (&Lang, &Vec<Arc<Record>>)| {
        let key = memo.page_key(|| page_key(prepared, options, lang, records));
        memo.search_pages.get(key, || page(prepared, options, lang, records))
    };
    let (mut artifacts, pages) = rayon::join(
        || indexes(prepared, memo, records, &|file| delivery.offer(file)),
        || records.par_iter().map(search_page).collect::<Vec<_>>(),
    );
    for page in pages {
        problems.extend(page.problems.iter().cloned());
        artifacts.push(page.value.clone());
    }
    let made = Checked::new(artifacts, problems);
    if !memo.single {
        *memo.finding() = Some(made.clone());
    }
    made
}

fn page_key(prepared: &Prepared, options: &Options, lang: &Lang, records: &[Arc<Record>]) -> Hash {
    let own = hash_of(&(lang, &search_view(prepared, options, lang)));
    Hash::join([own, prepared.theme.hash()].into_iter().chain(records.iter().map(|record| record.hashes().outline)))
}

fn search_view(prepared: &Prepared, options: &Options, lang: &Lang) -> view::PageView {
    let place = ("search/", Addresses::Relative);
    view::special_page(&prepared.site, &prepared.strings, &Editions::new(), options.links, place, lang)
}

/// The search page, which is a list from A to Z without JavaScript.
fn page(prepared: &Prepared, options: &Options, lang: &Lang, records: &[Arc<Record>]) -> Checked<Artifact> {
    let view = search_view(prepared, options, lang);
    let here = Url::new(format!("{lang}/search/"));
    let entries = index_entries(lang, records, &here, options.links);
    html::search(&prepared.theme, &view, &entries, here.file())
}

/// Titles, headings and terms from A to Z.
pub fn index_entries(lang: &Lang, records: &[Arc<Record>], here: &Url, links: LinkStyle) -> Vec<Letter> {
    let mut items: Vec<IndexItem> = Vec::new();
    for page in records.iter().map(|record| &record.page) {
        let address = Url::new(page.url.as_str()).relative(here, links);
        items.push(IndexItem { title: page.title.clone(), url: address.clone(), context: String::new() });
        let sections = page.sections.iter().filter_map(|section| Some((section.anchor.as_ref()?, &section.heading)));
        items.extend(sections.map(|(anchor, heading)| IndexItem {
            title: heading.clone(),
            url: format!("{address}#{anchor}"),
            context: page.title.clone(),
        }));
    }
    let compare = lang.sorter();
    items.sort_by(|a, b| compare(&a.title, &b.title).then_with(|| a.url.cmp(&b.url)));
    let mut letters: Vec<Letter> = Vec::new();
    for item in items {
        let initial = lang.initial(&item.title);
        match letters.iter_mut().find(|letter| letter.letter == initial) {
            Some(letter) => letter.items.push(item),
            None => letters.push(Letter { letter: initial, items: vec![item] }),
        }
    }
    letters
}

/// The indexes that the browser searches; of each file, what `offer` returns.
pub fn indexes(
    prepared: &Prepared,
    memo: &Memo,
    records: &Records,
    offer: &(dyn Fn(Artifact) -> Option<Artifact> + Sync),
) -> Vec<Artifact> {
    let synonyms = |lang: &Lang| -> Vec<Vec<String>> {
        let organisations = prepared.site.data.organisations.iter().flat_map(|all| all.values());
        let group = |organisation: &site::data::Organisation| {
            let names = organisation.variants.iter().cloned().chain(organisation.abbreviation.clone());
            std::iter::once(organisation.name.get(lang).to_string()).chain(names).collect::<Vec<_>>()
        };
        let terms = prepared.site.data.glossary.iter().flat_map(|all| all.values());
        let words = |term: &site::data::Term| {
            let forms = term.forms.get(lang.as_str()).into_iter().flatten().cloned();
            std::iter::once(term.term.get(lang).to_string()).chain(forms).collect()
        };
        organisations.map(group).chain(terms.map(words)).filter(|group| group.len() > 1).collect()
    };
    let index = |(lang, pages): &(&Lang, &Vec<Arc<Record>>)| {
        let stop_words = prepared.snapshot.find(&format!("locales/{lang}/stop-words.txt"));
        let stop_words = stop_words.and_then(|(_, file)| file.text().ok()).unwrap_or_default();
        let synonyms = synonyms(lang);
        let own = hash_of(&(lang, stop_words, &synonyms));
        let key =
            memo.page_key(|| Hash::join(std::iter::once(own).chain(pages.iter().map(|record| record.hashes().whole))));
        let words = search::Words { stop_words, synonyms: &synonyms };
        let pages: Vec<&search::Page> = pages.iter().map(|record| &record.page).collect();
        let mut kept = Vec::new();
        let mut take = |files: Vec<Artifact>| kept.par_extend(files.into_par_iter().filter_map(offer));
        if memo.single {
            search::index(lang, pages, &words, &mut take);
        } else {
            let mut files = Vec::new();
            let files = memo.indexes.get(key, || {
                search::index(lang, pages, &words, &mut |made| files.extend(made));
                files
            });
            take(Arc::unwrap_or_clone(files));
        }
        kept
    };
    let languages: Vec<_> = records.iter().collect();
    languages.par_iter().flat_map_iter(index).collect()
}
