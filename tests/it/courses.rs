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

:::quiz{type=single}
Açık soru?

- [x] Evet

  :::trainer
  PLANTED geri bildirim
  :::
- [ ] Hayır

:::trainer
PLANTED açıklama
:::

:::

:::handout{title="Kâğıt"}
Açık kâğıt.

:::trainer
PLANTED kâğıt notu
:::

:::

:::tabs

:::tab{title="Sekme"}
Açık sekme.

:::trainer
PLANTED sekme notu
:::

:::

:::

> [!TIP]
> Açık ipucu.
>
> :::trainer
> PLANTED ipucu
> :::

1. Açık madde

   :::trainer
   PLANTED madde notu
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

    :::trainer
    PLANTED dipnottaki not
    :::
"#;

const INCLUDING: &str = "---\ntitle: İçeren\n---\n:::include{page=training/course/module/session}\n:::\n";

/// A course with something for trainers in every place that can hold it.
fn planted(audience: Audience) -> Build {
    build(&planted_site(""), &Options { audience, ..without_print() }, &Memo::default())
}

/// Books of everything, one for participants and one for trainers.
#[cfg(feature = "print")]
const EDITIONS: &str = "editions:\n  book: {title: Kitap, pages: [index, training/course, including], edition: participant}\n\
    \x20 notes: {title: Notlar, pages: [training/course], edition: trainer}\n";

fn planted_site(settings: &str) -> kopru::snapshot::Snapshot {
    let settings = format!("{SETTINGS}{settings}");
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>PLANTED</title></svg>";
    snapshot([
        ("content/site.yaml", settings.as_str()),
        ("content/tr/index.md", "---\ntitle: Ana sayfa\n---\n"),
        ("content/tr/training/course/index.md", "---\ntitle: Kurs\n---\n"),
        ("content/tr/training/course/module/index.md", MODULE),
        ("content/tr/training/course/module/session.md", SESSION),
        ("content/tr/including.md", INCLUDING),
        ("content/media/secret.csv", "PLANTED,1\n"),
        ("content/media/linked.csv", "PLANTED,2\n"),
        ("content/media/drawing.svg", drawing),
        ("content/media/open.csv", "open,1\n"),
    ])
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
    assert!(!holding(&built, "PLANTED,1").is_empty());
    let keys = crate::output(&built, "data/quiz-keys.json");
    assert!(keys.contains("\"type\": \"short\"") && keys.contains("PLANTED yanıt"), "{keys}");
}

#[test]
fn a_module_lists_its_sessions_once_in_the_timetable_if_they_say_how_long_they_take() {
    let module = |minutes: &str| {
        let built = build(
            &snapshot([
                ("content/site.yaml", SETTINGS),
                ("content/tr/training/course/module/index.md", "---\ntitle: Modül\n---\nMetin.\n"),
                ("content/tr/training/course/module/a.md", &format!("---\ntitle: Oturum\n{minutes}---\nMetin.\n")),
            ]),
            &without_print(),
            &Memo::default(),
        );
        let html = crate::output(&built, "tr/training/course/module/index.html");
        let main = html.split("<main").nth(1).expect("a page has a main part").split("class=\"neighbours").next();
        main.map_or(0, |main| main.matches("oturum/\"").count() + main.matches("href=\"a/\"").count())
    };
    assert_eq!(module("minutes: 90\n"), 1, "a row of the timetable");
    assert_eq!(module(""), 1, "a card");
}

#[cfg(feature = "print")]
mod print {
    use kopru::path::VPath;
    use kopru::pipeline::{CertificateRequest, Memo, Options, build, certificates};

    use crate::snapshot;

    const SESSION: &str = "---\ntitle: Oturum\n---\n:::slide{title=Bir}\nMetin.\n:::\n\n:::handout{title=İki}\nMetin.\n:::\n\n:::quiz{type=true-false}\nDoğru mu?\n\n- [x] Evet\n- [ ] Hayır\n:::\n";

    fn site(session: &str) -> kopru::snapshot::Snapshot {
        snapshot([
            ("content/site.yaml", super::SETTINGS),
            ("content/tr/index.md", "---\ntitle: Ana sayfa\n---\n"),
            ("content/tr/training/course/index.md", "---\ntitle: Kurs\nhours: 12\n---\n"),
            ("content/tr/training/course/module/index.md", "---\ntitle: Modül\n---\n"),
            ("content/tr/training/course/module/session.md", session),
        ])
    }

    #[test]
    fn a_session_offers_its_slides_handouts_and_questions_and_a_module_its_attendance_sheet() {
        let built = build(&site(SESSION), &Options::default(), &Memo::default());
        assert!(built.is_good(), "{:#?}", built.problems);
        let session = "tr/training/course/module/session";
        let page = crate::output(&built, &format!("{session}/index.html"));
        for name in ["slides.pdf", "handouts.pdf", "questions.pdf"] {
            assert!(page.contains(&format!("href=\"{name}\"")), "{name}");
            let file = built.artifacts.iter().find(|file| file.path.as_str() == format!("{session}/{name}")).unwrap();
            assert!(file.bytes.starts_with(b"%PDF-"));
        }
        assert!(crate::output(&built, "tr/training/course/module/index.html").contains("href=\"attendance.pdf\""));
        assert!(!built.artifacts.iter().any(|file| file.path.as_str().contains("key")));
        let untranslated = crate::output(&built, "en/training/course/module/session/index.html");
        assert!(untranslated.contains("href=\"../../../../../tr/training/course/module/session/slides.pdf\""));
    }

    #[test]
    fn the_key_and_the_notes_are_for_trainers() {
        let options = Options { audience: super::Audience::Trainer, ..Options::default() };
        let built = build(&site(SESSION), &options, &Memo::default());
        assert!(built.is_good(), "{:#?}", built.problems);
        for name in ["key.pdf", "notes.pdf"] {
            assert!(built.artifacts.iter().any(|file| file.path.name() == name), "{name}");
        }
    }

    #[test]
    fn a_slide_with_too_much_on_it_is_reported_at_its_line() {
        let lines = "Bir satır.\n\n".repeat(60);
        let text = format!("---\ntitle: Oturum\n---\n:::slide{{title=Uzun}}\n{lines}:::\n");
        let built = build(&site(&text), &Options::default(), &Memo::default());
        let found: Vec<_> =
            built.problems.iter().map(|p| (p.code, text[p.span.start as usize..].starts_with(":::slide"))).collect();
        assert_eq!(found, [("print-overfull-slide", true)]);
    }

    /// The site is left in `target/tmp/planted`, where `tests/run` looks into the PDF files, too.
    #[test]
    fn nothing_for_trainers_is_in_a_file_for_participants_in_print_either() {
        let folder = crate::repository("target/tmp/planted");
        let _ = std::fs::remove_dir_all(&folder);
        for (audience, name) in [(super::Audience::Participant, "participant"), (super::Audience::Trainer, "trainer")] {
            let built = build(
                &super::planted_site(super::EDITIONS),
                &Options { audience, ..Options::default() },
                &Memo::default(),
            );
            assert!(built.is_good(), "{:#?}", built.problems);
            for file in &built.artifacts {
                let path = folder.join(name).join(file.path.as_str());
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, &file.bytes).unwrap();
            }
            let found = super::holding(&built, "PLANTED");
            assert_eq!(found.is_empty(), name == "participant", "{found:?}");
            for format in [".pdf", ".epub", "scorm.zip", "offline.zip"] {
                assert!(built.artifacts.iter().any(|file| file.path.as_str().ends_with(format)), "{format}");
            }
        }
    }

    fn printed(list: &str, course: Option<&str>) -> Result<usize, Vec<&'static str>> {
        let file = VPath::fixed("people.csv");
        let request = CertificateRequest { list: &file, bytes: list.as_bytes(), course, languages: &[] };
        let built = certificates(&site(SESSION), &request);
        assert!(built.problems.iter().all(|problem| problem.file == file));
        if built.is_good() { Ok(built.artifacts.len()) } else { Err(built.problems.iter().map(|p| p.code).collect()) }
    }

    #[test]
    fn certificates_are_printed_for_names_in_any_letters() {
        assert_eq!(printed("name\nŞükrü Iğdır\nÄnne Groß\nمريم\n", None), Ok(1));
        assert_eq!(printed("name;course\nA;training/course\nB;Erste Hilfe\n", Some("training/course")), Ok(1));
    }

    #[test]
    fn a_list_that_cannot_be_used_prints_nothing() {
        assert_eq!(printed("", None), Err(vec!["people-none"]));
        assert_eq!(printed("nmae\nA\n", None), Err(vec!["people-without-name"]));
        assert_eq!(printed("name,date\n,2026\n", None), Err(vec!["person-without-name"]));
        assert_eq!(printed("name\nA\n", Some("training/none")), Err(vec!["certificate-course"]));
    }
}
