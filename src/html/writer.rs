//! Blocks to HTML; [`super::inlines`] and [`super::quiz`] hold the rest of the
//! writer, [`super::ebook`] what an e-book shows in another way.
//!
//! One small function a kind of node, one place that escapes. What a link or a
//! picture means comes from the view. What both media show is written as XML, too,
//! since the chapters of an e-book must be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::terms::Linking;
use crate::doc::{
    AlertKind, Block, BlockKind, Definition, Document, Image, Inline, Item, Link, Note, PanelKind, Tab, Video,
    VideoPlace, inlines_text,
};
use crate::lang::Lang;
use crate::strings::{Argument, Strings};
use crate::view::ContentView;

/// What the text is written for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Medium {
    /// A page in a browser.
    Page,
    /// Slides in a browser, one by one.
    Deck,
    /// A chapter of an e-book: XML, without scripts and controls.
    Ebook,
}

/// The whole text of a page: lead, body, tail and footnotes.
pub fn body(document: &Document, view: &ContentView, strings: &Strings, lang: &Lang, medium: Medium) -> String {
    let mut writer = written(document, view, strings, lang, medium);
    writer.definitions_of_terms();
    writer.out
}

/// The whole text of a chapter of an e-book, and the places in the lexicon of the terms that it links.
pub fn chapter(document: &Document, view: &ContentView, strings: &Strings, lang: &Lang) -> (String, BTreeSet<usize>) {
    let mut writer = written(document, view, strings, lang, Medium::Ebook);
    let linked = writer.linking.take().map(|linking| linking.linked);
    (writer.out, linked.unwrap_or_default())
}

fn written<'a>(
    document: &'a Document,
    view: &'a ContentView,
    strings: &'a Strings,
    lang: &'a Lang,
    medium: Medium,
) -> Writer<'a> {
    let mut writer = Writer {
        medium,
        view,
        notes: &document.notes,
        strings,
        lang,
        out: String::with_capacity(4096),
        references: BTreeMap::new(),
        quizzes: 0,
        checklists: 0,
        tables: 0,
        slides: 0,
        ids: BTreeSet::new(),
        linking: if medium == Medium::Deck { None } else { Linking::new(view.glossary.as_ref()) },
    };
    for blocks in [&view.lead, &document.blocks, &view.tail] {
        writer.blocks(blocks);
    }
    writer.footnotes();
    writer
}

pub struct Writer<'a> {
    pub medium: Medium,
    pub view: &'a ContentView,
    pub notes: &'a BTreeMap<String, Note>,
    pub strings: &'a Strings,
    pub lang: &'a Lang,
    pub out: String,
    /// How often each footnote has been referred to so far.
    pub references: BTreeMap<usize, usize>,
    pub quizzes: usize,
    checklists: usize,
    pub tables: usize,
    pub slides: usize,
    ids: BTreeSet<String>,
    /// Links to the glossary; none where words stay as they are.
    pub linking: Option<Linking<'a>>,
}

/// Appends `text` as character data or attribute value.
pub fn escape(text: &str, out: &mut String) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let written = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            // No document may hold them.
            0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f => "",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(written);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

impl Writer<'_> {
    pub fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    pub fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    pub fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.text(value);
        self.raw("\"");
    }

    /// The attribute `id`, unless something of the page has this name already.
    pub fn id(&mut self, id: &str) {
        if self.ids.insert(id.to_string()) {
            self.attribute("id", id);
        }
    }

    pub fn word(&self, id: &str) -> String {
        self.strings.word(self.lang, id)
    }

    fn titled(&self, id: &str, title: &str) -> String {
        self.strings.get(self.lang, id, &[("title", Argument::Text(title.to_string()))])
    }

    /// `open`, the blocks and `close`.
    pub fn wrapped(&mut self, open: &str, blocks: &[Block], close: &str) {
        self.raw(open);
        self.blocks(blocks);
        self.raw(close);
    }

    /// `<p class="…">title</p>`
    pub fn title(&mut self, class: &str, title: &str) {
        let _ = write!(self.out, "<p class=\"{class}\">");
        self.text(title);
        self.raw("</p>\n");
    }

    pub fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, ordinal, content, .. } => self.heading(*level, *ordinal, content),
            BlockKind::Paragraph(content) => self.line("p", content),
            BlockKind::Quote(blocks) => self.wrapped("<blockquote>\n", blocks, "</blockquote>\n"),
            BlockKind::Alert { kind, blocks } => self.alert(*kind, blocks),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::DefinitionList(definitions) => self.definitions(definitions),
            BlockKind::Code { language, text } => self.code(language, text),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => self.void("<hr"),
            BlockKind::Figure { image, caption, credit, id } => self.figure(image, caption, credit, id.as_deref()),
            BlockKind::Steps(blocks) => self.wrapped("<div class=\"steps\">\n", blocks, "</div>\n"),
            BlockKind::Tabs(tabs) => self.tabs(tabs),
            BlockKind::Details { summary, blocks } => self.details(summary, blocks),
            BlockKind::Checklist { title, blocks } => self.checklist(title, blocks),
            BlockKind::Quiz(quiz) if self.medium == Medium::Ebook => self.printed_quiz(quiz),
            BlockKind::Quiz(quiz) => self.without_terms(|writer| writer.quiz(quiz)),
            // Participants get documents without them: `doc::for_participants`.
            BlockKind::Trainer(blocks) => self.trainer(blocks),
            BlockKind::Slide { title, blocks } if self.medium == Medium::Deck => self.deck_slide(title, blocks),
            BlockKind::Slide { title, blocks } => self.slide(title, blocks),
            BlockKind::Handout { title, blocks } => self.handout(title, blocks),
            BlockKind::Video(video) => self.video(video),
            BlockKind::Chart(chart) => self.chart(chart),
            // Replaced by the included text before; one that leads nowhere has been reported.
            BlockKind::Include(_) => {}
            BlockKind::Panel { kind, id, title, blocks } => self.panel(*kind, id, title, blocks),
        }
        self.stale_marks(block.span);
    }

    pub fn line(&mut self, tag: &str, content: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(content);
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn heading(&mut self, level: u8, ordinal: usize, content: &[Inline]) {
        let anchor = self.view.anchors.get(ordinal).map_or("", String::as_str);
        let _ = write!(self.out, "<h{level}");
        self.id(anchor);
        self.raw(">");
        self.without_terms(|writer| writer.inlines(content));
        if self.medium == Medium::Page {
            self.heading_anchor(anchor, content);
        }
        let _ = writeln!(self.out, "</h{level}>");
    }

    fn heading_anchor(&mut self, anchor: &str, content: &[Inline]) {
        self.raw(" <a class=\"heading-anchor\" href=\"#");
        self.text(anchor);
        self.raw("\"");
        let label = self.titled("anchor-label", &inlines_text(content));
        self.attribute("aria-label", &label);
        self.raw(">#</a>");
    }

    fn alert(&mut self, kind: AlertKind, blocks: &[Block]) {
        let name = match kind {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        };
        let _ = writeln!(self.out, "<div class=\"alert alert-{name}\" role=\"note\">");
        let title = self.word(&format!("alert-{name}"));
        self.title("alert-title", &title);
        self.wrapped("", blocks, "</div>\n");
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let tasks = items.iter().any(|item| item.task.is_some());
        match start {
            Some(1) => self.raw("<ol>\n"),
            Some(number) => {
                let _ = writeln!(self.out, "<ol start=\"{number}\">");
            }
            None if tasks => self.raw("<ul class=\"task-list\">\n"),
            None => self.raw("<ul>\n"),
        }
        for item in items {
            self.raw("<li>");
            if let Some(ticked) = item.task {
                self.task_mark(ticked);
            }
            self.compact(&item.blocks);
            self.raw("</li>\n");
        }
        self.raw(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn task_mark(&mut self, ticked: bool) {
        let label = self.word(if ticked { "task-done" } else { "task-open" });
        if self.medium == Medium::Ebook {
            return self.drawn_box(ticked, &label);
        }
        self.raw("<input type=\"checkbox\" disabled");
        self.attribute("aria-label", &label);
        self.raw(if ticked { " checked> " } else { "> " });
    }

    /// Blocks of which a first paragraph needs no element of its own.
    pub fn compact(&mut self, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), span }] => {
                self.inlines(content);
                self.stale_marks(*span);
            }
            [Block { kind: BlockKind::Paragraph(content), span }, rest @ ..]
                if rest.iter().all(|block| matches!(block.kind, BlockKind::List { .. })) =>
            {
                self.inlines(content);
                self.stale_marks(*span);
                self.wrapped("\n", rest, "");
            }
            _ => self.wrapped("\n", blocks, ""),
        }
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        self.raw("<dl>\n");
        for definition in definitions {
            self.raw("<dt");
            if let Some(id) = &definition.id {
                self.id(id);
            }
            self.raw(">");
            let id = definition.id.as_deref().unwrap_or_default();
            self.without_terms(|writer| writer.entry_name(id, &definition.term));
            self.raw("</dt>\n");
            for description in &definition.descriptions {
                self.raw("<dd>");
                self.compact(description);
                self.raw("</dd>\n");
            }
        }
        self.raw("</dl>\n");
    }

    fn code(&mut self, language: &str, text: &str) {
        self.raw(if self.medium != Medium::Ebook { "<pre tabindex=\"0\"><code" } else { "<pre><code" });
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.raw(">");
        self.text(text);
        self.raw("</code></pre>\n");
    }

    fn figure(&mut self, image: &Image, caption: &[Block], credit: &str, id: Option<&str>) {
        self.raw("<figure class=\"figure\"");
        if let Some(id) = id {
            self.id(id);
        }
        self.raw(">");
        self.image(image);
        if !caption.is_empty() || !credit.is_empty() {
            self.raw("<figcaption>");
            self.compact(caption);
            if !credit.is_empty() {
                self.raw(" <small class=\"credit\">");
                self.text(credit);
                self.raw("</small>");
            }
            self.raw("</figcaption>");
        }
        self.raw("</figure>\n");
    }

    fn tabs(&mut self, tabs: &[Tab]) {
        self.raw("<div class=\"tabs\" data-tabs=\"\">\n");
        for tab in tabs {
            self.raw("<div class=\"tab\" role=\"group\"");
            self.attribute("aria-label", &tab.title);
            self.raw(">\n");
            self.title("tab-title", &tab.title);
            self.wrapped("", &tab.blocks, "</div>\n");
        }
        self.raw("</div>\n");
    }

    fn details(&mut self, summary: &str, blocks: &[Block]) {
        // What folds in no other way than by a click must not be lost in readers that cannot fold.
        let open = if self.medium == Medium::Ebook { " open=\"open\"" } else { "" };
        let _ = write!(self.out, "<details class=\"details\"{open}><summary>");
        self.text(summary);
        self.wrapped("</summary><div class=\"details-body\">\n", blocks, "</div></details>\n");
    }

    fn checklist(&mut self, title: &str, blocks: &[Block]) {
        if self.medium == Medium::Ebook {
            return self.printed_checklist(title, blocks);
        }
        self.checklists += 1;
        let _ = writeln!(self.out, "<div class=\"checklist\" data-checklist=\"{}\">", self.checklists);
        if !title.is_empty() {
            self.title("checklist-title", title);
        }
        for block in blocks {
            match &block.kind {
                BlockKind::List { items, .. } => self.boxes(items),
                _ => self.block(block),
            }
        }
        self.raw("</div>\n");
    }

    fn boxes(&mut self, items: &[Item]) {
        self.raw("<ul>\n");
        for item in items {
            let (first, rest) = first_line(&item.blocks);
            self.raw("<li><label><input type=\"checkbox\"> <span>");
            self.without_terms(|writer| writer.inlines(first));
            self.wrapped("</span></label>", rest, "</li>\n");
        }
        self.raw("</ul>\n");
    }

    fn trainer(&mut self, blocks: &[Block]) {
        let title = self.word("trainer-notes");
        self.raw("<div class=\"trainer\" role=\"group\"");
        self.attribute("aria-label", &title);
        self.raw(">\n");
        self.title("trainer-title", &title);
        self.wrapped("", blocks, "</div>\n");
    }

    fn slide(&mut self, title: &str, blocks: &[Block]) {
        self.raw("<div class=\"slide\" role=\"group\"");
        self.attribute("aria-label", title);
        self.raw(">\n");
        self.title("slide-title", title);
        self.wrapped("", blocks, "</div>\n");
    }

    fn handout(&mut self, title: &str, blocks: &[Block]) {
        self.raw("<div class=\"handout\">\n");
        // Authors write “Handout 1: …” themselves where a session has several.
        let lower = |text: &str| self.lang.lowercase(text);
        let says_so = lower(title).starts_with(&lower(&self.word("handout")));
        let shown = if says_so { title.to_string() } else { self.titled("handout-title", title) };
        self.title("handout-title", &shown);
        self.wrapped("", blocks, "</div>\n");
    }

    fn video(&mut self, video: &Video) {
        if self.medium == Medium::Ebook {
            return self.linked_video(video);
        }
        let language = video.lang.as_deref().and_then(Lang::new).map(|lang| self.strings.word(&lang, "language-name"));
        match &video.place {
            VideoPlace::File(source) => {
                let Some(file) = self.view.media.get(source) else { return };
                self.raw("<figure class=\"video\"><video controls preload=\"none\"");
                self.attribute("src", &file.url);
                self.attribute("aria-label", &video.title);
                self.raw("></video><figcaption>");
                self.text(&video.title);
            }
            VideoPlace::Web(url) => {
                self.raw("<figure class=\"video\"><figcaption>");
                let content = vec![Inline::Text(video.title.clone())];
                self.external(url, "", &content);
            }
        }
        if let Some(language) = language {
            self.raw(" <small class=\"video-note\">(");
            self.text(&language);
            self.raw(")</small>");
        }
        self.about_video(video);
    }

    /// What follows the title of a video; ends its figure.
    pub fn about_video(&mut self, video: &Video) {
        self.raw(" ");
        self.compact(&video.description);
        if let Some(transcript) = &video.transcript {
            let words = vec![Inline::Text(self.word("video-transcript"))];
            self.raw(" ");
            self.link(&Link { content: words, ..transcript.clone() });
        }
        self.raw("</figcaption></figure>\n");
    }

    fn panel(&mut self, kind: PanelKind, id: &str, title: &str, blocks: &[Block]) {
        let name = match kind {
            PanelKind::KeyPoints => "key-points",
            PanelKind::Outcomes => "outcomes",
            PanelKind::Facts => "facts",
            PanelKind::Objectives => "objectives",
            PanelKind::Plan => "plan",
            PanelKind::Checklist => "checklist",
            PanelKind::Related => "related",
            PanelKind::Entries => "entries",
        };
        let _ = write!(self.out, "<section class=\"panel panel-{name}\"><h2");
        self.id(id);
        self.raw(">");
        self.text(title);
        self.raw("</h2>\n");
        match kind {
            PanelKind::KeyPoints | PanelKind::Outcomes | PanelKind::Objectives | PanelKind::Checklist => {
                self.blocks(blocks);
            }
            // Names and codes, not prose.
            PanelKind::Facts | PanelKind::Plan | PanelKind::Related | PanelKind::Entries => {
                self.without_terms(|writer| writer.blocks(blocks));
            }
        }
        self.raw("</section>\n");
    }
}

/// The text of the first paragraph, and what follows it.
pub fn first_line(blocks: &[Block]) -> (&[Inline], &[Block]) {
    match blocks {
        [Block { kind: BlockKind::Paragraph(content), .. }, rest @ ..] => (content, rest),
        _ => (&[], blocks),
    }
}
