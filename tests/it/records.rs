//! Good practices: the catalogue, and the same records as data.

use kopru::pipeline::{Build, Memo, build};

use crate::{output, snapshot};

const SETTINGS: &str = "title: {tr: Elkitabı, en: Handbook, de: Handbuch}\nbase_url: https://example.org\n\
    languages: [tr, en, de]\nkinds: {practices: practice}\n";
const VOCABULARY: &str = "country:\n  TR: {tr: Türkiye, en: Türkiye, de: Türkei}\n  DE: {tr: Almanya, en: Germany, de: Deutschland}\n\
    topic:\n  housing: {tr: Barınma, en: Housing, de: Wohnen}\n  health: {tr: Sağlık, en: Health, de: Gesundheit}\n";
const ORGANISATIONS: &str = "town:\n  name: {tr: Belediye, en: Town, de: Stadt}\n";
const FIRST: &str = "---\ntitle: 'Birinci \"iş\", </script><b>'\nimplementer: town\ncountry: TR\ntopics: [housing, health]\n\
    start: 2021-07\nongoing: true\nfunding:\n  - {amount: 244318.00, currency: EUR, programme: Hibe}\npartners: [town]\n\
    gcr_objectives: [1, 2]\nsummary: =1+1\n---\n## Kısaca {#brief}\n\nMetin.\n";
const SECOND: &str = "---\ntitle: İkinci\nimplementer: town\ncountry: DE\ntopics: [health]\n---\n## Kısaca {#brief}\n";

fn site() -> Build {
    let site = snapshot([
        ("content/site.yaml", SETTINGS),
        ("content/data/vocabulary.yaml", VOCABULARY),
        ("content/data/organisations.yaml", ORGANISATIONS),
        ("content/tr/practices/index.md", "---\ntitle: Uygulamalar\n---\n"),
        ("content/tr/practices/a.md", FIRST),
        ("content/tr/practices/b.md", SECOND),
        ("content/de/practices/b.md", "---\ntitle: Zweite\n---\n## In Kürze {#brief}\n"),
    ]);
    build(&site, &crate::without_print(), &Memo::default())
}

#[test]
fn records_are_published_as_json_in_every_language() {
    let built = site();
    let records: serde_json::Value = serde_json::from_str(output(&built, "de/data/practices.json")).unwrap();
    let [first, second] = records.as_array().unwrap().as_slice() else { panic!("two records in {records}") };
    assert_eq!(first["language"], "tr", "it is not translated");
    assert_eq!(first["country"], serde_json::json!({"code": "TR", "label": "Türkei"}));
    assert_eq!(first["funding"][0]["amount"], 244318.0);
    assert_eq!(first["start"], "2021-07");
    assert_eq!(second["title"], "Zweite");
    assert_eq!(second["url"], "https://example.org/de/practices/b/");
    assert_eq!(second["sections"], serde_json::json!([{"id": "brief", "title": "In Kürze"}]));
    assert!(second.get("start").is_none(), "what is not known is left out");
}

/// The schema names every field that a record has, and requires no other.
#[test]
fn records_keep_to_the_published_schema() {
    let built = site();
    let schema: serde_json::Value = serde_json::from_str(output(&built, "data/practices.schema.json")).unwrap();
    let records: serde_json::Value = serde_json::from_str(output(&built, "tr/data/practices.json")).unwrap();
    let known = schema["items"]["properties"].as_object().unwrap();
    for record in records.as_array().unwrap() {
        let fields = record.as_object().unwrap();
        assert!(fields.keys().all(|field| known.contains_key(field)), "{fields:?}");
        let required = schema["items"]["required"].as_array().unwrap();
        assert!(required.iter().all(|field| fields.contains_key(field.as_str().unwrap())));
    }
}

#[test]
fn records_are_published_as_a_table_that_is_no_program() {
    let built = site();
    let csv = output(&built, "tr/data/practices.csv");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines.len(), 4, "a head, two records, and the end of the last line: {csv}");
    assert!(lines[0].starts_with("id,url,language,title,"));
    assert!(lines[1].contains("\"Birinci \"\"iş\"\", </script><b>\""));
    assert!(lines[1].contains(",'=1+1,"), "{}", lines[1]);
    assert!(lines[1].contains(",TR,Türkiye,") && lines[1].contains("housing; health,Barınma; Sağlık"));
}

#[test]
fn a_record_carries_linked_data_that_cannot_leave_its_element() {
    let built = site();
    let html = output(&built, "tr/practices/a/index.html");
    let data = html.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["name"], "Birinci \"iş\", </script><b>");
    assert_eq!(data["temporalCoverage"], "2021-07/..");
    assert_eq!(data["funding"][0]["amount"]["currency"], "EUR");
    assert!(!output(&built, "tr/practices/index.html").contains("ld+json"));
}

#[test]
fn a_catalogue_lists_its_records_with_counted_facets() {
    let built = site();
    let html = output(&built, "de/practices/index.html");
    assert!(html.contains("js/catalogue."), "its script is there");
    assert!(!output(&built, "de/index.html").contains("js/catalogue."), "and nowhere else");
    assert!(html.contains("name=\"topics\" value=\"health\"> <span>Gesundheit</span> <small data-count>2</small>"));
    assert!(html.contains("name=\"country\" value=\"DE\"> <span>Deutschland</span> <small data-count>1</small>"));
    assert!(html.contains("name=\"time\" value=\"ongoing\""));
    assert!(html.contains("name=\"funding\" value=\"EUR-1\"> <span>50.000,00 € bis 250.000,00 €</span>"));
    assert!(html.contains("<li data-codes=\"0 2 6 8\"><a href=\"b/\""), "the numbers of its options: {html}");
    assert!(html.contains("<a href=\"b/\">Zweite</a>"), "a plain link without script");
    assert!(!html.contains("class=\"card\""), "records are listed once");
}

#[test]
fn a_site_without_records_has_no_files_of_them() {
    let built = crate::build_site([("content/tr/a.md", "---\ntitle: A\n---\n")]);
    assert!(built.artifacts.iter().all(|file| !file.path.as_str().contains("practices")));
}
