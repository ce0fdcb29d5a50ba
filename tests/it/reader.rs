//! What a page is to its readers beyond its text: easy language, cards, direction of script, what the site changes.

use kopru::pipeline::{Build, Memo, Options, build};

use crate::{build_site, files_below, output, repository, snapshot, without_print};

fn has(build: &Build, path: &str) -> bool {
    build.artifacts.iter().any(|artifact| artifact.path.as_str() == path)
}

fn in_easy_language() -> Build {
    build_site([
        ("content/tr/book/index.md", "---\ntitle: Kitap\n---\n"),
        ("content/tr/book/a.md", "---\ntitle: Haklar\n---\n## Bir\n\n## İki\n\n[kolay](a.easy.md)\n"),
        ("content/en/book/a.md", "---\ntitle: Rights\n---\n## One\n\n## Two\n\n[easy](a.easy.md)\n"),
        ("content/de/book/a.md", "---\ntitle: Rechte\nslug: rechte\n---\n## Eins\n\n## Zwei\n\n[leicht](a.easy.md)\n"),
        ("content/tr/book/a.easy.md", "---\ntitle: Haklarınız\n---\n## Kimin?\n"),
        ("content/de/book/a.easy.md", "---\ntitle: Ihre Rechte\nslug: leicht\n---\nKurz.\n\n## 5 Rechte\n\n## Nein?\n"),
        ("content/tr/book/b.md", "---\ntitle: Sonra\n---\n"),
    ])
}

#[test]
fn easy_language_stands_below_its_page_and_both_lead_to_each_other() {
    let built = in_easy_language();
    assert!(built.problems.is_empty(), "{:#?}", built.problems);
    let easy = output(&built, "de/book/rechte/leicht/index.html");
    assert!(easy.contains("<html lang=\"de\"") && easy.contains("lang=\"de-simple\""));
    assert!(easy.contains("Diese Seite ist in Leichter Sprache.") && easy.contains("href=\"../\""));
    let standard = output(&built, "de/book/rechte/index.html");
    assert!(standard.contains("<a href=\"leicht/\" hreflang=\"de-simple\">Diese Seite in Leichter Sprache</a>"));
    assert!(output(&built, "tr/book/a/easy/index.html").contains("lang=\"tr-simple\""));
}

#[test]
fn a_language_without_easy_language_has_no_page_for_it_and_links_lead_to_the_page_itself() {
    let built = in_easy_language();
    assert!(!has(&built, "en/book/a/easy/index.html"));
    let english = output(&built, "en/book/a/index.html");
    assert!(!english.contains("page-variant") && english.contains(">easy</a>"), "{english}");
    let easy = output(&built, "de/book/rechte/leicht/index.html");
    assert!(
        easy.contains("href=\"../../../../en/book/a/\" lang=\"en\""),
        "the language switch leads to the page: {easy}"
    );
}

#[test]
fn easy_language_is_no_step_in_reading_and_no_translation() {
    let built = in_easy_language();
    assert!(!output(&built, "tr/book/index.html").contains("easy/"), "it is in no list");
    let page = output(&built, "tr/book/a/index.html");
    assert!(page.contains("rel=\"next\" href=\"../b/\"") || page.contains("href=\"../b/\" rel=\"next\""), "{page}");
    assert!(!output(&built, "translation.json").contains("a.easy"));
    assert!(output(&built, "sitemap.xml").contains("/de/book/rechte/leicht/"));
}

#[test]
fn a_page_without_a_card_of_its_own_shows_the_one_of_the_theme() {
    let built = build_site([("content/tr/a.md", "---\ntitle: A\n---\n")]);
    let card = built.artifacts.iter().find(|artifact| artifact.path.as_str().starts_with("assets/card."));
    let address = format!("content=\"https://example.org/{}\"", card.expect("the theme has a card").path.as_str());
    for page in ["tr/a/index.html", "tr/index.html", "tr/search/index.html"] {
        assert!(output(&built, page).contains(&address), "{address} in {page}");
    }
}

#[test]
#[cfg(feature = "print")]
fn every_page_has_a_card_with_its_title_that_is_drawn_the_same_each_time() {
    let site = snapshot([
        ("content/tr/a.md", "---\ntitle: İğne deliği, şırınga ve çalışma\n---\n"),
        ("content/tr/b.md", "---\ntitle: 統合\n---\n"),
        (
            "content/de/a.md",
            "---\ntitle: Donaudampfschifffahrtsgesellschaftskapitänsversammlungsprotokolle und mehr davon\n---\n",
        ),
    ]);
    let cards = |build: &Build| -> Vec<(String, Vec<u8>)> {
        let cards = build.artifacts.iter().filter(|artifact| artifact.path.as_str().starts_with("assets/cards/"));
        cards.map(|card| (card.path.as_str().to_string(), card.bytes.to_vec())).collect()
    };
    let built = build(&site, &Options::default(), &Memo::default());
    let made = cards(&built);
    // Three home pages and those two whose letters the fonts have.
    assert_eq!(made.len(), 5, "{:?}", built.problems);
    for (path, bytes) in &made {
        let size = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!((&bytes[1..4], size(16), size(20)), (&b"PNG"[..], 1200, 630), "{path}");
        assert!(bytes.len() < 80_000, "{path} has {} bytes", bytes.len());
    }
    let shown = |page: &str| {
        let start = "<meta property=\"og:image\" content=\"https://example.org/";
        let html = output(&built, page);
        html.split(start).nth(1).unwrap_or_else(|| panic!("{html}")).split('"').next().unwrap().to_string()
    };
    assert!(made.iter().any(|(path, _)| *path == shown("de/a/index.html")));
    assert_eq!(shown("en/a/index.html"), shown("tr/a/index.html"), "a fallback shows the card of the original");
    assert!(shown("tr/b/index.html").starts_with("assets/card."));
    assert_eq!(made, cards(&build(&site, &Options::default(), &Memo::default())));
    assert!(cards(&build(&site, &without_print(), &Memo::default())).is_empty());
}

#[test]
#[cfg(feature = "print")]
fn cards_wear_the_accent_of_the_site() {
    let card = |theme: &str| {
        let settings = format!("title: A\nbase_url: https://example.org\nlanguages: [tr]\n{theme}");
        let built = build(&snapshot([("content/site.yaml", settings.as_str())]), &Options::default(), &Memo::default());
        let card = built.artifacts.iter().find(|artifact| artifact.path.as_str().starts_with("assets/cards/"));
        card.expect("the home page has a card").bytes.to_vec()
    };
    let (plain, own) = (card(""), card("theme: {colours: {accent: \"#08506f\"}}\n"));
    assert_eq!(plain, own, "this accent is the one of the theme");
    assert_ne!(plain, card("theme: {colours: {accent: \"#7a1f3d\"}}\n"));
}

#[test]
fn a_site_in_arabic_runs_from_right_to_left_and_borrows_only_the_words_of_the_interface() {
    let settings = "title: {ar: دليل البلدية, tr: Elkitabı}\nbase_url: https://example.org\nlanguages: [ar, tr]\n";
    let built = build_site([
        ("content/site.yaml", settings),
        ("content/ar/a.md", "---\ntitle: الحقوق\n---\nلكل إنسان حقوق.\n"),
        ("content/tr/a.md", "---\ntitle: Haklar\n---\nHerkesin hakları vardır.\n"),
        ("content/ar/b.md", "---\ntitle: البيت\n---\n"),
    ]);
    let page = output(&built, "ar/a/index.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\""));
    assert!(page.contains(">العربية</a>") && !page.contains(">English<"), "{page}");
    assert!(page.contains("<article class=\"article\" lang=\"ar\" dir=\"rtl\">"));
    assert!(page.contains("lang=\"tr\" hreflang=\"tr\" dir=\"ltr\""), "{page}");
    assert!(output(&built, "tr/a/index.html").contains("<html lang=\"tr\" dir=\"ltr\""));
    // A fallback runs in its own direction inside of the reader's page.
    let fallback = output(&built, "tr/b/index.html");
    assert!(fallback.contains("<html lang=\"tr\" dir=\"ltr\"") && fallback.contains("lang=\"ar\" dir=\"rtl\">"));
    let codes: Vec<&str> = built.problems.iter().map(|problem| problem.code).collect();
    assert!(
        codes.iter().all(|code| code.starts_with("locale") || code.starts_with("strings")),
        "{:#?}",
        built.problems
    );
}

#[test]
fn styles_name_no_side_that_a_script_could_swap() {
    let sides = ["margin-left", "margin-right", "padding-left", "padding-right", "border-left", "border-right"];
    let sides = sides.into_iter().chain([
        " left:",
        " right:",
        "text-align: left",
        "text-align: right",
        "float: left",
        "float: right",
    ]);
    let sides: Vec<&str> = sides.collect();
    for file in files_below(&repository("themes/default/css")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            assert!(
                !sides.iter().any(|side| format!(" {}", line.trim()).contains(side)),
                "{}:{}: {line}",
                file.display(),
                number + 1
            );
        }
    }
}

#[test]
fn a_site_changes_a_template_an_icon_and_a_logo_by_files_of_its_own() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"/>";
    let settings = "title: {tr: A, de: B, en: C}\nbase_url: https://example.org\nlanguages: [tr, de, en]\nfooter: [a]\n\
                    theme: {name: mine, logo: /media/logo.svg, favicon: /media/icon.svg}\n";
    let built = build_site([
        ("content/site.yaml", settings),
        ("content/tr/a.md", "---\ntitle: A\n---\n"),
        ("content/media/logo.svg", drawing),
        ("content/media/icon.svg", drawing),
        ("themes/mine/html/components/neighbours.html", "<p>benim</p>"),
        ("themes/mine/card.png", "mine"),
    ]);
    assert!(built.problems.is_empty(), "{:#?}", built.problems);
    let page = output(&built, "tr/a/index.html");
    assert!(page.contains("<p>benim</p>") && page.contains("<link rel=\"icon\" href=\"../../media/icon."));
    assert!(page.contains("../../media/logo."), "{page}");
    assert!(page.split("<footer class=\"site-footer\">").nth(1).unwrap().contains("<a href=\"./\">A</a>"), "{page}");
    let own = built.artifacts.iter().find(|artifact| artifact.path.as_str().starts_with("assets/card."));
    assert_eq!(&own.unwrap().bytes[..], b"mine");
}
