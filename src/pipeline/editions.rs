//! Print editions: each declared book in each language, typeset or taken from the memo.

use std::sync::Arc;

use super::{Edition, Memo, Options, Prepared, hash_of};
use crate::artifact::Artifact;
use crate::config::{self, SITE_FILE};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::{Url, VPath};
use crate::print;
use crate::strings::Argument;
use crate::{problems, strings, theme, view};

/// Typesets the chosen editions in every language to write.
pub fn editions(prepared: &Prepared, options: &Options, memo: &Memo, problems: &mut Vec<Diagnostic>) -> Vec<Edition> {
    let Prepared { snapshot, site, documents, strings, .. } = prepared;
    let theme: Vec<(VPath, Arc<[u8]>)> = theme::files(snapshot, &site.config.look.theme, &mut Vec::new())
        .into_iter()
        .filter(|(name, _)| name.starts_with("print/"))
        .map(|(_, (path, file))| (path, file.bytes))
        .collect();
    let theme_hash = Hash::join(theme.iter().map(|(_, bytes)| Hash::of(bytes)));
    let message_ids = strings::ids_with_prefix(snapshot, "print-");
    let mut finished = Vec::new();
    for (name, edition) in options.chosen_editions(&site.config) {
        for lang in &prepared.languages {
            let view = view::book_view(site, strings, documents, &message_ids, (name, edition), lang);
            let book = print::book(&view).unpack(problems);
            let key = Hash::join([theme_hash, hash_of(&book)]);
            // One after another: two books at once gain little and need twice the memory.
            let typeset = memo.books.get(key, || {
                print::engine::typeset(&book, &theme, |path| snapshot.get(path).map(|file| Arc::clone(&file.bytes)))
            });
            problems.extend(typeset.problems.iter().cloned());
            if let Some(printed) = &typeset.value {
                problems.extend(too_long(edition, name, lang, printed.pages));
                let file = |ending: &str| Url::new(format!("{lang}/print/{name}{ending}.pdf")).file();
                let mut add = |title: String, ending: &str, pdf: &Vec<u8>| {
                    finished.push(Edition {
                        lang: lang.clone(),
                        title,
                        artifact: Artifact::new(file(ending), pdf.clone()),
                    });
                };
                let title = book.title().to_string();
                let booklet = strings.get(lang, "print-booklet", &[("title", Argument::Text(title.clone()))]);
                add(title, "", &printed.pdf);
                add(booklet, "-booklet", &printed.booklet);
            }
        }
    }
    finished
}

/// A book that became longer than its publisher allows.
fn too_long(edition: &config::Edition, name: &str, lang: &Lang, pages: usize) -> Option<Diagnostic> {
    let (limit, span) = edition.max_pages.get(lang)?;
    (pages > limit)
        .then(|| problems::edition_too_long(&VPath::fixed(SITE_FILE), span, (name, lang.as_str()), pages, limit))
}
