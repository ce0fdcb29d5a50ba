//! The commands as their documentation in `tests/cmd/` shows them, and what they do to folders.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::{SITE_YAML, repository};

fn kopru(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kopru")).current_dir(folder).args(arguments).output().unwrap()
}

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/site.yaml", SITE_YAML);
    write(folder.path(), "content/tr/index.md", "---\ntitle: Ana sayfa\n---\nMerhaba.\n");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn home(folder: &Path) -> String {
    fs::read_to_string(folder.join("public/tr/index.html")).unwrap()
}

#[test]
fn commands_do_what_their_documentation_shows() {
    trycmd::TestCases::new().case("tests/cmd/*.md").run();
}

/// What a command of translators says to somebody whose system speaks `lang`.
fn said(folder: &Path, lang: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kopru"));
    command.current_dir(folder).arg("translate").args(arguments).env_remove("LC_ALL").env_remove("LC_MESSAGES");
    let output = command.env("LANG", lang).output().unwrap();
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

#[test]
fn translators_are_spoken_to_in_the_language_of_their_system() {
    let folder = site();
    let commands = ["status", "todo", "start", "diff", "accept", "adopt", "export", "import"];
    for (lang, tag, start) in [
        ("tr_TR.UTF-8", "tr", "hangi sayfaya başlanacağını yazın"),
        ("de_AT@euro", "de", "nennen Sie die Seite"),
        ("en_GB.UTF-8", "en", "say which page to begin"),
        ("C", "en", "say which page to begin"),
        ("fr_FR", "en", "say which page to begin"),
    ] {
        let words = fs::read_to_string(repository(&format!("locales/{tag}/translate.ftl"))).unwrap();
        let word =
            |id: &str| words.lines().find_map(|line| line.strip_prefix(&format!("{id} = "))).unwrap().to_string();
        for command in commands {
            let help = said(folder.path(), lang, &[command, "--help"]);
            assert!(help.contains(&word(&format!("cli-translate-{command}"))), "{lang} {command}: {help}");
            assert!(help.contains(&word("cli-argument-root")), "{lang} {command}: {help}");
        }
        let refusal = said(folder.path(), lang, &["start"]);
        assert!(refusal.contains(start), "{lang}: {refusal}");
    }
    assert!(said(folder.path(), "de_DE", &["todo", "--help", "--ui-lang", "tr"]).contains("Sırada ne var"));
}

#[test]
fn a_new_site_builds_without_a_warning_in_three_languages() {
    let folder = tempfile::tempdir().unwrap();
    assert!(kopru(folder.path(), &["new", "handbook"]).status.success());
    let check = kopru(folder.path(), &["check", "--strict", "--root", "handbook"]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
    assert!(kopru(folder.path(), &["build", "--root", "handbook"]).status.success());
    for file in ["tr/elkitabi/index.html", "en/print/handbook.pdf", "de/handbuch/anlaufstelle/index.html"] {
        assert!(folder.path().join("handbook/public").join(file).is_file(), "{file}");
    }
}

#[test]
fn a_new_site_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "mine/letter.txt", "dear");
    for name in ["mine", "mine/letter.txt"] {
        assert_eq!(kopru(folder.path(), &["new", name]).status.code(), Some(2), "{name}");
    }
    assert_eq!(fs::read_dir(folder.path().join("mine")).unwrap().count(), 1);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    assert!(kopru(folder.path(), &["man", "man1"]).status.success());
    for page in ["kopru.1", "kopru-build.1", "kopru-check.1", "kopru-print.1", "kopru-new.1"] {
        let text = fs::read_to_string(folder.path().join("man1").join(page)).unwrap();
        assert!(text.contains(".SH SYNOPSIS"), "{page}");
    }
}

#[test]
fn a_build_with_errors_leaves_the_old_site_whole() {
    let folder = site();
    assert!(kopru(folder.path(), &["build"]).status.success());
    let before = home(folder.path());
    write(folder.path(), "content/tr/index.md", "---\ntitle: Yeni\n---\n[yok](yok.md)\n");
    let output = kopru(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("link-page-missing"));
    assert_eq!(home(folder.path()), before);
    write(folder.path(), "content/tr/index.md", "---\ntitle: Yeni\n---\n");
    assert!(kopru(folder.path(), &["build"]).status.success());
    assert!(home(folder.path()).contains("Yeni"));
}

#[test]
fn no_folder_is_touched_that_kopru_did_not_make() {
    let folder = site();
    write(folder.path(), "mine/letter.txt", "dear");
    for out in ["mine", ".", "content", "content/tr/public", "/", "mine/letter.txt"] {
        let output = kopru(folder.path(), &["build", "--out", out]);
        assert_eq!(output.status.code(), Some(2), "{out}: {output:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("mine/letter.txt")).unwrap(), "dear");
    assert!(folder.path().join("content/site.yaml").exists());
}

#[test]
fn an_empty_folder_may_be_the_output() {
    let folder = site();
    fs::create_dir(folder.path().join("out")).unwrap();
    assert!(kopru(folder.path(), &["build", "--out", "out"]).status.success());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing but content and out: {left:?}");
}

#[test]
fn symbolic_links_are_not_followed_out_of_the_site() {
    let folder = site();
    let secret = tempfile::tempdir().unwrap();
    write(secret.path(), "secret.md", "---\ntitle: Secret\n---\nSECRET\n");
    std::os::unix::fs::symlink(secret.path(), folder.path().join("content/tr/linked")).unwrap();
    std::os::unix::fs::symlink(secret.path().join("secret.md"), folder.path().join("content/tr/one.md")).unwrap();
    let output = kopru(folder.path(), &["build"]);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("file-skipped"));
    for page in crate::files_below(&folder.path().join("public")) {
        assert!(!String::from_utf8_lossy(&fs::read(&page).unwrap()).contains("SECRET"), "{page:?}");
    }
}

#[test]
fn a_site_opens_without_a_web_server() {
    let folder = site();
    assert!(kopru(folder.path(), &["build", "--links", "file"]).status.success());
    assert!(home(folder.path()).contains("../de/index.html"));
}

#[test]
fn the_handbook_of_this_repository_has_no_problem() {
    let output = kopru(&repository("."), &["check", "--strict"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
