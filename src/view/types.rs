//! The values that templates and writers receive.
//!
//! Every `url` in a [`PageView`] is an attribute value ready to be written into
//! that page: relative to it and in the link style of the build.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

pub use super::catalogue::{Catalogue, CatalogueRecord, Facet, FacetOption};
use super::glossary::{GlossaryView, by_hash};
use crate::config::Booklet;
use crate::doc::{Audience, Block, Date, Document, Inlines};
use crate::lang::Lang;
use crate::path::VPath;
use crate::schema::pages::Kind;
use crate::site::glossary::Lexicon;

/// One page as its template sees it.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    pub site: SiteView,
    /// The reader's language: of the interface and the address.
    pub lang: Lang,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The language of the text; another one on a page that is not translated.
    pub content_lang: Lang,
    pub content_direction: &'static str,
    /// The page is not translated and shows the original.
    pub fallback: bool,
    pub kind: Kind,
    pub title: String,
    /// Plain text for search engines and lists.
    pub description: String,
    /// The address on the web that counts; of the original for a fallback.
    pub canonical: String,
    /// The picture that links to the page show elsewhere: its address on the web. Without
    /// one of its own the theme shows its own.
    pub card: Option<String>,
    /// The page in every language that it is translated into.
    pub alternates: Vec<Alternate>,
    pub languages: Vec<LanguageLink>,
    /// The top level, opened down to this page.
    pub navigation: Vec<NavigationItem>,
    /// From the home page to the page above this one.
    pub breadcrumbs: Vec<PageLink>,
    pub contents: Vec<ContentsItem>,
    pub previous: Option<PageLink>,
    pub next: Option<PageLink>,
    /// The pages below a section page.
    pub children: Vec<PageLink>,
    /// Record, guidance or proposal.
    pub basis: Option<Label>,
    pub topics: Vec<Label>,
    pub audience: Vec<Label>,
    pub date: Option<DateText>,
    pub reviewed: Option<DateText>,
    pub credits: Vec<Credit>,
    /// Where to edit this file, if the site has such a place.
    pub edit_url: Option<String>,
    /// Where to begin the translation of a page that is not translated.
    pub translate_url: Option<String>,
    /// What the translation owes its original; none if nothing.
    pub behind: Option<Behind>,
    pub downloads: Vec<Download>,
    /// The page in easy language, if it has such a version.
    pub easy_url: Option<String>,
    /// The page that this one tells in easy language.
    pub standard_url: Option<String>,
    /// The slides of a session, if it has any.
    pub slides_url: Option<String>,
    /// The records right below this page, to choose among.
    pub catalogue: Option<Catalogue>,
    /// What search engines read of a record (JSON-LD).
    pub linked_data: Option<String>,
    /// What the writers need and templates do not.
    #[serde(skip)]
    pub content: ContentView,
}

/// What is the same on all pages of a language.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: String,
    pub publisher: String,
    pub licence: String,
    /// The site's root on the web, ending in `/`.
    pub address: String,
    /// From this page to the site's root: `../../`, or `./` at the root.
    pub root: String,
    /// The home page of the language.
    pub home_url: String,
    /// The search page, if search is on.
    pub search_url: Option<String>,
    /// How far the translations are, on a site with several languages.
    pub translation_url: Option<String>,
    /// The Atom feed, if there is one.
    pub feed_url: Option<String>,
    /// Pages that the settings want below every page.
    pub footer: Vec<PageLink>,
    /// Whom the pages are for.
    pub audience: Audience,
    /// The kind of address in links: `directory` or `file`.
    pub link_style: &'static str,
    #[serde(flatten)]
    pub marks: Marks,
}

/// How the site presents itself beside the theme's own styles.
#[derive(Clone, Debug, Serialize)]
pub struct Marks {
    /// The site's own logo; without one the theme shows its own.
    pub logo: Option<MediaView>,
    pub favicon: Option<String>,
    /// The ground of pages in light and in dark.
    pub paper: [String; 2],
}

/// What the page for choosing a language shows.
#[derive(Clone, Debug, Serialize)]
pub struct FrontPage {
    pub site: Marks,
    pub choices: Vec<Choice>,
}

/// A language with the title and description of the site in it.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    pub lang: Lang,
    pub direction: &'static str,
    /// In the language itself: `Türkçe`.
    pub name: String,
    pub title: String,
    pub description: String,
    pub url: String,
}

/// What stands around the text of a document and what its links mean.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContentView {
    /// Blocks made from front matter, above and below the text.
    pub lead: Vec<Block>,
    pub tail: Vec<Block>,
    /// Anchors of the headings by their ordinal.
    pub anchors: Vec<String>,
    /// Links by how they are written. One that is not here leads nowhere and
    /// has been reported; its words are shown alone.
    pub links: BTreeMap<String, String>,
    /// Pictures and other files of `media/` by how they are written.
    pub media: BTreeMap<String, MediaView>,
    /// Labels of footnotes in the order of their numbers.
    pub notes: Vec<String>,
    pub search: SearchSettings,
    /// What the original says now, by the place of the block whose translation is behind.
    pub stale: BTreeMap<u32, Vec<StaleMark>>,
    /// The way to the glossary, if the site has one.
    pub glossary: Option<GlossaryView>,
}

/// The current original of a passage that is out of date.
#[derive(Clone, Debug, Serialize)]
pub struct StaleMark {
    /// The language of the original.
    pub lang: Lang,
    pub direction: &'static str,
    pub text: String,
    /// Where to edit the passage, if the site has such a place.
    pub edit_url: Option<String>,
}

/// How far a translated page is behind its original.
#[derive(Clone, Debug, Serialize)]
pub struct Behind {
    pub stale: usize,
    pub missing: usize,
    /// The page in the language of the original.
    pub original_url: String,
    pub original_lang: Lang,
    /// That language in the reader's words is its own name.
    pub original_name: String,
}

/// What front matter says about finding the page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchSettings {
    pub hidden: bool,
    pub boost: Option<f64>,
    pub synonyms: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MediaView {
    pub url: String,
    /// The picture as WebP: width in pixels and address.
    pub variants: Vec<(u32, String)>,
    /// In CSS pixels, if the file says so.
    pub size: Option<(u32, u32)>,
    /// The rows of a CSV file.
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    pub lang: Lang,
    pub url: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct LanguageLink {
    pub lang: Lang,
    pub direction: &'static str,
    /// In the language itself: `Türkçe`.
    pub name: String,
    pub url: String,
    pub current: bool,
    /// The page is translated into it.
    pub translated: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct NavigationItem {
    pub title: String,
    pub url: String,
    /// This page.
    pub current: bool,
    /// This page or one below is the current one.
    pub open: bool,
    pub children: Vec<NavigationItem>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    pub title: String,
    pub url: String,
    /// Plain text; empty where a list has no room for it.
    pub summary: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ContentsItem {
    pub title: String,
    /// `#anchor`
    pub url: String,
    pub children: Vec<ContentsItem>,
}

/// A code and its word in the reader's language.
#[derive(Clone, Debug, Serialize)]
pub struct Label {
    pub code: String,
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct DateText {
    /// ISO 8601, perhaps partial.
    pub iso: Date,
    /// In the reader's language.
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Credit {
    pub name: String,
    pub organisation: String,
    /// `author`, `translator` or `reviewer`.
    pub role: String,
    /// `human`, `machine-reviewed` or `machine`, with what readers are told of it; empty if nobody said.
    pub origin: Label,
}

#[derive(Clone, Debug, Serialize)]
pub struct Download {
    pub title: String,
    pub url: String,
    /// `PDF`
    pub format: String,
    pub lang: Lang,
    /// In bytes.
    pub size: usize,
}

/// One print edition in one language.
#[derive(Clone, Debug, Serialize)]
pub struct BookView {
    /// Its key in `site.yaml`.
    pub edition: String,
    pub lang: Lang,
    pub direction: &'static str,
    pub title: String,
    pub subtitle: String,
    pub site_title: String,
    /// `a4` or `a5`
    pub paper: String,
    /// Who publishes the site, and on what terms others may use it.
    pub publisher: String,
    pub licence: String,
    pub booklet: Booklet,
    /// The latest date of its pages, if any has one: the only date in the file.
    pub date: Option<Date>,
    /// Lines of the imprint: a label and its text.
    pub imprint: Vec<(String, String)>,
    pub chapters: Vec<ChapterView>,
    /// The glossary of the site in alphabetical order.
    pub terms: Vec<TermView>,
    /// How its terms are recognised in text; nothing if words are to stay as they are.
    #[serde(serialize_with = "by_hash")]
    pub lexicon: Option<Arc<Lexicon>>,
    /// Interface words of the book by message id: all of `print-*`, and the name of its language.
    pub strings: BTreeMap<String, String>,
}

/// A term of the glossary in the language of a book.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TermView {
    pub key: String,
    pub term: String,
    /// Other forms by which it is found.
    pub forms: Vec<String>,
    pub definition: Inlines,
}

/// One page as a chapter of a book.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterView {
    /// Path without language and extension; prefix of all labels of the chapter.
    pub path: String,
    pub kind: Kind,
    /// The language of the text; another one than the book's if it is not translated.
    pub lang: Lang,
    /// 1 for a chapter, 2 for one inside of a section page that is in the book, and so on.
    pub level: u8,
    pub title: String,
    /// For the running head.
    pub short_title: String,
    /// A part that the edition declares; no page of the site.
    pub part: bool,
    /// Follows the chapter before it on the same page.
    pub follows: bool,
    /// Trainers see the answers of quizzes.
    pub audience: Audience,
    pub web_address: String,
    #[serde(skip)]
    pub document: Arc<Document>,
    pub lead: Vec<Block>,
    pub tail: Vec<Block>,
    /// Anchors of the headings by their ordinal.
    pub anchors: Vec<String>,
    /// Links by how they are written.
    pub links: BTreeMap<String, BookTarget>,
    /// Files by how they are written.
    pub media: BTreeMap<String, BookMedia>,
    /// Labels of footnotes in the order of their numbers.
    pub notes: Vec<String>,
}

impl ChapterView {
    /// A chapter that is no page of the site and leads nowhere.
    pub fn made(path: String, kind: Kind, lang: &Lang, title: String, document: Document) -> Self {
        Self {
            path,
            kind,
            lang: lang.clone(),
            level: 1,
            short_title: title.clone(),
            title,
            part: false,
            follows: false,
            audience: Audience::Participant,
            web_address: String::new(),
            document: Arc::new(document),
            lead: Vec::new(),
            tail: Vec::new(),
            anchors: Vec::new(),
            links: BTreeMap::new(),
            media: BTreeMap::new(),
            notes: Vec::new(),
        }
    }
}

/// Where a link in a book leads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum BookTarget {
    /// A chapter of this book, or one of its sections.
    Chapter { path: String, anchor: Option<String> },
    /// An address on the web; also for pages that are not in the book.
    Web(String),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BookMedia {
    /// The file's path in the snapshot; its content hash is part of the key.
    pub file: VPath,
    pub hash: String,
    /// In CSS pixels, if the file says so.
    pub size: Option<(u32, u32)>,
    pub web_address: String,
    /// The rows of a CSV file.
    pub rows: Vec<Vec<String>>,
}
