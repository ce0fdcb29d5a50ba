//! A list of names for certificates: a CSV file with a line of column names.
//!
//! Spreadsheets write it with commas, semicolons or tabs, with or without a
//! mark at its beginning; all of them are read.

use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::Date;
use crate::path::VPath;
use crate::problems;
use crate::text::printable;

/// The columns that are read; others are left alone.
const NAME: &str = "name";
const COLUMNS: [&str; 4] = [NAME, "organisation", "course", "date"];

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub name: String,
    pub organisation: String,
    /// The path of a course, or its title.
    pub course: Option<String>,
    pub date: Option<Date>,
}

/// Everyone in the list, with the problems of its lines.
pub fn people(file: &VPath, bytes: &[u8]) -> Checked<Vec<Person>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Checked::new(Vec::new(), vec![problems::not_utf8(file, error.valid_up_to())]),
    };
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text[mark..]))
        .trim(csv::Trim::All)
        .from_reader(&bytes[mark..]);
    let mut list = List { file, mark, columns: None, people: Vec::new(), problems: Vec::new() };
    for record in reader.records().filter_map(Result::ok) {
        list.line(&record);
    }
    if list.people.is_empty() && list.problems.is_empty() {
        list.problems.push(problems::people_none(file));
    }
    Checked::new(list.people, list.problems)
}

/// What stands between the columns of the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // Without any, there is one column and it does not matter.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

struct List<'a> {
    file: &'a VPath,
    /// Bytes before the text.
    mark: usize,
    /// The place of each of [`COLUMNS`], once the first line is read.
    columns: Option<[Option<usize>; 4]>,
    people: Vec<Person>,
    problems: Vec<Diagnostic>,
}

impl List<'_> {
    fn line(&mut self, record: &csv::StringRecord) {
        let at = record.position().map_or(0, |position| position.byte() as usize) + self.mark;
        let span = Span::new(at, at);
        let Some(columns) = self.columns else {
            let place = |name: &&str| record.iter().position(|cell| cell.to_lowercase() == *name);
            let columns = COLUMNS.each_ref().map(place);
            if columns[0].is_none() {
                self.problems.push(problems::people_without_name(self.file, span, record.iter()));
            }
            self.columns = Some(columns);
            return;
        };
        let cell = |column: usize| {
            let text = columns[column].and_then(|place| record.get(place)).unwrap_or_default();
            printable(text).trim().to_string()
        };
        if record.iter().all(str::is_empty) || columns[0].is_none() {
            return;
        }
        let (name, written) = (cell(0), cell(3));
        if name.is_empty() {
            self.problems.push(problems::person_without_name(self.file, span));
            return;
        }
        let date = Date::parse(&written);
        if date.is_none() && !written.is_empty() {
            self.problems.push(problems::wrong_value(self.file, span, &written, "a date such as `2026-11-22`"));
        }
        let course = Some(cell(2)).filter(|course| !course.is_empty());
        self.people.push(Person { name, organisation: cell(1), course, date });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let checked = people(&VPath::fixed("people.csv"), text.as_bytes());
        assert_eq!(checked.problems, [], "{text}");
        checked.value.into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn lists_of_any_spreadsheet_are_read() {
        assert_eq!(names("name\nŞükrü Iğdır\n"), ["Şükrü Iğdır"]);
        assert_eq!(names("\u{feff}Organisation;Name\r\nVerein;Groß, Änne\r\n;\r\n"), ["Groß, Änne"]);
        assert_eq!(names("name\temail\nمريم\tx@example.org\n"), ["مريم"]);
        assert_eq!(names("name,course\n\"İnce, Ayşe\",training/a\n"), ["İnce, Ayşe"]);
    }

    #[test]
    fn problems_name_their_line() {
        let text = "name,date\n,2026\nA,22.11.2026\n";
        let checked = people(&VPath::fixed("people.csv"), text.as_bytes());
        let found: Vec<_> = checked.problems.iter().map(|p| (p.code, p.span.start as usize)).collect();
        assert_eq!(
            found,
            [("person-without-name", text.find(",2026").unwrap()), ("field-value", text.find("A,").unwrap())]
        );
    }
}
