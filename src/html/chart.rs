//! Charts: the drawing, and its figures as a table.

use std::fmt::Write as _;

use super::writer::{Medium, Writer};
use crate::chart;
use crate::doc::{Alignment, Chart, Inline, Table};
use crate::view::MediaView;

impl Writer<'_> {
    pub fn chart(&mut self, chart: &Chart) {
        self.raw("<figure class=\"chart\"><figcaption><strong>");
        self.text(&chart.title);
        self.raw("</strong> ");
        self.compact(&chart.caption);
        self.raw("</figcaption>");
        let Some(file) = self.view.media.get(&chart.source) else { return self.raw("</figure>\n") };
        if let Some(drawing) = chart::draw(chart.kind, &chart.title, &file.rows, self.lang) {
            self.raw(&drawing);
        }
        self.chart_table(file);
        self.raw("</figure>\n");
    }

    /// The figures themselves: what the drawing shows, for those who cannot see it.
    fn chart_table(&mut self, file: &MediaView) {
        let cell = |text: &String| vec![Inline::Text(chart::cell(text, self.lang))];
        let mut rows = file.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>());
        let header = rows.next().unwrap_or_default();
        let rows = rows.collect();
        let mut alignments = vec![Alignment::Right; header.len()];
        alignments.iter_mut().take(1).for_each(|first| *first = Alignment::None);
        let open = if self.medium == Medium::Ebook { " open=\"open\"" } else { "" };
        let _ = write!(self.out, "<details class=\"chart-data\"{open}><summary>");
        let words = self.word("chart-data");
        self.text(&words);
        self.raw("</summary>\n");
        self.table(&Table { alignments, header, rows, caption: Vec::new() });
        self.raw("</details>");
    }
}
