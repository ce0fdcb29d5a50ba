//! Fenced directives: `:::name{key=value}` … `:::`.
//!
//! Markdown has no such blocks. Before parsing, each fence line is masked by a
//! thematic break of the same length, which ends any paragraph or list before
//! it and keeps every byte offset; the tree builder then finds the fences by
//! their offsets. What makes a line part of a list item or a quotation stays
//! before the break, so that directives may stand there, too.

use std::ops::Range;

use crate::diag::{Diagnostic, Span};
use crate::doc::{
    Answer, Block, BlockKind, Chart, ChartKind, Image, Include, Inlines, Link, Quiz, QuizKind, Tab, Video, VideoPlace,
};
use crate::path::VPath;
use crate::problems;

/// A line of colons in the body of a page.
#[derive(Debug, PartialEq)]
pub struct Fence {
    /// The line without its end, from the first colon.
    pub range: Range<usize>,
    /// What an opening fence says; a closing one has none.
    pub opening: Option<Opening>,
}

#[derive(Debug, PartialEq)]
pub struct Opening {
    pub name: String,
    pub attributes: Vec<Attribute>,
    /// The braces are not closed, or text follows them.
    pub malformed: bool,
}

#[derive(Debug, PartialEq)]
pub struct Attribute {
    pub name: String,
    pub value: String,
}

/// `body` with its fences masked, and the fences in order.
pub fn mask(body: &str) -> (String, Vec<Fence>) {
    let mut masked = String::with_capacity(body.len());
    let mut fences = Vec::new();
    let mut code: Option<(u8, usize)> = None;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end();
        code = code_state(code, text);
        let (container, text) = text.split_at(container_marks(text));
        if code.is_none() && is_fence(text) {
            masked.push_str(container);
            let range = masked.len()..masked.len() + text.len();
            fences.push(Fence { range, opening: opening(text.trim_start_matches(':').trim()) });
            // Of the signs for a break, this one makes no list.
            masked.push_str("___");
            masked.extend(std::iter::repeat_n(' ', text.len() - 3));
            masked.push_str(&line[container.len() + text.len()..]);
        } else {
            masked.push_str(line);
        }
    }
    (masked, fences)
}

/// The length of what stands before the text of a line in lists and quotations: indentation, `>`, `-`, `1.`.
fn container_marks(line: &str) -> usize {
    let mut rest = line;
    loop {
        let bare = rest.trim_start_matches([' ', '\t', '>']);
        let number = bare.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = match bare.strip_prefix(['-', '+', '*']) {
            None if number.len() < bare.len() => number.strip_prefix(['.', ')']),
            after => after,
        };
        match after.filter(|after| after.starts_with([' ', '\t'])) {
            Some(after) => rest = after,
            None => return line.len() - bare.len(),
        }
    }
}

/// Whether the line stands inside of fenced code: the fence's character and length.
fn code_state(open: Option<(u8, usize)>, line: &str) -> Option<(u8, usize)> {
    let trimmed = line.trim_start();
    let indented = line.len() - trimmed.len() >= 4;
    let Some(&mark @ (b'`' | b'~')) = trimmed.as_bytes().first() else { return open };
    let length = trimmed.bytes().take_while(|&b| b == mark).count();
    match open {
        Some((m, n)) if m == mark && length >= n && trimmed.len() == length => None,
        Some(_) => open,
        None if length >= 3 && !indented && !(mark == b'`' && trimmed[length..].contains('`')) => Some((mark, length)),
        None => None,
    }
}

fn is_fence(line: &str) -> bool {
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    let name = rest.trim_start();
    colons >= 3 && (name.is_empty() || name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn opening(text: &str) -> Option<Opening> {
    if text.is_empty() {
        return None;
    }
    let end = text.find(|c: char| c != '-' && !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let rest = rest.trim();
    let braced = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let (attributes, whole) = attributes(braced.unwrap_or_default());
    let malformed = !whole || (braced.is_none() && !rest.is_empty());
    Some(Opening { name: name.to_string(), attributes, malformed })
}

/// The attributes in `text`, and whether all of it could be read.
fn attributes(text: &str) -> (Vec<Attribute>, bool) {
    let mut attributes = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let Some((name, after)) = rest.split_once('=') else { return (attributes, false) };
        let (value, tail) = match after.strip_prefix('"') {
            Some(quoted) => match quoted.split_once('"') {
                Some(parts) => parts,
                None => return (attributes, false),
            },
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        attributes.push(Attribute { name: name.trim().to_string(), value: value.to_string() });
        rest = tail.trim();
    }
    (attributes, true)
}

/// The attributes that each directive knows; `!` marks the required ones.
const KNOWN: &[(&str, &[&str])] = &[
    ("figure", &["src!", "alt!", "credit", "id"]),
    ("steps", &[]),
    ("tabs", &[]),
    ("tab", &["title!"]),
    ("details", &["summary!"]),
    ("checklist", &["title"]),
    ("quiz", &["type", "id"]),
    ("trainer", &[]),
    ("slide", &["title!"]),
    ("handout", &["title!"]),
    ("video", &["src", "url", "title!", "lang", "transcript"]),
    ("chart", &["src!", "type", "title!"]),
    ("include", &["page!", "section", "shift"]),
];

/// Makes blocks of directives and reports what is wrong with them.
pub struct Builder<'a> {
    pub file: &'a VPath,
    pub span: Span,
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    /// The blocks that the directive stands for: its content alone if it is not known.
    pub fn build(mut self, opening: &Opening, content: Vec<Block>) -> Vec<Block> {
        let Some((_, known)) = KNOWN.iter().find(|(name, _)| *name == opening.name) else {
            let names = KNOWN.iter().map(|(name, _)| *name);
            self.problems.push(problems::directive_unknown(self.file, self.span, &opening.name, names));
            return content;
        };
        self.check_attributes(opening, known);
        let span = self.span;
        let kind = self.kind(opening, content);
        vec![Block { span, kind }]
    }

    fn check_attributes(&mut self, opening: &Opening, known: &[&'static str]) {
        if opening.malformed {
            self.problems.push(problems::directive_malformed(self.file, self.span, &opening.name));
        }
        for attribute in &opening.attributes {
            let mut names = known.iter().map(|name| name.trim_end_matches('!'));
            if !names.clone().any(|name| name == attribute.name) {
                let problem = problems::attribute_unknown(self.file, self.span, &attribute.name, &mut names);
                self.problems.push(problem);
            }
        }
        let required = known.iter().filter_map(|name| name.strip_suffix('!'));
        for name in required.filter(|name| opening.get(name).is_none()) {
            self.problems.push(problems::attribute_missing(self.file, self.span, &opening.name, name));
        }
    }

    fn kind(&mut self, opening: &Opening, content: Vec<Block>) -> BlockKind {
        let text = |name| opening.get(name).unwrap_or_default().to_string();
        match opening.name.as_str() {
            "figure" => BlockKind::Figure {
                image: Box::new(Image { source: text("src"), alt: text("alt"), title: String::new(), span: self.span }),
                caption: content,
                credit: text("credit"),
                id: opening.get("id").map(str::to_string),
            },
            "tabs" => BlockKind::Tabs(self.tabs(content)),
            "tab" => BlockKind::Tabs(vec![Tab { span: self.span, title: text("title"), blocks: content }]),
            "details" => BlockKind::Details { summary: text("summary"), blocks: content },
            "checklist" => BlockKind::Checklist { title: text("title"), blocks: content },
            "quiz" => BlockKind::Quiz(Box::new(self.quiz(opening, content))),
            "trainer" => BlockKind::Trainer(content),
            "slide" => BlockKind::Slide { title: text("title"), blocks: content },
            "handout" => BlockKind::Handout { title: text("title"), blocks: content },
            "video" => BlockKind::Video(Box::new(self.video(opening, content))),
            "chart" => BlockKind::Chart(Box::new(Chart {
                kind: self.word(opening, "type", &CHART_KINDS),
                title: text("title"),
                source: text("src"),
                caption: content,
                span: self.span,
            })),
            "include" => BlockKind::Include(self.include(opening, &content)),
            _ => BlockKind::Steps(content),
        }
    }

    /// The attribute's meaning; the first of `words` without it or if it is wrong.
    fn word<T: Copy>(&mut self, opening: &Opening, name: &str, words: &[(&'static str, T)]) -> T {
        let Some(value) = opening.get(name) else { return words[0].1 };
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == value) {
            return *meaning;
        }
        let known = words.iter().map(|(word, _)| *word);
        self.problems.push(problems::unknown_word(self.file, self.span, value, known));
        words[0].1
    }

    fn tabs(&mut self, content: Vec<Block>) -> Vec<Tab> {
        let mut tabs = Vec::new();
        for block in content {
            match block.kind {
                BlockKind::Tabs(inner) => tabs.extend(inner),
                _ => self.problems.push(problems::not_a_tab(self.file, block.span)),
            }
        }
        tabs
    }

    fn video(&mut self, opening: &Opening, description: Vec<Block>) -> Video {
        let place = match (opening.get("src"), opening.get("url")) {
            (Some(file), None) => VideoPlace::File(file.to_string()),
            (None, Some(url)) => VideoPlace::Web(url.to_string()),
            _ => {
                self.problems.push(problems::video_place(self.file, self.span));
                VideoPlace::Web(String::new())
            }
        };
        let transcript = opening.get("transcript").map(|target| Link {
            target: target.to_string(),
            title: String::new(),
            content: Vec::new(),
            span: self.span,
        });
        let lang = opening.get("lang").map(str::to_string);
        let title = opening.get("title").unwrap_or_default().to_string();
        Video { title, place, lang, transcript, description, span: self.span }
    }

    fn include(&mut self, opening: &Opening, content: &[Block]) -> Include {
        if !content.is_empty() {
            self.problems.push(problems::include_has_content(self.file, self.span));
        }
        let shift = opening.get("shift").map_or(Some(0), |shift| shift.parse().ok().filter(|&n| n <= 4));
        if shift.is_none() {
            self.problems.push(problems::include_shift(self.file, self.span));
        }
        Include {
            page: opening.get("page").unwrap_or_default().to_string(),
            section: opening.get("section").map(|id| id.trim_start_matches('#').to_string()),
            shift: shift.unwrap_or(0),
            span: self.span,
        }
    }

    /// The first list is the answers, what stands before it the question, what follows the explanation.
    fn quiz(&mut self, opening: &Opening, content: Vec<Block>) -> Quiz {
        let kind = self.word(opening, "type", &QUIZ_KINDS);
        let is_answers = |block: &Block| matches!(block.kind, BlockKind::List { .. } | BlockKind::DefinitionList(_));
        let split = content.iter().position(is_answers).unwrap_or(content.len());
        let mut question = content;
        let mut rest = question.split_off(split).into_iter();
        let answers = rest.next().map(|block| answers(block, kind)).unwrap_or_default();
        let quiz =
            Quiz { kind, id: opening.get("id").map(str::to_string), question, answers, explanation: rest.collect() };
        if let Some(fault) = quiz_fault(&quiz) {
            self.problems.push(problems::quiz_malformed(self.file, self.span, fault));
        }
        quiz
    }
}

impl Opening {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.as_str())
    }
}

const CHART_KINDS: [(&str, ChartKind); 3] =
    [("bar", ChartKind::Bar), ("line", ChartKind::Line), ("share", ChartKind::Share)];

const QUIZ_KINDS: [(&str, QuizKind); 6] = [
    ("single", QuizKind::Single),
    ("multiple", QuizKind::Multiple),
    ("true-false", QuizKind::TrueFalse),
    ("order", QuizKind::Order),
    ("match", QuizKind::Match),
    ("short", QuizKind::Short),
];

fn answers(block: Block, kind: QuizKind) -> Vec<Answer> {
    match block.kind {
        BlockKind::List { items, .. } => {
            let marked = !matches!(kind, QuizKind::Order | QuizKind::Short);
            let answer = |item: crate::doc::Item| {
                let (span, content, feedback) = first_line(item.blocks);
                let right = if marked { item.task == Some(true) } else { true };
                Answer { span, right, content, partner: Vec::new(), feedback }
            };
            items.into_iter().map(answer).collect()
        }
        BlockKind::DefinitionList(definitions) => {
            let answer = |definition: crate::doc::Definition| {
                let described = definition.descriptions.into_iter().flatten().collect();
                let (place, partner, feedback) = first_line(described);
                let span = Span { end: place.end.max(definition.span.end), ..definition.span };
                Answer { span, right: true, content: definition.term, partner, feedback }
            };
            definitions.into_iter().map(answer).collect()
        }
        _ => Vec::new(),
    }
}

/// The place and text of the first paragraph, and what follows it.
fn first_line(blocks: Vec<Block>) -> (Span, Inlines, Vec<Block>) {
    let mut rest = blocks.into_iter();
    match rest.next() {
        Some(Block { span, kind: BlockKind::Paragraph(content) }) => (span, content, rest.collect()),
        Some(other) => (Span::default(), Vec::new(), std::iter::once(other).chain(rest).collect()),
        None => (Span::default(), Vec::new(), Vec::new()),
    }
}

/// What keeps a quiz from being asked, in words.
fn quiz_fault(quiz: &Quiz) -> Option<&'static str> {
    let right = quiz.answers.iter().filter(|answer| answer.right).count();
    let least = if quiz.kind == QuizKind::Short { 1 } else { 2 };
    if quiz.question.is_empty() {
        return Some("it has no question above the list of answers");
    }
    if quiz.answers.len() < least {
        return Some("it has too few answers");
    }
    match quiz.kind {
        QuizKind::Single | QuizKind::TrueFalse if right != 1 => Some("exactly one answer must be marked `[x]`"),
        QuizKind::Multiple if right == 0 => Some("no answer is marked `[x]`"),
        QuizKind::Match if quiz.answers.iter().any(|answer| answer.partner.is_empty()) => {
            Some("each answer needs a partner on the next line, after `: `")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_are_masked_byte_for_byte() {
        let body = "a\n:::figure{src=/media/ü.svg alt=\"b c\"}\nx\n:::\n```\n:::steps\n```\n";
        let (masked, fences) = mask(body);
        assert_eq!(masked.len(), body.len());
        assert!(masked.contains(":::steps"), "code is left alone");
        assert_eq!(fences.len(), 2);
        let opening = fences[0].opening.as_ref().unwrap();
        assert_eq!(opening.get("src"), Some("/media/ü.svg"));
        assert_eq!(opening.get("alt"), Some("b c"));
        assert_eq!(fences[1].opening, None);
        assert_eq!(&body[fences[1].range.clone()], ":::");
    }

    #[test]
    fn fences_keep_the_marks_of_lists_and_quotations_before_them() {
        let masked_line = |line: &str| mask(line).0;
        assert_eq!(masked_line("  :::tab"), "  ___   ");
        assert_eq!(masked_line("> - 1. :::tab"), "> - 1. ___   ");
        assert_eq!(masked_line("-:::tab"), "-:::tab");
        assert_eq!(masked_line("12 :::tab"), "12 :::tab");
    }

    #[test]
    fn broken_attributes_are_noticed() {
        for text in ["tab{title=\"x}", "tab{title}", "tab title", "tab{title=x} y"] {
            assert!(opening(text).unwrap().malformed, "{text}");
        }
        assert!(!opening("tab{ title=x }").unwrap().malformed);
    }
}
