//! Walks over a document, and what follows from them: plain text and the
//! [`Summary`] that the rest of the site may know of a page.

use super::{Block, BlockKind, Document, Inline, Inlines, QuizKind, VideoPlace};
use crate::diag::Span;
use crate::lang::Lang;

/// What the rest of the site may know of a page: no prose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// In the order of the page.
    pub headings: Vec<Heading>,
    pub links: Vec<WrittenLink>,
    pub images: Vec<WrittenImage>,
    /// Labels of footnotes in the order of their first reference; those that only
    /// trainer notes refer to are left out.
    pub notes: Vec<String>,
    /// All of them, as trainers meet them.
    pub trainer_notes: Vec<String>,
    pub quizzes: Vec<QuizKey>,
    /// Plain text of the first paragraph.
    pub first_paragraph: String,
}

impl Summary {
    /// What is in it, without the places, which change with every line above them.
    pub fn content(&self) -> impl serde::Serialize {
        let Self { headings, links, images, notes, trainer_notes, quizzes, first_paragraph } = self;
        let heading = |Heading { level, id, text, slug: _, span: _, trainer }: &Heading| {
            (*level, id.clone(), text.clone(), *trainer)
        };
        let link = |WrittenLink { target, span: _, trainer }: &WrittenLink| (target.clone(), *trainer);
        let image = |WrittenImage { source, span: _, trainer }: &WrittenImage| (source.clone(), *trainer);
        let quiz = |QuizKey { kind, right, span: _ }: &QuizKey| (format!("{kind:?}"), right.clone());
        (
            headings.iter().map(heading).collect::<Vec<_>>(),
            links.iter().map(link).collect::<Vec<_>>(),
            images.iter().map(image).collect::<Vec<_>>(),
            (notes.clone(), trainer_notes.clone()),
            quizzes.iter().map(quiz).collect::<Vec<_>>(),
            first_paragraph.clone(),
        )
    }
}

/// Which answers of a quiz are right: the same in every language.
#[derive(Clone, Debug, PartialEq)]
pub struct QuizKey {
    pub kind: QuizKind,
    pub right: Vec<bool>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    pub level: u8,
    /// The anchor that the author gave.
    pub id: Option<String>,
    pub text: String,
    /// The text as an anchor, without care for other headings of the page.
    pub slug: String,
    pub span: Span,
    /// Inside of trainer notes.
    pub trainer: bool,
}

/// A link as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenLink {
    pub target: String,
    pub span: Span,
    /// Inside of trainer notes.
    pub trainer: bool,
}

/// A picture or other file of `media/` as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenImage {
    pub source: String,
    pub span: Span,
    /// Inside of trainer notes.
    pub trainer: bool,
}

/// Calls `visit` with every block, outer before inner, in reading order; notes are not entered.
pub fn walk_blocks<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        for group in block.children() {
            walk_blocks(group, visit);
        }
    }
}

/// Calls `visit` with every inline below `blocks`, outer before inner, in reading order.
pub fn walk_inlines<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Inline)) {
    walk_blocks(blocks, &mut |block| {
        for inlines in block.inlines() {
            walk_inline(inlines, visit);
        }
    });
}

fn walk_inline<'a>(inlines: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        if let Some(content) = inline.content() {
            walk_inline(content, visit);
        }
    }
}

impl Block {
    /// The groups of blocks inside this one, in reading order.
    pub fn children(&self) -> Vec<&[Block]> {
        match &self.kind {
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Code { .. }
            | BlockKind::Rule
            | BlockKind::Include(_) => Vec::new(),
            BlockKind::Quote(blocks)
            | BlockKind::Alert { blocks, .. }
            | BlockKind::Steps(blocks)
            | BlockKind::Details { blocks, .. }
            | BlockKind::Checklist { blocks, .. }
            | BlockKind::Trainer(blocks)
            | BlockKind::Slide { blocks, .. }
            | BlockKind::Handout { blocks, .. }
            | BlockKind::Panel { blocks, .. } => vec![blocks],
            BlockKind::Figure { caption, .. } => vec![caption],
            BlockKind::Table(table) => vec![&table.caption],
            BlockKind::Video(video) => vec![&video.description],
            BlockKind::Chart(chart) => vec![&chart.caption],
            BlockKind::List { items, .. } => items.iter().map(|item| &item.blocks[..]).collect(),
            BlockKind::DefinitionList(definitions) => {
                definitions.iter().flat_map(|entry| entry.descriptions.iter().map(|blocks| &blocks[..])).collect()
            }
            BlockKind::Tabs(tabs) => tabs.iter().map(|tab| &tab.blocks[..]).collect(),
            BlockKind::Quiz(quiz) => {
                let feedback = quiz.answers.iter().map(|answer| &answer.feedback[..]);
                std::iter::once(&quiz.question[..]).chain(feedback).chain([&quiz.explanation[..]]).collect()
            }
        }
    }

    /// The groups of blocks inside this one, to change them.
    pub fn children_mut(&mut self) -> Vec<&mut Vec<Block>> {
        match &mut self.kind {
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Code { .. }
            | BlockKind::Rule
            | BlockKind::Include(_) => Vec::new(),
            BlockKind::Quote(blocks)
            | BlockKind::Alert { blocks, .. }
            | BlockKind::Steps(blocks)
            | BlockKind::Details { blocks, .. }
            | BlockKind::Checklist { blocks, .. }
            | BlockKind::Trainer(blocks)
            | BlockKind::Slide { blocks, .. }
            | BlockKind::Handout { blocks, .. }
            | BlockKind::Panel { blocks, .. } => vec![blocks],
            BlockKind::Figure { caption, .. } => vec![caption],
            BlockKind::Table(table) => vec![&mut table.caption],
            BlockKind::Video(video) => vec![&mut video.description],
            BlockKind::Chart(chart) => vec![&mut chart.caption],
            BlockKind::List { items, .. } => items.iter_mut().map(|item| &mut item.blocks).collect(),
            BlockKind::DefinitionList(definitions) => {
                definitions.iter_mut().flat_map(|entry| entry.descriptions.iter_mut()).collect()
            }
            BlockKind::Tabs(tabs) => tabs.iter_mut().map(|tab| &mut tab.blocks).collect(),
            BlockKind::Quiz(quiz) => {
                let feedback = quiz.answers.iter_mut().map(|answer| &mut answer.feedback);
                std::iter::once(&mut quiz.question).chain(feedback).chain([&mut quiz.explanation]).collect()
            }
        }
    }

    /// The lines of text that stand in this block itself.
    pub fn inlines(&self) -> Vec<&Inlines> {
        match &self.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => vec![content],
            BlockKind::Table(table) => table.header.iter().chain(table.rows.iter().flatten()).collect(),
            BlockKind::DefinitionList(definitions) => definitions.iter().map(|entry| &entry.term).collect(),
            BlockKind::Quiz(quiz) => {
                quiz.answers.iter().flat_map(|answer| [&answer.content, &answer.partner]).collect()
            }
            BlockKind::Video(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert { .. }
            | BlockKind::List { .. }
            | BlockKind::Code { .. }
            | BlockKind::Rule
            | BlockKind::Figure { .. }
            | BlockKind::Steps(_)
            | BlockKind::Tabs(_)
            | BlockKind::Details { .. }
            | BlockKind::Checklist { .. }
            | BlockKind::Trainer(_)
            | BlockKind::Slide { .. }
            | BlockKind::Handout { .. }
            | BlockKind::Chart(_)
            | BlockKind::Include(_)
            | BlockKind::Panel { .. } => Vec::new(),
        }
    }

    /// The lines of text that stand in this block itself, to change them.
    pub fn inlines_mut(&mut self) -> Vec<&mut Inlines> {
        match &mut self.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph(content) => vec![content],
            BlockKind::Table(table) => table.header.iter_mut().chain(table.rows.iter_mut().flatten()).collect(),
            BlockKind::DefinitionList(definitions) => definitions.iter_mut().map(|entry| &mut entry.term).collect(),
            BlockKind::Quiz(quiz) => {
                let lines = quiz.answers.iter_mut().map(|answer| [&mut answer.content, &mut answer.partner]);
                lines.flatten().collect()
            }
            BlockKind::Video(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert { .. }
            | BlockKind::List { .. }
            | BlockKind::Code { .. }
            | BlockKind::Rule
            | BlockKind::Figure { .. }
            | BlockKind::Steps(_)
            | BlockKind::Tabs(_)
            | BlockKind::Details { .. }
            | BlockKind::Checklist { .. }
            | BlockKind::Trainer(_)
            | BlockKind::Slide { .. }
            | BlockKind::Handout { .. }
            | BlockKind::Chart(_)
            | BlockKind::Include(_)
            | BlockKind::Panel { .. } => Vec::new(),
        }
    }
}

impl Inline {
    /// What stands inside of this inline, to change it.
    pub fn content_mut(&mut self) -> Option<&mut Inlines> {
        match self {
            Self::Emphasis(content) | Self::Strong(content) | Self::Strikethrough(content) => Some(content),
            Self::Link(link) => Some(&mut link.content),
            Self::Html(html) => Some(&mut html.content),
            Self::Text(_)
            | Self::Code(_)
            | Self::Image(_)
            | Self::NoteReference { .. }
            | Self::LineBreak
            | Self::SoftBreak => None,
        }
    }

    /// What stands inside of this inline.
    pub fn content(&self) -> Option<&Inlines> {
        match self {
            Self::Emphasis(content) | Self::Strong(content) | Self::Strikethrough(content) => Some(content),
            Self::Link(link) => Some(&link.content),
            Self::Html(html) => Some(&html.content),
            Self::Text(_)
            | Self::Code(_)
            | Self::Image(_)
            | Self::NoteReference { .. }
            | Self::LineBreak
            | Self::SoftBreak => None,
        }
    }
}

/// The words of a line of text, without markup and footnotes.
pub fn inlines_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    walk_inline(inlines, &mut |inline| match inline {
        Inline::Text(words) | Inline::Code(words) => text.push_str(words),
        Inline::Image(image) => text.push_str(&image.alt),
        Inline::LineBreak | Inline::SoftBreak => text.push(' '),
        Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Link(_)
        | Inline::Html(_)
        | Inline::NoteReference { .. } => {}
    });
    text
}

/// The words of blocks, one line of text a line.
pub fn plain_text(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    walk_blocks(blocks, &mut |block| {
        lines.extend(block.titles().into_iter().map(str::to_string));
        lines.extend(block.inlines().into_iter().map(|line| inlines_text(line)));
    });
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

impl Block {
    /// The plain texts that stand in this block itself: titles, alternatives, code.
    pub fn titles(&self) -> Vec<&str> {
        match &self.kind {
            BlockKind::Code { text, .. } => vec![text],
            BlockKind::Figure { image, credit, .. } => vec![&image.alt, credit],
            BlockKind::Tabs(tabs) => tabs.iter().map(|tab| tab.title.as_str()).collect(),
            BlockKind::Details { summary: title, .. }
            | BlockKind::Checklist { title, .. }
            | BlockKind::Slide { title, .. }
            | BlockKind::Handout { title, .. }
            | BlockKind::Panel { title, .. } => vec![title],
            BlockKind::Video(video) => vec![&video.title],
            BlockKind::Chart(chart) => vec![&chart.title],
            BlockKind::Heading { .. }
            | BlockKind::Paragraph(_)
            | BlockKind::Quote(_)
            | BlockKind::Alert { .. }
            | BlockKind::List { .. }
            | BlockKind::DefinitionList(_)
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Steps(_)
            | BlockKind::Quiz(_)
            | BlockKind::Trainer(_)
            | BlockKind::Include(_) => Vec::new(),
        }
    }
}

/// What the rest of the site may know of `document`, which is written in `lang`.
pub fn summary(document: &Document, lang: &Lang) -> Summary {
    let mut summary = Summary::default();
    collect_headings(&document.blocks, lang, false, &mut summary.headings);
    let first = document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(content) => Some(inlines_text(content)),
        _ => None,
    });
    summary.first_paragraph = first.unwrap_or_default();
    collect(&document.blocks, document, false, &mut summary);
    summary
}

fn collect_headings(blocks: &[Block], lang: &Lang, trainer: bool, headings: &mut Vec<Heading>) {
    for block in blocks {
        if let BlockKind::Heading { level, id, content, .. } = &block.kind {
            let (id, text) = (id.clone(), inlines_text(content));
            let slug = lang.slug(&text);
            headings.push(Heading { level: *level, id, text, slug, span: block.span, trainer });
        }
        let trainer = trainer || matches!(block.kind, BlockKind::Trainer(_));
        block.children().into_iter().for_each(|group| collect_headings(group, lang, trainer, headings));
    }
}

/// Collects links, files and notes of `blocks`, following each note at its first reference.
///
/// Notes that only `trainer` text refers to are for trainers alone.
fn collect(blocks: &[Block], document: &Document, trainer: bool, summary: &mut Summary) {
    for block in blocks {
        collect_media(block, trainer, summary);
        if let BlockKind::Quiz(quiz) = &block.kind {
            let right = quiz.answers.iter().map(|answer| answer.right).collect();
            summary.quizzes.push(QuizKey { kind: quiz.kind, right, span: block.span });
        }
        let mut new_notes = Vec::new();
        for line in block.inlines() {
            walk_inline(line, &mut |inline| collect_inline(inline, trainer, summary, &mut new_notes));
        }
        for note in new_notes.iter().filter_map(|label| document.notes.get(*label)) {
            collect(&note.blocks, document, trainer, summary);
        }
        let trainer = trainer || matches!(block.kind, BlockKind::Trainer(_));
        block.children().into_iter().for_each(|group| collect(group, document, trainer, summary));
    }
}

fn collect_inline<'a>(inline: &'a Inline, trainer: bool, summary: &mut Summary, new_notes: &mut Vec<&'a str>) {
    match inline {
        Inline::Link(link) => summary.links.push(WrittenLink { target: link.target.clone(), span: link.span, trainer }),
        Inline::Image(image) => {
            summary.images.push(WrittenImage { source: image.source.clone(), span: image.span, trainer });
        }
        Inline::NoteReference { label, .. } => {
            let is_new = |labels: &[String]| !labels.contains(label);
            let first = is_new(&summary.trainer_notes);
            let first_of_participants = !trainer && is_new(&summary.notes);
            summary.trainer_notes.extend(first.then(|| label.clone()));
            summary.notes.extend(first_of_participants.then(|| label.clone()));
            if first || first_of_participants {
                new_notes.push(label);
            }
        }
        Inline::Text(_)
        | Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Code(_)
        | Inline::Html(_)
        | Inline::LineBreak
        | Inline::SoftBreak => {}
    }
}

fn collect_media(block: &Block, trainer: bool, summary: &mut Summary) {
    let (source, span) = match &block.kind {
        BlockKind::Figure { image, .. } => (&image.source, image.span),
        BlockKind::Chart(chart) => (&chart.source, chart.span),
        BlockKind::Video(video) => {
            if let Some(link) = &video.transcript {
                summary.links.push(WrittenLink { target: link.target.clone(), span: link.span, trainer });
            }
            match &video.place {
                VideoPlace::File(source) => (source, video.span),
                VideoPlace::Web(_) => return,
            }
        }
        _ => return,
    };
    // A missing attribute has been reported as such.
    if source.is_empty() {
        return;
    }
    summary.images.push(WrittenImage { source: source.clone(), span, trainer });
}
