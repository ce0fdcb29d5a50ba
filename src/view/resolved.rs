//! All links and files of a page, resolved once.

use std::collections::BTreeMap;

use super::panels::Panels;
use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::{Block, BlockKind, Inline, walk_blocks, walk_inlines};
use crate::lang::Lang;
use crate::site::links::{self, Origin, Target};
use crate::site::media::MediaFile;
use crate::site::{Page, Site, Version};

/// Targets by how they are written.
pub struct Resolved<'a> {
    pub links: BTreeMap<String, Target<'a>>,
    pub media: BTreeMap<String, &'a MediaFile>,
}

/// What the links and pictures in the text and in the panels of a page mean.
///
/// `lang` is the language whose tree links stay in. Problems are those of the
/// version's own text.
pub fn resolve<'a>(
    site: &'a Site,
    page: &'a Page,
    lang: &'a Lang,
    version: &'a Version,
    panels: &Panels,
) -> Checked<Resolved<'a>> {
    let mut problems = Vec::new();
    let mut resolved = Resolved { links: BTreeMap::new(), media: BTreeMap::new() };
    let origin = |span: Span| Origin { page, lang, file: &version.file, span };
    // Only what the readers of this site see: an e-book packs every picture that is named here.
    let all = site.config.audience.is_trainer();
    for link in &version.summary.links {
        let (target, problem) = links::resolve(site, origin(link.span), &link.target);
        problems.extend(problem);
        resolved.add(&link.target, target.filter(|_| all || !link.trainer));
    }
    for image in &version.summary.images {
        match links::media(site, origin(image.span), &image.source) {
            Ok(file) if all || !image.trainer => {
                resolved.media.insert(image.source.clone(), file);
            }
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
    }
    for target in written_in(&panels.lead).into_iter().chain(written_in(&panels.tail)) {
        // What fields and data files name is checked where it stands.
        let (found, _) = links::resolve(site, origin(Span::default()), target);
        resolved.add(target, found);
    }
    for source in pictures_in(&panels.lead).into_iter().chain(pictures_in(&panels.tail)) {
        if let Ok(file) = links::media(site, origin(Span::default()), source) {
            resolved.media.insert(source.to_string(), file);
        }
    }
    keep_first(&mut problems);
    Checked::new(resolved, problems)
}

impl<'a> Resolved<'a> {
    fn add(&mut self, written: &str, target: Option<Target<'a>>) {
        if let Some(target) = target {
            self.links.insert(written.to_string(), target);
        }
    }
}

fn written_in(blocks: &[Block]) -> Vec<&str> {
    let mut targets = Vec::new();
    walk_inlines(blocks, &mut |inline| {
        if let Inline::Link(link) = inline {
            targets.push(link.target.as_str());
        }
    });
    targets
}

fn pictures_in(blocks: &[Block]) -> Vec<&str> {
    let mut sources = Vec::new();
    walk_blocks(blocks, &mut |block| {
        if let BlockKind::Figure { image, .. } = &block.kind {
            sources.push(image.source.as_str());
        }
    });
    walk_inlines(blocks, &mut |inline| {
        if let Inline::Image(image) = inline {
            sources.push(image.source.as_str());
        }
    });
    sources
}

/// The same mistake at the same place is said once.
fn keep_first(problems: &mut Vec<Diagnostic>) {
    problems.sort();
    problems.dedup();
}
