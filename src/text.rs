//! Characters that no reader can see and no output may hold, and words that
//! look like others. The only user of `unicode_security`.

use std::borrow::Cow;

use unicode_security::MixedScript;

/// Control characters (except tab and ends of line), byte order marks and
/// non-characters, which PDF/UA and XML forbid; and the characters that turn
/// the direction of writing, with which a text can be made to show another
/// order than it has (“Trojan Source”, CVE-2021-42574).
pub fn is_unprintable(c: char) -> bool {
    match c {
        // Nearly all characters of a text.
        ' '..='~' | '\t' | '\n' | '\r' => false,
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => true,
        _ => turns_direction(c) || c.is_control(),
    }
}

/// Embeddings, overrides and isolates of the bidirectional algorithm (UAX #9, section 2).
pub fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The words that mix letters of scripts that no language mixes, as in `pаge`
/// with a Cyrillic а, with their offsets (Unicode Technical Standard #39, section 5.1).
pub fn mixed_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // Latin letters end here; only words with others can be mixed.
    let foreign = |c: char| c >= '\u{370}' && c.is_alphabetic();
    let mut from = 0;
    let words = std::iter::from_fn(move || {
        let found = from + text[from..].find(foreign)?;
        let not_in_word = |c: char| !c.is_alphanumeric();
        let start = text[from..found].char_indices().rfind(|(_, c)| not_in_word(*c));
        let start = start.map_or(from, |(at, c)| from + at + c.len_utf8());
        from = text[found..].find(not_in_word).map_or(text.len(), |at| found + at);
        Some((start, &text[start..from]))
    });
    words.filter(|(_, word)| !word.is_single_script())
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
        assert_eq!(printable("a\u{202e}b"), "ab");
        assert_eq!(blanked("a\u{7}\u{85}\u{feff}ç"), "a \u{a0}\u{200b}ç");
    }

    #[test]
    fn words_of_two_scripts_are_found_and_those_of_one_are_not() {
        let mixed = |text| mixed_words(text).map(|(_, word)| word.to_string()).collect::<Vec<_>>();
        assert_eq!(mixed("temiz sаyfa, И сайт"), ["sаyfa"]);
        assert_eq!(mixed("İstanbul’da Σωκράτης 東京タワー µm Ångström العربية"), [""; 0]);
        assert_eq!(mixed_words("çok pаge").next().map(|(offset, _)| offset), Some(5));
    }
}
