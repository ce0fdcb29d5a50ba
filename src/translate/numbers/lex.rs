//! Text to tokens: runs of digits, runs of letters, single signs.

use unicode_normalization::char::is_combining_mark;

use crate::lang::Lang;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Digits,
    Word,
    Sign,
}

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    None,
    /// One space, of whatever width.
    Space,
    Wide,
}

pub struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
    /// Digits in ASCII, words in small letters.
    pub plain: String,
    pub start: usize,
    pub gap: Gap,
}

impl Token<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

pub fn tokens<'t>(text: &'t str, lang: &Lang) -> Vec<Token<'t>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        if first.is_whitespace() {
            start += first.len_utf8();
            continue;
        }
        let kind = kind(first);
        let length = match kind {
            Kind::Sign => first.len_utf8(),
            _ => text[start..].find(|c| self::kind(c) != kind).unwrap_or(text.len() - start),
        };
        let run = &text[start..start + length];
        let plain = match kind {
            Kind::Digits => run.chars().filter_map(ascii_digit).collect(),
            Kind::Word => lang.lowercase(run),
            Kind::Sign => run.to_string(),
        };
        let gap = gap(&text[tokens.last().map_or(0, Token::end)..start]);
        tokens.push(Token { kind, text: run, plain, start, gap });
        start += length;
    }
    tokens
}

fn kind(c: char) -> Kind {
    match c {
        _ if ascii_digit(c).is_some() => Kind::Digits,
        _ if c.is_alphabetic() || is_combining_mark(c) => Kind::Word,
        _ => Kind::Sign,
    }
}

fn gap(between: &str) -> Gap {
    let mut spaces = between.chars();
    match (spaces.next(), spaces.next()) {
        (None, _) => Gap::None,
        (Some(space), None) if space != '\n' => Gap::Space,
        _ => Gap::Wide,
    }
}

/// The digit in ASCII, also of the Arabic, Persian and Devanagari digits.
fn ascii_digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => c as u32 - 0x660,
        '\u{6f0}'..='\u{6f9}' => c as u32 - 0x6f0,
        '\u{966}'..='\u{96f}' => c as u32 - 0x966,
        _ => return None,
    };
    char::from_digit(value, 10)
}
