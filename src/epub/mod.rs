//! E-books (EPUB 3.3): a print edition for screens of every size.
//!
//! In comes the same [`BookView`] that is typeset, out come the bytes of the
//! book: its chapters as the HTML writer makes them, their pictures, a table of
//! contents and what reading systems need to know. Nothing here parses, resolves
//! a link or asks for the time; the only date is that of the content.

mod cover;
mod lookup;
mod package;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use crate::archive;
use crate::artifact::Artifact;
use crate::chart;
use crate::doc::{Block, BlockKind, inlines_text, walk_blocks};
use crate::html::{self, escape};
use crate::lang::Lang;
use crate::path::VPath;
use crate::schema::pages::Kind;
use crate::strings::Strings;
use crate::view::{BookTarget, BookView, ChapterView, ContentView, GlossaryView, MediaView};
use lookup::Uses;
use package::{Entry, Package};

/// The folder of the archive that holds the book.
const FOLDER: &str = "EPUB";

/// Pictures that every reading system must show.
const PICTURES: [(&str, &str); 6] = [
    ("gif", "image/gif"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
];

/// The book that `view` describes.
///
/// `style` is the style sheet of the theme; `read` gives the files that the view names.
pub fn epub(view: &BookView, strings: &Strings, style: &str, read: impl Fn(&VPath) -> Option<Arc<[u8]>>) -> Vec<u8> {
    let pictures = Pictures::new(view, &read);
    let places = Places::new(view);
    let mut files = vec![
        Artifact::new(VPath::fixed("mimetype"), "application/epub+zip"),
        Artifact::new(VPath::fixed("META-INF/container.xml"), package::CONTAINER),
    ];
    let chapters = chapters(view, strings, &places, &pictures);
    let (entries, texts): (Vec<Entry>, Vec<String>) = chapters.into_iter().unzip();
    let package = Package { view, strings, chapters: &entries, pictures: &pictures.media_types() };
    files.extend(package.files().into_iter().map(|(name, text)| file(&name, text)));
    files.push(file("style.css", style));
    files.extend(entries.iter().zip(texts).map(|(entry, text)| file(&entry.file, text)));
    files.extend(pictures.files.values().map(|picture| file(&picture.name, picture.bytes.to_vec())));
    archive::zip(&files)
}

/// The chapters with their pages; then the glossary and the index of the terms that they use.
fn chapters(view: &BookView, strings: &Strings, places: &Places, pictures: &Pictures) -> Vec<(Entry, String)> {
    let glossary = lookup::glossary_file(view);
    let mut uses = Uses::default();
    let mut chapters = Vec::new();
    for (index, chapter) in view.chapters.iter().enumerate() {
        let mut content = content(chapter, places, pictures);
        let lexicon = view.lexicon.clone().filter(|_| links_terms(chapter, view));
        content.glossary = lexicon.map(|lexicon| GlossaryView::of_book(&glossary, lexicon));
        let (page, terms) = chapter_page(chapter, &content, strings);
        uses.add(index, terms);
        chapters.push((entry(index, chapter), page));
    }
    if let Some(made) = view.glossary(uses.words(view)) {
        let (page, _) = chapter_page(&made, &content(&made, places, pictures), strings);
        chapters.push((entry(chapters.len(), &made), page));
    }
    if !uses.is_empty() {
        let (file, title) = (chapter_file(chapters.len()), lookup::index_title(view));
        let (lang, sections) = (view.lang.clone(), Vec::new());
        let entry = Entry { file, title, lang, level: 1, kind: "index", drawn: false, sections };
        chapters.push((entry, lookup::index(view, &uses)));
    }
    chapters
}

/// The glossary would name each of its terms, and words of another language are not those of its lexicon.
fn links_terms(chapter: &ChapterView, view: &BookView) -> bool {
    let fields = &chapter.document.fields;
    let refused = fields.get("glossary_links").is_some() && !fields.flag("glossary_links");
    chapter.kind != Kind::Glossary && chapter.lang == view.lang && !refused
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> Artifact {
    Artifact::new(VPath::new(&format!("{FOLDER}/{name}")).expect("names of the book's files are plain"), bytes)
}

/// The name of a chapter's file.
fn chapter_file(index: usize) -> String {
    format!("chapter-{:03}.xhtml", index + 1)
}

/// What the table of contents says of a chapter.
fn entry(index: usize, chapter: &ChapterView) -> Entry {
    let section = |block: &Block| match &block.kind {
        BlockKind::Heading { level: 2, ordinal, content, .. } => {
            let title = inlines_text(content);
            let anchor = chapter.anchors.get(*ordinal).filter(|_| !title.trim().is_empty())?;
            Some((title, anchor.clone()))
        }
        _ => None,
    };
    Entry {
        file: chapter_file(index),
        title: title(chapter).to_string(),
        lang: chapter.lang.clone(),
        level: chapter.level,
        kind: kind(chapter),
        drawn: has_drawing(chapter),
        sections: chapter.document.blocks.iter().filter_map(section).collect(),
    }
}

fn has_drawing(chapter: &ChapterView) -> bool {
    let mut found = false;
    walk_blocks(&chapter.document.blocks, &mut |block| {
        if let BlockKind::Chart(one) = &block.kind {
            let rows = chapter.media.get(&one.source).map(|file| &file.rows[..]).unwrap_or_default();
            found |= chart::draw(one.kind, &one.title, rows, &chapter.lang).is_some();
        }
    });
    found
}

/// A chapter without a title could not be listed.
fn title(chapter: &ChapterView) -> &str {
    if chapter.title.trim().is_empty() { &chapter.path } else { &chapter.title }
}

/// What the chapter is to reading systems.
fn kind(chapter: &ChapterView) -> &'static str {
    if chapter.kind == Kind::Glossary { "glossary" } else { "chapter" }
}

/// The page of a chapter, and the places in the lexicon of the terms that it links.
fn chapter_page(chapter: &ChapterView, content: &ContentView, strings: &Strings) -> (String, BTreeSet<usize>) {
    let kind = kind(chapter);
    let (body, terms) = html::chapter(&chapter.document, content, strings, &chapter.lang);
    let mut text = String::new();
    let _ = write!(text, "<section epub:type=\"{kind}\" role=\"doc-{kind}\">\n<h1>");
    escape(title(chapter), &mut text);
    text.push_str("</h1>\n");
    text.push_str(&body);
    text.push_str("</section>\n");
    (page(title(chapter), &chapter.lang, &text), terms)
}

/// An XHTML page around a finished `text`.
fn page(title: &str, lang: &Lang, text: &str) -> String {
    let direction = lang.direction();
    let mut page = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\" dir=\"{direction}\">\n\
         <head>\n<meta charset=\"UTF-8\"/>\n<title>"
    );
    escape(title, &mut page);
    page.push_str("</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body>\n");
    page.push_str(text);
    page.push_str("</body>\n</html>\n");
    page
}

/// What the text of a chapter means inside of the book.
fn content(chapter: &ChapterView, places: &Places, pictures: &Pictures) -> ContentView {
    let mut links: BTreeMap<String, String> =
        chapter.links.iter().map(|(written, target)| (written.clone(), places.href(chapter, target))).collect();
    let mut media = BTreeMap::new();
    for (written, file) in &chapter.media {
        // A file that the book does not hold is on the web; its address stands among the links.
        let url = pictures.files.get(&file.file).map(|picture| picture.name.clone()).unwrap_or_default();
        links.entry(written.clone()).or_insert_with(|| web_address(&file.web_address));
        media
            .insert(written.clone(), MediaView { url, variants: Vec::new(), size: file.size, rows: file.rows.clone() });
    }
    ContentView {
        lead: chapter.lead.clone(),
        tail: chapter.tail.clone(),
        anchors: chapter.anchors.clone(),
        links,
        media,
        notes: chapter.notes.clone(),
        ..ContentView::default()
    }
}

/// An address without the signs that no address may hold (RFC 3987).
fn web_address(address: &str) -> String {
    let mut clean = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' => {
                let _ = write!(clean, "%{:02X}", c as u32);
            }
            _ => clean.push(c),
        }
    }
    clean
}

/// Where the links of the book lead.
struct Places<'a> {
    /// By the path of the chapter: its file, and the anchors that stand in it.
    chapters: BTreeMap<&'a str, (String, BTreeSet<&'a str>)>,
}

impl<'a> Places<'a> {
    fn new(view: &'a BookView) -> Self {
        let place = |(index, chapter): (usize, &'a ChapterView)| {
            let mut anchors = BTreeSet::new();
            for blocks in [&chapter.lead, &chapter.document.blocks, &chapter.tail] {
                collect_anchors(blocks, &chapter.anchors, &mut anchors);
            }
            (chapter.path.as_str(), (chapter_file(index), anchors))
        };
        Self { chapters: view.chapters.iter().enumerate().map(place).collect() }
    }

    fn href(&self, from: &ChapterView, target: &BookTarget) -> String {
        match target {
            BookTarget::Web(address) => web_address(address),
            BookTarget::Chapter { path, anchor } => {
                let Some((file, anchors)) = self.chapters.get(path.as_str()) else { return String::new() };
                match anchor.as_deref().filter(|anchor| anchors.contains(anchor)) {
                    Some(anchor) if *path == from.path => format!("#{anchor}"),
                    Some(anchor) => format!("{file}#{anchor}"),
                    None => file.clone(),
                }
            }
        }
    }
}

/// The anchors that the writer sets in `blocks`.
fn collect_anchors<'a>(blocks: &'a [Block], headings: &'a [String], anchors: &mut BTreeSet<&'a str>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { ordinal, .. } => anchors.extend(headings.get(*ordinal).map(String::as_str)),
            BlockKind::Figure { id: Some(id), .. } | BlockKind::Panel { id, .. } => {
                anchors.insert(id);
            }
            BlockKind::Quiz(quiz) => anchors.extend(quiz.id.as_deref()),
            BlockKind::DefinitionList(entries) => {
                anchors.extend(entries.iter().filter_map(|entry| entry.id.as_deref()));
            }
            _ => {}
        }
        block.children().into_iter().for_each(|group| collect_anchors(group, headings, anchors));
    }
}

/// The pictures of the book by their path in the snapshot, each once.
struct Pictures {
    files: BTreeMap<VPath, Picture>,
}

struct Picture {
    /// In the book's folder.
    name: String,
    media_type: &'static str,
    bytes: Arc<[u8]>,
}

impl Pictures {
    fn new(view: &BookView, read: impl Fn(&VPath) -> Option<Arc<[u8]>>) -> Self {
        let mut files = BTreeMap::new();
        let wanted: BTreeSet<&VPath> =
            view.chapters.iter().flat_map(|chapter| chapter.media.values()).map(|media| &media.file).collect();
        for path in wanted {
            let extension = path.extension().to_ascii_lowercase();
            let known = PICTURES.iter().find(|(known, _)| *known == extension);
            let Some(((extension, media_type), bytes)) = known.zip(read(path)) else { continue };
            let name = format!("image-{:03}.{extension}", files.len() + 1);
            files.insert(path.clone(), Picture { name, media_type, bytes });
        }
        Self { files }
    }

    fn media_types(&self) -> Vec<(&str, &'static str)> {
        self.files.values().map(|picture| (picture.name.as_str(), picture.media_type)).collect()
    }
}
