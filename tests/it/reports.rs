//! What a partner sees who edits one language in a plain editor and opens a
//! pull request, and what programs read.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::{SITE_YAML, repository};

const GLOSSARY: &str = "irregular-migration:
  term: {tr: düzensiz göç, en: irregular migration, de: irreguläre Migration}
  definition: {tr: a, en: b, de: c}
  avoid: {de: [{form: illegale Migration, reason: schreiben Sie „irreguläre Migration“}]}
  agreed: true
";

const SOURCE: &str = "---
title: Danışma
---
## Saatler

Bütçenin %60'ı 26 Ağustos 2008'de ayrıldı; [başvuru](a.md) ve `form-1` gerekir.[^1]

- pazartesi
- salı

| Gün | Saat |
|---|---|
| Pazartesi | 9.00 |

## Düzensiz göç

Belediye bu hizmeti yalnızca ilçede yaşayanlar için ve ücretsiz olarak verir.

[^1]: Kaynak.
";

/// Every kind of mistake once.
const TRANSLATION: &str = "---
title: Beratung
---
## Zeiten

40 % des Budgets wurden am 26. August 2008 bereitgestellt; nötig sind ein [Antrag](b.md) und ein Formular.

- Montag

| Tag | Zeit | Ort |
|---|---|---|
| Montag | 9.00 | Rathaus |

## Illegale Migration

Belediye bu hizmeti yalnızca ilçede yaşayanlar için ve ücretsiz olarak verir.

<!-- kopru-ignore number-differs -->

[Mehr](fehlt.md)
";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A site whose German page a partner has edited.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let empty = "---\ntitle: A\n---\n";
    for (name, text) in [
        ("content/site.yaml", SITE_YAML),
        ("content/data/glossary.yaml", GLOSSARY),
        ("content/tr/a.md", empty),
        ("content/tr/b.md", empty),
        ("content/tr/danisma.md", SOURCE),
        ("content/de/danisma.md", TRANSLATION),
    ] {
        write(folder.path(), name, text);
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kopru"));
    command.current_dir(folder).arg("check").args(arguments).env("GITHUB_STEP_SUMMARY", folder.join("summary.md"));
    command.output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_pull_request_is_annotated_at_its_lines_the_most_important_first() {
    let folder = site();
    let output = check(folder.path(), &["--format", "github"]);
    assert_eq!(output.status.code(), Some(1));
    let annotations = String::from_utf8(output.stdout).unwrap();
    let expected = repository("tests/cmd/annotations.txt");
    if std::env::var("KOPRU_UPDATE").is_ok() {
        fs::write(&expected, &annotations).unwrap();
    }
    assert_eq!(annotations, fs::read_to_string(expected).unwrap());
    let summary = fs::read_to_string(folder.path().join("summary.md")).unwrap();
    assert!(summary.contains("| content/de/danisma.md:6 |"), "{summary}");
}

#[test]
fn a_partner_with_nothing_but_an_editor_gets_the_sync_file_to_commit() {
    let folder = tempfile::tempdir().unwrap();
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n{text}\n\n::error::{title} 7 ```\n");
    write(folder.path(), "content/site.yaml", SITE_YAML);
    write(folder.path(), "content/tr/a.md", &page("Kurs", "Kurs 30 aile için açıldı."));
    write(folder.path(), "content/de/a.md", &page("Der Kurs", "Der Kurs ist für 30 Familien."));
    let kopru = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_kopru")).current_dir(folder.path()).args(arguments).output().unwrap()
    };
    assert!(kopru(&["translate", "accept"]).status.success());
    let printed = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!printed(&check(folder.path(), &["--format", "github"])).contains("::group::"));
    write(folder.path(), "content/tr/a.md", &page("Kurs", "Kurs 45 aile için açıldı."));
    assert!(!printed(&check(folder.path(), &["--format", "github"])).contains("::group::"), "nobody has followed");
    write(folder.path(), "content/de/a.md", &page("Der Kurs", "Der Kurs ist für 45 Familien."));
    let log = printed(&check(folder.path(), &["--format", "github"]));
    let file = log.split_once("::group::content/sync/de/a.yaml\n::stop-commands::").unwrap().1;
    let (mark, file) = file.split_once('\n').unwrap();
    let file = file.split_once(&format!("::{mark}::\n::endgroup::\n")).unwrap().0;
    let summary = fs::read_to_string(folder.path().join("summary.md")).unwrap();
    assert!(summary.contains(&format!("```yaml\n{file}```\n")), "{summary}");
    // Committed, it is what a reviewer's command would write, and nothing is printed any more.
    write(folder.path(), "content/sync/de/a.yaml", file);
    assert!(!printed(&check(folder.path(), &["--format", "github"])).contains("::group::"));
    let accepted = printed(&kopru(&["translate", "accept", "--ui-lang", "de"]));
    assert_eq!(accepted, "Nichts zu schreiben: Die Abgleichdateien sagen es schon.\n");
}

#[test]
fn what_does_not_fit_is_told_in_a_notice_and_in_the_summary() {
    let folder = site();
    let rows: String = (1..=12).map(|number| format!("{number} kişi.\n\n")).collect();
    let other: String = (1..=12).map(|number| format!("{} Menschen.\n\n", number + 50)).collect();
    write(folder.path(), "content/tr/a.md", &format!("---\ntitle: A\n---\n{rows}"));
    write(folder.path(), "content/de/a.md", &format!("---\ntitle: A\n---\n{other}"));
    let output = check(folder.path(), &["--format", "github"]);
    let annotations = String::from_utf8(output.stdout).unwrap();
    assert_eq!(annotations.matches("::warning ").count(), 10);
    assert!(annotations.contains("::notice title=kopru::"), "{annotations}");
    let summary = fs::read_to_string(folder.path().join("summary.md")).unwrap();
    assert_eq!(summary.matches("(number-differs)").count(), 13, "{summary}");
}

#[test]
fn a_report_for_code_scanning_names_every_problem_and_what_is_new() {
    let folder = site();
    write(folder.path(), "content/de/ä b.md", "---\ntitel: A\n---\n");
    let known = check(folder.path(), &["--format", "json"]);
    write(folder.path(), "known.json", &String::from_utf8_lossy(&known.stdout));
    for arguments in [&["--format", "sarif"][..], &["--format", "sarif", "--since", "known.json"]] {
        let report = json(&check(folder.path(), arguments));
        let results = report["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.len(), json(&known).as_array().unwrap().len());
        let known = results.iter().filter(|result| result["baselineState"] == "unchanged").count();
        assert_eq!(known, if arguments.len() > 2 { results.len() } else { 0 });
        let place = |result: &Value| result["locations"][0]["physicalLocation"].clone();
        assert!(results.iter().any(|result| place(result)["artifactLocation"]["uri"] == "content/de/%C3%A4%20b.md"));
        assert!(results.iter().all(|result| place(result)["region"]["startLine"].as_u64() >= Some(1)));
    }
}

#[test]
fn only_new_problems_fail_when_there_is_an_earlier_report() {
    let folder = site();
    let report = check(folder.path(), &["--format", "json"]);
    assert_eq!(report.status.code(), Some(1));
    let fields = ["code", "severity", "file", "line", "column", "message", "help"];
    assert!(
        json(&report).as_array().unwrap().iter().all(|one| one
            .as_object()
            .unwrap()
            .keys()
            .all(|key| fields.contains(&key.as_str())))
    );
    write(folder.path(), "known.json", &String::from_utf8_lossy(&report.stdout));
    // What moves is known still.
    write(folder.path(), "content/de/danisma.md", &TRANSLATION.replace("## Zeiten", "Vorab.\n\n## Zeiten"));
    let since = |arguments: &[&str]| check(folder.path(), &[arguments, &["--since", "known.json"]].concat());
    let output = since(&["--strict"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    write(folder.path(), "content/de/danisma.md", &TRANSLATION.replace("2008", "2009"));
    assert_eq!(since(&[]).status.code(), Some(0), "a new warning is no error");
    let output = since(&["--strict"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr).matches("warning[").count(), 1);
}

#[test]
fn a_site_in_a_folder_of_the_repository_is_annotated_there() {
    let folder = site();
    fs::create_dir(folder.path().join("handbook")).unwrap();
    fs::rename(folder.path().join("content"), folder.path().join("handbook/content")).unwrap();
    let output = check(folder.path(), &["--root", "./handbook", "--format", "github"]);
    let annotations = String::from_utf8(output.stdout).unwrap();
    assert!(annotations.contains("file=handbook/content/de/danisma.md,line=6"), "{annotations}");
}
