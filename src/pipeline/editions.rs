//! Print editions: each declared book in each language, typeset or taken from the memo.

use std::sync::Arc;

use super::{Edition, Memo, Options, Prepared, hash_of};
use crate::artifact::Artifact;
use crate::diag::Diagnostic;
use crate::memo::Hash;
use crate::path::{Url, VPath};
use crate::print;
use crate::{strings, theme, view};

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
            if let Some(pdf) = &typeset.value {
                let url = Url::new(format!("{lang}/print/{name}.pdf"));
                let artifact = Artifact::new(url.file(), pdf.clone());
                finished.push(Edition { lang: lang.clone(), title: view.title, artifact });
            }
        }
    }
    finished
}
