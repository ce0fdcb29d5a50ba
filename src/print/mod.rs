//! Print: a book as data, and its typesetting.
//!
//! In comes a [`BookView`]; out goes a [`Book`]: one JSON file for the book,
//! one for each chapter, and the pictures that they name. The fixed templates
//! in `themes/<name>/print/` read these files. No text of an author is ever
//! code for the typesetter, and nothing here knows Typst except `engine`, `gate`,
//! `impose` and `card`.

#[cfg(feature = "print")]
pub mod card;
#[cfg(feature = "print")]
mod compact;
#[cfg(feature = "print")]
pub mod engine;
#[cfg(feature = "print")]
mod gate;
mod hyphenate;
#[cfg(feature = "print")]
mod impose;
mod inlines;
mod labels;
mod numbers;
#[cfg(feature = "print")]
mod preflight;
mod quiz;
mod quotes;
pub mod sheets;
mod table;
mod terms;
#[cfg(test)]
mod tests;
mod writer;

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};

use labels::References;
use numbers::{Place, Role};
use quotes::Quotes;
use terms::Terms;

use crate::config::Booklet;
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
    /// The file of `themes/<name>/print/` that it is typeset with.
    pub template: Cow<'static, str>,
    /// Title, imprint, words of the templates, list of chapters: `/book.json`.
    pub front: Value,
    /// `/ch/00.json` and so on, in reading order.
    pub chapters: Vec<Chapter>,
    /// `/media/0` and so on.
    pub pictures: Vec<Picture>,
    /// How its booklet is made, if there is to be one.
    pub imposition: Option<Imposition>,
}

/// How the pages lie on the sheets of the booklet. Lengths are in millimetres.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Imposition {
    pub sheet_width: f64,
    pub crop_marks: bool,
    /// What is printed beyond the edge of a page and cut off.
    pub bleed: f64,
    /// Pages that are folded together; fitting the length of the book if not given.
    pub signature: Option<usize>,
    pub right_to_left: bool,
}

impl Imposition {
    /// Pages that are folded together in a book too thick for one fold.
    pub const LONG_BOOK_SIGNATURE: usize = 32;

    fn new(view: &BookView) -> Self {
        let Booklet { crop_marks, bleed, signature } = view.booklet;
        let sheet_width = if view.paper == "a4" { 420.0 } else { 297.0 };
        Self { sheet_width, crop_marks, bleed, signature, right_to_left: view.direction == "rtl" }
    }
}

/// Whether the process will typeset the same book again soon, after a small change.
///
/// What typesetting computed takes much memory, and saves nine tenths of the next time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reuse {
    #[default]
    Never,
    Soon,
}

/// The files of a typeset book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// For the screen: tagged, with links and outline.
    pub pdf: Vec<u8>,
    /// For the printer: imposed on sheets, if the book is to be.
    pub booklet: Option<Vec<u8>>,
    pub pages: usize,
}

/// One chapter as data.
#[derive(Clone, Debug, Serialize)]
pub struct Chapter {
    /// The author's file, to which the positions in `content` belong.
    pub file: VPath,
    pub content: Value,
}

impl Book {
    pub fn title(&self) -> &str {
        self.front["title"].as_str().unwrap_or_default()
    }
}

/// A picture and the place that asked for it first.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    pub file: VPath,
    /// The content's hash, so that a book is known by its value alone.
    pub hash: String,
    pub asked_in: VPath,
    pub span: Span,
    /// The picture itself, where the program has drawn it.
    pub drawing: Option<String>,
}

/// The template of a whole book.
const BOOK_TEMPLATE: &str = "main.typ";

/// The book that `view` describes.
pub fn book(view: &BookView) -> Checked<Book> {
    let mut problems = Vec::new();
    let mut references = References::new(Terms::new(&view.terms, &view.lang));
    let mut chapters = Vec::new();
    let mut write = |chapter: &ChapterView, place: &Place, references: &mut References| {
        let mut content = writer::chapter(chapter, place, references).unpack(&mut problems);
        content["kicker"] = kicker(view, place).into();
        content["follows"] = chapter.follows.into();
        chapters.push(Chapter { file: chapter.document.file.clone(), content });
    };
    for (chapter, place) in view.chapters.iter().zip(numbers::places(&view.chapters)) {
        write(chapter, &place, &mut references);
    }
    if let Some(glossary) = view.glossary(references.terms.found.iter().map(|place| &view.terms[*place])) {
        write(&glossary, &Place { role: Role::Matter, level: 1, number: String::new() }, &mut references);
    }
    chapters.iter_mut().for_each(|chapter| references.resolve(&mut chapter.content));
    let ident = format!("{}/{}/{}", view.site_title, view.edition, view.lang);
    let front = front(view, chapters.len(), &index(view, &references));
    let (pictures, imposition) = (references.pictures, Some(Imposition::new(view)));
    let (date, template) = (view.date, BOOK_TEMPLATE.into());
    Checked::new(Book { ident, date, template, front, chapters, pictures, imposition }, problems)
}

/// The path of a chapter's file for the templates.
pub fn chapter_path(index: usize) -> String {
    format!("/ch/{index:02}.json")
}

/// The path of a picture for the templates.
pub fn picture_path(index: usize) -> String {
    format!("/media/{index}")
}

/// The words above a chapter's title: `BÖLÜM 3`.
fn kicker(view: &BookView, place: &Place) -> String {
    let numbered = |id: &str| {
        let words = view.strings.get(id).map(|words| placeholders(words)).unwrap_or_default();
        words.replace("{number}", &place.number)
    };
    let words = match place.role {
        Role::Part => numbered("print-part"),
        Role::Chapter => numbered("print-chapter"),
        Role::Section => place.number.clone(),
        Role::Matter => String::new(),
    };
    view.lang.uppercase(&words)
}

/// The terms that occur, below the letters of the alphabet.
fn index(view: &BookView, references: &References) -> Value {
    let mut letters: Vec<(String, Vec<Value>)> = Vec::new();
    for place in &references.terms.found {
        let term = &view.terms[*place].term;
        let entry = json!({ "term": term, "mark": labels::term(*place) });
        let letter = view.lang.initial(term);
        match letters.last_mut().filter(|(last, _)| *last == letter) {
            Some((_, entries)) => entries.push(entry),
            None => letters.push((letter, vec![entry])),
        }
    }
    letters.into_iter().map(|(letter, entries)| json!({ "letter": letter, "entries": entries })).collect()
}

fn front(view: &BookView, chapters: usize, index: &Value) -> Value {
    let strings = view.strings.iter().map(|(id, text)| (id.clone(), placeholders(text).into()));
    let imprint = view.imprint.iter().map(|(label, text)| json!({ "label": label, "text": text }));
    json!({
        // A tagged file must have a title.
        "title": if view.title.is_empty() { &view.site_title } else { &view.title },
        "subtitle": Quotes::default().curl(&view.subtitle, &view.lang),
        "site": view.site_title,
        "locale": locale(&view.lang),
        "direction": view.direction,
        "paper": view.paper,
        "bleed": view.booklet.bleed,
        "imprint": imprint.collect::<Vec<_>>(),
        "strings": strings.collect::<serde_json::Map<_, _>>(),
        "chapters": (0..chapters).map(chapter_path).collect::<Vec<_>>(),
        "index": index,
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
