//! Lines of text: emphasis, links, pictures, the few HTML elements.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::html;
use super::tree::{MAX_DEPTH, Tree, is_end, is_inline};
use crate::diag::Span;
use crate::doc::{Element, Html, Image, Inline, Inlines, Link, inlines_text};
use crate::problems;
use crate::reserve::{trim, trim_text};
use crate::text::printable;

impl<'a> Tree<'a, '_> {
    /// The inlines up to a block event or an end, which is left; and where they end.
    pub fn inlines(&mut self, start: usize) -> (Inlines, usize) {
        let mut line = Line { content: Vec::new(), end: start };
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            line.end = range.end;
            match &event {
                Event::InlineHtml(tag) if matches!(html::tag(tag), html::Tag::Close(_)) => {
                    self.problems.push(problems::html_not_open(self.file, self.span(&range), tag));
                }
                _ => self.inline(event, range, &mut line),
            }
        }
        line.shrink();
        (line.content, line.end)
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>, line: &mut Line) {
        let span = self.span(&range);
        match event {
            Event::Text(text) => line.push_text(&text),
            Event::Code(text) => line.content.push(Inline::Code(text.to_string())),
            Event::SoftBreak => line.content.push(Inline::SoftBreak),
            Event::HardBreak => line.content.push(Inline::LineBreak),
            Event::FootnoteReference(label) => {
                line.content.push(Inline::NoteReference { label: label.to_string(), span });
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, &range, line),
            Event::TaskListMarker(ticked) => self.task = Some(ticked),
            Event::Start(tag) => {
                let content = self.nested(range.start);
                if let Tag::Image { dest_url, .. } = &tag
                    && inlines_text(&content).trim().is_empty()
                {
                    self.problems.push(problems::alt_missing(self.file, span, dest_url));
                }
                line.push_tagged(tag, content, span);
            }
            _ => {}
        }
    }

    /// The content of emphasis, a link and the like, up to and with its end.
    fn nested(&mut self, start: usize) -> Inlines {
        if self.depth >= MAX_DEPTH {
            self.skip_container();
            return Vec::new();
        }
        self.depth += 1;
        let (content, _) = self.inlines(start);
        self.depth -= 1;
        self.events.next_if(|(event, _)| is_end(event));
        content
    }

    fn inline_html(&mut self, raw: &str, range: &Range<usize>, line: &mut Line) {
        match html::tag(raw) {
            html::Tag::Break => line.content.push(Inline::LineBreak),
            html::Tag::Open { element, lang, title } => {
                let content = self.element_content(element, raw, range);
                line.content.push(Inline::Html(Box::new(Html { element, lang, title, content })));
            }
            html::Tag::Refused(name) => {
                self.problems.push(problems::html_removed(self.file, self.span(range), &[name]));
            }
            html::Tag::Close(_) | html::Tag::Comment => {}
        }
    }

    /// What stands between an opening tag and its closing one.
    fn element_content(&mut self, element: Element, raw: &str, range: &Range<usize>) -> Inlines {
        let mut line = Line { content: Vec::new(), end: range.end };
        if self.depth >= MAX_DEPTH {
            self.problems.push(problems::too_deep(self.file, self.span(range), MAX_DEPTH));
            return line.content;
        }
        self.depth += 1;
        let mut closed = false;
        while let Some((event, place)) = self.events.next_if(|(event, _)| is_inline(event)) {
            closed = matches!(&event, Event::InlineHtml(tag) if html::tag(tag) == html::Tag::Close(element));
            if closed {
                break;
            }
            self.inline(event, place, &mut line);
        }
        self.depth -= 1;
        if !closed {
            self.problems.push(problems::html_not_closed(self.file, self.span(range), raw));
        }
        line.content
    }

    /// Reports marks that stayed text although they were surely meant as something else.
    pub fn check_text(&mut self, content: &Inlines, start: usize) {
        for inline in content {
            let Inline::Text(text) = inline else { continue };
            if let Some(label) = note_mark(text) {
                let problem = problems::note_missing(self.file, self.find(start, &format!("[^{label}]")), label);
                self.problems.push(problem);
            }
        }
    }

    /// The place of `words` at or after the byte `start` of the body.
    fn find(&self, start: usize, words: &str) -> Span {
        match self.source[start..].find(words) {
            Some(found) => self.span(&(start + found..start + found + words.len())),
            None => self.span(&(start..start)),
        }
    }
}

/// A line of inlines as it grows.
struct Line {
    content: Inlines,
    end: usize,
}

impl Line {
    /// Character references may stand for what cannot be printed.
    fn push_text(&mut self, text: &str) {
        let text = &*printable(text);
        match self.content.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ => self.content.push(Inline::Text(text.to_string())),
        }
    }

    /// Gives back what growing took in reserve: all lines of a site are in memory at once.
    fn shrink(&mut self) {
        for inline in &mut self.content {
            if let Inline::Text(text) = inline {
                trim_text(text);
            }
        }
        trim(&mut self.content);
    }

    fn push_tagged(&mut self, tag: Tag, content: Inlines, span: Span) {
        self.content.push(match tag {
            Tag::Emphasis => Inline::Emphasis(content),
            Tag::Strong => Inline::Strong(content),
            Tag::Strikethrough => Inline::Strikethrough(content),
            Tag::Link { link_type, dest_url, title, .. } => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                Inline::Link(Box::new(Link { target, title: printable(&title).into_owned(), content, span }))
            }
            Tag::Image { dest_url, title, .. } => Inline::Image(Box::new(Image {
                source: dest_url.to_string(),
                alt: inlines_text(&content),
                title: printable(&title).into_owned(),
                span,
            })),
            _ => return self.content.extend(content),
        });
    }
}

/// The label of a footnote mark that stayed text because it has no definition.
fn note_mark(text: &str) -> Option<&str> {
    let (_, after) = text.split_once("[^")?;
    let (label, _) = after.split_once(']')?;
    (!label.is_empty() && !label.contains(char::is_whitespace)).then_some(label)
}
