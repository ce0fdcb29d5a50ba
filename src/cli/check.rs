//! `kopru check`: every rule, in the form that is asked for.

use std::path::{Component, Path};

use super::arguments::{CheckArguments, Format};
use super::external::{self, Reach};
use super::report::{self, Baseline, Findings, Tone};
use super::{Failure, disk, today};
use crate::pipeline::translation::{self, Written};
use crate::pipeline::{self, Memo, Options};
use crate::snapshot::Snapshot;
use crate::translate::Vouching;

/// Reports every problem and writes nothing; returns whether the check passes.
pub fn run(arguments: &CheckArguments, tone: Tone) -> Result<bool, Failure> {
    let baseline = match &arguments.since {
        Some(file) => Baseline::read(file)?,
        None => Baseline::default(),
    };
    let (snapshot, skipped) = disk::read(&arguments.root)?;
    let options = Options { today: today(), drafts: true, across_languages: true, ..Options::default() };
    let mut build = pipeline::build(&snapshot, &options, &Memo::default());
    if arguments.external {
        let reach = if arguments.allow_private { Reach::Private } else { Reach::Public };
        build.problems.extend(external::check(&pipeline::web_links(&snapshot, &options), reach));
        build.problems.sort();
    }
    build.problems.splice(0..0, skipped);
    let findings = Findings {
        snapshot: &snapshot,
        new: baseline.new_ones(&build.problems),
        problems: &build.problems,
        muted: &build.muted,
        folder: folder(&arguments.root),
    };
    match arguments.format {
        Format::Human => {
            report::human(&snapshot, findings.counted());
            report::checked(tone, &findings);
        }
        Format::Json => report::json(&findings)?,
        Format::Github => report::github(&findings, &sync_files(&snapshot, &options))?,
        Format::Sarif => report::sarif(&findings)?,
    }
    Ok(!findings.fail(arguments.strict))
}

/// The sync files of recorded pages whose translators have done what shows by itself.
fn sync_files(snapshot: &Snapshot, options: &Options) -> Vec<Written> {
    let is_recorded = |one: &Written| snapshot.get(&one.path).is_some();
    let shown = translation::vouch(snapshot, options, &|_, _| true, Some(Vouching::Shown)).value;
    shown.into_iter().filter(is_recorded).collect()
}

/// The site's folder below the one the command was started in, which for code
/// reviews is the repository; empty if that cannot be said.
fn folder(root: &Path) -> String {
    let plain = |part: Component| match part {
        Component::Normal(name) => name.to_str().map(str::to_string),
        _ => None,
    };
    let parts = root.components().filter(|part| *part != Component::CurDir);
    parts.map(plain).collect::<Option<Vec<_>>>().unwrap_or_default().join("/")
}
