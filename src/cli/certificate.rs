//! `kopru print certificate`: a list of names into certificates.
//!
//! The list is read where it lies and copied nowhere; only the PDF holds the names.

use std::fs;
use std::path::Path;
use std::time::Instant;

use super::arguments::PrintArguments;
use super::report::{self, Tone};
use super::{Failure, disk, languages, publish};
use crate::path::VPath;
use crate::pipeline::{self, Build, CertificateRequest};
use crate::snapshot::{File, Snapshot};

/// What stands in the place of an edition's name.
pub const WORD: &str = "certificate";

/// Where certificates go: never into a site.
const FOLDER: &str = "certificates";

/// Whether certificates are asked for.
pub fn is_meant(arguments: &PrintArguments) -> Result<bool, Failure> {
    let word = arguments.editions.iter().any(|name| name == WORD);
    match (&arguments.names, word) {
        (Some(_), true) if arguments.editions.len() == 1 => Ok(true),
        (Some(_), _) => Err(format!("a list of names goes with `kopru print {WORD} --names FILE.csv`")),
        (None, true) => Err(format!("whose certificates? `kopru print {WORD} --names FILE.csv`")),
        (None, false) => Ok(false),
    }
}

/// Prints the certificates of the people in the list `names`.
pub fn run(arguments: &PrintArguments, names: &Path, tone: Tone) -> Result<bool, Failure> {
    let started = Instant::now();
    let out = arguments.out.clone().unwrap_or_else(|| arguments.root.join(FOLDER));
    let bytes = fs::read(names).map_err(|error| format!("cannot read {}: {error}", names.display()))?;
    let list = names.file_name().and_then(|name| VPath::new(name.to_str()?));
    let list = list.ok_or_else(|| format!("`{}` has no name that can be shown", names.display()))?;
    let (snapshot, _) = disk::read(&arguments.root)?;
    let request = CertificateRequest {
        list: &list,
        bytes: &bytes,
        course: arguments.course.as_deref(),
        languages: &languages(&arguments.lang, &snapshot)?,
    };
    let build: Build = pipeline::certificates(&snapshot, &request);
    // Problems of the list are shown at its lines.
    let with_list = Snapshot::new(std::iter::once((list.clone(), File::new(bytes.clone()))));
    report::human(&with_list, &build.problems);
    if build.is_good() {
        publish::place(&arguments.root, &out, &build.artifacts)?;
        report::printed(tone, &build, &out, started.elapsed());
    }
    Ok(build.is_good())
}
