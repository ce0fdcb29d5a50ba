//! What reading systems read of a book first: the package document, the table
//! of contents, cover and title page.

use std::fmt::Write as _;

use super::{cover, page};
use crate::doc::Date;
use crate::html::escape;
use crate::lang::Lang;
use crate::memo::Hash;
use crate::strings::Strings;
use crate::view::BookView;

pub const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n\
    <rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>\n\
    </container>\n";

/// The date of a book in which no page has one.
const NO_DATE: Date = Date { year: 1970, month: None, day: None };

/// A chapter in the table of contents.
pub struct Entry {
    pub file: String,
    pub title: String,
    pub lang: Lang,
    pub level: u8,
    /// `chapter`, `glossary` or `index`.
    pub kind: &'static str,
    /// Whether a drawing stands in its text.
    pub drawn: bool,
    /// Title and anchor of each section.
    pub sections: Vec<(String, String)>,
}

pub struct Package<'a> {
    pub view: &'a BookView,
    pub strings: &'a Strings,
    pub chapters: &'a [Entry],
    /// Name and media type.
    pub pictures: &'a [(&'a str, &'static str)],
}

impl Package<'_> {
    /// Name and text of each file.
    pub fn files(&self) -> Vec<(String, String)> {
        let files = [
            ("package.opf", self.document()),
            ("cover.svg", cover::cover(self.title(), &self.view.subtitle, self.site_title())),
            ("cover.xhtml", self.cover_page()),
            ("title.xhtml", self.title_page()),
            ("nav.xhtml", self.navigation()),
        ];
        files.into_iter().map(|(name, text)| (name.to_string(), text)).collect()
    }

    /// A book must have a title.
    fn title(&self) -> &str {
        if self.view.title.trim().is_empty() { &self.view.site_title } else { &self.view.title }
    }

    fn site_title(&self) -> &str {
        if self.view.site_title == self.title() { "" } else { &self.view.site_title }
    }

    fn word(&self, id: &str) -> String {
        self.strings.word(&self.view.lang, id)
    }

    fn document(&self) -> String {
        let (lang, direction) = (&self.view.lang, self.view.direction);
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
             unique-identifier=\"book-id\" xml:lang=\"{lang}\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
        );
        self.metadata(&mut xml);
        xml.push_str("</metadata>\n<manifest>\n");
        self.manifest(&mut xml);
        let _ = write!(xml, "</manifest>\n<spine page-progression-direction=\"{direction}\">\n");
        for id in ["cover", "title", "nav"] {
            let _ = writeln!(xml, "<itemref idref=\"{id}\"/>");
        }
        for index in 1..=self.chapters.len() {
            let _ = writeln!(xml, "<itemref idref=\"chapter-{index}\"/>");
        }
        xml.push_str("</spine>\n</package>\n");
        xml
    }

    fn metadata(&self, xml: &mut String) {
        let view = self.view;
        element("dc:identifier id=\"book-id\"", &self.identifier(), xml);
        element("dc:title", self.title(), xml);
        element("dc:language", view.lang.as_str(), xml);
        let optional = [
            ("dc:description", view.subtitle.as_str()),
            ("dc:publisher", &view.publisher),
            ("dc:rights", &view.licence),
            ("dc:source", self.site_title()),
        ];
        for (name, text) in optional.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
            element(name, text, xml);
        }
        if let Some(date) = view.date {
            element("dc:date", &date.to_string(), xml);
        }
        let date = view.date.unwrap_or(NO_DATE);
        let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
        property("dcterms:modified", &format!("{:04}-{month:02}-{day:02}T00:00:00Z", date.year), xml);
        property("schema:accessMode", "textual", xml);
        if !self.pictures.is_empty() {
            property("schema:accessMode", "visual", xml);
        }
        property("schema:accessModeSufficient", "textual", xml);
        // Reading order, structure and alternatives come from the document model;
        // the text has no fixed layout, and a chart stands beside its table.
        for feature in
            ["structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "displayTransformability"]
        {
            property("schema:accessibilityFeature", feature, xml);
        }
        property("schema:accessibilityHazard", "none", xml);
        property("schema:accessibilitySummary", &self.word("ebook-accessibility"), xml);
    }

    /// The same for every build of the same edition.
    fn identifier(&self) -> String {
        let view = self.view;
        let parts = [&view.site_title, &view.edition, view.lang.as_str()].map(str::as_bytes);
        let digits = Hash::of_parts(parts).short(32);
        // A UUID of the form that is left to programs (RFC 9562, version 8).
        let (a, b, c, d, e) = (&digits[..8], &digits[8..12], &digits[13..16], &digits[17..20], &digits[20..32]);
        format!("urn:uuid:{a}-{b}-8{c}-8{d}-{e}")
    }

    fn manifest(&self, xml: &mut String) {
        const XHTML: &str = "application/xhtml+xml";
        let mut item = |id: &str, name: &str, media_type: &str, properties: &str| {
            let properties = match properties {
                "" => String::new(),
                names => format!(" properties=\"{names}\""),
            };
            let _ = writeln!(xml, "<item id=\"{id}\" href=\"{name}\" media-type=\"{media_type}\"{properties}/>");
        };
        item("nav", "nav.xhtml", XHTML, "nav");
        item("style", "style.css", "text/css", "");
        item("cover-image", "cover.svg", "image/svg+xml", "cover-image");
        item("cover", "cover.xhtml", XHTML, "");
        item("title", "title.xhtml", XHTML, "");
        for (index, chapter) in self.chapters.iter().enumerate() {
            item(&format!("chapter-{}", index + 1), &chapter.file, XHTML, if chapter.drawn { "svg" } else { "" });
        }
        for (index, (name, media_type)) in self.pictures.iter().enumerate() {
            item(&format!("image-{}", index + 1), name, media_type, "");
        }
    }

    fn cover_page(&self) -> String {
        let mut text = String::from("<section epub:type=\"cover\"><img class=\"cover\" src=\"cover.svg\" alt=\"");
        escape(self.title(), &mut text);
        text.push_str("\" role=\"doc-cover\"/></section>\n");
        page(self.title(), &self.view.lang, &text)
    }

    fn title_page(&self) -> String {
        let view = self.view;
        let mut text = String::from("<section epub:type=\"titlepage\" class=\"title-page\">\n");
        element("h1", self.title(), &mut text);
        for line in [view.subtitle.as_str(), self.site_title()].into_iter().filter(|line| !line.is_empty()) {
            element("p", line, &mut text);
        }
        if !view.imprint.is_empty() {
            element("h2", &self.word("print-imprint"), &mut text);
        }
        for (label, words) in &view.imprint {
            let line = if label.is_empty() { words.clone() } else { format!("{label}: {words}") };
            element("p", &line, &mut text);
        }
        if !view.licence.is_empty() {
            element("p", &view.licence, &mut text);
        }
        text.push_str("</section>\n");
        page(self.title(), &view.lang, &text)
    }

    fn navigation(&self) -> String {
        let contents = self.word("print-contents");
        let mut text = String::from("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n");
        element("h1", &contents, &mut text);
        self.contents(&mut text);
        text.push_str("</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\">\n");
        element("h2", &self.word("ebook-landmarks"), &mut text);
        text.push_str("<ol>\n");
        let place = |kind| {
            let chapter = self.chapters.iter().find(|chapter| chapter.kind == kind)?;
            Some((kind, chapter.file.as_str(), chapter.title.clone()))
        };
        let landmarks = [
            Some(("cover", "cover.xhtml", self.word("ebook-cover"))),
            Some(("toc", "#toc", contents.clone())),
            self.chapters.first().map(|first| ("bodymatter", first.file.as_str(), self.word("ebook-start"))),
            place("glossary"),
            place("index"),
        ];
        for (kind, address, words) in landmarks.into_iter().flatten() {
            let _ = write!(text, "<li><a epub:type=\"{kind}\" href=\"{address}\">");
            escape(&words, &mut text);
            text.push_str("</a></li>\n");
        }
        text.push_str("</ol>\n</nav>\n");
        page(&contents, &self.view.lang, &text)
    }

    /// The chapters below each other by their level, each with its sections.
    fn contents(&self, text: &mut String) {
        text.push_str("<ol>\n");
        let mut depth = 0;
        if self.chapters.is_empty() {
            let _ = write!(text, "<li><a href=\"title.xhtml\">");
            escape(self.title(), text);
            text.push_str("</a></li>\n");
        }
        for (index, chapter) in self.chapters.iter().enumerate() {
            let level = if index == 0 { 1 } else { chapter.level.clamp(1, depth + 1) };
            match index {
                0 => {}
                _ if level > depth => text.push_str("<ol>\n"),
                _ => text.push_str(&format!("</li>\n{}", "</ol>\n</li>\n".repeat(usize::from(depth - level)))),
            }
            depth = level;
            self.chapter_line(chapter, self.chapters.get(index + 1).is_some_and(|next| next.level > level), text);
        }
        if depth > 0 {
            text.push_str(&format!("</li>\n{}", "</ol>\n</li>\n".repeat(usize::from(depth - 1))));
        }
        text.push_str("</ol>\n");
    }

    /// One chapter, its list item left open; a chapter with others below it lists those and not its sections.
    fn chapter_line(&self, chapter: &Entry, is_part: bool, text: &mut String) {
        let foreign = (chapter.lang != self.view.lang).then(|| format!(" lang=\"{0}\" xml:lang=\"{0}\"", chapter.lang));
        let _ = write!(text, "<li{}><a href=\"{}\">", foreign.unwrap_or_default(), chapter.file);
        escape(&chapter.title, text);
        text.push_str("</a>\n");
        if is_part || chapter.sections.is_empty() {
            return;
        }
        text.push_str("<ol>\n");
        for (title, anchor) in &chapter.sections {
            let _ = write!(text, "<li><a href=\"{}#", chapter.file);
            escape(anchor, text);
            text.push_str("\">");
            escape(title, text);
            text.push_str("</a></li>\n");
        }
        text.push_str("</ol>\n");
    }
}

/// `<tag>text</tag>`; `tag` may carry attributes.
fn element(tag: &str, words: &str, xml: &mut String) {
    let _ = write!(xml, "<{tag}>");
    escape(words, xml);
    let _ = writeln!(xml, "</{}>", tag.split(' ').next().unwrap_or(tag));
}

fn property(name: &str, value: &str, xml: &mut String) {
    let _ = write!(xml, "<meta property=\"{name}\">");
    escape(value, xml);
    xml.push_str("</meta>\n");
}
