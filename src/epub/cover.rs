//! The cover of an e-book: its title above the bridge, as on the printed cover.

use std::fmt::Write as _;

use crate::html::escape;

const WIDTH: f64 = 1600.0;
const HEIGHT: f64 = 2400.0;
const MARGIN: f64 = 150.0;
/// The width of a letter in parts of its height, roughly.
const LETTER: f64 = 0.56;

/// The drawing.
pub fn cover(title: &str, subtitle: &str, site: &str) -> String {
    let mut svg = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         width=\"{WIDTH}\" height=\"{HEIGHT}\">\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n"
    );
    svg.push_str(BRIDGE);
    let mut y = 260.0;
    for (words, largest, weight, colour) in
        [(site, 56.0, "600", "#0b5c6b"), (title, 150.0, "600", "#14191f"), (subtitle, 76.0, "400", "#14191f")]
    {
        y = lines(words, y, (largest, weight, colour), &mut svg);
    }
    svg.push_str("</svg>\n");
    svg
}

const BRIDGE: &str = "<rect y=\"1800\" width=\"1600\" height=\"600\" fill=\"#e3f0f2\"/>\n\
    <path d=\"M160 1800a640 400 0 0 1 1280 0M320 1800v-264M480 1800v-346M640 1800v-387M800 1800v-400M960 1800v-387\
    M1120 1800v-346M1280 1800v-264M0 1800h1600\" fill=\"none\" stroke=\"#0b5c6b\" stroke-width=\"14\"/>\n\
    <path d=\"M160 1814a640 200 0 0 0 1280 0\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"14\"/>\n";

/// Appends `words` in lines below `y` and returns where the last one ends.
fn lines(words: &str, y: f64, (largest, weight, colour): (f64, &str, &str), svg: &mut String) -> f64 {
    let longest = words.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    if longest == 0 {
        return y;
    }
    let room = WIDTH - 2.0 * MARGIN;
    let size = largest.min(room / (LETTER * longest as f64)).floor();
    let letters = (room / (LETTER * size)) as usize;
    let mut y = y;
    for line in wrapped(words, letters) {
        let middle = WIDTH / 2.0;
        let _ = write!(
            svg,
            "<text x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\" font-family=\"Georgia, 'Libertinus Serif', serif\" \
             font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\">"
        );
        escape(&line, svg);
        svg.push_str("</text>\n");
        y += size * 1.2;
    }
    y + largest * 0.4
}

/// `words` in lines of at most `letters`, where words are not longer.
fn wrapped(words: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= letters) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_string()),
        }
    }
    lines
}
