//! Marks below passages that are behind their original.
//!
//! The passage stays; what the original says now is one click away.

use super::writer::Writer;
use crate::diag::Span;
use crate::view::StaleMark;

impl Writer<'_> {
    /// The current originals of what stands in the block at `span`.
    pub fn stale_marks(&mut self, span: Span) {
        let view = self.view;
        // Boxes made from front matter have no place in the file.
        let Some(marks) = view.stale.get(&span.start).filter(|_| span.end > span.start) else { return };
        self.raw("<details class=\"stale-mark\"><summary>");
        let summary = self.word("stale-passage");
        self.text(&summary);
        self.raw("</summary>\n");
        marks.iter().for_each(|mark| self.original(mark));
        if let Some(url) = marks.iter().find_map(|mark| mark.edit_url.as_ref()) {
            self.raw("<p><a");
            self.attribute("href", url);
            self.raw(" rel=\"noreferrer\">");
            let words = self.word("translate-passage");
            self.text(&words);
            self.raw("</a></p>\n");
        }
        self.raw("</details>\n");
    }

    fn original(&mut self, mark: &StaleMark) {
        self.raw("<p");
        self.attribute("lang", mark.lang.as_str());
        self.attribute("dir", mark.direction);
        self.raw(">");
        self.text(&mark.text);
        self.raw("</p>\n");
    }
}
