//! Inheritance: a translation takes its neutral data from the source page.

use super::{Field, Scope, Type, find};
use crate::diag::{Diagnostic, Span};
use crate::doc::{Entry, Record, Value};
use crate::path::VPath;
use crate::problems;

/// The fields of a translation: its own words, the source's data.
///
/// `file` is the translation's; a neutral field found there is reported.
pub fn merge(
    source: &Record,
    translation: &Record,
    tables: &[&'static [Field]],
    file: &VPath,
) -> (Record, Vec<Diagnostic>) {
    let mut merging = Merging { file, problems: Vec::new() };
    let merged = merging.record(source, translation, tables);
    (merged, merging.problems)
}

struct Merging<'a> {
    file: &'a VPath,
    problems: Vec<Diagnostic>,
}

impl Merging<'_> {
    fn record(&mut self, source: &Record, translation: &Record, tables: &[&'static [Field]]) -> Record {
        let mut merged = Record::default();
        for name in source.fields.keys().chain(translation.fields.keys()) {
            let Some(field) = find(tables, name) else { continue };
            if merged.get(name).is_some() {
                continue;
            }
            if let Some(entry) = self.field(field, source.get(name), translation.get(name)) {
                merged.fields.insert(name.clone(), entry);
            }
        }
        merged
    }

    fn field(&mut self, field: &Field, source: Option<&Entry>, translation: Option<&Entry>) -> Option<Entry> {
        match field.scope {
            Scope::Translated | Scope::PerLanguage => translation.cloned(),
            Scope::Neutral if has_words(&field.kind) => self.mixed(field, source, translation),
            Scope::Neutral => {
                if let Some(entry) = translation {
                    self.problems.push(problems::neutral_repeated(self.file, entry.span, field.name));
                }
                source.cloned()
            }
        }
    }

    /// A neutral record or list of records some of whose fields are words.
    fn mixed(&mut self, field: &Field, source: Option<&Entry>, translation: Option<&Entry>) -> Option<Entry> {
        let Some(source) = source else {
            let entry = translation?;
            self.problems.push(problems::neutral_repeated(self.file, entry.span, field.name));
            return None;
        };
        let value = match (&source.value, translation.map(|entry| &entry.value)) {
            (Value::List(items), Some(Value::List(words))) => {
                self.check_length(field, items, words, translation.map_or(source.span, |entry| entry.span));
                Value::List(self.items(&field.kind, items, words))
            }
            (Value::List(items), _) => Value::List(self.items(&field.kind, items, &[])),
            (Value::Record(data), words) => {
                let empty = Record::default();
                let words = match words {
                    Some(Value::Record(words)) => words,
                    _ => &empty,
                };
                Value::Record(self.record(data, words, &[fields_of(&field.kind)]))
            }
            _ => source.value.clone(),
        };
        Some(Entry { span: source.span, value })
    }

    fn check_length(&mut self, field: &Field, items: &[Entry], words: &[Entry], span: Span) {
        if items.len() != words.len() {
            let problem = problems::list_length_differs(self.file, span, field.name, items.len(), words.len());
            self.problems.push(problem);
        }
    }

    fn items(&mut self, kind: &Type, items: &[Entry], words: &[Entry]) -> Vec<Entry> {
        let fields = fields_of(kind);
        let empty = Record::default();
        let merge_item = |(index, item): (usize, &Entry)| {
            let Value::Record(data) = &item.value else { return item.clone() };
            let words = words.get(index).and_then(Entry::as_record).unwrap_or(&empty);
            Entry { span: item.span, value: Value::Record(self.record(data, words, &[fields])) }
        };
        items.iter().enumerate().map(merge_item).collect()
    }
}

fn fields_of(kind: &Type) -> &'static [Field] {
    match kind {
        Type::List(inner) => fields_of(inner),
        Type::Either(_, inner) => fields_of(inner),
        Type::Record(fields) => fields,
        _ => &[],
    }
}

fn has_words(kind: &Type) -> bool {
    fields_of(kind).iter().any(|field| field.scope == Scope::Translated || has_words(&field.kind))
}
