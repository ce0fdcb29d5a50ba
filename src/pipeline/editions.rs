//! Print editions: each declared book in each language, typeset or taken from the memo.

use super::press::Press;
use super::{Edition, Memo, Options, Prepared, translation};
use crate::artifact::Artifact;
use crate::config::{self, SITE_FILE};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::path::{Url, VPath};
use crate::print;
use crate::problems;
use crate::strings::Argument;
use crate::view::{self, Books};

/// Typesets the chosen editions in every language to write.
pub fn editions(prepared: &Prepared, options: &Options, memo: &Memo, problems: &mut Vec<Diagnostic>) -> Vec<Edition> {
    let Prepared { site, documents, strings, .. } = prepared;
    let press = Press::new(prepared, options.reuse);
    let state = |page: &str, lang: &Lang| translation::state(prepared, page, lang);
    let sources = Books { site, strings, documents, message_ids: &press.message_ids, state: &state };
    let mut finished = Vec::new();
    for (name, edition) in options.chosen_editions(&site.config) {
        for lang in &prepared.languages {
            let view = view::book_view(sources, (name, edition), lang);
            let book = print::book(&view).unpack(problems);
            // One after another: two books at once gain little and need twice the memory.
            let typeset = press.printed(&book, memo);
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
                if let Some(imposed) = &printed.booklet {
                    add(booklet, "-booklet", imposed);
                }
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
