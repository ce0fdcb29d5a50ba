//! Straight quotation marks as the printed ones of a language.
//!
//! The typesetter makes them only in its own markup, which no text of an author
//! ever is.

use std::borrow::Cow;

use crate::lang::Lang;

/// The marks of a language: double and single, opening and closing.
fn marks(lang: &Lang) -> [&'static str; 4] {
    match (lang.as_str(), lang.primary()) {
        ("de-CH" | "de-LI", _) => ["«", "»", "‹", "›"],
        (_, "de" | "cs" | "sk" | "sl" | "bg" | "sr" | "hr" | "is") => ["„", "“", "‚", "‘"],
        (_, "pl" | "ro" | "hu") => ["„", "”", "‚", "’"],
        (_, "fr") => ["«\u{a0}", "\u{a0}»", "‹\u{a0}", "\u{a0}›"],
        (_, "ar" | "fa" | "el" | "es" | "it" | "pt" | "ru" | "uk" | "ku") => ["«", "»", "“", "”"],
        _ => ["“", "”", "‘", "’"],
    }
}

/// Running text that is read piece by piece.
#[derive(Clone, Copy, Debug)]
pub struct Quotes {
    before: char,
    single_open: bool,
}

impl Default for Quotes {
    fn default() -> Self {
        Self { before: ' ', single_open: false }
    }
}

impl Quotes {
    /// Something that is no text, such as code, stands before what follows.
    pub fn pass(&mut self, stands_for: char) {
        self.before = stands_for;
    }

    /// `text` with the marks of `lang`.
    pub fn curl<'a>(&mut self, text: &'a str, lang: &Lang) -> Cow<'a, str> {
        if !text.contains(['"', '\'']) {
            self.before = text.chars().next_back().unwrap_or(self.before);
            return Cow::Borrowed(text);
        }
        let [double_open, double_close, single_open, single_close] = marks(lang);
        let mut curled = String::with_capacity(text.len() + 8);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let opens = self.before.is_whitespace()
                || matches!(self.before, '(' | '[' | '{' | '-' | '–' | '—' | '/' | '"' | '\'');
            let in_word = self.before.is_alphanumeric() && letters.peek().is_some_and(|next| next.is_alphanumeric());
            match letter {
                '"' => curled.push_str(if opens { double_open } else { double_close }),
                '\'' if opens => {
                    self.single_open = true;
                    curled.push_str(single_open);
                }
                '\'' if self.single_open && !in_word => {
                    self.single_open = false;
                    curled.push_str(single_close);
                }
                '\'' => curled.push('’'),
                _ => curled.push(letter),
            }
            self.before = letter;
        }
        Cow::Owned(curled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: &str, expected: &str) {
        let text = r#"He said: "it's 'good', isn't it" ("yes")."#;
        let lang = Lang::new(tag).expect("a valid tag");
        assert_eq!(Quotes::default().curl(text, &lang), expected);
    }

    #[test]
    fn marks_follow_the_language() {
        check("en", "He said: “it’s ‘good’, isn’t it” (“yes”).");
        check("tr", "He said: “it’s ‘good’, isn’t it” (“yes”).");
        check("de", "He said: „it’s ‚good‘, isn’t it“ („yes“).");
        check("de-CH", "He said: «it’s ‹good›, isn’t it» («yes»).");
    }

    #[test]
    fn a_mark_after_code_closes() {
        let mut quotes = Quotes::default();
        let lang = Lang::new("en").expect("a valid tag");
        quotes.curl("\"", &lang);
        quotes.pass('x');
        assert_eq!(quotes.curl("\" is code", &lang), "” is code");
    }
}
