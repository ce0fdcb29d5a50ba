//! The pages that Köprü makes of hostile content. They are written to
//! `target/tmp/attacks`, where `tests/browser/attacks.test.mjs` opens them.

use std::fs;
use std::path::Path;

use kopru::path::VPath;
use kopru::pipeline::{Memo, build};
use kopru::snapshot::{File, Snapshot};

use crate::{files_below, repository, without_print};

#[test]
fn hostile_content_becomes_pages_without_its_scripts() {
    let root = repository("tests/attacks");
    let read = |path: std::path::PathBuf| {
        let name = VPath::new(path.strip_prefix(&root).unwrap().to_str().unwrap()).unwrap();
        (name, File::new(fs::read(&path).unwrap()))
    };
    let snapshot = Snapshot::new(files_below(&root.join("content")).into_iter().map(read));
    let build = build(&snapshot, &without_print(), &Memo::default());
    // A build with errors is never published; its pages must be harmless all the same.
    assert!(!build.is_good());
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attacks");
    let _ = fs::remove_dir_all(&out);
    for artifact in &build.artifacts {
        let path = out.join(artifact.path.as_str());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &artifact.bytes).unwrap();
        if artifact.path.extension() == "html" {
            let html = std::str::from_utf8(&artifact.bytes).unwrap();
            assert!(html.split("<script").skip(1).all(|rest| rest.starts_with(" src=\"")), "{}", artifact.path);
            assert!(!html.contains("root:x:0:0"), "{} shows a file of this machine", artifact.path);
        }
    }
    assert!(build.artifacts.iter().filter(|artifact| artifact.path.extension() == "html").count() > 10);
}

#[test]
fn every_kind_of_hostile_markup_is_told() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_kopru"))
        .current_dir(repository("tests/attacks"))
        .args(["check", "--format", "json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stdout).unwrap();
    for code in ["html-removed", "link-address", "media-remote", "svg-active", "direction-character", "mixed-scripts"] {
        assert!(told.contains(&format!("\"{code}\"")), "{code} is not told");
    }
}
