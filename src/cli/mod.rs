//! The commands, and the only place with files, sockets, clock and printing.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the edge: files are read and written, and the clock is asked, here"
)]

mod arguments;
mod cache;
#[cfg(feature = "print")]
mod certificate;
mod check;
mod disk;
mod exchange;
mod external;
mod new;
mod publish;
mod report;
mod serve;
mod store;
mod translate;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::diag::Diagnostic;
use crate::doc::{Audience, Date};
use crate::lang::Lang;
use crate::path::LinkStyle;
use crate::pipeline::{self, EditionChoice, Memo, Options};
use crate::snapshot::Snapshot;
use arguments::{BuildArguments, Command, PrintArguments};
use report::Tone;

/// A failure of the machine or of the user's request, in words.
type Failure = String;

/// Exit codes: content has errors; wrong usage or the machine failed.
const CONTENT_ERRORS: u8 = 1;
const FAILED: u8 = 2;

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let words = translate::Words::of_system();
    let arguments = arguments::parse(|id| words.word(id));
    let tone = Tone { quiet: arguments.quiet };
    let outcome = match &arguments.command {
        Command::Build(build) => run_build(build, tone),
        Command::Serve(serve) => serve::run(serve, tone),
        Command::Check(check) => check::run(check, tone),
        Command::Print(print) => run_print(print, tone),
        Command::Translate(translate) => translate::run(translate, tone),
        Command::New { folder } => run_new(folder, tone),
        Command::Completions { shell } => {
            arguments::completions(*shell);
            Ok(true)
        }
        Command::Man { folder } => {
            let written = arguments::manual(folder);
            written.map(|()| true).map_err(|error| format!("cannot write into `{}`: {error}", folder.display()))
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(CONTENT_ERRORS),
        Err(failure) => {
            report::failure(&failure);
            ExitCode::from(FAILED)
        }
    }
}

/// Builds the site and, if it has no error, puts it in the place of the old one;
/// the site for trainers too, if the settings ask for it.
fn run_build(arguments: &BuildArguments, tone: Tone) -> Result<bool, Failure> {
    let started = Instant::now();
    let root = &arguments.root;
    let (snapshot, skipped) = disk::read(root)?;
    let outputs = outputs(arguments, &snapshot);
    let folders: Vec<&Path> = outputs.iter().map(|(_, out)| out.as_path()).collect();
    publish::refuse(root, &folders)?;
    // What was left out on the way is not in the snapshot, and so in no record of it.
    let remembers = skipped.is_empty();
    // A build that was killed left something behind, which the next one clears away.
    let begun = folders.iter().any(|out| publish::is_begun(out));
    if remembers && !begun && !arguments.no_cache && unchanged(arguments, &snapshot, &outputs, tone, started)? {
        return Ok(true);
    }
    let memo = if arguments.no_cache { Memo::default() } else { store::memo() };
    let memo = if outputs.len() == 1 { memo.for_single_build() } else { memo };
    let options = outputs.iter().map(|(audience, _)| build_options(arguments, &snapshot, *audience));
    let options = options.collect::<Result<Vec<_>, _>>()?;
    let mut builds = Vec::new();
    let mut problems = skipped;
    for ((options, out), target) in options.iter().zip(&folders).zip(publish::claim(root, &folders)?) {
        let build = pipeline::stream(&snapshot, options, &memo, &|file| target.put(&file));
        problems.extend(build.problems.iter().cloned());
        builds.push((build, options, out, target));
    }
    keep_first(&mut problems);
    report::human(&snapshot, &problems);
    let good = builds.iter().all(|(build, ..)| build.is_good());
    for (build, options, out, target) in builds {
        if good {
            target.publish()?;
            if remembers {
                cache::remember(&snapshot, options, out, &build, &problems);
            }
            report::built(tone, (build.pages, build.files), out, started.elapsed());
        } else {
            target.discard()?;
            report::not_built(tone, &problems, out);
        }
    }
    Ok(good)
}

/// Whether all folders are what a build would make of them; then it only says so.
fn unchanged(
    arguments: &BuildArguments,
    snapshot: &Snapshot,
    outputs: &[(Audience, PathBuf)],
    tone: Tone,
    started: Instant,
) -> Result<bool, Failure> {
    let mut records = Vec::new();
    for (audience, out) in outputs {
        let options = build_options(arguments, snapshot, *audience)?;
        let found = cache::record(snapshot, &options, out).and_then(|record| Some((record.problems()?, record, out)));
        let Some(record) = found else { return Ok(false) };
        records.push(record);
    }
    if let Some((problems, ..)) = records.first() {
        report::human(snapshot, problems);
    }
    for (_, record, out) in &records {
        report::unchanged(tone, (record.pages, record.files), out, started.elapsed());
    }
    Ok(true)
}

fn build_options(arguments: &BuildArguments, snapshot: &Snapshot, audience: Audience) -> Result<Options, Failure> {
    Ok(Options {
        drafts: arguments.drafts,
        base_url: arguments.base_url.clone(),
        editions: if arguments.no_print { EditionChoice::None } else { EditionChoice::All },
        languages: languages(&arguments.lang, snapshot)?,
        links: arguments.links.into(),
        precompress: arguments.precompress,
        audience,
        today: today(),
        ..Options::default()
    })
}

/// What to write where: the site that is asked for, and the one for trainers if the settings name its folder.
fn outputs(arguments: &BuildArguments, snapshot: &Snapshot) -> Vec<(Audience, PathBuf)> {
    let trainer = crate::config::config(snapshot).value.and_then(|config| config.trainer);
    let folder = trainer.map(|trainer| arguments.root.join(trainer.output.as_str()));
    let chosen = arguments.out.clone();
    match arguments.audience {
        arguments::For::Trainer => {
            let usual = || arguments.root.join("public-trainer");
            vec![(Audience::Trainer, chosen.or(folder).unwrap_or_else(usual))]
        }
        arguments::For::Participant => {
            let public = (Audience::Participant, chosen.unwrap_or_else(|| arguments.root.join("public")));
            std::iter::once(public).chain(folder.map(|folder| (Audience::Trainer, folder))).collect()
        }
    }
}

/// Two builds of one site find the same problems.
fn keep_first(problems: &mut Vec<Diagnostic>) {
    let mut known = std::collections::BTreeSet::new();
    problems.retain(|problem| known.insert(problem.clone()));
}

/// Typesets print editions alone.
fn run_print(arguments: &PrintArguments, tone: Tone) -> Result<bool, Failure> {
    #[cfg(feature = "print")]
    if let (true, Some(names)) = (certificate::is_meant(arguments)?, &arguments.names) {
        return certificate::run(arguments, names, tone);
    }
    let started = Instant::now();
    let (snapshot, skipped) = disk::read(&arguments.root)?;
    let editions = match arguments.editions.is_empty() {
        true => EditionChoice::All,
        false => EditionChoice::Named(arguments.editions.clone()),
    };
    let options = Options { editions, today: today(), ..Options::default() };
    let mut build = pipeline::print(&snapshot, &options, &store::memo());
    build.problems.splice(0..0, skipped);
    report::human(&snapshot, &build.problems);
    if build.is_good() {
        let out: PathBuf = arguments.out.clone().unwrap_or_else(|| arguments.root.join("public"));
        publish::add(&out, &build.artifacts)?;
        report::printed(tone, &build, &out, started.elapsed());
    }
    Ok(build.is_good())
}

/// Writes a starter site and says what to do next.
fn run_new(folder: &Path, tone: Tone) -> Result<bool, Failure> {
    let files = new::write(folder)?;
    report::started(tone, folder, files);
    Ok(true)
}

fn languages(written: &[String], snapshot: &Snapshot) -> Result<Vec<Lang>, Failure> {
    let config = crate::config::config(snapshot).value;
    let known: Vec<Lang> = config.map(|config| config.languages).unwrap_or_default();
    let find = |tag: &String| {
        let found = known.iter().find(|lang| lang.as_str() == tag).cloned();
        found.ok_or_else(|| format!("`{tag}` is not a language of this site (`languages` in content/site.yaml)"))
    };
    written.iter().map(find).collect()
}

/// The date of today in UTC, for reminders only.
fn today() -> Option<Date> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(date_of_day(i64::try_from(since.as_secs() / 86_400).ok()?))
}

/// The calendar date of a day counted from 1 January 1970.
///
/// Howard Hinnant, “chrono-compatible low-level date algorithms”, `civil_from_days`.
fn date_of_day(day: i64) -> Date {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date { year: year as u16, month: Some(month as u8), day: Some(day as u8) }
}

impl From<arguments::Links> for LinkStyle {
    fn from(links: arguments::Links) -> Self {
        match links {
            arguments::Links::Directory => Self::Directory,
            arguments::Links::File => Self::File,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_calendar_dates() {
        assert_eq!(date_of_day(0).to_string(), "1970-01-01");
        assert_eq!(date_of_day(19_782).to_string(), "2024-02-29");
        assert_eq!(date_of_day(20_779).to_string(), "2026-11-22");
    }
}
