//! Typesetting: a [`Book`] and the templates of its theme into a tagged PDF.
//!
//! Typst sees virtual files only: no disk, no network, no clock. The file
//! conforms to PDF/UA-1 and, if the book has a date, to PDF/A-2a, which asks for
//! one. The same book gives the same bytes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use typst::diag::{FileError, FileResult, Severity, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::{ExchangeFormat, ImageFormat, RasterFormat, RasterImage, SvgImage, VectorFormat};
use typst::{Library, LibraryExt, World, WorldExt};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{Book, chapter_path, gate, picture_path, preflight};
use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::Date;
use crate::path::VPath;
use crate::problems;

/// The template that Typst begins with.
const MAIN: &str = "main.typ";

/// The PDF of `book`, or nothing if it cannot be typeset.
///
/// `theme` holds the files of `themes/<name>/print/`: templates, and fonts that
/// are used beside the built-in ones. `media` gives the files of pictures.
pub fn typeset(
    book: &Book,
    theme: &[(VPath, Arc<[u8]>)],
    media: impl Fn(&VPath) -> Option<Arc<[u8]>>,
) -> Checked<Option<Vec<u8>>> {
    let fonts = fonts(theme);
    let has_glyph = |c: char| fonts.iter().any(|font| font.info().coverage.contains(c.into()));
    let fault = |file: &VPath| picture_fault(media(file));
    let mut problems = Vec::new();
    let (front, chapters) = preflight::check(book, &has_glyph, &fault).unpack(&mut problems);

    let mut world = BookWorld::new(fonts, theme);
    world.add("/book.json", Bytes::new(front.to_string().into_bytes()));
    for (index, chapter) in chapters.iter().enumerate() {
        world.add(&chapter_path(index), Bytes::new(chapter.to_string().into_bytes()));
    }
    for (index, picture) in book.pictures.iter().enumerate() {
        world.add(&picture_path(index), Bytes::new(media(&picture.file).unwrap_or_default()));
    }
    let pdf = compile(&world, book, &mut problems);
    // One book needs a quarter of a gigabyte; the next one must not add to it.
    typst::comemo::evict(0);
    Checked::new(pdf, problems)
}

fn compile(world: &BookWorld, book: &Book, problems: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    let Warned { output, warnings } = typst::compile(world);
    problems.extend(warnings.iter().map(|warning| world.problem(warning)));
    let document = output.map_err(|errors| problems.extend(errors.iter().map(|error| world.problem(error)))).ok()?;
    let pdf = typst_pdf::pdf(&document, &options(book));
    problems.extend(gate::inspect(document.pages().iter().map(|page| (&page.frame, page.number)), book));
    let mut pdf = pdf.map_err(|errors| problems.extend(errors.iter().map(|error| world.problem(error)))).ok()?;
    if let Some(word) = book.front["strings"]["print-footnote"].as_str() {
        name_notes(&mut pdf, word);
    }
    Some(pdf)
}

/// Gives footnote marks their name for screen readers in the book's language.
///
/// Typst has no word for it in some languages, Turkish among them, and writes
/// the English one. The new word takes the place of the old one byte for byte,
/// with spaces behind it, since everything after it must stay where it is; a
/// word that is longer or not ASCII leaves the English one.
fn name_notes(pdf: &mut [u8], word: &str) {
    const OLD: &[u8] = b"/Contents(Footnote ";
    const NAME: Range<usize> = 10..18;
    if word.len() > NAME.len() || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return;
    }
    let mut start = 0;
    while let Some(found) = find(&pdf[start..], OLD) {
        let name = start + found + NAME.start;
        let Some(close) = find(&pdf[name..], b")") else { return };
        let number = pdf[name + NAME.len()..name + close].to_vec();
        let renamed = [word.as_bytes(), &number, b")"].concat();
        let text = &mut pdf[name..=name + close];
        text.fill(b' ');
        text[..renamed.len()].copy_from_slice(&renamed);
        start = name + close;
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn options(book: &Book) -> PdfOptions {
    let timestamp = book.date.and_then(timestamp);
    let standards: &[PdfStandard] = match timestamp {
        Some(_) => &[PdfStandard::A_2a, PdfStandard::Ua_1],
        None => &[PdfStandard::Ua_1],
    };
    PdfOptions {
        ident: Smart::Custom(book.ident.clone()),
        creator: Smart::Custom(Some("Köprü".to_string())),
        timestamp,
        page_ranges: None,
        standards: PdfStandards::new(standards).expect("both standards rest on PDF 1.7"),
        tagged: true,
        pretty: false,
    }
}

/// A partial date counts from its first day.
fn timestamp(date: Date) -> Option<Timestamp> {
    let day = Datetime::from_ymd(date.year.into(), date.month.unwrap_or(1), date.day.unwrap_or(1))?;
    Some(Timestamp::new_utc(day))
}

/// The fonts that the program carries, then those of the theme.
fn fonts(theme: &[(VPath, Arc<[u8]>)]) -> Vec<Font> {
    let built_in = typst_assets::fonts().map(Bytes::new);
    let own = theme.iter().filter(|(path, _)| matches!(path.extension(), "otf" | "ttf"));
    let own = own.map(|(_, bytes)| Bytes::new(Arc::clone(bytes)));
    built_in.chain(own).flat_map(Font::iter).collect()
}

/// Why a picture cannot be printed, if it cannot.
fn picture_fault(bytes: Option<Arc<[u8]>>) -> Option<String> {
    let Some(bytes) = bytes.map(Bytes::new) else {
        return Some("there is no such file".to_string());
    };
    let fault = match ImageFormat::detect(&bytes) {
        Some(ImageFormat::Raster(RasterFormat::Exchange(format))) => raster_fault(bytes, format),
        Some(ImageFormat::Vector(VectorFormat::Svg)) => svg_fault(bytes),
        Some(ImageFormat::Vector(VectorFormat::Pdf) | ImageFormat::Raster(RasterFormat::Pixel(_))) | None => {
            Some("its format is not known".to_string())
        }
    };
    fault.map(|reason| reason.lines().next().unwrap_or_default().to_string())
}

fn svg_fault(bytes: Bytes) -> Option<String> {
    SvgImage::new(bytes).is_err().then(|| "it is not a whole SVG file".to_string())
}

fn raster_fault(bytes: Bytes, format: ExchangeFormat) -> Option<String> {
    RasterImage::plain(bytes, format).err().map(|error| error.to_string())
}

/// What Typst may see.
struct BookWorld {
    library: LazyHash<Library>,
    fonts: Vec<Font>,
    font_book: LazyHash<FontBook>,
    main: FileId,
    files: HashMap<FileId, Bytes>,
    templates: HashMap<FileId, Template>,
}

struct Template {
    /// Its name in the site, for problems.
    file: VPath,
    source: Source,
}

impl BookWorld {
    fn new(fonts: Vec<Font>, theme: &[(VPath, Arc<[u8]>)]) -> Self {
        let font_book = LazyHash::new(FontBook::from_fonts(&fonts));
        let templates = theme.iter().filter(|(path, _)| path.extension() == "typ").map(|(path, bytes)| {
            let id = file_id(&format!("/{}", path.name()));
            let source = Source::new(id, String::from_utf8_lossy(bytes).into_owned());
            (id, Template { file: path.clone(), source })
        });
        let (library, main) = (LazyHash::new(Library::default()), file_id(&format!("/{MAIN}")));
        Self { library, fonts, font_book, main, files: HashMap::new(), templates: templates.collect() }
    }

    fn add(&mut self, path: &str, bytes: Bytes) {
        self.files.insert(file_id(path), bytes);
    }

    /// A problem of Typst at the line of the template that it met.
    fn problem(&self, diagnostic: &SourceDiagnostic) -> Diagnostic {
        let trace = diagnostic.trace.iter().map(|point| DiagSpan::from(point.span));
        let place = std::iter::once(diagnostic.span).chain(trace).find_map(|span| self.place(span));
        let (file, range) = place.unwrap_or((VPath::fixed(MAIN), 0..0));
        let span = Span::new(range.start, range.end);
        let problem = match diagnostic.severity {
            Severity::Error => problems::typst_error(&file, span, &diagnostic.message),
            Severity::Warning => problems::typst_warning(&file, span, &diagnostic.message),
        };
        let hints: Vec<&str> = diagnostic.hints.iter().map(|hint| hint.v.as_str()).collect();
        if hints.is_empty() { problem } else { problem.help(hints.join("; ")) }
    }

    fn place(&self, span: DiagSpan) -> Option<(VPath, Range<usize>)> {
        let template = self.templates.get(&span.id()?)?;
        Some((template.file.clone(), self.range(span)?))
    }
}

impl World for BookWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.font_book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.templates.get(&id).map(|template| template.source.clone()).ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}

/// The number of a virtual path. Typst never gives a number back and has 65,535
/// of them, so the paths of all books are the same few.
fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("virtual paths are normalised");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnotes_are_named_in_place() {
        let name = |word: &str| {
            let mut pdf = b"<</Contents(Footnote 12)/S>><</Contents(Footnote 3)>>".to_vec();
            name_notes(&mut pdf, word);
            String::from_utf8(pdf).unwrap()
        };
        assert_eq!(name("Dipnot"), "<</Contents(Dipnot 12)  /S>><</Contents(Dipnot 3)  >>");
        assert_eq!(name("Fußnote"), "<</Contents(Footnote 12)/S>><</Contents(Footnote 3)>>");
    }
}
