//! A quiz as a printed question.
//!
//! Readers see neither key nor explanation, so the order of the answers must
//! not tell anything either. Trainers get both below the question.

use serde_json::{Value, json};

use super::writer::Writer;
use crate::doc::{Answer, Inlines, Quiz, QuizKind, inlines_text};
use crate::lang::Lang;

impl<'a> Writer<'a> {
    pub fn quiz(&mut self, quiz: &'a Quiz) -> Value {
        let answers: Vec<&Inlines> = match quiz.kind {
            QuizKind::Single | QuizKind::Multiple | QuizKind::TrueFalse => contents(&quiz.answers),
            QuizKind::Match => contents(&quiz.answers),
            // These stand in their right order in the source.
            QuizKind::Order => sorted(contents(&quiz.answers), &self.lang),
            // The accepted answers would be the key.
            QuizKind::Short => Vec::new(),
        };
        let partners = match quiz.kind {
            QuizKind::Match => sorted(quiz.answers.iter().map(|answer| &answer.partner).collect(), &self.lang),
            QuizKind::Single | QuizKind::Multiple | QuizKind::TrueFalse | QuizKind::Order | QuizKind::Short => {
                Vec::new()
            }
        };
        let mut value = json!({
            "k": "quiz",
            "kind": quiz.kind,
            "label": self.label(quiz.id.as_ref()),
            "b": self.inner(&quiz.question),
            "answers": self.lettered(answers),
            "partners": self.lines(partners),
        });
        if self.chapter.audience.is_trainer() {
            value["key"] = self.key(quiz);
        }
        value
    }

    /// The answers in the order of the author, which of them are right, and why.
    fn key(&mut self, quiz: &'a Quiz) -> Value {
        let answers: Vec<Value> = quiz
            .answers
            .iter()
            .map(|answer| {
                json!({
                    "right": answer.right,
                    "c": self.inlines(&answer.content),
                    "partner": self.inlines(&answer.partner),
                    "b": self.inner(&answer.feedback),
                })
            })
            .collect();
        json!({ "answers": answers, "b": self.inner(&quiz.explanation) })
    }

    fn lettered(&mut self, answers: Vec<&'a Inlines>) -> Vec<Value> {
        let lines = self.lines(answers);
        lines.into_iter().enumerate().map(|(index, line)| json!({ "letter": letter(index), "c": line })).collect()
    }

    fn lines(&mut self, lines: Vec<&'a Inlines>) -> Vec<Value> {
        lines.into_iter().map(|line| Value::from(self.line(line))).collect()
    }
}

fn contents(answers: &[Answer]) -> Vec<&Inlines> {
    answers.iter().map(|answer| &answer.content).collect()
}

/// In alphabetical order, which is the same in every build and hides the key.
fn sorted<'a>(mut lines: Vec<&'a Inlines>, lang: &Lang) -> Vec<&'a Inlines> {
    let compare = lang.sorter();
    lines.sort_by(|a, b| compare(&inlines_text(a), &inlines_text(b)));
    lines
}

/// `a` to `z`, as answers are named in exams in every language, then numbers.
fn letter(index: usize) -> String {
    let letter = u8::try_from(index).ok().filter(|index| *index < 26).map(|index| char::from(b'a' + index));
    letter.map_or_else(|| (index + 1).to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_have_letters_and_then_numbers() {
        assert_eq!([0, 3, 25, 26].map(letter), ["a", "d", "z", "27"]);
    }
}
