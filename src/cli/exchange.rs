//! `kopru translate export` and `import`: files for translation tools.

use std::fs;
use std::path::Path;

use super::arguments::{ExchangeFormat, ExportArguments, ImportArguments, Output};
use super::report::{self, Tone};
use super::translate::{Choice, Words, json, write};
use super::{Failure, disk};
use crate::diag::Severity;
use crate::path::VPath;
use crate::pipeline::{Options, exchange, translation};
use crate::snapshot::{File, Snapshot};
use crate::translate::exchange::Exchange;
use crate::translate::{po, xliff};

/// The name of a file that the core cannot name.
const RETURNED: &str = "translation-file";

/// Writes the chosen pages for a translation tool.
pub fn export(arguments: &ExportArguments, tone: Tone) -> Result<bool, Failure> {
    let words = Words::of_system();
    let (snapshot, _) = disk::read(&arguments.root)?;
    super::languages(&arguments.lang, &snapshot)?;
    let options = Options { drafts: arguments.drafts, ..Options::default() };
    let all = translation::translations(&snapshot, &options).value;
    let choice = Choice::new(&arguments.pages, &arguments.lang, &all)?;
    let exchanges = exchange::export(&snapshot, &options, &|page, lang| choice.has(page, lang)).value;
    if arguments.format == ExchangeFormat::Json {
        return json(exchanges.iter()).map(|()| true);
    }
    match (&arguments.out, &exchanges[..]) {
        (_, []) => return Err(words.word("cli-export-nothing")),
        (Some(out), [exchange]) if out.extension().is_some() => save(out, &bytes(exchange, arguments.format))?,
        (Some(folder), _) => {
            fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
            for exchange in &exchanges {
                let name = format!("{}-{}.{}", exchange.source, exchange.target, arguments.format.extension());
                save(&folder.join(&name), &bytes(exchange, arguments.format))?;
                report::say(tone, &folder.join(name).display().to_string());
            }
        }
        (None, [exchange]) => report::output(&bytes(exchange, arguments.format)),
        (None, _) => return Err(words.word("cli-export-one-language")),
    }
    Ok(true)
}

fn bytes(exchange: &Exchange, format: ExchangeFormat) -> Vec<u8> {
    match format {
        ExchangeFormat::Po => po::write(exchange),
        ExchangeFormat::Xliff | ExchangeFormat::Json => xliff::write(exchange),
    }
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Takes in what came back; if anything is refused, nothing is written.
pub fn import(arguments: &ImportArguments, tone: Tone) -> Result<bool, Failure> {
    let words = Words::of_system();
    let (mut snapshot, _) = disk::read(&arguments.root)?;
    let options = Options { drafts: true, ..Options::default() };
    let (mut problems, mut changed) = (Vec::new(), Vec::new());
    let before = snapshot.clone();
    for path in &arguments.files {
        let bytes = fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
        let text = String::from_utf8(bytes).map_err(|_| format!("`{}` is not UTF-8 text", path.display()))?;
        let name = path.to_str().and_then(VPath::new).unwrap_or_else(|| VPath::fixed(RETURNED));
        snapshot.insert(name.clone(), File::new(text.as_bytes()));
        let read = if xliff::is_xliff(&text) { xliff::read(&name, &text) } else { po::read(&name, &text) };
        let Some(returned) = read.unpack(&mut problems) else { continue };
        for (file, text) in
            exchange::import(&before_or(&before, &changed), &options, &returned, &name).unpack(&mut problems)
        {
            changed.retain(|(known, _): &(VPath, String)| *known != file);
            changed.push((file, text));
        }
    }
    report::human(&snapshot, &problems);
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        report::say(tone, &words.word("cli-import-refused"));
        return Ok(false);
    }
    for (file, text) in &changed {
        write(&arguments.root, file, text)?;
    }
    if arguments.format == Output::Json {
        return json(changed.iter().map(|(file, _)| file)).map(|()| true);
    }
    changed.iter().for_each(|(file, _)| report::say(tone, file.as_str()));
    if changed.is_empty() {
        report::say(tone, &words.word("cli-import-nothing"));
    }
    Ok(true)
}

/// The site with what earlier files of the same command have changed.
fn before_or(before: &Snapshot, changed: &[(VPath, String)]) -> Snapshot {
    let mut snapshot = before.clone();
    for (file, text) in changed {
        snapshot.insert(file.clone(), File::new(text.as_bytes()));
    }
    snapshot
}
