//! One message of every code, side by side in `tests/messages.txt`, so that who writes a new one
//! hears the tone of the others. `KOPRU_UPDATE=1 cargo test` writes the file anew; read it then.

use std::collections::BTreeMap;
use std::fs;

use kopru::diag::{Diagnostic, Span};
use kopru::doc::Date;
use kopru::path::VPath;
use kopru::problems;

use crate::{files_below, repository, shown, snapshot};

#[test]
fn all_messages_speak_with_one_voice() {
    let mut messages = messages_of_samples();
    for path in files_below(&repository("tests/cases")) {
        for (code, message) in messages_of_cases(&fs::read_to_string(path).unwrap()) {
            messages.entry(code).or_insert(message);
        }
    }
    let missing: Vec<String> = crate::cases::codes().into_iter().filter(|code| !messages.contains_key(code)).collect();
    assert!(missing.is_empty(), "neither a case nor a sample says {missing:?}");

    let helpless: Vec<&String> =
        messages.iter().filter(|(_, told)| told.lines().count() < 2).map(|(code, _)| code).collect();
    assert!(helpless.is_empty(), "these do not say what to do: {helpless:?}");

    let text: String = messages.iter().map(|(code, message)| format!("{code}\n{message}\n")).collect();
    let file = repository("tests/messages.txt");
    if std::env::var("KOPRU_UPDATE").is_ok() {
        fs::write(&file, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), text, "KOPRU_UPDATE=1 writes tests/messages.txt anew");
}

/// The first message of each code among the expected problems of a file of cases, and its help.
fn messages_of_cases(cases: &str) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    let mut lines = cases.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((code, message)) = split(line) else { continue };
        let help = lines.next_if(|next| next.starts_with("    ")).unwrap_or_default();
        messages.entry(code.to_string()).or_insert(told(message, help.trim()));
    }
    messages
}

/// `content/tr/a.md:1:1 error code: message`
fn split(line: &str) -> Option<(&str, &str)> {
    let (place, rest) = line.split_once(' ')?;
    let (severity, rest) = rest.split_once(' ')?;
    let stands = place.matches(':').count() >= 2 && matches!(severity, "error" | "warning");
    stands.then(|| rest.split_once(": ")).flatten()
}

fn told(message: &str, help: &str) -> String {
    match help {
        "" => format!("    {message}\n"),
        help => format!("    {message}\n    {help}\n"),
    }
}

/// Problems that a case in text cannot show: of bytes, of the typesetter, of lists and files that
/// commands are given.
fn messages_of_samples() -> BTreeMap<String, String> {
    let page = &VPath::fixed("content/tr/a.md");
    let list = &VPath::fixed("people.csv");
    let back = &VPath::fixed("handbook-de.xlf");
    let at = Span::default();
    let samples: [Diagnostic; 28] = [
        problems::file_too_large(page, 4 << 20),
        problems::not_utf8(page, 0),
        problems::control_character(page, at),
        problems::not_a_file(page, "a pipe"),
        problems::site_missing(&VPath::fixed("content/site.yaml")),
        problems::review_overdue(page, at, Date::parse("2026-01").unwrap()),
        problems::print_too_deep(page, at, 20),
        problems::print_no_glyph(page, at, "𓀀"),
        problems::print_picture(page, at, &VPath::fixed("content/media/a.png"), "it ends too early"),
        problems::typst_error(page, at, "unknown variable: titel"),
        problems::typst_warning(page, at, "unknown font family: sans"),
        problems::print_overflow(page, at, "12", "Kommunalverwaltungsvorschrift"),
        problems::print_overlap(page, at, "12", "İhtiyaç analizi"),
        problems::print_overfull_slide(page, at),
        problems::edition_too_long(page, at, ("booklet", "de"), 52, 48),
        problems::people_none(list),
        problems::people_without_name(list, at, ["ad", "kurum"].into_iter()),
        problems::person_without_name(list, at),
        problems::certificate_course(list, Some("kurs"), ["training/local-capacity"].into_iter()),
        problems::exchange_malformed(back, at, "it is no XML"),
        problems::exchange_page_missing(back, at, "handbook/units"),
        problems::exchange_source_changed(back, at, "handbook/units"),
        problems::exchange_no_place(back, at, "handbook/units"),
        problems::exchange_code(back, at, "c2", true),
        problems::exchange_shape(back, at),
        problems::link_gone(page, at, "https://example.org/a", 404),
        problems::link_unreachable(page, at, "https://example.org/a", "the host does not answer in time"),
        problems::link_private(page, at, "http://10.0.0.1/a"),
    ];
    let nothing = snapshot([]);
    let told = samples.iter().map(|problem| {
        let shown = shown(&nothing, problem);
        messages_of_cases(&shown).pop_first().expect("a problem has a message")
    });
    told.collect()
}
