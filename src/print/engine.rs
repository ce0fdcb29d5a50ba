//! Typesetting: a [`Book`] and the templates of its theme into a tagged PDF.
//!
//! Typst sees virtual files only: no disk, no network, no clock. The file
//! conforms to PDF/UA-1 and, if the book has a date, to PDF/A-2a, which asks for
//! one. The same book gives the same bytes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult, Severity, SourceDiagnostic, SourceResult, Warned};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::Sides;
use typst::model::Document;
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::{ExchangeFormat, ImageFormat, RasterFormat, RasterImage, SvgImage, VectorFormat};
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{Book, Imposition, Printed, Reuse, chapter_path, compact, gate, impose, picture_path, preflight};
use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::Date;
use crate::path::VPath;
use crate::problems;

/// Books whose computations are kept while an author works on them: a page stands in one or two.
const BOOKS_AT_HAND: usize = 2;

/// The files of `book`, or nothing if it cannot be typeset.
///
/// `theme` holds the files of `themes/<name>/print/`: templates, and fonts that
/// are used beside the built-in ones. `media` gives the files of pictures.
pub fn typeset(
    book: &Book,
    theme: &[(VPath, Arc<[u8]>)],
    media: impl Fn(&VPath) -> Option<Arc<[u8]>>,
    reuse: Reuse,
) -> Checked<Option<Printed>> {
    let mut problems = Vec::new();
    let world = world(book, theme, media).unpack(&mut problems);
    let document = layout(&world, &mut problems);
    match reuse {
        // What one book computed needs a quarter of a gigabyte; its own files and the next book must not add to it.
        Reuse::Never => typst::comemo::evict(0),
        // A small sheet pushes no book out.
        Reuse::Soon if book.imposition.is_some() => typst::comemo::evict(BOOKS_AT_HAND),
        Reuse::Soon => {}
    }
    let Some(document) = document else { return Checked::new(None, problems) };
    let (pdf, booklet) = files(&document, book, reuse);
    let mut refuse = |errors: EcoVec<SourceDiagnostic>| problems.extend(world.problems(&errors));
    let (pdf, booklet) = (pdf.map_err(&mut refuse).ok(), booklet.map_err(&mut refuse).ok());
    problems.extend(gate::inspect(document.pages().iter().map(|page| (&page.frame, page.number)), book));
    let pages = document.pages().len();
    let printed = pdf.zip(booklet).map(|(pdf, booklet)| Printed { pdf, booklet, pages });
    Checked::new(printed, problems)
}

/// What Typst may see of `book`, after everything that it would stumble over is taken out and reported.
fn world(book: &Book, theme: &[(VPath, Arc<[u8]>)], media: impl Fn(&VPath) -> Option<Arc<[u8]>>) -> Checked<BookWorld> {
    let fonts = fonts(theme);
    let has_glyph = |c: char| fonts.iter().any(|font| font.info().coverage.contains(c.into()));
    let fault = |file: &VPath| picture_fault(media(file));
    let Checked { value: (front, chapters), problems } = preflight::check(book, &has_glyph, &fault);

    let mut world = BookWorld::new(fonts, theme, &book.template);
    world.add("/book.json", Bytes::new(front.to_string().into_bytes()));
    for (index, chapter) in chapters.iter().enumerate() {
        world.add(&chapter_path(index), Bytes::new(chapter.to_string().into_bytes()));
    }
    for (index, picture) in book.pictures.iter().enumerate() {
        let drawing = picture.drawing.as_ref().map(|drawing| Arc::from(drawing.as_bytes()));
        world.add(&picture_path(index), Bytes::new(drawing.or_else(|| media(&picture.file)).unwrap_or_default()));
    }
    Checked::new(world, problems)
}

/// Everything that `book` says, for tests: words in printed order, alternative texts, addresses of
/// links and the title.
#[cfg(test)]
pub fn everything_said(book: &Book, theme: &[(VPath, Arc<[u8]>)], picture: &[u8]) -> Checked<String> {
    let Checked { value: world, mut problems } = world(book, theme, |_| Some(picture.into()));
    let document = layout(&world, &mut problems);
    let mut said = String::new();
    if let Some(document) = &document {
        said.push_str(document.info().title.as_deref().unwrap_or_default());
        document.pages().iter().for_each(|page| gate::say(&page.frame, &mut said));
    }
    typst::comemo::evict(0);
    Checked::new(said, problems)
}

fn layout(world: &BookWorld, problems: &mut Vec<Diagnostic>) -> Option<PagedDocument> {
    let Warned { output, warnings } = typst::compile(world);
    problems.extend(warnings.iter().map(|warning| world.problem(warning)));
    output.map_err(|errors| problems.extend(world.problems(&errors))).ok()
}

/// The files of a laid-out book, for the screen and for the printer: side by side while an author
/// waits for them, else one after the other, which takes less memory.
fn files(
    document: &PagedDocument,
    book: &Book,
    reuse: Reuse,
) -> (SourceResult<Vec<u8>>, SourceResult<Option<Vec<u8>>>) {
    let screen = || pdf(document, book);
    let printer = || book.imposition.as_ref().map(|how| booklet(document, book, how)).transpose();
    match reuse {
        Reuse::Soon => rayon::join(screen, printer),
        Reuse::Never => (screen(), printer()),
    }
}

fn pdf(document: &PagedDocument, book: &Book) -> SourceResult<Vec<u8>> {
    let note = book.front["strings"]["print-footnote"].as_str().unwrap_or_default();
    let bytes = typst_pdf::pdf(&trimmed(document), &screen(book))?;
    Ok(compact::pack(bytes, |object| with_note_name(object, note)))
}

fn booklet(document: &PagedDocument, book: &Book, imposition: &Imposition) -> SourceResult<Vec<u8>> {
    let bytes = typst_pdf::pdf(&impose::booklet(document, imposition), &sheets(book))?;
    Ok(compact::pack(bytes, |object| with_bleed_box(object, imposition.bleed)))
}

/// `document` without what is printed beyond the edge of the paper only to be cut off.
fn trimmed(document: &PagedDocument) -> PagedDocument {
    if document.pages().iter().all(|page| page.bleed == Sides::default()) {
        return document.clone();
    }
    let pages = document.pages().iter().map(|page| Page { bleed: Sides::default(), ..page.clone() });
    PagedDocument::new(pages.collect(), document.info().clone())
}

/// Gives footnote marks their name for screen readers in the book's language.
///
/// Typst has no word for it in some languages, Turkish among them, and writes
/// the English one.
fn with_note_name(object: Vec<u8>, word: &str) -> Vec<u8> {
    const ENGLISH: &[u8] = b"/Contents(Footnote ";
    let Some(start) = compact::find(&object, ENGLISH).filter(|_| !word.is_empty()) else { return object };
    let number = start + ENGLISH.len();
    let Some(length) = compact::find(&object[number..], b")") else { return object };
    let number = String::from_utf8_lossy(&object[number..number + length]);
    let name = format!("/Contents<{}>", utf16_digits(&format!("{word} {number}")));
    let rest = &object[start + ENGLISH.len() + length + 1..];
    [&object[..start], name.as_bytes(), rest].concat()
}

/// The text as PDF writes it in hexadecimal digits.
fn utf16_digits(text: &str) -> String {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).map(|unit| format!("{unit:04X}")).collect()
}

/// Tells the printer where the bleed ends; between it and the edge are the crop marks.
fn with_bleed_box(object: Vec<u8>, bleed: f64) -> Vec<u8> {
    const TRIM: &[u8] = b"/TrimBox[";
    let Some(start) = compact::find(&object, TRIM).filter(|_| bleed > 0.0) else { return object };
    let Some(length) = compact::find(&object[start..], b"]") else { return object };
    let corners = String::from_utf8_lossy(&object[start + TRIM.len()..start + length]).into_owned();
    let corners: Vec<f64> = corners.split_ascii_whitespace().filter_map(|corner| corner.parse().ok()).collect();
    let [left, bottom, right, top] = corners[..] else { return object };
    let bleed = bleed * impose::POINTS;
    let area = format!("/BleedBox[{:.3} {:.3} {:.3} {:.3}]", left - bleed, bottom - bleed, right + bleed, top + bleed);
    [&object[..start], area.as_bytes(), &object[start..]].concat()
}

/// The file for the screen: accessible, and fit for an archive.
fn screen(book: &Book) -> PdfOptions {
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

/// The file for the printer: nothing in it is read in an order.
fn sheets(book: &Book) -> PdfOptions {
    let ident = Smart::Custom(format!("{}/booklet", book.ident));
    PdfOptions { ident, tagged: false, standards: PdfStandards::default(), ..screen(book) }
}

/// A partial date counts from its first day.
fn timestamp(date: Date) -> Option<Timestamp> {
    let day = Datetime::from_ymd(date.year.into(), date.month.unwrap_or(1), date.day.unwrap_or(1))?;
    Some(Timestamp::new_utc(day))
}

/// They are the same for every book of a process, and which letters they have takes long to find out.
static BUILT_IN_FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| typst_assets::fonts().map(Bytes::new).flat_map(Font::iter).collect());

/// The fonts that the program carries, then those of the theme.
pub(super) fn fonts(theme: &[(VPath, Arc<[u8]>)]) -> Vec<Font> {
    let own = theme.iter().filter(|(path, _)| matches!(path.extension(), "otf" | "ttf"));
    let own = own.map(|(_, bytes)| Bytes::new(Arc::clone(bytes)));
    BUILT_IN_FONTS.iter().cloned().chain(own.flat_map(Font::iter)).collect()
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
pub(super) struct BookWorld {
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
    pub(super) fn new(fonts: Vec<Font>, theme: &[(VPath, Arc<[u8]>)], main: &str) -> Self {
        let font_book = LazyHash::new(FontBook::from_fonts(&fonts));
        let templates = theme.iter().filter(|(path, _)| path.extension() == "typ").map(|(path, bytes)| {
            let id = file_id(&format!("/{}", path.name()));
            let source = Source::new(id, String::from_utf8_lossy(bytes).into_owned());
            (id, Template { file: path.clone(), source })
        });
        let (library, main) = (LazyHash::new(Library::default()), file_id(&format!("/{main}")));
        Self { library, fonts, font_book, main, files: HashMap::new(), templates: templates.collect() }
    }

    pub(super) fn add(&mut self, path: &str, bytes: Bytes) {
        self.files.insert(file_id(path), bytes);
    }

    fn problems(&self, errors: &[SourceDiagnostic]) -> impl Iterator<Item = Diagnostic> {
        errors.iter().map(|error| self.problem(error))
    }

    /// A problem of Typst at the line of the template that it met.
    pub(super) fn problem(&self, diagnostic: &SourceDiagnostic) -> Diagnostic {
        let trace = diagnostic.trace.iter().map(|point| DiagSpan::from(point.span));
        let place = std::iter::once(diagnostic.span).chain(trace).find_map(|span| self.place(span));
        let (file, range) = place.unwrap_or((VPath::fixed("themes/default/print/main.typ"), 0..0));
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
    fn footnotes_are_named_in_the_language_of_the_book() {
        let object = b"<</Contents(Footnote 12)/S/Link>>".to_vec();
        let named = with_note_name(object.clone(), "Ş");
        assert_eq!(String::from_utf8(named).unwrap(), "<</Contents<FEFF015E002000310032>/S/Link>>");
        assert_eq!(with_note_name(object.clone(), ""), object);
    }

    #[test]
    fn sheets_say_where_the_bleed_ends() {
        let named = with_bleed_box(b"<</TrimBox[10 10 100 100]>>".to_vec(), 25.4 / 72.0);
        assert_eq!(
            String::from_utf8(named).unwrap(),
            "<</BleedBox[9.000 9.000 101.000 101.000]/TrimBox[10 10 100 100]>>"
        );
    }
}
