//! Quizzes: the question to be answered, and the key behind a fold.

use std::fmt::Write as _;

use super::writer::Writer;
use crate::doc::{Answer, Quiz, QuizKind, inlines_text};

impl Writer<'_> {
    pub fn quiz(&mut self, quiz: &Quiz) {
        self.quizzes += 1;
        let kind = match quiz.kind {
            QuizKind::Single => "single",
            QuizKind::Multiple => "multiple",
            QuizKind::TrueFalse => "true-false",
            QuizKind::Order => "order",
            QuizKind::Match => "match",
            QuizKind::Short => "short",
        };
        let title_id = format!("quiz--{}", self.quizzes);
        let _ = write!(self.out, "<div class=\"quiz quiz-{kind}\" data-quiz=\"{kind}\" role=\"group\"");
        self.attribute("aria-labelledby", &title_id);
        if let Some(id) = &quiz.id {
            self.id(id);
        }
        self.raw(">\n");
        let title = self.word("quiz-title");
        let _ = write!(self.out, "<p class=\"quiz-title\" id=\"{title_id}\">");
        self.text(&title);
        self.raw("</p>\n");
        self.blocks(&quiz.question);
        self.answers(quiz);
        self.quiz_key(quiz);
        self.raw("</div>\n");
    }

    fn answers(&mut self, quiz: &Quiz) {
        let input = match quiz.kind {
            QuizKind::Single | QuizKind::TrueFalse => Some("radio"),
            QuizKind::Multiple => Some("checkbox"),
            // The answers themselves would give the solution away.
            QuizKind::Short => return,
            QuizKind::Order | QuizKind::Match => None,
        };
        let partners = shown_partners(quiz);
        self.raw("<ul class=\"quiz-answers\">\n");
        for (place, answer) in shown_order(quiz) {
            match input {
                Some(input) => {
                    self.raw(if answer.right { "<li data-right><label>" } else { "<li><label>" });
                    let _ = write!(self.out, "<input type=\"{input}\" name=\"quiz-{}\"> <span>", self.quizzes);
                    self.inlines(&answer.content);
                    self.raw("</span></label></li>\n");
                }
                None => {
                    // What the reader is to choose: a place in the order, or one of the partners below.
                    let partner = || partners.iter().position(|partner| std::ptr::eq(*partner, answer));
                    let right = if quiz.kind == QuizKind::Match { partner().unwrap_or(place) } else { place };
                    let _ = write!(self.out, "<li data-right=\"{right}\"><span>");
                    self.inlines(&answer.content);
                    self.raw("</span></li>\n");
                }
            }
        }
        self.raw("</ul>\n");
        if quiz.kind == QuizKind::Match {
            self.raw("<ul class=\"quiz-partners\">\n");
            partners.iter().for_each(|answer| self.line("li", &answer.partner));
            self.raw("</ul>\n");
        }
    }

    /// The solution, closed until the reader opens it.
    pub fn quiz_key(&mut self, quiz: &Quiz) {
        self.raw("<details class=\"quiz-key\"><summary>");
        let summary = self.word("quiz-answer");
        self.text(&summary);
        self.raw("</summary>\n");
        self.raw(if quiz.kind == QuizKind::Order { "<ol>\n" } else { "<ul>\n" });
        for answer in &quiz.answers {
            self.raw("<li");
            if quiz.kind == QuizKind::Short {
                self.attribute("data-accepted", &inlines_text(&answer.content));
            }
            self.raw(">");
            if matches!(quiz.kind, QuizKind::Single | QuizKind::Multiple | QuizKind::TrueFalse) {
                let verdict = self.word(if answer.right { "quiz-right" } else { "quiz-wrong" });
                self.raw("<strong>");
                self.text(&verdict);
                self.raw("</strong> ");
            }
            self.inlines(&answer.content);
            if !answer.partner.is_empty() {
                self.raw(" → ");
                self.inlines(&answer.partner);
            }
            self.wrapped("", &answer.feedback, "</li>\n");
        }
        self.raw(if quiz.kind == QuizKind::Order { "</ol>\n" } else { "</ul>\n" });
        self.wrapped("", &quiz.explanation, "</details>\n");
    }
}

/// The answers as they are shown, each with its place in the source: the right
/// order must not be the one on the page.
pub fn shown_order(quiz: &Quiz) -> Vec<(usize, &Answer)> {
    let mut answers: Vec<(usize, &Answer)> = quiz.answers.iter().enumerate().collect();
    if quiz.kind == QuizKind::Order {
        answers.sort_by_key(|(_, answer)| inlines_text(&answer.content));
    }
    answers
}

/// The answers in the order in which their partners are shown.
fn shown_partners(quiz: &Quiz) -> Vec<&Answer> {
    let mut partners: Vec<&Answer> = quiz.answers.iter().collect();
    partners.sort_by_key(|answer| inlines_text(&answer.partner));
    partners
}
