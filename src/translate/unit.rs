//! A page as a list of translation units.
//!
//! In: the text of a page and its document. Out: every heading, paragraph, list
//! item, table row, caption, alternative text, title, answer and translatable
//! field, in the order of the file. A unit is a slice of the file: nothing is
//! ever turned back into Markdown. No file other than the page's own is looked at.

use std::collections::BTreeMap;

use super::normal;
use crate::diag::Span;
use crate::doc::{
    Answer, Block, BlockKind, Definition, Document, Entry, Inlines, Item, Quiz, QuizKind, Record, Tab, Value,
    inlines_text,
};
use crate::path::VPath;
use crate::schema::pages::Kind;
use crate::schema::{Field, Scope, Type};

/// A piece of a page that is translated as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    pub kind: UnitKind,
    /// The field that it stands in, such as `key_points`; empty in the text.
    pub field: String,
    /// Where it stands in the file.
    pub span: Span,
    /// The place of the block that holds it: the table of a row. None for a field.
    pub block: Option<Span>,
    /// Its name within the page: the name of a field, else the fingerprint,
    /// with a number from the second of equal ones on.
    pub key: String,
    /// The words alone, without markup.
    pub text: String,
    /// What two spellings of the same words share; see [`normal`].
    pub normal: String,
    /// Of the normal form.
    pub fingerprint: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// A translatable field of the front matter.
    Field,
    Heading,
    Paragraph,
    ListItem,
    TableRow,
    Caption,
    AltText,
    /// The title or summary of a directive.
    Title,
    /// What a definition defines.
    Term,
    Definition,
    Question,
    Answer,
    /// What is said after an answer, or about the whole quiz.
    Feedback,
    Footnote,
    Code,
}

impl UnitKind {
    pub const ALL: [Self; 15] = [
        Self::Field,
        Self::Heading,
        Self::Paragraph,
        Self::ListItem,
        Self::TableRow,
        Self::Caption,
        Self::AltText,
        Self::Title,
        Self::Term,
        Self::Definition,
        Self::Question,
        Self::Answer,
        Self::Feedback,
        Self::Footnote,
        Self::Code,
    ];

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list-item",
            Self::TableRow => "table-row",
            Self::Caption => "caption",
            Self::AltText => "alt-text",
            Self::Title => "title",
            Self::Term => "term",
            Self::Definition => "definition",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Feedback => "feedback",
            Self::Footnote => "footnote",
            Self::Code => "code",
        }
    }
}

/// Fields that each language fills for itself: an address, and words of its own readers.
pub(super) const OWN_WORDS: [&str; 2] = ["slug", "synonyms"];

/// The units of `document`, which was read from `text`, in the order of the file.
///
/// Their spans lie on character boundaries and do not overlap.
pub fn units(text: &str, document: &Document) -> Vec<Unit> {
    let mut collector = Collector { text, file: &document.file, found: Vec::new() };
    collector.fields(&document.fields);
    collector.blocks(&document.blocks, UnitKind::Paragraph);
    for note in document.notes.values() {
        collector.blocks(&note.blocks, UnitKind::Footnote);
    }
    let mut units = collector.found;
    units.sort_by_key(|unit| (unit.span.start, unit.span.end));
    let mut end = 0;
    units.retain(|unit| {
        // An alias in YAML stands for a place that has been seen.
        let apart = unit.span.start >= end;
        end = if apart { unit.span.end } else { end };
        apart
    });
    name(&mut units);
    units
}

/// Gives the second and later ones of equal units a number.
fn name(units: &mut [Unit]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for unit in units {
        let count = seen.entry(unit.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            unit.key = format!("{}-{count}", unit.key);
        }
    }
}

struct Collector<'a> {
    text: &'a str,
    file: &'a VPath,
    found: Vec<Unit>,
}

/// What a unit says: its words, and their normal form.
struct Wording {
    text: String,
    normal: String,
}

impl Collector<'_> {
    fn wording(&self, content: &Inlines) -> Wording {
        Wording { text: inlines_text(content), normal: normal::inlines(content, self.file) }
    }

    fn plain(text: &str) -> Wording {
        Wording { text: text.to_string(), normal: normal::words(text) }
    }

    /// Adds the unit at `span` without white space around it, unless it says nothing.
    fn push(&mut self, kind: UnitKind, span: Span, block: Option<Span>, wording: Wording) {
        let slice = span.slice(self.text);
        let start = span.start as usize + (slice.len() - slice.trim_start().len());
        let span = Span::new(start, start + slice.trim().len());
        if wording.normal.is_empty() || span.start == span.end {
            return;
        }
        let Wording { text, normal } = wording;
        let fingerprint = normal::fingerprint(&normal);
        let (field, key) = (String::new(), fingerprint.clone());
        self.found.push(Unit { kind, field, span, block, key, text, normal, fingerprint });
    }

    fn fields(&mut self, fields: &Record) {
        for (name, entry) in &fields.fields {
            if let Some(field) = field_with_words(name) {
                self.field(name, field, entry);
            }
        }
    }

    fn field(&mut self, path: &str, field: &Field, entry: &Entry) {
        if OWN_WORDS.contains(&field.name) {
            return;
        }
        match &entry.value {
            Value::Str(text) => self.named(path, entry.span, Self::plain(text)),
            Value::Text(content) => self.named(path, entry.span, self.wording(content)),
            Value::List(items) => {
                // A list of words has no names for its items; they are told apart by what they say.
                for item in items {
                    match &item.value {
                        Value::Str(text) => self.in_field(path, item.span, Self::plain(text)),
                        Value::Text(content) => self.in_field(path, item.span, self.wording(content)),
                        _ => self.field(path, field, item),
                    }
                }
            }
            Value::Record(record) => {
                for inner in inner_fields(&field.kind).iter().filter(|inner| has_words(inner)) {
                    if let Some(entry) = record.get(inner.name) {
                        self.field(&format!("{path}.{}", inner.name), inner, entry);
                    }
                }
            }
            Value::Int(_) | Value::Number(_) | Value::Bool(_) | Value::Date(_) => {}
        }
    }

    fn in_field(&mut self, path: &str, span: Span, wording: Wording) {
        let before = self.found.len();
        self.push(UnitKind::Field, span, None, wording);
        self.found[before..].iter_mut().for_each(|unit| unit.field = path.to_string());
    }

    /// Adds a field that its name tells apart.
    fn named(&mut self, path: &str, span: Span, wording: Wording) {
        let before = self.found.len();
        self.in_field(path, span, wording);
        self.found[before..].iter_mut().for_each(|unit| unit.key = path.to_string());
    }

    /// Collects `blocks`, whose paragraphs are of kind `role`.
    fn blocks(&mut self, blocks: &[Block], role: UnitKind) {
        blocks.iter().for_each(|block| self.block(block, role));
    }

    fn block(&mut self, block: &Block, role: UnitKind) {
        let span = block.span;
        match &block.kind {
            BlockKind::Heading { content, .. } => {
                self.push(UnitKind::Heading, span, Some(span), self.wording(content));
            }
            BlockKind::Paragraph(content) => self.push(role, span, Some(span), self.wording(content)),
            BlockKind::Quote(blocks)
            | BlockKind::Alert { blocks, .. }
            | BlockKind::Steps(blocks)
            | BlockKind::Trainer(blocks) => self.blocks(blocks, role),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.item(item)),
            BlockKind::DefinitionList(definitions) => self.definitions(definitions, span),
            BlockKind::Code { text, .. } => {
                let wording = Wording { text: text.clone(), normal: text.trim_end().to_string() };
                self.push(UnitKind::Code, span, Some(span), wording);
            }
            BlockKind::Table(table) => {
                self.table(&table.header, &table.rows, span);
                self.blocks(&table.caption, UnitKind::Caption);
            }
            BlockKind::Rule | BlockKind::Include(_) | BlockKind::Panel { .. } => {}
            BlockKind::Figure { image, caption, .. } => {
                self.attribute(UnitKind::AltText, "alt", &image.alt, span);
                self.blocks(caption, UnitKind::Caption);
            }
            BlockKind::Tabs(tabs) => tabs.iter().for_each(|tab| self.tab(tab, role)),
            BlockKind::Details { summary, blocks } => {
                self.attribute(UnitKind::Title, "summary", summary, span);
                self.blocks(blocks, role);
            }
            BlockKind::Checklist { title, blocks }
            | BlockKind::Slide { title, blocks }
            | BlockKind::Handout { title, blocks } => {
                self.attribute(UnitKind::Title, "title", title, span);
                self.blocks(blocks, role);
            }
            BlockKind::Quiz(quiz) => self.quiz(quiz, span),
            BlockKind::Video(video) => {
                self.attribute(UnitKind::Title, "title", &video.title, span);
                self.blocks(&video.description, UnitKind::Caption);
            }
            BlockKind::Chart(chart) => {
                self.attribute(UnitKind::Title, "title", &chart.title, span);
                self.blocks(&chart.caption, UnitKind::Caption);
            }
        }
    }

    /// The value of an attribute in the line of a directive.
    fn attribute(&mut self, kind: UnitKind, name: &str, value: &str, line: Span) {
        let slice = line.slice(self.text);
        let begins = |quote: &str| format!("{name}={quote}{value}");
        let found = ["\"", ""].into_iter().find_map(|quote| {
            let written = begins(quote);
            // The name must not be the end of a longer one.
            let places = slice.match_indices(&written);
            let mut whole = places.filter(|(at, _)| slice[..*at].ends_with(['{', ' ', '\t']));
            whole.next().map(|(at, _)| at + name.len() + 1 + quote.len())
        });
        if let Some(at) = found {
            let start = line.start as usize + at;
            let span = Span::new(start, start + value.len());
            self.push(kind, span, Some(line), Self::plain(value));
        }
    }

    fn tab(&mut self, tab: &Tab, role: UnitKind) {
        self.attribute(UnitKind::Title, "title", &tab.title, tab.span);
        self.blocks(&tab.blocks, role);
    }

    /// The first paragraph of an item is the item; what follows stands for itself.
    fn item(&mut self, item: &Item) {
        let mark = item.task.map(mark_of);
        match item.blocks.split_first() {
            Some((Block { span, kind: BlockKind::Paragraph(content) }, rest)) => {
                let wording = self.marked(mark, content);
                self.push(UnitKind::ListItem, *span, Some(*span), wording);
                self.blocks(rest, UnitKind::Paragraph);
            }
            _ => self.blocks(&item.blocks, UnitKind::Paragraph),
        }
    }

    /// Words behind the box of a task list or of a quiz: which box is ticked counts.
    fn marked(&self, mark: Option<&str>, content: &Inlines) -> Wording {
        let Wording { text, normal } = self.wording(content);
        Wording { text, normal: format!("{}{normal}", mark.unwrap_or_default()) }
    }

    fn definitions(&mut self, definitions: &[Definition], list: Span) {
        for definition in definitions {
            self.push(UnitKind::Term, definition.span, Some(list), self.wording(&definition.term));
            definition.descriptions.iter().for_each(|blocks| self.blocks(blocks, UnitKind::Definition));
        }
    }

    /// A row of a table is a line of the file; the second one draws the head.
    fn table(&mut self, header: &[Inlines], rows: &[Vec<Inlines>], table: Span) {
        let mut lines = Vec::new();
        let mut start = table.start as usize;
        for line in table.slice(self.text).split_inclusive('\n') {
            lines.push(Span::new(start, start + line.len()));
            start += line.len();
        }
        let head = lines.first().map(|line| (*line, header));
        let body = lines.iter().skip(2).zip(rows).map(|(line, row)| (*line, &row[..]));
        for (line, cells) in head.into_iter().chain(body) {
            let wordings: Vec<Wording> = cells.iter().map(|cell| self.wording(cell)).collect();
            let text = wordings.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ");
            let normal = wordings.iter().map(|cell| cell.normal.as_str()).collect::<Vec<_>>().join(" | ");
            let is_empty = wordings.iter().all(|cell| cell.normal.is_empty());
            let normal = if is_empty { String::new() } else { normal };
            self.push(UnitKind::TableRow, line, Some(table), Wording { text, normal });
        }
    }

    fn quiz(&mut self, quiz: &Quiz, span: Span) {
        self.blocks(&quiz.question, UnitKind::Question);
        for answer in &quiz.answers {
            let wording = self.answer(answer, quiz.kind);
            self.push(UnitKind::Answer, answer.span, Some(span), wording);
            self.blocks(&answer.feedback, UnitKind::Feedback);
        }
        self.blocks(&quiz.explanation, UnitKind::Feedback);
    }

    fn answer(&self, answer: &Answer, kind: QuizKind) -> Wording {
        let mark = match kind {
            QuizKind::Single | QuizKind::Multiple | QuizKind::TrueFalse => Some(mark_of(answer.right)),
            QuizKind::Order | QuizKind::Match | QuizKind::Short => None,
        };
        let Wording { mut text, mut normal } = self.marked(mark, &answer.content);
        if !answer.partner.is_empty() {
            let partner = self.wording(&answer.partner);
            text = format!("{text} : {}", partner.text);
            normal = format!("{normal} : {}", partner.normal);
        }
        Wording { text, normal }
    }
}

fn mark_of(ticked: bool) -> &'static str {
    if ticked { "[x] " } else { "[ ] " }
}

/// The field of this name, in whatever kind of page, that is or holds words.
pub(super) fn field_with_words(name: &str) -> Option<&'static Field> {
    let tables = Kind::ALL.iter().flat_map(|kind| kind.fields());
    tables.flat_map(|table| table.iter()).find(|field| field.name == name && has_words(field))
}

pub(super) fn inner_fields(kind: &Type) -> &'static [Field] {
    match kind {
        Type::List(inner) | Type::Either(_, inner) => inner_fields(inner),
        Type::Record(fields) => fields,
        _ => &[],
    }
}

/// Whether a field is, or holds, words of one language.
pub(super) fn has_words(field: &Field) -> bool {
    field.scope == Scope::Translated || inner_fields(&field.kind).iter().any(has_words)
}

/// `text` with the slices at `spans`, sorted and apart, replaced.
pub fn rejoin(text: &str, pieces: &[(Span, &str)]) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut end = 0;
    for (span, piece) in pieces {
        joined.push_str(text.get(end..span.start as usize).unwrap_or_default());
        joined.push_str(piece);
        end = span.end as usize;
    }
    joined.push_str(text.get(end..).unwrap_or_default());
    joined
}
