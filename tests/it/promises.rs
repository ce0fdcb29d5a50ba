//! What an administrator relies on: whatever happens to a build, the published
//! site is whole, and no input costs more than bounded time and memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::{SITE_YAML, files_below};

/// Pages a language in the sites of these tests: enough that writing them takes a while.
const PAGES: usize = 20;

/// What a build may take, in seconds, however bad its input is. The machine may be busy.
const SECONDS: u64 = 60;

/// What a build may take of the address space, in KiB; it holds the program and its threads too.
const MEMORY_KIB: u64 = 3 * 1024 * 1024;

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A site whose every page carries `word`.
fn write_site(folder: &Path, word: &str) {
    write(folder, "content/site.yaml", SITE_YAML);
    for lang in ["tr", "en", "de"] {
        write(folder, &format!("content/{lang}/index.md"), format!("---\ntitle: {word}\n---\n{word}\n"));
        for number in 0..PAGES {
            let text = format!("---\ntitle: {word} {number}\n---\n{}", format!("{word} ").repeat(200));
            write(folder, &format!("content/{lang}/page-{number}.md"), text);
        }
    }
}

fn site(word: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_site(folder.path(), word);
    folder
}

fn build(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kopru"));
    command.current_dir(folder).args(["build", "--no-print"]).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Every file of the published site.
fn published(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let public = folder.join("public");
    let files = files_below(&public).into_iter();
    files.map(|path| (path.strip_prefix(&public).unwrap().to_path_buf(), fs::read(&path).unwrap())).collect()
}

fn site_of(word: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = site(word);
    assert!(build(folder.path()).status().unwrap().success());
    published(folder.path())
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_site() {
    let sites = [site_of("eski"), site_of("yeni")];
    let folder = site("eski");
    let started = Instant::now();
    assert!(build(folder.path()).status().unwrap().success());
    let whole = started.elapsed();
    let mut finished = 0;
    for round in 0..200_u32 {
        write_site(folder.path(), if round % 2 == 0 { "yeni" } else { "eski" });
        let mut child = build(folder.path()).spawn().unwrap();
        // Steps of the golden ratio spread the moments evenly over a little more than a whole build.
        std::thread::sleep(whole.mul_f64((f64::from(round) * 0.618_034).fract() * 1.2));
        child.kill().unwrap();
        finished += usize::from(child.wait().unwrap().success());
        let found = published(folder.path());
        assert!(sites.contains(&found), "neither the old nor the new site is whole after kill {round}");
    }
    assert!(finished < 200, "no build was killed");
    write_site(folder.path(), "yeni");
    assert!(build(folder.path()).status().unwrap().success());
    assert!(published(folder.path()) == sites[1]);
    let mut left: Vec<String> = names(folder.path());
    left.sort();
    assert_eq!(left, ["content", "public"], "what killed builds left behind is cleared away");
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn two_builds_at_once_leave_the_site_of_one_of_them() {
    let folder = site("bir");
    let mut children: Vec<_> = (0..4).map(|_| build(folder.path()).spawn().unwrap()).collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    assert!(published(folder.path()) == site_of("bir"));
}

#[test]
fn a_disk_that_is_full_leaves_the_old_site_and_says_so() {
    let folder = site("eski");
    assert!(build(folder.path()).status().unwrap().success());
    let before = published(folder.path());
    write_site(folder.path(), "yeni");
    // Writing more than 4 KiB to a file fails, as it would on a full disk.
    let output = limited(folder.path(), "trap '' XFSZ; ulimit -f 4", &["build", "--no-print"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"), "{output:?}");
    assert!(published(folder.path()) == before);
    assert_eq!(names(folder.path()).len(), 2, "the unfinished site is removed");
}

#[test]
fn an_output_folder_that_cannot_be_written_is_told() {
    let folder = site("eski");
    // A place where not even the administrator can create a folder.
    let output = limited(folder.path(), ":", &["build", "--no-print", "--out", "/proc/kopru/public"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/proc/kopru"), "{output:?}");
}

#[test]
fn special_files_in_the_content_are_reported_and_not_read() {
    let folder = site("bir");
    let tr = folder.path().join("content/tr");
    std::os::unix::fs::symlink(&tr, tr.join("cycle")).unwrap();
    assert!(Command::new("mkfifo").arg(tr.join("pipe.md")).status().unwrap().success());
    let output = limited(folder.path(), ":", &["check"]);
    assert!(output.status.success(), "{output:?}");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("content/tr/cycle") && told.contains("content/tr/pipe.md"), "{told}");
}

/// Runs kopru in a shell after `limits`; fails if it takes too long.
fn limited(folder: &Path, limits: &str, arguments: &[&str]) -> Output {
    let script = format!("{limits}; exec \"$0\" \"$@\"");
    let started = Instant::now();
    let child = Command::new("bash")
        .current_dir(folder)
        .args(["-c", &script, env!("CARGO_BIN_EXE_kopru")])
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let output = child.unwrap().wait_with_output().unwrap();
    let took = started.elapsed();
    assert!(took < Duration::from_secs(SECONDS), "{arguments:?} took {took:?}");
    output
}

/// Checks a site with one extreme file; it must end in time and memory, and name the file if it complains.
fn check_extreme(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/site.yaml", SITE_YAML);
    write(folder.path(), "content/tr/index.md", "---\ntitle: Ana sayfa\n---\nMerhaba.\n");
    write(folder.path(), name, bytes);
    let output = limited(folder.path(), &format!("ulimit -v {MEMORY_KIB}"), &["check"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code();
    let start: String = told.chars().take(600).collect();
    assert!(code.is_some_and(|code| code < 2), "{name}: {code:?} {start}");
    assert!(told.is_empty() || told.contains(name), "{name}: {start}");
    told
}

fn page(body: &str) -> Vec<u8> {
    format!("---\ntitle: Sayfa\n---\n{body}\n").into_bytes()
}

#[test]
fn deep_nesting_is_bounded_and_told() {
    for (what, open, close) in
        [("quotes", ">", ""), ("lists", "- ", ""), ("brackets", "[", "]"), ("emphasis", "*_", "")]
    {
        let body = format!("{}derin{}", open.repeat(10_000), close.repeat(10_000));
        let told = check_extreme("content/tr/deep.md", &page(&body));
        let expected = matches!(what, "quotes" | "lists");
        assert!(!expected || told.contains("nested"), "{what}: {told}");
    }
}

#[test]
fn directives_in_directives_are_bounded() {
    let body = format!("{}\nderin\n{}", ":::details{summary=\"a\"}\n".repeat(10_000), ":::\n".repeat(10_000));
    check_extreme("content/tr/deep.md", &page(&body));
}

#[test]
fn large_pages_are_bounded_and_told() {
    let told = check_extreme("content/tr/large.md", &page(&"Söz sözü açar. ".repeat(3_000_000)));
    assert!(told.contains("large.md") && told.contains("8 MiB"), "{told}");
}

#[test]
fn a_hundred_thousand_headings_are_bounded() {
    let body: String = (0..100_000).map(|number| format!("## Başlık {number}\n\n")).collect();
    check_extreme("content/tr/headings.md", &page(&body));
}

#[test]
fn a_line_of_ten_megabytes_is_bounded() {
    check_extreme("content/tr/line.md", &page(&"x".repeat(10_000_000)));
    check_extreme("content/tr/line.md", &page(&"a|".repeat(2_000_000)));
}

#[test]
fn yaml_bombs_are_refused_with_their_line() {
    let aliases: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
    let bomb = format!("---\na0: &a0 [x, x, x, x]\n{aliases}title: *a29\n---\n");
    let told = check_extreme("content/tr/bomb.md", bomb.as_bytes());
    assert!(told.contains("error") && told.contains("bomb.md:"), "{told}");
    let open = format!("terim: {}\n", "[".repeat(100_000));
    let told = check_extreme("content/data/glossary.yaml", open.as_bytes());
    assert!(told.contains("error") && told.contains("glossary.yaml:"), "{told}");
}
