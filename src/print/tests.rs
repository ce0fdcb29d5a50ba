//! What a book must hold, from Markdown to data and on to PDF.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{Book, book, locale, placeholders};
use crate::diag::{Checked, Span};
use crate::doc::{Block, BlockKind, PanelKind, for_participants, summary};
use crate::lang::Lang;
use crate::parse::parse;
use crate::path::VPath;
use crate::schema::pages::Kind;
use crate::view::{BookMedia, BookTarget, BookView, ChapterView};

/// A page with every kind of block that an author can write.
const EVERYTHING: &str = include_str!("../../tests/print/everything.md");

fn lang(tag: &str) -> Lang {
    Lang::new(tag).expect("a valid tag")
}

fn chapter(path: &str, markdown: &str) -> ChapterView {
    let file = VPath::new(&format!("content/tr/{path}.md")).expect("a valid path");
    let document = parse(&file, markdown.as_bytes(), Kind::Page).value;
    let summary = summary(&document, &lang("tr"));
    let anchors = summary.headings.iter().map(|heading| heading.id.clone().unwrap_or_else(|| heading.slug.clone()));
    let own = |anchor: &str| BookTarget::Chapter { path: path.to_string(), anchor: Some(anchor.to_string()) };
    let links = [
        ("https://example.org/", BookTarget::Web("https://example.org/".to_string())),
        ("other.md", BookTarget::Chapter { path: "other".to_string(), anchor: None }),
        ("#gone", own("gone")),
        ("#plan", own("plan")),
        ("#soru", own("soru")),
        ("#kutu", own("kutu")),
        ("#baslik", own("baslik")),
    ];
    let rows = [["Yıl", "Başvuru"], ["2020", "24431"]].map(|row| row.map(str::to_string).to_vec()).to_vec();
    let media = |name: &str, rows| BookMedia {
        file: VPath::new(name).expect("a valid path"),
        hash: String::new(),
        size: None,
        web_address: String::new(),
        rows,
    };
    ChapterView {
        path: path.to_string(),
        kind: Kind::Page,
        lang: lang("tr"),
        level: 1,
        title: document.fields.str("title").unwrap_or("Bölüm").to_string(),
        short_title: "Kısa".to_string(),
        part: false,
        follows: false,
        audience: crate::doc::Audience::Participant,
        web_address: format!("https://example.org/tr/{path}/"),
        anchors: anchors.collect(),
        notes: summary.notes.clone(),
        lead: Vec::new(),
        tail: vec![panel(&document.blocks)],
        document: Arc::new(for_participants(&document, &summary).unwrap_or(document)),
        links: links.map(|(written, target)| (written.to_string(), target)).into(),
        media: BTreeMap::from([
            ("/media/plan.svg".to_string(), media("content/media/plan.svg", Vec::new())),
            ("/media/data.csv".to_string(), media("content/media/data.csv", rows)),
        ]),
    }
}

/// The first paragraph as a box made from front matter.
fn panel(blocks: &[Block]) -> Block {
    let (id, title) = ("kutu".to_string(), "Kutu".to_string());
    let blocks =
        blocks.iter().filter(|block| matches!(&block.kind, BlockKind::Paragraph(_))).take(1).cloned().collect();
    Block { span: Span::default(), kind: BlockKind::Panel { kind: PanelKind::KeyPoints, id, title, blocks } }
}

fn view(chapters: Vec<ChapterView>) -> BookView {
    let strings = include_str!("../../locales/tr/print.ftl").lines().filter_map(|line| line.split_once(" = "));
    BookView {
        edition: "handbook".to_string(),
        lang: lang("tr"),
        direction: "ltr",
        title: "Elkitabı".to_string(),
        subtitle: "Deneme".to_string(),
        site_title: "Köprü".to_string(),
        publisher: String::new(),
        licence: String::new(),
        paper: "a5".to_string(),
        booklet: crate::config::Booklet::default(),
        date: crate::doc::Date::parse("2022-03"),
        imprint: vec![("Yayımlayan".to_string(), "Zeytinburnu Belediyesi".to_string())],
        chapters,
        terms: Vec::new(),
        lexicon: None,
        strings: strings.map(|(id, text)| (id.to_string(), text.to_string())).collect(),
    }
}

/// The blocks of a chapter with this text.
fn blocks(markdown: &str) -> Checked<Value> {
    let Checked { value, problems } = book(&view(vec![chapter("page", markdown)]));
    Checked::new(value.chapters[0].content["b"].clone(), problems)
}

fn everything() -> Checked<Book> {
    book(&view(vec![chapter("everything", EVERYTHING), chapter("other", "---\ntitle: Başka\n---\nMetin.\n")]))
}

#[test]
fn placeholders_are_written_without_spaces_and_marks() {
    assert_eq!(placeholders("(sayfa { $page })"), "(sayfa {page})");
    assert_eq!(placeholders("(Seite \u{2068}{$page}\u{2069})"), "(Seite {page})");
}

#[test]
fn locales_have_language_and_region() {
    assert_eq!(locale(&lang("tr")), json!(["tr", null]));
    assert_eq!(locale(&lang("de-CH")), json!(["de", "CH"]));
    assert_eq!(locale(&lang("zh-Hant")), json!(["zh", null]));
}

#[test]
fn blocks_know_their_place_in_the_source() {
    let text = "Bir *iki*.\n\n> Üç.\n";
    let blocks = blocks(text).value;
    assert_eq!(blocks[0], json!({ "k": "p", "pos": [0, 11], "c": ["Bir ", { "k": "em", "c": ["iki"] }, "."] }));
    assert_eq!(blocks[1]["k"], "quote");
    assert!(text[blocks[1]["pos"][0].as_u64().unwrap() as usize..].starts_with("> Üç."));
}

#[test]
fn readers_get_neither_trainer_notes_nor_the_key() {
    let text = everything().value.chapters[0].content.to_string();
    assert!(text.contains("Kime sorulur?"));
    for hidden in ["SIR", "GİZLİ", "Geri bildirim"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

#[test]
fn the_order_of_answers_does_not_tell_the_key() {
    let blocks = blocks(":::quiz{type=order}\nSırala:\n\n1. Zil\n2. Ağaç\n3. Çiçek\n:::\n").value;
    let answers: Vec<&str> = (0..3).map(|index| blocks[0]["answers"][index]["c"][0].as_str().unwrap()).collect();
    assert_eq!(answers, ["Ağaç", "Çiçek", "Zil"]);
}

#[test]
fn a_note_stands_at_its_first_reference() {
    let blocks = blocks("Bir[^n] ve iki[^n].\n\n[^n]: Dipnot[^n].\n").value;
    let line = &blocks[0]["c"];
    assert_eq!(line[1]["k"], "note");
    assert_eq!(line[1]["b"][0]["c"][1], json!({ "k": "mark", "label": line[1]["label"] }));
    assert_eq!(line[3]["k"], "mark");
}

#[test]
fn links_lead_to_what_is_printed() {
    let value = everything().value;
    let text = value.chapters[0].content.to_string();
    assert!(text.contains(r#""to":"other""#));
    assert!(text.contains(r#""to":"everything""#), "an anchor that is not printed leads to its chapter");
    assert!(!text.contains("gone"));
    let alone = blocks("[başka](other.md)\n").value;
    assert_eq!(alone[0]["c"][0]["to"], Value::Null);
}

#[test]
fn headings_skip_no_level() {
    let mut first = chapter("first", "## A\n\n### B\n\n## C\n");
    first.level = 3;
    let value = book(&view(vec![first])).value;
    let content = &value.chapters[0].content;
    let levels: Vec<u64> = (0..3).map(|index| content["b"][index]["level"].as_u64().unwrap()).collect();
    assert_eq!((content["level"].as_u64(), levels), (Some(1), vec![2, 3, 2]));
}

/// Role and number of chapters of these levels.
fn numbered(levels: &[u8]) -> Vec<(String, u64, String)> {
    let chapters = levels.iter().enumerate().map(|(index, level)| {
        let mut chapter = chapter(&format!("c{index}"), "Metin.\n");
        chapter.level = *level;
        chapter
    });
    let book = book(&view(chapters.collect())).value;
    // Words and their number stay on one line.
    let text = |content: &Value, name: &str| content[name].as_str().unwrap_or_default().replace('\u{a0}', " ");
    let row = |content: &Value| (text(content, "kicker"), content["level"].as_u64().unwrap(), text(content, "number"));
    book.chapters.iter().map(|chapter| row(&chapter.content)).collect()
}

fn row(kicker: &str, level: u64, number: &str) -> (String, u64, String) {
    (kicker.to_string(), level, number.to_string())
}

#[test]
fn several_sections_are_parts_and_their_chapters_are_counted_through() {
    let expected = [
        row("I. KISIM", 1, "I"),
        row("BÖLÜM 1", 2, "1"),
        row("1.1", 3, "1.1"),
        row("II. KISIM", 1, "II"),
        row("BÖLÜM 2", 2, "2"),
        row("BÖLÜM 3", 1, "3"),
    ];
    assert_eq!(numbered(&[1, 2, 3, 1, 2, 1]), expected);
}

#[test]
fn one_section_alone_opens_its_book() {
    assert_eq!(numbered(&[1, 2, 2]), [row("", 1, ""), row("BÖLÜM 1", 1, "1"), row("BÖLÜM 2", 1, "2")]);
    assert_eq!(numbered(&[1, 1]), [row("BÖLÜM 1", 1, "1"), row("BÖLÜM 2", 1, "2")]);
}

#[test]
fn declared_parts_are_the_only_parts() {
    let part = |number: usize, title: &str| ChapterView {
        part: true,
        title: title.to_string(),
        ..chapter(&format!("part:{number}"), "")
    };
    let page = |path: &str, level: u8| ChapterView { level, ..chapter(path, "Metin.\n") };
    let chapters =
        [page("foreword", 1), part(1, "Temel"), page("a", 2), page("a/b", 3), part(2, "Uygulama"), page("c", 2)];
    let book = book(&view(chapters.into())).value;
    let kickers: Vec<String> = book
        .chapters
        .iter()
        .map(|chapter| chapter.content["kicker"].as_str().unwrap().replace('\u{a0}', " "))
        .collect();
    assert_eq!(kickers, ["BÖLÜM 1", "I. KISIM", "BÖLÜM 2", "2.1", "II. KISIM", "BÖLÜM 3"]);
}

#[test]
fn terms_that_occur_are_explained_and_listed_by_the_alphabet() {
    let term = |term: &str, meaning: &str| crate::view::TermView {
        key: term.to_string(),
        term: term.to_string(),
        definition: vec![crate::doc::Inline::Text(meaning.to_string())],
        ..crate::view::TermView::default()
    };
    let mut view = view(vec![chapter("page", "Göçmenlere, şehre ve göçmene.\n\n## Göçmen\n\nGöçmen.\n")]);
    view.terms = vec![term("çarpan", "Yok."), term("göçmen", "Gelen."), term("şehir", "Yer."), term("şehre", "Ek.")];
    let book = book(&view).value;
    let letters: Vec<&str> = (0..2).map(|index| book.front["index"][index]["letter"].as_str().unwrap()).collect();
    assert_eq!(letters, ["G", "Ş"]);
    assert_eq!(book.front["index"][0]["entries"], json!([{ "term": "göçmen", "mark": "term:1" }]));
    let text = book.chapters[0].content.to_string();
    assert_eq!(text.matches("term:1").count(), 2, "once in each section: {text}");
    let glossary = book.chapters[1].content.to_string();
    assert!(glossary.contains("Gelen.") && !glossary.contains("Yok."), "{glossary}");
    assert!(!glossary.contains("term:"), "the glossary does not list itself");
}

#[test]
fn tables_have_numbers_except_inside_of_boxes() {
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
    let blocks = blocks(&format!("## Yollar\n\n{table}\n- madde\n\n  {}\n", table.replace('\n', "\n  "))).value;
    assert_eq!(blocks[1]["title"], "Yollar");
    assert_eq!(blocks[2]["items"][0]["b"][1]["title"], "");
}

#[test]
fn tables_carry_their_captions_also_inside_of_boxes() {
    let table = "| A |\n|---|\n| 1 |\n\n: Yıllara göre\n";
    let blocks = blocks(&format!("## Bölüm\n\n{table}\n:::details{{summary=X}}\n{table}:::\n")).value;
    for table in [&blocks[1], &blocks[2]["b"][0]] {
        assert_eq!((&table["k"], &table["title"]), (&json!("table"), &json!("")));
        assert_eq!(table["b"][0]["c"], json!(["Yıllara göre"]));
    }
}

#[test]
fn a_chart_its_caption_and_its_figures_are_one_block() {
    let blocks = blocks(":::chart{src=/media/data.csv type=bar title=\"Başvurular\"}\nKayıtlardan.\n:::\n").value;
    let chart = &blocks[0];
    assert_eq!((&chart["title"], &chart["drawing"]["alt"]), (&json!("Başvurular"), &json!("Başvurular")));
    assert_eq!((&chart["b"][0]["c"], &chart["rows"]), (&json!(["Kayıtlardan."]), &json!([[["2020"], ["24.431"]]])));
}

#[test]
fn straight_marks_become_those_of_the_language() {
    let value = blocks("\"Bir *'iki'* `\"kod\"`\" — Ankara'da <span lang=\"de\">\"ja\"</span>\n").value;
    let text = value[0]["c"].to_string().replace('\u{ad}', "").replace("\\u00ad", "");
    for part in ["“Bir ", "‘iki’", "” — Ankara’da ", "„ja“"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn what_is_nested_too_deep_is_printed_flat_and_reported_once() {
    let quotes: String = (1..40).map(|depth| format!("{0} d{depth}\n{0}\n", "> ".repeat(depth))).collect();
    let checked = blocks(&quotes);
    let codes: Vec<_> = checked.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["print-too-deep"]);
    assert!(checked.value.to_string().contains("d39"));
    assert!(nesting(&checked.value) < 40, "{}", nesting(&checked.value));
}

#[test]
fn a_chain_of_notes_ends() {
    let notes: String = (0..40).map(|n| format!("[^{n}]: n{n}[^{}]\n", n + 1)).collect();
    let checked = blocks(&format!("Metin[^0].\n\n{notes}[^40]: son\n"));
    assert!(nesting(&checked.value) < 60, "{}", nesting(&checked.value));
}

fn nesting(value: &Value) -> usize {
    let inner: Vec<&Value> = match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return 0,
    };
    1 + inner.into_iter().map(nesting).max().unwrap_or(0)
}

#[test]
fn templates_leave_letter_case_and_code_alone() {
    let snapshot = crate::snapshot::Snapshot::new([]);
    let templates: Vec<_> =
        snapshot.below("themes/default/print").filter(|(path, _)| path.extension() == "typ").collect();
    assert!(!templates.is_empty());
    for (path, file) in templates {
        let text = file.text().expect("templates are UTF-8");
        for banned in ["upper(", "lower(", "eval("] {
            assert!(!text.contains(banned), "{path} uses {banned}");
        }
    }
}

#[cfg(feature = "print")]
mod verbatim;

#[cfg(feature = "print")]
mod typeset {
    use super::*;
    use crate::print::engine::typeset;
    use crate::print::{Printed, Reuse};
    use crate::snapshot::Snapshot;

    pub const PLAN: &str =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><path d="M0 0h90v40z"/></svg>"#;

    fn pdf(book: &Book, media: &str) -> Checked<Option<Printed>> {
        let snapshot = Snapshot::new([]);
        let theme: Vec<_> = snapshot
            .below("themes/default/print")
            .map(|(path, file)| (path.clone(), Arc::clone(&file.bytes)))
            .collect();
        typeset(book, &theme, |_| Some(media.as_bytes().into()), Reuse::Never)
    }

    #[test]
    fn every_block_can_be_typeset_without_a_problem_and_twice_the_same() {
        let book = everything().value;
        let first = pdf(&book, PLAN);
        assert_eq!(first.problems, []);
        let printed = first.value.expect("two files");
        assert!(printed.pdf.starts_with(b"%PDF-1.7"));
        assert!(printed.booklet.as_ref().is_some_and(|booklet| booklet.starts_with(b"%PDF-1.7")));
        assert!(Some(printed) == pdf(&book, PLAN).value, "a second run gave other bytes");
    }

    #[test]
    fn a_chapter_can_follow_on_the_page_of_the_one_before() {
        let pages = |follows: bool| {
            let second = ChapterView { follows, ..chapter("second", "İkinci.\n") };
            let book = book(&view(vec![chapter("first", "Birinci.\n"), second])).value;
            pdf(&book, PLAN).value.expect("a book").pages
        };
        assert_eq!(pages(true) + 1, pages(false));
    }

    #[test]
    fn a_broken_picture_does_not_cost_the_book() {
        let checked = pdf(&everything().value, "<svg");
        assert!(checked.value.is_some());
        assert_eq!(checked.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["print-picture"]);
    }

    #[test]
    fn text_that_runs_out_of_its_block_is_reported_at_its_line() {
        let text = format!("Kısa.\n\n{}\n", "x".repeat(200));
        let checked = pdf(&book(&view(vec![chapter("page", &text)])).value, PLAN);
        assert!(checked.value.is_some());
        let found: Vec<_> = checked.problems.iter().map(|problem| (problem.code, problem.span.start)).collect();
        assert_eq!(found, [("print-overflow", 8)]);
    }

    #[test]
    fn an_error_in_a_template_names_its_line() {
        let main = (VPath::fixed("themes/own/print/main.typ"), Arc::from(&b"\n#nothing"[..]));
        let checked = typeset(&everything().value, &[main], |_| None, Reuse::Never);
        assert!(checked.value.is_none());
        let problem = checked.problems.last().expect("a problem");
        assert_eq!(
            (problem.code, problem.file.as_str(), problem.span.start),
            ("print-template", "themes/own/print/main.typ", 2)
        );
    }

    /// The built-in templates with one more line at the end of `main.typ`.
    fn with_line(line: &str) -> Vec<(VPath, Arc<[u8]>)> {
        let snapshot = Snapshot::new([]);
        let add = |(path, file): (&VPath, &crate::snapshot::File)| {
            let mut bytes = file.bytes.to_vec();
            if path.name() == "main.typ" {
                bytes.extend_from_slice(line.as_bytes());
            }
            (path.clone(), Arc::from(bytes))
        };
        snapshot.below("themes/default/print").map(add).collect()
    }

    fn codes_with_line(line: &str) -> Vec<&'static str> {
        let book = book(&view(vec![chapter("page", "Kısa.\n")])).value;
        let problems = typeset(&book, &with_line(line), |_| None, Reuse::Never).problems;
        problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn a_warning_of_the_typesetter_is_passed_on() {
        assert_eq!(codes_with_line("\n#text(font: \"No Such Font\")[söz]\n"), ["print-template-warning"]);
    }

    #[test]
    fn words_printed_over_each_other_are_reported() {
        assert_eq!(codes_with_line("\n#place(top)[birinci söz]#place(top, dx: 9pt)[ikinci söz]\n"), ["print-overlap"]);
    }

    #[test]
    fn the_last_two_rows_of_a_table_stand_on_one_page() {
        let row = |cell: &str| format!("| {cell} | {} |\n", "söz ".repeat(9));
        let table = |rows| format!("| a | b |\n|---|---|\n{}{}", row("1").repeat(rows), row("~~2~~").repeat(2));
        let page = |rows| chapter(&format!("page-{rows}"), &table(rows));
        let book = book(&view((20..60).map(page).collect())).value;
        let apart = "\n#context for rows in query(strike).map(cell => cell.location().page()).chunks(2) {
            if rows.first() != rows.last() { text(font: \"No Such Font\")[apart] }
        }\n";
        assert_eq!(typeset(&book, &with_line(apart), |_| None, Reuse::Never).problems, []);
    }
}
