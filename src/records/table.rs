//! Records as a table (CSV, RFC 4180, UTF-8).

use super::{Coded, Practice};

const COLUMNS: [&str; 26] = [
    "id",
    "url",
    "language",
    "title",
    "summary",
    "basis",
    "implementer",
    "implementer_label",
    "country",
    "country_label",
    "places",
    "level",
    "level_label",
    "actor_type",
    "actor_type_label",
    "website",
    "target_groups",
    "target_groups_label",
    "topics",
    "topics_label",
    "start",
    "end",
    "ongoing",
    "funding",
    "partners_label",
    "gcr_objectives",
];

/// One line a record below the names of the columns; several values stand in one cell, between semicolons.
pub fn csv(practices: &[Practice]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let rows = std::iter::once(COLUMNS.map(str::to_string)).chain(practices.iter().map(row));
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(cell))).expect("memory can be written to");
    }
    writer.into_inner().expect("memory can be written to")
}

fn row(practice: &Practice) -> [String; 26] {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let (code, label) = (|coded: &Coded| coded.code.clone(), |coded: &Coded| coded.label.clone());
    let all = |list: &[Coded], part: fn(&Coded) -> String| list.iter().map(part).collect::<Vec<_>>().join("; ");
    let funding = practice.funding.iter().map(|one| match &one.programme {
        Some(programme) => format!("{} {} ({programme})", one.amount, one.currency),
        None => format!("{} {}", one.amount, one.currency),
    });
    let objectives = practice.gcr_objectives.iter().map(ToString::to_string);
    [
        practice.id.clone(),
        practice.url.clone(),
        practice.language.to_string(),
        practice.title.clone(),
        practice.summary.clone(),
        practice.basis.as_ref().map(code).unwrap_or_default(),
        practice.implementer.code.clone(),
        practice.implementer.label.clone(),
        practice.country.code.clone(),
        practice.country.label.clone(),
        practice.places.join("; "),
        practice.level.as_ref().map(code).unwrap_or_default(),
        practice.level.as_ref().map(label).unwrap_or_default(),
        all(&practice.actor_type, code),
        all(&practice.actor_type, label),
        optional(&practice.website),
        all(&practice.target_groups, code),
        all(&practice.target_groups, label),
        all(&practice.topics, code),
        all(&practice.topics, label),
        optional(&practice.start),
        optional(&practice.end),
        practice.ongoing.to_string(),
        funding.collect::<Vec<_>>().join("; "),
        all(&practice.partners, label),
        objectives.collect::<Vec<_>>().join("; "),
    ]
}

/// Spreadsheets must not take the words of an author for a formula.
fn inert(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{cell}"),
        _ => cell.to_string(),
    }
}
