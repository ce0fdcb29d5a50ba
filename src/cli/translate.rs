//! `kopru translate`: what translators and reviewers ask and say.
//!
//! Reports come from [`crate::pipeline::translation`]; here they are chosen,
//! worded in the user's language and printed, and sync files are written.

use std::fs;
use std::path::Path;

use serde::Serialize;

use super::arguments::{Output, Translate, TranslateArguments};
use super::report::{self, Tone};
use super::{Failure, disk, exchange};
use crate::diag::{Diagnostic, Severity, nearest};
use crate::lang::Lang;
use crate::path::VPath;
use crate::pipeline::Options;
use crate::pipeline::translation::{self, Status, Translation, Written};
use crate::snapshot::Snapshot;
use crate::strings::{self, Argument, Strings};
use crate::translate::{Counts, State, UnitReport, Vouching};

/// The words of these commands in the language of the user.
pub struct Words {
    strings: Strings,
    lang: Lang,
}

impl Words {
    /// In the language that the arguments or the system ask for.
    pub fn of_system() -> Self {
        let arguments: Vec<String> = std::env::args_os().filter_map(|argument| argument.into_string().ok()).collect();
        let given = arguments.iter().position(|argument| argument == "--ui-lang").and_then(|at| arguments.get(at + 1));
        let joined = arguments.iter().find_map(|argument| argument.strip_prefix("--ui-lang="));
        let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let system = variables.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        let tag = given.map(String::as_str).or(joined).or(system.as_deref()).unwrap_or_default();
        let tag = tag.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
        let english = || Lang::new("en").expect("`en` is a language tag");
        let lang = Lang::new(&tag).filter(|_| tag != "C" && tag != "POSIX").unwrap_or_else(english);
        let strings = strings::strings(&Snapshot::new([]), std::slice::from_ref(&lang)).value;
        Self { strings, lang }
    }

    pub fn word(&self, id: &str) -> String {
        self.strings.word(&self.lang, id)
    }

    fn say(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        self.strings.get(&self.lang, id, arguments)
    }

    fn state(&self, state: State) -> String {
        self.word(&format!("translation-{}", state.name()))
    }
}

fn number(number: usize) -> Argument {
    Argument::Number(number as f64)
}

/// Runs one of the commands; false if the content has errors.
pub fn run(command: &Translate, tone: Tone) -> Result<bool, Failure> {
    let arguments = match command {
        Translate::Export(arguments) => return exchange::export(arguments, tone),
        Translate::Import(arguments) => return exchange::import(arguments, tone),
        Translate::Status(arguments)
        | Translate::Todo(arguments)
        | Translate::Start(arguments)
        | Translate::Diff(arguments)
        | Translate::Adopt(arguments)
        | Translate::Accept { arguments, .. } => arguments,
    };
    let words = Words::of_system();
    let (snapshot, skipped) = disk::read(&arguments.root)?;
    super::languages(&arguments.lang, &snapshot)?;
    let options = Options { drafts: arguments.drafts, ..Options::default() };
    let checked = translation::translations(&snapshot, &options);
    let problems: Vec<Diagnostic> = skipped.into_iter().chain(checked.problems).filter(concerns_translation).collect();
    report::human(&snapshot, &problems);
    let choice = Choice::new(&arguments.pages, &arguments.lang, &checked.value)?;
    let chosen: Vec<&Translation> = checked.value.iter().filter(|one| choice.has(&one.page, &one.lang)).collect();
    let job = Run { snapshot: &snapshot, options: &options, choice: &choice, words: &words, arguments, tone };
    match command {
        Translate::Status(_) => job.status(&chosen)?,
        Translate::Todo(_) => job.todo(&chosen)?,
        Translate::Diff(_) => job.diff(&chosen)?,
        Translate::Start(_) => job.start()?,
        Translate::Accept { repair: true, .. } => job.vouch(None)?,
        Translate::Accept { stale: true, .. } => job.vouch(Some(Vouching::AcceptedStale))?,
        Translate::Accept { .. } => job.vouch(Some(Vouching::Accepted))?,
        Translate::Adopt(_) => job.vouch(Some(Vouching::Adopted))?,
        Translate::Export(_) | Translate::Import(_) => {}
    }
    Ok(!problems.iter().any(|problem| problem.severity == Severity::Error))
}

/// Everything else is the business of `kopru check`.
fn concerns_translation(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error || problem.code.starts_with("sync-") || problem.code == "page-renamed"
}

/// The pages and languages that the user named.
pub struct Choice {
    pages: Vec<(Option<String>, String)>,
    languages: Vec<String>,
}

impl Choice {
    pub fn new(written: &[String], languages: &[String], all: &[Translation]) -> Result<Self, Failure> {
        let mut pages = Vec::new();
        for written in written {
            let plain = written.trim_start_matches("./").trim_start_matches("content/").trim_end_matches(".md");
            let plain = plain.trim_matches('/');
            let known = |page: &str| all.iter().any(|one| one.page == page);
            let of_language = plain.split_once('/').filter(|(lang, page)| {
                known(page) && all.iter().any(|one| one.lang.as_str() == *lang || one.source.as_str() == *lang)
            });
            match of_language {
                _ if known(plain) => pages.push((None, plain.to_string())),
                Some((lang, page)) => pages.push((Some(lang.to_string()), page.to_string())),
                None => {
                    let hint = nearest(plain, all.iter().map(|one| one.page.as_str()));
                    let hint = hint.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
                    return Err(format!("there is no page `{written}`{hint}"));
                }
            }
        }
        Ok(Self { pages, languages: languages.to_vec() })
    }

    pub fn has(&self, page: &str, lang: &Lang) -> bool {
        let of_language = self.languages.is_empty() || self.languages.iter().any(|wanted| wanted == lang.as_str());
        let named = |(wanted, path): &(Option<String>, String)| {
            path == page && wanted.as_ref().is_none_or(|wanted| wanted == lang.as_str())
        };
        of_language && (self.pages.is_empty() || self.pages.iter().any(named))
    }
}

/// One command with all that it needs.
struct Run<'a> {
    snapshot: &'a Snapshot,
    options: &'a Options,
    choice: &'a Choice,
    words: &'a Words,
    arguments: &'a TranslateArguments,
    tone: Tone,
}

#[derive(Serialize)]
struct DiffEntry<'a> {
    lang: &'a Lang,
    page: &'a str,
    file: &'a VPath,
    line: usize,
    unit: &'a str,
    kind: &'static str,
    state: State,
    source_old: &'a str,
    source_new: &'a str,
    translation: &'a str,
}

#[derive(Serialize)]
struct TodoEntry<'a> {
    lang: &'a Lang,
    page: &'a str,
    file: &'a VPath,
    line: usize,
    state: State,
    units: usize,
    words: usize,
    /// What to do, in the language of the user.
    task: String,
}

#[derive(Serialize)]
struct WrittenEntry<'a> {
    lang: &'a str,
    page: &'a str,
    file: &'a VPath,
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<Counts>,
}

impl Run<'_> {
    fn is_json(&self) -> bool {
        self.arguments.format == Output::Json
    }

    fn line(&self, text: &str) {
        report::output(format!("{text}\n").as_bytes());
    }

    fn status(&self, chosen: &[&Translation]) -> Result<(), Failure> {
        if self.is_json() {
            return json(chosen.iter().map(|one| Status::of(one)));
        }
        let mut languages: Vec<&Lang> = chosen.iter().map(|one| &one.lang).collect();
        languages.sort();
        languages.dedup();
        for lang in languages {
            let pages: Vec<_> = chosen.iter().filter(|one| one.lang == *lang).collect();
            let settled = pages.iter().filter(|one| one.report.state.is_settled()).count();
            let counts = [
                ("lang", Argument::Text(lang.to_string())),
                ("settled", number(settled)),
                ("pages", number(pages.len())),
            ];
            self.line(&self.words.say("cli-status-language", &counts));
            for one in pages.iter().filter(|one| !one.report.state.is_settled()) {
                self.line(&format!("  {}: {}", one.page, self.summary(&one.report.counts)));
            }
        }
        if chosen.iter().any(|one| !one.report.recorded && one.report.counts.unconfirmed > 0) {
            self.line(&self.words.word("cli-never-verified"));
        }
        Ok(())
    }

    /// `out of date: 2, missing: 1` in the user's words.
    fn summary(&self, counts: &Counts) -> String {
        let present = State::ALL.into_iter().filter(|state| !state.is_settled() && counts.get(*state) > 0);
        let mut present: Vec<State> = present.collect();
        present.sort_by_key(|state| std::cmp::Reverse(state.urgency()));
        let part = |state: State| {
            let values = [("count", number(counts.get(state))), ("state", Argument::Text(self.words.state(state)))];
            self.words.say("translation-count", &values)
        };
        present.into_iter().map(part).collect::<Vec<_>>().join(", ")
    }

    /// What readers are told wrongly comes first, then what they are not told, the small before the large.
    fn todo(&self, chosen: &[&Translation]) -> Result<(), Failure> {
        let mut entries: Vec<TodoEntry> = Vec::new();
        for one in chosen {
            for state in State::ALL.into_iter().filter(|state| !state.is_settled()) {
                let units: Vec<&UnitReport> = one.report.units.iter().filter(|unit| unit.state == state).collect();
                let Some(first) = units.first() else { continue };
                let (count, effort) = (units.len(), units.iter().map(|unit| unit.words).sum());
                let task = self
                    .words
                    .say(&format!("cli-todo-{}", state.name()), &[("units", number(count)), ("words", number(effort))]);
                let line = one.line(self.snapshot, first.span);
                let (lang, page, file) = (&one.lang, one.page.as_str(), &one.file);
                entries.push(TodoEntry { lang, page, file, line, state, units: count, words: effort, task });
            }
        }
        entries.sort_by_key(|entry| (std::cmp::Reverse(entry.state.urgency()), entry.words));
        if self.is_json() {
            return json(entries.into_iter());
        }
        for entry in &entries {
            self.line(&format!("{}:{}: {}", entry.file, entry.line, entry.task));
        }
        if entries.is_empty() {
            self.line(&self.words.word("cli-todo-nothing"));
        }
        Ok(())
    }

    fn diff(&self, chosen: &[&Translation]) -> Result<(), Failure> {
        let mut entries = Vec::new();
        for one in chosen {
            for unit in one.report.units.iter().filter(|unit| !unit.state.is_settled()) {
                entries.push(DiffEntry {
                    lang: &one.lang,
                    page: &one.page,
                    file: &one.file,
                    line: one.line(self.snapshot, unit.span),
                    unit: &unit.key,
                    kind: unit.kind.name(),
                    state: unit.state,
                    source_old: &unit.source_old,
                    source_new: &unit.source_new,
                    translation: &unit.translation,
                });
            }
        }
        if self.is_json() {
            return json(entries.into_iter());
        }
        for entry in &entries {
            self.line(&format!("{}:{}: {}", entry.file, entry.line, self.words.state(entry.state)));
            let same = entry.source_old == entry.source_new;
            let old = if same { "" } else { entry.source_old };
            for (id, text) in
                [("source-old", old), ("source-new", entry.source_new), ("translation", entry.translation)]
            {
                if !text.is_empty() {
                    self.line(&format!("  {}: {text}", self.words.word(&format!("cli-diff-{id}"))));
                }
            }
        }
        Ok(())
    }

    fn start(&self) -> Result<(), Failure> {
        if self.choice.pages.is_empty() {
            return Err(self.words.word("cli-start-needs-page"));
        }
        let drafts = translation::skeletons(self.snapshot, self.options, &|page, lang| self.choice.has(page, lang));
        if drafts.value.is_empty() {
            return Err(self.words.word("cli-start-nothing"));
        }
        for (path, text) in &drafts.value {
            write(&self.arguments.root, path, text)?;
        }
        let entries = drafts.value.iter().map(|(path, _)| {
            let (lang, page) = path.below("content").and_then(|rest| rest.split_once('/')).unwrap_or_default();
            WrittenEntry { lang, page: page.trim_end_matches(".md"), file: path, units: None }
        });
        if self.is_json() {
            return json(entries);
        }
        for entry in entries {
            self.tell(&self.words.say("cli-start-written", &[("file", Argument::Text(entry.file.to_string()))]));
        }
        Ok(())
    }

    fn vouch(&self, vouching: Option<Vouching>) -> Result<(), Failure> {
        let chosen = |page: &str, lang: &Lang| self.choice.has(page, lang);
        let written = translation::vouch(self.snapshot, self.options, &chosen, vouching).value;
        for one in &written {
            write(&self.arguments.root, &one.path, &one.text)?;
            if let Some(old) = &one.replaces {
                let path = self.arguments.root.join(old.as_str());
                fs::remove_file(&path).map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
            }
        }
        if self.is_json() {
            return json(written.iter().map(|one| WrittenEntry {
                lang: one.lang.as_str(),
                page: &one.page,
                file: &one.path,
                units: Some(one.report.counts),
            }));
        }
        written.iter().for_each(|one| self.tell_written(one));
        if written.is_empty() {
            self.tell(&self.words.word("cli-nothing-to-write"));
        }
        Ok(())
    }

    /// What was written, and what nobody can vouch for.
    fn tell_written(&self, one: &Written) {
        let rest = self.summary(&one.report.counts);
        let rest = if rest.is_empty() { String::new() } else { format!(" ({rest})") };
        self.tell(&format!("{}{rest}", one.path));
    }

    fn tell(&self, text: &str) {
        if !self.tone.quiet {
            self.line(text);
        }
    }
}

pub fn json(entries: impl Iterator<Item = impl Serialize>) -> Result<(), Failure> {
    let entries: Vec<_> = entries.collect();
    let mut text = serde_json::to_vec_pretty(&entries).map_err(|error| error.to_string())?;
    text.push(b'\n');
    report::output(&text);
    Ok(())
}

/// Writes one file of the site in one step; symbolic links are not followed out of it.
pub fn write(root: &Path, path: &VPath, text: &str) -> Result<(), Failure> {
    let fail = |error: std::io::Error| format!("cannot write {path}: {error}");
    let mut place = root.to_path_buf();
    for part in path.as_str().split('/') {
        place.push(part);
        if fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(format!("`{}` is a symbolic link: nothing is written through it", place.display()));
        }
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    let partial = place.with_extension("kopru-part");
    fs::write(&partial, text).map_err(fail)?;
    fs::rename(&partial, &place).map_err(fail)
}
