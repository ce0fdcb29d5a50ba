//! Rules that an author has silenced at one place, with a reason.
//!
//! `<!-- kopru-ignore number-differs: the law counts otherwise here -->` stands
//! before the block it is meant for; the field `ignore` counts for the page.
//! A mute without a reason, of an unknown rule or of nothing is a problem itself.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Span};
use crate::doc::{Block, BlockKind, Document, walk_blocks};
use crate::path::VPath;
use crate::problems;

/// The rules that may be muted: those that compare languages.
pub const MUTABLE: &[&str] = &[
    "code-differs",
    "headings-differ",
    "image-differs",
    "link-differs",
    "list-differs",
    "note-differs",
    "number-differs",
    "quiz-count-differs",
    "structure-differs",
    "table-differs",
    "term-avoided",
    "term-missing",
    "text-untranslated",
];

const OPENING: &str = "<!-- kopru-ignore";

/// One rule that is silent at one place.
#[derive(Debug, PartialEq)]
pub struct Mute {
    pub code: &'static str,
    /// Where it is written.
    pub span: Span,
    /// Where it counts.
    pub covers: Span,
}

/// The mutes of one page.
pub fn mutes(text: &str, document: &Document, problems: &mut Vec<Diagnostic>) -> Vec<Mute> {
    let mut mutes = Vec::new();
    let whole = Span::new(0, text.len());
    for (code, entry) in document.fields.record("ignore").into_iter().flat_map(|record| &record.fields) {
        let reason = entry.as_str().unwrap_or_default();
        mutes.extend(mute(&document.file, code, reason, (entry.span, whole), problems));
    }
    for (at, _) in text.match_indices(OPENING) {
        let Some(length) = text[at..].find("-->") else { continue };
        let span = Span::new(at, at + length + 3);
        if is_code(text, at, document) {
            continue;
        }
        let inside = &text[at + OPENING.len()..at + length];
        let (codes, reason) = inside.split_once(':').unwrap_or((inside, ""));
        let places = (span, covered(document, span));
        for code in codes.split(',').map(str::trim) {
            mutes.extend(mute(&document.file, code, reason, places, problems));
        }
    }
    mutes
}

fn mute(
    file: &VPath,
    code: &str,
    reason: &str,
    (span, covers): (Span, Span),
    problems: &mut Vec<Diagnostic>,
) -> Option<Mute> {
    let Some(code) = MUTABLE.iter().find(|known| **known == code) else {
        problems.push(problems::mute_unknown(file, span, code, MUTABLE.iter().copied()));
        return None;
    };
    if reason.trim().is_empty() {
        problems.push(problems::mute_without_reason(file, span, code));
        return None;
    }
    Some(Mute { code, span, covers })
}

/// Whether the text at `at` is shown as code.
fn is_code(text: &str, at: usize, document: &Document) -> bool {
    let mut inside = text[..at].ends_with('`');
    let holds = |block: &Block| (block.span.start as usize..block.span.end as usize).contains(&at);
    walk_blocks(&document.blocks, &mut |block| {
        inside |= matches!(block.kind, BlockKind::Code { .. }) && holds(block);
    });
    inside
}

/// The block that a comment stands in the text of, or else the next one.
fn covered(document: &Document, comment: Span) -> Span {
    let (mut around, mut next): (Option<Span>, Option<Span>) = (None, None);
    let notes = document.notes.values().map(|note| &note.blocks);
    for blocks in std::iter::once(&document.blocks).chain(notes) {
        walk_blocks(blocks, &mut |block| {
            let span = block.span;
            let is_text = matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. });
            if is_text && span.start <= comment.start && comment.end <= span.end {
                around = Some(span);
            }
            if span.start >= comment.end && next.is_none_or(|next| span.start < next.start) {
                next = Some(span);
            }
        });
    }
    around.or(next).unwrap_or(comment)
}

/// Removes what is muted from `problems`; returns how often by rule. Mutes
/// that silence nothing become problems.
pub fn apply(problems: &mut Vec<Diagnostic>, mutes: &BTreeMap<VPath, Vec<Mute>>) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut used: BTreeMap<&VPath, Vec<Span>> = BTreeMap::new();
    problems.retain(|problem| {
        let Some((file, own)) = mutes.get_key_value(&problem.file) else { return true };
        let covers = |mute: &&Mute| {
            let at = problem.span.start;
            mute.code == problem.code && mute.covers.start <= at && at < mute.covers.end.max(mute.covers.start + 1)
        };
        let Some(mute) = own.iter().find(covers) else { return true };
        used.entry(file).or_default().push(mute.span);
        *counts.entry(mute.code).or_default() += 1;
        false
    });
    for (file, own) in mutes {
        let is_used = |mute: &&Mute| used.get(file).is_some_and(|used| used.contains(&mute.span));
        let idle = own.iter().filter(|mute| !is_used(mute));
        problems.extend(idle.map(|mute| problems::mute_unused(file, mute.span, mute.code)));
    }
    counts
}
