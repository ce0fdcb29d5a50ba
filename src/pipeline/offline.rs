//! The copy of one language to take away: its pages, what they need, and search,
//! in an archive that opens by double click.
//!
//! Pages are written anew, since their links name files and what the copy does
//! not hold is on the web. They are packed in portions, so that a large site is
//! never in memory a second time.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::finding::{index_entries, indexes};
use super::pages::Record;
use super::{Edition, EditionChoice, Memo, Options, Prepared, audience, hash_of, pictures};
use crate::archive::Archive;
use crate::artifact::Artifact;
use crate::diag::Checked;
use crate::html;
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::{LinkStyle, Url};
use crate::records;
use crate::search;
use crate::site::data::Term;
use crate::site::media::MediaFile;
use crate::site::{HOME, Page};
use crate::view::{self, Addresses, Editions, PageView};

/// Pages that are written before they are packed.
const PORTION: usize = 256;

/// The copies of all languages to write; none without print.
pub fn copies(prepared: &Prepared, options: &Options, memo: &Memo) -> Vec<Edition> {
    if options.editions != EditionChoice::All || !prepared.site.config.features.print {
        return Vec::new();
    }
    let copy = |lang: &Lang| {
        let copy = Copy { prepared, lang };
        let key = copy.key();
        let bytes = memo.copies.get(key, || memo.kept(key, || copy.archive(memo)));
        let file = Url::new(format!("{lang}/print/offline.zip")).file();
        let title = prepared.strings.word(lang, "offline-title");
        Edition { lang: lang.clone(), title, artifact: Artifact::new(file, bytes.as_ref().clone()) }
    };
    prepared.languages.iter().map(copy).collect()
}

struct Copy<'a> {
    prepared: &'a Prepared<'a>,
    lang: &'a Lang,
}

impl Copy<'_> {
    /// Of everything that the archive is made from.
    fn key(&self) -> Hash {
        let Prepared { snapshot, theme, .. } = self.prepared;
        let pages: Vec<Hash> = self.pages().par_iter().map(|page| self.page_key(page)).collect();
        let words = format!("locales/{}", self.lang);
        let inputs = ["content/data", words.as_str()].map(|folder| snapshot.below(folder).map(|(_, file)| file.hash));
        let media = self.media().into_iter().map(|file| file.hash);
        let inputs: Vec<Hash> = inputs.into_iter().flatten().chain(media).collect();
        Hash::join([Hash::of(b"copy"), theme.hash()].into_iter().chain(pages).chain(inputs))
    }

    fn pages(&self) -> Vec<&Page> {
        self.prepared.site.pages_for(self.lang).collect()
    }

    fn page_key(&self, page: &Page) -> Hash {
        let view = self.view(page);
        let id = (page.path.clone(), view.content_lang.clone());
        Hash::join([self.prepared.hashes[&id], hash_of(&(&view, &view.content, page.url(self.lang)))])
    }

    fn archive(&self, memo: &Memo) -> Vec<u8> {
        let Prepared { snapshot, site, theme, .. } = self.prepared;
        let mut archive = Archive::new();
        if let Some(home) = site.pages.get(HOME) {
            archive.add(&html::redirect_page(site, home, self.lang, &Url::new(""), LinkStyle::File));
        }
        let mut records = Vec::new();
        for portion in self.pages().chunks(PORTION) {
            let written: Vec<_> = portion.par_iter().map(|page| self.page(page)).collect();
            for (page, record) in written {
                archive.add(&page);
                records.extend(record);
            }
        }
        self.terms().iter().for_each(|page| archive.add(page));
        // The card is for links on the web.
        let needed = |asset: &&Artifact| !asset.path.as_str().starts_with("assets/card.");
        theme.assets().iter().filter(needed).for_each(|asset| archive.add(asset));
        let media = self.media();
        media.iter().flat_map(|file| pictures::files(snapshot, memo, file)).for_each(|file| archive.add(&file));
        records::files(site, std::slice::from_ref(self.lang)).iter().for_each(|file| archive.add(file));
        if site.config.features.search {
            archive.add(&self.search_page(&records));
            let records = BTreeMap::from([(self.lang.clone(), records)]);
            indexes(self.prepared, memo, &records, &Some).iter().for_each(|file| archive.add(file));
        }
        archive.finish()
    }

    /// The page as file, and as search sees it; its problems are those of the page on the web.
    fn page(&self, page: &Page) -> (Artifact, Option<Arc<Record>>) {
        let Prepared { documents, strings, theme, .. } = self.prepared;
        let view = self.view(page);
        let url = page.url(self.lang);
        let document = &documents[&(page.path.clone(), view.content_lang.clone())];
        let Checked { value, .. } = html::page(theme, strings, &view, document, url.file(), page.path == HOME);
        let findable = !view.fallback && !view.content.search.hidden;
        (value, findable.then(|| Arc::new(Record::new(search::record(&view, document, url.as_str())))))
    }

    fn view(&self, page: &Page) -> PageView {
        let Prepared { site, strings, .. } = self.prepared;
        let view = view::page_view(site, strings, &Editions::new(), LinkStyle::File, page, self.lang);
        self.alone(view.value, |lang| page.url(lang).clone())
    }

    /// The pages of the glossary's terms.
    fn terms(&self) -> Vec<Artifact> {
        let Prepared { site, strings, theme, .. } = self.prepared;
        let (Some(glossary), Some(terms)) = (site.glossary(), &site.data.glossary) else { return Vec::new() };
        let write = |(key, term): (&String, &Term)| {
            let address = |lang: &Lang| view::term_url(glossary, term, lang);
            let (view, page) = view::term_page((site, strings), LinkStyle::File, glossary, (key, term), self.lang);
            html::term(theme, &self.alone(view, address), &page, address(self.lang).file()).value
        };
        terms.iter().map(write).collect()
    }

    fn search_page(&self, records: &[Arc<Record>]) -> Artifact {
        let Prepared { site, strings, theme, .. } = self.prepared;
        let address = |lang: &Lang| Url::new(format!("{lang}/search/"));
        let name = ("search/", Addresses::Relative);
        let view = view::special_page(site, strings, &Editions::new(), LinkStyle::File, name, self.lang);
        let here = address(self.lang);
        let entries = index_entries(self.lang, records, &here, LinkStyle::File);
        html::search(theme, &self.alone(view, address), &entries, here.file()).value
    }

    /// `view` in a copy that has one language and no files that machines read.
    fn alone(&self, mut view: PageView, address: impl Fn(&Lang) -> Url) -> PageView {
        let base_url = &self.prepared.site.config.base_url;
        for language in view.languages.iter_mut().filter(|language| language.lang != *self.lang) {
            language.url = address(&language.lang).absolute(base_url);
        }
        // Neither the feed nor the state of all languages is in the copy of one.
        view.site.feed_url = None;
        view.site.translation_url = None;
        view
    }

    /// The files that the pages of the language show or offer.
    fn media(&self) -> Vec<&MediaFile> {
        let site = &self.prepared.site;
        let shown = audience::shown_files(site, self.lang);
        let look = &site.config.look;
        let marks = look.logo.iter().chain(&look.favicon).map(|(name, _)| name.as_str());
        let named: Vec<&str> = marks.chain(look.fonts.iter().map(|font| font.file.as_str())).collect();
        let is_named = |file: &MediaFile| {
            let name = file.path.below("content/media").unwrap_or_default();
            named.iter().any(|named| named.trim_start_matches('/').trim_start_matches("media/") == name)
        };
        site.media.files().filter(|file| shown.contains(&file.path) || is_named(file)).collect()
    }
}
