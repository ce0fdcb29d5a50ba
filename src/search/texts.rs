//! Pages cut for the reader's browser: what a result shows, in small files.
//!
//! In come pages, out come parts. A part is a page, or a piece of a long one,
//! small enough to be fetched for one result. Parts are packed into files in
//! the order of the pages, so that a part's number tells its file.

use super::{Page, Section};

/// Parts in one file, at most; a part's number is `file * PER_FILE + place`.
pub const PER_FILE: usize = 4;
/// Sections in one part, at most; the script counts with less than sixteen.
pub const SECTIONS: usize = 12;
/// Bytes of text after which a file is full.
const FILE_BYTES: usize = 4500;
/// Bytes of a section that are kept together.
const SECTION_BYTES: usize = 4000;

/// A page or a piece of it.
pub struct Part<'a> {
    pub page: &'a Page,
    /// Whether another piece of the same page stands before it.
    pub continues: bool,
    pub sections: Vec<Piece<'a>>,
}

/// A section or a piece of a long one.
#[derive(Clone, Copy)]
pub struct Piece<'a> {
    pub section: &'a Section,
    pub text: &'a str,
}

/// A part with its number.
pub struct Placed<'a> {
    pub number: usize,
    pub part: Part<'a>,
}

/// All parts of `pages`, in order, with rising numbers.
pub fn place<'a>(pages: &[&'a Page]) -> Vec<Placed<'a>> {
    let mut placed: Vec<Placed<'a>> = Vec::with_capacity(pages.len());
    let (mut number, mut filled) = (0, 0);
    for page in pages {
        let parts = parts(page);
        // Pieces of one page stand first in their files, so that the first
        // piece can be told from any other.
        let alone = parts.len() > 1;
        for part in parts {
            let size: usize = part.sections.iter().map(|piece| piece.text.len()).sum();
            if alone || filled + size > FILE_BYTES || number % PER_FILE == 0 {
                number = number.next_multiple_of(PER_FILE);
                filled = 0;
            }
            filled += size;
            placed.push(Placed { number, part });
            number += 1;
        }
    }
    placed
}

/// A file as the browser reads it: of each part its address, title,
/// breadcrumbs, kind, topics and sections.
pub fn shown(parts: &[Placed<'_>]) -> Vec<impl serde::Serialize> {
    let section = |piece: &Piece<'_>| {
        let anchor = piece.section.anchor.as_deref().unwrap_or("");
        (anchor.to_string(), piece.section.heading.clone(), piece.text.to_string())
    };
    let part = |placed: &Placed<'_>| {
        let page = placed.part.page;
        let sections: Vec<_> = placed.part.sections.iter().map(section).collect();
        (
            page.url.clone(),
            page.title.clone(),
            page.breadcrumbs.clone(),
            page.kind.clone(),
            page.topics.clone(),
            sections,
        )
    };
    parts.iter().map(part).collect()
}

/// A page as one part, or several if it is long.
fn parts(page: &Page) -> Vec<Part<'_>> {
    let mut parts = vec![Part { page, continues: false, sections: Vec::new() }];
    let mut filled = 0;
    for piece in page.sections.iter().flat_map(pieces) {
        let last = parts.last().expect("a page has a first part");
        let full = filled + piece.text.len() > FILE_BYTES || last.sections.len() == SECTIONS;
        if full && !last.sections.is_empty() {
            parts.push(Part { page, continues: true, sections: Vec::new() });
            filled = 0;
        }
        filled += piece.text.len();
        parts.last_mut().expect("a page has a first part").sections.push(piece);
    }
    parts
}

/// A section as one piece, or several if it is long.
fn pieces(section: &Section) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = section.text.as_str();
    while rest.len() > SECTION_BYTES {
        let (text, after) = rest.split_at(cut(rest));
        pieces.push(Piece { section, text });
        rest = after;
    }
    pieces.push(Piece { section, text: rest });
    pieces
}

/// Where to cut a text that is too long: behind a sentence or else a word.
fn cut(text: &str) -> usize {
    let limit = text.floor_char_boundary(SECTION_BYTES);
    let behind = |sign: &str| text[..limit].rfind(sign).map(|at| at + sign.len());
    let sentence = behind(". ").filter(|at| *at > limit / 2);
    sentence.or_else(|| behind(" ")).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(sections: &[&str]) -> Page {
        let section = |text: &&str| Section { anchor: None, heading: String::new(), text: text.to_string() };
        Page {
            url: "en/a/".into(),
            title: "A".into(),
            breadcrumbs: vec![],
            kind: "page".into(),
            topics: vec![],
            synonyms: vec![],
            boost: 1.0,
            sections: sections.iter().map(section).collect(),
        }
    }

    #[test]
    fn short_pages_share_a_file() {
        let pages = [page(&["a"]), page(&["b"]), page(&["c"]), page(&["d"]), page(&["e"])];
        let numbers: Vec<_> = place(&pages.iter().collect::<Vec<_>>()).iter().map(|placed| placed.number).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn the_pieces_of_a_long_page_begin_files_of_their_own() {
        let long = "A sentence of words. ".repeat(500);
        let pages = [page(&["a"]), page(&[&long]), page(&["b"])];
        let placed = place(&pages.iter().collect::<Vec<_>>());
        let continued: Vec<_> = placed.iter().filter(|p| p.part.continues).map(|p| p.number).collect();
        assert_eq!(continued, [8, 12]);
        assert!(placed.iter().all(|p| p.part.sections.iter().all(|piece| piece.text.len() <= SECTION_BYTES)));
        let text: String = placed.iter().flat_map(|p| &p.part.sections).map(|piece| piece.text).collect();
        assert_eq!(text, format!("a{long}b"));
    }
}
