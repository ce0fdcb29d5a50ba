//! The views of a course's small prints and packages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::book::{chapter, latest_date};
use super::format::date_text;
use super::types::BookView;
use crate::config::Booklet;
use crate::diag::Span;
use crate::doc::Date;
use crate::lang::Lang;
use crate::path::Url;
use crate::schema::pages::Kind;
use crate::site::include::Documents;
use crate::site::people::Person;
use crate::site::{Page, Site};
use crate::strings::{Argument, Strings};

/// Rows of an attendance sheet if the course does not say how many people take part.
const ROWS: i64 = 20;
/// More do not fit a meeting room.
const MAX_ROWS: i64 = 200;

/// The attendance sheets of a module.
pub struct AttendanceView {
    /// Its title, words and paper; without chapters.
    pub book: BookView,
    /// Titles of the sessions.
    pub sessions: Vec<String>,
    pub rows: i64,
}

/// The certificates of a course.
pub struct CertificateView {
    pub book: BookView,
    pub people: Vec<CertificateOf>,
    /// The template of the theme that the course asks for.
    pub template: Option<String>,
}

/// One certificate in the words of its language.
#[derive(Clone, Debug, Serialize)]
pub struct CertificateOf {
    pub name: String,
    pub organisation: String,
    /// What the person has done.
    pub text: String,
    pub date: String,
}

/// A file that belongs to a page and is offered there.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Attachment {
    /// Path of the page without language and extension.
    pub page: String,
    pub lang: Lang,
    /// Its name for readers.
    pub title: String,
    pub url: Url,
    /// In bytes.
    pub size: usize,
}

/// What the course views are made from.
#[derive(Clone, Copy)]
pub struct Courses<'a> {
    pub site: &'a Site,
    pub strings: &'a Strings,
    /// The words of printed matter.
    pub message_ids: &'a [String],
    pub lang: &'a Lang,
}

impl Courses<'_> {
    /// The session as a book of one chapter.
    pub fn session(&self, documents: &Documents, page: &Page) -> BookView {
        let mut book = self.empty_book(page);
        book.paper = "a4".to_string();
        book.chapters = chapter(self.site, self.strings, documents, &[], page, 1, self.lang).into_iter().collect();
        book
    }

    /// The attendance sheets of a module; none if it has no sessions.
    pub fn attendance(&self, module: &Page) -> Option<AttendanceView> {
        let sessions = sessions(self.site, module).into_iter().map(|page| page.title(self.lang).to_string());
        let sessions: Vec<String> = sessions.collect();
        if sessions.is_empty() {
            return None;
        }
        let course = self.site.ancestors(module).into_iter().rev().find(|page| page.kind == Kind::Course);
        let people = course.map_or(0, participants);
        let rows = if people > 0 { people.min(MAX_ROWS) } else { ROWS };
        Some(AttendanceView { book: self.empty_book(module), sessions, rows })
    }

    /// The certificates of `people`, who took part in `course` unless they name another.
    pub fn certificates(&self, course: Option<&Page>, people: &[Person]) -> CertificateView {
        let people = people.iter().map(|person| self.certificate(course, person)).collect();
        let mut book = self.words();
        book.title = self.strings.word(self.lang, "print-certificate");
        // Who publishes the course signs for it.
        let publisher = self.site.config.publisher.get(self.lang);
        if !publisher.is_empty() {
            book.site_title = publisher.to_string();
        }
        CertificateView { book, people, template: course.and_then(certificate_template).map(|(name, _)| name) }
    }

    fn certificate(&self, course: Option<&Page>, person: &Person) -> CertificateOf {
        let named = person.course.as_deref().map(|name| (name, self.site.page_or_folder(name.trim_matches('/'))));
        let page = named.map_or(course, |(_, page)| page);
        let title = match named {
            Some((name, None)) => name.to_string(),
            _ => page.map_or_else(String::new, |page| page.title(self.lang).to_string()),
        };
        let fields = page.map(|page| &page.shown(self.lang).1.fields);
        let hours = fields.and_then(|fields| fields.number("hours"));
        let course = ("course", Argument::Text(title));
        let text = match hours {
            None => self.strings.get(self.lang, "print-certificate-text", &[course]),
            Some(hours) => {
                let shown = self.lang.number(hours, if hours.fract() == 0.0 { 0 } else { 1 });
                let hours = [("hours", Argument::Text(shown)), ("count", Argument::Number(hours))];
                let hours = self.strings.get(self.lang, "duration-hours", &hours);
                let arguments = [course, ("hours", Argument::Text(hours))];
                self.strings.get(self.lang, "print-certificate-text-hours", &arguments)
            }
        };
        CertificateOf {
            name: person.name.clone(),
            organisation: person.organisation.clone(),
            text,
            date: person.date.map(|date| date_text(self.strings, self.lang, date)).unwrap_or_default(),
        }
    }

    /// A book of `page`'s title, below the titles of the course and module around it.
    fn empty_book(&self, page: &Page) -> BookView {
        let around = self.site.ancestors(page).into_iter();
        let around = around.filter(|page| matches!(page.kind, Kind::Course | Kind::Module));
        let titles: Vec<&str> = around.map(|page| page.short_title(self.lang)).collect();
        BookView {
            edition: page.path.clone(),
            title: page.title(self.lang).to_string(),
            subtitle: titles.join(" · "),
            date: latest_date(&[page]),
            ..self.words()
        }
    }

    fn words(&self) -> BookView {
        let date: Option<Date> = None;
        let strings: BTreeMap<String, String> =
            self.message_ids.iter().map(|id| (id.clone(), self.strings.word(self.lang, id))).collect();
        BookView {
            edition: "certificate".to_string(),
            lang: self.lang.clone(),
            direction: self.lang.direction(),
            title: String::new(),
            subtitle: String::new(),
            site_title: self.site.config.title.get(self.lang).to_string(),
            publisher: self.site.config.publisher.get(self.lang).to_string(),
            licence: self.site.config.licence.get(self.lang).to_string(),
            paper: "a4".to_string(),
            booklet: Booklet::default(),
            date,
            imprint: Vec::new(),
            chapters: Vec::new(),
            terms: Vec::new(),
            lexicon: None,
            strings,
        }
    }
}

/// The sessions of a module in reading order.
pub fn sessions<'a>(site: &'a Site, module: &Page) -> Vec<&'a Page> {
    let children = module.children.iter().filter_map(|path| site.pages.get(path));
    children.filter(|page| page.kind == Kind::Session).collect()
}

/// Whether the page of a module shows how long its sessions take. A table that says nothing but
/// titles would repeat the list of pages.
pub fn has_timetable(site: &Site, module: &Page) -> bool {
    let minutes = |page: &Page| page.shown(&page.source).1.fields.int("minutes");
    module.kind == Kind::Module && sessions(site, module).into_iter().any(|page| minutes(page).is_some())
}

/// How many people the course is planned for.
fn participants(course: &Page) -> i64 {
    let fields = &course.shown(&course.source).1.fields;
    fields.records("participants").filter_map(|group| group.int("count")).filter(|count| *count > 0).sum()
}

/// The file of the theme's `print/` that certificates of a course are printed with, and where the
/// course says so.
pub fn certificate_template(course: &Page) -> Option<(String, Span)> {
    let entry = course.shown(&course.source).1.fields.record("certificate")?.get("template")?;
    Some((format!("{}.typ", entry.as_str()?.trim_end_matches(".typ")), entry.span))
}
