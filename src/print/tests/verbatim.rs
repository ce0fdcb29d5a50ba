//! Text of an author is printed as it was written, whatever the typesetter would make of it as code.

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use super::*;
use crate::doc::{Alignment, Document, Image, Inline, Item, Link, Note, Table, Video, VideoPlace};
use crate::print::engine::everything_said;
use crate::snapshot::Snapshot;

/// What means something to the typesetter, to its templates, or to the languages around it.
const CODE: &[&str] = &[
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "#panic(\"no\") #{1 + 1} #eval(\"1\")",
    "#set page(width: 1cm) #show: none",
    "#import \"@preview/a:1.0.0\": * #read(\"/etc/passwd\")",
    "$ a^2 / b_1 $ *strong* _emph_ `raw`",
    "@ref <label> // comment /* never closed",
    "\\u{41} \\# ~ -- --- ... ]]] }}} {page} {number}",
    "= heading",
    "/ term: description",
    "\")#panic(\"",
    "Göçmenlere yönelik İŞLER, ılık ĞÜŞÖÇ — ₺100 “tırnak”",
    "Straßenbahnhaltestelle, Ärger über Öl, „Größe“ §5",
];

/// Printed from right to left, so only its words are compared.
const ARABIC: &str = "مرحبا بكم في المدينة #panic(\"لا\")";

/// Words of all signs of ASCII and the letters of Turkish and German.
const WORDS: &str = "[!-~ğüşöçıİĞÜŞÖÇâîûÄÖÜäöüß€₺]{1,12}( [!-~ğüşöçıİĞÜŞÖÇâîûÄÖÜäöüß€₺]{1,12}){0,4}";

/// How often a text is printed at least.
const PLACES: usize = 14;

fn block(kind: BlockKind) -> Block {
    Block { span: Span::default(), kind }
}

fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(vec![Inline::Text(text.to_string())]))
}

/// Blocks with the text in every place that an author can put it.
fn everywhere(number: usize, text: &str) -> Vec<Block> {
    let (text, span) = (text.to_string(), Span::default());
    let line = || vec![Inline::Text(text.clone())];
    let inside = || vec![paragraph(&text)];
    let image = Image { source: "/media/plan.svg".to_string(), alt: text.clone(), title: text.clone(), span };
    let link = Box::new(Link { target: text.clone(), title: text.clone(), content: line(), span });
    let note = Inline::NoteReference { label: number.to_string(), span };
    let film = VideoPlace::Web(format!("https://example.org/{number}"));
    let kinds = [
        BlockKind::Heading { level: 2, ordinal: number, id: None, content: line() },
        BlockKind::Paragraph(vec![Inline::Strong(line()), Inline::Code(text.clone()), Inline::Link(link), note]),
        BlockKind::Table(Box::new(Table {
            alignments: vec![Alignment::None],
            header: vec![line()],
            rows: vec![vec![line()]],
            caption: inside(),
        })),
        BlockKind::Figure { image: Box::new(image), caption: inside(), credit: text.clone(), id: None },
        BlockKind::Code { language: text.clone(), text: text.clone() },
        BlockKind::List { start: None, items: vec![Item { span, task: None, blocks: inside() }] },
        BlockKind::Quote(inside()),
        BlockKind::Checklist { title: text.clone(), blocks: inside() },
        BlockKind::Video(Box::new(Video {
            title: text.clone(),
            place: film,
            lang: None,
            transcript: None,
            description: inside(),
            span,
        })),
    ];
    kinds.into_iter().map(block).collect()
}

fn book_of(texts: &[String]) -> Book {
    let mut page = chapter("page", "");
    let mut document = Document::clone(&page.document);
    for (number, text) in texts.iter().enumerate() {
        document.blocks.extend(everywhere(number, text));
        document.notes.insert(number.to_string(), Note { span: Span::default(), blocks: vec![paragraph(text)] });
        page.links.insert(text.clone(), BookTarget::Web(format!("https://example.org/?{text}")));
        page.notes.push(number.to_string());
        page.anchors.push(format!("a{number}"));
    }
    page.document = Arc::new(document);
    let text = texts.join(" ");
    page.title.clone_from(&text);
    let imprint = vec![(text.clone(), text.clone())];
    book(&BookView { title: text.clone(), subtitle: text.clone(), site_title: text, imprint, ..view(vec![page]) }).value
}

/// The text without what line breaking and quotation marks of the language change.
fn bare(text: &str) -> String {
    let changes =
        |c: &char| c.is_whitespace() || "-\u{2010}\u{ad}\u{200b}\u{2060}\"'“”„‘’‚".contains(*c) || c.is_control();
    text.chars().filter(|c| !changes(c)).collect()
}

fn said(book: &Book) -> Checked<String> {
    let snapshot = Snapshot::new([]);
    let files = snapshot.below("themes/default/print");
    let theme: Vec<_> = files.map(|(path, file)| (path.clone(), Arc::clone(&file.bytes))).collect();
    everything_said(book, &theme, super::typeset::PLAN.as_bytes())
}

#[test]
fn no_text_of_an_author_is_ever_code() {
    let config = ProptestConfig {
        cases: 2,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(5),
        max_shrink_iters: 20,
        ..ProptestConfig::default()
    };
    let texts = prop::collection::vec(WORDS, 8);
    let printed_as_written = |generated: Vec<String>| {
        let texts: Vec<String> = CODE.iter().map(|text| (*text).to_string()).chain(generated).collect();
        let Checked { value, problems } = said(&book_of(&texts));
        prop_assert_eq!(problems, []);
        let printed = bare(&value);
        for text in &texts {
            let found = printed.matches(&bare(text)).count();
            prop_assert!(found >= PLACES, "{} is printed {} times", text, found);
        }
        Ok(())
    };
    TestRunner::new(config).run(&texts, printed_as_written).expect("every text is printed as it is written");
}

#[test]
fn arabic_is_printed_with_the_fonts_of_the_program() {
    let Checked { value, problems } = said(&book_of(&[ARABIC.to_string()]));
    assert_eq!(problems, []);
    for word in ARABIC.split(' ') {
        assert!(value.matches(word.trim_matches(['#', '"', '(', ')'])).count() >= PLACES, "{word}");
    }
}
