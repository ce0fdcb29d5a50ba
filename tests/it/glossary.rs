//! Terms of the glossary: links at their first use, and pages of their own.

use kopru::path::LinkStyle;
use kopru::pipeline::{Build, Memo, Options, build};

use crate::{output, snapshot, without_print};

const SETTINGS: &str = "title: {tr: Elkitabı, en: Handbook, de: Handbuch}\nbase_url: https://example.org\n\
    languages: [tr, en, de]\n";
const GLOSSARY: &str = "\
advisory-board:
  term: {tr: danışma kurulu, en: advisory board, de: Beirat}
  definition: {tr: Görüş & öneri., en: A board that gives advice., de: Ein Gremium.}
  avoid: {en: [{form: council, reason: A council decides.}]}
  see_also: [Ülke]
Ülke:
  term: {tr: ülke, en: country, de: Land}
  definition: {tr: Devlet., en: A state., de: Ein Staat.}
";
const LIST: (&str, &str) = ("content/tr/words.md", "---\ntitle: Sözlük\nslug: sozluk\nkind: glossary\n---\nÜlke.\n");

/// A site with one page of this text, in one language.
fn site_with(lang: &str, text: &str, settings: &str) -> Build {
    let file = format!("content/{lang}/page.md");
    let settings = format!("{SETTINGS}{settings}");
    let (home, german) = ("---\ntitle: Ana\n---\n", "---\ntitle: Glossar\nslug: glossar\n---\n");
    let site = snapshot([
        ("content/site.yaml", settings.as_str()),
        ("content/data/glossary.yaml", GLOSSARY),
        LIST,
        ("content/de/words.md", german),
        ("content/tr/index.md", home),
        (file.as_str(), text),
    ]);
    build(&site, &without_print(), &Memo::default())
}

fn page(lang: &str, text: &str) -> String {
    output(
        &site_with(lang, &format!("---\ntitle: T\nsource: {lang}\n---\n{text}"), ""),
        &format!("{lang}/page/index.html"),
    )
    .to_string()
}

/// The words of the links to terms in `html`.
fn links(html: &str) -> Vec<String> {
    let link = |rest: &str| rest.split_once('>')?.1.split_once('<').map(|(words, _)| words.to_string());
    html.split("<a class=\"term\"").skip(1).filter_map(link).collect()
}

#[test]
fn a_term_leads_to_its_page_at_its_first_use_with_its_definition() {
    let html = page("tr", "Danışma kurulunun görevi. Danışma\nkurulu toplanır. Ülkeler.\n");
    assert_eq!(links(&html), ["Danışma kurulunun", "Ülkeler"]);
    assert!(html.contains("href=\"../sozluk/advisory-board/\" aria-describedby=\"term--advisory-board\""));
    assert!(html.contains("<p id=\"term--advisory-board\">Görüş &amp; öneri.</p>"));
    assert_eq!(links(&page("de", "Des Beirats, der Migrationsbeiräte.\n")), ["Beirats"]);
    assert_eq!(links(&page("en", "Advisory\nboards, COUNTRIES, a council\n")), ["Advisory\nboards", "COUNTRIES"]);
}

#[test]
fn headings_links_code_and_questions_keep_their_words() {
    let text = "## Ülke\n\n[ülke](words.md) `ülke` <abbr title=\"x\">ülke</abbr>\n\n| Ülke |\n|---|\n| 1 |\n\n\
        ```\nülke\n```\n\n:::quiz{type=single}\nHangi ülke?\n\n- [x] Ülke\n- [ ] B\n:::\n\n\
        :::checklist\n- [ ] ülke\n:::\n\n";
    assert!(links(&page("tr", text)).is_empty());
    assert_eq!(links(&page("tr", &format!("{text}- **Ülkenin** sınırı\n"))), ["Ülkenin"]);
}

#[test]
fn the_glossary_itself_links_no_term_in_its_text_and_its_entries_lead_to_their_pages() {
    let built = site_with("tr", "---\ntitle: T\n---\n", "");
    let html = output(&built, "tr/sozluk/index.html");
    assert!(links(html).is_empty());
    assert!(html.contains("<dt id=\"advisory-board\"><a href=\"advisory-board/\">danışma kurulu</a></dt>"), "{html}");
}

#[test]
fn a_site_or_a_page_may_want_no_links() {
    let off = site_with("tr", "---\ntitle: T\n---\nÜlke.\n", "features: {glossary_links: false}\n");
    assert!(links(output(&off, "tr/page/index.html")).is_empty());
    assert!(output(&off, "tr/sozluk/index.html").contains("href=\"ulke/\""), "terms keep their pages");
    let page = site_with("tr", "---\ntitle: T\nglossary_links: false\n---\nÜlke.\n", "");
    assert!(links(output(&page, "tr/page/index.html")).is_empty());
}

#[test]
fn every_term_has_a_page_in_every_language() {
    let built = site_with("tr", "---\ntitle: T\n---\n", "");
    let html = output(&built, "en/words/advisory-board/index.html");
    assert!(html.contains("<h1>advisory board</h1>") && html.contains("A board that gives advice."));
    assert!(html.contains("<span lang=\"de\" dir=\"ltr\">Beirat</span>"), "{html}");
    assert!(html.contains("<dt>council</dt>\n<dd>A council decides.</dd>"));
    assert!(html.contains("<a href=\"../ulke/\">country</a>"));
    assert!(html.contains("<a href=\"../#advisory-board\">"), "the way back");
    assert!(html.contains("hreflang=\"de\" href=\"https://example.org/de/glossar/advisory-board/\""), "{html}");
    assert!(output(&built, "sitemap.xml").contains("<loc>https://example.org/de/glossar/ulke/</loc>"));
}

#[test]
fn addresses_of_terms_are_spelled_for_files_too() {
    let options = Options { links: LinkStyle::File, ..without_print() };
    let site = snapshot([
        ("content/site.yaml", SETTINGS),
        ("content/data/glossary.yaml", GLOSSARY),
        LIST,
        ("content/tr/index.md", "---\ntitle: Ana\n---\nÜlke.\n"),
    ]);
    let built = build(&site, &options, &Memo::default());
    assert!(output(&built, "tr/index.html").contains("href=\"sozluk/ulke/index.html\""));
}

#[test]
fn a_page_that_is_not_translated_links_the_terms_of_its_own_language() {
    let built = site_with("tr", "---\ntitle: T\n---\nÜlkeler ve country.\n", "");
    let html = output(&built, "de/page/index.html");
    assert_eq!(links(html), ["Ülkeler"]);
    assert!(html.contains("href=\"../glossar/ulke/\"") && html.contains("<p id=\"term--ulke\">Devlet.</p>"));
}

#[test]
fn a_changed_definition_reaches_pages_that_were_built_before() {
    let memo = Memo::default();
    let site = |glossary: &str| {
        let page = ("content/tr/index.md", "---\ntitle: Ana\n---\nÜlke.\n");
        let site = snapshot([("content/site.yaml", SETTINGS), ("content/data/glossary.yaml", glossary), LIST, page]);
        output(&build(&site, &without_print(), &memo), "tr/index.html").to_string()
    };
    site(GLOSSARY);
    assert!(site(&GLOSSARY.replace("Devlet.", "Yurt.")).contains("Yurt."));
}

/// Keys are written by people: each still becomes one part of an address.
#[test]
fn odd_keys_make_addresses_too() {
    let words = "{tr: a, en: a, de: a}";
    let entry = |key: &str| format!("'{key}': {{term: {words}, definition: {words}}}\n");
    let glossary = ["../x", "a b", "A-B", "…", "ı/i"].map(entry).concat();
    let page = ("content/tr/index.md", "---\ntitle: Ana\n---\n");
    let site = snapshot([("content/site.yaml", SETTINGS), ("content/data/glossary.yaml", &glossary), LIST, page]);
    let built = build(&site, &without_print(), &Memo::default());
    for slug in ["x", "a-b", "a-b-2", "section", "i-i"] {
        output(&built, &format!("tr/sozluk/{slug}/index.html"));
    }
}
