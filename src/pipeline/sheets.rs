//! The small prints of courses: sheets of sessions, attendance of modules, and
//! certificates, which are printed on request and never part of a site.

use rayon::prelude::*;

use super::courses::File;
use super::press::Press;
use super::{Build, EditionChoice, Memo, Options, Prepared};
use crate::artifact::Artifact;
use crate::config::SITE_FILE;
use crate::diag::{Checked, Diagnostic, Severity};
use crate::lang::Lang;
use crate::path::{Url, VPath};
use crate::print::Book;
use crate::print::sheets::{self, Sheet};
use crate::problems;
use crate::schema::pages::Kind;
use crate::site::{Page, people};
use crate::snapshot::Snapshot;
use crate::view::Courses;

/// A sheet that waits for its typesetter.
struct Job<'a> {
    page: &'a Page,
    lang: &'a Lang,
    name: &'static str,
    book: Checked<Book>,
}

/// The sheets of every session and module, in the languages that they are written in.
pub fn sheets(prepared: &Prepared, options: &Options, memo: &Memo, problems: &mut Vec<Diagnostic>) -> Vec<File> {
    if options.editions != EditionChoice::All || !prepared.site.config.features.print {
        return Vec::new();
    }
    let is_taught = |page: &&Page| matches!(page.kind, Kind::Session | Kind::Module);
    let pages: Vec<&Page> = prepared.in_order().filter(is_taught).collect();
    if pages.is_empty() {
        return Vec::new();
    }
    let press = Press::new(prepared, options.reuse);
    let versions = prepared.languages.iter().flat_map(|lang| pages.iter().map(move |page| (*page, lang)));
    let versions = versions.filter(|(page, lang)| page.is_translated(lang));
    let jobs: Vec<Job> = versions.flat_map(|(page, lang)| jobs(prepared, &press, page, lang)).collect();
    // These are small: several at once need little memory.
    let finish = |job: Job| {
        let printed = press.printed(&job.book.value, press.key(&job.book.value), memo);
        let mut found = job.book.problems;
        found.extend(printed.problems.iter().cloned());
        let file = printed.value.as_ref().map(|printed| {
            let url = Url::new(format!("{}{}.pdf", job.page.url(job.lang).as_str(), job.name));
            File {
                page: job.page.path.clone(),
                lang: job.lang.clone(),
                word: format!("print-sheet-{}", job.name),
                artifact: Artifact::new(url.file(), printed.pdf.clone()),
            }
        });
        (file, found)
    };
    let finished: Vec<_> = jobs.into_par_iter().map(finish).collect();
    let mut files = Vec::new();
    for (file, found) in finished {
        files.extend(file);
        problems.extend(found);
    }
    files
}

fn jobs<'a>(prepared: &Prepared, press: &Press, page: &'a Page, lang: &'a Lang) -> Vec<Job<'a>> {
    let Prepared { site, strings, documents, .. } = prepared;
    let courses = Courses { site, strings, message_ids: &press.message_ids, lang };
    if page.kind == Kind::Module {
        let view = courses.attendance(page);
        let job = |view| Job { page, lang, name: "attendance", book: Checked::new(sheets::attendance(&view), vec![]) };
        return view.map(job).into_iter().collect();
    }
    let view = courses.session(documents, page);
    let wanted = Sheet::of(site.config.audience).iter();
    let job = |sheet: &Sheet| Some(Job { page, lang, name: sheet.name(), book: sheets::sheet(&view, *sheet)? });
    wanted.filter_map(job).collect()
}

/// What certificates are asked for.
pub struct CertificateRequest<'a> {
    /// The name of the list, for problems.
    pub list: &'a VPath,
    pub bytes: &'a [u8],
    /// The path of the course of those who name none; needed if the site has several.
    pub course: Option<&'a str>,
    /// The languages to print in; the site's source language if empty.
    pub languages: &'a [Lang],
}

/// One PDF a language with a page for each person; problems of pages are left to `check`.
pub fn certificates(snapshot: &Snapshot, request: &CertificateRequest) -> Build {
    let mut problems = Vec::new();
    let people = people::people(request.list, request.bytes).unpack(&mut problems);
    let (options, memo) = (Options::default(), Memo::default());
    let mut of_site = Vec::new();
    let Some(prepared) = super::prepare(snapshot, &options, &memo, &mut of_site) else {
        return super::finish(Vec::new(), of_site);
    };
    let course = course(&prepared, request, &people, &mut problems);
    let has_error = problems.iter().any(|problem| problem.severity == Severity::Error);
    let mut artifacts = Vec::new();
    if !has_error {
        let press = Press::new(&prepared, options.reuse);
        let source = [prepared.site.config.source.clone()];
        for lang in if request.languages.is_empty() { &source[..] } else { request.languages } {
            let Prepared { site, strings, .. } = &prepared;
            let view = Courses { site, strings, message_ids: &press.message_ids, lang }.certificates(course, &people);
            let book = sheets::certificates(&view);
            let printed = press.printed(&book, press.key(&book), &memo);
            problems.extend(printed.problems.iter().cloned().map(|problem| at_list(problem, request.list)));
            let path = Url::new(format!("certificates-{lang}.pdf")).file();
            artifacts.extend(printed.value.as_ref().map(|printed| Artifact::new(path, printed.pdf.clone())));
        }
    }
    super::finish(artifacts, problems)
}

/// The course that was named, or the only one.
fn course<'a>(
    prepared: &'a Prepared,
    request: &CertificateRequest,
    people: &[people::Person],
    problems: &mut Vec<Diagnostic>,
) -> Option<&'a Page> {
    let courses: Vec<&Page> = prepared.in_order().filter(|page| page.kind == Kind::Course).collect();
    let names = || courses.iter().map(|page| page.path.trim_end_matches("/index"));
    if let Some(name) = request.course {
        let found = prepared.site.page_or_folder(name).filter(|page| page.kind == Kind::Course);
        if found.is_none() {
            problems.push(problems::certificate_course(request.list, Some(name), names()));
        }
        return found;
    }
    match courses[..] {
        [only] => Some(only),
        _ => {
            if people.iter().any(|person| person.course.is_none()) {
                problems.push(problems::certificate_course(request.list, None, names()));
            }
            None
        }
    }
}

/// A letter that cannot be printed stands in the list, not in the settings.
fn at_list(problem: Diagnostic, list: &VPath) -> Diagnostic {
    if problem.file.as_str() == SITE_FILE { Diagnostic { file: list.clone(), ..problem } } else { problem }
}
