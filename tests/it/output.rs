//! What readers and machines get, beyond the text of a page.

use crate::{build_site, output};

const SOURCE: &str = "---\ntitle: İhtiyaç analizi\n---\nGiriş.\n\n## Kimler sorulur?\n\n### Dernekler\n";
const GERMAN: &str =
    "---\ntitle: Bedarfsanalyse\nslug: bedarfsanalyse\n---\nEinleitung.\n\n## Wen fragen wir?\n\n### Vereine\n";

fn pages() -> Vec<(&'static str, &'static str)> {
    vec![
        ("content/tr/index.md", "---\ntitle: Ana sayfa\n---\n[analiz](needs.md#dernekler)\n"),
        ("content/tr/needs.md", SOURCE),
        ("content/de/needs.md", GERMAN),
    ]
}

#[test]
fn sections_share_one_anchor_in_all_languages() {
    let built = build_site(pages());
    for page in ["tr/needs/index.html", "de/bedarfsanalyse/index.html", "en/needs/index.html"] {
        let html = output(&built, page);
        assert!(html.contains("<h2 id=\"kimler-sorulur\">"), "{page}");
        assert!(html.contains("<h3 id=\"dernekler\">"), "{page}");
    }
}

#[test]
fn an_untranslated_page_says_so_and_stays_out_of_machine_lists() {
    let built = build_site(pages());
    let html = output(&built, "en/needs/index.html");
    assert!(html.contains("<html lang=\"en\""));
    assert!(html.contains("lang=\"tr\""), "the text has the language of the original");
    assert!(html.contains("has not been translated into English"));
    assert!(html.contains("<link rel=\"canonical\" href=\"https://example.org/tr/needs/\">"));
    assert!(!html.contains("hreflang=\"en\" href=\"https://example.org/en/needs/\""));
    assert!(!output(&built, "sitemap.xml").contains("/en/needs/"));
    let index: Vec<_> = built.artifacts.iter().filter(|file| file.path.as_str().starts_with("search/en/")).collect();
    assert!(!index.is_empty());
    assert!(index.iter().all(|file| !String::from_utf8_lossy(&file.bytes).contains("Dernekler")));
}

#[test]
fn the_language_switch_stays_on_the_page() {
    let built = build_site(pages());
    let html = output(&built, "tr/needs/index.html");
    assert!(html.contains("href=\"../../de/bedarfsanalyse/\""));
    assert!(html.contains("hreflang=\"de\" href=\"https://example.org/de/bedarfsanalyse/\""));
    assert!(output(&built, "sitemap.xml").contains("hreflang=\"de\" href=\"https://example.org/de/bedarfsanalyse/\""));
}

#[test]
fn links_lead_to_the_page_in_the_readers_language() {
    let built = build_site(pages());
    assert!(output(&built, "tr/index.html").contains("href=\"needs/#dernekler\""));
    assert!(output(&built, "de/index.html").contains("href=\"bedarfsanalyse/#dernekler\""));
}

#[test]
fn every_language_has_its_home_its_404_its_feed_and_its_search_page() {
    let built = build_site(pages());
    for lang in ["tr", "en", "de"] {
        for page in ["index.html", "404.html", "feed.xml", "search/index.html"] {
            assert!(!output(&built, &format!("{lang}/{page}")).is_empty());
        }
        assert!(output(&built, "index.html").contains(&format!("href=\"{lang}/\"")));
    }
    assert!(output(&built, "de/404.html").contains("href=\"https://example.org/de/\""));
    assert!(output(&built, "robots.txt").contains("https://example.org/sitemap.xml"));
}

#[test]
fn an_old_address_leads_on() {
    let built = build_site([("content/tr/a.md", "---\ntitle: A\naliases: [/tr/eski/]\n---\n")]);
    assert!(output(&built, "tr/eski/index.html").contains("content=\"0; url=../a/\""));
    assert_eq!(output(&built, "_redirects"), "/tr/eski/ /tr/a/ 301\n");
}

#[test]
fn notes_for_trainers_are_in_no_output() {
    let text = "---\ntitle: A\n---\nMetin.\n\n:::trainer\n\n## GİZLİ başlık {#gizli}\n\nGİZLİ not[^1]\n:::\n\n[^1]: GİZLİ dipnot\n";
    let built = build_site([("content/tr/a.md", text)]);
    assert!(built.is_good());
    for file in &built.artifacts {
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(!text.contains("GİZLİ") && !text.contains("gizli"), "{}", file.path);
    }
}

#[test]
fn drafts_are_left_out_unless_asked_for() {
    use kopru::pipeline::{Memo, Options, build};
    let site = crate::snapshot([("content/tr/a.md", "---\ntitle: A\ndraft: true\n---\n")]);
    let has_page = |drafts: bool| {
        let options = Options { drafts, ..crate::without_print() };
        build(&site, &options, &Memo::default()).artifacts.iter().any(|file| file.path.as_str() == "tr/a/index.html")
    };
    assert!(!has_page(false));
    assert!(has_page(true));
}

#[test]
fn a_review_that_is_due_is_a_warning() {
    use kopru::doc::Date;
    use kopru::pipeline::{Memo, Options, build};
    let site = crate::snapshot([("content/tr/a.md", "---\ntitle: A\nreview_due: 2024-01\n---\n")]);
    let options = Options { today: Date::parse("2026-11-22"), ..crate::without_print() };
    let built = build(&site, &options, &Memo::default());
    assert_eq!(built.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["review-overdue"]);
    assert!(built.is_good());
}

#[test]
fn pages_without_settings_stand_in_path_order() {
    let built = build_site([
        ("content/tr/b.md", "# Başlık metinde\n"),
        ("content/tr/a/index.md", "---\ntitle: A\n---\n"),
        ("content/tr/a/x.md", "---\ntitle: X\n---\n"),
    ]);
    let html = output(&built, "tr/a/x/index.html");
    assert!(html.contains("rel=\"prev\""), "the section page comes before");
    assert!(output(&built, "tr/index.html").contains("a/"));
    assert!(output(&built, "tr/b/index.html").contains("<h1>Başlık metinde</h1>"), "a top heading is the title");
}

/// A page's cost must not grow with the site: it carries its own section and the top level.
#[test]
fn the_navigation_of_a_page_is_bounded() {
    let size = |count: usize| {
        let pages: Vec<(String, String)> = (0..count)
            .map(|n| {
                (format!("content/tr/s{:02}/p{n:04}.md", n % 10), format!("---\ntitle: Sayfa {n:04}\n---\nMetin.\n"))
            })
            .collect();
        let sections =
            (0..10).map(|n| (format!("content/tr/s{n:02}/index.md"), format!("---\ntitle: Bölüm {n:02}\n---\n")));
        let all: Vec<(String, String)> = pages.into_iter().chain(sections).collect();
        let built = build_site(all.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        output(&built, "tr/s00/p0000/index.html").len()
    };
    let (small, large) = (size(1000), size(4000));
    assert!(large <= small + small / 10, "{small} bytes at 1,000 pages, {large} at 4,000");
}

#[test]
fn a_page_that_cannot_be_read_costs_only_itself() {
    use kopru::parse::{MAX_PAGE_BYTES, parse};
    use kopru::path::VPath;
    use kopru::schema::pages::Kind;
    let codes = |bytes: &[u8]| {
        let problems = parse(&VPath::fixed("content/tr/a.md"), bytes, Kind::Page).problems;
        problems.iter().map(|problem| problem.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(b"abc \xff"), ["file-not-utf8"]);
    assert_eq!(codes(b"---\ntitle: A\n---\nx\x00\x07y"), ["control-character"]);
    assert_eq!(codes(&vec![b'a'; MAX_PAGE_BYTES + 1]), ["file-too-large"]);
}
