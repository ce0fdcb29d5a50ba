//! The booklet: laid-out pages imposed on sheets, ready to be printed on both
//! sides, folded and stitched.
//!
//! In come the pages that the typesetter made; out go sheets with two of them
//! side by side, in the order in which a folded sheet needs them. Nothing is
//! typeset again. Links and structure are dropped: paper has neither.

use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Sides, Size, Transform};
use typst::model::Document;
use typst::visualize::{Color, Curve, FixedStroke, Geometry, Paint};
use typst_layout::{Page, PagedDocument};

use super::Imposition;

/// Books up to this length are stitched in one go; longer ones would not close.
const ONE_SIGNATURE: usize = 80;
/// What a sheet of office paper is thick: inner pages move towards the fold by it.
const CREEP: f64 = 0.1;
/// Length of a crop mark, and its distance from what may still be printed on.
const MARK: f64 = 5.0;
const MARK_GAP: f64 = 1.0;
/// One millimetre in points.
pub const POINTS: f64 = 72.0 / 25.4;

/// One side of a sheet: the places of the pages at the left and at the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    pub left: Option<usize>,
    pub right: Option<usize>,
    /// How many sheets lie around this one.
    pub inside: usize,
}

/// `document` on sheets of twice the size.
pub fn booklet(document: &PagedDocument, imposition: &Imposition) -> PagedDocument {
    let sides = sides(document.pages().len(), imposition);
    let pages = sides.into_iter().filter_map(|side| sheet(document.pages(), side, imposition));
    PagedDocument::new(pages.collect(), document.info().clone())
}

/// The sides of all sheets in the order of printing: front, back, front …
///
/// What is missing to a multiple of four is blank at the end of the book.
pub fn sides(pages: usize, imposition: &Imposition) -> Vec<Side> {
    let padded = pages.next_multiple_of(4);
    let signature = match imposition.signature {
        Some(wished) => wished.next_multiple_of(4).max(4),
        None if padded <= ONE_SIGNATURE => padded.max(4),
        None => Imposition::LONG_BOOK_SIGNATURE,
    };
    let starts = (0..padded).step_by(signature);
    starts.flat_map(|start| folded(start, signature.min(padded - start), pages, imposition.right_to_left)).collect()
}

/// The sides of one signature that begins at page `start` and has `length` pages.
fn folded(start: usize, length: usize, pages: usize, right_to_left: bool) -> Vec<Side> {
    let page = |index: usize| Some(start + index).filter(|page| *page < pages);
    let side = |inside: usize, left: usize, right: usize| {
        let (left, right) = if right_to_left { (right, left) } else { (left, right) };
        Side { left: page(left), right: page(right), inside }
    };
    let sheet = |inside: usize| {
        let (first, last) = (2 * inside, length - 1 - 2 * inside);
        [side(inside, last, first), side(inside, first + 1, last - 1)]
    };
    (0..length / 4).flat_map(sheet).collect()
}

/// One side as a page: its frame is the trimmed sheet, its bleed all around it.
fn sheet(pages: &[Page], side: Side, imposition: &Imposition) -> Option<Page> {
    let model = pages.first()?;
    let size = model.frame.size();
    let mut frame = Frame::hard(Size::new(2.0 * size.x, size.y));
    for (page, half) in [(side.left, Half::Left), (side.right, Half::Right)] {
        if let Some(page) = page.and_then(|index| pages.get(index)) {
            half.place(&mut frame, page, millimetres(side.inside as f64 * CREEP), millimetres(imposition.bleed));
        }
    }
    if imposition.crop_marks {
        marks(&mut frame, imposition.bleed);
    }
    let bleed = surroundings(frame.width(), imposition);
    Some(Page { frame, bleed, numbering: None, number: 1, ..model.clone() })
}

/// What the sheet is larger than its two pages.
fn surroundings(width: Abs, imposition: &Imposition) -> Sides<Abs> {
    if imposition.crop_marks {
        return Sides::splat(millimetres(imposition.bleed + 2.0 * MARK_GAP + MARK));
    }
    if imposition.bleed > 0.0 {
        return Sides::splat(millimetres(imposition.bleed));
    }
    // Two A5 pages are a millimetre narrower than an A4 sheet.
    let spare = (millimetres(imposition.sheet_width) - width).max(Abs::zero()) / 2.0;
    Sides::new(spare, Abs::zero(), spare, Abs::zero())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Left,
    Right,
}

impl Half {
    /// Puts `page` on this half of `sheet`, moved towards the fold by `creep`.
    fn place(self, sheet: &mut Frame, page: &Page, creep: Abs, bleed: Abs) {
        let size = Size::new(sheet.width() / 2.0, sheet.height());
        let (from, to, offset) = match self {
            Self::Left => (-bleed - creep, size.x - creep, creep),
            Self::Right => (creep, size.x + bleed + creep, size.x - creep),
        };
        let mut frame = upright(plain(&page.frame), size);
        let ground = page.fill.clone().custom().flatten();
        if let Some(paint) = ground {
            let area = Size::new(size.x + 2.0 * bleed, size.y + 2.0 * bleed);
            let shape = Geometry::Rect(area).filled(paint);
            frame.prepend(Point::new(-bleed, -bleed), FrameItem::Shape(shape, typst::syntax::Span::detached()));
        }
        let group = GroupItem {
            transform: Transform::translate(offset, Abs::zero()),
            clip: Some(rectangle(Point::new(from, -bleed), Point::new(to, size.y + bleed))),
            ..GroupItem::new(frame)
        };
        sheet.push(Point::zero(), FrameItem::Group(group));
    }
}

/// A page that was turned for a wide table, turned back to stand on its sheet.
fn upright(frame: Frame, size: Size) -> Frame {
    let turned = frame.width() > frame.height() && size.x < size.y;
    if !turned {
        return frame;
    }
    let (none, one) = (Ratio::zero(), Ratio::one());
    let quarter = Transform { sx: none, ky: -one, kx: one, sy: none, tx: Abs::zero(), ty: frame.width() };
    let mut upright = Frame::hard(size);
    upright.push(Point::zero(), FrameItem::Group(GroupItem { transform: quarter, ..GroupItem::new(frame) }));
    upright
}

/// `frame` without what only a screen can use.
fn plain(frame: &Frame) -> Frame {
    let mut frame = frame.clone();
    frame.retain(|item| match item {
        FrameItem::Group(group) => {
            group.frame = plain(&group.frame);
            group.parent = None;
            true
        }
        FrameItem::Link(..) | FrameItem::Tag(_) => false,
        FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) => true,
    });
    frame
}

fn rectangle(from: Point, to: Point) -> Curve {
    let mut curve = Curve::new();
    curve.move_(from);
    curve.line(Point::new(to.x, from.y));
    curve.line(to);
    curve.line(Point::new(from.x, to.y));
    curve.close();
    curve
}

/// Where to cut, at the corners, and where to fold, in the middle.
fn marks(sheet: &mut Frame, bleed: f64) {
    let (near, length) = (millimetres(bleed + MARK_GAP), millimetres(MARK));
    let (width, height) = (sheet.width(), sheet.height());
    let (above, below) = (-near - length, height + near);
    for x in [Abs::zero(), width / 2.0, width] {
        mark(sheet, Point::new(x, above), Point::with_y(length));
        mark(sheet, Point::new(x, below), Point::with_y(length));
    }
    for y in [Abs::zero(), height] {
        mark(sheet, Point::new(-near - length, y), Point::with_x(length));
        mark(sheet, Point::new(width + near, y), Point::with_x(length));
    }
}

fn mark(sheet: &mut Frame, from: Point, along: Point) {
    let stroke = FixedStroke::from_pair(Paint::Solid(Color::BLACK), Abs::pt(0.25));
    let shape = Geometry::Line(along).stroked(stroke);
    sheet.push(from, FrameItem::Shape(shape, typst::syntax::Span::detached()));
}

fn millimetres(value: f64) -> Abs {
    Abs::pt(value * POINTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pages: usize, signature: Option<usize>, right_to_left: bool, expected: &str) {
        let imposition = Imposition { signature, right_to_left, ..Imposition::default() };
        let number = |page: Option<usize>| page.map_or("-".to_string(), |page| (page + 1).to_string());
        let sides: Vec<String> =
            sides(pages, &imposition).iter().map(|side| number(side.left) + "|" + &number(side.right)).collect();
        assert_eq!(sides.join(" "), expected);
    }

    #[test]
    fn a_folded_sheet_reads_in_order() {
        check(4, None, false, "4|1 2|3");
        check(8, None, false, "8|1 2|7 6|3 4|5");
    }

    #[test]
    fn what_is_missing_to_a_multiple_of_four_is_blank() {
        check(5, None, false, "-|1 2|- -|3 4|5");
        check(1, None, false, "-|1 -|-");
    }

    #[test]
    fn a_book_that_reads_from_the_right_is_folded_the_other_way() {
        check(4, None, true, "1|4 3|2");
    }

    #[test]
    fn signatures_are_folded_one_by_one() {
        check(12, Some(8), false, "8|1 2|7 6|3 4|5 12|9 10|11");
    }

    #[test]
    fn a_long_book_is_bound_from_several_signatures() {
        let sides = |pages| super::sides(pages, &Imposition::default());
        assert_eq!(sides(80)[0], Side { left: Some(79), right: Some(0), inside: 0 });
        assert_eq!(sides(81)[0], Side { left: Some(31), right: Some(0), inside: 0 });
        for pages in 1..200 {
            let mut printed: Vec<usize> =
                sides(pages).iter().flat_map(|side| [side.left, side.right]).flatten().collect();
            printed.sort_unstable();
            assert_eq!(printed, (0..pages).collect::<Vec<_>>(), "each of {pages} pages is printed once");
        }
    }
}
