//! Fields of pages and data files: YAML, front matter, references and sums.

use super::{FIELDS, START, did_you_mean, listed, nearest_page};
use crate::diag::{Diagnostic, Span};
use crate::path::VPath;

// YAML

pub fn yaml_syntax(file: &VPath, span: Span, message: &str) -> Diagnostic {
    let first = message.lines().next().unwrap_or_default();
    Diagnostic::error("yaml-syntax", file, span, format!("this is not valid YAML: {first}"))
        .help("check the indentation, and put text that contains `: ` or `#` between quotation marks")
}

pub fn duplicate_key(file: &VPath, span: Span, key: &str) -> Diagnostic {
    Diagnostic::error("yaml-duplicate-key", file, span, format!("`{key}` stands here a second time"))
        .help("keep one of them; the first one counts until then")
}

pub fn unknown_key<'a>(
    file: &VPath,
    span: Span,
    key: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let help = did_you_mean(key, known.clone()).unwrap_or_else(|| format!("known are {}", listed(known)));
    Diagnostic::error("field-unknown", file, span, format!("there is no field `{key}` here")).help(help)
}

pub fn field_missing(file: &VPath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("field-missing", file, span, format!("the field `{name}` is missing"))
        .help(format!("add a line `{name}: …`"))
}

pub fn wrong_type(file: &VPath, span: Span, expected: &str) -> Diagnostic {
    Diagnostic::error("field-type", file, span, format!("this should be {expected}")).help(FIELDS)
}

pub fn wrong_value(file: &VPath, span: Span, text: &str, expected: &str) -> Diagnostic {
    Diagnostic::error("field-value", file, span, format!("`{text}` is not {expected}")).help(FIELDS)
}

pub fn unknown_word<'a>(
    file: &VPath,
    span: Span,
    text: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let help = did_you_mean(text, known.clone()).unwrap_or_else(|| format!("known are {}", listed(known)));
    Diagnostic::error("word-unknown", file, span, format!("`{text}` is not known here")).help(help)
}

pub fn not_a_language(file: &VPath, span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("language-tag", file, span, format!("`{text}` is not a language tag"))
        .help("language tags look like `tr`, `en` or `de-CH`")
}

pub fn block_in_field(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("field-block", file, span, "a field holds running text only: no lists, headings or tables")
        .help("move it into the page")
}

// Front matter and inheritance

pub fn front_matter_open(file: &VPath) -> Diagnostic {
    Diagnostic::error("front-matter-open", file, START, "the front matter is not closed")
        .help("put a line `---` after the last field")
}

pub fn neutral_repeated(file: &VPath, span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        "field-neutral",
        file,
        span,
        format!("`{name}` is the same in every language and stands in the source page"),
    )
    .help("delete it here; the translation inherits it")
}

pub fn list_length_differs(file: &VPath, span: Span, name: &str, source: usize, here: usize) -> Diagnostic {
    Diagnostic::error(
        "field-list-length",
        file,
        span,
        format!("entries of `{name}` here: {here}, in the source: {source}"),
    )
    .help("give one entry for each entry of the source, in the same order")
}

// Data, references and sums

pub fn label_missing(file: &VPath, span: Span, what: &str, lang: &crate::lang::Lang) -> Diagnostic {
    Diagnostic::error("label-missing", file, span, format!("`{what}` has no words in `{lang}`"))
        .help(format!("add `{lang}: …`"))
}

pub fn code_unknown<'a>(
    file: &VPath,
    span: Span,
    code: &str,
    vocabulary: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let help = did_you_mean(code, known.clone()).unwrap_or_else(|| format!("known are {}", listed(known)));
    Diagnostic::error("code-unknown", file, span, format!("`{code}` is not in the vocabulary `{vocabulary}`"))
        .help(help)
}

pub fn reference_missing<'a>(
    file: &VPath,
    span: Span,
    path: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem = Diagnostic::error("reference-missing", file, span, format!("there is no page `{path}`"));
    match nearest_page(path, known) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("write the path of a page without language and extension"),
    }
}

pub fn edition_page_missing<'a>(
    file: &VPath,
    span: Span,
    edition: &str,
    path: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem = reference_missing(file, span, path, known);
    Diagnostic { message: format!("the edition `{edition}` names `{path}`, which is no page or folder"), ..problem }
}

pub fn edition_empty(file: &VPath, span: Span, edition: &str) -> Diagnostic {
    let message = format!("the edition `{edition}` names no pages");
    Diagnostic::error("edition-empty", file, span, message)
        .help("name pages or folders by their path in `pages`, or parts of the book in `parts`")
}

pub fn organisation_unknown<'a>(
    file: &VPath,
    span: Span,
    key: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem = Diagnostic::error("organisation-unknown", file, span, format!("there is no organisation `{key}`"));
    problem.help(did_you_mean(key, known).unwrap_or_else(|| "add it to `content/data/organisations.yaml`".to_string()))
}

pub fn term_unknown<'a>(file: &VPath, span: Span, key: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let problem = Diagnostic::error("term-unknown", file, span, format!("there is no term `{key}` in the glossary"));
    problem.help(did_you_mean(key, known).unwrap_or_else(|| "add it to `content/data/glossary.yaml`".to_string()))
}

pub fn sum_differs(file: &VPath, span: Span, name: &str, stated: f64, sum: f64) -> Diagnostic {
    Diagnostic::error("sum-differs", file, span, format!("`{name}` says {stated}, but the parts add up to {sum}"))
        .help("correct the total or the parts")
}

pub fn print_overfull_slide(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::warning("print-overfull-slide", file, span, "this slide does not fit one page, even in small type")
        .help("make two slides of it, or leave words out: they can be said")
}

pub fn people_without_name<'a>(file: &VPath, span: Span, columns: impl Iterator<Item = &'a str>) -> Diagnostic {
    let found = listed(columns);
    Diagnostic::error("people-without-name", file, span, "the first line names no column `name`")
        .help(format!("its columns are {found}; `name` is needed, `organisation`, `course` and `date` are read too"))
}

pub fn person_without_name(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("person-without-name", file, span, "there is no name in this line")
        .help("write the name, or delete the line")
}

pub fn certificate_course<'a>(list: &VPath, wrong: Option<&str>, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = match wrong {
        Some(name) => format!("there is no course `{name}`"),
        None => "it is not clear which course the certificates are for".to_string(),
    };
    let help = format!("name one with `--course`, or in the column `course`: {}", listed(known));
    Diagnostic::error("certificate-course", list, START, message).help(help)
}

pub fn certificate_template<'a>(
    file: &VPath,
    span: Span,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("the theme has no template `print/{name}`");
    let help = format!("put it there, or name another one: {}", listed(known));
    Diagnostic::error("certificate-template", file, span, message).help(help)
}

pub fn people_none(file: &VPath) -> Diagnostic {
    Diagnostic::error("people-none", file, START, "there is nobody in this list")
        .help("write a line `name`, and below it a line for each person")
}

pub fn trainer_output(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("trainer-output", file, span, "this is not a folder inside of the site")
        .help("write a name such as `public-trainer`; `kopru build --audience trainer --out DIR` writes anywhere")
}

pub fn objective_uncovered(file: &VPath, span: Span, number: usize) -> Diagnostic {
    Diagnostic::warning("objective-uncovered", file, span, format!("no session works on objective {number}"))
        .help("add its number to the `objectives` of a session, or leave the objective out")
}

pub fn length_invalid(file: &VPath, span: Span, name: &str, length: f64) -> Diagnostic {
    Diagnostic::error("length-invalid", file, span, format!("nothing takes {length} {name}"))
        .help(format!("write the {name} that it takes, more than 0"))
}

pub fn participants_count(file: &VPath, span: Span, count: i64) -> Diagnostic {
    Diagnostic::error("participants-count", file, span, format!("{count} is no number of people"))
        .help("write how many of this audience take part, 1 or more")
}

pub fn objective_missing(file: &VPath, span: Span, number: i64, count: usize) -> Diagnostic {
    Diagnostic::error("objective-missing", file, span, format!("the module has no objective {number}"))
        .help(format!("its objectives are numbered from 1 to {count}"))
}

pub fn quiz_count_differs(file: &VPath, here: usize, there: usize) -> Diagnostic {
    Diagnostic::error("quiz-count-differs", file, START, format!("quizzes here: {here}, in the source: {there}"))
        .help("translate each quiz of the source, in the same order")
}

pub fn quiz_key_differs(file: &VPath, span: Span) -> Diagnostic {
    Diagnostic::error("quiz-key-differs", file, span, "another answer is marked as right than in the source page")
        .help("keep the order of the answers and the marks `[x]` of the source")
}

pub fn review_overdue(file: &VPath, span: Span, due: crate::doc::Date) -> Diagnostic {
    Diagnostic::warning("review-overdue", file, span, format!("the review of this page was due on {due}"))
        .help("review the page and set `reviewed` and `review_due`")
}
