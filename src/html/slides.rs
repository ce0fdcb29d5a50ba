//! The slides of a session as a page: a list that a script shows one at a time.

use std::fmt::Write as _;

use super::writer::{Medium, Writer, body};
use crate::artifact::Artifact;
use crate::diag::Checked;
use crate::doc::{Block, BlockKind, Document, summary, walk_blocks};
use crate::path::VPath;
use crate::strings::Strings;
use crate::theme::Theme;
use crate::view::{ContentView, PageView};

/// Whether the session has slides.
pub fn has_slides(document: &Document) -> bool {
    !slides_of(document).is_empty()
}

/// The page of the slides in `document`, which the view is for.
pub fn slides(
    theme: &Theme,
    strings: &Strings,
    view: &PageView,
    document: &Document,
    path: VPath,
) -> Checked<Artifact> {
    let deck = Document { blocks: slides_of(document), ..document.clone() };
    let notes = view.site.audience.notes(&summary(&deck, &view.content_lang)).to_vec();
    let content = ContentView { lead: Vec::new(), tail: Vec::new(), notes, ..view.content.clone() };
    let body = body(&deck, &content, strings, &view.content_lang, Medium::Deck);
    let html = theme.render("slides.html", &view.lang, &view.site.root, view, &body);
    Checked::new(Artifact::new(path, html.value), html.problems)
}

/// The slides as blocks that write themselves as parts of a deck.
fn slides_of(document: &Document) -> Vec<Block> {
    let mut slides = Vec::new();
    walk_blocks(&document.blocks, &mut |block| {
        if let BlockKind::Slide { title, blocks } = &block.kind {
            let mut blocks = blocks.clone();
            lower_headings(&mut blocks, &mut 2);
            slides.push(Block { span: block.span, kind: BlockKind::Slide { title: title.clone(), blocks } });
        }
    });
    slides
}

/// Puts headings below the title of their slide, without skipping a level.
fn lower_headings(blocks: &mut [Block], last: &mut u8) {
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level = (*level).clamp(3, *last + 1);
            *last = *level;
        }
        block.children_mut().into_iter().for_each(|group| lower_headings(group, last));
    }
}

impl Writer<'_> {
    /// A slide of a deck: its place, its title as a heading, what it shows.
    pub fn deck_slide(&mut self, title: &str, blocks: &[Block]) {
        self.slides += 1;
        let number = self.slides;
        let _ = write!(
            self.out,
            "<section class=\"deck-slide\" id=\"slide--{number}\" aria-labelledby=\"slide--{number}-title\">\n<div class=\"deck-content\">\n<h2 id=\"slide--{number}-title\">"
        );
        self.text(title);
        self.raw("</h2>\n");
        self.wrapped("", blocks, "</div></section>\n");
    }
}
