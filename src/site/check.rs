//! Rules that need more than one page: references, codes, sums, quiz keys.

use std::collections::BTreeSet;

use super::{Page, Site, Version, standard_of};
use crate::diag::{Diagnostic, Span};
use crate::doc::{Entry, Record, Value};
use crate::lang::Lang;
use crate::path::VPath;
use crate::problems;
use crate::schema::pages::Kind;
use crate::schema::{self, Type};

/// All problems of this sort in the site.
pub fn site(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for page in site.pages.values() {
        let easy = standard_of(&page.path);
        for (lang, version) in &page.versions {
            if let Some(standard) = easy.filter(|standard| !site.pages.contains_key(*standard)) {
                problems.push(problems::easy_without_page(&version.file, standard));
            }
            references(site, page, lang, version, &mut problems);
            if *lang == page.source {
                numbers(site, page, version, &mut problems);
            } else if easy.is_none() {
                quiz_keys(page, version, &mut problems);
            }
        }
    }
    data(site, &mut problems);
    problems
}

/// Codes and references in the front matter; inherited data are checked in their source page.
fn references(site: &Site, page: &Page, lang: &Lang, version: &Version, problems: &mut Vec<Diagnostic>) {
    if *lang != page.source && standard_of(&page.path).is_none() {
        return;
    }
    let mut visit = |kind: &'static Type, entry: &Entry| {
        problems.extend(reference(site, kind, entry, &version.file, lang));
    };
    schema::visit(&version.fields, &page.kind.fields(), &mut visit);
}

fn reference(site: &Site, kind: &Type, entry: &Entry, file: &VPath, lang: &Lang) -> Option<Diagnostic> {
    let (text, span) = (entry.as_str()?, entry.span);
    match kind {
        Type::Code(vocabulary) => {
            let codes = site.data.vocabulary.as_ref()?.get(*vocabulary)?;
            let known = codes.keys().map(String::as_str);
            (!codes.contains_key(text)).then(|| problems::code_unknown(file, span, text, vocabulary, known))
        }
        Type::Page => {
            let known = site.pages.keys().map(String::as_str);
            site.page_or_folder(text).is_none().then(|| problems::reference_missing(file, span, text, known))
        }
        Type::Organisation => {
            let all = site.data.organisations.as_ref()?;
            let known = all.keys().map(String::as_str);
            (!all.contains_key(text)).then(|| problems::organisation_unknown(file, span, text, known))
        }
        Type::Term => {
            let all = site.data.glossary.as_ref()?;
            let known = all.keys().map(String::as_str);
            (!all.contains_key(text)).then(|| problems::term_unknown(file, span, text, known))
        }
        Type::Media => {
            let name = text.trim_start_matches('/');
            let name = name.strip_prefix("media/").unwrap_or(name);
            let missing = site.media.get(name, lang).is_none();
            missing.then(|| problems::media_missing(file, span, text, site.media.names()))
        }
        _ => None,
    }
}

/// References between the entries of data files, and from the settings.
fn data(site: &Site, problems: &mut Vec<Diagnostic>) {
    let pages = || site.pages.keys().map(String::as_str);
    let terms = || site.data.glossary.iter().flat_map(|terms| terms.keys().map(String::as_str));
    let glossary = super::data::file("glossary");
    for (key, span) in site.data.glossary.iter().flat_map(|terms| terms.values()).flat_map(|term| &term.see_also) {
        if !terms().any(|known| known == key) {
            problems.push(problems::term_unknown(&glossary, *span, key, terms()));
        }
    }
    let timeline = super::data::file("timeline");
    for (practice, span) in site.data.timeline.iter().filter_map(|event| event.practice.as_ref()) {
        if site.page_or_folder(practice).is_none() {
            problems.push(problems::reference_missing(&timeline, *span, practice, pages()));
        }
    }
    let settings = VPath::fixed(crate::config::SITE_FILE);
    let look = &site.config.look;
    let fonts = look.fonts.iter().map(|font| (&font.file, font.span));
    let marks = [&look.logo, &look.favicon].into_iter().flatten().map(|(file, span)| (file, *span));
    for (file, span) in marks.chain(fonts) {
        let known = file.strip_prefix("/media/").and_then(|name| site.media.get(name, &site.config.source));
        if known.is_none() {
            problems.push(problems::media_missing(&settings, span, file, site.media.names()));
        }
    }
    for (path, span) in site.config.footer.iter().filter(|(path, _)| site.page_or_folder(path).is_none()) {
        problems.push(problems::reference_missing(&settings, *span, path, pages()));
    }
    for (name, edition) in &site.config.editions {
        for (path, span) in edition.named_pages().filter(|(path, _)| site.page_or_folder(path).is_none()) {
            problems.push(problems::edition_page_missing(&settings, *span, name, path, pages()));
        }
        if edition.named_pages().next().is_none() {
            problems.push(problems::edition_empty(&settings, edition.span, name));
        }
    }
}

/// Hours and minutes that must add up, and objectives that must exist.
fn numbers(site: &Site, page: &Page, version: &Version, problems: &mut Vec<Diagnostic>) {
    let (fields, file) = (&version.fields, &version.file);
    match page.kind {
        Kind::Session => {
            let plan: Vec<i64> = fields.records("plan").filter_map(|step| step.int("minutes")).collect();
            if let Some((minutes, span)) = number(fields, "minutes").filter(|_| !plan.is_empty()) {
                let sum = plan.iter().sum::<i64>() as f64;
                problems.extend(sum_problem(file, span, "minutes", minutes, sum));
            }
            objectives(site, page, version, problems);
        }
        Kind::Module => {
            coverage(site, page, version, problems);
            let minutes = below(site, page, Kind::Session, "minutes");
            if let Some((hours, span)) = number(fields, "hours").filter(|_| !minutes.is_empty()) {
                problems.extend(sum_problem(file, span, "hours", hours, minutes.iter().sum::<f64>() / 60.0));
            }
        }
        Kind::Course => {
            participants(version, problems);
            let hours = below(site, page, Kind::Module, "hours");
            if let Some((stated, span)) = number(fields, "hours").filter(|_| !hours.is_empty()) {
                problems.extend(sum_problem(file, span, "hours", stated, hours.iter().sum()));
            }
        }
        Kind::Page | Kind::Chapter | Kind::Practice | Kind::Glossary | Kind::Organisations | Kind::Timeline => {}
    }
}

fn number(fields: &Record, name: &str) -> Option<(f64, Span)> {
    Some((fields.number(name)?, fields.get(name)?.span))
}

/// The numbers that the pages of this kind below `page` state.
fn below(site: &Site, page: &Page, kind: Kind, name: &str) -> Vec<f64> {
    let children = page.children.iter().filter_map(|path| site.pages.get(path));
    let of_kind = children.filter(|child| child.kind == kind);
    of_kind.filter_map(|child| child.shown(&child.source).1.fields.number(name)).collect()
}

fn sum_problem(file: &VPath, span: Span, name: &str, stated: f64, sum: f64) -> Option<Diagnostic> {
    ((stated - sum).abs() > 0.01).then(|| problems::sum_differs(file, span, name, stated, sum))
}

/// A session names objectives of its module by their numbers, from 1.
fn objectives(site: &Site, page: &Page, version: &Version, problems: &mut Vec<Diagnostic>) {
    let module = page.parent.as_ref().and_then(|path| site.pages.get(path)).filter(|page| page.kind == Kind::Module);
    let Some(module) = module else { return };
    let count = module.shown(&module.source).1.fields.list("objectives").len();
    for entry in version.fields.list("objectives") {
        let Value::Int(number) = entry.value else { continue };
        if number < 1 || number as usize > count {
            problems.push(problems::objective_missing(&version.file, entry.span, number, count));
        }
    }
}

/// Each objective of a module is worked on in a session, once its sessions name any.
fn coverage(site: &Site, module: &Page, version: &Version, problems: &mut Vec<Diagnostic>) {
    let sessions = module.children.iter().filter_map(|path| site.pages.get(path));
    let sessions = sessions.filter(|page| page.kind == Kind::Session);
    let named: BTreeSet<i64> = sessions
        .flat_map(|page| page.shown(&page.source).1.fields.list("objectives"))
        .filter_map(|entry| match entry.value {
            Value::Int(number) => Some(number),
            _ => None,
        })
        .collect();
    if named.is_empty() {
        return;
    }
    for (index, entry) in version.fields.list("objectives").iter().enumerate() {
        if !named.contains(&(index as i64 + 1)) {
            problems.push(problems::objective_uncovered(&version.file, entry.span, index + 1));
        }
    }
}

fn participants(version: &Version, problems: &mut Vec<Diagnostic>) {
    for group in version.fields.records("participants") {
        if let (Some(count), Some(entry)) = (group.int("count"), group.get("count"))
            && count < 1
        {
            problems.push(problems::participants_count(&version.file, entry.span, count));
        }
    }
}

/// A translation cannot change which answers are right.
fn quiz_keys(page: &Page, version: &Version, problems: &mut Vec<Diagnostic>) {
    let Some(source) = page.versions.get(&page.source) else { return };
    let (theirs, ours) = (&source.summary.quizzes, &version.summary.quizzes);
    if theirs.len() != ours.len() {
        problems.push(problems::quiz_count_differs(&version.file, ours.len(), theirs.len()));
        return;
    }
    for (their, our) in theirs.iter().zip(ours) {
        if their.kind != our.kind || their.right != our.right {
            problems.push(problems::quiz_key_differs(&version.file, our.span));
        }
    }
}
