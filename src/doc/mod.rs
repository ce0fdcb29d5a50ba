//! The document model: one page as a tree, shared by every output.
//!
//! The parser makes it; writers read it and match it exhaustively, so that a
//! new kind of node does not compile until each of them handles it.

mod audience;
mod record;
mod walk;

pub use audience::{Audience, for_participants, strip_trainer};
pub use record::{Date, Entry, Record, Value};
pub use walk::{
    Heading, QuizKey, Summary, WrittenImage, WrittenLink, inlines_text, plain_text, summary, walk_blocks, walk_inlines,
};

use std::collections::BTreeMap;

use crate::diag::Span;
use crate::path::VPath;

/// One page, parsed alone.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Document {
    /// The file it came from.
    pub file: VPath,
    /// The front matter.
    pub fields: Record,
    pub blocks: Vec<Block>,
    /// Footnotes by label.
    pub notes: BTreeMap<String, Note>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

pub type Inlines = Vec<Inline>;

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum BlockKind {
    Heading {
        /// 2 to 6; the page's title is level 1.
        level: u8,
        /// The place of this heading among the headings of the page, from 0.
        ordinal: usize,
        /// The anchor that the author gave.
        id: Option<String>,
        content: Inlines,
    },
    Paragraph(Inlines),
    Quote(Vec<Block>),
    Alert {
        kind: AlertKind,
        blocks: Vec<Block>,
    },
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        items: Vec<Item>,
    },
    DefinitionList(Vec<Definition>),
    Code {
        language: String,
        text: String,
    },
    // What is rare and large stands in a box, so that every paragraph takes half the memory.
    Table(Box<Table>),
    Rule,
    Figure {
        image: Box<Image>,
        caption: Vec<Block>,
        credit: String,
        id: Option<String>,
    },
    Steps(Vec<Block>),
    Tabs(Vec<Tab>),
    Details {
        summary: String,
        blocks: Vec<Block>,
    },
    Checklist {
        title: String,
        blocks: Vec<Block>,
    },
    Quiz(Box<Quiz>),
    /// Notes for trainers: no participant output may hold them.
    Trainer(Vec<Block>),
    Slide {
        title: String,
        blocks: Vec<Block>,
    },
    Handout {
        title: String,
        blocks: Vec<Block>,
    },
    Video(Box<Video>),
    Chart(Box<Chart>),
    Include(Include),
    /// A titled group that the program makes from front matter or data files.
    Panel {
        kind: PanelKind,
        /// The anchor, the same in all languages.
        id: String,
        title: String,
        blocks: Vec<Block>,
    },
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Inline {
    Text(String),
    Emphasis(Inlines),
    Strong(Inlines),
    Strikethrough(Inlines),
    Code(String),
    // What is large stands in a box, so that every word takes half the memory.
    Link(Box<Link>),
    Image(Box<Image>),
    /// A reference to a footnote.
    NoteReference {
        label: String,
        span: Span,
    },
    Html(Box<Html>),
    LineBreak,
    /// An end of line in the source.
    SoftBreak,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Link {
    /// As the author wrote it.
    pub target: String,
    pub title: String,
    pub content: Inlines,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Image {
    /// As the author wrote it.
    pub source: String,
    /// The text alternative; empty for a decoration.
    pub alt: String,
    pub title: String,
    pub span: Span,
}

/// One of the few HTML elements an author may write.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Html {
    pub element: Element,
    pub lang: Option<String>,
    pub title: Option<String>,
    pub content: Inlines,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Note {
    pub span: Span,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Item {
    pub span: Span,
    /// Ticked or not, in a task list.
    pub task: Option<bool>,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Definition {
    /// Of the term.
    pub span: Span,
    pub term: Inlines,
    pub descriptions: Vec<Vec<Block>>,
    /// An anchor for entries of data files.
    pub id: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AlertKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// HTML elements that authors may write in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Element {
    Abbr,
    Cite,
    Ins,
    Kbd,
    Mark,
    Q,
    Small,
    Span,
    Sub,
    Sup,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Tab {
    /// Of the line that opens it.
    pub span: Span,
    pub title: String,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Quiz {
    pub kind: QuizKind,
    pub id: Option<String>,
    pub question: Vec<Block>,
    pub answers: Vec<Answer>,
    pub explanation: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuizKind {
    /// One answer is right.
    Single,
    /// Each answer is right or wrong.
    Multiple,
    TrueFalse,
    /// The answers stand in the right order.
    Order,
    /// Each answer has a partner.
    Match,
    /// Any of the answers is accepted.
    Short,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Answer {
    /// Of the answer with its partner, without mark and feedback.
    pub span: Span,
    pub right: bool,
    pub content: Inlines,
    /// What a `match` answer belongs to.
    pub partner: Inlines,
    pub feedback: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Video {
    pub title: String,
    pub place: VideoPlace,
    /// Language of the sound.
    pub lang: Option<String>,
    pub transcript: Option<Link>,
    pub description: Vec<Block>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum VideoPlace {
    /// A file in `media/`, as written.
    File(String),
    /// An address on the web, never asked for before a click.
    Web(String),
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Table {
    pub alignments: Vec<Alignment>,
    pub header: Vec<Inlines>,
    pub rows: Vec<Vec<Inlines>>,
    /// A paragraph at most.
    pub caption: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Chart {
    pub kind: ChartKind,
    pub title: String,
    /// A CSV file in `media/`, as written.
    pub source: String,
    pub caption: Vec<Block>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    Bar,
    Line,
    Share,
}

/// A request for the text of another page.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Include {
    /// Path without language and extension.
    pub page: String,
    /// The anchor of one section, or the whole page.
    pub section: Option<String>,
    /// How many levels to lower the headings.
    pub shift: u8,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PanelKind {
    KeyPoints,
    Outcomes,
    Facts,
    Objectives,
    Plan,
    Checklist,
    Related,
    Entries,
}
