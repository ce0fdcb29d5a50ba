//! Rules that need more than one page: references, codes, quiz keys; [`course`] has those of courses.

use super::{Page, Site, Version, course, standard_of};
use crate::diag::{Diagnostic, Span};
use crate::doc::Entry;
use crate::lang::Lang;
use crate::path::VPath;
use crate::problems;
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
                course::problems(site, page, version, &mut problems);
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
        Type::Media => missing_file(site, file, span, text, lang),
        _ => None,
    }
}

fn missing_file(site: &Site, file: &VPath, span: Span, text: &str, lang: &Lang) -> Option<Diagnostic> {
    let name = text.trim_start_matches('/');
    let missing = site.media.get(name.strip_prefix("media/").unwrap_or(name), lang).is_none();
    missing.then(|| problems::media_missing(file, span, text, site.media.names()))
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
    let organisations = super::data::file("organisations");
    let all = site.data.organisations.iter().flat_map(|all| all.values());
    for (logo, span) in all.filter_map(|organisation| organisation.logo.as_ref()) {
        problems.extend(missing_file(site, &organisations, *span, logo, &site.config.source));
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
