//! XLIFF 2.0: units with inline codes, as translation tools read them.
//!
//! Codes keep their Markdown in `originalData`, so that a tool can show them and
//! what comes back can be put together without guessing. The only user of
//! `quick_xml`.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use super::codes::{Piece, pieces};
use super::exchange::{Exchange, Page, Segment};
use super::unit::UnitKind;
use crate::diag::{Checked, Span};
use crate::lang::Lang;
use crate::path::VPath;
use crate::problems;

const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// Writing into memory cannot fail.
const IN_MEMORY: &str = "a vector takes every byte";

/// The file for a translation tool.
pub fn write(exchange: &Exchange) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    put(&mut writer, Event::Decl(quick_xml::events::BytesDecl::new("1.0", Some("UTF-8"), None)));
    let (source, target) = (exchange.source.as_str(), exchange.target.as_str());
    let attributes = [("xmlns", NAMESPACE), ("version", "2.0"), ("srcLang", source), ("trgLang", target)];
    let root = BytesStart::new("xliff").with_attributes(attributes);
    put(&mut writer, Event::Start(root.borrow()));
    for (index, page) in exchange.pages.iter().enumerate() {
        let id = format!("f{}", index + 1);
        let file = BytesStart::new("file").with_attributes([("id", id.as_str()), ("original", page.page.as_str())]);
        put(&mut writer, Event::Start(file.borrow()));
        page.segments.iter().enumerate().for_each(|(index, segment)| write_unit(&mut writer, index + 1, segment));
        put(&mut writer, Event::End(file.to_end()));
    }
    put(&mut writer, Event::End(root.to_end()));
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

type Out = Writer<Vec<u8>>;

fn put(writer: &mut Out, event: Event) {
    writer.write_event(event).expect(IN_MEMORY);
}

/// The codes of one unit, each with the id of its Markdown.
#[derive(Default)]
struct Data {
    ids: BTreeMap<String, String>,
    texts: Vec<String>,
    /// The ids of inline elements: the same code has the same one in source and target.
    inline: BTreeMap<(String, usize), usize>,
}

impl Data {
    fn id(&mut self, text: &str) -> String {
        if let Some(id) = self.ids.get(text) {
            return id.clone();
        }
        self.texts.push(text.to_string());
        let id = format!("d{}", self.texts.len());
        self.ids.insert(text.to_string(), id.clone());
        id
    }
}

impl Data {
    /// The id of the `nth` inline element with this code.
    fn inline(&mut self, code: &str, nth: usize) -> String {
        let next = self.inline.len() + 1;
        self.inline.entry((code.to_string(), nth)).or_insert(next).to_string()
    }
}

fn write_unit(writer: &mut Out, number: usize, segment: &Segment) {
    let mut data = Data::default();
    let source = content(&segment.source, segment, &mut data);
    let target = segment.target.as_ref().map(|target| content(target, segment, &mut data));
    let id = format!("u{number}");
    let attributes = [("id", id.as_str()), ("name", &segment.unit), ("type", "kopru:unit"), ("canResegment", "no")];
    let unit = BytesStart::new("unit").with_attributes(attributes);
    put(writer, Event::Start(unit.borrow()));
    let notes = [("kind", segment.kind.as_str()), ("state", segment.state.as_str())];
    put(writer, Event::Start(BytesStart::new("notes")));
    for (category, text) in notes.into_iter().filter(|(_, text)| !text.is_empty()) {
        let note = BytesStart::new("note").with_attributes([("category", category)]);
        text_element(writer, &note, &[Event::Text(BytesText::new(text))]);
    }
    put(writer, Event::End(BytesStart::new("notes").to_end()));
    if !data.texts.is_empty() {
        put(writer, Event::Start(BytesStart::new("originalData")));
        for (index, text) in data.texts.iter().enumerate() {
            let id = format!("d{}", index + 1);
            text_element(writer, &BytesStart::new("data").with_attributes([("id", id.as_str())]), &text_events(text));
        }
        put(writer, Event::End(BytesStart::new("originalData").to_end()));
    }
    let state = if target.is_some() { "translated" } else { "initial" };
    let element = BytesStart::new("segment").with_attributes([("state", state)]);
    put(writer, Event::Start(element.borrow()));
    let preserved = |name| BytesStart::new(name).with_attributes([("xml:space", "preserve")]);
    text_element(writer, &preserved("source"), &source);
    if let Some(target) = target {
        text_element(writer, &preserved("target"), &target);
    }
    put(writer, Event::End(element.to_end()));
    put(writer, Event::End(unit.to_end()));
}

/// An element whose content is written as it is, without indentation.
fn text_element(writer: &mut Out, start: &BytesStart, content: &[Event]) {
    // The writer breaks no line behind a text, be it empty.
    let mut whole = |event| {
        put(writer, event);
        put(writer, Event::Text(BytesText::new("")));
    };
    whole(Event::Start(start.borrow()));
    content.iter().for_each(|event| whole(event.borrow()));
    put(writer, Event::End(start.to_end()));
}

/// `text` with characters that XML forbids as elements of their own.
fn text_events(text: &str) -> Vec<Event<'static>> {
    let mut events = Vec::new();
    let mut words = String::new();
    for c in text.chars() {
        if is_allowed(c) {
            words.push(c);
            continue;
        }
        events.push(Event::Text(BytesText::new(&std::mem::take(&mut words)).into_owned()));
        let code = format!("{:04X}", c as u32);
        events.push(Event::Empty(BytesStart::new("cp").with_attributes([("hex", code.as_str())]).into_owned()));
    }
    events.push(Event::Text(BytesText::new(&words).into_owned()));
    events
}

fn is_allowed(c: char) -> bool {
    // A carriage return would be read as an end of line.
    !matches!(c, '\u{fffe}' | '\u{ffff}') && (c >= ' ' || matches!(c, '\t' | '\n'))
}

/// The content of a source or target element.
fn content(text: &str, segment: &Segment, data: &mut Data) -> Vec<Event<'static>> {
    let kind = UnitKind::from_name(&segment.kind).unwrap_or(UnitKind::Paragraph);
    let pieces = pieces(text, kind);
    let closing = closings(&pieces);
    let mut events = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        let id = match piece {
            Piece::Alone(code) | Piece::Open(code) => {
                let nth = seen.entry(code).or_default();
                *nth += 1;
                data.inline(code, *nth)
            }
            Piece::Words(_) | Piece::Close(_) => String::new(),
        };
        match piece {
            Piece::Words(words) => events.extend(text_events(words)),
            Piece::Alone(code) => {
                let data = data.id(code);
                let element = BytesStart::new("ph").with_attributes([("id", id.as_str()), ("dataRef", &data)]);
                events.push(Event::Empty(element.into_owned()));
            }
            Piece::Open(code) => {
                let end = closing.get(&index).map_or("", |at| pieces[*at].text());
                let (start, end) = (data.id(code), data.id(end));
                let attributes = [("id", id.as_str()), ("dataRefStart", &start), ("dataRefEnd", &end)];
                events.push(Event::Start(BytesStart::new("pc").with_attributes(attributes).into_owned()));
            }
            Piece::Close(_) => events.push(Event::End(BytesStart::new("pc").to_end().into_owned())),
        }
    }
    events
}

/// The closing piece of each opening one.
fn closings(pieces: &[Piece]) -> BTreeMap<usize, usize> {
    let (mut open, mut closings) = (Vec::new(), BTreeMap::new());
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(_) => open.push(index),
            Piece::Close(_) => {
                closings.extend(open.pop().map(|start| (start, index)));
            }
            Piece::Words(_) | Piece::Alone(_) => {}
        }
    }
    closings
}

/// What came back in `file`.
pub fn read(file: &VPath, text: &str) -> Checked<Option<Exchange>> {
    let mut reading = Reading::default();
    let mut reader = Reader::from_str(text);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let problem = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => reading.event(&event, at).err(),
            Err(error) => Some(error.to_string()),
        };
        if let Some(problem) = problem {
            let at = usize::try_from(reader.error_position()).unwrap_or(at).max(at).min(text.len());
            return Checked::new(None, vec![problems::exchange_malformed(file, Span::new(at, at), &problem)]);
        }
    }
    let languages =
        reading.languages.take().and_then(|(source, target)| Some((Lang::new(&source)?, Lang::new(&target)?)));
    match languages {
        Some((source, target)) => {
            let pages = reading.pages;
            Checked::new(Some(Exchange { source, target, pages }), Vec::new())
        }
        None => {
            let why = "it is no XLIFF 2 file with `srcLang` and `trgLang`";
            Checked::new(None, vec![problems::exchange_malformed(file, Span::default(), why)])
        }
    }
}

/// What text belongs to.
#[derive(Clone, Copy, Default, PartialEq)]
enum Inside {
    #[default]
    Nothing,
    Data,
    Source,
    Target,
    Note,
}

#[derive(Default)]
struct Reading {
    languages: Option<(String, String)>,
    pages: Vec<Page>,
    segment: Option<Segment>,
    /// Markdown of codes by their ids.
    data: BTreeMap<String, String>,
    data_id: String,
    note: String,
    inside: Inside,
    text: String,
    /// What closes the open `pc` elements.
    ends: Vec<String>,
}

type Read = Result<(), String>;

impl Reading {
    fn event(&mut self, event: &Event, at: usize) -> Read {
        match event {
            Event::Start(element) => self.start(element, at),
            Event::Empty(element) => {
                self.start(element, at)?;
                self.end(element.local_name().as_ref())
            }
            Event::End(element) => self.end(element.local_name().as_ref()),
            Event::Text(words) => {
                self.push(&words.xml10_content());
                Ok(())
            }
            Event::CData(words) => {
                self.push(&words.xml10_content());
                Ok(())
            }
            Event::GeneralRef(name) => {
                let text = reference(name).ok_or_else(|| format!("`&{};` is not known", &**name))?;
                self.push(&text);
                Ok(())
            }
            Event::DocType(_) => Err("a document type is not accepted".to_string()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn push(&mut self, text: &str) {
        if self.inside != Inside::Nothing {
            self.text.push_str(text);
        }
    }

    fn start(&mut self, element: &BytesStart, at: usize) -> Read {
        let attribute = |name: &str| attribute(element, name);
        match element.local_name().as_ref() {
            "xliff" => self.languages = Some((attribute("srcLang")?, attribute("trgLang")?)),
            "file" => self.pages.push(Page { page: attribute("original")?, segments: Vec::new() }),
            "unit" => {
                self.data.clear();
                let (unit, place) = (attribute("name")?, Span::new(at, at));
                let (kind, state, source) = (String::new(), String::new(), String::new());
                self.segment = Some(Segment { unit, kind, state, source, target: None, place });
            }
            "data" => {
                self.data_id = attribute("id")?;
                self.begin(Inside::Data);
            }
            "note" => {
                self.note = attribute("category").unwrap_or_default();
                self.begin(Inside::Note);
            }
            "source" => self.begin(Inside::Source),
            "target" => {
                if let Some(segment) = &mut self.segment {
                    segment.place = Span::new(at, at);
                }
                self.begin(Inside::Target);
            }
            "cp" => {
                let code = u32::from_str_radix(&attribute("hex")?, 16).ok().and_then(char::from_u32);
                self.push(&code.ok_or("`cp` names no character")?.to_string());
            }
            "ph" => self.code(&attribute("dataRef")?)?,
            "pc" => {
                self.code(&attribute("dataRefStart")?)?;
                self.ends.push(attribute("dataRefEnd")?);
            }
            "sc" | "ec" => self.code(&attribute("dataRef")?)?,
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, inside: Inside) {
        self.inside = inside;
        self.text.clear();
        self.ends.clear();
    }

    /// Appends the Markdown of a code.
    fn code(&mut self, id: &str) -> Read {
        let text =
            self.data.get(id).cloned().ok_or_else(|| format!("there is no `originalData` with the id `{id}`"))?;
        self.push(&text);
        Ok(())
    }

    fn end(&mut self, name: &str) -> Read {
        match name {
            "pc" => {
                let id = self.ends.pop().ok_or("a `pc` closes that did not open")?;
                return self.code(&id);
            }
            "unit" => {
                if let (Some(segment), Some(page)) = (self.segment.take(), self.pages.last_mut()) {
                    page.segments.push(segment);
                }
            }
            "data" | "note" | "source" | "target" => self.finish(),
            _ => {}
        }
        Ok(())
    }

    /// Puts the text of an element where it belongs; a tool may have cut a unit into segments.
    fn finish(&mut self) {
        let text = std::mem::take(&mut self.text);
        let inside = std::mem::take(&mut self.inside);
        let Some(segment) = &mut self.segment else { return };
        match inside {
            Inside::Data => {
                self.data.insert(std::mem::take(&mut self.data_id), text);
            }
            Inside::Source => segment.source.push_str(&text),
            Inside::Target => segment.target.get_or_insert_default().push_str(&text),
            Inside::Note if self.note == "kind" => segment.kind = text,
            Inside::Note if self.note == "state" => segment.state = text,
            Inside::Note | Inside::Nothing => {}
        }
    }
}

fn attribute(element: &BytesStart, name: &str) -> Result<String, String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name);
    let value = found.and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(Into::into));
    value.ok_or_else(|| format!("`{}` lacks the attribute `{name}`", element.local_name().as_ref()))
}

fn reference(name: &quick_xml::events::BytesRef) -> Option<String> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Some(c.to_string());
    }
    let text = match &**name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    };
    Some(text.to_string())
}

/// Whether `text` is XML: the other format begins with a letter or `#`.
pub fn is_xliff(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}
