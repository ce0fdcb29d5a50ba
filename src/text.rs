//! Characters that no reader can see and no output may hold.

use std::borrow::Cow;

/// Control characters (except tab and ends of line), byte order marks and
/// non-characters. PDF/UA and XML forbid them.
pub fn is_unprintable(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}') || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// `text` without them.
pub fn printable(text: &str) -> Cow<'_, str> {
    match text.contains(is_unprintable) {
        false => Cow::Borrowed(text),
        true => Cow::Owned(text.replace(is_unprintable, "")),
    }
}

/// `text` with invisible characters of the same length in bytes in their place,
/// so that places stay true.
pub fn blanked(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        clean.push(match (is_unprintable(c), c.len_utf8()) {
            (false, _) => c,
            (true, 1) => ' ',
            (true, 2) => '\u{a0}',
            (true, _) => '\u{200b}',
        });
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_goes_and_bytes_stay_in_place() {
        assert_eq!(printable("a\u{0}b\u{feff}\n\tç"), "ab\n\tç");
        assert_eq!(blanked("a\u{7}\u{85}\u{feff}ç"), "a \u{a0}\u{200b}ç");
    }
}
