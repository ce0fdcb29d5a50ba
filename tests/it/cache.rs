//! A build of what was built before: quick, and never different.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::{SITE_YAML, files_below};

struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        site.write("content/site.yaml", SITE_YAML);
        // One warning: the heading is lower than it may be.
        site.write("content/tr/index.md", "---\ntitle: Ana sayfa\n---\n## A\n\n#### B\n");
        site
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What a build says on both channels.
    fn build(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_kopru"))
            .args(["build", "--no-print"])
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", self.cache())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join("cache")
    }

    fn public(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.written("public")
    }

    fn written(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let folder = self.folder.path().join(folder);
        let name = |path: &PathBuf| path.strip_prefix(&folder).unwrap().to_path_buf();
        files_below(&folder).into_iter().map(|path| (name(&path), fs::read(path).unwrap())).collect()
    }

    fn records(&self) -> Vec<PathBuf> {
        files_below(&self.cache().join("kopru"))
    }
}

fn is_quick(said: &str) -> bool {
    said.contains("nothing has changed")
}

#[test]
fn an_unchanged_site_is_not_built_again_and_its_warnings_are_told_again() {
    let site = Site::new();
    let first = site.build(&[]);
    let before = site.public();
    let second = site.build(&[]);
    assert!(!is_quick(&first) && is_quick(&second), "{first}{second}");
    assert!(first.contains("heading-level-skipped") && second.contains("heading-level-skipped"), "{first}{second}");
    assert_eq!(site.public(), before);
    assert!(!is_quick(&site.build(&["--no-cache"])));
    assert_eq!(site.public(), before);
}

#[test]
fn whatever_has_changed_is_built() {
    let site = Site::new();
    site.build(&[]);
    type Change<'a> = (&'a str, &'a dyn Fn(&Path));
    let changes: [Change; 5] = [
        ("a page", &|root| fs::write(root.join("content/tr/index.md"), "---\ntitle: Yeni\n---\n").unwrap()),
        ("an output file", &|root| fs::write(root.join("public/tr/index.html"), "x").unwrap()),
        ("a lost output file", &|root| fs::remove_file(root.join("public/robots.txt")).unwrap()),
        ("a foreign output file", &|root| fs::write(root.join("public/x.txt"), "x").unwrap()),
        ("a template", &|root| {
            fs::create_dir_all(root.join("themes/default/html/components")).unwrap();
            fs::write(root.join("themes/default/html/components/footer.html"), "<footer></footer>").unwrap();
        }),
    ];
    for (what, change) in changes {
        change(site.folder.path());
        assert!(!is_quick(&site.build(&[])), "{what}");
        let warm = site.public();
        site.build(&["--no-cache"]);
        assert!(warm == site.public(), "{what}");
        assert!(is_quick(&site.build(&[])), "{what}");
    }
    assert!(!is_quick(&site.build(&["--base-url", "https://example.net"])));
    assert!(!is_quick(&site.build(&[])));
}

#[test]
fn what_a_killed_build_left_behind_is_cleared_away_although_nothing_has_changed() {
    let site = Site::new();
    site.build(&[]);
    let left = site.folder.path().join(".public.kopru-new");
    fs::create_dir(&left).unwrap();
    assert!(!is_quick(&site.build(&[])) && !left.exists());
    assert!(is_quick(&site.build(&[])));
}

#[test]
fn a_record_that_is_broken_or_gone_is_no_record() {
    let site = Site::new();
    site.build(&[]);
    for text in ["", "{", "[]", "{\"input\":\"\",\"output\":\"\",\"pages\":1,\"files\":1,\"problems\":[]}"] {
        site.records().iter().for_each(|path| fs::write(path, text).unwrap());
        assert!(!is_quick(&site.build(&[])), "{text}");
        assert!(is_quick(&site.build(&[])), "{text}");
    }
    fs::remove_dir_all(site.cache()).unwrap();
    assert!(!is_quick(&site.build(&[])));
    assert_eq!(site.records().len(), 1);
    // A place where nothing can be written.
    fs::remove_dir_all(site.cache()).unwrap();
    fs::write(site.cache(), "a file").unwrap();
    assert!(!is_quick(&site.build(&[])));
}

/// What makes a file this one and no other: its number and when it was written.
fn identity(path: &Path) -> (u64, std::time::SystemTime) {
    let metadata = fs::metadata(path).unwrap();
    (metadata.ino(), metadata.modified().unwrap())
}

#[test]
fn a_file_that_is_as_it_was_stays_the_same_file() {
    let site = Site::new();
    site.write("content/tr/b.md", "---\ntitle: B\nsummary: Özet\n---\nBir.\n");
    site.build(&[]);
    let public = site.folder.path().join("public");
    let [changed, same, linked, edited] =
        ["tr/b/index.html", "tr/index.html", "robots.txt", "sitemap.xml"].map(|name| public.join(name));
    fs::hard_link(&linked, site.folder.path().join("theirs.txt")).unwrap();
    let text = fs::read_to_string(&edited).unwrap();
    fs::write(&edited, text.replace("https", "HTTPS")).unwrap();
    let all = [&changed, &same, &linked, &edited];
    let before = all.map(|path| identity(path));
    site.write("content/tr/b.md", "---\ntitle: B\nsummary: Özet\n---\nİki.\n");
    site.build(&[]);
    let kept: Vec<bool> = all.iter().zip(before).map(|(path, before)| identity(path) == before).collect();
    // A file that somebody else has too is theirs: they may write into it.
    assert_eq!(kept, [false, true, false, false]);
    site.build(&["--no-cache", "--out", "elsewhere"]);
    assert!(site.written("elsewhere") == site.written("public"));
}
