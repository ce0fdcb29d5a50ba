//! Interface words: Fluent messages of every language, with fallback.
//!
//! In: `locales/<lang>/*.ftl`. A language without a message takes the one of
//! its primary language (`de` for `de-CH`) and then the English one. The only
//! user of `fluent`.

use std::collections::{BTreeMap, BTreeSet};

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::diag::{Checked, Diagnostic, Span};
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::VPath;
use crate::problems;
use crate::snapshot::{File, Snapshot};

/// The language whose words stand in for missing ones.
const LAST_RESORT: &str = "en";

/// Braces may nest this deep; the parser of messages recurses.
const MAX_BRACES: usize = 50;

type Bundle = FluentBundle<FluentResource>;

/// The words of every language of the site.
pub struct Strings {
    bundles: BTreeMap<Lang, Bundle>,
    hash: Hash,
}

/// The value of a variable in a message.
#[derive(Clone, Debug)]
pub enum Argument {
    Text(String),
    /// Chooses plural forms; shown without grouping.
    Number(f64),
}

/// Reads the messages of `languages`.
pub fn strings(snapshot: &Snapshot, languages: &[Lang]) -> Checked<Strings> {
    let mut problems = Vec::new();
    let mut hashes = Vec::new();
    let reference = messages(snapshot, LAST_RESORT, &mut Vec::new());
    let mut bundles = BTreeMap::new();
    for lang in languages {
        let mut bundle = Bundle::new_concurrent(vec![lang.as_str().parse().unwrap_or_default()]);
        bundle.set_use_isolating(false);
        let own = messages(snapshot, lang.as_str(), &mut problems);
        problems.extend(compare(&own, &reference, lang));
        for folder in fallbacks(lang) {
            for (_, file) in message_files(snapshot, folder) {
                let text = file.text().unwrap_or_default();
                if brace_depth(text) <= MAX_BRACES {
                    hashes.push(file.hash);
                    bundle.add_resource_overriding(resource(text));
                }
            }
            // Words may be borrowed, but no language is called English in its place.
            if folder == LAST_RESORT && lang.primary() != LAST_RESORT {
                bundle.add_resource_overriding(resource(&format!("language-name = {}", lang.own_name())));
            }
        }
        bundles.insert(lang.clone(), bundle);
    }
    Checked::new(Strings { bundles, hash: Hash::join(hashes) }, problems)
}

/// The folders whose messages a language has, the last one counting most.
fn fallbacks(lang: &Lang) -> Vec<&str> {
    let mut folders = vec![LAST_RESORT, lang.primary(), lang.as_str()];
    folders.dedup();
    folders
}

/// The message files of a folder, the built-in ones first: a site may change single words.
fn message_files<'a>(snapshot: &'a Snapshot, folder: &str) -> Vec<(&'a VPath, &'a File)> {
    let folder = format!("locales/{folder}");
    let files = snapshot.below(&folder).filter(|(path, _)| path.extension() == "ftl");
    let mut files: Vec<_> = files.collect();
    files.sort_by_key(|(_, file)| !file.builtin);
    files
}

/// The messages of `text`; broken ones are left out.
fn resource(text: &str) -> FluentResource {
    FluentResource::try_new(text.to_string()).unwrap_or_else(|(resource, _)| resource)
}

fn brace_depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'\n' if depth > MAX_BRACES => return depth,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// A message: where it stands and which variables it uses.
struct Message {
    file: VPath,
    span: Span,
    variables: BTreeSet<String>,
    builtin: bool,
}

/// The messages of one folder; what cannot be read is reported.
fn messages(snapshot: &Snapshot, folder: &str, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, Message> {
    let mut messages = BTreeMap::new();
    for (path, file) in message_files(snapshot, folder) {
        let Ok(text) = file.text() else {
            problems.push(problems::not_utf8(path, 0));
            continue;
        };
        if brace_depth(text) > MAX_BRACES {
            problems.push(problems::message_syntax(path, Span::default(), "its braces are nested too deep"));
            continue;
        }
        let resource = match FluentResource::try_new(text.to_string()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let span = Span::new(error.pos.start, error.pos.end);
                    problems.push(problems::message_syntax(path, span, &error.to_string()));
                }
                resource
            }
        };
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let mut variables = BTreeSet::new();
            message.value.iter().for_each(|pattern| collect_variables(pattern, &mut variables));
            let id = message.id.name.to_string();
            let (file, span, builtin) = (path.clone(), place(text, &id), file.builtin);
            let known = messages.insert(id.clone(), Message { file, span, variables, builtin });
            if known.is_some_and(|known| known.builtin == builtin) {
                problems.push(problems::message_duplicate(path, span, &id));
            }
        }
    }
    messages
}

/// Where message `id` begins: the parser does not say.
fn place(text: &str, id: &str) -> Span {
    let begins = |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) {
            return Span::new(start, start + id.len());
        }
        start += line.len();
    }
    Span::default()
}

fn collect_variables(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, variables),
            Expression::Select { selector, variants } => {
                collect_inline(selector, variables);
                variants.iter().for_each(|variant| collect_variables(&variant.value, variables));
            }
        }
    }
}

fn collect_inline(expression: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_string());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| collect_inline(argument, variables));
        }
        _ => {}
    }
}

/// What a language lacks, and variables that the English message does not have.
fn compare(own: &BTreeMap<String, Message>, reference: &BTreeMap<String, Message>, lang: &Lang) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let folder = VPath::new(&format!("locales/{lang}/ui.ftl")).expect("a language tag is a file name");
    let missing: Vec<&str> = reference.keys().filter(|id| !own.contains_key(*id)).map(String::as_str).collect();
    if !missing.is_empty() && !own.is_empty() {
        problems.push(problems::messages_missing(&folder, &missing, lang));
    }
    for (id, message) in own {
        let Some(english) = reference.get(id) else { continue };
        if let Some(variable) = message.variables.difference(&english.variables).next() {
            problems.push(problems::message_variable(&message.file, message.span, id, variable));
        }
    }
    problems
}

impl Strings {
    /// The words of message `id`; the id itself if there is no such message.
    pub fn get(&self, lang: &Lang, id: &str, arguments: &[(&str, Argument)]) -> String {
        let Some(bundle) = self.bundles.get(lang) else { return id.to_string() };
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_string();
        };
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            let value = match value {
                Argument::Text(text) => FluentValue::from(text.as_str()),
                Argument::Number(number) => FluentValue::from(*number),
            };
            values.set(*name, value);
        }
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// The words of a message without variables.
    pub fn word(&self, lang: &Lang, id: &str) -> String {
        self.get(lang, id, &[])
    }

    pub fn has(&self, lang: &Lang, id: &str) -> bool {
        self.bundles.get(lang).is_some_and(|bundle| bundle.has_message(id))
    }

    /// Of everything that can be asked for.
    pub fn hash(&self) -> Hash {
        self.hash
    }
}

/// The ids of the English messages that begin with `prefix`.
pub fn ids_with_prefix(snapshot: &Snapshot, prefix: &str) -> Vec<String> {
    let all = messages(snapshot, LAST_RESORT, &mut Vec::new());
    all.into_keys().filter(|id| id.starts_with(prefix)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(messages: &str) -> Checked<Strings> {
        let path = VPath::fixed("locales/xx/test.ftl");
        let snapshot = Snapshot::new([(path, File::new(messages.as_bytes()))]);
        strings(&snapshot, &[Lang::new("xx").unwrap(), Lang::new("tr").unwrap()])
    }

    #[test]
    fn a_broken_message_costs_only_itself() {
        let checked = check("a = A\nb = { $x\nc = C { $n }\n");
        let lang = Lang::new("xx").unwrap();
        assert_eq!(checked.problems[0].code, "message-syntax");
        assert_eq!(checked.value.word(&lang, "a"), "A");
        assert_eq!(checked.value.get(&lang, "c", &[("n", Argument::Number(3.0))]), "C 3");
        assert_eq!(checked.value.word(&lang, "skip-to-content"), "Skip to content");
    }

    #[test]
    fn a_site_may_change_single_words() {
        let path = VPath::fixed("locales/tr/ours.ftl");
        let snapshot = Snapshot::new([(path, File::new(&b"menu = Gezinti"[..]))]);
        let tr = Lang::new("tr").unwrap();
        let checked = strings(&snapshot, std::slice::from_ref(&tr));
        assert_eq!(checked.problems, []);
        assert_eq!(checked.value.word(&tr, "menu"), "Gezinti");
    }

    #[test]
    fn nested_braces_cannot_overflow_the_stack() {
        let checked = check(&format!("a = {}\n", "{".repeat(100_000)));
        assert_eq!(checked.problems[0].code, "message-syntax");
    }
}
