//! Cases in text files: `tests/cases/**/*.txt`.
//!
//! A file holds several cases. A case is a line `=== name`, the files of a site
//! (`--- path`), and what is expected: `>>> problems`, or `>>> ` and the path of
//! an output, of which the text of the page is compared. `KOPRU_UPDATE=1 cargo
//! test` writes what comes out; read the difference before you commit it.

use std::fs;

use kopru::pipeline::{Memo, build};
use kopru::snapshot::Snapshot;

use crate::{files_below, output, repository, shown, snapshot, without_print};

/// Templates that show the text alone, so that cases do not change with the theme.
const TEMPLATES: [(&str, &str); 2] =
    [("themes/default/html/page.html", "{{ body | safe }}"), ("themes/default/html/home.html", "{{ body | safe }}")];

struct Case {
    name: String,
    files: Vec<(String, String)>,
    expected: Vec<(String, String)>,
}

fn read(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut part: Option<(bool, String, String)> = None;
    for line in text.split_inclusive('\n') {
        let name = |mark: &str| line.strip_prefix(mark).map(|name| name.trim_end().to_string());
        if let Some(name) = name("=== ") {
            finish(&mut part, &mut cases);
            cases.push(Case { name, files: Vec::new(), expected: Vec::new() });
        } else if let Some(name) = name("--- ") {
            finish(&mut part, &mut cases);
            part = Some((true, name, String::new()));
        } else if let Some(name) = name(">>> ") {
            finish(&mut part, &mut cases);
            part = Some((false, name, String::new()));
        } else if let Some((_, _, text)) = &mut part {
            text.push_str(line);
        }
    }
    finish(&mut part, &mut cases);
    cases
}

fn finish(part: &mut Option<(bool, String, String)>, cases: &mut [Case]) {
    if let (Some((is_file, name, text)), Some(case)) = (part.take(), cases.last_mut()) {
        let text = format!("{}\n", text.trim_end());
        if is_file { &mut case.files } else { &mut case.expected }.push((name, text));
    }
}

fn write(cases: &[Case]) -> String {
    let mut text = String::new();
    for case in cases {
        text.push_str(&format!("=== {}\n", case.name));
        for (name, content) in &case.files {
            text.push_str(&format!("--- {name}\n{content}"));
        }
        for (name, content) in &case.expected {
            text.push_str(&format!(">>> {name}\n{content}"));
        }
        text.push('\n');
    }
    text
}

fn site(case: &Case) -> Snapshot {
    let files = case.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    snapshot(TEMPLATES.into_iter().chain(files))
}

/// What the program gives for each expected part.
fn actual(case: &Case) -> Vec<(String, String)> {
    let snapshot = site(case);
    let built = build(&snapshot, &without_print(), &Memo::default());
    let part = |(name, _): &(String, String)| {
        let text = match name.as_str() {
            "problems" => built.problems.iter().map(|problem| shown(&snapshot, problem)).collect(),
            path => output(&built, path).to_string(),
        };
        (name.clone(), format!("{}\n", text.trim_end()))
    };
    case.expected.iter().map(part).collect()
}

#[test]
fn every_case_gives_what_its_file_says() {
    let update = std::env::var("KOPRU_UPDATE").is_ok();
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in files_below(&repository("tests/cases")) {
        let mut cases = read(&fs::read_to_string(&path).unwrap());
        for case in &mut cases {
            let actual = actual(case);
            count += 1;
            for ((name, expected), (_, actual)) in case.expected.iter().zip(&actual) {
                if expected != actual {
                    wrong.push(format!(
                        "{}: {}\n>>> {name}\n{actual}instead of\n{expected}",
                        path.display(),
                        case.name
                    ));
                }
            }
            case.expected = actual;
        }
        if update {
            fs::write(&path, write(&cases)).unwrap();
        }
    }
    assert!(count > 30, "only {count} cases were found");
    assert!(update || wrong.is_empty(), "{} of {count} cases differ\n{}", wrong.len(), wrong.join("\n"));
}

/// The codes of all problems, read from their constructors.
pub fn codes() -> Vec<String> {
    let code = |call: &str| {
        let call = call.strip_prefix("error(").or_else(|| call.strip_prefix("warning("))?;
        call.trim_start().strip_prefix('"')?.split('"').next().map(str::to_string)
    };
    let constructors = files_below(&repository("src/problems"));
    let constructors = constructors.iter().map(|file| fs::read_to_string(file).unwrap());
    constructors.flat_map(|text| text.split("Diagnostic::").skip(1).filter_map(code).collect::<Vec<_>>()).collect()
}

#[test]
fn every_problem_is_explained_in_every_language() {
    for lang in ["tr", "en", "de"] {
        let guide = fs::read_to_string(repository(&format!("content/{lang}/guide/problems.md"))).unwrap();
        let explained = |code: &String| guide.contains(&format!("### `{code}` {{#{code}}}"));
        let missing: Vec<String> = codes().into_iter().filter(|code| !explained(code)).collect();
        assert!(missing.is_empty(), "content/{lang}/guide/problems.md does not explain {missing:?}");
    }
}

#[test]
fn every_problem_has_a_case() {
    let mut tested = String::new();
    for path in files_below(&repository("tests")).iter().filter(|path| path.extension().is_some_and(|e| e != "json")) {
        tested.push_str(&fs::read_to_string(path).unwrap_or_default());
    }
    for path in files_below(&repository("src")).iter().filter(|path| !path.starts_with(repository("src/problems"))) {
        tested.push_str(&fs::read_to_string(path).unwrap());
    }
    let untested: Vec<String> = codes().into_iter().filter(|code| !tested.contains(code)).collect();
    assert!(untested.is_empty(), "no test meets these problems: {untested:?}");
}
