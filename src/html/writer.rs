//! Blocks and inlines to HTML.
//!
//! One small function a kind of node, one place that escapes. What a link or a
//! picture means comes from the view.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::doc::{
    AlertKind, Alignment, Answer, Block, BlockKind, Chart, Definition, Document, Element, Image, Inline, Item, Link,
    Note, PanelKind, Quiz, QuizKind, Tab, Video, VideoPlace, inlines_text,
};
use crate::lang::Lang;
use crate::schema::is_web_address;
use crate::strings::{Argument, Strings};
use crate::view::{ContentView, MediaView};

/// The whole text of a page: lead, body, tail and footnotes.
pub fn body(document: &Document, view: &ContentView, strings: &Strings, lang: &Lang) -> String {
    let mut writer = Writer {
        view,
        notes: &document.notes,
        strings,
        lang,
        out: String::with_capacity(4096),
        references: BTreeMap::new(),
        quizzes: 0,
        checklists: 0,
    };
    for blocks in [&view.lead, &document.blocks, &view.tail] {
        writer.blocks(blocks);
    }
    writer.footnotes();
    writer.out
}

struct Writer<'a> {
    view: &'a ContentView,
    notes: &'a BTreeMap<String, Note>,
    strings: &'a Strings,
    lang: &'a Lang,
    out: String,
    /// How often each footnote has been referred to so far.
    references: BTreeMap<usize, usize>,
    quizzes: usize,
    checklists: usize,
}

/// Appends `text` as character data or attribute value.
pub fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' => {}
            _ => out.push(c),
        }
    }
}

impl Writer<'_> {
    fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.raw(" ");
        self.raw(name);
        self.raw("=\"");
        self.text(value);
        self.raw("\"");
    }

    fn word(&self, id: &str) -> String {
        self.strings.word(self.lang, id)
    }

    fn titled(&self, id: &str, title: &str) -> String {
        self.strings.get(self.lang, id, &[("title", Argument::Text(title.to_string()))])
    }

    /// `open`, the blocks and `close`.
    fn wrapped(&mut self, open: &str, blocks: &[Block], close: &str) {
        self.raw(open);
        self.blocks(blocks);
        self.raw(close);
    }

    /// `<p class="…">title</p>`
    fn title(&mut self, class: &str, title: &str) {
        let _ = write!(self.out, "<p class=\"{class}\">");
        self.text(title);
        self.raw("</p>\n");
    }

    fn blocks(&mut self, blocks: &[Block]) {
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
            BlockKind::Table { alignments, header, rows } => self.table(alignments, header, rows),
            BlockKind::Rule => self.raw("<hr>\n"),
            BlockKind::Figure { image, caption, credit, id } => self.figure(image, caption, credit, id.as_deref()),
            BlockKind::Steps(blocks) => self.wrapped("<div class=\"steps\">\n", blocks, "</div>\n"),
            BlockKind::Tabs(tabs) => self.tabs(tabs),
            BlockKind::Details { summary, blocks } => self.details(summary, blocks),
            BlockKind::Checklist { title, blocks } => self.checklist(title, blocks),
            BlockKind::Quiz(quiz) => self.quiz(quiz),
            // Notes for trainers have no place on the pages of participants.
            BlockKind::Trainer(_) => {}
            BlockKind::Slide { title, blocks } => self.slide(title, blocks),
            BlockKind::Handout { title, blocks } => self.handout(title, blocks),
            BlockKind::Video(video) => self.video(video),
            BlockKind::Chart(chart) => self.chart(chart),
            // Replaced by the included text before; one that leads nowhere has been reported.
            BlockKind::Include(_) => {}
            BlockKind::Panel { kind, id, title, blocks } => self.panel(*kind, id, title, blocks),
        }
    }

    fn line(&mut self, tag: &str, content: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(content);
        let _ = writeln!(self.out, "</{tag}>");
    }

    fn heading(&mut self, level: u8, ordinal: usize, content: &[Inline]) {
        let anchor = self.view.anchors.get(ordinal).map_or("", String::as_str);
        let _ = write!(self.out, "<h{level}");
        self.attribute("id", anchor);
        self.raw(">");
        self.inlines(content);
        self.raw(" <a class=\"heading-anchor\" href=\"#");
        self.text(anchor);
        self.raw("\"");
        let label = self.titled("anchor-label", &inlines_text(content));
        self.attribute("aria-label", &label);
        let _ = writeln!(self.out, ">#</a></h{level}>");
    }

    fn alert(&mut self, kind: AlertKind, blocks: &[Block]) {
        let name = match kind {
            AlertKind::Note => "note",
            AlertKind::Tip => "tip",
            AlertKind::Important => "important",
            AlertKind::Warning => "warning",
            AlertKind::Caution => "caution",
        };
        let _ = writeln!(self.out, "<section class=\"alert alert-{name}\">");
        let title = self.word(&format!("alert-{name}"));
        self.title("alert-title", &title);
        self.wrapped("", blocks, "</section>\n");
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
                let label = self.word(if ticked { "task-done" } else { "task-open" });
                self.raw("<input type=\"checkbox\" disabled");
                self.attribute("aria-label", &label);
                self.raw(if ticked { " checked> " } else { "> " });
            }
            self.compact(&item.blocks);
            self.raw("</li>\n");
        }
        self.raw(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// Blocks of which a first paragraph needs no element of its own.
    fn compact(&mut self, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(content), .. }] => self.inlines(content),
            [Block { kind: BlockKind::Paragraph(content), .. }, rest @ ..]
                if rest.iter().all(|block| matches!(block.kind, BlockKind::List { .. })) =>
            {
                self.inlines(content);
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
                self.attribute("id", id);
            }
            self.raw(">");
            self.inlines(&definition.term);
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
        self.raw("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.raw(">");
        self.text(text);
        self.raw("</code></pre>\n");
    }

    fn table(&mut self, alignments: &[Alignment], header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.table_start();
        self.raw("<thead>\n");
        self.row("th", alignments, header);
        self.raw("</thead>\n<tbody>\n");
        rows.iter().for_each(|row| self.row("td", alignments, row));
        self.raw("</tbody>\n</table></div>\n");
    }

    /// A wide table scrolls inside of its own box.
    fn table_start(&mut self) {
        self.raw("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"");
        let label = self.word("table-label");
        self.attribute("aria-label", &label);
        self.raw("><table>\n");
    }

    fn row(&mut self, tag: &str, alignments: &[Alignment], cells: &[Vec<Inline>]) {
        self.raw("<tr>");
        for (index, cell) in cells.iter().enumerate() {
            let class = match alignments.get(index) {
                Some(Alignment::Right) => " class=\"align-right\"",
                Some(Alignment::Center) => " class=\"align-center\"",
                Some(Alignment::Left | Alignment::None) | None => "",
            };
            // A heading without words would be read out as an empty one.
            let tag = if tag == "th" && cell.is_empty() { "td" } else { tag };
            let scope = if tag == "th" { " scope=\"col\"" } else { "" };
            let _ = write!(self.out, "<{tag}{scope}{class}>");
            self.inlines(cell);
            let _ = write!(self.out, "</{tag}>");
        }
        self.raw("</tr>\n");
    }

    fn figure(&mut self, image: &Image, caption: &[Block], credit: &str, id: Option<&str>) {
        self.raw("<figure class=\"figure\"");
        if let Some(id) = id {
            self.attribute("id", id);
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
        self.raw("<div class=\"tabs\" data-tabs>\n");
        for tab in tabs {
            self.raw("<section class=\"tab\"");
            self.attribute("aria-label", &tab.title);
            self.raw(">\n");
            self.title("tab-title", &tab.title);
            self.wrapped("", &tab.blocks, "</section>\n");
        }
        self.raw("</div>\n");
    }

    fn details(&mut self, summary: &str, blocks: &[Block]) {
        self.raw("<details class=\"details\"><summary>");
        self.text(summary);
        self.wrapped("</summary><div class=\"details-body\">\n", blocks, "</div></details>\n");
    }

    fn checklist(&mut self, title: &str, blocks: &[Block]) {
        self.checklists += 1;
        let _ = writeln!(self.out, "<section class=\"checklist\" data-checklist=\"{}\">", self.checklists);
        if !title.is_empty() {
            self.title("checklist-title", title);
        }
        for block in blocks {
            match &block.kind {
                BlockKind::List { items, .. } => self.boxes(items),
                _ => self.block(block),
            }
        }
        self.raw("</section>\n");
    }

    fn boxes(&mut self, items: &[Item]) {
        self.raw("<ul>\n");
        for item in items {
            let (first, rest) = first_line(&item.blocks);
            self.raw("<li><label><input type=\"checkbox\"> <span>");
            self.inlines(first);
            self.wrapped("</span></label>", rest, "</li>\n");
        }
        self.raw("</ul>\n");
    }

    fn quiz(&mut self, quiz: &Quiz) {
        self.quizzes += 1;
        let kind = match quiz.kind {
            QuizKind::Single => "single",
            QuizKind::Multiple => "multiple",
            QuizKind::TrueFalse => "true-false",
            QuizKind::Order => "order",
            QuizKind::Match => "match",
            QuizKind::Short => "short",
        };
        let title_id = format!("quiz--{}", self.quizzes);
        let _ = write!(self.out, "<section class=\"quiz quiz-{kind}\" data-quiz=\"{kind}\" role=\"group\"");
        self.attribute("aria-labelledby", &title_id);
        if let Some(id) = &quiz.id {
            self.attribute("id", id);
        }
        self.raw(">\n");
        let title = self.word("quiz-title");
        let _ = write!(self.out, "<p class=\"quiz-title\" id=\"{title_id}\">");
        self.text(&title);
        self.raw("</p>\n");
        self.blocks(&quiz.question);
        self.answers(quiz);
        self.quiz_key(quiz);
        self.raw("</section>\n");
    }

    fn answers(&mut self, quiz: &Quiz) {
        let input = match quiz.kind {
            QuizKind::Single | QuizKind::TrueFalse => Some("radio"),
            QuizKind::Multiple => Some("checkbox"),
            // The answers themselves would give the solution away.
            QuizKind::Short => return,
            QuizKind::Order | QuizKind::Match => None,
        };
        self.raw("<ul class=\"quiz-answers\">\n");
        for answer in shown_order(quiz) {
            match input {
                Some(input) => {
                    self.raw(if answer.right { "<li data-right><label>" } else { "<li><label>" });
                    let _ = write!(self.out, "<input type=\"{input}\" name=\"quiz-{}\"> <span>", self.quizzes);
                    self.inlines(&answer.content);
                    self.raw("</span></label></li>\n");
                }
                None => self.line("li", &answer.content),
            }
        }
        self.raw("</ul>\n");
        if quiz.kind == QuizKind::Match {
            let mut partners: Vec<&Answer> = quiz.answers.iter().collect();
            partners.sort_by_key(|answer| inlines_text(&answer.partner));
            self.raw("<ul class=\"quiz-partners\">\n");
            partners.iter().for_each(|answer| self.line("li", &answer.partner));
            self.raw("</ul>\n");
        }
    }

    /// The solution, closed until the reader opens it.
    fn quiz_key(&mut self, quiz: &Quiz) {
        self.raw("<details class=\"quiz-key\"><summary>");
        let summary = self.word("quiz-answer");
        self.text(&summary);
        self.raw("</summary>\n");
        self.raw(if quiz.kind == QuizKind::Order { "<ol>\n" } else { "<ul>\n" });
        for answer in &quiz.answers {
            self.raw("<li>");
            if matches!(quiz.kind, QuizKind::Single | QuizKind::Multiple | QuizKind::TrueFalse) {
                let verdict = self.word(if answer.right { "quiz-right" } else { "quiz-wrong" });
                self.raw("<strong>");
                self.text(&verdict);
                self.raw("</strong> ");
            }
            self.inlines(&answer.content);
            if !answer.partner.is_empty() {
                self.raw(" → ");
                self.inlines(&answer.partner);
            }
            self.wrapped("", &answer.feedback, "</li>\n");
        }
        self.raw(if quiz.kind == QuizKind::Order { "</ol>\n" } else { "</ul>\n" });
        self.wrapped("", &quiz.explanation, "</details>\n");
    }

    fn slide(&mut self, title: &str, blocks: &[Block]) {
        self.raw("<section class=\"slide\"");
        self.attribute("aria-label", title);
        self.raw(">\n");
        self.title("slide-title", title);
        self.wrapped("", blocks, "</section>\n");
    }

    fn handout(&mut self, title: &str, blocks: &[Block]) {
        self.raw("<section class=\"handout\">\n");
        let title = self.titled("handout-title", title);
        self.title("handout-title", &title);
        self.wrapped("", blocks, "</section>\n");
    }

    fn video(&mut self, video: &Video) {
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
        self.raw(" ");
        self.compact(&video.description);
        if let Some(transcript) = &video.transcript {
            let words = vec![Inline::Text(self.word("video-transcript"))];
            self.raw(" ");
            self.link(&Link { content: words, ..transcript.clone() });
        }
        self.raw("</figcaption></figure>\n");
    }

    fn chart(&mut self, chart: &Chart) {
        self.raw("<figure class=\"chart\"><figcaption><strong>");
        self.text(&chart.title);
        self.raw("</strong> ");
        self.compact(&chart.caption);
        self.raw("</figcaption>");
        let Some(file) = self.view.media.get(&chart.source) else { return self.raw("</figure>\n") };
        self.chart_table(file);
        self.raw("</figure>\n");
    }

    fn chart_table(&mut self, file: &MediaView) {
        let cell = |text: &String| vec![Inline::Text(text.clone())];
        let mut rows = file.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>());
        let header = rows.next().unwrap_or_default();
        let rows: Vec<_> = rows.collect();
        self.table(&[Alignment::None], &header, &rows);
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
        self.attribute("id", id);
        self.raw(">");
        self.text(title);
        self.wrapped("</h2>\n", blocks, "</section>\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Emphasis(content) => self.tagged("em", content),
            Inline::Strong(content) => self.tagged("strong", content),
            Inline::Strikethrough(content) => self.tagged("del", content),
            Inline::Code(text) => {
                self.raw("<code>");
                self.text(text);
                self.raw("</code>");
            }
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => self.image(image),
            Inline::NoteReference { label, .. } => self.note_reference(label),
            Inline::Element { element, lang, title, content } => {
                self.element(*element, lang.as_deref(), title.as_deref(), content);
            }
            Inline::LineBreak => self.raw("<br>\n"),
            Inline::SoftBreak => self.raw("\n"),
        }
    }

    fn tagged(&mut self, tag: &str, content: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(content);
        let _ = write!(self.out, "</{tag}>");
    }

    fn link(&mut self, link: &Link) {
        match self.view.links.get(&link.target) {
            None => self.inlines(&link.content),
            Some(target) if is_web_address(target) => {
                let target = target.clone();
                self.external(&target, &link.title, &link.content);
            }
            Some(target) => {
                self.raw("<a");
                self.attribute("href", target);
                self.optional_title(&link.title);
                self.raw(">");
                self.inlines(&link.content);
                self.raw("</a>");
            }
        }
    }

    fn external(&mut self, target: &str, title: &str, content: &[Inline]) {
        if !is_web_address(target) {
            return self.inlines(content);
        }
        self.raw("<a class=\"external\" rel=\"noreferrer\"");
        self.attribute("href", target);
        self.optional_title(title);
        self.raw(">");
        self.inlines(content);
        self.raw("</a>");
    }

    fn optional_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.attribute("title", title);
        }
    }

    /// A picture that is not there is shown by its text alternative.
    fn image(&mut self, image: &Image) {
        let Some(file) = self.view.media.get(&image.source) else { return self.text(&image.alt) };
        self.raw("<img");
        self.attribute("src", &file.url);
        self.attribute("alt", &image.alt);
        if let Some((width, height)) = file.size {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        self.optional_title(&image.title);
        self.raw(" loading=\"lazy\" decoding=\"async\">");
    }

    fn element(&mut self, element: Element, lang: Option<&str>, title: Option<&str>, content: &[Inline]) {
        let tag = element_name(element);
        self.raw("<");
        self.raw(tag);
        if let Some(lang) = lang {
            self.attribute("lang", lang);
        }
        if let Some(title) = title {
            self.attribute("title", title);
        }
        self.raw(">");
        self.inlines(content);
        let _ = write!(self.out, "</{tag}>");
    }

    fn note_reference(&mut self, label: &str) {
        let Some(index) = self.view.notes.iter().position(|known| known == label) else { return };
        let number = index + 1;
        let count = self.references.entry(number).or_insert(0);
        *count += 1;
        let id = reference_id(number, *count);
        let _ = write!(
            self.out,
            "<sup class=\"note-ref\"><a id=\"{id}\" href=\"#note-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        );
    }

    fn footnotes(&mut self) {
        if self.view.notes.is_empty() {
            return;
        }
        self.raw("<section class=\"footnotes\" role=\"doc-endnotes\"><h2 id=\"footnotes\">");
        let title = self.word("note-title");
        self.text(&title);
        self.raw("</h2>\n<ol>\n");
        let (view, notes) = (self.view, self.notes);
        for (index, label) in view.notes.iter().enumerate() {
            let _ = write!(self.out, "<li id=\"note-{}\">", index + 1);
            if let Some(note) = notes.get(label) {
                self.compact(&note.blocks);
            }
            self.back_links(index + 1);
            self.raw("</li>\n");
        }
        self.raw("</ol></section>\n");
    }

    fn back_links(&mut self, number: usize) {
        let label = self.word("note-back");
        for count in 1..=self.references.get(&number).copied().unwrap_or(0) {
            self.raw(" <a class=\"note-back\" href=\"#");
            self.raw(&reference_id(number, count));
            self.raw("\" role=\"doc-backlink\"");
            self.attribute("aria-label", &label);
            self.raw(">↩</a>");
        }
    }
}

/// The anchor of the `count`th reference to a footnote.
fn reference_id(number: usize, count: usize) -> String {
    match count {
        1 => format!("note-ref-{number}"),
        _ => format!("note-ref-{number}-{count}"),
    }
}

/// The order in which answers are shown: the right order must not be the one on the page.
fn shown_order(quiz: &Quiz) -> Vec<&Answer> {
    let mut answers: Vec<&Answer> = quiz.answers.iter().collect();
    if quiz.kind == QuizKind::Order {
        answers.sort_by_key(|answer| inlines_text(&answer.content));
    }
    answers
}

/// The text of the first paragraph, and what follows it.
fn first_line(blocks: &[Block]) -> (&[Inline], &[Block]) {
    match blocks {
        [Block { kind: BlockKind::Paragraph(content), .. }, rest @ ..] => (content, rest),
        _ => (&[], blocks),
    }
}

fn element_name(element: Element) -> &'static str {
    match element {
        Element::Abbr => "abbr",
        Element::Cite => "cite",
        Element::Ins => "ins",
        Element::Kbd => "kbd",
        Element::Mark => "mark",
        Element::Q => "q",
        Element::Small => "small",
        Element::Span => "span",
        Element::Sub => "sub",
        Element::Sup => "sup",
    }
}
