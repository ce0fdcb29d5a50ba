//! For whom a site is made, and what of a document participants must not get.

use super::{Block, BlockKind, Document, Summary};

/// The readers of one output of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Everybody: no notes for trainers, no keys of quizzes as a file of their own.
    #[default]
    Participant,
    /// Those who hold the course: everything.
    Trainer,
}

impl Audience {
    pub fn is_trainer(self) -> bool {
        self == Self::Trainer
    }

    /// Labels of the footnotes that this audience meets, in the order of their numbers.
    pub fn notes(self, summary: &Summary) -> &[String] {
        match self {
            Self::Participant => &summary.notes,
            Self::Trainer => &summary.trainer_notes,
        }
    }
}

/// `document` without its trainer blocks and the footnotes that only they refer to;
/// none if it has no trainer block.
///
/// Done before any writer sees the document, so that none of them can let a
/// note slip. Headings keep their ordinals, and so their anchors.
pub fn for_participants(document: &Document, summary: &Summary) -> Option<Document> {
    let in_notes = document.notes.values().any(|note| has_trainer(&note.blocks));
    if !has_trainer(&document.blocks) && !in_notes {
        return None;
    }
    let mut stripped = document.clone();
    strip_trainer(&mut stripped.blocks);
    stripped.notes.retain(|label, _| summary.notes.contains(label));
    stripped.notes.values_mut().for_each(|note| strip_trainer(&mut note.blocks));
    Some(stripped)
}

fn has_trainer(blocks: &[Block]) -> bool {
    blocks
        .iter()
        .any(|block| matches!(block.kind, BlockKind::Trainer(_)) || block.children().into_iter().any(has_trainer))
}

/// Takes the trainer blocks out, also those inside of others.
pub fn strip_trainer(blocks: &mut Vec<Block>) {
    blocks.retain(|block| !matches!(block.kind, BlockKind::Trainer(_)));
    for block in blocks {
        block.children_mut().into_iter().for_each(strip_trainer);
    }
}
