//! Courses: what trainers get and participants do not, and what both can take away.

use std::io::Read;

use kopru::artifact::Artifact;
use kopru::doc::Audience;
use kopru::pipeline::{Build, Memo, Options, build};

use crate::{snapshot, without_print};

const SETTINGS: &str = "title: {tr: Elkitabı, en: Handbook, de: Handbuch}\nbase_url: https://example.org\nlanguages: [tr, en, de]\nkinds: {training: course}\n";

const MODULE: &str = "---\ntitle: Modül\nobjectives: [Bir]\nmaterials:\n  - {file: secret.csv, label: PLANTED malzeme, for: trainer}\n  - {file: open.csv, label: Herkese}\n---\nModül metni.\n";

const SESSION: &str = r#"---
title: Oturum
objectives: [1]
---
Giriş.

:::trainer
PLANTED not, [bağlantı](/media/linked.csv), ![PLANTED resim](/media/drawing.svg)

## PLANTED başlık {#planted}

- PLANTED madde[^a]

| PLANTED | tablo |
|---|---|
| PLANTED | hücre |

:::quiz{type=short}
PLANTED soru?

- PLANTED yanıt
:::

:::

:::slide{title="Slayt"}
Açık satır.

:::trainer
PLANTED konuşmacı notu
:::

:::

:::details{summary="Katlanır"}
Metin[^b].

:::trainer
PLANTED iç not
:::

:::

[bölüme](#planted)

[^a]: PLANTED dipnot
[^b]: Açık dipnot.
"#;

const INCLUDING: &str = "---\ntitle: İçeren\n---\n:::include{page=training/course/module/session}\n:::\n";

/// A course with something for trainers in every place that can hold it.
fn planted(audience: Audience) -> Build {
    let drawing = "<svg viewBox=\"0 0 9 9\"><title>PLANTED</title></svg>";
    let site = snapshot([
        ("content/site.yaml", SETTINGS),
        ("content/tr/index.md", "---\ntitle: Ana sayfa\n---\n"),
        ("content/tr/training/course/index.md", "---\ntitle: Kurs\n---\n"),
        ("content/tr/training/course/module/index.md", MODULE),
        ("content/tr/training/course/module/session.md", SESSION),
        ("content/tr/including.md", INCLUDING),
        ("content/media/secret.csv", "PLANTED,1\n"),
        ("content/media/linked.csv", "PLANTED,2\n"),
        ("content/media/drawing.svg", drawing),
        ("content/media/open.csv", "open,1\n"),
    ]);
    build(&site, &Options { audience, ..without_print() }, &Memo::default())
}

/// The bytes of a file, and of every file in it if it is an archive.
fn contents(artifact: &Artifact) -> Vec<(String, Vec<u8>)> {
    let name = artifact.path.as_str().to_string();
    if !matches!(artifact.path.extension(), "zip" | "epub") {
        return vec![(name, artifact.bytes.to_vec())];
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&artifact.bytes)).unwrap();
    let inside = (0..archive.len()).map(|index| {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (format!("{name}: {}", file.name().unwrap()), bytes)
    });
    inside.collect()
}

fn holding(build: &Build, word: &str) -> Vec<String> {
    let files = build.artifacts.iter().flat_map(contents);
    let lower = word.to_lowercase();
    let found = files.filter(|(name, bytes)| {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        text.contains(&lower) || name.to_lowercase().contains(&lower)
    });
    found.map(|(name, _)| name).collect()
}

#[test]
fn nothing_for_trainers_is_in_a_file_for_participants() {
    let built = planted(Audience::Participant);
    assert!(built.is_good(), "{:#?}", built.problems);
    assert_eq!(holding(&built, "PLANTED"), Vec::<String>::new());
    let names: Vec<&str> = built.artifacts.iter().map(|file| file.path.as_str()).collect();
    for private in ["secret", "linked", "drawing"] {
        assert!(!names.iter().any(|name| name.contains(private)), "{private}");
    }
    assert!(names.iter().any(|name| name.starts_with("media/open.")));
}

#[test]
fn trainers_get_every_note_and_nobody_else_finds_their_pages() {
    let built = planted(Audience::Trainer);
    assert!(built.is_good(), "{:#?}", built.problems);
    let page = crate::output(&built, "tr/training/course/module/session/index.html");
    for text in ["PLANTED not", "PLANTED başlık", "PLANTED dipnot", "PLANTED konuşmacı notu", "PLANTED iç not"] {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(crate::output(&built, "robots.txt").contains("Disallow: /"));
    assert!(crate::output(&built, "tr/training/course/module/index.html").contains("PLANTED malzeme"));
    assert_eq!(holding(&built, "PLANTED,1").len(), 1);
}
