//! What the index of search costs: `cargo bench --bench search [-- PAGES…]`.
//!
//! Makes the index of each language of a generated site, at 1,000, 10,000 and
//! 100,000 pages if none are named, and prints the processor's time for a page,
//! for all pages, the bytes of the index, the memory that the pages take before
//! and the most that was held while their index was made.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark measures and prints")]

mod site;

use std::fs;
use std::process::Command;
use std::time::Duration;

use kopru::lang::Lang;
use kopru::search::{Page, Section, Words, index};

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [size, language] = arguments.as_slice()
        && let Some(language) = site::TAGS.into_iter().find(|tag| tag == language)
    {
        return measure(size.parse().expect("the number of pages comes first"), language);
    }
    let named: Vec<&str> = arguments.iter().map(String::as_str).filter(|argument| !argument.starts_with('-')).collect();
    let sizes = if named.is_empty() { vec!["1000", "10000", "100000"] } else { named };
    println!("| pages | language | text | a page | all | index | pages held | most held |");
    println!("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (size, language) in sizes.iter().flat_map(|size| site::TAGS.map(|language| (size, language))) {
        // Each in a process of its own, so that none inherits the memory of the one before.
        let this = std::env::current_exe().expect("a benchmark knows its own file");
        let status = Command::new(this).args([*size, language]).status().expect("it runs once more");
        assert!(status.success(), "{size} pages in {language} were not measured");
    }
}

fn measure(size: usize, language: &'static str) {
    let lang = Lang::new(language).expect("a language of the generated site");
    let pages = pages(size, language);
    let text: usize = pages.iter().flat_map(|page| &page.sections).map(|section| section.text.len()).sum();
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
    let (fields, body) = text.trim_start_matches("---\n").split_once("---\n").expect("a page begins with its fields");
    let title = fields.lines().find_map(|line| line.strip_prefix("title: ")).expect("a page has a title");
    let mut parts = body.split("\n## ");
    let opening = parts.next().unwrap_or_default();
    let section = |part: &str| {
        let (heading, text) = part.split_once('\n').unwrap_or((part, ""));
        Section { anchor: Some(heading.to_lowercase()), heading: heading.to_string(), text: text.to_string() }
    };
    let mut sections = vec![Section { anchor: None, heading: String::new(), text: opening.to_string() }];
    sections.extend(parts.map(section));
    sections.shrink_to_fit();
    Page {
        url: path.to_string(),
        title: title.to_string(),
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
