//! `theme:` in `site.yaml`: name of the theme, colours, fonts, logo and favicon.
//!
//! In: the record of the settings. Out: a [`Look`], whose colours are CSS values
//! that can be read by everyone or are reported. It must not read other files.

use std::fmt::Write as _;

use crate::diag::{Diagnostic, Span};
use crate::doc::{Entry, Record, Value};
use crate::path::VPath;
use crate::problems;

/// How a site differs from its theme.
#[derive(Clone, Debug)]
pub struct Look {
    /// The folder in `themes/`.
    pub theme: String,
    /// Files in `media/` as they are written, with their places.
    pub logo: Option<(String, Span)>,
    pub favicon: Option<(String, Span)>,
    pub fonts: Vec<FontFile>,
    /// The colour of links on light paper, for pictures that carry it along.
    pub accent: String,
    /// The ground of a page in light and dark, for the bars of browsers.
    pub paper: [String; 2],
    /// Rules that follow those of the theme; without `fonts`.
    pub styles: String,
}

/// A font that the site brings along.
#[derive(Clone, Debug)]
pub struct FontFile {
    pub family: String,
    pub file: String,
    pub weight: String,
    pub style: String,
    pub span: Span,
}

/// Fields of a scheme, what the theme calls them, and their values there in light and dark.
/// The values are those of `css/tokens.css`; a test compares them.
const COLOURS: [(&str, &str, &str, &str); 10] = [
    ("text", "ink", "#1b232c", "#e3e8ed"),
    ("text_soft", "ink-soft", "#49535e", "#a9b4bf"),
    ("paper", "paper", "#ffffff", "#14191f"),
    ("paper_soft", "paper-soft", "#f3f6f8", "#1d242c"),
    ("line", "line", "#d9dfe5", "#343e49"),
    ("line_strong", "line-strong", "#74808d", "#7d8995"),
    ("accent", "link", "#08506f", "#7cc5ea"),
    ("accent_hover", "link-hover", "#06384f", "#b9e2f7"),
    ("focus", "focus", "#b04a00", "#ffb266"),
    ("mark", "mark", "#fff0b3", "#5a4a12"),
];

/// What is read on what, and the contrast that WCAG 2.2 asks for.
const PAIRS: [(&str, &str, f64); 10] = [
    ("text", "paper", 4.5),
    ("text", "paper_soft", 4.5),
    ("text", "mark", 4.5),
    ("text_soft", "paper", 4.5),
    ("text_soft", "paper_soft", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "paper_soft", 4.5),
    ("accent_hover", "paper", 4.5),
    ("focus", "paper", 3.0),
    ("line_strong", "paper", 3.0),
];

/// The look that `theme:` asks for: a name alone, or a record.
pub fn look(entry: Option<&Entry>, file: &VPath, problems: &mut Vec<Diagnostic>) -> Look {
    let empty = Record::default();
    let name = entry.and_then(Entry::as_str);
    let record = entry.and_then(Entry::as_record).unwrap_or(&empty);
    let written = |name: &str| Some((record.str(name)?.to_string(), record.get(name)?.span));
    let schemes = schemes(record.record("colours").unwrap_or(&empty), file, problems);
    let mut styles = styles(&schemes);
    let fonts = record.record("fonts").unwrap_or(&empty);
    styles.push_str(&families(fonts, file, problems));
    Look {
        theme: name.or(record.str("name")).unwrap_or("default").to_string(),
        logo: written("logo"),
        favicon: written("favicon"),
        fonts: font_files(fonts, file, problems),
        accent: schemes[0].get("accent").hex(),
        paper: schemes.map(|scheme| scheme.get("paper").hex()),
        styles,
    }
}

/// The colours of one scheme in the order of [`COLOURS`], each with its place if the site sets it.
struct Scheme([(Colour, Option<Span>); 10]);

impl Scheme {
    fn index(name: &str) -> usize {
        COLOURS.iter().position(|colour| colour.0 == name).expect("the names in this file are in the table")
    }

    fn get(&self, name: &str) -> Colour {
        self.0[Self::index(name)].0
    }

    fn place(&self, name: &str) -> Option<Span> {
        self.0[Self::index(name)].1
    }
}

/// Light and dark.
fn schemes(colours: &Record, file: &VPath, problems: &mut Vec<Diagnostic>) -> [Scheme; 2] {
    let empty = Record::default();
    let mut read = |record: &Record, name: &str| -> Option<(Colour, Span)> {
        let entry = record.get(name)?;
        let colour = Colour::read(entry.as_str().unwrap_or_default());
        if colour.is_none() {
            problems.push(problems::colour_invalid(file, entry.span, entry.as_str().unwrap_or_default()));
        }
        Some((colour?, entry.span))
    };
    let both = read(colours, "accent");
    let schemes = ["light", "dark"].map(|scheme| {
        let record = colours.record(scheme).unwrap_or(&empty);
        Scheme(COLOURS.map(|(name, _, light, dark)| {
            let own = Colour::read(if scheme == "light" { light } else { dark }).expect("written above");
            match read(record, name) {
                Some((colour, span)) => (colour, Some(span)),
                None => (own, None),
            }
        }))
    });
    let [light, dark] = schemes;
    let schemes = [light.with_accent(both, Colour::BLACK), dark.with_accent(both, Colour::WHITE)];
    problems.extend(schemes.iter().flat_map(|scheme| scheme.unreadable(file)));
    schemes
}

impl Scheme {
    /// One accent for both schemes is taken as it is on light paper and made lighter for dark one.
    fn with_accent(mut self, both: Option<(Colour, Span)>, far: Colour) -> Self {
        let (accent, hover) = (Self::index("accent"), Self::index("accent_hover"));
        if let (Some((colour, span)), None) = (both, self.0[accent].1) {
            let dark = far == Colour::WHITE;
            let colour = if dark { colour.towards(far, self.get("paper"), 7.0) } else { colour };
            self.0[accent] = (colour, Some(span));
        }
        if self.0[accent].1.is_some() && self.0[hover].1.is_none() {
            self.0[hover] = (self.0[accent].0.mixed(far, 0.35), self.0[accent].1);
        }
        self
    }

    fn unreadable(&self, file: &VPath) -> Vec<Diagnostic> {
        let problem = |(name, ground, wanted): &(&str, &str, f64)| {
            let span = self.place(name).or(self.place(ground))?;
            let (colour, paper) = (self.get(name), self.get(ground));
            let contrast = colour.contrast(paper);
            let far = if paper.luminance() > 0.18 { Colour::BLACK } else { Colour::WHITE };
            let better = colour.towards(far, paper, *wanted).hex();
            (contrast < *wanted).then(|| {
                let pair = format!("`{}` ({name}) on `{}` ({ground})", colour.hex(), paper.hex());
                problems::theme_contrast(file, span, &pair, (contrast, *wanted), &better)
            })
        };
        PAIRS.iter().filter_map(problem).collect()
    }

    /// Only what differs from the theme.
    fn declarations(&self) -> String {
        let mut css = String::new();
        for ((_, name, ..), (colour, span)) in COLOURS.iter().zip(&self.0) {
            if span.is_some() {
                let _ = writeln!(css, "--{name}: {};", colour.hex());
            }
        }
        css
    }
}

fn styles([light, dark]: &[Scheme; 2]) -> String {
    let mut css = String::new();
    let (light, dark) = (light.declarations(), dark.declarations());
    if !light.is_empty() {
        let _ = writeln!(css, ":root {{\n{light}}}");
    }
    if !dark.is_empty() {
        let _ = writeln!(
            css,
            "@media (prefers-color-scheme: dark) {{\n:root:not([data-scheme=\"light\"]) {{\n{dark}}}\n}}\n\
             :root[data-scheme=\"dark\"] {{\n{dark}}}"
        );
    }
    css
}

/// `--text` and `--display` with names that are written anew, so that no text of an author is CSS.
fn families(fonts: &Record, file: &VPath, problems: &mut Vec<Diagnostic>) -> String {
    let mut css = String::new();
    for (field, name) in [("text", "text"), ("headings", "display"), ("code", "code")] {
        let Some(entry) = fonts.get(field) else { continue };
        let written = entry.as_str().unwrap_or_default();
        match written.split(',').map(family).collect::<Option<Vec<String>>>() {
            Some(families) => {
                let _ = writeln!(css, ":root {{\n--{name}: {};\n}}", families.join(", "));
            }
            None => problems.push(problems::font_invalid(file, entry.span, written)),
        }
    }
    css
}

/// The name of a font as CSS, if it is one.
fn family(written: &str) -> Option<String> {
    const GENERIC: [&str; 7] =
        ["serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace"];
    let name = written.trim().trim_matches(['"', '\'']);
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || " -_".contains(c));
    plain.then(|| if GENERIC.contains(&name) { name.to_string() } else { format!("\"{name}\"") })
}

fn font_files(fonts: &Record, file: &VPath, problems: &mut Vec<Diagnostic>) -> Vec<FontFile> {
    let read = |entry: &Entry| {
        let Value::Record(record) = &entry.value else { return None };
        let (name, weight) = (record.str("family")?, record.str("weight").unwrap_or("400"));
        let style = record.str("style").unwrap_or("normal").to_string();
        let good = weight.split(' ').all(|part| part.parse::<u16>().is_ok_and(|weight| (1..=1000).contains(&weight)));
        match family(name).filter(|_| good) {
            Some(family) => {
                let (source, weight) = (record.str("file")?.to_string(), weight.to_string());
                Some(FontFile { family, file: source, weight, style, span: record.get("file")?.span })
            }
            None => {
                problems.push(problems::font_invalid(file, entry.span, &format!("{name} {weight}")));
                None
            }
        }
    };
    fonts.list("files").iter().filter_map(read).collect()
}

/// An opaque colour.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Colour([u8; 3]);

impl Colour {
    const BLACK: Self = Self([0; 3]);
    const WHITE: Self = Self([255; 3]);

    /// `#rgb` or `#rrggbb`.
    fn read(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |text: &str| u8::from_str_radix(text, 16).ok();
        match digits.len() {
            3 => {
                let double = |at: usize| part(&digits[at..=at].repeat(2));
                Some(Self([double(0)?, double(1)?, double(2)?]))
            }
            6 => Some(Self([part(&digits[..2])?, part(&digits[2..4])?, part(&digits[4..])?])),
            _ => None,
        }
    }

    fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |at: usize| (f64::from(self.0[at]) * (1.0 - share) + f64::from(other.0[at]) * share).round() as u8;
        Self([mix(0), mix(1), mix(2)])
    }

    /// The nearest colour on the way to `far` that has the `wanted` contrast with `ground`.
    fn towards(self, far: Self, ground: Self, wanted: f64) -> Self {
        let steps = (0..=50).map(|step| self.mixed(far, f64::from(step) / 50.0));
        steps.into_iter().find(|colour| colour.contrast(ground) >= wanted).unwrap_or(far)
    }

    /// Relative luminance as WCAG defines it.
    fn luminance(self) -> f64 {
        let linear = |part: u8| match f64::from(part) / 255.0 {
            value if value <= 0.04045 => value / 12.92,
            value => ((value + 0.055) / 1.055).powf(2.4),
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let colour = |written| Colour::read(written).unwrap();
        assert_eq!(colour("#fff").contrast(colour("#000000")), 21.0);
        // The darkest grey that fails on white, and its neighbour that passes.
        assert!(colour("#777777").contrast(Colour::WHITE) < 4.5);
        assert!(colour("#767676").contrast(Colour::WHITE) >= 4.5);
        assert_eq!(Colour::read("red"), None);
        assert_eq!(Colour::read("#12345ü"), None);
    }

    #[test]
    fn the_colours_here_are_those_of_the_theme() {
        let tokens = include_str!("../themes/default/css/tokens.css");
        let (light, dark) = tokens.split_once("prefers-color-scheme: dark").unwrap();
        for (_, name, on_light, on_dark) in COLOURS {
            assert!(light.contains(&format!("--{name}: {on_light};")), "{name}");
            assert_eq!(dark.matches(&format!("--{name}: {on_dark};")).count(), 2, "{name}");
        }
    }

    #[test]
    fn names_of_fonts_cannot_leave_their_place() {
        assert_eq!(family(" 'Source Sans 3'"), Some("\"Source Sans 3\"".to_string()));
        assert_eq!(family("sans-serif"), Some("sans-serif".to_string()));
        assert_eq!(family("x; } body { display: none"), None);
    }
}
