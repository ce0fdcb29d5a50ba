//! The words of a unit that a reader reads, for the rules: without code,
//! addresses, marks and phrases in a language of their own.
//!
//! In comes the normal form, whose spelling is fixed; out comes plain text.

/// Phrases that the author marked as another language.
#[derive(Clone, Copy, PartialEq)]
pub enum Foreign {
    Keep,
    Drop,
}

/// The words in a normal form.
pub fn prose(normal: &str, foreign: Foreign) -> String {
    let mut text = String::with_capacity(normal.len());
    let mut rest = normal;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\\' => {
                let escaped = rest[1..].chars().next();
                text.extend(escaped);
                1 + escaped.map_or(0, char::len_utf8)
            }
            '`' => blank(&mut text, rest[1..].find('`').map_or(1, |end| end + 2)),
            '<' => blank(&mut text, element(rest, foreign)),
            ']' if rest.starts_with("](") => blank(&mut text, target(rest)),
            '[' if rest.starts_with("[^]") => blank(&mut text, 3),
            '*' | '[' | ']' => 1,
            '~' if rest.starts_with("~~") => 2,
            '!' if rest.starts_with("![") => 1,
            _ => {
                text.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[length.min(rest.len())..];
    }
    let words = text.split_whitespace().filter(|word| !word.contains("://") && !word.starts_with("www."));
    words.collect::<Vec<_>>().join(" ")
}

fn blank(text: &mut String, length: usize) -> usize {
    text.push(' ');
    length
}

/// The length of a link's target, with the brackets around it.
fn target(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a tag, or of a whole element whose foreign words are dropped.
fn element(rest: &str, foreign: Foreign) -> usize {
    let Some(end) = rest.find('>') else { return 1 };
    let tag = &rest[1..end];
    let name = tag.split(' ').next().unwrap_or_default();
    if foreign == Foreign::Keep || !tag.contains(" lang=") {
        return end + 1;
    }
    let closing = format!("</{name}>");
    rest.find(&closing).map_or(end + 1, |at| at + closing.len())
}

/// The targets of the links and pictures in a normal form, in its order.
pub fn targets(normal: &str) -> Vec<&str> {
    let mut targets = Vec::new();
    let mut rest = normal;
    while let Some(at) = rest.find("](") {
        let length = target(&rest[at..]);
        let inside = rest.get(at + 2..at + length - 1).unwrap_or_default();
        targets.push(inside.split(" \"").next().unwrap_or(inside));
        rest = &rest[at + length..];
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_read_as_words_of_the_language_remains() {
        let drop = |normal| prose(normal, Foreign::Drop);
        assert_eq!(prose("<span lang=en>WCAG 2.2</span>", Foreign::Keep), "WCAG 2.2");
        assert_eq!(drop("**60** % of `a 5` [x 7](/b/8.md#9)[^]"), "60 % of x 7");
        assert_eq!(drop("the <span lang=tr>Belediye Kanunu 5393</span> \\*as is\\*"), "the *as is*");
        assert_eq!(drop("H<sub>2</sub>O at [https://example.org/2008](https://example.org/2008)"), "H 2 O at");
        assert_eq!(targets("[a](/b_(c).md \"t\") ![d](/media/e.png)"), ["/b_(c).md", "/media/e.png"]);
    }
}
