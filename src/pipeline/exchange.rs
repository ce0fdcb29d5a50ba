//! Pages for translation tools, and what comes back from them.

use std::collections::BTreeMap;

use super::translation::{Job, with_jobs};
use super::{Memo, Options};
use crate::diag::{Checked, Diagnostic};
use crate::lang::Lang;
use crate::path::VPath;
use crate::snapshot::Snapshot;
use crate::translate::exchange::{self, Exchange, Page, Pages, Version};
use crate::translate::{Unit, pair, units};

/// The chosen pages, one exchange for each pair of languages.
pub fn export(snapshot: &Snapshot, options: &Options, chosen: &dyn Fn(&str, &Lang) -> bool) -> Checked<Vec<Exchange>> {
    let mut problems = Vec::new();
    let exchanges = with_jobs(snapshot, options, &Memo::default(), &mut problems, |jobs, _, data| {
        let mut exchanges: BTreeMap<(Lang, Lang), Vec<Page>> = BTreeMap::new();
        for job in jobs.all.iter().filter(|job| job.source.is_some() && chosen(job.page, job.lang)) {
            let states: BTreeMap<String, &'static str> =
                job.report(&job.terms(data)).units.iter().map(|unit| (unit.key.clone(), unit.state.name())).collect();
            let state = |unit: &Unit| states.get(&unit.key).copied().unwrap_or("ok");
            let mut page = with_pages(job, |pages| exchange::export(job.page, pages, &state));
            if job.translation.is_none() {
                page.segments.iter_mut().for_each(|segment| segment.target = None);
            }
            exchanges.entry((job.source_lang.clone(), job.lang.clone())).or_default().push(page);
        }
        let exchange = |((source, target), pages)| Exchange { source, target, pages };
        exchanges.into_iter().map(exchange).collect()
    });
    Checked::new(exchanges.unwrap_or_default(), problems)
}

/// The pages that change with what came back in `file`, each with its new text;
/// none at all if anything of it is refused.
pub fn import(
    snapshot: &Snapshot,
    options: &Options,
    returned: &Exchange,
    file: &VPath,
) -> Checked<Vec<(VPath, String)>> {
    let mut problems = Vec::new();
    let mut found = Vec::new();
    with_jobs(snapshot, options, &Memo::default(), &mut Vec::new(), |jobs, _, _| {
        for page in &returned.pages {
            let is_meant = |job: &&Job| {
                job.page == page.page && *job.lang == returned.target && *job.source_lang == returned.source
            };
            let Some(job) = jobs.all.iter().find(is_meant).filter(|job| job.source.is_some()) else {
                let place = page.segments.first().map(|segment| segment.place).unwrap_or_default();
                problems.push(crate::problems::exchange_page_missing(file, place, &page.page));
                continue;
            };
            found.extend(import_page(job, page, file, &mut problems).map(|text| (job.file(), text)));
        }
    });
    let refused = problems.iter().any(|problem: &Diagnostic| problem.severity == crate::diag::Severity::Error);
    Checked::new(if refused { Vec::new() } else { found }, problems)
}

fn import_page(job: &Job, page: &Page, file: &VPath, problems: &mut Vec<Diagnostic>) -> Option<String> {
    with_pages(job, |pages| {
        let reparse = |text: &str| job.units_of(text);
        exchange::import(page, pages, file, &reparse, problems)
    })
}

/// Hands both versions to `work`; a page that is not translated begins as its first draft.
fn with_pages<T>(job: &Job, work: impl FnOnce(&Pages) -> T) -> T {
    let source_text = job.source.map_or("", |version| version.text);
    let source_units = job.source.map(|version| units(version.text, version.document)).unwrap_or_default();
    let source = Version { text: source_text, units: &source_units };
    match job.translation {
        Some(version) => {
            let own = units(version.text, version.document);
            let pairs: Vec<(usize, usize)> =
                pair(&source_units, &own).iter().filter_map(|pair| Some((pair.source?, pair.translation?))).collect();
            work(&Pages { source, translation: Version { text: version.text, units: &own }, pairs: &pairs })
        }
        None => {
            let draft = job.draft();
            let own = job.units_of(&draft);
            let pairs: Vec<(usize, usize)> =
                (0..own.len().min(source_units.len())).map(|index| (index, index)).collect();
            work(&Pages { source, translation: Version { text: &draft, units: &own }, pairs: &pairs })
        }
    }
}
