//! Tables as HTML.

use std::fmt::Write as _;

use super::writer::{Medium, Writer};
use crate::doc::{Alignment, Block, Inlines, Table};
use crate::strings::Argument;

impl Writer<'_> {
    pub fn table(&mut self, table: &Table) {
        let Table { alignments, header, rows, caption } = table;
        self.table_start(caption);
        self.raw("<thead>\n");
        self.without_terms(|writer| writer.row("th", alignments, header));
        self.raw("</thead>\n<tbody>\n");
        rows.iter().for_each(|row| self.row("td", alignments, row));
        self.raw(if self.medium != Medium::Ebook { "</tbody>\n</table></div>\n" } else { "</tbody>\n</table>\n" });
    }

    /// A wide table scrolls inside of its own box.
    fn table_start(&mut self, caption: &[Block]) {
        if self.medium != Medium::Ebook {
            self.raw("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\"");
            self.tables += 1;
            let number = Argument::Text(self.tables.to_string());
            let label = self.strings.get(self.lang, "table-label", &[("number", number)]);
            self.attribute("aria-label", &label);
            self.raw(">");
        }
        self.raw("<table>\n");
        if !caption.is_empty() {
            self.raw("<caption>");
            self.compact(caption);
            self.raw("</caption>\n");
        }
    }

    fn row(&mut self, tag: &str, alignments: &[Alignment], cells: &[Inlines]) {
        self.raw("<tr>");
        for (index, cell) in cells.iter().enumerate() {
            let class = match alignments.get(index) {
                Some(Alignment::Right) => " class=\"align-right\"",
                Some(Alignment::Center) => " class=\"align-center\"",
                Some(Alignment::Left | Alignment::None) | None => "",
            };
            // A heading without words would be read out as an empty one.
            let tag = if tag == "th" && cell.is_empty() { "td" } else { tag };
            let scope = if tag == "th" { " scope=\"col\"" } else { "" };
            let _ = write!(self.out, "<{tag}{scope}{class}>");
            self.inlines(cell);
            let _ = write!(self.out, "</{tag}>");
        }
        self.raw("</tr>\n");
    }
}
