//! Inline codes: what a translator must keep but not translate.
//!
//! In comes the slice of a unit, out come its pieces in order: words, codes that
//! stand alone and codes that open and close. Joined, they are the slice again.

use std::collections::BTreeMap;

use super::unit::UnitKind;

/// A piece of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    Words(&'t str),
    /// Code, a footnote, a tag, the bar between two cells.
    Alone(&'t str),
    Open(&'t str),
    Close(&'t str),
}

impl<'t> Piece<'t> {
    pub fn text(&self) -> &'t str {
        match self {
            Self::Words(text) | Self::Alone(text) | Self::Open(text) | Self::Close(text) => text,
        }
    }
}

/// The pieces of `slice`, a unit of this kind; openings and closings are in pairs.
pub fn pieces(slice: &str, kind: UnitKind) -> Vec<Piece<'_>> {
    if kind == UnitKind::Code {
        return vec![Piece::Words(slice)];
    }
    let mut scanner = Scanner { text: slice, kind, at: 0, words: 0, pieces: Vec::new(), open: Vec::new() };
    scanner.heading_marks();
    while scanner.at < slice.len() {
        scanner.step();
    }
    scanner.flush(slice.len());
    for (index, _) in std::mem::take(&mut scanner.open) {
        // What never closes is no code.
        scanner.pieces[index] = Piece::Words(scanner.pieces[index].text());
    }
    scanner.pieces
}

/// How often each code stands in `slice`.
pub fn counts(slice: &str, kind: UnitKind) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for piece in pieces(slice, kind) {
        let is_code = !matches!(piece, Piece::Words(_));
        if is_code && !piece.text().starts_with('\n') {
            *counts.entry(piece.text().trim().to_string()).or_default() += 1;
        }
    }
    counts
}

struct Scanner<'t> {
    text: &'t str,
    kind: UnitKind,
    at: usize,
    /// Where the words that are not yet a piece begin.
    words: usize,
    pieces: Vec<Piece<'t>>,
    /// Openings without their closing: the piece, and what closes it.
    open: Vec<(usize, Closing<'t>)>,
}

/// What ends an opening.
#[derive(Clone, Copy, PartialEq)]
enum Closing<'t> {
    /// The same sign again.
    Sign(&'t str),
    /// The end of a link, at this place.
    Link(usize, usize),
}

impl<'t> Scanner<'t> {
    /// The `##` before a heading.
    fn heading_marks(&mut self) {
        let marks = self.text.len() - self.text.trim_start_matches('#').len();
        if self.kind == UnitKind::Heading && marks > 0 {
            let spaces = self.text[marks..].len() - self.text[marks..].trim_start_matches(' ').len();
            self.alone(marks + spaces);
        }
    }

    fn step(&mut self) {
        let rest = &self.text[self.at..];
        if let Some((index, Closing::Link(_, end))) = self.link_end() {
            return self.close(index, end - self.at);
        }
        let escaped = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
        let length = match rest.as_bytes()[0] {
            b'\\' => return self.at += 1 + escaped.map_or(0, char::len_utf8),
            b'`' => code_span(rest),
            b'\n' => line_start(rest),
            b'<' => tag(rest),
            b'|' if self.kind == UnitKind::TableRow => Some(1),
            b'{' if self.kind == UnitKind::Heading && rest.trim_end().ends_with('}') => Some(rest.len()),
            b'[' if rest.starts_with("[^") => rest.find(']').map(|end| end + 1),
            b'[' | b'!' => return self.link(),
            b'*' | b'_' | b'~' => return self.emphasis(),
            _ => return self.at += rest.chars().next().map_or(1, char::len_utf8),
        };
        match length {
            Some(length) => self.alone(length),
            None => self.at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }

    /// The words so far, up to `end`, become a piece.
    fn flush(&mut self, end: usize) {
        if self.words < end {
            self.pieces.push(Piece::Words(&self.text[self.words..end]));
        }
        self.words = end;
    }

    fn take(&mut self, length: usize) -> &'t str {
        self.flush(self.at);
        let slice = &self.text[self.at..self.at + length];
        self.at += length;
        self.words = self.at;
        slice
    }

    fn alone(&mut self, length: usize) {
        let slice = self.take(length);
        self.pieces.push(Piece::Alone(slice));
    }

    fn open(&mut self, length: usize, closing: Closing<'t>) {
        let slice = self.take(length);
        self.open.push((self.pieces.len(), closing));
        self.pieces.push(Piece::Open(slice));
    }

    /// Closes what opened at piece `index`; what opened since then stays open for ever.
    fn close(&mut self, index: usize, length: usize) {
        let slice = self.take(length);
        while let Some((piece, _)) = self.open.pop() {
            if piece == index {
                break;
            }
            self.pieces[piece] = Piece::Words(self.pieces[piece].text());
        }
        self.pieces.push(Piece::Close(slice));
    }

    /// The link whose words end here.
    fn link_end(&self) -> Option<(usize, Closing<'t>)> {
        self.open.iter().rev().find(|(_, closing)| matches!(closing, Closing::Link(at, _) if *at == self.at)).copied()
    }

    /// `[words](target)`, `[words][name]` or the same as a picture.
    fn link(&mut self) {
        let rest = &self.text[self.at..];
        let mark = if rest.starts_with("![") { 2 } else { 1 };
        let found = rest.starts_with(['[']) || mark == 2;
        let words_end = found.then(|| matching(&rest[mark - 1..], '[', ']')).flatten().map(|end| end + mark - 1);
        let target = words_end.and_then(|end| {
            let behind = &rest[end + 1..];
            let length = match behind.chars().next()? {
                '(' => matching(behind, '(', ')')?,
                '[' => matching(behind, '[', ']')?,
                _ => return None,
            };
            Some(end + 1 + length + 1)
        });
        match (words_end, target) {
            (Some(words), Some(end)) => self.open(mark, Closing::Link(self.at + words, self.at + end)),
            _ => self.at += 1,
        }
    }

    /// A run of `*`, `_` or `~~` that opens or closes.
    fn emphasis(&mut self) {
        let rest = &self.text[self.at..];
        let sign = rest.chars().next().unwrap_or('*');
        let length = rest.len() - rest.trim_start_matches(sign).len();
        let run = &rest[..length];
        let before = self.text[..self.at].chars().next_back();
        let after = rest[length..].chars().next();
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = sign == '_' && word(before) && word(after);
        let lone_tilde = sign == '~' && length != 2;
        let opened = self.open.iter().rev().find(|(_, closing)| *closing == Closing::Sign(run)).copied();
        match opened {
            _ if inside || lone_tilde || length > 3 => self.at += length,
            Some((index, _)) if !space(before) && self.may_close(index) => self.close(index, length),
            _ if !space(after) => self.open(length, Closing::Sign(run)),
            _ => self.at += length,
        }
    }

    /// Whether no link began between the opening and here: signs do not cross its bounds.
    fn may_close(&self, index: usize) -> bool {
        !self.open.iter().any(|(piece, closing)| *piece > index && matches!(closing, Closing::Link(..)))
    }
}

/// The place of the bracket that closes the first one.
fn matching(text: &str, open: char, close: char) -> Option<usize> {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == open => depth += 1,
            _ if c == close && depth == 1 => return Some(at),
            _ if c == close => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn code_span(rest: &str) -> Option<usize> {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let mut from = ticks;
    while let Some(at) = rest[from..].find('`') {
        let start = from + at;
        let run = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        if run == ticks {
            return Some(start + run);
        }
        from = start + run;
    }
    None
}

/// An end of line with what a quotation or list puts before the next line.
fn line_start(rest: &str) -> Option<usize> {
    let behind = rest[1..].trim_start_matches([' ', '\t', '>']);
    let length = rest.len() - behind.len();
    (length > 1).then_some(length)
}

fn tag(rest: &str) -> Option<usize> {
    let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    rest.find('>').filter(|_| is_tag).map(|end| end + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(slice: &str, kind: UnitKind) -> String {
        let show = |piece: &Piece| match piece {
            Piece::Words(text) => text.to_string(),
            Piece::Alone(text) => format!("⟨{text}⟩"),
            Piece::Open(text) => format!("⟪{text}|"),
            Piece::Close(text) => format!("|{text}⟫"),
        };
        pieces(slice, kind).iter().map(show).collect()
    }

    #[test]
    fn codes_are_told_from_words() {
        let check = |slice: &str| shown(slice, UnitKind::Paragraph);
        assert_eq!(check("**a** _b_ ~~c~~"), "⟪**|a|**⟫ ⟪_|b|_⟫ ⟪~~|c|~~⟫");
        assert_eq!(check("[a *b*](c_(d).md)[^1]"), "⟪[|a ⟪*|b|*⟫|](c_(d).md)⟫⟨[^1]⟩");
        assert_eq!(check("![a](b.svg) `x*y` <br>"), "⟪![|a|](b.svg)⟫ ⟨`x*y`⟩ ⟨<br>⟩");
        assert_eq!(check("2 * 3 \\*a\\* snake_case [x]"), "2 * 3 \\*a\\* snake_case [x]");
        assert_eq!(check("a\n> b"), "a⟨\n> ⟩b");
        assert_eq!(check("*a [b* c](d)"), "*a ⟪[|b* c|](d)⟫");
        assert_eq!(shown("## A {#b}", UnitKind::Heading), "⟨## ⟩A ⟨{#b}⟩");
        assert_eq!(shown("| a | b |", UnitKind::TableRow), "⟨|⟩ a ⟨|⟩ b ⟨|⟩");
    }

    const SIGNS: &[&str] = &[
        "*", "**", "_", "~~", "`", "``", "[", "](", "]", ")", "(", "![", "[^1]", "<b>", "<", ">", "\\", "\n", "> ",
        "|", "{#x}", "# ", "a", "ç", " ", "😀",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn pieces_joined_are_the_slice_and_pairs_nest(signs in prop::collection::vec(prop::sample::select(SIGNS), 0..25)) {
            let slice = signs.concat();
            for kind in [UnitKind::Paragraph, UnitKind::Heading, UnitKind::TableRow, UnitKind::Code] {
                let pieces = pieces(&slice, kind);
                let joined: String = pieces.iter().map(Piece::text).collect();
                prop_assert_eq!(&joined, &slice);
                let mut depth = 0_i32;
                for piece in &pieces {
                    depth += match piece { Piece::Open(_) => 1, Piece::Close(_) => -1, _ => 0 };
                    prop_assert!(depth >= 0, "{:?}", pieces);
                }
                prop_assert_eq!(depth, 0);
            }
        }
    }
}
