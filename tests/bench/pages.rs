//! What a page costs at 10, 100 and 1,000 pages a language: `cargo bench --bench pages`.
//!
//! Builds generated trilingual sites in memory, without print, on one thread,
//! and shows the time for each page. It fails when a page of the largest site
//! costs more than half as much again as one of the middle site: then something
//! grows with the site that should not.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark measures and prints")]

use std::time::Instant;

use kopru::path::VPath;
use kopru::pipeline::{EditionChoice, Memo, Options, build};
use kopru::snapshot::{File, Snapshot};

const SITE: &str = "title: Site\nbase_url: https://example.org\nlanguages: [tr, en, de]\n";

/// Sentences with the letters of each language.
const PROSE: [(&str, &str); 3] = [
    (
        "tr",
        "Belediyenin göçmenlere yönelik sosyal hizmetleri, ihtiyaç analizine ve ilgililerin sözüne dayanmalıdır. İlçedeki dernekler, çalışanların ulaşamadığı hanelere kapı açar. ",
    ),
    (
        "en",
        "The social services of a municipality should rest on a needs analysis and on the word of the people concerned. Associations open doors to households that staff cannot reach. ",
    ),
    (
        "de",
        "Die sozialen Dienste einer Kommune sollten auf einer Bedarfsanalyse und auf dem Wort der Betroffenen beruhen. Vereine öffnen Türen zu Haushalten, die Beschäftigte nicht erreichen. ",
    ),
];

/// Pages in a section.
const SECTION: usize = 25;

fn page(lang: &str, prose: &str, number: usize) -> String {
    let next = (number + 1) % SECTION;
    let section = |title: &str| format!("## {title} {number}\n\n{}\n\n", prose.repeat(4));
    format!(
        "---\ntitle: Sayfa {lang} {number}\n---\n{prose}[^1] [link](p{next:02}.md)\n\n{}- bir\n- *iki*\n\n{}| A | B |\n|---|---|\n| {number} | x |\n\n{}[^1]: Not {number}.\n",
        section("Giriş"),
        section("Yöntem"),
        section("Sonuç"),
    )
}

fn site(pages: usize) -> Snapshot {
    let mut files = vec![("content/site.yaml".to_string(), SITE.to_string())];
    for (lang, prose) in PROSE {
        for number in 0..pages {
            let (section, place) = (number / SECTION, number % SECTION);
            files.push((format!("content/{lang}/s{section:03}/p{place:02}.md"), page(lang, prose, number)));
        }
        for section in 0..pages.div_ceil(SECTION) {
            files.push((
                format!("content/{lang}/s{section:03}/index.md"),
                format!("---\ntitle: Bölüm {section}\n---\n"),
            ));
        }
    }
    let last = (pages - 1) % SECTION;
    // The last section may be short: its last page links to one that is not there.
    let missing = format!("p{:02}.md", (last + 1) % SECTION);
    let fixed = files.into_iter().map(|(path, text)| {
        let is_last = path.ends_with(&format!("s{:03}/p{last:02}.md", (pages - 1) / SECTION));
        (path, if is_last { text.replace(&missing, "p00.md") } else { text })
    });
    Snapshot::new(
        fixed.map(|(path, text)| {
            (VPath::new(&path).expect("generated paths are normalised"), File::new(text.into_bytes()))
        }),
    )
}

/// Microseconds a page, the best of three cold builds.
fn cost(pages: usize) -> f64 {
    let snapshot = site(pages);
    let options = Options { editions: EditionChoice::None, ..Options::default() };
    let once = || {
        let started = Instant::now();
        let built = build(&snapshot, &options, &Memo::default());
        let took = started.elapsed().as_secs_f64();
        assert!(built.is_good(), "{:?}", built.problems.first());
        took * 1e6 / built.pages as f64
    };
    (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
}

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be had");
    let costs: Vec<(usize, f64)> = pool.install(|| [10, 100, 1000].map(|pages| (pages, cost(pages))).to_vec());
    println!("pages a language   microseconds a page (one thread, without print)");
    for (pages, cost) in &costs {
        println!("{pages:>16}   {cost:>8.0}");
    }
    let growth = costs[2].1 / costs[1].1;
    println!("a page of 1,000 costs {growth:.2} times one of 100");
    assert!(growth < 1.5, "the cost of a page grows with the site");
}
