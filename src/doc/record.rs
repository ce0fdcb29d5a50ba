//! Typed front matter and data entries: a [`Record`] of named values.

use std::collections::BTreeMap;
use std::fmt;

use super::Inlines;
use crate::diag::Span;

/// Fields by name. What names and types there can be is written in [`crate::schema`].
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Record {
    pub fields: BTreeMap<String, Entry>,
}

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Entry {
    pub span: Span,
    pub value: Value,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Value {
    /// Plain text: names, codes, references, addresses.
    Str(String),
    /// Inline Markdown.
    Text(Inlines),
    Int(i64),
    Number(f64),
    Bool(bool),
    Date(Date),
    List(Vec<Entry>),
    Record(Record),
}

impl Record {
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.fields.get(name)
    }

    /// The plain text of a field, whether it was read as a name or as Markdown.
    pub fn str(&self, name: &str) -> Option<&str> {
        match &self.get(name)?.value {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    pub fn text(&self, name: &str) -> Option<&Inlines> {
        match &self.get(name)?.value {
            Value::Text(inlines) => Some(inlines),
            _ => None,
        }
    }

    pub fn int(&self, name: &str) -> Option<i64> {
        match self.get(name)?.value {
            Value::Int(number) => Some(number),
            _ => None,
        }
    }

    /// A whole or broken number.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)?.value {
            Value::Int(number) => Some(number as f64),
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// A truth value; absent is false.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Entry { value: Value::Bool(true), .. }))
    }

    pub fn date(&self, name: &str) -> Option<Date> {
        match self.get(name)?.value {
            Value::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The entries of a list; absent is empty.
    pub fn list(&self, name: &str) -> &[Entry] {
        match self.get(name) {
            Some(Entry { value: Value::List(entries), .. }) => entries,
            _ => &[],
        }
    }

    pub fn record(&self, name: &str) -> Option<&Record> {
        self.get(name)?.as_record()
    }

    /// The plain texts in a list.
    pub fn strs(&self, name: &str) -> impl Iterator<Item = &str> {
        self.list(name).iter().filter_map(Entry::as_str)
    }

    /// The records in a list.
    pub fn records(&self, name: &str) -> impl Iterator<Item = &Record> {
        self.list(name).iter().filter_map(Entry::as_record)
    }
}

impl Entry {
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_record(&self) -> Option<&Record> {
        match &self.value {
            Value::Record(record) => Some(record),
            _ => None,
        }
    }
}

/// A calendar date (ISO 8601) that may stop at the year or the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: u16,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2021`, `2021-07` or `2021-07-15`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let number = |part: &str, width: usize| -> Option<u16> {
            let digits = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok())?
        };
        let year = number(parts.next()?, 4)?;
        let two_digits = |part: Option<&str>| part.map(|part| number(part, 2).map(|n| n as u8));
        let month = transpose(two_digits(parts.next()))?;
        let day = transpose(two_digits(parts.next()))?;
        let date = Self { year, month, day };
        (parts.next().is_none() && date.exists()).then_some(date)
    }

    fn exists(self) -> bool {
        let month = self.month.unwrap_or(1);
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        (1..=days).contains(&self.day.unwrap_or(1))
    }
}

fn transpose<T>(value: Option<Option<T>>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(inner) => inner.map(Some),
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        [self.month, self.day].into_iter().flatten().try_for_each(|part| write!(f, "-{part:02}"))
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_be_partial_but_must_exist() {
        let read = |text| Date::parse(text).map(|date| date.to_string());
        for whole in ["2021", "2021-07", "2008-08-26", "2024-02-29"] {
            assert_eq!(read(whole).as_deref(), Some(whole));
        }
        for wrong in ["", "21", "2021-7", "2021-13", "2023-02-29", "2021-07-15-1", "26.8.2008"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
