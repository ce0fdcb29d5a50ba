//! Courses, modules and sessions: hours that add up, objectives that are worked
//! on, participants that can be counted.

use std::collections::BTreeSet;

use super::{Page, Site, Version};
use crate::diag::{Diagnostic, Span};
use crate::doc::{Record, Value};
use crate::path::VPath;
use crate::problems;
use crate::schema::pages::Kind;

const MINUTES: f64 = 60.0;

/// The hours of a course or module: what it states, or what its parts add up to.
pub fn hours(site: &Site, page: &Page) -> Option<f64> {
    let stated = source_fields(page).number("hours");
    stated.or_else(|| parts(site, page)).filter(|hours| *hours > 0.0)
}

/// What is wrong with the numbers of a page in its source language.
pub fn problems(site: &Site, page: &Page, version: &Version, problems: &mut Vec<Diagnostic>) {
    let (fields, file) = (&version.fields, &version.file);
    match page.kind {
        Kind::Session => {
            lengths(fields, "minutes", file, problems);
            fields.records("plan").for_each(|step| lengths(step, "minutes", file, problems));
            let plan: Vec<i64> = fields.records("plan").filter_map(|step| step.int("minutes")).collect();
            let sum = (!plan.is_empty()).then(|| plan.iter().sum::<i64>() as f64);
            problems.extend(sum_problem(version, "minutes", sum));
            objectives(site, page, version, problems);
        }
        Kind::Module => {
            lengths(fields, "hours", file, problems);
            coverage(site, page, version, problems);
            problems.extend(sum_problem(version, "hours", parts(site, page)));
        }
        Kind::Course => {
            lengths(fields, "hours", file, problems);
            participants(version, problems);
            problems.extend(sum_problem(version, "hours", parts(site, page)));
        }
        Kind::Page | Kind::Chapter | Kind::Practice | Kind::Glossary | Kind::Organisations | Kind::Timeline => {}
    }
}

/// The hours of all parts of a course or module, if any of them says how long it takes.
fn parts(site: &Site, page: &Page) -> Option<f64> {
    let part = |child: &Page| match (page.kind, child.kind) {
        (Kind::Module, Kind::Session) => source_fields(child).number("minutes").map(|minutes| minutes / MINUTES),
        (Kind::Course, Kind::Module) => hours(site, child),
        _ => None,
    };
    let hours: Vec<f64> = children(site, page).filter_map(part).collect();
    (!hours.is_empty()).then(|| hours.iter().sum())
}

fn children<'a>(site: &'a Site, page: &'a Page) -> impl Iterator<Item = &'a Page> {
    page.children.iter().filter_map(|path| site.pages.get(path))
}

fn source_fields(page: &Page) -> &Record {
    &page.shown(&page.source).1.fields
}

/// A length that is none: zero, or less.
fn lengths(fields: &Record, name: &str, file: &VPath, problems: &mut Vec<Diagnostic>) {
    if let Some((length, span)) = fields.number(name).zip(fields.get(name).map(|entry| entry.span))
        && length <= 0.0
    {
        problems.push(problems::length_invalid(file, span, name, length));
    }
}

fn sum_problem(version: &Version, name: &str, sum: Option<f64>) -> Option<Diagnostic> {
    let (stated, span): (f64, Span) = (version.fields.number(name)?, version.fields.get(name)?.span);
    let sum = sum.filter(|sum| (stated - sum).abs() > 0.01)?;
    Some(problems::sum_differs(&version.file, span, name, stated, sum))
}

/// The objectives that a session names, each with its place.
fn named(session: &Record) -> impl Iterator<Item = (i64, Span)> {
    session.list("objectives").iter().filter_map(|entry| match entry.value {
        Value::Int(number) => Some((number, entry.span)),
        _ => None,
    })
}

/// A session names objectives of its module by their numbers, from 1.
fn objectives(site: &Site, page: &Page, version: &Version, problems: &mut Vec<Diagnostic>) {
    let module = page.parent.as_ref().and_then(|path| site.pages.get(path)).filter(|page| page.kind == Kind::Module);
    let Some(module) = module else { return };
    let count = source_fields(module).list("objectives").len();
    for (number, span) in named(&version.fields) {
        if number < 1 || number as usize > count {
            problems.push(problems::objective_missing(&version.file, span, number, count));
        }
    }
}

/// Each objective of a module is worked on in a session, once its sessions name any.
fn coverage(site: &Site, module: &Page, version: &Version, problems: &mut Vec<Diagnostic>) {
    let sessions = children(site, module).filter(|page| page.kind == Kind::Session);
    let named: BTreeSet<i64> = sessions.flat_map(|page| named(source_fields(page))).map(|(number, _)| number).collect();
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
