//! Print editions: each declared book in each language, typeset or taken from the memo.

use std::sync::Arc;

use super::press::Press;
use super::volumes::Volume;
use super::{Edition, Memo, Options, Prepared};
use crate::artifact::Artifact;
use crate::config::{self, SITE_FILE};
use crate::diag::{Checked, Diagnostic};
use crate::lang::Lang;
use crate::memo::Hash;
use crate::path::{Url, VPath};
use crate::print::{self, Printed, Reuse};
use crate::problems;
use crate::strings::Argument;

/// A volume that went through the press.
pub struct Bound {
    title: String,
    /// Of the book as data, which fewer changes reach than its view.
    key: Hash,
    /// Of making it data.
    problems: Vec<Diagnostic>,
    printed: Arc<Checked<Option<Printed>>>,
}

/// Typesets the volumes.
pub fn editions(
    prepared: &Prepared,
    volumes: &[Volume],
    options: &Options,
    memo: &Memo,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Edition> {
    // The first run makes every book, and nobody knows yet which of them the author will work on.
    let is_first = memo.editions().value.is_empty();
    let press = Press::new(prepared, if is_first { Reuse::Never } else { options.reuse });
    let mut finished = Vec::new();
    // One after another: two books at once gain little and need twice the memory.
    for volume in volumes {
        let key = Hash::join([press.hash(), volume.hash]);
        let bound = memo.bound.get(key, || bind(volume, &press, memo));
        memo.books.keep(bound.key);
        problems.extend(bound.problems.iter().chain(&bound.printed.problems).cloned());
        if let Some(printed) = &bound.printed.value {
            problems.extend(too_long(volume.edition, volume.name, &volume.view.lang, printed.pages));
            finished.extend(files(prepared, volume, &bound.title, printed));
        }
    }
    finished
}

fn bind(volume: &Volume, press: &Press, memo: &Memo) -> Bound {
    let Checked { value: book, problems } = print::book(&volume.view);
    let key = press.key(&book);
    Bound { title: book.title().to_string(), key, problems, printed: press.printed(&book, key, memo) }
}

/// The book for the screen, and its booklet if it has one.
fn files(prepared: &Prepared, volume: &Volume, title: &str, printed: &Printed) -> Vec<Edition> {
    let (lang, name) = (&volume.view.lang, volume.name);
    let edition = |title: String, ending: &str, pdf: &Vec<u8>| {
        let file = Url::new(format!("{lang}/print/{name}{ending}.pdf")).file();
        Edition { lang: lang.clone(), title, artifact: Artifact::new(file, pdf.clone()) }
    };
    let arguments = [("title", Argument::Text(title.to_string()))];
    let booklet = printed.booklet.as_ref().map(|imposed| {
        let title = prepared.strings.get(lang, "print-booklet", &arguments);
        edition(title, "-booklet", imposed)
    });
    std::iter::once(edition(title.to_string(), "", &printed.pdf)).chain(booklet).collect()
}

/// A book that became longer than its publisher allows.
fn too_long(edition: &config::Edition, name: &str, lang: &Lang, pages: usize) -> Option<Diagnostic> {
    let (limit, span) = edition.max_pages.get(lang)?;
    (pages > limit)
        .then(|| problems::edition_too_long(&VPath::fixed(SITE_FILE), span, (name, lang.as_str()), pages, limit))
}
