//! What an e-book shows in another way than a page: no controls and nothing
//! that needs a script, and footnotes that reading systems can show in place.

use std::fmt::Write as _;

use super::quiz::shown_order;
use super::writer::{Medium, Writer, first_line};
use crate::doc::{Answer, Block, BlockKind, Inline, Item, Quiz, QuizKind, Video, VideoPlace, inlines_text};

impl Medium {
    /// The end of a tag without content: XML closes it, HTML does not.
    pub fn end_of_void(self) -> &'static str {
        if self == Self::Ebook { "/>" } else { ">" }
    }
}

impl Writer<'_> {
    /// A box to tick with a pen; readers of the screen hear `label`.
    pub fn drawn_box(&mut self, ticked: bool, label: &str) {
        self.raw("<span role=\"img\"");
        self.attribute("aria-label", label);
        self.raw(if ticked { ">☑</span> " } else { ">☐</span> " });
    }

    /// An element without content, on a line of its own.
    pub fn void(&mut self, start: &str) {
        self.raw(start);
        self.raw(self.medium.end_of_void());
        self.raw("\n");
    }

    pub fn printed_checklist(&mut self, title: &str, blocks: &[Block]) {
        self.raw("<section class=\"checklist\">\n");
        if !title.is_empty() {
            self.title("checklist-title", title);
        }
        for block in blocks {
            match &block.kind {
                BlockKind::List { items, .. } => self.drawn_boxes(items),
                _ => self.wrapped("", std::slice::from_ref(block), ""),
            }
        }
        self.raw("</section>\n");
    }

    fn drawn_boxes(&mut self, items: &[Item]) {
        let label = self.word("task-open");
        self.raw("<ul class=\"task-list\">\n");
        for item in items {
            self.raw("<li>");
            self.drawn_box(false, &label);
            self.compact(&item.blocks);
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    pub fn printed_quiz(&mut self, quiz: &Quiz) {
        self.raw("<section class=\"quiz\"");
        if let Some(id) = &quiz.id {
            self.id(id);
        }
        self.raw(">\n");
        let title = self.word("quiz-title");
        self.title("quiz-title", &title);
        self.blocks(&quiz.question);
        if quiz.kind != QuizKind::Short {
            self.lettered(&shown_order(quiz).into_iter().map(|(_, answer)| &answer.content[..]).collect::<Vec<_>>());
        }
        if quiz.kind == QuizKind::Match {
            let mut partners: Vec<&Answer> = quiz.answers.iter().collect();
            partners.sort_by_key(|answer| inlines_text(&answer.partner));
            self.lettered(&partners.into_iter().map(|answer| &answer.partner[..]).collect::<Vec<_>>());
        }
        self.quiz_key(quiz);
        self.raw("</section>\n");
    }

    fn lettered(&mut self, lines: &[&[Inline]]) {
        if lines.is_empty() {
            return;
        }
        self.raw("<ol type=\"A\">\n");
        lines.iter().for_each(|line| self.line("li", line));
        self.raw("</ol>\n");
    }

    /// A film is not part of the book; its title leads to it.
    pub fn linked_video(&mut self, video: &Video) {
        self.raw("<figure class=\"video\"><figcaption>");
        let address = match &video.place {
            VideoPlace::Web(address) => Some(address.clone()),
            VideoPlace::File(source) => self.view.links.get(source).cloned(),
        };
        let title = vec![Inline::Text(video.title.clone())];
        match address {
            Some(address) => self.external(&address, "", &title),
            None => self.inlines(&title),
        }
        self.about_video(video);
    }

    /// Footnotes at the end of the chapter, each of its own, so that reading
    /// systems can show it beside its mark.
    pub fn printed_notes(&mut self) {
        self.raw("<section class=\"footnotes\" epub:type=\"footnotes\" role=\"doc-endnotes\"><h2>");
        let title = self.word("note-title");
        self.text(&title);
        self.raw("</h2>\n");
        let (view, notes) = (self.view, self.notes);
        for (index, label) in view.notes.iter().enumerate() {
            let number = index + 1;
            let blocks = notes.get(label).map(|note| &note.blocks[..]).unwrap_or_default();
            let (first, rest) = first_line(blocks);
            let _ = write!(
                self.out,
                "<aside id=\"note-{number}\" epub:type=\"footnote\" role=\"doc-footnote\">\n<p>{number}. "
            );
            self.inlines(first);
            if rest.is_empty() {
                self.back_links(number);
                self.raw("</p>\n");
            } else {
                self.wrapped("</p>\n", rest, "<p>");
                self.back_links(number);
                self.raw("</p>\n");
            }
            self.raw("</aside>\n");
        }
        self.raw("</section>\n");
    }
}
