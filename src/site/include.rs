//! `:::include`: the text of another page in the place of the directive.
//!
//! Done on whole documents before summaries are made, so that outlines, links
//! and anchors of the result need no special case.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Span};
use crate::doc::{Block, BlockKind, Document, Include, Inline};
use crate::lang::Lang;
use crate::parse;
use crate::path::VPath;
use crate::problems;

/// Documents by path and language.
pub type Documents = BTreeMap<(String, Lang), Arc<Document>>;

/// Replaces the includes of all documents. What an included page itself
/// includes is left out, so a cycle cannot arise.
pub fn expand(documents: &Documents, source_of: &dyn Fn(&str) -> Lang) -> (Documents, Vec<Diagnostic>) {
    let mut expanded = Documents::new();
    let mut problems = Vec::new();
    for ((path, lang), document) in documents {
        let has_include = document.blocks.iter().any(has_include);
        let result = match has_include {
            false => Arc::clone(document),
            true => {
                let mut expansion = Expansion { documents, source_of, lang, document, problems: &mut problems };
                Arc::new(expansion.document())
            }
        };
        expanded.insert((path.clone(), lang.clone()), result);
    }
    (expanded, problems)
}

fn has_include(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Include(_)) || block.children().into_iter().flatten().any(has_include)
}

struct Expansion<'a> {
    documents: &'a Documents,
    source_of: &'a dyn Fn(&str) -> Lang,
    lang: &'a Lang,
    document: &'a Document,
    problems: &'a mut Vec<Diagnostic>,
}

impl Expansion<'_> {
    fn document(&mut self) -> Document {
        let mut document = self.document.clone();
        let blocks = std::mem::take(&mut document.blocks);
        document.blocks = self.blocks(blocks, &mut document.notes);
        // Levels were checked in the page itself; here only the numbers are new.
        parse::finish_headings(&mut document.blocks, &document.file, &mut Vec::new());
        document
    }

    fn blocks(&mut self, blocks: Vec<Block>, notes: &mut BTreeMap<String, crate::doc::Note>) -> Vec<Block> {
        let mut result = Vec::with_capacity(blocks.len());
        for mut block in blocks {
            if let BlockKind::Include(include) = &block.kind {
                result.extend(self.included(include, notes));
                continue;
            }
            for group in block.children_mut() {
                *group = self.blocks(std::mem::take(group), notes);
            }
            result.push(block);
        }
        result
    }

    fn included(&mut self, include: &Include, notes: &mut BTreeMap<String, crate::doc::Note>) -> Vec<Block> {
        let file = &self.document.file;
        let own = self.documents.get(&(include.page.clone(), self.lang.clone()));
        let original = || self.documents.get(&(include.page.clone(), (self.source_of)(&include.page)));
        let Some(other) = own.or_else(original) else {
            let known = self.documents.keys().map(|(path, _)| path.as_str());
            self.problems.push(problems::include_page_missing(file, include.span, &include.page, known));
            return Vec::new();
        };
        let blocks = match &include.section {
            None => other.blocks.clone(),
            Some(anchor) => section(other, anchor, self.lang).unwrap_or_else(|| {
                self.problems.push(problems::include_section_missing(file, include.span, anchor, &include.page));
                Vec::new()
            }),
        };
        let prefix = format!("{}:", include.page);
        for (label, note) in &other.notes {
            let mut note = note.clone();
            rebase(&mut note.blocks, &other.file, &prefix, include.span);
            notes.insert(format!("{prefix}{label}"), note);
        }
        let mut blocks: Vec<Block> =
            blocks.into_iter().filter(|block| !matches!(block.kind, BlockKind::Include(_))).collect();
        rebase(&mut blocks, &other.file, &prefix, include.span);
        shift(&mut blocks, include.shift);
        blocks
    }
}

/// The blocks below the heading with this anchor, up to the next heading of its level.
fn section(document: &Document, anchor: &str, lang: &Lang) -> Option<Vec<Block>> {
    let level_of = |block: &Block| match &block.kind {
        BlockKind::Heading { level, .. } => Some(*level),
        _ => None,
    };
    let is_start = |block: &Block| match &block.kind {
        BlockKind::Heading { id: Some(id), .. } => id == anchor,
        BlockKind::Heading { content, .. } => lang.slug(&crate::doc::inlines_text(content)) == anchor,
        _ => false,
    };
    let start = document.blocks.iter().position(is_start)?;
    let level = level_of(&document.blocks[start])?;
    let below = &document.blocks[start + 1..];
    let end = below.iter().position(|block| level_of(block).is_some_and(|next| next <= level)).unwrap_or(below.len());
    Some(below[..end].to_vec())
}

/// Makes links count from the top of the language, notes unique, and places
/// those of the directive: positions in another file mean nothing here.
fn rebase(blocks: &mut [Block], file: &VPath, prefix: &str, span: Span) {
    for block in blocks {
        block.span = span;
        match &mut block.kind {
            BlockKind::Heading { id, .. } => *id = None,
            BlockKind::Figure { image, .. } => absolute(&mut image.source, file),
            BlockKind::Chart(chart) => absolute(&mut chart.source, file),
            _ => {}
        }
        for line in block.inlines_mut() {
            rebase_line(line, file, prefix, span);
        }
        block.children_mut().into_iter().for_each(|group| rebase(group, file, prefix, span));
    }
}

fn rebase_line(line: &mut Vec<Inline>, file: &VPath, prefix: &str, span: Span) {
    for inline in line {
        match inline {
            Inline::Link(link) => {
                link.span = span;
                absolute(&mut link.target, file);
            }
            Inline::Image(image) => {
                image.span = span;
                absolute(&mut image.source, file);
            }
            Inline::NoteReference { label, .. } => label.insert_str(0, prefix),
            _ => {}
        }
        if let Some(content) = inline.content_mut() {
            rebase_line(content, file, prefix, span);
        }
    }
}

/// A relative path, counted from the top of the file's language instead.
fn absolute(target: &mut String, file: &VPath) {
    let (path, anchor) = target.split_once('#').map_or((target.as_str(), ""), |(path, anchor)| (path, anchor));
    if path.starts_with('/') || path.contains(':') {
        return;
    }
    let full = if path.is_empty() { Some(file.clone()) } else { file.sibling(path) };
    let below = full.as_ref().and_then(|full| full.below("content")?.split_once('/'));
    let Some((folder, rest)) = below else { return };
    let mut text = if folder == "media" { format!("/media/{rest}") } else { format!("/{rest}") };
    if !anchor.is_empty() {
        text.push('#');
        text.push_str(anchor);
    }
    *target = text;
}

fn shift(blocks: &mut [Block], by: u8) {
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level = (*level + by).min(6);
        }
        block.children_mut().into_iter().for_each(|group| shift(group, by));
    }
}
