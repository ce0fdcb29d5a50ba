//! Documentation that is made from the program, so that it stays true.

use std::fmt::Write as _;
use std::fs;

use kopru::schema::data::{EDITION, EVENT, ORGANISATION, SITE, TERM};
use kopru::schema::pages::{COMMON, Kind};
use kopru::schema::{Field, Scope, Type};

use crate::repository;

const INTRODUCTION: &str = "# Fields

Made from the program's own tables (`KOPRU_UPDATE=1 cargo test`). **●** is
required. *Who* says where a field stands: **T** words, in every language;
**N** data, once in the page of the source language; **L** facts about one
language version. In a record that mixes both, a translation repeats the record
with its words only.

A *code* is a key of a vocabulary in `content/data/vocabulary.yaml`, a *page* a
path without language and extension, a *file* a name in `content/media/`, *text*
inline Markdown, a *date* `2021`, `2021-07` or `2021-07-15`.
";

fn describe(kind: &Type) -> String {
    match kind {
        Type::Str => "words".into(),
        Type::Text => "text".into(),
        Type::Int => "whole number".into(),
        Type::Number => "number".into(),
        Type::Bool => "`true` or `false`".into(),
        Type::Date => "date".into(),
        Type::Url => "web address".into(),
        Type::Language => "language".into(),
        Type::Code(vocabulary) => format!("code of `{vocabulary}`"),
        Type::OneOf(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Type::Page => "page".into(),
        Type::Organisation => "key of `organisations.yaml`".into(),
        Type::Term => "key of `glossary.yaml`".into(),
        Type::Media => "file".into(),
        Type::List(inner) => format!("list of {}", describe(inner)),
        Type::Record(fields) => {
            let parts: Vec<String> = fields
                .iter()
                .map(|field| format!("`{}`{} ({})", field.name, mark(field), describe(&field.kind)))
                .collect();
            format!("record: {}", parts.join("; "))
        }
        Type::Map(inner) => format!("mapping to {}", describe(inner)),
        Type::ByLanguage(inner) => format!("{} by language, or the same for all", describe(inner)),
        Type::Either(plain, mapping) => format!("{} or {}", describe(plain), describe(mapping)),
        Type::Raw => "see [nav.yaml](#navyaml)".into(),
    }
}

fn mark(field: &Field) -> String {
    let scope = match field.scope {
        Scope::Translated => " T",
        Scope::Neutral => "",
        Scope::PerLanguage => " L",
    };
    format!("{}{scope}", if field.required { " ●" } else { "" })
}

fn table(title: &str, fields: &[Field], with_scope: bool) -> String {
    let mut text = format!(
        "\n## {title}\n\n| field | {}value |\n|---|{}---|\n",
        if with_scope { "who | " } else { "" },
        if with_scope { "---|" } else { "" }
    );
    for field in fields {
        let scope = match field.scope {
            Scope::Translated => "T | ",
            Scope::Neutral => "N | ",
            Scope::PerLanguage => "L | ",
        };
        let required = if field.required { " ●" } else { "" };
        let scope = if with_scope { scope } else { "" };
        let _ = writeln!(text, "| `{}`{required} | {scope}{} |", field.name, describe(&field.kind));
    }
    text
}

#[test]
fn the_field_reference_is_what_the_program_reads() {
    let mut text = INTRODUCTION.to_string();
    text += &table("Every page", COMMON, true);
    for kind in Kind::ALL {
        if let [_, own] = kind.fields()[..]
            && !own.is_empty()
        {
            text += &table(&format!("Kind `{}`", kind.name()), own, true);
        }
    }
    text += &table("`content/site.yaml`", SITE, false);
    text += &table("A print edition", EDITION, false);
    text += "\n## nav.yaml\n\nA list in reading order. An entry is the path of a page or folder, or a `section` (a folder) with its `pages`, whose paths count from that folder. What is not named follows in path order.\n\n```yaml\n- section: handbook\n  pages: [why, needs-analysis]\n- glossary\n```\n";
    text += &table("An entry of `content/data/glossary.yaml`", TERM, false);
    text += &table("An entry of `content/data/organisations.yaml`", ORGANISATION, false);
    text += &table("An entry of `content/data/timeline.yaml`", EVENT, false);
    text += "\n## `content/data/vocabulary.yaml`\n\nVocabulary → code → label by language.\n";
    let path = repository("docs/fields.md");
    if std::env::var("KOPRU_UPDATE").is_ok() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), text, "run KOPRU_UPDATE=1 cargo test");
}
