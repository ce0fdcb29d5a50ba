//! What belongs to the pages of a course beside their text: files to take away.

use super::{Memo, Options, Prepared, hash_of, pictures};
use crate::artifact::Artifact;
use crate::diag::{Checked, Diagnostic, Span};
use crate::doc::{BlockKind, Document, Quiz, QuizKind, inlines_text, walk_blocks};
use crate::html;
use crate::html::scorm::{self, Part};
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::{LinkStyle, Url};
use crate::problems;
use crate::schema::pages::Kind;
use crate::site::{Page, Site};
use crate::snapshot::Snapshot;
use crate::strings::Strings;
use crate::theme;
use crate::view::{self, Attachment, PageView};

/// A finished file of a page.
pub struct File {
    /// Path of the page without language and extension.
    pub page: String,
    pub lang: Lang,
    /// The message that names it for readers.
    pub word: String,
    pub artifact: Artifact,
}

/// What pages say of their files.
pub fn attachments(files: &[File], strings: &Strings) -> Vec<Attachment> {
    let attachment = |file: &File| Attachment {
        page: file.page.clone(),
        lang: file.lang.clone(),
        title: strings.word(&file.lang, &file.word),
        url: Url::new(file.artifact.path.as_str()),
        size: file.artifact.bytes.len(),
    };
    files.iter().map(attachment).collect()
}

/// The answers of all quizzes as data, the same for all languages except for short answers,
/// which have no other form than their words: `/data/quiz-keys.json`.
pub fn keys(prepared: &Prepared) -> Artifact {
    let entries: Vec<serde_json::Value> = prepared.in_order().flat_map(|page| page_keys(prepared, page)).collect();
    let mut json = serde_json::to_vec_pretty(&entries).expect("values of the program have text keys only");
    json.push(b'\n');
    Artifact::new(Url::new("data/quiz-keys.json").file(), json)
}

fn page_keys(prepared: &Prepared, page: &Page) -> Vec<serde_json::Value> {
    let of = |lang: &Lang| quizzes(&prepared.documents[&(page.path.clone(), lang.clone())]);
    let versions: Vec<(&Lang, Vec<&Quiz>)> = page.versions.keys().map(|lang| (lang, of(lang))).collect();
    let key = |(index, quiz): (usize, &Quiz)| {
        let right: Vec<usize> = quiz.answers.iter().enumerate().filter(|(_, a)| a.right).map(|(n, _)| n + 1).collect();
        let words = |quiz: &Quiz| quiz.answers.iter().map(|a| inlines_text(&a.content)).collect::<Vec<_>>();
        let accepted: std::collections::BTreeMap<&str, Vec<String>> = versions
            .iter()
            .filter(|_| quiz.kind == QuizKind::Short)
            .filter_map(|(lang, quizzes)| Some((lang.as_str(), words(quizzes.get(index)?))))
            .collect();
        serde_json::json!({
            "page": page.path, "number": index + 1, "id": quiz.id, "type": quiz.kind,
            "answers": quiz.answers.len(), "right": right, "accepted": accepted,
        })
    };
    let source = of(&page.source);
    source.into_iter().enumerate().map(key).collect()
}

fn quizzes(document: &Document) -> Vec<&Quiz> {
    let mut quizzes: Vec<&Quiz> = Vec::new();
    walk_blocks(&document.blocks, &mut |block| {
        if let BlockKind::Quiz(quiz) = &block.kind {
            quizzes.push(quiz);
        }
    });
    quizzes
}

/// The templates for certificates that courses ask for and the theme does not have.
pub fn templates(snapshot: &Snapshot, site: &Site) -> Vec<Diagnostic> {
    let courses = site.pages.values().filter(|page| page.kind == Kind::Course);
    let asked: Vec<_> = courses.filter_map(|course| Some((course, view::certificate_template(course)?))).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let files = theme::files(snapshot, &site.config.look.theme, &mut Vec::new());
    let known = || files.keys().filter_map(|name| name.strip_prefix("print/")).filter(|name| name.ends_with(".typ"));
    let missing = asked.into_iter().filter(|(_, (name, _))| !known().any(|file| file == name));
    let problem = |(course, (name, span)): (&Page, (String, Span))| {
        problems::certificate_template(&course.shown(&course.source).1.file, span, &name, known())
    };
    missing.map(problem).collect()
}

/// The document and its hash that readers of `lang` see.
fn shown<'a>(prepared: &'a Prepared, page: &Page, lang: &Lang) -> (&'a Document, Hash) {
    let id = (page.path.clone(), page.shown(lang).0.clone());
    (&prepared.documents[&id], prepared.hashes[&id])
}

/// Where the slides of a page are, if it is a session that has any.
pub fn slides_link(prepared: &Prepared, page: &Page, lang: &Lang, style: LinkStyle) -> Option<String> {
    let has_slides = page.kind == Kind::Session && html::has_slides(shown(prepared, page, lang).0);
    has_slides.then(|| view::slides_url(page, lang).relative(page.url(lang), style))
}

/// The slides of every session as pages.
pub fn decks(prepared: &Prepared, options: &Options, memo: &Memo, problems: &mut Vec<Diagnostic>) -> Vec<Artifact> {
    let Prepared { site, strings, theme, languages, .. } = prepared;
    let sessions = || prepared.in_order().filter(|page| page.kind == Kind::Session);
    let mut artifacts = Vec::new();
    for (lang, page) in languages.iter().flat_map(|lang| sessions().map(move |page| (lang, page))) {
        let (document, hash) = shown(prepared, page, lang);
        if !html::has_slides(document) {
            continue;
        }
        let view = view::slides_view(site, strings, options.links, page, lang);
        let key = Hash::join([Hash::of(b"slides"), theme.hash(), hash, hash_of(&(&view, &view.content))]);
        let deck = memo.course_files.get(key, || {
            let path = view::slides_url(page, lang).file();
            let html = html::slides(theme, strings, &view, document, path);
            Checked::new(html.value.bytes.to_vec(), html.problems)
        });
        problems.extend(deck.problems.iter().cloned());
        artifacts.push(Artifact::new(view::slides_url(page, lang).file(), deck.value.clone()));
    }
    artifacts
}

/// The package of every module that has sessions, in the languages that it is written in.
pub fn packages(prepared: &Prepared, memo: &Memo, problems: &mut Vec<Diagnostic>) -> Vec<File> {
    let modules = || prepared.in_order().filter(|page| page.kind == Kind::Module);
    let versions = prepared.languages.iter().flat_map(|lang| modules().map(move |page| (lang, page)));
    let mut files = Vec::new();
    for (lang, module) in versions.filter(|(lang, module)| module.is_translated(lang)) {
        let sessions = view::sessions(&prepared.site, module);
        if sessions.is_empty() {
            continue;
        }
        let pages: Vec<&Page> = std::iter::once(module).chain(sessions).collect();
        let bytes = package(prepared, memo, &pages, lang, problems);
        let url = Url::new(format!("{}scorm.zip", module.url(lang).as_str()));
        let (page, lang) = (module.path.clone(), lang.clone());
        files.push(File { page, lang, word: "course-scorm".to_string(), artifact: Artifact::new(url.file(), bytes) });
    }
    files
}

fn package(prepared: &Prepared, memo: &Memo, pages: &[&Page], lang: &Lang, problems: &mut Vec<Diagnostic>) -> Vec<u8> {
    let Prepared { site, strings, theme, .. } = prepared;
    let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let views: Vec<PageView> = pages.iter().map(|page| view::package_view(site, strings, &paths, page, lang)).collect();
    let mut hashes = vec![Hash::of(b"scorm"), theme.hash()];
    for (page, view) in pages.iter().zip(&views) {
        hashes.extend([shown(prepared, page, lang).1, hash_of(&(view, &view.content))]);
    }
    let key = Hash::join(hashes);
    let make = || {
        let shared = media(prepared, memo, (pages, &views), lang);
        let part = |(page, view): (&&Page, PageView)| Part {
            file: page.url(lang).file(),
            view,
            document: shown(prepared, page, lang).0,
        };
        let parts: Vec<Part> = pages.iter().zip(views).map(part).collect();
        let title = pages.first().map_or("", |module| module.title(lang));
        let identifier = format!("kopru-{}", Hash::of(format!("{lang}/{}", paths[0]).as_bytes()).short(16));
        scorm::package(theme, strings, (&identifier, title), &parts, shared)
    };
    let made = memo.course_files.get(key, || memo.kept(key, make));
    problems.extend(made.problems.iter().cloned());
    made.value.clone()
}

/// The files of `media/` that the pages of a package show or link to.
fn media(prepared: &Prepared, memo: &Memo, (pages, views): (&[&Page], &[PageView]), lang: &Lang) -> Vec<Artifact> {
    let mut used = std::collections::BTreeSet::new();
    for (page, view) in pages.iter().zip(views) {
        let written = view.content.media.values().map(|file| &file.url).chain(view.content.links.values());
        used.extend(written.map(|address| (page.url(lang), address.as_str())));
    }
    let private = super::audience::private_files(&prepared.site);
    let files = prepared.site.media.files().filter(|file| {
        !private.contains(&file.path)
            && pages.iter().any(|page| {
                let address = file.url().relative(page.url(lang), LinkStyle::File);
                used.contains(&(page.url(lang), address.as_str()))
            })
    });
    files.flat_map(|file| pictures::files(prepared.snapshot, memo, file)).collect()
}
