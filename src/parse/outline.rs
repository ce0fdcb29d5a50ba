//! The outline of a page: headings numbered, and without gaps below the title.

use crate::diag::{Diagnostic, Span};
use crate::doc::{Block, BlockKind};
use crate::path::VPath;
use crate::problems;

/// Numbers the headings and keeps their levels an outline without gaps below the title.
pub fn finish_headings(blocks: &mut [Block], file: &VPath, problems: &mut Vec<Diagnostic>) {
    let mut outline = Outline { file, next: 0, last_level: 1, problems };
    outline.number(blocks);
}

struct Outline<'a> {
    file: &'a VPath,
    next: usize,
    last_level: u8,
    problems: &'a mut Vec<Diagnostic>,
}

impl Outline<'_> {
    fn number(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            let span = block.span;
            if let BlockKind::Heading { level, ordinal, .. } = &mut block.kind {
                *ordinal = self.next;
                self.next += 1;
                *level = self.level(*level, span);
            }
            block.children_mut().into_iter().for_each(|group| self.number(group));
        }
    }

    fn level(&mut self, written: u8, span: Span) -> u8 {
        if written == 1 {
            self.problems.push(problems::heading_level_one(self.file, span));
        }
        let wanted = written.max(2);
        let level = wanted.min(self.last_level + 1);
        if level < wanted {
            self.problems.push(problems::heading_level_skipped(self.file, span, wanted, level));
        }
        self.last_level = level;
        level
    }
}
