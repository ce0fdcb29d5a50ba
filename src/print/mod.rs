//! Print: a book as data, and its typesetting.
//!
//! In comes a [`BookView`]; out goes a [`Book`]: one JSON file for the book,
//! one for each chapter, and the pictures that they name. The fixed templates
//! in `themes/<name>/print/` read these files. No text of an author is ever
//! code for the typesetter, and nothing here knows Typst except `engine` and
//! `gate`.

#[cfg(feature = "print")]
pub mod engine;
#[cfg(feature = "print")]
mod gate;
mod hyphenate;
mod inlines;
mod labels;
#[cfg(feature = "print")]
mod preflight;
mod quiz;
mod table;
#[cfg(test)]
mod tests;
mod writer;

use serde::Serialize;
use serde_json::{Value, json};

use labels::References;

use crate::diag::{Checked, Span};
use crate::doc::Date;
use crate::lang::Lang;
use crate::path::VPath;
use crate::view::{BookView, ChapterView};

/// A book that waits for its typesetter.
#[derive(Clone, Debug, Serialize)]
pub struct Book {
    /// Stable name of the book in its language; the file's identifier is made from it.
    pub ident: String,
    /// The only date in the file.
    pub date: Option<Date>,
    /// Title, imprint, words of the templates, list of chapters: `/book.json`.
    pub front: Value,
    /// `/ch/00.json` and so on, in reading order.
    pub chapters: Vec<Chapter>,
    /// `/media/0` and so on.
    pub pictures: Vec<Picture>,
}

/// One chapter as data.
#[derive(Clone, Debug, Serialize)]
pub struct Chapter {
    /// The author's file, to which the positions in `content` belong.
    pub file: VPath,
    pub content: Value,
}

/// A picture and the place that asked for it first.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    pub file: VPath,
    /// The content's hash, so that a book is known by its value alone.
    pub hash: String,
    pub asked_in: VPath,
    pub span: Span,
}

/// The book that `view` describes.
pub fn book(view: &BookView) -> Checked<Book> {
    let mut problems = Vec::new();
    let mut references = References::default();
    let mut chapters = Vec::new();
    for (chapter, level) in view.chapters.iter().zip(levels(&view.chapters)) {
        let content = writer::chapter(chapter, level, &mut references).unpack(&mut problems);
        chapters.push(Chapter { file: chapter.document.file.clone(), content });
    }
    chapters.iter_mut().for_each(|chapter| references.resolve(&mut chapter.content));
    let ident = format!("{}/{}/{}", view.site_title, view.edition, view.lang);
    let pictures = references.pictures;
    Checked::new(Book { ident, date: view.date, front: front(view), chapters, pictures }, problems)
}

/// The path of a chapter's file for the templates.
pub fn chapter_path(index: usize) -> String {
    format!("/ch/{index:02}.json")
}

/// The path of a picture for the templates.
pub fn picture_path(index: usize) -> String {
    format!("/media/{index}")
}

fn front(view: &BookView) -> Value {
    let strings = view.strings.iter().map(|(id, text)| (id.clone(), placeholders(text).into()));
    let imprint = view.imprint.iter().map(|(label, text)| json!({ "label": label, "text": text }));
    json!({
        // A tagged file must have a title.
        "title": if view.title.is_empty() { &view.site_title } else { &view.title },
        "subtitle": view.subtitle,
        "site": view.site_title,
        "locale": locale(&view.lang),
        "direction": view.direction,
        "paper": view.paper,
        "imprint": imprint.collect::<Vec<_>>(),
        "strings": strings.collect::<serde_json::Map<_, _>>(),
        "chapters": (0..view.chapters.len()).map(chapter_path).collect::<Vec<_>>(),
    })
}

/// Fluent's `{ $page }` as `{page}`, without the marks around it that keep
/// writing directions apart: page numbers are known to the typesetter only.
fn placeholders(text: &str) -> String {
    let text = text.replace(['\u{2068}', '\u{2069}'], "");
    text.replace("{ $", "{").replace("{$", "{").replace(" }", "}")
}

/// Language and region in the form that templates set: `["de", "CH"]`.
fn locale(lang: &Lang) -> Value {
    let region = lang.as_str().split('-').skip(1).find(|part| part.len() == 2 && part.is_ascii());
    let primary = Some(lang.primary()).filter(|tag| (2..=3).contains(&tag.len()));
    json!([primary.unwrap_or("und").to_ascii_lowercase(), region.map(str::to_ascii_uppercase)])
}

/// The level of each chapter: the first is 1, and none is skipped on the way
/// down, because an outline with gaps is not accessible.
fn levels(chapters: &[ChapterView]) -> Vec<u8> {
    let mut before = 0;
    let levels = chapters.iter().map(|chapter| {
        before = chapter.level.clamp(1, before + 1);
        before
    });
    levels.collect()
}
