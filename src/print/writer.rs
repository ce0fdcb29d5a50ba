//! One chapter as JSON for the templates: its blocks.
//!
//! A block is an object with its kind in `k`, its place in the author's file in
//! `pos`, blocks inside of it in `b` and running text in `c`. The templates
//! draw what they get; which blocks a reader's book shows is decided here.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::labels::{References, label, term};
use super::numbers::Place;
use super::quotes::Quotes;
use super::terms::Piece;
use super::{hyphenate, locale, table};
use crate::chart;
use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::{
    Alignment, Block, BlockKind, Chart, Definition, Image, Inline, Inlines, Item, PanelKind, Tab, Table, Video,
    VideoPlace, inlines_text,
};
use crate::lang::Lang;
use crate::problems;
use crate::schema::pages::Kind;
use crate::view::{BookMedia, ChapterView};

/// Boxes, lists, quotes, notes and emphasis inside of each other. Typst itself
/// gives up at about fifteen, and a page of A5 has no room for more.
pub const MAX_DEPTH: usize = 8;

/// Headings below this level do not exist in PDF.
const LOWEST_HEADING: u8 = 6;

/// The chapter as its template reads it.
pub fn chapter(view: &ChapterView, place: &Place, references: &mut References) -> Checked<Value> {
    let label = references.claim(view.path.clone());
    let title = if view.title.trim().is_empty() { &view.path } else { &view.title };
    let title = Quotes::default().curl(title, &view.lang).into_owned();
    let level = place.level;
    let mut writer = Writer {
        chapter: view,
        references,
        level,
        last_heading: level,
        depth: 0,
        lang: view.lang.clone(),
        in_heading: false,
        in_caption: false,
        section: title.clone(),
        quotes: Quotes::default(),
        known_terms: BTreeSet::new(),
        notes: BTreeSet::new(),
        here: Span::default(),
        flattened: None,
        problems: Vec::new(),
    };
    let document = &view.document;
    let parts = [&view.lead, &document.blocks, &view.tail];
    let blocks: Vec<Value> = parts.into_iter().flat_map(|blocks| writer.blocks(blocks)).collect();
    let value = json!({
        "path": view.path,
        "label": label,
        "level": level,
        "role": place.role,
        "number": place.number,
        "title": title,
        "short": Quotes::default().curl(&view.short_title, &view.lang),
        "address": view.web_address,
        "locale": locale(&view.lang),
        "direction": view.lang.direction(),
        "b": blocks,
    });
    Checked::new(value, writer.problems)
}

/// The state of writing one chapter.
pub struct Writer<'a> {
    pub chapter: &'a ChapterView,
    pub references: &'a mut References,
    /// Of the chapter's own title.
    level: u8,
    last_heading: u8,
    /// How many boxes, lists and emphases stand around.
    pub depth: usize,
    /// The language of the words being written.
    pub lang: Lang,
    /// Headings return in the contents and cannot hold links.
    pub in_heading: bool,
    /// Captions return in the list of figures.
    pub in_caption: bool,
    /// The heading of the section being written.
    section: String,
    pub quotes: Quotes,
    /// Terms of the glossary that this section has had.
    known_terms: BTreeSet<usize>,
    /// Footnotes that stand in the book already.
    pub notes: BTreeSet<&'a str>,
    /// The block being written.
    here: Span,
    /// The outermost block that is printed flat and has been reported.
    flattened: Option<Span>,
    pub problems: Vec<Diagnostic>,
}

impl<'a> Writer<'a> {
    pub fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Value> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    /// Blocks that stand inside of something.
    pub fn inner(&mut self, blocks: &'a [Block]) -> Vec<Value> {
        self.depth += 1;
        let values = self.blocks(blocks);
        self.depth -= 1;
        values
    }

    fn block(&mut self, block: &'a Block) -> Vec<Value> {
        self.here = block.span;
        if self.depth >= MAX_DEPTH && !block.children().is_empty() {
            return self.flat(block);
        }
        let value = match &block.kind {
            // A heading without words has no place in an outline.
            BlockKind::Heading { content, .. } if inlines_text(content).trim().is_empty() => return Vec::new(),
            BlockKind::Heading { level, ordinal, id, content } => {
                let anchor = self.chapter.anchors.get(*ordinal).or(id.as_ref());
                self.heading(*level, anchor, content)
            }
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Quote(blocks) => json!({ "k": "quote", "b": self.inner(blocks) }),
            BlockKind::Alert { kind, blocks } => json!({ "k": "alert", "kind": kind, "b": self.inner(blocks) }),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::DefinitionList(definitions) => self.definitions(definitions),
            BlockKind::Code { text, .. } => json!({ "k": "code", "t": text }),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => json!({ "k": "rule" }),
            BlockKind::Figure { image, caption, credit, id } => self.figure(image, caption, credit, id.as_ref()),
            BlockKind::Steps(blocks) => json!({ "k": "steps", "b": self.inner(blocks) }),
            BlockKind::Tabs(tabs) => return tabs.iter().map(|tab| self.tab(tab, block.span)).collect(),
            BlockKind::Details { summary, blocks } => self.group("details", summary, blocks),
            BlockKind::Checklist { title, blocks } => self.group("checklist", title, blocks),
            BlockKind::Quiz(quiz) => self.quiz(quiz),
            BlockKind::Slide { title, blocks } => self.group("slide", title, blocks),
            BlockKind::Handout { title, blocks } => self.group("handout", title, blocks),
            BlockKind::Video(video) => self.video(video),
            BlockKind::Chart(chart) => self.chart(chart, block.span),
            BlockKind::Panel { kind, title, blocks, id } => self.panel(*kind, title, blocks, id),
            // Participants get documents without them: `doc::for_participants`.
            BlockKind::Trainer(blocks) => self.group("trainer", "", blocks),
            // Replaced by what it names.
            BlockKind::Include(_) => return Vec::new(),
        };
        vec![at(block.span, value)]
    }

    fn heading(&mut self, level: u8, anchor: Option<&String>, content: &'a Inlines) -> Value {
        let wished = (self.level + level - 1).min(LOWEST_HEADING);
        self.last_heading = wished.min(self.last_heading + 1);
        self.section = Quotes::default().curl(&inlines_text(content), &self.lang).into_owned();
        self.known_terms.clear();
        self.in_heading = true;
        let content = self.line(content);
        self.in_heading = false;
        json!({ "k": "heading", "level": self.last_heading, "label": self.label(anchor), "c": content })
    }

    fn paragraph(&mut self, content: &'a Inlines) -> Value {
        match &content[..] {
            [Inline::Image(image)] => json!({ "k": "picture", "picture": self.picture(image) }),
            _ => json!({ "k": "p", "c": self.line(content) }),
        }
    }

    /// Running text that begins a line of its own.
    pub fn line(&mut self, content: &'a Inlines) -> Vec<Value> {
        self.quotes = Quotes::default();
        self.inlines(content)
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Item]) -> Value {
        let paragraphs =
            |item: &Item| item.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph(_))).count();
        let tight = items.iter().all(|item| paragraphs(item) <= 1);
        let values: Vec<Value> =
            items.iter().map(|item| json!({ "task": item.task, "b": self.inner(&item.blocks) })).collect();
        json!({ "k": if start.is_some() { "ol" } else { "ul" }, "start": start, "tight": tight, "items": values })
    }

    fn definitions(&mut self, definitions: &'a [Definition]) -> Value {
        let entries = definitions.iter().map(|entry| {
            let term = self.line(&entry.term);
            let label = self.label(entry.id.as_ref());
            let descriptions: Vec<_> = entry.descriptions.iter().map(|blocks| self.inner(blocks)).collect();
            json!({ "term": term, "label": label, "b": descriptions.concat() })
        });
        json!({ "k": "dl", "items": entries.collect::<Vec<_>>() })
    }

    fn table(&mut self, table: &'a Table) -> Value {
        let Table { alignments, header, rows, caption } = table;
        let all = std::iter::once(header).chain(rows);
        let words: Vec<Vec<String>> = all.map(|row| row.iter().map(|cell| inlines_text(cell)).collect()).collect();
        let head: Vec<_> = header.iter().map(|cell| self.line(cell)).collect();
        let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|cell| self.line(cell)).collect()).collect();
        // A table inside of a box belongs to it: it cannot be turned, and has no number.
        let free = self.depth == 0;
        let mut value = json!({
            "k": "table",
            "title": "",
            "layout": table::layout(&words),
            "turn": free,
            "align": alignments,
            "head": head,
            "rows": rows,
        });
        if !caption.is_empty() {
            value["b"] = self.caption(caption).into();
        } else if free {
            // Without words of its own it carries the heading of its section.
            value["title"] = self.section.as_str().into();
        }
        value
    }

    fn figure(&mut self, image: &'a Image, caption: &'a [Block], credit: &str, id: Option<&String>) -> Value {
        let (picture, label) = (self.picture(image), self.label(id));
        json!({ "k": "figure", "picture": picture, "label": label, "credit": credit, "b": self.caption(caption) })
    }

    fn caption(&mut self, blocks: &'a [Block]) -> Vec<Value> {
        self.in_caption = true;
        let values = self.inner(blocks);
        self.in_caption = false;
        values
    }

    fn tab(&mut self, tab: &'a Tab, span: Span) -> Value {
        at(span, self.group("tab", &tab.title, &tab.blocks))
    }

    fn group(&mut self, kind: &str, title: &str, blocks: &'a [Block]) -> Value {
        json!({ "k": "group", "kind": kind, "title": title, "b": self.inner(blocks) })
    }

    fn panel(&mut self, kind: PanelKind, title: &str, blocks: &'a [Block], id: &String) -> Value {
        let label = self.label(Some(id));
        json!({ "k": "panel", "kind": kind, "label": label, "title": title, "b": self.inner(blocks) })
    }

    fn video(&mut self, video: &'a Video) -> Value {
        // A film of the site is shown on the chapter's page on the web.
        let address = match &video.place {
            VideoPlace::Web(address) => address,
            VideoPlace::File(_) => &self.chapter.web_address,
        };
        let transcript = video.transcript.as_ref().map(|link| self.link(link));
        json!({
            "k": "video",
            "title": video.title,
            "address": address,
            "transcript": transcript,
            "b": self.inner(&video.description),
        })
    }

    /// The picture of a chart, if its figures can be drawn.
    fn drawing(&mut self, chart: &'a Chart, span: Span) -> Option<Value> {
        let rows = &self.chapter.media.get(&chart.source)?.rows;
        let drawing = chart::draw(chart.kind, &chart.title, rows, &self.lang)?;
        let index = self.references.drawing(drawing, &self.chapter.document.file, span);
        Some(json!({ "src": super::picture_path(index), "alt": chart.title }))
    }

    /// The figures of a chart as a table, with its picture: the first row names the columns.
    fn chart(&mut self, chart: &'a Chart, span: Span) -> Value {
        let drawing = self.drawing(chart, span);
        let rows = self.chapter.media.get(&chart.source).map_or(&[][..], |media| &media.rows);
        let cells: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| number(cell, &self.lang)).collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let align: Vec<_> = (0..columns).map(|index| column_alignment(rows, index)).collect();
        let inlines = |row: &Vec<String>| row.iter().map(|cell| json!([cell])).collect::<Vec<_>>();
        json!({
            "k": "table",
            "title": chart.title,
            "drawing": drawing,
            "layout": table::layout(&cells),
            "turn": self.depth == 0,
            "align": align,
            "head": cells.first().map(inlines).unwrap_or_default(),
            "rows": cells.iter().skip(1).map(inlines).collect::<Vec<_>>(),
            "b": self.caption(&chart.caption),
        })
    }

    /// A picture, or its words if there is no such file.
    pub fn picture(&mut self, image: &Image) -> Value {
        let media = self.chapter.media.get(&image.source).filter(|media| is_picture(media));
        let file = &self.chapter.document.file;
        let source = media.map(|media| self.references.picture(media, file, image.span));
        json!({ "src": source.map(super::picture_path), "alt": image.alt })
    }

    /// The words of a block that stands too deep, without its frame.
    fn flat(&mut self, block: &'a Block) -> Vec<Value> {
        self.too_deep();
        let titles = block.titles().into_iter().filter(|title| !title.is_empty());
        let mut values: Vec<Value> = titles.map(|title| json!({ "k": "p", "c": [title] })).collect();
        values.extend(block.inlines().into_iter().map(|line| json!({ "k": "p", "c": self.line(line) })));
        values.extend(block.children().into_iter().flat_map(|group| self.blocks(group)));
        values
    }

    /// Reports the block being written, unless it lies in one that has been reported.
    pub fn too_deep(&mut self) {
        let here = self.here;
        if self.flattened.is_none_or(|outer| here.start >= outer.end || here.end <= outer.start) {
            self.flattened = Some(here);
            self.problems.push(problems::print_too_deep(&self.chapter.document.file, here, MAX_DEPTH));
        }
    }

    /// Words of an author in running text, with marks where terms begin.
    pub fn words(&mut self, text: &str) -> Vec<Value> {
        let text = self.quotes.curl(text, &self.lang);
        if self.in_heading || self.in_caption {
            return vec![text.into()];
        }
        // The glossary would name each of its terms.
        let marked = self.lang == self.chapter.lang && self.chapter.kind != Kind::Glossary;
        let pieces = match marked {
            true => self.references.terms.cut(&text, &self.lang, &mut self.known_terms),
            false => vec![Piece::Text(&text)],
        };
        let value = |piece| match piece {
            Piece::Text(text) => hyphenate::soft_hyphens(text, &self.lang).into(),
            Piece::Term(place) => json!({ "k": "term", "mark": term(place) }),
        };
        pieces.into_iter().map(value).collect()
    }

    pub fn label(&mut self, anchor: Option<&String>) -> Option<String> {
        self.references.claim(label(&self.chapter.path, anchor?))
    }
}

/// `value` with its place in the author's file.
fn at(span: Span, mut value: Value) -> Value {
    value["pos"] = json!([span.start, span.end]);
    value
}

fn is_picture(media: &BookMedia) -> bool {
    matches!(media.file.extension(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg")
}

/// A number of a data file in the spelling of the language; other text as it is.
fn number(cell: &str, lang: &Lang) -> String {
    let decimals = cell.split_once('.').map_or(0, |(_, digits)| digits.len());
    cell.parse::<f64>().map_or_else(|_| cell.to_string(), |value| lang.number(value, decimals))
}

/// Numbers stand at the right; the first column names the rows.
fn column_alignment(rows: &[Vec<String>], index: usize) -> Alignment {
    let mut cells = rows.iter().skip(1).filter_map(|row| row.get(index));
    let numbers = index > 0 && cells.all(|cell| cell.is_empty() || cell.parse::<f64>().is_ok());
    if numbers { Alignment::Right } else { Alignment::None }
}
