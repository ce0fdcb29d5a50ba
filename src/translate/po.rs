//! PO: units as Markdown, as gettext tools read them.
//!
//! The context names page and unit. The only user of `polib`.

use std::io::BufWriter;

use polib::catalog::Catalog;
use polib::message::{Message, MessageFlags};
use polib::metadata::CatalogMetadata;
use polib::po_file;

use super::exchange::{Exchange, Page, Segment};
use crate::diag::{Checked, Span};
use crate::lang::Lang;
use crate::path::VPath;
use crate::problems;

/// The file for a translation tool.
pub fn write(exchange: &Exchange) -> Vec<u8> {
    let mut metadata = CatalogMetadata::new();
    metadata.project_id_version = format!("kopru {}", exchange.source);
    metadata.language = exchange.target.to_string();
    metadata.mime_version = "1.0".to_string();
    metadata.content_type = "text/plain; charset=UTF-8".to_string();
    metadata.content_transfer_encoding = "8bit".to_string();
    let mut catalog = Catalog::new(metadata);
    for page in &exchange.pages {
        page.segments.iter().for_each(|segment| catalog.append_or_update(message(page, segment)));
    }
    let mut bytes = Vec::new();
    po_file::write(&catalog, &mut BufWriter::new(&mut bytes)).expect("a vector takes every byte");
    bytes
}

fn message(page: &Page, segment: &Segment) -> Message {
    let mut flags = MessageFlags::new();
    if matches!(segment.state.as_str(), "stale" | "unconfirmed") && segment.target.is_some() {
        flags.add_flag("fuzzy");
    }
    Message::build_singular()
        .with_msgctxt(format!("{}#{}", page.page, segment.unit))
        .with_extracted_comments(format!("{}, {}", segment.kind, segment.state))
        .with_msgid(segment.source.clone())
        .with_msgstr(segment.target.clone().unwrap_or_default())
        .with_flags(flags)
        .done()
}

/// What came back in `file`.
pub fn read(file: &VPath, text: &str) -> Checked<Option<Exchange>> {
    let text = text.trim_start_matches('\u{feff}');
    let (lines, places) = match checked_lines(text) {
        Ok(checked) => checked,
        Err((at, why)) => return refused(file, at, why),
    };
    let catalog = match po_file::parse_from_reader(lines.as_bytes()) {
        Ok(catalog) => catalog,
        Err(error) => return refused(file, 0, &error.to_string()),
    };
    let source = catalog.metadata.project_id_version.strip_prefix("kopru ").and_then(Lang::new);
    let (Some(source), Some(target)) = (source, Lang::new(&catalog.metadata.language)) else {
        return refused(file, 0, "its head does not name the languages; export it again");
    };
    let mut pages: Vec<Page> = Vec::new();
    let mut places = places.into_iter();
    for message in catalog.messages() {
        let place = places.next().unwrap_or_default();
        let Some((page, unit)) = message.msgctxt().and_then(|context| context.rsplit_once('#')) else { continue };
        let target = message.msgstr().ok().filter(|target| !target.is_empty()).map(str::to_string);
        let (kind, state) = message.extracted_comments().split_once(", ").unwrap_or_default();
        let segment = Segment {
            unit: unit.to_string(),
            kind: kind.to_string(),
            state: state.to_string(),
            source: message.msgid().to_string(),
            target,
            place: Span::new(place, place),
        };
        match pages.last_mut().filter(|last| last.page == page) {
            Some(last) => last.segments.push(segment),
            None => pages.push(Page { page: page.to_string(), segments: vec![segment] }),
        }
    }
    Checked::new(Some(Exchange { source, target, pages }), Vec::new())
}

fn refused(file: &VPath, at: usize, why: &str) -> Checked<Option<Exchange>> {
    Checked::new(None, vec![problems::exchange_malformed(file, Span::new(at, at), why)])
}

/// The lines that the parser takes for granted, and where the text of each
/// message but the head begins; or the place of the first line it could not bear.
fn checked_lines(text: &str) -> Result<(String, Vec<usize>), (usize, &'static str)> {
    let (mut lines, mut places) = (String::new(), Vec::new());
    let (mut at, mut in_field) = (0, false);
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let keyword = ["msgctxt ", "msgid ", "msgstr "].into_iter().find(|keyword| line.starts_with(keyword));
        let value = keyword.map_or(line, |keyword| &line[keyword.len()..]);
        match line.chars().next() {
            None => in_field = false,
            // What tools and translators remark is theirs; obsolete entries begin so too.
            Some('#') if !line.starts_with("#. ") => {
                at += whole.len();
                continue;
            }
            Some('#') => {}
            Some(_) if keyword.is_none() && !(in_field && line.starts_with('"')) => {
                return Err((
                    at,
                    "this line is neither a comment nor `msgctxt`, `msgid` or `msgstr` with a text in quotation marks",
                ));
            }
            Some(_) if value.len() < 2 || !value.starts_with('"') || !value.ends_with('"') => {
                return Err((at, "the text of this line is not between quotation marks"));
            }
            Some(_) => {
                in_field = true;
                if keyword == Some("msgstr ") {
                    places.push(at);
                }
            }
        }
        lines.push_str(line);
        lines.push('\n');
        at += whole.len();
    }
    // The first message is the head.
    places.drain(..places.len().min(1));
    Ok((lines, places))
}
