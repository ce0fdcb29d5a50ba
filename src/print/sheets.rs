//! The small prints of a course: slides, handouts, questions and their key,
//! attendance sheets, certificates.
//!
//! Each is a [`Book`] of one chapter, or of none, with a template of its own.
//! Which blocks of a session it shows is decided here; how they look, in
//! `themes/<name>/print/`.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Value, json};

use super::labels::References;
use super::numbers::{Place, Role};
use super::terms::Terms;
use super::{Book, Chapter, front, writer};
use crate::diag::Checked;
use crate::doc::{Audience, Block, BlockKind, strip_trainer, walk_blocks};
use crate::view::{AttendanceView, BookView, CertificateView, ChapterView};

/// What can be printed of one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    Slides,
    Handouts,
    Questions,
    /// The questions with their answers.
    Key,
    /// The slides with what the speaker says.
    Notes,
}

impl Sheet {
    /// What an audience may take away.
    pub fn of(audience: Audience) -> &'static [Self] {
        match audience {
            Audience::Participant => &[Self::Slides, Self::Handouts, Self::Questions],
            Audience::Trainer => &[Self::Slides, Self::Notes, Self::Handouts, Self::Questions, Self::Key],
        }
    }

    /// In file names, and behind `print-sheet-` in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Slides => "slides",
            Self::Handouts => "handouts",
            Self::Questions => "questions",
            Self::Key => "key",
            Self::Notes => "notes",
        }
    }

    /// Whether a block of the session belongs on the sheet.
    fn shows(self, block: &Block) -> bool {
        match self {
            Self::Slides | Self::Notes => matches!(block.kind, BlockKind::Slide { .. }),
            Self::Handouts => matches!(block.kind, BlockKind::Handout { .. }),
            Self::Questions | Self::Key => matches!(block.kind, BlockKind::Quiz(_)),
        }
    }

    fn audience(self) -> Audience {
        match self {
            Self::Slides | Self::Handouts | Self::Questions => Audience::Participant,
            Self::Key | Self::Notes => Audience::Trainer,
        }
    }
}

/// The sheet of the session that `view` holds as its only chapter; none if it has nothing for it.
pub fn sheet(view: &BookView, sheet: Sheet) -> Option<Checked<Book>> {
    let session = view.chapters.first()?;
    let mut blocks = Vec::new();
    walk_blocks(&session.document.blocks, &mut |block| {
        if sheet.shows(block) {
            blocks.push(block.clone());
        }
    });
    if blocks.is_empty() {
        return None;
    }
    if sheet.audience() == Audience::Participant {
        strip_trainer(&mut blocks);
    }
    Some(session_sheet(view, session, sheet, blocks))
}

fn session_sheet(view: &BookView, session: &ChapterView, sheet: Sheet, blocks: Vec<Block>) -> Checked<Book> {
    let mut document = session.document.as_ref().clone();
    document.blocks = blocks;
    let chapter = ChapterView {
        document: Arc::new(document),
        audience: sheet.audience(),
        lead: Vec::new(),
        tail: Vec::new(),
        ..session.clone()
    };
    let mut references = References::new(Terms::new(&[], &view.lang));
    // Below the title of the deck stand those of the slides; elsewhere the blocks themselves come first.
    let level = if sheet == Sheet::Slides { 2 } else { 1 };
    let top = Place { role: Role::Matter, level, number: String::new() };
    let written = writer::chapter(&chapter, &top, &mut references);
    let mut content = written.value;
    references.resolve(&mut content);
    number_questions(&mut content);
    let mut book = plain_book(view, if sheet == Sheet::Slides { "slides.typ" } else { "sheet.typ" });
    book.ident = format!("{}/{}", book.ident, sheet.name());
    if sheet != Sheet::Slides {
        let heading = view.strings.get(&format!("print-sheet-{}", sheet.name())).cloned().unwrap_or_default();
        book.front["title"] = format!("{heading}: {}", view.title).into();
        let heading = if sheet == Sheet::Handouts { heading } else { format!("{heading}: {}", view.title) };
        book.front["sheet"] = json!({ "kind": sheet.name(), "heading": heading, "place": place(view) });
    }
    book.front["chapters"] = json!([super::chapter_path(0)]);
    book.chapters = vec![Chapter { file: chapter.document.file.clone(), content }];
    book.pictures = references.pictures;
    Checked::new(book, written.problems)
}

/// Where in the course the sheet belongs, as one line.
fn place(view: &BookView) -> String {
    let parts = [&view.subtitle, &view.title];
    parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

fn number_questions(content: &mut Value) {
    let blocks = content["b"].as_array_mut().into_iter().flatten();
    for (index, block) in blocks.filter(|block| block["k"] == "quiz").enumerate() {
        block["number"] = (index + 1).into();
    }
}

/// A page to sign for each session of a module.
pub fn attendance(view: &AttendanceView) -> Book {
    let mut book = plain_book(&view.book, "attendance.typ");
    let sessions: Vec<Value> = view.sessions.iter().map(|title| json!({ "title": title })).collect();
    let heading = view.book.strings.get("print-sheet-attendance").cloned().unwrap_or_default();
    book.front["title"] = format!("{heading}: {}", view.book.title).into();
    book.front["sheet"] = json!({ "sessions": sessions, "rows": view.rows, "place": place(&view.book) });
    book
}

/// A page for each person.
pub fn certificates(view: &CertificateView) -> Book {
    let template = view.template.clone().map_or("certificate.typ".into(), Cow::Owned);
    let mut book = plain_book(&view.book, template);
    book.front["people"] = json!(view.people);
    book
}

/// A book without chapters in the paper and words of `view`.
fn plain_book(view: &BookView, template: impl Into<Cow<'static, str>>) -> Book {
    Book {
        ident: format!("{}/{}/{}", view.site_title, view.edition, view.lang),
        date: view.date,
        template: template.into(),
        front: front(view, 0, &json!([])),
        chapters: Vec::new(),
        pictures: Vec::new(),
        imposition: None,
    }
}
