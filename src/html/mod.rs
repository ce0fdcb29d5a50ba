//! Pages and the files beside them: sitemap, feed, redirects.

mod chart;
mod ebook;
mod files;
mod inlines;
mod quiz;
pub mod scorm;
mod slides;
mod stale;
mod table;
mod terms;
mod writer;

pub use files::{feed, redirect_page, redirects, robots, sitemap};
pub use terms::definition_id;
pub use writer::{Medium, body, chapter, escape};

pub use slides::{has_slides, slides};

use serde::Serialize;

use crate::artifact::Artifact;
use crate::diag::Checked;
use crate::doc::Document;
use crate::path::VPath;
use crate::strings::Strings;
use crate::theme::Theme;
use crate::view::{FrontPage, PageView, Progress, SideBySide, SideBySidePages, TermPage};

/// The page at `path`.
pub fn page(
    theme: &Theme,
    strings: &Strings,
    view: &PageView,
    document: &Document,
    path: VPath,
    home: bool,
) -> Checked<Artifact> {
    let body = writer::body(document, &view.content, strings, &view.content_lang, Medium::Page);
    let template = if home { "home.html" } else { "page.html" };
    let html = theme.render(template, &view.lang, &view.site.root, view, &body);
    Checked::new(Artifact::new(path, html.value), html.problems)
}

/// The page for choosing a language, at the root of the site.
pub fn languages(theme: &Theme, view: &FrontPage) -> Checked<Artifact> {
    let html = match view.choices.first() {
        Some(first) => theme.render("languages.html", &first.lang, "", view, ""),
        None => Checked::default(),
    };
    Checked::new(Artifact::new(VPath::fixed("index.html"), html.value), html.problems)
}

/// One letter of the list of everything that can be looked up.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    pub letter: String,
    pub items: Vec<IndexItem>,
}

#[derive(Clone, Debug, Serialize)]
pub struct IndexItem {
    pub title: String,
    pub url: String,
    /// The page that it stands in.
    pub context: String,
}

/// The search page, which without JavaScript is an index from A to Z.
pub fn search(theme: &Theme, view: &PageView, entries: &[Letter], path: VPath) -> Checked<Artifact> {
    #[derive(Serialize)]
    struct View<'a> {
        #[serde(flatten)]
        page: &'a PageView,
        entries: &'a [Letter],
    }
    let html = theme.render("search.html", &view.lang, &view.site.root, &View { page: view, entries }, "");
    Checked::new(Artifact::new(path, html.value), html.problems)
}

/// The page of a term of the glossary.
pub fn term(theme: &Theme, view: &PageView, term: &TermPage, path: VPath) -> Checked<Artifact> {
    #[derive(Serialize)]
    struct View<'a> {
        #[serde(flatten)]
        page: &'a PageView,
        term: &'a TermPage,
    }
    let html = theme.render("term.html", &view.lang, &view.site.root, &View { page: view, term }, "");
    Checked::new(Artifact::new(path, html.value), html.problems)
}

/// The page that shows how far the translations are.
pub fn translation(theme: &Theme, view: &PageView, progress: &[Progress], path: VPath) -> Checked<Artifact> {
    #[derive(Serialize)]
    struct View<'a> {
        #[serde(flatten)]
        page: &'a PageView,
        progress: &'a [Progress],
    }
    let html = theme.render("translation.html", &view.lang, &view.site.root, &View { page: view, progress }, "");
    Checked::new(Artifact::new(path, html.value), html.problems)
}

/// A translation beside its original, for the development server; empty if the template is broken.
pub fn side_by_side(theme: &Theme, view: &SideBySide) -> Vec<u8> {
    theme.render("side-by-side.html", &view.lang, "/", view, "").value
}

/// The pages that [`side_by_side`] shows, likewise.
pub fn side_by_side_pages(theme: &Theme, view: &SideBySidePages) -> Vec<u8> {
    theme.render("side-by-side-pages.html", &view.lang, "/", view, "").value
}

/// The page for addresses that lead nowhere. It is served from any address, so
/// its own addresses are absolute.
pub fn not_found(theme: &Theme, view: &PageView, path: VPath) -> Checked<Artifact> {
    let html = theme.render("not-found.html", &view.lang, &view.site.root, view, "");
    Checked::new(Artifact::new(path, html.value), html.problems)
}
