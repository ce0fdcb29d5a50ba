//! The copy of a language to take away.

use std::collections::BTreeMap;

use kopru::pipeline::{Build, Memo, Options, build};

use crate::{ebooks, snapshot};

fn site() -> Build {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"/>";
    let site = snapshot([
        ("content/tr/a.md", "---\ntitle: A\n---\n[dosya](/media/shown.csv)\n"),
        ("content/tr/b/index.md", "---\ntitle: B\n---\n![Çizim](/media/plan.svg)\n"),
        ("content/de/a.md", "---\ntitle: A\nslug: ah\n---\n[Datei](/media/german.csv)\n"),
        ("content/media/shown.csv", "a,b\n"),
        ("content/media/german.csv", "a,c\n"),
        ("content/media/plan.svg", drawing),
        ("content/media/unused.csv", "a,d\n"),
    ]);
    build(&site, &Options::default(), &Memo::default())
}

fn copy(build: &Build, lang: &str) -> BTreeMap<String, String> {
    ebooks::unpacked(build, &format!("{lang}/print/offline.zip")).into_iter().collect()
}

#[test]
fn a_copy_holds_what_its_pages_need_and_nothing_else() {
    let built = site();
    let of = |lang: &str, prefix: &str| -> Vec<String> {
        let files = copy(&built, lang);
        files.into_keys().filter(|name| name.starts_with(prefix) && !name.starts_with("assets/")).collect()
    };
    let plain = |names: Vec<String>| -> Vec<String> {
        // Without the content's hash.
        names.iter().map(|name| name.split('.').next().unwrap().to_string()).collect()
    };
    assert_eq!(plain(of("tr", "media/")), ["media/plan", "media/shown"]);
    assert_eq!(plain(of("de", "media/")), ["media/german", "media/plan"], "the fallback shows the drawing");
    assert_eq!(
        of("de", "de/"),
        ["de/ah/index.html", "de/b/index.html", "de/index.html", "de/search/index.html"],
        "no 404 page, no feed"
    );
    assert!(of("tr", "de/").is_empty() && of("tr", "search/de/").is_empty());
    assert!(!of("tr", "search/tr/").is_empty());
}

#[test]
fn a_copy_opens_by_double_click_and_leads_to_the_web_for_other_languages() {
    let built = site();
    let files = copy(&built, "tr");
    assert!(files["index.html"].contains("content=\"0; url=tr/index.html\""));
    let page = &files["tr/a/index.html"];
    assert!(page.contains("data-link-style=\"file\""));
    assert!(page.contains("href=\"../b/index.html\""));
    assert!(page.contains("href=\"https://example.org/de/ah/\""));
    assert!(!page.contains("feed.xml") && !page.contains(".zip"));
}

#[test]
fn the_home_page_offers_the_copy_with_its_size() {
    let built = site();
    let html = crate::output(&built, "tr/index.html");
    assert!(html.contains("href=\"print/offline.zip\""));
    assert!(html.contains("ZIP, "));
}

#[test]
fn without_print_there_is_no_copy() {
    let built = crate::build_site([("content/tr/a.md", "---\ntitle: A\n---\n")]);
    assert!(built.artifacts.iter().all(|file| file.path.extension() != "zip"));
    assert!(!crate::output(&built, "tr/index.html").contains(".zip"));
}
