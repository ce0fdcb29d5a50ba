//! The rules across languages, for every page and language at once.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Prepared;
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::path::VPath;
use crate::translate::check::{self, Rules, Side};
use crate::translate::mute::{self, Mute};

/// Adds what the translations of the site do otherwise than their sources, and
/// takes out what is muted, of these and of earlier problems; returns how often by rule.
pub fn compare(prepared: &Prepared, problems: &mut Vec<Diagnostic>) -> BTreeMap<&'static str, usize> {
    let rules = Rules::new(&prepared.site, prepared.snapshot);
    let pages: Vec<&String> = prepared.site.pages.keys().collect();
    let found: Vec<Compared> = pages.par_iter().map(|path| page(prepared, &rules, path)).collect();
    let mut mutes: BTreeMap<VPath, Vec<Mute>> = BTreeMap::new();
    for compared in found {
        problems.extend(compared.problems);
        mutes.extend(compared.mutes);
    }
    mute::apply(problems, &mutes)
}

#[derive(Default)]
struct Compared {
    problems: Vec<Diagnostic>,
    mutes: Vec<(VPath, Vec<Mute>)>,
}

fn page(prepared: &Prepared, rules: &Rules, path: &str) -> Compared {
    let page = &prepared.site.pages[path];
    let mut compared = Compared::default();
    let source = side(prepared, rules, path, &page.source);
    for lang in page.versions.keys() {
        let own = if *lang == page.source { None } else { side(prepared, rules, path, lang) };
        let Some(version) = own.as_ref().or(source.as_ref()) else { continue };
        compared.problems.extend(check::wording(rules, version));
        if let (Some(source), Some(translation)) = (&source, &own) {
            compared.problems.extend(check::translation(rules, source, translation));
        }
        let mutes = mute::mutes(version.text, version.document, &mut compared.problems);
        compared.mutes.push((version.document.file.clone(), mutes));
    }
    compared
}

/// One language of a page as its author wrote it; none if the program made it.
fn side<'a>(prepared: &'a Prepared, rules: &Rules, path: &str, lang: &Lang) -> Option<Side<'a>> {
    let id = (path.to_string(), lang.clone());
    let (id, document) = prepared.originals.get_key_value(&id)?;
    let text = prepared.snapshot.get(&document.file)?.text().ok()?;
    Some(Side::new(rules, &id.1, text, document))
}
