//! What books cost: `cargo bench --bench print`.
//!
//! Generated books of plain text first, for the targets that are counted in pages; then all editions of
//! our own handbook: with nothing at hand, in a later run with nothing changed and with one page changed,
//! and while `serve` watches an author change one paragraph; the imposition of a booklet at last. It fails when
//! an unchanged book is typeset again, when a paragraph costs an author a quarter of the book or more, or
//! when 200 pages of text take more than a megabyte. The table in `docs/print.md` is the output.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark reads its content and prints")]

#[path = "site.rs"]
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use kopru::memo::{Hash, Store};
use kopru::path::VPath;
use kopru::pipeline::{Build, Memo, Options, print};
use kopru::print::{Book, Chapter, Imposition, Reuse, chapter_path, engine};
use kopru::snapshot::{File, Snapshot};
use serde_json::json;

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Books in memory, with a count of those that were put in.
#[derive(Clone, Default)]
struct Shelf {
    books: Arc<Mutex<BTreeMap<Hash, Vec<u8>>>>,
}

impl Shelf {
    fn count(&self) -> usize {
        self.books.lock().expect("nobody panicked").len()
    }
}

impl Store for Shelf {
    fn load(&self, key: Hash) -> Option<Vec<u8>> {
        self.books.lock().expect("nobody panicked").get(&key).cloned()
    }

    fn save(&self, key: Hash, bytes: &[u8]) {
        self.books.lock().expect("nobody panicked").insert(key, bytes.to_vec());
    }
}

type Files = BTreeMap<String, Vec<u8>>;

fn snapshot(files: &Files) -> Snapshot {
    let file = |(path, bytes): (&String, &Vec<u8>)| Some((VPath::new(path)?, File::new(bytes.clone())));
    Snapshot::new(files.iter().filter_map(file))
}

/// Prints `files`, says how long that took, and gives what was made.
fn measure(what: &str, files: &Files, memo: &Memo, reuse: Reuse) -> Build {
    timed(what, files, memo, reuse).1
}

/// The same, with the seconds that it took.
fn timed(what: &str, files: &Files, memo: &Memo, reuse: Reuse) -> (f64, Build) {
    let snapshot = snapshot(files);
    let started = Instant::now();
    let built = print(&snapshot, &Options { reuse, ..Options::default() }, memo);
    let took = started.elapsed().as_secs_f64();
    println!("{what:<58} {took:>7.2} s {:>6} MB", peak().unwrap_or(0));
    (took, built)
}

/// The most memory that this process has held, in megabytes.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<usize>().ok().map(|kilobytes| kilobytes / 1024)
}

/// Generated pages with an edition that holds all of them.
fn generated(pages: usize, languages: &str) -> Files {
    let settings = format!(
        "title: Book\nbase_url: https://example.org\nlanguages: {languages}\neditions:\n  book: {{title: Book, pages: [part00], max_pages: 1}}\n"
    );
    let is_picture = |line: &&str| line.starts_with("![");
    let plain = |text: String| text.lines().filter(|line| !is_picture(line)).collect::<Vec<_>>().join("\n");
    let files = site::site(pages, &site::TAGS).filter(|(path, _)| path.ends_with(".md"));
    let mut files: Files = files.map(|(path, text)| (path, plain(text).into_bytes())).collect();
    files.insert("content/site.yaml".to_string(), settings.into_bytes());
    files
}

/// Pages and bytes of each book for the screen.
fn sizes(built: &Build) -> Vec<(usize, usize)> {
    let long = built.problems.iter().filter(|problem| problem.code == "edition-too-long");
    let number = |message: &str| message.split(" has ").nth(1)?.split(' ').next()?.parse().ok();
    let pages = long.filter_map(|problem| number(&problem.message));
    let screen = built.artifacts.iter().filter(|file| file.path.as_str().ends_with("/book.pdf"));
    pages.zip(screen.map(|file| file.bytes.len())).collect()
}

fn generated_books() {
    let built = measure("generated, one language", &generated(28, "[tr]"), &Memo::default(), Reuse::Never);
    println!("    pages and bytes: {:?}", sizes(&built));
    let built = measure("generated, three languages", &generated(62, "[tr, en, de]"), &Memo::default(), Reuse::Never);
    let sizes = sizes(&built);
    println!("    pages and bytes: {sizes:?}");
    for (pages, bytes) in sizes {
        let for_200 = bytes * 200 / pages;
        assert!(for_200 < 1_000_000, "200 pages of text would have {for_200} bytes");
    }
}

/// The pages of our handbook, its locales and its theme.
fn handbook() -> Files {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files = Files::new();
    read(&root, &root.join("content"), &mut files);
    files
}

fn read(root: &Path, folder: &Path, files: &mut Files) {
    let entries = fs::read_dir(folder).expect("the handbook is there");
    for path in entries.map(|entry| entry.expect("the handbook is there").path()) {
        let name = path.strip_prefix(root).ok().and_then(Path::to_str).expect("names are text");
        match path.is_dir() {
            true => read(root, &path, files),
            false => drop(files.insert(name.to_string(), fs::read(&path).expect("the handbook can be read"))),
        }
    }
}

/// One more sentence in a chapter of the Turkish handbook.
fn change(files: &mut Files, sentence: &str) {
    let page = files.get_mut("content/tr/handbook/needs-analysis.md").expect("the chapter is there");
    page.extend_from_slice(format!("\n\n{sentence}\n").as_bytes());
}

fn own_handbook() {
    let shelf = Shelf::default();
    let run = || Memo::with_store(Box::new(shelf.clone()));
    let mut files = handbook();
    measure("our handbook, all editions, three languages, cold", &files, &run(), Reuse::Never);
    let books = shelf.count();
    measure("    nothing changed, a later run", &files, &run(), Reuse::Never);
    assert_eq!(shelf.count(), books, "an unchanged book was made again");
    change(&mut files, "Bir cümle daha.");
    measure("    one page changed, a later run", &files, &run(), Reuse::Never);
    println!("    books and e-books made again: {}", shelf.count() - books);
    let books = shelf.count();
    change(&mut files, "Bir cümle daha, sonra.");
    measure("    the same page changed once more, a later run", &files, &run(), Reuse::Never);
    println!("    books and e-books made again: {}", shelf.count() - books);
    let serving = Memo::default();
    measure("    all again, for an author", &files, &serving, Reuse::Soon);
    change(&mut files, "İkinci cümle.");
    let (whole, _) = timed("    one paragraph changed while serving, the first time", &files, &serving, Reuse::Soon);
    for sentence in ["Üçüncü cümle.", "Dördüncü cümle.", "Beşinci cümle."] {
        change(&mut files, sentence);
        let (took, _) = timed("    one paragraph changed while serving", &files, &serving, Reuse::Soon);
        assert!(
            took < whole / 2.0,
            "a paragraph costs an author {took:.2} s, a book that nobody worked on {whole:.2} s"
        );
    }
}

/// A book of about 200 pages of text.
fn long_book() -> Book {
    let words = "Belediyenin birimleri göçmenlerle birlikte çalışır ve hizmetleri herkes için erişilebilir kılar. ";
    let paragraph = json!({ "k": "p", "pos": [0, 0], "c": [words.repeat(12)] });
    let chapter = |number: usize| {
        let content = json!({
            "path": number.to_string(), "label": format!("c{number}"), "level": 1, "role": "chapter",
            "number": number.to_string(), "kicker": "", "title": "Bölüm", "short": "Bölüm", "address": "",
            "locale": ["tr", null], "direction": "ltr", "follows": false, "b": vec![&paragraph; 15],
        });
        Chapter { file: VPath::fixed("content/tr/a.md"), content }
    };
    let chapters: Vec<Chapter> = (1..=40).map(chapter).collect();
    let paths: Vec<String> = (0..chapters.len()).map(chapter_path).collect();
    let front = json!({
        "title": "Kitap", "subtitle": "", "site": "Kitap", "locale": ["tr", null], "direction": "ltr", "paper": "a5",
        "bleed": 0, "imprint": [], "strings": {}, "chapters": paths, "index": [],
    });
    let (pictures, imposition) = (Vec::new(), Some(Imposition { sheet_width: 297.0, ..Imposition::default() }));
    Book { ident: "a/b/tr".to_string(), date: None, template: "main.typ".into(), front, chapters, pictures, imposition }
}

/// What a booklet costs on top of a book that has just been laid out: pages put on sheets, and the sheets written.
fn imposition() {
    let theme = Snapshot::new([]);
    let theme: Vec<(VPath, Arc<[u8]>)> =
        theme.below("themes/default/print").map(|(path, file)| (path.clone(), Arc::clone(&file.bytes))).collect();
    let (with, without) = (long_book(), Book { imposition: None, ..long_book() });
    let typeset = |book: &Book| {
        let started = Instant::now();
        let printed = engine::typeset(book, &theme, |_| None, Reuse::Soon).value.expect("the book can be typeset");
        (started.elapsed().as_secs_f64(), printed.pages)
    };
    typeset(&with);
    let fastest = |book| (0..3).map(|_| typeset(book).0).fold(f64::INFINITY, f64::min);
    let took = fastest(&with) - fastest(&without);
    println!("{:<58} {took:>7.2} s {:>6} MB", "imposition alone", peak().unwrap_or(0));
    println!("    pages: {}", typeset(&with).1);
}

fn main() {
    println!("{:<58} {:>9} {:>9}", "", "time", "peak");
    generated_books();
    own_handbook();
    imposition();
}
