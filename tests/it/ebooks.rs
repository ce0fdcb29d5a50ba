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
