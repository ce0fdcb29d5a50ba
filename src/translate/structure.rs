//! Whether two versions of a page are built alike: lists, tables, pictures,
//! quizzes and boxes of each section.
//!
//! Paragraphs are free: a translator may join or split them.

use crate::diag::{Diagnostic, Span};
use crate::doc::{Block, BlockKind, Document, walk_blocks};
use crate::problems;

use super::normal;

/// A part of a page that both versions must have.
#[derive(Debug)]
struct Part {
    /// What it is, in words for the message.
    name: &'static str,
    shape: Shape,
    span: Span,
}

#[derive(Debug, PartialEq)]
enum Shape {
    Plain,
    /// How many items, tabs or answers.
    Items(usize),
    /// Rows with the head, and columns.
    Table(usize, usize),
    /// A file of `media/`.
    File(String),
}

/// What stands under one heading.
struct Section {
    heading: Span,
    parts: Vec<Part>,
}

/// What is built otherwise in the translation.
pub fn structure(source: &Document, translation: &Document) -> Vec<Diagnostic> {
    let (theirs, ours) = (sections(source), sections(translation));
    // Other headings are told by another rule, and sections cannot be compared then.
    if theirs.len() != ours.len() {
        return Vec::new();
    }
    theirs.iter().zip(&ours).flat_map(|(theirs, ours)| section(theirs, ours, translation)).collect()
}

fn section(source: &Section, translation: &Section, document: &Document) -> Vec<Diagnostic> {
    let file = &document.file;
    let (theirs, ours) = (&source.parts, &translation.parts);
    let different = theirs.iter().zip(ours).position(|(a, b)| a.name != b.name);
    let ended = (theirs.len() != ours.len()).then(|| theirs.len().min(ours.len()));
    if let Some(place) = different.or(ended) {
        let name = |parts: &[Part]| parts.get(place).map(|part| part.name);
        let span = ours.get(place).map_or(translation.heading, |part| part.span);
        return vec![problems::structure_differs(file, span, name(theirs), name(ours))];
    }
    let pairs = theirs.iter().zip(ours).filter(|(a, b)| a.shape != b.shape);
    let differs = |(a, b): (&Part, &Part)| match (&a.shape, &b.shape) {
        (Shape::Items(there), Shape::Items(here)) => problems::list_differs(file, b.span, b.name, (*here, *there)),
        (Shape::Table(rows, columns), Shape::Table(our_rows, our_columns)) => {
            problems::table_differs(file, b.span, (*our_rows, *our_columns), (*rows, *columns))
        }
        (Shape::File(there), Shape::File(here)) => problems::image_differs(file, b.span, here, there),
        _ => problems::structure_differs(file, b.span, Some(a.name), Some(b.name)),
    };
    pairs.map(differs).collect()
}

fn sections(document: &Document) -> Vec<Section> {
    let mut sections = vec![Section { heading: Span::default(), parts: Vec::new() }];
    walk_blocks(&document.blocks, &mut |block| {
        if matches!(block.kind, BlockKind::Heading { .. }) {
            sections.push(Section { heading: block.span, parts: Vec::new() });
        }
        let current = sections.last_mut().expect("the page begins with a section");
        current.parts.extend(part(block, document));
    });
    sections
}

fn part(block: &Block, document: &Document) -> Option<Part> {
    let file = |source: &str| Shape::File(normal::target(source, &document.file));
    let (name, shape) = match &block.kind {
        BlockKind::Heading { .. } | BlockKind::Paragraph(_) | BlockKind::Rule | BlockKind::Panel { .. } => return None,
        BlockKind::Quote(_) => ("quotation", Shape::Plain),
        BlockKind::Alert { .. } => ("alert", Shape::Plain),
        BlockKind::List { start: Some(_), items } => ("numbered list", Shape::Items(items.len())),
        BlockKind::List { start: None, items } => ("list", Shape::Items(items.len())),
        BlockKind::DefinitionList(definitions) => ("definition list", Shape::Items(definitions.len())),
        BlockKind::Code { .. } => ("code block", Shape::Plain),
        BlockKind::Table(table) => ("table", Shape::Table(table.rows.len() + 1, table.header.len())),
        BlockKind::Figure { image, .. } => ("figure", file(&image.source)),
        BlockKind::Steps(_) => ("group of steps", Shape::Plain),
        BlockKind::Tabs(tabs) => ("group of tabs", Shape::Items(tabs.len())),
        BlockKind::Details { .. } => ("details box", Shape::Plain),
        BlockKind::Checklist { .. } => ("checklist", Shape::Plain),
        BlockKind::Quiz(quiz) => ("quiz", Shape::Items(quiz.answers.len())),
        BlockKind::Trainer(_) => ("box for trainers", Shape::Plain),
        BlockKind::Slide { .. } => ("slide", Shape::Plain),
        BlockKind::Handout { .. } => ("handout", Shape::Plain),
        BlockKind::Video(_) => ("video", Shape::Plain),
        BlockKind::Chart(chart) => ("chart", file(&chart.source)),
        BlockKind::Include(include) => ("include", Shape::File(include.page.clone())),
    };
    Some(Part { name, shape, span: block.span })
}
