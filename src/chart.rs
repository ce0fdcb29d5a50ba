//! Charts: the rows of a data file as a drawing (SVG).
//!
//! The same drawing stands in pages, in print and in e-books. Its colours are
//! attributes that a style sheet may replace by class, its text has the colour of
//! the text around it, and every figure is written out, so that nothing depends
//! on telling colours apart. The only user of `svg`.

use svg::node::element::{Circle, Group, Line, Polyline, Rectangle, Text, Title};
use svg::{Document, Node};

use crate::doc::ChartKind;
use crate::lang::Lang;

/// As narrow as a phone, where the words stay legible; wider screens enlarge the drawing a little.
const WIDTH: f64 = 400.0;
const FONT: f64 = 16.0;
const ROW: f64 = 24.0;
/// The width of a digit in the widest of the usual fonts; other signs are narrower on average.
const LETTER: f64 = 10.2;
/// A book shows the drawing in its natural size, where its words are as large as those around it.
const NATURAL: f64 = 0.85;
/// Colours for paper; the theme has its own for light and dark screens.
const COLOURS: [&str; 6] = ["#0b5c6b", "#b4541a", "#5b4b8a", "#2f7d4f", "#8a6d00", "#a0305f"];

/// The figures of a chart.
struct Figures<'a> {
    lang: &'a Lang,
    /// Names of the rows.
    labels: Vec<&'a str>,
    series: Vec<Series<'a>>,
}

struct Series<'a> {
    name: &'a str,
    /// With the digits after the decimal sign that the file gives.
    values: Vec<Option<(f64, usize)>>,
}

/// The drawing of `rows`, of which the first names the columns and the first
/// column the rows; none if there is no number in them.
pub fn draw(kind: ChartKind, title: &str, rows: &[Vec<String>], lang: &Lang) -> Option<String> {
    let figures = figures(rows, lang)?;
    let mut drawing = Drawing { group: Group::new().set("font-size", FONT), y: 0.0 };
    match kind {
        ChartKind::Bar => figures.bars(&mut drawing),
        ChartKind::Line => figures.lines(&mut drawing),
        ChartKind::Share => figures.shares(&mut drawing),
    }
    let height = (drawing.y + 4.0).ceil();
    let document = Document::new()
        .set("viewBox", format!("0 0 {WIDTH} {height}"))
        .set("width", WIDTH * NATURAL)
        .set("height", round(height * NATURAL))
        .set("role", "img")
        // Words start at their left end in every drawing: one for right to left would have to be mirrored.
        .set("direction", "ltr")
        .set("class", "chart-drawing")
        .set("font-family", "Libertinus Serif, serif")
        .add(Title::new(clean(title)))
        .add(drawing.group);
    Some(document.to_string())
}

/// A cell of the file as a reader of `lang` writes it.
pub fn cell(text: &str, lang: &Lang) -> String {
    number(text).map_or_else(|| text.to_string(), |(value, decimals)| lang.number(value, decimals))
}

/// A number and its digits after the decimal sign.
fn number(cell: &str) -> Option<(f64, usize)> {
    let cell = cell.trim();
    let plain = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let value: f64 = cell.parse().ok().filter(|value: &f64| plain && value.abs() < 1e15)?;
    Some((value, cell.split_once('.').map_or(0, |(_, digits)| digits.len().min(6))))
}

fn figures<'a>(rows: &'a [Vec<String>], lang: &'a Lang) -> Option<Figures<'a>> {
    /// More could not be told apart, nor read.
    const MOST: usize = 200;
    let (head, rows) = rows.split_first()?;
    let rows = &rows[..rows.len().min(MOST)];
    let cell = |row: &'a Vec<String>, index: usize| row.get(index).map_or("", String::as_str);
    let series = (1..head.len()).take(COLOURS.len()).map(|index| Series {
        name: cell(head, index),
        values: rows.iter().map(|row| number(cell(row, index))).collect(),
    });
    let series: Vec<Series> = series.filter(|series| series.values.iter().any(Option::is_some)).collect();
    let labels = rows.iter().map(|row| cell(row, 0)).collect();
    (!series.is_empty()).then_some(Figures { lang, labels, series })
}

/// A drawing that grows downwards.
struct Drawing {
    group: Group,
    y: f64,
}

impl Drawing {
    fn add(&mut self, node: impl Into<Box<dyn Node>>) {
        self.group = std::mem::replace(&mut self.group, Group::new()).add(node);
    }

    fn text(&mut self, x: f64, anchor: &str, words: &str) {
        let text = Text::new(clean(words));
        self.add(
            text.set("x", round(x)).set("y", round(self.y)).set("text-anchor", anchor).set("fill", "currentColor"),
        );
    }

    /// Words in as many lines as they need.
    fn paragraph(&mut self, x: f64, words: &str) {
        let letters = ((WIDTH - x) / LETTER) as usize;
        for line in wrapped(words, letters) {
            self.y += ROW;
            self.text(x, "start", &line);
        }
    }

    fn bar(&mut self, (x, width, height): (f64, f64, f64), class: usize) {
        let bar = Rectangle::new().set("x", round(x)).set("y", round(self.y)).set("width", round(width));
        self.add(coloured(bar.set("height", height), "fill", class));
    }

    /// What each colour means; nothing for a single series, which the title names.
    fn legend(&mut self, names: &[String]) {
        for (index, name) in names.iter().enumerate() {
            self.y += ROW - 14.0;
            self.bar((0.0, 14.0, 14.0), index);
            self.y -= ROW - 14.0;
            self.paragraph(24.0, name);
        }
    }
}

fn coloured<T: Node>(mut node: T, attribute: &str, class: usize) -> T {
    let class = class % COLOURS.len();
    node.assign(attribute, COLOURS[class]);
    node.assign("class", format!("chart-{attribute}-{}", class + 1));
    node
}

impl Figures<'_> {
    fn names(&self) -> Vec<String> {
        if self.series.len() < 2 {
            return Vec::new();
        }
        self.series.iter().map(|series| series.name.to_string()).collect()
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.series.iter().flat_map(|series| series.values.iter().flatten().map(|(value, _)| *value))
    }

    fn written(&self, (value, decimals): (f64, usize)) -> String {
        self.lang.number(value, decimals)
    }

    /// Lying bars, each below the name of its row: long names have room, on phones too.
    fn bars(&self, drawing: &mut Drawing) {
        const BAR: f64 = 18.0;
        drawing.legend(&self.names());
        let (low, high) = self.values().fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
        let all = self.series.iter().flat_map(|series| series.values.iter().flatten());
        let longest = all.map(|value| self.written(*value).chars().count()).max().unwrap_or(0);
        let room = WIDTH - longest as f64 * LETTER - 12.0;
        let scale = if high > low { room / (high - low) } else { 0.0 };
        for (row, label) in self.labels.iter().enumerate() {
            drawing.paragraph(0.0, label);
            drawing.y += 8.0;
            for (index, series) in self.series.iter().enumerate() {
                let Some(value) = series.values[row] else { continue };
                let (from, to) = ((value.0.min(0.0) - low) * scale, (value.0.max(0.0) - low) * scale);
                drawing.bar((from, (to - from).max(1.0), BAR), index);
                drawing.y += BAR - 4.0;
                drawing.text(to + 8.0, "start", &self.written(value));
                drawing.y += 8.0;
            }
            drawing.y += 4.0;
        }
    }

    fn lines(&self, drawing: &mut Drawing) {
        const HEIGHT: f64 = 260.0;
        drawing.legend(&self.names());
        drawing.y += 16.0;
        let ticks = ticks(self.values());
        let decimals = tick_decimals(&ticks);
        let widest = ticks.iter().map(|tick| self.written((*tick, decimals)).chars().count()).max().unwrap_or(0);
        let left = widest as f64 * LETTER + 12.0;
        let (low, high) = (ticks[0], ticks[ticks.len() - 1]);
        let top = drawing.y;
        let place = |value: f64| top + HEIGHT * (high - value) / (high - low);
        for tick in &ticks {
            let y = round(place(*tick));
            let line = Line::new().set("x1", round(left)).set("x2", WIDTH).set("y1", y.clone()).set("y2", y);
            drawing.add(line.set("stroke", "currentColor").set("stroke-opacity", "0.25"));
            drawing.y = place(*tick) + 5.0;
            drawing.text(left - 8.0, "end", &self.written((*tick, decimals)));
        }
        let longest = self.labels.iter().map(|label| label.chars().count()).max().unwrap_or(0) as f64 * LETTER + 12.0;
        // Half of a label stands beyond the first and the last point.
        let side = (longest / 2.0).clamp(16.0, 80.0);
        let step = (WIDTH - left - 2.0 * side) / (self.labels.len().max(2) - 1) as f64;
        let x = |row: usize| left + side + step * row as f64;
        for (index, series) in self.series.iter().enumerate() {
            line(drawing, series, index, (&x, &place));
        }
        drawing.y = top + HEIGHT + ROW;
        let every = (longest / step).ceil().max(1.0) as usize;
        for (row, label) in self.labels.iter().enumerate().step_by(every) {
            drawing.text(x(row), "middle", label);
        }
        drawing.y += 8.0;
    }

    /// A bar of one length for each column, its parts numbered as in the list below.
    fn shares(&self, drawing: &mut Drawing) {
        const BAR: f64 = 36.0;
        for series in &self.series {
            let sum: f64 = series.values.iter().flatten().map(|(value, _)| value.max(0.0)).sum();
            if sum <= 0.0 {
                continue;
            }
            drawing.paragraph(0.0, series.name);
            drawing.y += 8.0;
            let (mut x, mut lines) = (0.0, Vec::new());
            for (row, value) in series.values.iter().enumerate() {
                let Some((value, decimals)) = value.filter(|(value, _)| *value > 0.0) else { continue };
                let width = WIDTH * value / sum;
                drawing.bar((x, (width - 2.0).max(1.0), BAR), row);
                if width > 28.0 {
                    let number = Text::new((row + 1).to_string()).set("x", round(x + width / 2.0 - 1.0));
                    let number = number.set("y", round(drawing.y + 24.0)).set("text-anchor", "middle");
                    drawing.add(number.set("fill", "#ffffff").set("class", "chart-number"));
                }
                x += width;
                let percent = self.lang.percent(100.0 * value / sum);
                let written = self.written((value, decimals));
                lines.push((row, format!("{}. {}: {written} ({percent})", row + 1, self.labels[row])));
            }
            drawing.y += BAR;
            for (row, words) in lines {
                drawing.y += ROW - 14.0;
                drawing.bar((0.0, 14.0, 14.0), row);
                drawing.y -= ROW - 14.0;
                drawing.paragraph(24.0, &words);
            }
            drawing.y += 8.0;
        }
    }
}

/// One series as a line with its points; a missing figure interrupts it.
fn line(drawing: &mut Drawing, series: &Series, index: usize, (x, y): (&dyn Fn(usize) -> f64, &dyn Fn(f64) -> f64)) {
    let points: Vec<Option<(f64, f64)>> =
        series.values.iter().enumerate().map(|(row, value)| value.map(|(value, _)| (x(row), y(value)))).collect();
    for run in points.split(Option::is_none) {
        let run: Vec<String> = run.iter().flatten().map(|(x, y)| format!("{},{}", round(*x), round(*y))).collect();
        // Dashes tell lines apart where colours do not.
        let dashes = ["none", "8 4", "2 4", "12 4 2 4", "16 6", "4 8"][index % COLOURS.len()];
        let line = Polyline::new().set("points", run.join(" ")).set("fill", "none").set("stroke-width", 3);
        drawing.add(coloured(line.set("stroke-dasharray", dashes), "stroke", index));
    }
    for (x, y) in points.iter().flatten() {
        drawing.add(coloured(Circle::new().set("cx", round(*x)).set("cy", round(*y)).set("r", 5), "fill", index));
    }
}

/// Round numbers from below the least to above the greatest value.
fn ticks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let span = if high > low { high - low } else { 1.0 };
    let power = 10_f64.powf((span / 4.0).log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= span / 4.0);
    let step = step.unwrap_or(10.0 * power);
    let (first, last) = ((low / step).floor() as i64, (high / step).ceil() as i64);
    (first..=last.max(first + 1)).map(|index| index as f64 * step).collect()
}

/// As many digits as the ticks need.
fn tick_decimals(ticks: &[f64]) -> usize {
    let fits = |decimals: &usize| {
        let power = 10_f64.powi(*decimals as i32);
        ticks.iter().all(|tick| ((tick * power).round() - tick * power).abs() < 1e-6)
    };
    (0..6).find(fits).unwrap_or(6)
}

/// `words` in lines of at most `letters`, where words are not longer.
fn wrapped(words: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // Not at a space that must not break, such as before a percent sign.
    for word in words.split([' ', '\t', '\n']).filter(|word| !word.is_empty()) {
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

/// The same digits on every machine.
fn round(value: f64) -> String {
    format!("{value:.1}")
}

/// Without signs that XML does not know.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(kind: ChartKind, lang: &str, rows: &[&[&str]]) -> Option<String> {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        draw(kind, "Başlık & <b>", &rows, &Lang::new(lang).expect("a valid tag"))
    }

    #[test]
    fn figures_are_written_as_the_language_writes_them() {
        let rows: &[&[&str]] = &[&["Yıl", "Kişi"], &["2020", "24431.5"], &["2021", "30000"]];
        let bars = drawn(ChartKind::Bar, "tr", rows).expect("there are numbers");
        assert!(bars.contains("24.431,5"), "{bars}");
        assert!(drawn(ChartKind::Bar, "en", rows).expect("there are numbers").contains("24,431.5"));
        let shares = drawn(ChartKind::Share, "de", &[&["", "n"], &["a", "1"], &["b", "3"]]).expect("numbers");
        assert!(shares.contains("(75\u{a0}%)"), "{shares}");
        assert!(bars.contains("&amp; &lt;b&gt;"), "{bars}");
    }

    #[test]
    fn the_longest_bar_leaves_room_for_its_figure() {
        let bars = drawn(ChartKind::Bar, "de", &[&["", "n"], &["a", "1234567"]]).expect("a number");
        let bar = bars.split("<rect").nth(1).expect("a bar");
        let (_, width) = bar.split_once(" width=\"").expect("its width");
        let width: f64 = width.split('"').next().expect("a value").parse().expect("a number");
        let figure = "1.234.567".len() as f64 * LETTER;
        assert!(width > WIDTH / 2.0 && width + 8.0 + figure <= WIDTH, "{bars}");
    }

    #[test]
    fn any_rows_give_a_drawing_or_none() {
        let rows: &[&[&[&str]]] = &[
            &[],
            &[&["a"]],
            &[&["a", "b"]],
            &[&["a", "b"], &["x", "y"]],
            &[&["a", "b"], &["x", "0"]],
            &[&["a", "b"], &["x", "-5"], &["y"], &["z", "1e308"], &["z", "NaN"]],
            &[&["a", "b", "c"], &["x", "1", ""], &["y", "", "2"]],
        ];
        for rows in rows {
            for kind in [ChartKind::Bar, ChartKind::Line, ChartKind::Share] {
                let drawing = drawn(kind, "tr", rows);
                assert!(drawing.is_none_or(|svg| !svg.contains("NaN") && !svg.contains("inf")), "{rows:?}");
            }
        }
    }

    #[test]
    fn ticks_are_round_numbers_around_all_values() {
        assert_eq!(ticks([24431.0, 30000.0].into_iter()), [0.0, 10_000.0, 20_000.0, 30_000.0]);
        assert_eq!(ticks([-1.0, 0.5].into_iter()), [-1.0, -0.5, 0.0, 0.5]);
        assert_eq!(ticks([0.0].into_iter()), [0.0, 0.25]);
    }
}
