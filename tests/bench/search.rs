//! What the index of search costs: `cargo bench --bench search [-- PAGES…]`.
//!
//! Makes the index of each language of a generated site, at 1,000, 10,000 and
//! 100,000 pages if none are named, and prints the processor's time for a page,
//! for all pages, the bytes of the index, the memory that the pages take before
//! and the most that was held while their index was made.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark measures and prints")]

mod site;

use std::fs;
use std::time::Duration;

use kopru::lang::Lang;
use kopru::search::{Page, Section, Words, index};

fn main() {
    let named: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if named.is_empty() { vec![1_000, 10_000, 100_000] } else { named };
    println!("| pages | language | text | a page | all | index | pages held | most held |");
    println!("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for size in sizes {
        for language in site::TAGS {
            measure(size, language);
        }
    }
}

fn measure(size: usize, language: &'static str) {
    let lang = Lang::new(language).expect("a language of the generated site");
    let pages = pages(size, language);
    let text: usize = pages.iter().flat_map(|page| &page.sections).map(|section| section.text.len()).sum();
    forget_peak();
    let (held, begun, mut bytes) = (memory("VmRSS:"), processor(), 0);
    let words = Words { stop_words: "", synonyms: &[] };
    index(&lang, pages.iter().collect(), &words, &mut |files| {
        bytes += files.iter().map(|file| file.bytes.len()).sum::<usize>();
    });
    let taken = processor() - begun;
    println!(
        "| {} | {language} | {:.0} MB | {:.2} ms | {:.1} s | {:.0} MB | {:.0} MB | {:.0} MB |",
        pages.len(),
        text as f64 / 1e6,
        taken.as_secs_f64() * 1e3 / pages.len() as f64,
        taken.as_secs_f64(),
        bytes as f64 / 1e6,
        held as f64 / 1e3,
        memory("VmHWM:") as f64 / 1e3,
    );
}

/// The pages of a language of the generated site, as plain as search reads them.
fn pages(size: usize, language: &'static str) -> Vec<Page> {
    let files = site::site(size, &[language]).filter(|(path, _)| path.ends_with(".md") && !path.ends_with("/index.md"));
    files.map(|(path, text)| page(&path, &text)).collect()
}

fn page(path: &str, text: &str) -> Page {
    let (_, body) = text.trim_start_matches("---\n").split_once("---\n").unwrap_or(("", text));
    let section = |part: &str| {
        let (heading, text) = part.split_once('\n').unwrap_or((part, ""));
        Section { anchor: Some(heading.to_lowercase()), heading: heading.to_string(), text: text.to_string() }
    };
    let sections: Vec<Section> = body.split("\n## ").map(section).collect();
    Page {
        url: path.to_string(),
        title: sections[0].heading.clone(),
        breadcrumbs: Vec::new(),
        kind: "page".into(),
        topics: Vec::new(),
        synonyms: Vec::new(),
        boost: 1.0,
        sections,
    }
}

/// The processor's time that this process has had.
fn processor() -> Duration {
    let stat = fs::read_to_string("/proc/self/schedstat").expect("Linux tells the time of a process");
    Duration::from_nanos(stat.split(' ').next().and_then(|nanos| nanos.parse().ok()).expect("nanoseconds come first"))
}

/// The kilobytes that this process holds, or has held at most since its peak was forgotten.
fn memory(which: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux tells the memory of a process");
    let found = status.lines().find_map(|line| line.strip_prefix(which)).expect("it is among them");
    found.trim().trim_end_matches(" kB").parse().expect("kilobytes")
}

/// Lets the peak of memory begin anew.
fn forget_peak() {
    fs::write("/proc/self/clear_refs", "5").expect("Linux lets a process forget its own peak");
}
