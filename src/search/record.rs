//! A page as search sees it: the text of each section, without markup and
//! without what trainers alone may read.

use super::{Page, Section};
use crate::doc::{Block, BlockKind, Document, PanelKind, inlines_text};
use crate::reserve::{trim, trim_text};
use crate::view::PageView;

/// What a home page counts: it names everything and explains nothing.
const HOME_BOOST: f64 = 0.6;

/// The record of a page at `url`.
pub fn record(view: &PageView, document: &Document, url: &str) -> Page {
    let mut sections = vec![Section { anchor: None, heading: String::new(), text: view.description.clone() }];
    let content = &view.content;
    for blocks in [&content.lead, &document.blocks, &content.tail] {
        collect(blocks, &content.anchors, &mut sections);
    }
    // The texts of all pages are in memory until the index is made.
    sections.iter_mut().for_each(|section| trim_text(&mut section.text));
    trim(&mut sections);
    let usual = if view.breadcrumbs.is_empty() { HOME_BOOST } else { 1.0 };
    Page {
        url: url.to_string(),
        title: view.title.clone(),
        breadcrumbs: view.breadcrumbs.iter().skip(1).map(|link| link.title.clone()).collect(),
        kind: view.kind.name().to_string(),
        topics: view.topics.iter().map(|label| label.text.clone()).collect(),
        synonyms: content.search.synonyms.clone(),
        boost: content.search.boost.unwrap_or(usual),
        sections,
    }
}

/// Appends the words of `blocks` to the last section; a heading begins a new one.
fn collect(blocks: &[Block], anchors: &[String], sections: &mut Vec<Section>) {
    for block in blocks {
        match &block.kind {
            // Titles of other pages would find this one instead of them.
            BlockKind::Trainer(_) | BlockKind::Panel { kind: PanelKind::Related, .. } => continue,
            BlockKind::Heading { ordinal, content, .. } => {
                let anchor = anchors.get(*ordinal).cloned();
                sections.push(Section { anchor, heading: inlines_text(content), text: String::new() });
                continue;
            }
            BlockKind::Panel { id, title, .. } => {
                sections.push(Section { anchor: Some(id.clone()), heading: title.clone(), text: String::new() });
            }
            BlockKind::DefinitionList(definitions) if definitions.iter().any(|entry| entry.id.is_some()) => {
                entries(definitions, sections);
                continue;
            }
            _ => append(block.titles(), sections),
        }
        let lines: Vec<String> = block.inlines().into_iter().map(|line| inlines_text(line)).collect();
        append(lines.iter().map(String::as_str), sections);
        block.children().into_iter().for_each(|group| collect(group, anchors, sections));
    }
}

/// Entries that have an anchor of their own are found by it.
fn entries(definitions: &[crate::doc::Definition], sections: &mut Vec<Section>) {
    for entry in definitions {
        let text = entry.descriptions.iter().map(|blocks| crate::doc::plain_text(blocks)).collect::<Vec<_>>().join(" ");
        sections.push(Section { anchor: entry.id.clone(), heading: inlines_text(&entry.term), text });
    }
}

fn append<'a>(lines: impl IntoIterator<Item = &'a str>, sections: &mut [Section]) {
    let Some(section) = sections.last_mut() else { return };
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !section.text.is_empty() {
            section.text.push('\n');
        }
        section.text.push_str(line);
    }
}
