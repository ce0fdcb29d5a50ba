//! The overflow gate: reads the laid-out pages as a proofreader would.
//!
//! Typst does not say when a word runs out of the text block, or when the
//! columns of a table collapse and letters lie over each other. Both are found
//! here, in the positions of the printed words, and reported at the author's
//! block, whose place the templates leave in the pages as a mark.

use typst::foundations::{Content, Value};
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point};

use super::Book;
use crate::diag::{Diagnostic, Span};
use crate::path::VPath;
use crate::problems;

/// Punctuation may hang into the margin this far.
const OVERHANG: f64 = 3.5;
/// Letters lean over their neighbours this far without harm.
const LEAN: f64 = 1.5;

/// What runs out of the text block or lies over other words on `pages`.
pub fn inspect<'a>(pages: impl Iterator<Item = (&'a Frame, u64)>, book: &Book) -> Vec<Diagnostic> {
    let mut gate = Gate { book, here: None, margin: 0.0, problems: Vec::new() };
    for (frame, number) in pages {
        let mut runs = Vec::new();
        gate.frame(frame, Point::zero(), &mut runs);
        gate.page(frame.width().to_pt(), frame.height().to_pt(), &number.to_string(), runs);
    }
    gate.problems
}

/// Adds everything that a page says to `said`, for tests.
#[cfg(test)]
pub fn say(frame: &Frame, said: &mut String) {
    use typst::model::Destination;
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => say(&group.frame, said),
            FrameItem::Text(text) => said.push_str(&text.text),
            FrameItem::Link(Destination::Url(address), _) => said.push_str(address.as_str()),
            FrameItem::Tag(Tag::Start(content, _)) => {
                if let Ok(Value::Str(alt)) = content.get_by_name("alt") {
                    said.push_str(&alt);
                }
            }
            FrameItem::Tag(Tag::End(..)) | FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {}
        }
    }
}

struct Gate<'a> {
    book: &'a Book,
    /// The block whose mark was passed last.
    here: Option<(&'a VPath, Span)>,
    /// Beside the text block, as the templates state it.
    margin: f64,
    problems: Vec<Diagnostic>,
}

/// Words on one baseline, in points from the upper left corner of the page.
struct Run<'a> {
    left: f64,
    right: f64,
    baseline: f64,
    words: String,
    block: Option<(&'a VPath, Span)>,
}

impl Run<'_> {
    /// Baselines that differ by rounding only are one line.
    fn line(&self) -> i64 {
        (self.baseline * 10.0).round() as i64
    }
}

impl<'a> Gate<'a> {
    fn frame(&mut self, frame: &Frame, origin: Point, runs: &mut Vec<Run<'a>>) {
        for (place, item) in frame.items() {
            let place = origin + *place;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    self.frame(&group.frame, place + moved, runs);
                }
                FrameItem::Text(text) if !text.text.trim().is_empty() => {
                    runs.push(self.run(place, text.width(), &text.text));
                }
                FrameItem::Image(_, size, _) => runs.push(self.run(place, size.x, "▣")),
                FrameItem::Tag(Tag::Start(content, _)) => self.mark(content),
                FrameItem::Text(_) | FrameItem::Tag(Tag::End(..)) | FrameItem::Shape(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn run(&self, place: Point, width: Abs, words: &str) -> Run<'a> {
        let left = place.x.to_pt();
        let (right, baseline) = (left + width.to_pt(), place.y.to_pt());
        Run { left, right, baseline, words: words.trim().to_string(), block: self.here }
    }

    /// Reads the marks of the templates: `margin 45.3` and `block 3 120 480`.
    fn mark(&mut self, content: &Content) {
        let Some(Value::Str(mark)) = content.to_packed::<MetadataElem>().map(|metadata| &metadata.value) else {
            return;
        };
        let mut words = mark.as_str().split(' ');
        match words.next() {
            Some("margin") => self.margin = words.next().and_then(|word| word.parse().ok()).unwrap_or(0.0),
            Some("overfull") => {
                let found = self.here.map(|(file, span)| problems::print_overfull_slide(file, span));
                self.problems.extend(found);
            }
            Some("block") => {
                let numbers: Vec<usize> = words.filter_map(|word| word.parse().ok()).collect();
                if let [chapter, start, end] = numbers[..] {
                    let chapter = self.book.chapters.get(chapter);
                    self.here = chapter.map(|chapter| (&chapter.file, Span::new(start, end)));
                }
            }
            _ => {}
        }
    }

    fn page(&mut self, width: f64, height: f64, number: &str, mut runs: Vec<Run<'a>>) {
        // A turned page has other margins; there only the paper's edge counts.
        let margin = if width > height { 0.0 } else { self.margin };
        let (left, right) = (margin - OVERHANG, width - margin + OVERHANG);
        for run in &runs {
            if run.left < left || run.right > right || run.baseline > height {
                self.report(run, |file, span| problems::print_overflow(file, span, number, &run.words));
            }
        }
        runs.sort_by(|a, b| a.line().cmp(&b.line()).then(a.left.total_cmp(&b.left)));
        for pair in runs.windows(2) {
            let [first, second] = pair else { continue };
            if first.line() == second.line() && second.left < first.right - LEAN {
                self.report(second, |file, span| problems::print_overlap(file, span, number, &second.words));
            }
        }
    }

    /// One problem for each block and kind is enough.
    fn report(&mut self, run: &Run<'a>, problem: impl Fn(&VPath, Span) -> Diagnostic) {
        let Some((file, span)) = run.block else { return };
        let problem = problem(file, span);
        let same =
            |other: &Diagnostic| other.code == problem.code && other.file == problem.file && other.span == problem.span;
        if !self.problems.iter().any(same) {
            self.problems.push(problem);
        }
    }
}
