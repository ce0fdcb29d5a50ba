//! The words of one language's pages, each with what the analysis makes of it.
//!
//! Words go in as they stand in the text, numbers of forms come out. A form
//! gets its number when it is first seen, so numbers follow the order of the
//! pages and must not reach the output.

use std::collections::HashMap;
use std::ops::Range;

use crate::words::analyze::Analyzer;

/// Bytes of a form, at most: what is longer is no word that anybody types.
pub const LONGEST: usize = 80;

/// A form by its number in the vocabulary.
pub type FormId = u32;

/// A word as it is written, apart from case.
pub struct Form {
    pub text: String,
    pub folded: String,
    pub stem: String,
}

/// All forms seen so far.
pub struct Vocabulary<'a> {
    pub analyzer: &'a Analyzer,
    pub forms: Vec<Form>,
    by_text: HashMap<String, FormId>,
    /// Where the forms of a run stand in `of_runs`.
    by_run: HashMap<String, Range<usize>>,
    of_runs: Vec<FormId>,
}

impl<'a> Vocabulary<'a> {
    pub fn new(analyzer: &'a Analyzer) -> Self {
        Self { analyzer, forms: Vec::new(), by_text: HashMap::new(), by_run: HashMap::new(), of_runs: Vec::new() }
    }

    /// The forms in one run of letters of a text.
    pub fn run(&mut self, run: &str) -> &[FormId] {
        if let Some(place) = self.by_run.get(run) {
            return &self.of_runs[place.clone()];
        }
        let start = self.of_runs.len();
        for form in self.analyzer.forms(run).into_iter().filter(|form| form.len() <= LONGEST) {
            let form = self.form(form);
            self.of_runs.push(form);
        }
        self.by_run.insert(run.to_string(), start..self.of_runs.len());
        &self.of_runs[start..]
    }

    /// The number of a form, given a new one if it has none.
    pub fn form(&mut self, text: String) -> FormId {
        if let Some(id) = self.by_text.get(&text) {
            return *id;
        }
        let id = self.forms.len() as FormId;
        let folded = self.analyzer.fold(&text);
        let stem = self.analyzer.stem(&folded);
        self.by_text.insert(text.clone(), id);
        self.forms.push(Form { text, folded, stem });
        id
    }

    pub fn len(&self) -> usize {
        self.forms.len()
    }
}
