//! What a catalogue of many records weighs: `cargo bench --bench records`.
//!
//! Builds generated sites of 100, 1,000 and 5,000 good practices in memory, without
//! print, and shows the time for each record, the size of the catalogue's page as it
//! is and as a web server packs it, and the size of the records as data. It fails when
//! a record of the largest site costs more than twice one of the smallest.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark measures and prints")]

use std::collections::BTreeSet;
use std::time::Instant;

use kopru::artifact::Artifact;
use kopru::compress;
use kopru::path::VPath;
use kopru::pipeline::{EditionChoice, Memo, Options, build};
use kopru::snapshot::{File, Snapshot};

const SITE: &str = "title: Site\nbase_url: https://example.org\nlanguages: [tr]\nkinds: {practices: practice}\n";
const INDEX: &str = "---\ntitle: Uygulamalar\n---\nBelediyelerin çalışmaları.\n";

/// Codes of the built-in vocabulary, of which each record carries some.
const TOPICS: [&str; 12] = [
    "migration",
    "social-services",
    "needs-analysis",
    "health",
    "education",
    "employment",
    "entrepreneurship",
    "language",
    "counselling",
    "basic-needs",
    "culture",
    "social-inclusion",
];
const COUNTRIES: [&str; 4] = ["TR", "DE", "AT", "NL"];
const GROUPS: [&str; 6] = ["refugees", "migrants", "host-community", "women", "youth", "no-income"];

fn record(number: usize) -> String {
    let some = |all: &[&str], step: usize| {
        let codes: BTreeSet<&str> = (0..4).map(|place| all[(number * step + place * (step + 1)) % all.len()]).collect();
        codes.into_iter().collect::<Vec<_>>().join(", ")
    };
    format!(
        "---\ntitle: Uygulama {number}: bir ilçenin çalışması\nbasis: record\ncountry: {}\ntopics: [{}]\n\
         target_groups: [{}]\nstart: {}\n---\n## Kısaca {{#brief}}\n\nBelediye {number} hanede görüştü.\n\n\
         ## Gerekçe {{#rationale}}\n\nİhtiyaç analizi yapıldı.\n",
        COUNTRIES[number % COUNTRIES.len()],
        some(&TOPICS, 5),
        some(&GROUPS, 1),
        2005 + number % 20,
    )
}

fn site(records: usize) -> Snapshot {
    let fixed = [("content/site.yaml", SITE), ("content/tr/practices/index.md", INDEX)];
    let fixed = fixed.map(|(path, text)| (path.to_string(), text.to_string()));
    let records = (0..records).map(|number| (format!("content/tr/practices/p{number:04}.md"), record(number)));
    let file =
        |(path, text): (String, String)| (VPath::new(&path).expect("the path is plain"), File::new(text.into_bytes()));
    Snapshot::new(fixed.into_iter().chain(records).map(file))
}

/// Bytes as they are, and as a web server sends them.
fn sizes(artifacts: &[Artifact], path: &str) -> (usize, usize) {
    let file = artifacts.iter().find(|artifact| artifact.path.as_str() == path).expect("the site has this file");
    let packed = compress::copies(file).into_iter().find(|copy| copy.path.extension() == "gz");
    (file.bytes.len(), packed.map_or(file.bytes.len(), |copy| copy.bytes.len()))
}

fn main() {
    let options = Options { editions: EditionChoice::None, ..Options::default() };
    println!(
        "{:>8} {:>12} {:>24} {:>24} {:>24}",
        "records", "µs a record", "catalogue, gzip", "JSON, gzip", "CSV, gzip"
    );
    let costs = [100, 1_000, 5_000].map(|count| {
        let snapshot = site(count);
        let begun = Instant::now();
        let built = build(&snapshot, &options, &Memo::default());
        let cost = begun.elapsed().as_micros() as usize / count;
        print!("{count:>8} {cost:>12}");
        for path in ["tr/practices/index.html", "tr/data/practices.json", "tr/data/practices.csv"] {
            let (plain, packed) = sizes(&built.artifacts, path);
            print!(" {plain:>12} {packed:>11}");
        }
        println!();
        cost
    });
    assert!(costs[2] <= 2 * costs[0], "a record's cost grows with the site");
}
