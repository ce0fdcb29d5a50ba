//! Lines of text, links, pictures and footnotes to HTML.

use std::fmt::Write as _;

use super::writer::{Medium, Writer};
use crate::doc::{Element, Html, Image, Inline, Link};
use crate::schema::is_web_address;

impl Writer<'_> {
    /// Appends a line of text.
    pub fn inlines(&mut self, inlines: &[Inline]) {
        let mut rest = inlines;
        while let Some(first) = rest.first() {
            rest = match first {
                Inline::Text(_) | Inline::SoftBreak if self.linking.is_some() => self.text_with_terms(rest),
                _ => {
                    self.inline(first);
                    &rest[1..]
                }
            };
        }
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
            Inline::Link(link) => self.without_terms(|writer| writer.link(link)),
            Inline::Image(image) => self.image(image),
            Inline::NoteReference { label, .. } => self.note_reference(label),
            Inline::Html(html) => self.without_terms(|writer| writer.element(html)),
            Inline::LineBreak => self.void("<br"),
            Inline::SoftBreak => self.raw("\n"),
        }
    }

    fn tagged(&mut self, tag: &str, content: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(content);
        let _ = write!(self.out, "</{tag}>");
    }

    pub fn link(&mut self, link: &Link) {
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

    pub fn external(&mut self, target: &str, title: &str, content: &[Inline]) {
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
    pub fn image(&mut self, image: &Image) {
        let file = self.view.media.get(&image.source).filter(|file| !file.url.is_empty());
        let Some(file) = file else { return self.text(&image.alt) };
        if !file.variants.is_empty() {
            // As wide as the text on wide screens, nearly as the window on narrow ones.
            self.raw("<picture><source type=\"image/webp\" sizes=\"(min-width: 44rem) 40rem, 94vw\"");
            // Spaces and commas mean something in this list.
            let source =
                |(width, url): &(u32, String)| format!("{} {width}w", url.replace(' ', "%20").replace(',', "%2C"));
            let sources: Vec<String> = file.variants.iter().map(source).collect();
            self.attribute("srcset", &sources.join(", "));
            self.raw(self.medium.end_of_void());
        }
        self.raw("<img");
        self.attribute("src", &file.url);
        self.attribute("alt", &image.alt);
        if let Some((width, height)) = file.size {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        self.optional_title(&image.title);
        if self.medium != Medium::Ebook {
            self.raw(" loading=\"lazy\" decoding=\"async\"");
        }
        self.raw(self.medium.end_of_void());
        if !file.variants.is_empty() {
            self.raw("</picture>");
        }
    }

    fn element(&mut self, html: &Html) {
        let tag = element_name(html.element);
        self.raw("<");
        self.raw(tag);
        if let Some(lang) = &html.lang {
            self.attribute("lang", lang);
        }
        if let Some(title) = &html.title {
            self.attribute("title", title);
        }
        self.raw(">");
        self.inlines(&html.content);
        let _ = write!(self.out, "</{tag}>");
    }

    fn note_reference(&mut self, label: &str) {
        let Some(index) = self.view.notes.iter().position(|known| known == label) else { return };
        let number = index + 1;
        let count = self.references.entry(number).or_insert(0);
        *count += 1;
        let id = reference_id(number, *count);
        let kind = if self.medium == Medium::Ebook { " epub:type=\"noteref\"" } else { "" };
        let _ = write!(
            self.out,
            "<sup class=\"note-ref\"><a id=\"{id}\" href=\"#note-{number}\"{kind} role=\"doc-noteref\">{number}</a></sup>"
        );
    }

    pub fn footnotes(&mut self) {
        if self.view.notes.is_empty() {
            return;
        }
        if self.medium == Medium::Ebook {
            return self.printed_notes();
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

    pub fn back_links(&mut self, number: usize) {
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
