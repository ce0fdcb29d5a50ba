//! Markdown events into blocks of the document model; [`super::line`] reads what
//! stands in a line. The two are the only users of pulldown-cmark.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{self as markdown, Event, Options, Parser, Tag, TagEnd};

use super::directive::{self, Builder, Fence};
use super::html;
use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::{AlertKind, Alignment, Block, BlockKind, Definition, Inline, Inlines, Item, Note, Table};
use crate::path::VPath;
use crate::problems;
use crate::reserve::trim;

/// How deep blocks and inlines may nest; what is deeper is reported and left out.
pub const MAX_DEPTH: usize = 60;

/// What the body of a page holds.
#[derive(Default)]
pub struct Body {
    pub blocks: Vec<Block>,
    pub notes: BTreeMap<String, Note>,
}

/// The blocks of `text`, which begins `offset` bytes into `file`; [`finish_headings`] is still to come.
pub fn parse(file: &VPath, text: &str, offset: usize) -> Checked<Body> {
    let (masked, fences) = directive::mask(text);
    let mut problems = Vec::new();
    let mut tree = Tree::new(file, text, &masked, &fences, offset, &mut problems);
    let blocks = tree.top_level();
    tree.report_unread_fences();
    let body = Body { blocks, notes: tree.notes };
    Checked::new(body, problems)
}

/// The inline Markdown in `text`, a value that stands at `span` of `file`.
pub fn inlines(file: &VPath, text: &str, span: Span) -> Checked<Inlines> {
    let mut problems = Vec::new();
    let blocks = Tree::new(file, text, text, &[], 0, &mut problems).top_level();
    // Places inside of a YAML scalar are not places in the file: point at the scalar.
    problems.iter_mut().for_each(|problem| problem.span = span);
    let mut lines: Inlines = Vec::new();
    for block in blocks {
        match block.kind {
            BlockKind::Paragraph(content) => {
                if !lines.is_empty() {
                    lines.push(Inline::LineBreak);
                }
                lines.extend(content);
            }
            _ => problems.push(problems::block_in_field(file, span)),
        }
    }
    place_links(&mut lines, span);
    Checked::new(lines, problems)
}

fn place_links(inlines: &mut Inlines, span: Span) {
    for inline in inlines {
        match inline {
            Inline::Link(link) => {
                link.span = span;
                place_links(&mut link.content, span);
            }
            Inline::Image(image) => image.span = span,
            Inline::NoteReference { span: place, .. } => *place = span,
            Inline::Html(html) => place_links(&mut html.content, span),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strikethrough(content) => {
                place_links(content, span);
            }
            Inline::Text(_) | Inline::Code(_) | Inline::LineBreak | Inline::SoftBreak => {}
        }
    }
}

type Events<'a> = Peekable<markdown::OffsetIter<'a, markdown::DefaultBrokenLinkCallback>>;

pub struct Tree<'a, 'p> {
    pub file: &'a VPath,
    /// The body as written; `events` come from its masked twin.
    pub source: &'a str,
    pub events: Events<'a>,
    fences: &'a [Fence],
    /// Places in `fences` of those that have been met.
    read: BTreeSet<usize>,
    offset: usize,
    pub depth: usize,
    /// The box at the start of the list item that is being read.
    pub task: Option<bool>,
    notes: BTreeMap<String, Note>,
    pub problems: &'p mut Vec<Diagnostic>,
}

/// Why a run of blocks ended.
enum Stop<'a> {
    /// The end of the enclosing Markdown container, or of the page.
    Container,
    /// A closing fence.
    Fence(&'a Fence),
}

impl<'a, 'p> Tree<'a, 'p> {
    fn new(
        file: &'a VPath,
        source: &'a str,
        masked: &'a str,
        fences: &'a [Fence],
        offset: usize,
        problems: &'p mut Vec<Diagnostic>,
    ) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST;
        let events = Parser::new_ext(masked, options).into_offset_iter().peekable();
        let (read, notes) = (BTreeSet::new(), BTreeMap::new());
        Self { file, source, events, fences, read, offset, depth: 0, task: None, notes, problems }
    }

    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    /// Where `span` stands in `source`.
    fn place(&self, span: Span) -> Range<usize> {
        span.start as usize - self.offset..span.end as usize - self.offset
    }

    fn top_level(&mut self) -> Vec<Block> {
        let mut all = Vec::new();
        while let Stop::Fence(fence) = self.blocks_into(&mut all) {
            self.problems.push(problems::directive_not_open(self.file, self.span(&fence.range)));
        }
        trim(&mut all);
        all
    }

    /// The blocks up to the end of the container, whose end event is consumed.
    fn container(&mut self) -> Vec<Block> {
        if self.depth >= MAX_DEPTH {
            return self.skip_container();
        }
        self.depth += 1;
        let (blocks, _) = self.blocks();
        self.depth -= 1;
        blocks
    }

    /// Leaves out a container that is too deep.
    pub fn skip_container(&mut self) -> Vec<Block> {
        let mut open = 1;
        let mut range = None;
        while open > 0 {
            let Some((event, place)) = self.events.next() else { break };
            self.read.extend(self.fences_in(&place));
            range.get_or_insert(place);
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
        }
        let span = range.map_or(Span::default(), |range| self.span(&range));
        self.problems.push(problems::too_deep(self.file, span, MAX_DEPTH));
        Vec::new()
    }

    fn blocks(&mut self) -> (Vec<Block>, Stop<'a>) {
        let mut blocks = Vec::new();
        let stop = self.blocks_into(&mut blocks);
        // All blocks of a site are in memory at once.
        trim(&mut blocks);
        (blocks, stop)
    }

    fn blocks_into(&mut self, blocks: &mut Vec<Block>) -> Stop<'a> {
        loop {
            match self.events.peek() {
                None => return Stop::Container,
                Some((Event::End(_), _)) => {
                    self.events.next();
                    return Stop::Container;
                }
                Some((event, _)) if is_inline(event) => blocks.extend(self.bare_paragraph()),
                Some(_) => {}
            }
            let Some((event, range)) = self.events.next_if(|(event, _)| !is_inline(event) && !is_end(event)) else {
                continue;
            };
            match self.fence_at(&event, &range) {
                Some(fence) if fence.opening.is_some() => blocks.extend(self.directive(fence)),
                Some(fence) => return Stop::Fence(fence),
                None => blocks.extend(self.block(event, range)),
            }
            self.take_caption(blocks);
        }
    }

    fn fence_at(&mut self, event: &Event, range: &Range<usize>) -> Option<&'a Fence> {
        if !matches!(event, Event::Rule) {
            return None;
        }
        let index = self.fences_in(range).next()?;
        self.read.insert(index);
        self.fences.get(index)
    }

    /// The places in `fences` of those that begin in `range`.
    fn fences_in(&self, range: &Range<usize>) -> Range<usize> {
        let before = |offset| self.fences.partition_point(|fence| fence.range.start < offset);
        before(range.start)..before(range.end)
    }

    /// A fence that is neither a directive nor code would be lost, and what it was to keep apart with it.
    fn report_unread_fences(&mut self) {
        for (_, fence) in self.fences.iter().enumerate().filter(|(index, _)| !self.read.contains(index)) {
            self.problems.push(problems::directive_indented(self.file, self.span(&fence.range)));
        }
    }

    fn directive(&mut self, fence: &'a Fence) -> Vec<Block> {
        let span = self.span(&fence.range);
        let Some(opening) = &fence.opening else { return Vec::new() };
        if self.depth >= MAX_DEPTH {
            self.problems.push(problems::too_deep(self.file, span, MAX_DEPTH));
            return Vec::new();
        }
        self.depth += 1;
        let (content, stop) = self.blocks();
        self.depth -= 1;
        if matches!(stop, Stop::Container) {
            self.problems.push(problems::directive_not_closed(self.file, span, &opening.name));
        }
        Builder { file: self.file, span, problems: self.problems }.build(opening, content)
    }

    /// Gives a table the paragraph after it that begins with a colon, as Pandoc does.
    fn take_caption(&mut self, blocks: &mut Vec<Block>) {
        let [.., table, Block { span, kind: BlockKind::Paragraph(content) }] = &mut blocks[..] else { return };
        let BlockKind::Table(table) = &mut table.kind else { return };
        if !table.caption.is_empty() || !self.source[self.place(*span)].starts_with(':') || !begins_caption(content) {
            return;
        }
        let (span, content) = (*span, std::mem::take(content));
        table.caption = self.caption(content, span);
        blocks.pop();
    }

    /// The words after the colon that `content`, which stands at `span`, begins with.
    fn caption(&mut self, mut content: Inlines, span: Span) -> Vec<Block> {
        let written = self.source[self.place(span)].trim_end();
        let words = written.trim_start().trim_start_matches(':').trim_start();
        if let Some(Inline::Text(first)) = content.first_mut() {
            *first = first[1..].trim_start().to_string();
        }
        content.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
        if content.is_empty() {
            self.problems.push(problems::table_caption_empty(self.file, span));
            return Vec::new();
        }
        let end = span.start as usize + written.len();
        let span = Span::new(end - words.len(), end);
        vec![Block { span, kind: BlockKind::Paragraph(content) }]
    }

    /// Text that stands in a tight list item without a paragraph around it.
    fn bare_paragraph(&mut self) -> Option<Block> {
        let start = self.events.peek()?.1.start;
        let (content, end) = self.inlines(start);
        if content.is_empty() {
            return None;
        }
        Some(Block { span: self.span(&(start..end)), kind: BlockKind::Paragraph(content) })
    }

    fn block(&mut self, event: Event<'a>, range: Range<usize>) -> Option<Block> {
        let span = self.span(&range);
        let kind = match event {
            Event::Rule => BlockKind::Rule,
            Event::Start(tag) => self.tagged(tag, &range)?,
            _ => return None,
        };
        Some(Block { span, kind })
    }

    fn tagged(&mut self, tag: Tag<'a>, range: &Range<usize>) -> Option<BlockKind> {
        Some(match tag {
            Tag::Paragraph => BlockKind::Paragraph(self.line(range.start)),
            Tag::Heading { level, id, .. } => self.heading(level as u8, id.as_deref(), range),
            Tag::BlockQuote(None) => BlockKind::Quote(self.container()),
            Tag::BlockQuote(Some(kind)) => BlockKind::Alert { kind: alert(kind), blocks: self.container() },
            Tag::CodeBlock(kind) => self.code(&kind),
            Tag::List(start) => BlockKind::List { start, items: self.items() },
            Tag::Table(alignments) => self.table(&alignments),
            Tag::DefinitionList => BlockKind::DefinitionList(self.definitions()),
            Tag::FootnoteDefinition(label) => {
                let note = Note { span: self.span(range), blocks: self.container() };
                self.notes.entry(label.to_string()).or_insert(note);
                return None;
            }
            Tag::HtmlBlock => return self.html_block(range),
            _ => {
                self.container();
                return None;
            }
        })
    }

    /// The inlines up to the end event of the enclosing block, which is consumed.
    fn line(&mut self, start: usize) -> Inlines {
        let (content, _) = self.inlines(start);
        self.events.next_if(|(event, _)| is_end(event));
        self.check_text(&content, start);
        content
    }

    fn heading(&mut self, level: u8, id: Option<&str>, range: &Range<usize>) -> BlockKind {
        let valid = |id: &str| id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        if let Some(id) = id.filter(|id| !valid(id)) {
            self.problems.push(problems::anchor_invalid(self.file, self.span(range), id));
        }
        let id = id.filter(|id| valid(id) && !id.is_empty()).map(str::to_string);
        BlockKind::Heading { level, ordinal: 0, id, content: self.line(range.start) }
    }

    fn code(&mut self, kind: &markdown::CodeBlockKind) -> BlockKind {
        let info = match kind {
            markdown::CodeBlockKind::Fenced(info) => info.as_ref(),
            markdown::CodeBlockKind::Indented => "",
        };
        let language = info.split_whitespace().next().unwrap_or_default();
        let language = language.chars().filter(|c| c.is_ascii_alphanumeric() || "-+#_".contains(*c)).collect();
        let mut text = String::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Text(_) => {
                    self.read.extend(self.fences_in(&range));
                    text.push_str(&self.source[range]);
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        BlockKind::Code { language, text: text.replace('\r', "") }
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let outer = self.task.take();
                    let blocks = self.container();
                    let task = std::mem::replace(&mut self.task, outer);
                    items.push(Item { span: self.span(&range), task, blocks });
                }
                _ => break,
            }
        }
        items
    }

    fn definitions(&mut self) -> Vec<Definition> {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let (span, term) = (self.span(&range), self.line(range.start));
                    definitions.push(Definition { span, term, descriptions: Vec::new(), id: None });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.container();
                    if let Some(last) = definitions.last_mut() {
                        last.descriptions.push(blocks);
                    }
                }
                _ => break,
            }
        }
        definitions
    }

    fn table(&mut self, alignments: &[markdown::Alignment]) -> BlockKind {
        let (mut header, mut rows, mut caption) = (Vec::new(), Vec::new(), Vec::new());
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => header = self.cells(),
                Event::Start(Tag::TableRow) => rows.push((self.cells(), range)),
                _ => break,
            }
        }
        // Without an empty line before it, Markdown takes the caption for a row.
        let is_caption = |(cells, range): &mut (Vec<Inlines>, Range<usize>)| {
            cells.first().is_some_and(begins_caption) && !self.source[range.clone()].contains('|')
        };
        if let Some((mut cells, range)) = rows.pop_if(is_caption) {
            caption = self.caption(cells.swap_remove(0), self.span(&range));
        }
        let alignments = alignments.iter().map(alignment).collect();
        let mut rows = rows.into_iter().map(|(cells, _)| cells).collect();
        trim(&mut rows);
        BlockKind::Table(Box::new(Table { alignments, header, rows, caption }))
    }

    fn cells(&mut self) -> Vec<Inlines> {
        let mut cells = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => cells.push(self.line(range.start)),
                _ => break,
            }
        }
        trim(&mut cells);
        cells
    }

    /// A block of raw HTML: its words as a paragraph, its tags reported.
    fn html_block(&mut self, range: &Range<usize>) -> Option<BlockKind> {
        let mut raw = String::new();
        for (event, place) in self.events.by_ref() {
            match event {
                Event::End(_) => break,
                _ => raw.push_str(&self.source[place]),
            }
        }
        let (words, removed) = html::strip(&raw);
        if !removed.is_empty() {
            self.problems.push(problems::html_removed(self.file, self.span(range), &removed));
        }
        (!words.is_empty()).then(|| BlockKind::Paragraph(vec![Inline::Text(words)]))
    }
}

/// Whether a line is the caption of the table above it: `: Requests a year`.
fn begins_caption(line: &Inlines) -> bool {
    let Some(Inline::Text(text)) = line.first() else { return false };
    text.strip_prefix(':').is_some_and(|words| words.is_empty() && line.len() == 1 || words.starts_with([' ', '\t']))
}

pub fn is_end(event: &Event) -> bool {
    matches!(event, Event::End(_))
}

pub fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::TaskListMarker(_)
        | Event::SoftBreak
        | Event::HardBreak => true,
        _ => false,
    }
}

fn alert(kind: markdown::BlockQuoteKind) -> AlertKind {
    match kind {
        markdown::BlockQuoteKind::Note => AlertKind::Note,
        markdown::BlockQuoteKind::Tip => AlertKind::Tip,
        markdown::BlockQuoteKind::Important => AlertKind::Important,
        markdown::BlockQuoteKind::Warning => AlertKind::Warning,
        markdown::BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

fn alignment(alignment: &markdown::Alignment) -> Alignment {
    match alignment {
        markdown::Alignment::None => Alignment::None,
        markdown::Alignment::Left => Alignment::Left,
        markdown::Alignment::Center => Alignment::Center,
        markdown::Alignment::Right => Alignment::Right,
    }
}
