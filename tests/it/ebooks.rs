//! Every print edition is an e-book, too.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use kopru::pipeline::{Build, Memo, Options, build};

use crate::{repository, snapshot};

const SETTINGS: &str = "title: {tr: Elkitabı & Rehber, en: Handbook, de: Handbuch}\n\
    base_url: https://example.org\nlanguages: [tr, en, de]\n\
    editions:\n  all:\n    title: {tr: Bütün İşler, en: Everything, de: Alles}\n    pages: [a, b, c]\n    imprint: {year: 2026}\n";

const FIRST: &str = "---\ntitle: Birinci\ndate: 2026-03-05\n---\n[ikinci](b.md#hedef), [dışarıda](d.md)[^1]\n\n\
    ![Plan](/media/plan.svg)\n\n[^1]: Dipnot.\n";
const SECOND: &str = "---\ntitle: İkinci\n---\n## Hedef {#hedef}\n\n[yok](#sir)\n\n:::trainer\n## SIR {#sir}\n:::\n";

fn site(third: &str) -> Build {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"/>";
    let site = snapshot([
        ("content/site.yaml", SETTINGS),
        ("content/tr/a.md", FIRST),
        ("content/tr/b.md", SECOND),
        ("content/de/b.md", "---\ntitle: Zweites\n---\n## Ziel {#hedef}\n\n:::trainer\n## GEHEIM\n:::\n"),
        ("content/tr/c.md", third),
        ("content/tr/d.md", "---\ntitle: Dışarıda\n---\n"),
        ("content/media/plan.svg", drawing),
        ("content/media/data.csv", "Yıl,Başvuru\n2020,24431\n"),
    ]);
    build(&site, &Options::default(), &Memo::default())
}

/// The files of an e-book as text, in the order of the archive.
pub fn unpacked(build: &Build, path: &str) -> Vec<(String, String)> {
    let book = build.artifacts.iter().find(|artifact| artifact.path.as_str() == path);
    let book = book.unwrap_or_else(|| panic!("no {path}; problems: {:#?}", build.problems));
    let mut archive = zip::ZipArchive::new(Cursor::new(&book.bytes)).unwrap();
    let mut read = |index| {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().to_string(), text)
    };
    (0..zip::ZipArchive::new(Cursor::new(&book.bytes)).unwrap().len()).map(&mut read).collect()
}

fn xml(text: &str) -> Result<roxmltree::Document<'_>, roxmltree::Error> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options)
}

/// Why `text` is not XML.
pub fn xml_error(text: &str) -> Option<String> {
    xml(text).err().map(|error| error.to_string())
}

fn files(build: &Build, lang: &str) -> BTreeMap<String, String> {
    unpacked(build, &format!("{lang}/print/all.epub")).into_iter().collect()
}

#[test]
fn an_ebook_holds_its_chapters_pictures_and_contents() {
    let built = site("");
    let names: Vec<String> = unpacked(&built, "tr/print/all.epub").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[0], "mimetype");
    let files = files(&built, "tr");
    let package = &files["EPUB/package.opf"];
    for part in ["<dc:language>tr<", "<dc:title>Bütün İşler<", "<dc:date>2026-03-05<", ">2026-03-05T00:00:00Z<"] {
        assert!(package.contains(part), "{part} is not in {package}");
    }
    // Everything in the archive is declared, and the other way round.
    let declared = |name: &str| package.contains(&format!("href=\"{name}\""));
    let inside: Vec<&str> = names.iter().filter_map(|name| name.strip_prefix("EPUB/")).collect();
    assert!(inside.iter().all(|name| *name == "package.opf" || declared(name)), "{inside:?}");
    assert_eq!(package.matches("<item ").count() + 1, inside.len());
    assert!(files["EPUB/nav.xhtml"].contains("<a href=\"chapter-002.xhtml#hedef\">Hedef</a>"));
    assert!(files["EPUB/title.xhtml"].contains("2026"));
}

#[test]
fn links_of_an_ebook_lead_to_its_own_chapters_or_to_the_web() {
    let files = files(&site(""), "tr");
    let chapter = &files["EPUB/chapter-001.xhtml"];
    for part in [
        "<a href=\"chapter-002.xhtml#hedef\">ikinci</a>",
        "href=\"https://example.org/tr/d/\">dışarıda</a>",
        "<a id=\"note-ref-1\" href=\"#note-1\" epub:type=\"noteref\" role=\"doc-noteref\">1</a>",
        "<aside id=\"note-1\" epub:type=\"footnote\" role=\"doc-footnote\">",
        "<img src=\"image-001.svg\" alt=\"Plan\" width=\"8\" height=\"4\"/>",
    ] {
        assert!(chapter.contains(part), "{part} is not in {chapter}");
    }
    assert!(
        files["EPUB/chapter-002.xhtml"].contains("<a href=\"chapter-002.xhtml\">yok</a>"),
        "the place is not shown"
    );
}

#[test]
fn an_ebook_says_which_chapters_are_in_another_language() {
    let files = files(&site(""), "de");
    assert!(files["EPUB/package.opf"].contains("<dc:language>de<"));
    assert!(
        files["EPUB/nav.xhtml"].contains("<li lang=\"tr\" xml:lang=\"tr\"><a href=\"chapter-001.xhtml\">Birinci</a>")
    );
    assert!(files["EPUB/chapter-001.xhtml"].contains(" lang=\"tr\" xml:lang=\"tr\" dir=\"ltr\""));
    assert!(files["EPUB/chapter-002.xhtml"].contains(" lang=\"de\" xml:lang=\"de\" dir=\"ltr\""));
}

#[test]
fn the_chapters_of_an_ebook_are_xml_whatever_they_hold() {
    let everything = std::fs::read_to_string(repository("tests/print/everything.md")).unwrap();
    // Its links suit a page of another name.
    let everything = everything.replace("](other.md)", "](b.md)").replace("(#gone)", "(#baslik)");
    let everything =
        everything.replace("(#plan)", "(#baslik)").replace("(#soru)", "(#baslik)").replace("(#kutu)", "()");
    let built = site(&everything);
    for lang in ["tr", "en", "de"] {
        for (name, text) in
            files(&built, lang).iter().filter(|(name, _)| !name.ends_with(".css") && *name != "mimetype")
        {
            assert_eq!(xml_error(text), None, "{lang} {name}: {text}");
            let tree = xml(text).unwrap();
            let ids: Vec<&str> = tree.descendants().filter_map(|node| node.attribute("id")).collect();
            let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
            assert_eq!(ids.len(), unique.len(), "{lang} {name}: {ids:?}");
            assert!(!text.contains("SIR"), "notes for trainers in {name}");
        }
    }
}

#[test]
fn the_same_content_gives_the_same_ebook() {
    assert_eq!(unpacked(&site(""), "en/print/all.epub"), unpacked(&site(""), "en/print/all.epub"));
}

#[test]
fn pages_offer_the_ebook_beside_the_printed_book() {
    let built = site("");
    let html = crate::output(&built, "tr/index.html");
    assert!(html.contains("href=\"print/all.epub\""));
    assert!(html.contains("EPUB, "));
}

#[test]
fn the_imprint_says_how_far_the_translation_can_be_relied_on() {
    let built = site("");
    let imprint = |lang: &str| files(&built, lang).remove("EPUB/title.xhtml").unwrap();
    assert!(imprint("tr").contains("Bu metin özgün metindir."));
    let german = imprint("de");
    // Nobody has vouched for the one page that is translated.
    for sentence in ["Seiten mit noch ungeprüfter Übersetzung: 1.", "in der Originalsprache gedruckt: 2."] {
        assert!(german.contains(sentence), "{sentence} is not in {german}");
    }
    assert!(!german.contains("auf dem Stand des Originals"), "{german}");
}

#[test]
fn declared_parts_stand_in_the_contents() {
    let settings = "title: Elkitabı\nbase_url: https://example.org\nlanguages: [tr]\neditions:\n  all:\n    title: Kitap\n    \
                    pages: [a]\n    parts:\n      - {title: Uygulama, pages: [b]}\n";
    let pages = [("content/tr/a.md", "# Bir\n\nMetin.\n"), ("content/tr/b.md", "# İki\n\nMetin.\n")];
    let built = build(
        &snapshot([("content/site.yaml", settings)].into_iter().chain(pages)),
        &Options::default(),
        &Memo::default(),
    );
    assert!(built.problems.is_empty(), "{:#?}", built.problems);
    let contents = &files(&built, "tr")["EPUB/nav.xhtml"];
    let places = ["Bir", "Uygulama", "İki"].map(|title| contents.find(&format!(">{title}</a>")).expect(title));
    assert!(places.is_sorted(), "{contents}");
}

/// Two chapters that use terms of the glossary; `more` are further pages.
fn with_terms(pages: &str, more: &[(&str, &str)]) -> BTreeMap<String, String> {
    let settings = format!(
        "title: Elkitabı\nbase_url: https://example.org\nlanguages: [tr]\neditions:\n  all: {{title: Kitap, pages: {pages}}}\n"
    );
    let terms = "migration:\n  term: {tr: göç}\n  definition: {tr: Yer değiştirme.}\n\
                 unit:\n  term: {tr: birim}\n  definition: {tr: Çalışan yer.}\n\
                 unused:\n  term: {tr: zeytin}\n  definition: {tr: Bir ağaç.}\n";
    let pages = [
        ("content/site.yaml", settings.as_str()),
        ("content/data/glossary.yaml", terms),
        ("content/tr/a.md", "---\ntitle: Bir\n---\nGöç, göçün nedenleri ve birim.\n"),
        ("content/tr/b.md", "---\ntitle: İki\n---\nGöç.\n"),
    ];
    let built = build(&snapshot(pages.into_iter().chain(more.iter().copied())), &Options::default(), &Memo::default());
    assert!(built.problems.is_empty(), "{:#?}", built.problems);
    files(&built, "tr")
}

#[test]
fn terms_lead_to_a_glossary_and_an_index_at_the_end_of_an_ebook() {
    let files = with_terms("[a, b]", &[]);
    let first = &files["EPUB/chapter-001.xhtml"];
    let link = "<a class=\"term\" href=\"chapter-003.xhtml#migration\" id=\"term--migration\" \
                epub:type=\"glossref\" role=\"doc-glossref\">Göç</a>, göçün";
    assert!(first.contains(link), "{first}");
    let glossary = &files["EPUB/chapter-003.xhtml"];
    assert!(glossary.contains("<dt id=\"migration\">göç</dt>") && glossary.contains("Yer değiştirme."), "{glossary}");
    assert!(!glossary.contains("zeytin"), "no chapter uses it");
    let index = &files["EPUB/chapter-004.xhtml"];
    let places = "göç: <a href=\"chapter-001.xhtml#term--migration\">Bir</a>; \
                  <a href=\"chapter-002.xhtml#term--migration\">İki</a></li>";
    assert!(index.contains(places), "{index}");
    assert!(index.find("birim").unwrap() < index.find("göç").unwrap());
    assert!(files["EPUB/nav.xhtml"].contains("epub:type=\"index\" href=\"chapter-004.xhtml\""));
}

#[test]
fn terms_lead_to_the_glossary_of_the_site_if_the_book_holds_it() {
    let page = ("content/tr/terimler.md", "---\ntitle: Terimler\nkind: glossary\n---\n");
    let files = with_terms("[a, b, terimler]", &[page]);
    assert!(files["EPUB/chapter-001.xhtml"].contains("href=\"chapter-003.xhtml#migration\""));
    assert!(files["EPUB/chapter-003.xhtml"].contains("<dt id=\"migration\">göç</dt>"));
    assert!(files["EPUB/chapter-004.xhtml"].contains("doc-index"), "no second glossary");
}

#[test]
fn words_stay_as_they_are_in_an_ebook_of_a_site_that_wants_them_so() {
    let page = ("content/tr/b.md", "---\ntitle: İki\nglossary_links: false\n---\nGöç.\n");
    let files = with_terms("[b]", &[page]);
    assert!(!files["EPUB/chapter-001.xhtml"].contains("glossref"));
    assert!(!files.contains_key("EPUB/chapter-002.xhtml"), "neither glossary nor index");
}
