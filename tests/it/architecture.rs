//! The rules of ARCHITECTURE.md that a reader relies on.

use std::fs;

use crate::{files_below, repository};

/// Modules from the vocabulary up to the driver. A module imports only from
/// layers above its own line, and from its own module.
const LAYERS: &[&[&str]] = &[
    &["path", "lang", "memo", "picture", "reserve", "text"],
    &["artifact", "diag", "words"],
    &["archive", "compress", "problems", "snapshot"],
    &["yaml", "doc"],
    &["chart", "schema"],
    &["parse"],
    &["look"],
    &["config"],
    &["strings"],
    &["theme"],
    &["site"],
    &["translate"],
    &["records"],
    &["view"],
    &["html", "print", "search"],
    // An e-book holds the text of pages: the one output that uses another.
    &["epub"],
    &["pipeline"],
    &["cli"],
];

/// Imports against the order, each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("problems", "doc", "a message shows a date"),
    ("theme", "config", "a missing theme is reported at the settings that name it"),
];

/// Packages with a single door.
const DOORS: &[(&str, &[&str])] = &[
    ("serde_yaml::", &["yaml.rs"]),
    ("pulldown_cmark", &["parse/tree.rs", "parse/line.rs"]),
    ("tera::", &["theme.rs"]),
    ("fluent::", &["strings.rs"]),
    ("fluent_syntax::", &["strings.rs"]),
    ("typst", &["print/card.rs", "print/engine.rs", "print/gate.rs", "print/impose.rs"]),
    (
        "rayon::",
        &[
            "cli/cache.rs",
            "pipeline/cards.rs",
            "pipeline/comparison.rs",
            "pipeline/delivery.rs",
            "pipeline/finding.rs",
            "pipeline/glossary.rs",
            "pipeline/mod.rs",
            "pipeline/offline.rs",
            "pipeline/pages.rs",
            "pipeline/pictures.rs",
            "pipeline/sheets.rs",
            "pipeline/sources.rs",
            "pipeline/translation.rs",
            "print/engine.rs",
        ],
    ),
    ("quick_xml::", &["translate/xliff.rs"]),
    ("polib::", &["translate/po.rs"]),
    ("csv::", &["records/table.rs", "site/media.rs", "site/people.rs"]),
    ("svg::", &["chart.rs"]),
    ("imagesize::", &["picture.rs", "site/media.rs"]),
    ("image::", &["picture.rs"]),
    ("image_webp::", &["picture.rs"]),
    ("svg_hush::", &["picture.rs"]),
    ("icu_", &["lang.rs"]),
    ("flate2::", &["compress.rs", "print/compact.rs"]),
    ("brotli::", &["compress.rs"]),
    ("hypher::", &["print/hyphenate.rs"]),
    ("blake3::", &["memo.rs"]),
    ("mimalloc::", &["main.rs"]),
    ("zip::", &["archive.rs"]),
    ("unicode_security::", &["text.rs"]),
    ("rust_embed::", &["snapshot.rs", "cli/new.rs"]),
    ("strsim::", &["diag.rs"]),
    ("bytes::", &["artifact.rs", "cli/serve/answer.rs", "cli/serve/http.rs", "cli/serve/site.rs"]),
    ("hyper::", &["cli/serve/answer.rs", "cli/serve/http.rs"]),
    ("hyper_util::", &["cli/serve/http.rs"]),
    ("tokio::", &["cli/serve/http.rs", "cli/serve/mod.rs"]),
    ("ureq::", &["cli/external/ask.rs"]),
    ("url::", &["cli/external/hosts.rs"]),
    ("notify::", &["cli/serve/watch.rs"]),
    ("walkdir::", &["cli/cache.rs", "cli/disk.rs"]),
    ("rustix::", &["cli/publish.rs"]),
    ("annotate_snippets::", &["cli/report/human.rs"]),
    ("anstream::", &["cli/report/human.rs", "cli/report/mod.rs"]),
    ("clap::", &["cli/arguments.rs", "cli/mod.rs"]),
    ("clap_complete::", &["cli/arguments.rs"]),
    ("clap_mangen::", &["cli/arguments.rs"]),
];

/// What only `cli` may name: files, sockets, clock, environment, printing.
const IMPURE: &[&str] =
    &["std::fs", "std::env", "std::net", "std::process", "std::time", "std::thread", "println!", "print!(", "rand::"];

/// The code of each source file, without comments and tests: its name below `src/` and its text.
fn sources() -> Vec<(String, String)> {
    let folder = repository("src");
    let read = |path: std::path::PathBuf| {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_string();
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_string();
        let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        (name, lines.join("\n"))
    };
    files_below(&folder).into_iter().map(read).collect()
}

fn layer(module: &str) -> usize {
    let found = LAYERS.iter().position(|layer| layer.contains(&module));
    found.unwrap_or_else(|| panic!("`{module}` has no layer: add it to LAYERS and to ARCHITECTURE.md"))
}

fn module_of(name: &str) -> &str {
    name.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The modules named after `crate::`, also inside of braces.
fn imports(code: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let inner = rest.strip_prefix('{').map_or(rest, |group| group.split('}').next().unwrap());
        let names: Vec<&str> = if inner.len() == rest.len() { vec![rest] } else { inner.split(',').collect() };
        for name in names {
            let end = name.trim_start().find(|c: char| !c.is_alphanumeric() && c != '_');
            modules.push(name.trim_start()[..end.unwrap_or(name.trim_start().len())].to_string());
        }
    }
    modules
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for (name, code) in sources().iter().filter(|(name, _)| !["lib.rs", "main.rs"].contains(&name.as_str())) {
        let module = module_of(name);
        for import in imports(code) {
            let excepted = EXCEPTIONS.iter().any(|(from, to, _)| *from == module && *to == import);
            if import != module && !excepted && layer(&import) >= layer(module) {
                wrong.push(format!("src/{name} imports crate::{import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "against the order of ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

#[test]
fn every_outside_package_has_one_door() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        for (package, doors) in DOORS {
            let names = |line: &str| line.contains(package) && !line.contains(&format!("_{package}"));
            let used = code.lines().any(|line| {
                let line = line.trim_start();
                match *package {
                    "typst" => {
                        line.starts_with("use typst") || line.contains("typst::") || line.contains("typst_pdf::")
                    }
                    _ => names(line),
                }
            });
            if used && !doors.contains(&name.as_str()) {
                wrong.push(format!("src/{name} uses {package}; its door is src/{}", doors[0]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_edge_touches_the_machine() {
    let mut wrong = Vec::new();
    for (name, code) in sources().iter().filter(|(name, _)| !name.starts_with("cli/") && name != "main.rs") {
        let found = IMPURE.iter().filter(|word| code.contains(*word));
        wrong.extend(found.map(|word| format!("src/{name}: {word}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_enough_to_read() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|(_, code)| code.lines().count() > 500)
        .map(|(name, code)| format!("src/{name}: {} lines", code.lines().count()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
